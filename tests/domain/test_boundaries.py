"""Every threshold of every scheme: one below is not met, the number itself and one above are."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

import pytest

from desktop import paths
from desktop.domain.assess import assess, condition_line
from desktop.domain.case import Case, Row, SurveyFigures, Value
from desktop.domain.condition import Measure
from desktop.domain.figure import MILLION, parse_figure
from desktop.domain.measures import Context, computations, measure
from desktop.domain.scheme import Scheme
from desktop.domain.thresholds import compare
from desktop.schemes.shelf import read_shelf

TODAY = date(2026, 11, 20)
SHELF = read_shelf(paths.forms_dir(), frozenset(computations()))


def case_of(values=None, rosters=None, survey=None) -> Case:
    """A case with nothing but what a measure looks at."""
    texts = {path: Value(text) for path, text in (values or {}).items()}
    return Case(texts, rosters or {}, TODAY, survey=survey)


def rows(roster: str, size: int, marks: dict[str, int], column: str = "") -> dict:
    """`size` rows, the first so-and-so many of them marked as in for each filter."""
    made = tuple(
        Row(i, "名单.xlsx", "名单", i, {"name": f"企业{i}", column: "1"},
            {name: i <= count for name, count in marks.items() if name})
        for i in range(1, size + 1)
    )  # fmt: skip  # one call a row reads better in one place
    return {roster: made}


def years_before(count: int) -> date:
    """The day on which `count` whole years before today began."""
    return TODAY.replace(year=TODAY.year - count)


def case_at(wanted: Measure, limit: int, step: int) -> Case:
    """A case in which the measure comes to `limit + step` (step -1, 0 or 1)."""
    figure = limit + step
    table = f"{wanted.table}.1"
    if wanted.kind == "years":
        day = years_before(limit) - timedelta(days=step)
        return case_of({wanted.field or f"asked.{wanted.asked}": day.isoformat()})
    if wanted.kind == "rows":
        size = max(figure, 1)
        marks = {wanted.where: figure}
        return case_of(rosters=rows(wanted.roster, size, marks))
    if wanted.kind == "share":
        marks = {wanted.among: 100, wanted.where: figure}
        return case_of(rosters=rows(wanted.roster, 100, marks))
    if wanted.kind == "sum":
        return case_of(rosters=rows(wanted.roster, figure, {}, wanted.column))
    if wanted.kind == "survey":
        return case_of(survey=SurveyFigures(100, figure, 10, finished=True))
    if wanted.kind == "growth":
        old = f"{wanted.table}.2"
        values = {f"{table}.year": "2025", f"{table}.{wanted.column}": str(100 + figure)}
        return case_of(values | {f"{old}.year": "2024", f"{old}.{wanted.column}": "100"})
    if wanted.kind == "ratio":
        return ratio_case(wanted, figure)
    path = {
        "field": wanted.field,
        "asked": f"asked.{wanted.asked}",
        "cell": f"{wanted.table}.{wanted.row}.{wanted.column}",
        "yearly": f"{table}.{wanted.column}",
    }[wanted.kind]
    return case_of({f"{table}.year": "2025", path: str(figure)})


def ratio_case(wanted: Measure, figure: int) -> Case:
    """A part of a hundred, where the whole may stand in a table of years."""
    values = {wanted.part: str(figure), wanted.whole: "100"}
    if wanted.table:
        values |= {f"{wanted.table}.1.year": "2025"}
        values |= {f"{wanted.table}.1.{wanted.column}": "100"}
    return case_of({path: text for path, text in values.items() if path})


def conditions() -> list:
    """Every condition with a figure, of every scheme."""
    return [
        pytest.param(scheme, condition, id=f"{scheme.id} {condition.id}")
        for scheme in SHELF.values()
        for condition in scheme.conditions
        if condition.kind == "figure"
    ]


@pytest.mark.parametrize(("scheme", "condition"), conditions())
def test_a_condition_turns_at_its_own_number(scheme: Scheme, condition):
    """以上 and 不低于 include the number itself (民法典 第1259条)."""
    wanted = condition.counted if condition.decides == "counted" else condition.declared
    limit = parse_figure(condition.threshold) // MILLION
    found = []
    for step in (-1, 0, 1):
        context = Context(case_at(wanted, limit, step), {f.id: f for f in scheme.filters})
        found.append(condition_line(condition, context).program)
    at_most = condition.compare == "at_most"
    assert found == (["met", "met", "unmet"] if at_most else ["unmet", "met", "met"])


def function_figures() -> list:
    """Every figure of every service function, of every scheme."""
    every = chain.from_iterable(
        ((scheme, function, figure) for figure in function.figures)
        for scheme in SHELF.values()
        for function in scheme.functions
    )
    return [
        pytest.param(scheme, figure, id=f"{scheme.id} {function.id} {figure.key}")
        for scheme, function, figure in every
    ]


@pytest.mark.parametrize(("scheme", "figure"), function_figures())
def test_a_functions_figure_turns_at_its_own_number(scheme: Scheme, figure):
    """A function's figure counts from its threshold on."""
    limit = parse_figure(figure.threshold) // MILLION
    found = []
    for step in (-1, 0, 1):
        context = Context(case_at(figure.measure, limit, step), {f.id: f for f in scheme.filters})
        found.append(compare(measure(figure.measure, context), figure.threshold)[0])
    assert found == ["unmet", "met", "met"]


