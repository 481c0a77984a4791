"""Checks a draw record against what lies outside it: roster files, signed paper, the data file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.domain.case import Row
from desktop.domain.check import Check, CheckState, check, first_fault, untold
from desktop.domain.claims import claims_of, compare_claims
from desktop.domain.clean import clean
from desktop.domain.draw import Draw
from desktop.domain.frame import NO_NAME, NOTE, SAME_AS, TOTAL, Frame, build_frame
from desktop.domain.lock import Lock, LockedFirm, LockedOut, digest_of
from desktop.domain.record import Record, RecordedAttempt, RecordedLock, attempt_of
from desktop.domain.recording import masked
from desktop.domain.scheme import SampleRule
from desktop.domain.survey import standing
from desktop.domain.verify_lock import read_lock


@dataclass(frozen=True)
class RosterFiles:
    """The roster as it is now: cleaned rows in the order of file, sheet, line; files' SHA-256.

    `digests` maps a file's name to its SHA-256. `claim_rows` are the rows of the roster that
    claims the answers, where that is another one (满意度评价表); empty means `rows`.
    """

    rows: tuple[Row, ...]
    digests: Mapping[str, str]
    claim_rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Paper:
    """What stands on signed paper, each by the lock's number; what is not at hand stays empty."""

    lock_digests: Mapping[int, str] = field(default_factory=dict)
    commitments: Mapping[int, str] = field(default_factory=dict)
    digits: Mapping[int, str] = field(default_factory=dict)
    record_digest: str = ""


