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
        lambda desk, case: move_stage(desk, case, "退回", "赵局长", "改"),
        lambda desk, case: (
            move_stage(desk, case, "退回", "赵局长", "改"),
            _change(desk, case),
            move_stage(desk, case, "拟办", "杨填表"),
            move_stage(desk, case, "集体研究", "第12次局务会"),
        ),
    ],
    ids=["nothing changed", "signed again", "only taken back", "taken back and signed again"],
)
def test_where_the_signature_stands_nothing_is_asked(
    desk: Desk, case: int, before: Callable[[Desk, int], object]
):
    """Unchanged, or signed anew after the change, be it after 退回修改 too."""
    before(desk, case)
    assert _final(desk, case) == "定稿"


@pytest.mark.parametrize("lower", [(), ("拟办",), ("拟办", "审核")], ids=lambda one: "、".join(one))
def test_what_the_chief_signed_is_owed_again_after_going_back(
    lower: tuple[str, ...], desk: Desk, case: int
):
    """Neither 退回修改 nor a lower signature after it lets a change pass without 领导审签."""
    move_stage(desk, case, "退回", "赵局长", "改")
    _change(desk, case)
    for stage in lower:
        move_stage(desk, case, stage, "李科长")
    with pytest.raises(UserError, match="退回修改后又有改动，还没有重新领导审签，不能定稿。"):
        _final(desk, case)
    since = changed_since(desk, case)
    assert (since.stage, since.returned, len(since.changes)) == ("领导审签", True, 1)
    assert _final(desk, case, checked=True) == "定稿"
