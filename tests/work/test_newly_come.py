"""After a 补正: papers that were owed are marked until looked at, with the day the files came."""

from datetime import timedelta
from pathlib import Path

import pytest
from applicant_case import open_for

from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.incoming import keep_incoming, read_incoming
from desktop.work.materials import LineState, checklist, save_line, set_line
from desktop.work.newly_come import with_news
from desktop.work.received_files import received_files

NATIONAL = "national-platform-2017"


@pytest.fixture
def case(desk: Desk) -> int:
    """An application that owes two papers since 20 November."""
    number = int(start_case(desk, open_for(desk, NATIONAL), "甲机构").value)
    for line in ("audit_report", "business_licence"):
        set_line(desk, number, line, "mend")
        save_line(desk, number, line, note="请核对更正。")
    return number


def wait_a_day(desk: Desk) -> None:
    """Let a day go by."""
    later = desk.clock() + timedelta(days=1)
    desk.clock = desk.store._clock = lambda: later


def take_in(desk: Desk, case: int, folder: Path, name: str) -> None:
    """A scan comes in."""
    (folder / name).write_bytes(b"%PDF-1.7" + name.encode())
    read = read_incoming([folder / name], desk.schemes[NATIONAL], lambda *_: None, lambda: False)
    keep_incoming(desk, case, read)


def news(desk: Desk, case: int) -> dict[str, tuple[bool, str, str]]:
    """What is told of the two papers: new files, day they came, day of the remark of before."""
    found = with_news(desk, case, checklist(desk, case), received_files(desk, case))
    lines = (line for item in found.items for line in item.lines)
    return {one.id: _told(one) for one in lines if one.id in ("audit_report", "business_licence")}


def _told(one: LineState) -> tuple[bool, str, str]:
    return one.new_files, one.came, one.note_was


def test_a_file_marks_the_paper_that_it_is_for(desk: Desk, case: int, tmp_path: Path):
    """Until its state is noted again; then the remark is one of before, and the day stays."""
    nothing = (False, "", "")
    assert news(desk, case) == {"audit_report": nothing, "business_licence": nothing}
    wait_a_day(desk)
    take_in(desk, case, tmp_path, "审计报告.pdf")
    came, before = "2026年11月21日", "2026年11月20日"
    assert news(desk, case) == {
        "audit_report": (True, came, before),
        "business_licence": nothing,
    }
    wait_a_day(desk)
    set_line(desk, case, "audit_report", "complete")
    assert news(desk, case)["audit_report"] == (False, came, before)


def test_a_file_for_no_paper_marks_all_that_are_owed(desk: Desk, case: int, tmp_path: Path):
    """Nobody knows what it is; one that is still lacking is noted so again, and that is a look."""
    wait_a_day(desk)
    take_in(desk, case, tmp_path, "IMG_9.pdf")
    assert [one[0] for one in news(desk, case).values()] == [True, True]
    wait_a_day(desk)
    set_line(desk, case, "business_licence", "mend")
    assert {key: one[0] for key, one in news(desk, case).items()} == {
        "audit_report": True,
        "business_licence": False,
    }
