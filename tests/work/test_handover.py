"""移交 and 收回: a case goes whole to a colleague's file and back; nothing is lost in silence."""

import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import drawn_case
import pytest

from desktop import paths
from desktop.domain.check import Check, CheckState
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.sheets.fonts import Fonts
from desktop.store import files, journal, locks
from desktop.store.store import Store
from desktop.store.whole_case import KEPT, digest_of, whole
from desktop.work import office_notes
from desktop.work.asking import ask_page, record
from desktop.work.casedata import load
from desktop.work.cases import list_cases, start_case
from desktop.work.desk import Desk, case_subject
from desktop.work.drawing import draw_sample, lock_frame
from desktop.work.erasing import erase
from desktop.work.handover import all_handed, hand_over, handed, take_back, write_handover
from desktop.work.handover_diff import Difference
from desktop.work.handover_take import (
    BESIDE,
    DIVERGED,
    FORWARD,
    HERE,
    NEW,
    SAME,
    THERE,
    Arrival,
    arrivals,
    read_handover,
    take_in,
)
from desktop.work.receive import save_value
from desktop.work.record import verify_case
from desktop.work.rounds import list_rounds, open_round
from desktop.work.todo import TodoLine, todo

SCHEME = "kunming-platform-2022"


def quiet(_done: int, _total: int, _what: str) -> None:
    """Nobody watches."""


@pytest.fixture
def other(tmp_path: Path, shelf: Mapping[str, Scheme], faces: Fonts, desk: Desk) -> Iterator[Desk]:
    """A colleague's file on another computer, with an application of its own."""
    place = tmp_path / "同事" / "同事.review"
    place.parent.mkdir()
    store = Store.open(place, clock=desk.clock)
    made = Desk(store, dict(shelf), desk.clock, desk.secret, paths.forms_dir(), faces, path=place)
    made.operator = "李同事"
    start_case(made, open_round(made, SCHEME, 2026).value, "别的平台")
    yield made
    made.close()


def send(desk: Desk, to: Desk, *ids: int) -> list[Arrival]:
    """Hand cases over, take them in where nothing has to be chosen; returns what was compared."""
    arrived = parcel(desk, to, *ids)
    found = arrivals(to, arrived)
    take_in(to, arrived, {})
    return found


def parcel(desk: Desk, to: Desk, *ids: int):
    """Write a parcel and read it on the other side."""
    leaving = hand_over(desk, ids, to.operator).value
    target = desk.path.parent / "移交件.zip"
    write_handover(leaving, target, quiet)
    return read_handover(target, to.path.parent / "scratch", quiet)


def newest(desk: Desk) -> int:
    """The application that came last."""
    return max(line.id for one in list_rounds(desk) for line in list_cases(desk, one.id))


def same(desk: Desk, number: int) -> str:
    """What a case is, in one text that is the same in every file."""
    return digest_of(whole(desk.store, number))


def checks(desk: Desk, number: int) -> list[Check]:
    """The properties of a case's draws that do not hold."""
    return [one for one in verify_case(desk, number) if one.state == CheckState.FAILS]


def rows(desk: Desk, number: int) -> list[object]:
    """Values and rosters as the rules see them, without the numbers that the file gives rows."""
    found = load(desk, number).case
    return [found.values, {k: [(r.line, r.cells) for r in v] for k, v in found.rosters.items()}]


@pytest.fixture
def case(desk: Desk) -> int:
    """A case with a list, a draw and answers, a scan beside a note."""
    number = drawn_case.start(desk, SCHEME, 30)
    drawn_case.lock_and_draw(desk, number)
    drawn_case.ask_all(desk, number)
    office_notes.attach(desk, number, "登记告知", "told.1", [("回执.pdf", b"%PDF-1.4 receipt")])
    return number


def test_a_case_goes_over_whole_and_comes_back(desk: Desk, other: Desk, case: int):
    """Every row, file, lock and answer is there; what the colleague added is here afterwards."""
    before = [(one.text, one.digest, one.secret, one.seed) for one in locks.locks(desk.store, case)]
    assert [one.state for one in send(desk, other, case)] == [NEW]
    there = newest(other)
    assert same(other, there) == same(desk, case)
    assert [(o.text, o.digest, o.secret, o.seed) for o in locks.locks(other.store, there)] == before
    assert checks(other, there) == []
    assert rows(other, there) == rows(desk, case)
    scan = office_notes.attached(other, there, "told.1")[0]
    assert office_notes.file_bytes(other, scan) == b"%PDF-1.4 receipt"
    save_value(other, there, "contact", "钱新")
    assert [one.state for one in send(other, desk, there)] == [FORWARD]
    assert same(other, there) == same(desk, case)
    assert load(desk, case).case.text("contact") == "钱新"
    assert checks(desk, case) == []
    assert handed(desk, case) is None
    assert handed(other, there) is not None