@pytest.mark.parametrize(
    ("declared", "listed", "program", "differs", "weighs"),
    [
        ("120", 120, "met", False, False),
        ("120", 101, "met", True, False),
        ("99", 98, "unmet", True, True),
        ("120", 99, "judge", True, True),
        ("99", 120, "judge", True, True),
        ("120", 0, "met", False, False),
        ("", 120, "met", False, False),
        ("二百", 0, "cannot", False, False),
    ],
)
def test_the_reviewer_judges_where_form_and_roster_fall_on_different_sides(
    declared, listed, program, differs, weighs
):
    """Both sides are seen; what is told by one side alone stands; what neither tells is asked.

    A difference weighs unless the count is enough by itself.
    """
    scheme = SHELF["kunming-platform-2022"]
    condition = next(one for one in scheme.conditions if one.id == "served")
    values = {"operations.1.year": "2025", "operations.1.served": declared}
    rosters = rows("firms", listed, {}) if listed else {}
    line = condition_line(condition, Context(case_of(values, rosters), {}))
    line = replace(line, verdict=line.program)
    assert (line.program, line.differs, line.weighs) == (program, differs, weighs)


@pytest.mark.parametrize("scheme", SHELF.values(), ids=lambda one: one.id)
def test_a_sample_s_share_is_no_difference(scheme: Scheme):
    """What a dozen firms say is seldom the very share that the form declares."""
    (condition,) = [
        one for one in scheme.conditions if one.counted and one.counted.kind == "survey"
    ]
    told = condition.declared or Measure("survey")
    marked = rows(told.roster, 20, {told.where: 19, told.among: 20})
    surveyed = case_of(rosters=marked, survey=SurveyFigures(13, 12, 10, finished=True))
    line = condition_line(condition, Context(surveyed, {f.id: f for f in scheme.filters}))
    figures = (line.declared, line.counted, line.program, line.differs)
    assert figures == ("95%（19/20）", "92.3%（12/13）", "met", False)


def test_a_firm_that_stands_twice_is_counted_once():
    """The roster's count is of firms and not of rows."""
    scheme = SHELF["kunming-platform-2022"]
    condition = next(one for one in scheme.conditions if one.id == "served")
    twice = tuple(
        Row(i, "名单.xlsx", "名单", i, {"name": f"昆明（甲）{i % 99}号公司"}) for i in range(1, 131)
    )
    line = condition_line(condition, Context(case_of(rosters={"firms": twice}), {}))
    assert (line.counted, line.program) == ("99", "unmet")


def test_figures_are_asked_only_for_functions_that_are_claimed():
    """What no form carries is asked where a condition or a claimed function needs it."""
    scheme = SHELF["nanchang-platform-2022"]
    claims = case_of({scheme.function_rule.claimed_field: "信息查询、培训服务"})
    needed = {line.path for line in assess(scheme, claims, {}).asked if line.needed}
    assert needed == {
        "asked.platform_since",
        "asked.public_share",
        "asked.large_events_info",
        "asked.training_persons",
    }


def test_functions_without_a_place_in_the_form_are_asked_for():
    """Their figures alone claim them: were they not asked for, they could never be claimed."""
    found = assess(SHELF["national-platform-2017"], case_of(), {})
    assert [line.path for line in found.asked if not line.needed] == []


@pytest.mark.parametrize(
    ("said", "verdict"), [("", "awaiting"), ("是", "met"), ("否", "unmet"), ("同意", "met")]
)
def test_the_recommendation_condition_follows_the_recommendation(said, verdict):
    """获得…推荐 is the outcome of this very case: it waits for the decision, then follows it."""
    scheme = SHELF["kunming-platform-2022"]
    case = case_of({"rec.agrees": said} if said else {})
    assert assess(scheme, case, {}).line("recommended").verdict == verdict
