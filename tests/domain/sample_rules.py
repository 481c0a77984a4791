"""The sample rules of the three kinds of scheme, for tests of the draw and the survey."""

from desktop.domain.condition import Measure
from desktop.domain.scheme import AnswerChoice, SampleRule

SATISFIED = AnswerChoice("satisfied", "满意", True)
DISSATISFIED = AnswerChoice("dissatisfied", "不满意", False)
METHODS = ("上门拜访", "电话询问", "网络互动", "书面征求", "其他")


def rule(
    share: tuple[int, ...] = (),
    minimum: int = 0,
    answers: tuple[AnswerChoice, ...] = (SATISFIED, DISSATISFIED),
) -> SampleRule:
    """A sample rule with the given share, minimum and scale."""
    return SampleRule(
        article="第十一条",
        text="随机抽查",
        roster="firms",
        frame_label="上一年度服务的中小企业",
        answers=answers,
        methods=METHODS,
        stated=Measure("field", field="served"),
        stated_label="上一年度服务中小企业数",
        share=share,
        minimum=minimum,
        methods_fixed=True,
    )


KUNMING = rule(share=(1, 10))
NATIONAL = rule(
    minimum=10,
    answers=(
        AnswerChoice("very_satisfied", "很满意", True),
        AnswerChoice("fairly_satisfied", "基本满意", True, by_convention=True),
        DISSATISFIED,
    ),
)
NANCHANG = rule(minimum=12)