@dataclass(frozen=True)
class JournalWords:
    """What the journal's details say, by the lock's number; erased details are left away.

    `digests` of the locks, `digits` of the seeds, and each lock's attempts in order as
    (firm, outcome, answer); a lock stands in `attempts` only where all its details are there.
    """

    digests: Mapping[int, str] = field(default_factory=dict)
    digits: Mapping[int, str] = field(default_factory=dict)
    attempts: Mapping[int, tuple[tuple[int, str, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Database:
    """The data file as it is now: the record made from it anew (not masked), and its journal.

    `journal` maps a row's number to its time and its own hash; `problems` are the sentences of
    the chain's check.
    """

    record: Record
    journal: Mapping[int, tuple[str, str]]
    problems: tuple[str, ...] = ()
    words: JournalWords = field(default_factory=JournalWords)


def check_roster(record: Record, roster: RosterFiles) -> Iterator[Check]:
    """Yield whether each lock's list follows from the roster; older locks may have had another."""
    for kept in record.locks:
        lock = read_lock(kept)
        data = record.scheme(lock.scheme_digest) if isinstance(lock, Lock) else None
        if not isinstance(lock, Lock) or data is None:
            yield untold("roster", "封存文本不能读取，或没有办法数据。", kept.where)
            continue
        other = _other_files(lock, roster.digests)
        if other and kept is not record.locks[-1]:
            yield untold("roster", other, kept.where)
            continue
        yield check("roster-files", other, kept.where)
        if all(source.kind == "paper" for source in lock.sources) and not roster.rows:
            yield untold("roster", "名单为纸质，请与原件核对。", kept.where)
            continue
        yield check("roster", _rebuilt(lock, roster.rows, data.rule), kept.where)
        if kept.claims is not None:
            yield check("roster-claims", _claims(record, kept, lock, roster), kept.where)


def _other_files(lock: Lock, digests: Mapping[str, str]) -> str:
    cleaned = {clean(name).text: digest for name, digest in digests.items()}
    for source in lock.sources:
        if source.digest and cleaned.get(source.name) != source.digest:
            what = "不是封存时的那一份" if source.name in cleaned else "没有给出"
            return f"名单文件“{source.name}”{what}。"
    return ""


def _rebuilt(lock: Lock, rows: Sequence[Row], rule: SampleRule) -> str:
    frame = build_frame(rows, rule, _reasons(lock, rows))
    firms = tuple(LockedFirm(firm.i, firm.name, firm.code) for firm in frame.firms)
    if firms != lock.firms:
        pairs = zip(firms, lock.firms, strict=False)
        at = next((a for a, b in pairs if a != b), None)
        there = f"，从第{at.i}号“{at.name}”起不同" if at else ""
        return f"由名单得{len(firms)}家，封存为{len(lock.firms)}家{there}。"
    out = tuple(LockedOut(row.place, row.name, row.code, row.reason) for row in frame.out)
    return "" if out == lock.out else _out_difference(out, lock.out, frame)


def _reasons(lock: Lock, rows: Sequence[Row]) -> dict[int, str]:
    """Return the reviewer's own reasons by row; the machine's come again by themselves."""
    said = {
        row.place: row.reason
        for row in lock.out
        if row.reason not in (TOTAL, NO_NAME, NOTE) and not row.reason.startswith(SAME_AS)
    }
    places = {row.id: clean(f"{row.file}!{row.sheet}!{row.line}").text for row in rows}
    return {row_id: said[place] for row_id, place in places.items() if place in said}


def _out_difference(found: tuple[LockedOut, ...], kept: tuple[LockedOut, ...], frame: Frame) -> str:
    lone = [row.place for row in (*found, *kept) if (row in found) != (row in kept)]
    there = lone[0] if lone else frame.out[0].place
    return f"未列入抽查的行与封存的不同（{there}）。"


def _claims(record: Record, kept: RecordedLock, lock: Lock, roster: RosterFiles) -> str:
    data = record.scheme(lock.scheme_digest)
    if data is None or sorted((*kept.sample, *kept.substitutes)) != [f.i for f in lock.firms]:
        return "抽取顺序不对，无从对比。"
    draw = Draw("", (*kept.sample, *kept.substitutes), len(kept.sample))
    try:
        rows = [attempt_of(one) for one in kept.attempts]
    except ValueError:
        return "联系时间的写法不合规定。"
    now = standing(lock, draw, rows, data.rule, record.patience)
    claims = claims_of(lock, roster.claim_rows or roster.rows)
    same = compare_claims(now, claims, data.rule) == kept.claims
    return "" if same else "由名单算得的对比不同。"


def check_paper(record: Record, paper: Paper) -> Iterator[Check]:
    """Yield whether the record says what was signed; digests are compared in full."""
    told = _plain(paper.record_digest)
    if told:
        same = told == record.digest
        yield check("paper", "" if same else "记录文件的校验码与纸面不同。")
    for kept in record.locks:
        lock = read_lock(kept)
        promised = lock.promise.commitment if isinstance(lock, Lock) else ""
        digest = _plain(paper.lock_digests.get(kept.number, ""))
        promise = _plain(paper.commitments.get(kept.number, ""))
        digits = _plain(paper.digits.get(kept.number, ""))
        if not (digest or promise or digits):
            yield untold("paper", "没有这次封存的纸面。", kept.where)
            continue
        real = digest_of(kept.text.encode("utf-8"))
        drawn = kept.seed.digits if kept.seed else ""
        wrong = first_fault(
            (digest not in ("", real), "名单校验码与纸面不同。"),
            (promise not in ("", promised), "机内随机数的校验码（随机码承诺）与纸面不同。"),
            (digits not in ("", drawn), "随机数字与纸面不同。"),
        )
        yield check("paper", wrong, kept.where)
    missing = sorted(set(paper.lock_digests) - {kept.number for kept in record.locks})
    if missing:
        yield check("paper", f"纸面上有第{missing[0]}次封存，记录中没有。")


def _plain(text: str) -> str:
    return "".join(text.split()).lower()


def check_database(record: Record, database: Database) -> Iterator[Check]:
    """Yield whether the data file still says what the record says, and its journal too.

    What was done after the record was made is no fault; what was there then must be in it.
    """
    now = masked(database.record) if record.masked else database.record
    wrong = _tables(record, now)
    later = [one.number for one in now.locks if one.number > len(record.locks)]
    if not wrong and later:
        why = f"记录导出之后另有第{later[0]}次封存，请以新的记录为准。"
        yield replace(check("database", ""), state=CheckState.HOLDS, why=why)
    else:
        yield check("database", wrong)
    yield check("journal", _journal(record, database))


def _tables(record: Record, now: Record) -> str:
    stored = {one.number: one for one in now.locks}
    if list(stored) != list(range(1, len(now.locks) + 1)):
        return "数据文件中的封存次数不连续。"
    for kept in record.locks:
        if kept.number not in stored:
            return f"数据文件中没有{kept.where}。"
        wrong = _lock_difference(record.made_at, kept, stored[kept.number])
        if wrong:
            return f"{kept.where}：{wrong}"
    left = [one for one in now.locks if one.number > len(record.locks)]
    whole = (record.case_id, record.case_name, record.patience, record.schemes, record.notes)
    same = whole == (now.case_id, now.case_name, now.patience, now.schemes, now.notes)
    return first_fault(
        (any(one.locked_at <= record.made_at for one in left), "记录中少了后来的封存。"),
        (not same and not left and _as_then(record, now), "申报、办法或附注与数据文件不同。"),
    )


def _as_then(record: Record, now: Record) -> bool:
    """Whether nothing was done since the record, so that its notes must be those of now."""
    return record.journal == now.journal or record.schemes != now.schemes


def _lock_difference(made_at: str, kept: RecordedLock, stored: RecordedLock) -> str:
    fixed = (
        *("text", "digest", "seed_kind", "required", "size_at_lock"),
        *("reason", "supervisor", "locked_at"),
    )
    return first_fault(
        (any(getattr(kept, k) != getattr(stored, k) for k in fixed), "封存与数据文件不同。"),
        (kept.secret not in ("", stored.secret), "机内随机数与数据文件不同。"),
        (_changed(made_at, kept.void, stored.void), "作废与数据文件不同。"),
        (_changed(made_at, kept.seed, stored.seed), "随机码与数据文件不同。"),
        (_cut(made_at, kept.extensions, stored.extensions), "追加抽取与数据文件不同。"),
        (_cut(made_at, kept.attempts, stored.attempts), "联系记录与数据文件不同。"),
        (
            kept.attempts == stored.attempts and kept.claims != stored.claims,
            "与名单自报的对比与数据文件不同。",
        ),
    )


def _changed(made_at: str, kept: object, stored: object) -> bool:
    """Whether one act differs; it may be missing in the record where it came later."""
    if kept is None and stored is not None:
        return _moment_of(stored) <= made_at
    return kept != stored


def _cut(made_at: str, kept: Sequence[object], stored: Sequence[object]) -> bool:
    """Whether rows differ, or rows that were there when the record was made are missing in it."""
    if tuple(stored[: len(kept)]) != tuple(kept):
        return True
    return any(_moment_of(row) <= made_at for row in stored[len(kept) :])


def _moment_of(act: object) -> str:
    """Return when an act was done, as the store writes it: UTC, so that text compares as time."""
    return act.typed_at if isinstance(act, RecordedAttempt) else str(getattr(act, "at", ""))


def _journal(record: Record, database: Database) -> str:
    seq, head = record.journal.seq, record.journal.head
    at, own = database.journal.get(seq, ("", ""))
    return first_fault(
        (bool(database.problems), f"操作日志不完整：{'；'.join(database.problems[:1])}"),
        (own == "", f"操作日志中没有第{seq}条，日志被截短过。"),
        (own != head, f"操作日志第{seq}条与记录不同，日志被改写过。"),
        (at > record.made_at, "记录的导出时间早于其日志。"),
        (True, _words(database.record, database.words)),
    )


def _words(now: Record, words: JournalWords) -> str:
    """Compare the tables with the journal's own words: who changes one must change both."""
    stored = {one.number: one for one in now.locks}
    for number in sorted({*words.digests, *words.digits, *words.attempts}):
        kept = stored.get(number)
        if kept is None:
            return f"日志中有第{number}次封存，数据表中没有。"
        said = tuple((row.firm, row.outcome.value, row.answer) for row in kept.attempts)
        digits = kept.seed.digits if kept.seed else None
        wrong = first_fault(
            (words.digests.get(number, kept.digest) != kept.digest, "名单校验码与日志不同。"),
            (words.digits.get(number, digits) != digits, "随机数字与日志不同。"),
            (words.attempts.get(number, said) != said, "联系记录与日志不同。"),
        )
        if wrong:
            return f"{kept.where}的{wrong}"
    unsaid = [one.where for one in now.locks if words.digests and one.number not in words.digests]
    return f"{unsaid[0]}不在日志中。" if unsaid else ""
