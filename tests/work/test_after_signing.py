"""定稿 does not stand on a signature that was given on other facts, whoever asks for it."""

from collections.abc import Callable

import pytest

from desktop.domain.problem import UserError
from desktop.work.after_signing import changed_since
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.office_way import move_stage, way_of
from desktop.work.receive import save_value
from desktop.work.rounds import open_round


@pytest.fixture
def case(desk: Desk) -> int:
    """An application that the chief has signed: not to be recommended."""
    round_id = int(open_round(desk, "kunming-platform-2022", 2026).value)
    number = int(start_case(desk, round_id, "示例平台").value)
    save_value(desk, number, "rec.agrees", "否")
    move_stage(desk, number, "领导审签", "赵局长")
    return number


def _final(desk: Desk, case: int, *, checked: bool = False) -> str:
    move_stage(desk, case, "定稿", "赵科长", checked=checked)
    return way_of(desk, case)[-1].to_stage


def _change(desk: Desk, case: int) -> None:
    save_value(desk, case, "rec.remark", "另有说明")


def test_what_was_changed_after_the_signature_is_not_made_final_unlooked(desk: Desk, case: int):
    """Refused with the way out and nothing kept; who has looked at it says so and goes on."""
    _change(desk, case)
    why = "领导审签之后又有改动，不能不经核对就按已签的意见定稿。"
    with pytest.raises(UserError, match=why):
        _final(desk, case)
    assert [one.to_stage for one in way_of(desk, case)] == ["领导审签"]
    assert changed_since(desk, case).stage == "领导审签"
    assert _final(desk, case, checked=True) == "定稿"


@pytest.mark.parametrize(
    "before",
    [
        lambda _desk, _case: None,
        lambda desk, case: (_change(desk, case), move_stage(desk, case, "领导审签", "赵局长")),
        lambda desk, case: (move_stage(desk, case, "退回", "赵局长", "改"), _change(desk, case)),
    ],
    ids=["nothing changed", "signed again", "taken back to be changed"],
)
def test_where_the_signature_stands_nothing_is_asked(
    desk: Desk, case: int, before: Callable[[Desk, int], object]
):
    """Unchanged, signed anew after the change, or taken back for it."""
    before(desk, case)
    assert _final(desk, case) == "定稿"
