"""A line of the year's call that would change final papers is kept only when that is agreed to."""

import pytest

from desktop.work.call_change import ChangesFinalError, keep_call
from desktop.work.cases import start_case
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.office_way import move_stage
from desktop.work.receive import save_value
from desktop.work.recommend import recommend_page
from desktop.work.role_since import told_of_round
from desktop.work.rounds import call_of, open_round

YUNNAN = "yunnan-platform-2022"


def _final(desk: Desk, scheme: str = YUNNAN) -> tuple[int, int]:
    """A district's case at 定稿."""
    save_department(desk, Department("示例县工业和信息化局", "district", "云南省"))
    round_id = int(open_round(desk, scheme, 2026).value)
    case = int(start_case(desk, round_id, "示例平台").value)
    keep_call(desk, round_id, "extra", "信用报告\n纳税证明")
    save_value(desk, case, "rec.agrees", "否")
    move_stage(desk, case, "定稿", "王测试")
    return round_id, case


def _refused(desk: Desk, round_id: int, key: str, text: str) -> str:
    before = call_of(desk, round_id)
    try:
        keep_call(desk, round_id, key, text)
    except ChangesFinalError as error:
        assert call_of(desk, round_id) == before
        return error.sentence
    return ""


def test_another_role_says_what_it_changes_on_final_sheets(desk: Desk):
    """Nothing is kept before; afterwards the case says that its opinion is of another role."""
    round_id, case = _final(desk)
    assert _refused(desk, round_id, "role", "推荐") == (
        "本年度已有1份申报定稿。改为推荐后，表上的推荐单位将印“示例县工业和信息化局”，并印出"
        "“是否满足各项申报条件”“是否同意推荐”“推荐意见”，这些申报已定稿的表也随之改变。"
        "已写的意见不会跟着改，请逐份退回修改，核对意见后再定稿。"
    )
    before = (recommend_page(desk, case).other_role, told_of_round(desk, round_id))
    keep_call(desk, round_id, "role", "推荐", agreed=True)
    assert before == ("", "")
    assert recommend_page(desk, case).other_role == (
        "定稿时本部门的职责是“预审”，现在是“推荐”：表上的推荐单位和意见栏已随之改变，"
        "已写的意见没有改。请退回修改，核对意见后再定稿。"
    )
    assert told_of_round(desk, round_id).startswith("1份申报定稿后本部门的职责改过")
    move_stage(desk, case, "退回修改", "王测试", "改意见")
    move_stage(desk, case, "定稿", "王测试")
    assert recommend_page(desk, case).other_role == ""


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("role", "预审"),  # as it is by the level
        ("extra", "信用报告\n纳税证明\n获奖证书"),  # asks nothing of what is final
        ("number", "示例通知〔2026〕1号"),
        ("department_due", "20261120"),
    ],
)
def test_what_changes_no_final_paper_is_simply_kept(key: str, text: str, desk: Desk):
    """Nobody is asked in vain."""
    round_id, _case = _final(desk)
    assert _refused(desk, round_id, key, text) == ""


def test_what_was_sent_up_and_what_is_taken_away_is_asked_about(desk: Desk):
    """A paper less on the list of a final case; another number on a letter that went up."""
    round_id, case = _final(desk)
    keep_call(desk, round_id, "number", "示例通知〔2026〕1号")
    less = _refused(desk, round_id, "extra", "信用报告")
    move_stage(desk, case, "报送", "王测试")
    number = _refused(desk, round_id, "number", "示例通知〔2026〕2号")
    assert (less, number) == (
        "本年度已有1份申报定稿。删去或改写的“纳税证明”不再列入这些申报的材料清单，"
        "已审的结果也不再印出。",
        "本年度已有1份申报定稿（其中已报送1份）。已报出的推荐函、报送材料清单上印的是"
        "原来的内容；改动后再印的，与已报出的不同。",
    )


@pytest.mark.parametrize("scheme", ["kunming-base-2022", "nanchang-platform-2022"])
def test_the_other_way_round_leaves_blanks(scheme: str, desk: Desk):
    """One that recommends by its level and is set to 预审."""
    round_id, _case = _final(desk, scheme)
    told = _refused(desk, round_id, "role", "预审")
    assert told.startswith("本年度已有1份申报定稿。改为预审后，表上的推荐单位和“")
