"""Verification: an honest record holds, and each way of cheating fails for the right reason."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_maker import (
    a_record,
    at,
    database,
    drawn,
    heading,
    kept_lock,
    locks_of,
    order_of,
    paper,
    roster,
    row,
    rows_of,
)
from sample_rules import KUNMING, NANCHANG, NATIONAL
from tampering import edited, resealed

from desktop.domain.attempt import Outcome
from desktop.domain.check import NAMES, Check, CheckState
from desktop.domain.lock import digest_of
from desktop.domain.plain import to_plain
from desktop.domain.record import Extension, Record, RecordedLock, Void, record_text, sealed
from desktop.domain.recording import KeptLock, KeptSeed, build_record
from desktop.domain.verify import verify, verify_text
from desktop.domain.verify_outside import RosterFiles

# What an edit can change without any check from the record alone: free words, names of people,
# where to look in the form. Signed paper and the data file show these.
FREE_WORDS = {
    *("by", "words", "interviewee", "phone", "typed_by", "service", "position", "reason"),
    *("supervisor", "evidence", "notes", "name", "head", "seq", "masked", "days", "id"),
    *("called_at", "typed_at", "locked_at", "at", "made_at"),
    "attempts",  # rows in vain may be taken away, and the patience changed
}
# Which program wrote the file, and when: only the file's own printed digest shows these.
NO_WEIGHT = {"program", "made_at"}


def _rule(_texts: object) -> object:
    return KUNMING


def _fails(checks: tuple[Check, ...]) -> set[str]:
    return {one.key for one in checks if one.state is CheckState.FAILS}


def _everything(record: Record, honest: Record) -> tuple[Check, ...]:
    """Verify with all that lies outside, as it honestly is, but without the printed file digest."""
    signed = replace(paper(honest), record_digest="")
    return verify(record, roster=roster(), paper=signed, database=database(honest), read_rule=_rule)


def _with(record: Record, which: int, /, **changed: object) -> Record:
    """The record with one lock changed, sealed anew as somebody would who cheats with care."""
    locks = tuple(
        replace(kept, **changed) if kept.number == which else kept for kept in record.locks
    )
    return sealed(replace(record, locks=locks))


def test_an_honest_record_holds_in_everything() -> None:
    """Every property is looked at, and only who witnessed the digits can't be told."""
    record = a_record()
    signed, now = paper(record), database(record)
    checks = verify(record, roster=roster(), paper=signed, database=now, read_rule=_rule)
    assert _fails(checks) == set()
    assert {one.key for one in checks} == set(NAMES)
    assert {one.key for one in checks if one.state is CheckState.OPEN} == {"witness", "claims"}
    assert _fails(verify(a_record(mask=True), database=now)) == set()


def test_what_was_not_given_is_said() -> None:
    """From the record alone nothing fails, and what wasn't looked at is named."""
    untold = [one for one in verify(a_record()) if one.state is CheckState.OPEN]
    assert [(one.key, one.where) for one in untold] == [
        ("rule", "昆明办法"),
        ("witness", "第2次封存"),
        ("claims", "第2次封存"),
        ("witness", "第3次封存"),
        ("roster", ""),
        ("paper", ""),
        ("database", ""),
        ("journal", ""),
    ]


def test_a_naive_edit_breaks_the_seal() -> None:
    """One changed letter of the file is enough."""
    text = record_text(a_record()).replace("很好", "不好", 1)
    assert _fails(verify_text(text)) == {"record"}
    assert [one.why for one in verify_text("{}")] == ["这不是抽取记录文件，或是不认识的版本。"]


def _swapped(kept: RecordedLock) -> dict[str, object]:
    a, b, *rest = kept.sample
    return {"sample": (b, a, *rest)}


def _friendly(kept: RecordedLock) -> dict[str, object]:
    """The first substitute for the second firm drawn."""
    a, b, *rest = kept.sample
    first, *others = kept.substitutes
    return {"sample": (a, first, *rest), "substitutes": (b, *others)}


def _renamed(kept: RecordedLock) -> dict[str, object]:
    text = kept.text.replace("昆明第3号", "昆明第33号")
    return {"text": text, "digest": digest_of(text.encode())}