def test_while_it_is_away_nothing_of_it_changes_here(desk: Desk, case: int):
    """Edits are refused with who has it; reading and 收回 with a reason are not."""
    hand_over(desk, [case], "李同事")
    with pytest.raises(UserError) as refused:
        save_value(desk, case, "contact", "孙")
    assert refused.value.sentence == "这份申报已移交给李同事，在这里不能改动。"
    assert [(one.name, one.to, one.by) for one in all_handed(desk)] == [
        ("滇池芯火中小企业公共服务平台", "李同事", "王测试")
    ]
    with pytest.raises(UserError, match="已移交给李同事"):
        hand_over(desk, [case], "赵同事")
    with pytest.raises(UserError, match="请写明收回的原因"):
        take_back(desk, [case], " ")
    take_back(desk, [case], "李同事请假")
    save_value(desk, case, "contact", "孙")
    acts = [one.act for one in journal.history(desk.store, case_subject(case))[-3:]]
    assert acts == ["移交", "收回", "填写"]


def test_it_goes_to_and_fro_more_than_once(desk: Desk, other: Desk, case: int):
    """The second time each side still knows the case, and nothing has to be chosen."""
    send(desk, other, case)
    there = newest(other)
    save_value(other, there, "contact", "钱")
    send(other, desk, there)
    save_value(desk, case, "contact", "孙")
    assert [one.state for one in send(desk, other, case)] == [FORWARD]
    assert (newest(other), load(other, there).case.text("contact")) == (there, "孙")
    assert [one.state for one in send(other, desk, there)] == [SAME]


@pytest.mark.parametrize(
    ("choice", "text", "count"), [(THERE, "钱", 1), (HERE, "孙", 1), (BESIDE, "孙", 2)]
)
def test_what_both_changed_is_shown_and_chosen(
    desk: Desk, other: Desk, case: int, choice: str, text: str, count: int
):
    """The difference says what stands here and there; what is not taken is kept as a file."""
    send(desk, other, case)
    there = newest(other)
    take_back(desk, [case], "急用")
    save_value(desk, case, "contact", "孙")
    save_value(other, there, "contact", "钱")
    arrived = parcel(other, desk, there)
    found = arrivals(desk, arrived)
    assert [(one.state, one.can_replace) for one in found] == [(DIVERGED, True)]
    assert found[0].differences == (Difference("收件登记", "联系人", "孙", "钱"),)
    with pytest.raises(UserError, match="还没有选择用哪一份"):
        take_in(desk, arrived, {})
    take_in(desk, arrived, {0: choice})
    assert load(desk, case).case.text("contact") == text
    assert len(list_cases(desk, list_rounds(desk)[0].id)) == count
    kept = [one for one in files.files(desk.store, newest(desk)) if one.kind == KEPT]
    told = [json.loads(files.read_file(desk.store, one.sha256)) for one in kept]
    texts = {{r[0]: r[1] for r in one["tables"]["value"]}["contact"] for one in told}
    assert texts == ({"钱"} if choice == BESIDE else {"孙", "钱"})


def test_a_draw_here_is_never_taken_away(desk: Desk, other: Desk):
    """Drawn here and there after 收回: the other copy can't replace it, but stand beside it."""
    case = drawn_case.start(desk, SCHEME, 30)
    send(desk, other, case)
    there = newest(other)
    take_back(desk, [case], "急用")
    for one, number, digits in ((desk, case, "042042"), (other, there, "142142")):
        draw_sample(one, number, int(lock_frame(one, number).value), digits, "李见证")
    before = [(one.digest, one.seed) for one in locks.locks(desk.store, case)]
    arrived = parcel(other, desk, there)
    assert [(one.state, one.can_replace) for one in arrivals(desk, arrived)] == [(DIVERGED, False)]
    with pytest.raises(UserError, match="不能替换"):
        take_in(desk, arrived, {0: THERE})
    take_in(desk, arrived, {0: BESIDE})
    assert [(one.digest, one.seed) for one in locks.locks(desk.store, case)] == before
    assert checks(desk, newest(desk)) == []


