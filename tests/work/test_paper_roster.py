"""A paper roster is drawn by page and line; only what was drawn is typed in."""

import pytest

from desktop.domain.problem import UserError
from desktop.work import asking, cases, drawing, paper_roster, record, rounds
from desktop.work.desk import Desk


@pytest.fixture
def case(desk: Desk) -> int:
    """An application without any roster file."""
    round_id = rounds.open_round(desk, "kunming-platform-2022", 2026).value
    return int(cases.start_case(desk, round_id, "甲平台").value)


def test_pages_and_lines_are_locked_and_drawn(desk: Desk, case: int):
    """12, 15 and 13 lines are 40 firms; four are drawn, and the case verifies."""
    paper_roster.set_paper(desk, case, "服务企业名册（复印件）", "12、15\n13")
    page = drawing.frame_page(desk, case)
    assert (page.firms, page.size, page.shown[12].name) == (40, 4, "第2页第1行")
    lock_id = drawing.lock_frame(desk, case).value
    drawing.draw_sample(desk, case, lock_id, "042042", "刘监督")
    checks = record.verify_case(desk, case)
    assert [one.key for one in checks if one.state == "fails"] == []
    assert "roster" in [one.key for one in checks if one.state == "open"]


def test_only_drawn_lines_are_typed(desk: Desk, case: int):
    """The typed name stands in the survey; a line that was not drawn is refused."""
    paper_roster.set_paper(desk, case, "", "12、15、13")
    drawing.draw_sample(desk, case, drawing.lock_frame(desk, case).value, "042042", "刘监督")
    lines = paper_roster.paper_page(desk, case).drawn
    first = lines[0]
    paper_roster.type_line(desk, case, first.i, "name", "昆明 示例 商行")
    paper_roster.type_line(desk, case, first.i, "contact", "周某")
    asked = asking.ask_page(desk, case).lines
    assert (asked[0].firm, asked[0].contact) == ("昆明 示例 商行", "周某")
    assert asked[1].firm == lines[1].place
    asking.answer(desk, case, first.i, "satisfied")
    assert asking.ask_page(desk, case).lines[0].interviewee == "周某"
    other = next(i for i in range(1, 41) if i not in {line.i for line in lines})
    with pytest.raises(UserError, match="只录入抽中的行"):
        paper_roster.type_line(desk, case, other, "name", "别家")


@pytest.mark.parametrize("text", ["十二", "12 0", "12 -3", "12 501"])
def test_what_is_no_number_of_lines_is_refused(desk: Desk, case: int, text: str):
    """Pages without firms are not counted, and nothing is guessed."""
    with pytest.raises(UserError):
        paper_roster.set_paper(desk, case, "", text)
    assert drawing.frame_page(desk, case).firms == 0


def test_after_the_lock_the_pages_stay(desk: Desk, case: int):
    """Neither pages nor lines can be changed once they are locked."""
    paper_roster.set_paper(desk, case, "", "40")
    drawing.lock_frame(desk, case)
    rail = {one.key: (one.state, one.sentence) for one in cases.open_case(desk, case).steps}
    assert rail["survey"] == ("未完成", "名单已封存，尚未抽取")
    with pytest.raises(UserError, match="名单已经封存"):
        paper_roster.set_paper(desk, case, "", "41")