def _smaller(kept: RecordedLock) -> dict[str, object]:
    text = kept.text.replace("size\t-\t30\t3\t3", "size\t-\t30\t2\t2")
    return {
        "text": text,
        "digest": digest_of(text.encode()),
        "required": 2,
        "size_at_lock": 2,
    }


def _liked(kept: RecordedLock) -> dict[str, object]:
    rows = tuple(replace(one, answer="satisfied" if one.answer else "") for one in kept.attempts)
    return {"attempts": rows}


def _picked(kept: RecordedLock) -> dict[str, object]:
    stranger = row(19, kept.substitutes[5], Outcome.ANSWERED, 150)
    return {"attempts": (*kept.attempts, stranger)}


def _silent(kept: RecordedLock) -> dict[str, object]:
    rows = tuple(replace(one, reason="") for one in kept.attempts)
    return {"attempts": rows}


CHEATS = [
    (_swapped, {"order", "sample"}),
    (_friendly, {"order", "sample"}),
    (lambda kept: {"sample": kept.sample[:-1]}, {"order", "sample"}),
    (_renamed, {"seed"}),
    (_smaller, {"size", "seed"}),
    (lambda kept: {"secret": "0" * 32}, {"commitment", "seed"}),
    (lambda kept: {"seed": replace(kept.seed, digits="042043")}, {"seed"}),
    (lambda kept: {"seed": replace(kept.seed, digits="04204")}, {"seed"}),
    (lambda kept: {"seed": replace(kept.seed, supervisor="")}, {"seed"}),
    (lambda kept: {"seed": replace(kept.seed, at=at(15))}, {"times"}),
    (lambda kept: {"seed": None}, {"undrawn"}),
    (lambda kept: {"void": Void("错", at(40))}, {"turns"}),
    (lambda kept: {"reason": ""}, {"turns"}),
    (lambda kept: {"number": 4}, {"chain", "lock-fields"}),
    (lambda kept: {"digest": "0" * 64}, {"lock-digest"}),
    (lambda kept: {"seed_kind": "machine"}, {"lock-fields"}),
    (lambda kept: {"text": kept.text.replace("firm\t3\t", "firm\t03\t")}, {"lock-text"}),
    (lambda kept: {"extensions": ()}, {"sample"}),
    (lambda kept: {"extensions": (Extension(2, "少问", at(120)),)}, {"extension", "sample"}),
    (_liked, {"result"}),
    (lambda kept: {"attempts": kept.attempts[:-1]}, {"result"}),
    (lambda kept: {"attempts": kept.attempts[::-1]}, {"times", "attempts"}),
    (_picked, {"attempts", "substitutes"}),
    (_silent, {"attempts"}),
    (lambda kept: {"result": replace(kept.result, satisfied=4)}, {"result"}),
    (lambda kept: {"result": replace(kept.result, notes=())}, {"words"}),
    (lambda kept: {"claims": replace(kept.claims, differences=())}, {"claims"}),
]


@pytest.mark.parametrize(("cheat", "shown"), CHEATS)
def test_each_cheat_fails_for_its_reason(cheat, shown: set[str]) -> None:
    """The third lock is changed, the file sealed anew: the record alone shows what is wrong."""
    record = a_record()
    forged = _with(record, 3, **cheat(record.locks[2]))
    assert shown <= _fails(verify(forged))


def test_a_lock_left_away_breaks_the_chain() -> None:
    """Without the void lock, or without the first draw, the numbers and digests don't join."""
    record = a_record()
    for gone in (0, 1):
        locks = record.locks[:gone] + record.locks[gone + 1 :]
        assert _fails(verify(sealed(replace(record, locks=locks)))) >= {"chain"}


def test_the_last_lock_left_away_is_shown_by_paper_or_data_file() -> None:
    """Cut at its end a record holds by itself; what was signed and what is kept say more."""
    record = a_record()
    cut = sealed(replace(record, locks=record.locks[:2]))
    assert _fails(verify(cut)) == set()
    assert _fails(verify(cut, database=database(record))) == {"database"}
    assert _fails(verify(cut, paper=replace(paper(record), record_digest=""))) == {"paper"}


