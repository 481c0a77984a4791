"""待办事项 names the applications at once, and judges them one after the other."""

import pytest

from desktop.work.cases import list_cases, reckon_lines, start_case
from desktop.work.desk import Desk
from desktop.work.rounds import open_round
from desktop.work.todo import todo
from desktop.work.todo_names import names


@pytest.fixture
def round_id(desk: Desk) -> int:
    """A round with two applications."""
    number: int = open_round(desk, "kunming-platform-2022", 2026).value
    for name in ("甲平台", "乙平台"):
        start_case(desk, number, name)
    return number


def _sentences(desk: Desk, round_id: int) -> list[str]:
    return [one.sentence for one in todo(desk, round_id, hasty=True).lines]


def test_the_names_are_there_before_anything_is_judged(desk: Desk, round_id: int):
    """Each is a link to its application already."""
    found = names(desk, round_id)
    told = [(one.sentence, one.application_id) for one in found.lines]
    assert told == [("甲平台：正在核对…", 1), ("乙平台：正在核对…", 2)]
    assert _sentences(desk, round_id)[-2:] == ["甲平台：正在核对…", "乙平台：正在核对…"]


def test_what_was_judged_stands_beside_what_was_not(desk: Desk, round_id: int):
    """A list that is half reckoned is the whole list; one that is gone meanwhile is passed over."""
    done = reckon_lines(desk, (1, 77, 2), seconds=0)
    half = todo(desk, round_id, hasty=True)
    rest = reckon_lines(desk, (77, *half.unread), seconds=9)
    whole = todo(desk, round_id, hasty=True)
    assert (done, half.unread, rest, whole.unread) == (1, (2,), 2, ())
    assert whole == todo(desk, round_id)
    assert len(list_cases(desk, round_id)) == 2
