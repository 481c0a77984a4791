"""After 定稿 nothing that was decided on changes, whichever door is taken, until 退回修改."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from final_case import begun, settle

import desktop
from desktop.domain.problem import FinalisedError, UserError
from desktop.store.final import ALLOWED
from desktop.work import (
    answers,
    assess,
    drawing,
    history,
    materials,
    office_way,
    receive,
    recommend,
    rosters,
)
from desktop.work.desk import Desk

Edit = Callable[[Desk, int], object]
EDITS: dict[str, Edit] = {
    "a blank": lambda desk, case: receive.save_value(desk, case, "phone", "13900000002"),
    "blanks seen": lambda desk, case: receive.confirm_values(desk, case, ["phone"]),
    "the opinion": lambda desk, case: receive.save_value(desk, case, "rec.opinion", "同意。"),
    "offers": lambda desk, case: recommend.take_offers(
        desk, case, list(recommend.recommend_page(desk, case).offers)
    ),
    "a paper": lambda desk, case: materials.set_line(
        desk, case, materials.checklist(desk, case).items[0].lines[0].id, "complete"
    ),
    "a check": lambda desk, case: materials.save_line(
        desk, case, materials.checklist(desk, case).items[0].lines[0].id, how="见原件"
    ),
    "a verdict": lambda desk, case: assess.judge(
        desk, case, assess.assessment(desk, case).conditions[0].id, "met", "经查阅"
    ),
    "a roster": lambda desk, case: rosters.add_row(
        desk, case, desk.schemes["kunming-platform-2022"].sample.roster, "昆明补录商行"
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
@pytest.mark.parametrize("stage", ["定稿", "报送"])
def test_nothing_changes_in_silence_after_final(desk: Desk, stage: str, edit: Edit):
    """The edit is refused with a way on; after 退回修改 with a reason the same edit is kept."""
    case = begun(desk)
    settle(desk, case, stage)
    before = desk.store.head()
    with pytest.raises(FinalisedError, match=f"这份申报已{stage}，内容不能直接改动") as told:
        edit(desk, case)
    assert (told.value.application_id, desk.store.head()) == (case, before)
    office_way.reopen(desk, case, "补充材料")
    edit(desk, case)
    assert desk.store.head() != before


def test_answers_of_the_survey_are_closed_too(desk: Desk):
    """An answer that comes after 定稿 is refused, and so is a new draw."""
    case = begun(desk)
    roster = desk.schemes["kunming-platform-2022"].sample.roster
    for number in range(3):
        rosters.add_row(desk, case, roster, f"昆明甲{number}号商行")
    lock = drawing.lock_frame(desk, case).value
    drawing.draw_sample(desk, case, lock, "042042", "李见证")
    first = answers.drawn_now(desk, case).standing.places[0].i
    settle(desk, case)
    with pytest.raises(FinalisedError):
        answers.answer(desk, case, first, "satisfied")
    with pytest.raises(FinalisedError):
        drawing.void_lock(desk, case, lock, "名单有误")


def test_undo_is_no_back_door(desk: Desk):
    """撤销 of the last typed value is an edit as well."""
    case = begun(desk)
    last = history.undoable(desk, case)
    assert last is not None
    settle(desk, case)
    with pytest.raises(UserError, match="这一步已不能撤销"):
        history.undo_last(desk, case, last.seq)


def test_an_act_beside_another_is_looked_at_too(desk: Desk):
    """An act on one case that also changes another one after 定稿 does neither."""
    case, other = begun(desk), begun(desk)
    settle(desk, other)
    head = desk.store.head()
    with pytest.raises(FinalisedError), desk.act("登记随机码", f"application:{case}") as act:
        act.also("登记随机码", f"application:{other}")
    assert desk.store.head() == head


def test_what_is_allowed_is_done_somewhere():
    """Every act on the list of what may be done after 定稿 is an act of the program."""
    texts = {
        node.value
        for path in (Path(desktop.__file__).parent / "work").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert ALLOWED - texts == set()
