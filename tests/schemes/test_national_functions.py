"""Which of the five functions (第十三条) a national application is for, and what is asked of it.

Its application form has no place for that; 申请示范平台服务功能类别 of the 汇总表 has.
"""

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.assess import assess
from desktop.domain.assessment import Assessment
from desktop.domain.case import Case, Value
from desktop.domain.measures import computations
from desktop.domain.scheme import Scheme
from desktop.schemes.reader import read_scheme

FOLDER = Path(__file__).parents[2] / "forms" / "national-platform-2017"
COMMON = {"platform_since", "partner_count", "public_share"}
TRAINED = {"asked.training_persons": "2600"}
OF_FUNCTIONS = {
    "info_firms_offline",
    "info_activities",
    "tech_activities",
    "startup_activities",
    "training_persons",
    "finance_activities",
    "finance_amount",
    "finance_guarantee",
}


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    """Read the folder strictly, once."""
    return read_scheme(FOLDER, frozenset(computations()))


def _assessed(scheme: Scheme, texts: dict[str, str]) -> Assessment:
    values = {path: Value(text) for path, text in texts.items()}
    return assess(scheme, Case(values, {}, date(2026, 3, 1)), {})


def _needed(found: Assessment) -> set[str]:
    return {line.path.removeprefix("asked.") for line in found.asked if line.needed}


def test_before_the_boxes_are_ticked_every_figure_is_asked_for(scheme: Scheme):
    """Nobody knows yet what the application is for: one function is enough, and it may be any."""
    assert _needed(_assessed(scheme, TRAINED)) == COMMON | OF_FUNCTIONS


def test_what_is_not_applied_for_is_not_asked_for(scheme: Scheme):
    """Once 推荐 names the functions, the figures of the others are not lacking."""
    found = _assessed(scheme, TRAINED | {"rec.functions": "培训服务"})
    assert _needed(found) == COMMON | {"training_persons"}
    assert [(line.name, line.verdict) for line in found.functions if not line.claimed] == [
        ("信息服务", "na"),
        ("技术服务", "na"),
        ("创业服务", "na"),
        ("融资服务", "na"),
    ]


def test_what_is_applied_for_lacks_its_figures(scheme: Scheme):
    """A box without a figure is a claim to be looked at; a figure without a box is one as well."""
    found = _assessed(scheme, TRAINED | {"rec.functions": "信息服务、技术服务"})
    assert [line.name for line in found.functions if line.claimed] == [
        "信息服务",
        "技术服务",
        "培训服务",
    ]
    figures = {"info_firms_offline", "info_activities", "tech_activities", "training_persons"}
    assert _needed(found) == COMMON | figures
