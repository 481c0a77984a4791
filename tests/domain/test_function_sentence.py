"""What is said of the service functions adds up: every claimed one is in one of the counts."""

from desktop.domain.assessment import JUDGE, MET, NA, RELAXED, UNMET, FunctionLine
from desktop.domain.condition import FunctionRule
from desktop.domain.functions import function_verdict

RULE = FunctionRule("第七条", "至少具备一项服务功能", "at_least")


def _line(name: str, verdict: str) -> FunctionLine:
    return FunctionLine(name, name, "第七条", "", True, (), (), verdict, "", "", "", verdict)


def test_each_claimed_function_is_counted_once():
    """Met by name, then what is not met, relaxed, not applicable, and open."""
    verdicts = {"信息": MET, "技术": UNMET, "创业": RELAXED, "培训": NA, "融资": JUDGE}
    lines = tuple(_line(name, verdict) for name, verdict in verdicts.items())
    told = "申报5项，符合1项（信息），不符合1项，放宽后符合1项，不涉及1项，待定1项"
    assert function_verdict(RULE, lines) == (MET, told)
    assert function_verdict(RULE, lines[:1]) == (MET, "申报1项，符合1项（信息）")