def test_locks_doubled_or_lost_in_the_data_file_are_shown() -> None:
    """A data file whose locks don't count up from 1 is named."""
    record = a_record()
    for locks in ((*record.locks, record.locks[2]), record.locks[1:], record.locks[::-1]):
        now = database(sealed(replace(record, locks=locks)))
        assert "database" in _fails(verify(record, database=now))


def test_what_came_later_is_no_fault_but_is_told() -> None:
    """An honest old record still holds when a further lock was made since."""
    rows = rows_of(30)
    old = build_record(heading(made=40), locks_of(rows)[:2])
    old = sealed(replace(old, journal=replace(old.journal, seq=6, head="ef" * 32)))
    now = database(a_record())
    now = replace(now, journal={**now.journal, 6: (at(35), "ef" * 32)})
    late = replace(now, record=replace(now.record, locks=_moved(now.record.locks)))
    found = [one for one in verify(old, database=late) if one.key == "database"]
    assert [(one.state, one.why) for one in found] == [
        (CheckState.HOLDS, "记录导出之后另有第3次封存，请以新的记录为准。")
    ]


def _moved(locks: tuple[RecordedLock, ...]) -> tuple[RecordedLock, ...]:
    return (*locks[:2], replace(locks[2], locked_at=at(50)))


def test_a_consistent_forgery_is_shown_from_outside() -> None:
    """Drawn again in silence until friendly firms came out: all holds but paper and data file."""
    rows, honest = rows_of(30), a_record()
    one, two, three = locks_of(rows)
    again = drawn(replace(three, attempts=(), claimed=None), "999999", 30)
    forged = build_record(heading(), [one, two, again])
    assert _fails(verify(forged, roster=roster())) == set()
    assert _fails(_everything(forged, honest)) == {"paper", "database"}


def test_tables_changed_behind_the_journal_are_shown() -> None:
    """Somebody edits the data file past the program: the journal's own words say otherwise."""
    honest = a_record()
    forged = _with(honest, 3, **_liked(honest.locks[2]))
    behind = replace(database(honest), record=forged)
    assert _fails(verify(forged, database=behind)) >= {"journal", "result"}
    for words in (
        replace(behind.words, digests={3: "0" * 64}, attempts={}),
        replace(behind.words, digits={3: "111111"}, attempts={}),
        replace(behind.words, digests={1: honest.locks[0].digest}, attempts={}),
        replace(behind.words, digests={4: "0" * 64}, attempts={}),
    ):
        assert "journal" in _fails(verify(honest, database=replace(behind, words=words)))


@pytest.mark.parametrize(
    "journal", [{}, {7: (at(140), "00" * 32)}, {7: (at(300), "cd" * 32)}, {6: (at(130), "ef" * 32)}]
)
def test_a_journal_that_was_cut_or_rewritten_is_shown(journal) -> None:
    """The record's head must stand in the journal at its number, and not later than the record."""
    record = a_record()
    now = replace(database(record), journal=journal)
    assert _fails(verify(record, database=now)) == {"journal"}


def test_another_roster_gives_another_list() -> None:
    """A firm added, taken away, renamed or moved is named; other bytes of the file too."""
    record, rows = a_record(), rows_of(30)
    extra = replace(rows[4], id=99, line=99, cells={"name": "新来的公司"})
    others = [(*rows, extra), rows[:3] + rows[4:], rows[::-1]]
    others += [(*rows[:5], replace(rows[5], cells={"name": "换名公司"}), *rows[6:])]
    for changed in others:
        now = replace(roster(), rows=changed)
        assert "roster" in _fails(verify(record, roster=now))
    now = replace(roster(), digests={"名单.xlsx": "0" * 64})
    found = [one for one in verify(record, roster=now) if one.key.startswith("roster")]
    assert [(one.key, one.state, one.why) for one in found] == [
        ("roster", CheckState.OPEN, "名单文件“名单.xlsx”不是封存时的那一份。"),
        ("roster", CheckState.OPEN, "名单文件“名单.xlsx”不是封存时的那一份。"),
        ("roster-files", CheckState.FAILS, "名单文件“名单.xlsx”不是封存时的那一份。"),
        ("roster", CheckState.HOLDS, ""),
        ("roster-claims", CheckState.HOLDS, ""),
    ]


