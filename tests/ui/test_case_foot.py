"""下一步: the next step that isn't done, by name, and what is passed over on the way."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.pages.case_foot import CaseFoot
from desktop.work.steps import TITLES, StepState

WORDS = {"+": "完成", "-": "未开始", "~": "未完成", "!": "有问题"}


@pytest.mark.parametrize(
    ("states", "here", "told"),
    [
        ("~-----", "receive", "下一步：名单"),
        ("~+-~--", "receive", "下一步：材料（名单已完成）"),
        ("~+++--", "materials", "下一步：抽查（测评已完成）"),
        ("+++!--", "materials", "下一步：测评"),
        ("+~+!+-", "recommend", "回到未完成的“名单”"),
        ("+~+++-", "survey", "下一步：推荐"),
        ("+~++++", "survey", "下一步：推荐"),
        ("++!!+-", "recommend", "汇总报送（还没有定稿）"),
        ("~~++++", "recommend", "下一步：汇总报送"),
        ("++++++", "recommend", "下一步：汇总报送"),
        ("++++++", "rosters", "下一步：材料"),
    ],
)
def test_it_leads_to_what_is_not_done(qtbot: QtBot, states: str, here: str, told: str) -> None:
    """Six steps, each by a sign; what is done is passed over by name, what was left comes back."""
    steps = [
        StepState(key, title, WORDS[sign], "")
        for (key, title), sign in zip(TITLES, states, strict=True)
    ]
    foot = CaseFoot()
    qtbot.addWidget(foot)
    foot.show_steps(steps, here)
    assert foot.next.text() == told


def test_going_on_from_what_was_read_says_that_it_confirms(qtbot: QtBot) -> None:
    """The name of the step that is passed over stands there too."""
    foot = CaseFoot()
    qtbot.addWidget(foot)
    foot.show_steps(
        [
            StepState(key, title, "完成" if key == "rosters" else "未完成", "")
            for key, title in TITLES
        ],
        "receive",
    )
    foot.show_unseen(70)
    assert foot.next.text() == "全部核对无误，下一步：材料（名单已完成）"
    assert foot.next.toolTip() == "70项读入的内容记为已核对，再到下一步"