def test_a_survey_goes_on_at_the_colleague(desk: Desk, other: Desk):
    """Locked here, asked there: the answers come back to the same lock, and verify."""
    case = drawn_case.start(desk, SCHEME, 30)
    drawn_case.lock_and_draw(desk, case)
    send(desk, other, case)
    there = newest(other)
    page = ask_page(other, there)
    record(other, there, page.next_firm, "refused", 2, words="不便评价")
    send(other, desk, there)
    assert ask_page(desk, case).lines == ask_page(other, there).lines
    assert checks(desk, case) == []


def test_erased_here_stays_erased(desk: Desk, other: Desk, case: int):
    """What comes back can't bring back what was erased here meanwhile."""
    send(desk, other, case)
    erase(desk, case)
    arrived = parcel(other, desk, newest(other))
    assert [(one.state, one.can_replace) for one in arrivals(desk, arrived)] == [(DIVERGED, False)]
    take_in(desk, arrived, {0: HERE})
    assert load(desk, case).case.text("contact") == ""


def test_a_parcel_that_was_touched_is_refused(desk: Desk, other: Desk, case: int):
    """A changed lock, a row too few, a damaged zip: a sentence, and nothing is taken in."""
    parcel(desk, other, case)
    whole_file = desk.path.parent / "移交件.zip"
    before = other.store.head()
    for at, change in enumerate((_other_lock, _fewer_cells, _odd_number)):
        bad = desk.path.parent / f"坏{at}.zip"
        shutil.copy(whole_file, bad)
        change(bad)
        with pytest.raises(UserError, match="移交件已损坏或被改动过"):
            read_handover(bad, desk.path.parent, quiet)
    assert other.store.head() == before


def _rewrite(path: Path, change) -> None:
    """Write a parcel anew with other data, its sums right again."""
    from hashlib import sha256

    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(members["移交.json"])
    change(told["cases"][0])
    members["移交.json"] = json.dumps(told).encode()
    listed = json.loads(members["清单.json"])
    for one in listed["members"]:
        body = members[one["name"]]
        one["sha256"], one["size"] = sha256(body).hexdigest(), len(body)
    members["清单.json"] = json.dumps(listed).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)


def _other_lock(path: Path) -> None:
    def change(case) -> None:
        case["tables"]["draw_lock"][0][1] = "QUJD"
        case["digest"] = digest_of(case)

    _rewrite(path, change)


def _fewer_cells(path: Path) -> None:
    def change(case) -> None:
        case["tables"]["decision"] = [["初审"]]
        case["digest"] = digest_of(case)

    _rewrite(path, change)


def _odd_number(path: Path) -> None:
    def change(case) -> None:
        case["number"] = "1 OR 1"

    _rewrite(path, change)


def test_rows_that_do_not_fit_together_are_not_taken_in(desk: Desk, other: Desk, case: int):
    """A row that points at none: a sentence, and the file is as it was."""
    arrived = parcel(desk, other, case)
    told = arrived.cases[0]
    told["tables"]["roster_row"][0][0] = 99
    told["digest"] = digest_of(told)
    before = (other.store.head(), len(list_cases(other, 1)))
    with pytest.raises(UserError, match="移交件的内容前后不符，没有收入"):
        take_in(other, arrived, {})
    assert (other.store.head(), len(list_cases(other, 1))) == before


def test_what_is_away_and_what_came_stands_in_the_list(desk: Desk, other: Desk) -> None:
    """Here: with whom, since when, and nothing else of the case; there: from whom.

    Both are links to 移交和收回; once it is back nothing is said of it.
    """
    number = start_case(desk, open_round(desk, SCHEME, 2026).value, "云岭平台").value
    send(desk, other, number)
    now = desk.clock()
    desk.clock = other.clock = lambda: now + timedelta(days=12)
    round_id = list_rounds(desk)[0].id
    page = todo(desk)
    assert [one for one in page.lines if "云岭" in one.sentence] == [
        TodoLine(
            "云岭平台：已移交给李同事（2026年11月20日，已12天），还没有收回",
            None,
            "handover",
            "away",
            round_id,
            f"case:{number}",
        )
    ]
    assert page.resume is None
    there = [one.sentence for one in todo(other).lines if one.step == "handover"]
    assert there == ["云岭平台：王测试移交来的（2026年11月20日，已12天），办完请移交回去"]
    take_back(desk, [number], "对方出差")
    assert not [one for one in todo(desk).lines if one.step == "handover"]