def test_a_repeated_firm_is_shown() -> None:
    """Twice the same code, or the same name without codes; the same name under two codes is not."""
    twice = {"昆明第3号有限公司\t-": "昆明第4号（有限）公司\t-", "昆明第5号": "昆明第6号"}
    record = a_record()
    text = record.locks[2].text
    for old, new in twice.items():
        text = text.replace(old, new, 1)
    forged = _with(record, 3, text=text, digest=digest_of(text.encode()))
    found = [one.why for one in verify(forged) if one.key == "firms" and one.why]
    assert found == ["“昆明第6号有限公司”在名单中不止一次。"]


@settings(deadline=None, max_examples=40)
@given(
    st.integers(2, 60),
    st.sampled_from(["witnessed", "machine", "public"]),
    st.text("0123456789", min_size=6, max_size=9),
    st.sampled_from([KUNMING, NATIONAL, NANCHANG]),
    st.integers(0, 20),
    st.data(),
)
def test_any_honest_draw_holds(count, kind, digits, rule, raised, data) -> None:
    """Any list, kind, digits, rule, size and extension: the record holds, and each firm is once."""
    rows = rows_of(count)
    kept = kept_lock(rows, 1, "", kind, 0, rule, raised, data.draw(st.none() | st.integers(0, 900)))
    kept = drawn(kept, "" if kind == "machine" else digits, 5)
    more = []
    if kept.size_at_lock < count:
        more = [Extension(data.draw(st.integers(kept.size_at_lock + 1, count)), "增加", at(6))]
    answers = _answers(kept, data.draw(st.integers(0, 5)))
    kept = replace(kept, extensions=tuple(more), attempts=answers)
    record = build_record(heading(rule), [kept])
    found = verify(record, roster=RosterFiles(rows, roster().digests), read_rule=lambda _: rule)
    assert _fails(found) == set()
    order = order_of(kept)
    size = more[0].size if more else kept.size_at_lock
    assert record.locks[0].sample == tuple(order[:size])
    assert set(record.locks[0].sample).isdisjoint(record.locks[0].substitutes)


def _answers(kept: KeptLock, count: int):
    """The first firms in order answer, by an id that every scale has."""
    firms = order_of(kept)[: min(count, kept.size_at_lock)]
    return tuple(
        row(k, firm, Outcome.ANSWERED, 10 + k, "dissatisfied") for k, firm in enumerate(firms, 1)
    )


def test_later_renames_and_imports_change_nothing() -> None:
    """The lock's bytes alone decide: the same record comes out whatever the roster says now."""
    kept = replace(locks_of(rows_of(30))[2], number=1)
    before = build_record(heading(), [kept])
    assert build_record(heading(), [replace(kept, claimed=None)]).locks[0].sample == (
        before.locks[0].sample
    )
    assert KeptSeed("042042", "", "李监督", at(30)) == kept.seed


@pytest.mark.parametrize("seed", range(4))
def test_random_edits_are_shown(seed: int) -> None:
    """Each of 60 edits, sealed anew, fails by itself unless free words; and from outside always."""
    dice, honest = random.Random(seed), a_record()
    plain, text = to_plain(honest), record_text(honest)
    missed = []
    for _ in range(60):
        path, changed = edited(plain, dice)
        forged = resealed(changed)
        name = [step for step in path if isinstance(step, str)][-1]
        if forged is None or forged == text or name in NO_WEIGHT:
            continue
        alone = _fails(verify_text(forged, read_rule=_rule))
        if not alone and name not in FREE_WORDS:
            missed.append(("alone", path))
        signed = replace(paper(honest), record_digest="")
        outside = verify_text(
            forged, roster=roster(), paper=signed, database=database(honest), read_rule=_rule
        )
        if not _fails(outside):
            missed.append(("outside", path))
    assert missed == []
