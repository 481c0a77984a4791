"""The pictures of one application and of a round, from what the file says now."""

from collections.abc import Sequence

from desktop.domain.chart import Chart
from desktop.domain.chart_of import (
    function_chart,
    growth_charts,
    met_chart,
    survey_chart,
)
from desktop.work.assess import assessed
from desktop.work.casedata import Loaded, load
from desktop.work.desk import Desk
from desktop.work.surveydata import drawn


def charts_of(desk: Desk, application_id: int) -> tuple[Chart, ...]:
    """Return the pictures of one application that have anything to show, in a fixed order."""
    loaded = load(desk, application_id)
    surveyed = survey_of(desk, application_id, loaded)
    found = assessed(loaded)
    functions = found.functions
    rule = loaded.scheme.function_rule
    needed = rule.needed if rule.kind == "at_least" else 0
    claimed = any(line.claimed for line in functions)
    charts = [
        *((surveyed,) if surveyed else ()),
        *((met_chart(functions, needed),) if claimed else ()),
        function_chart(functions),
        *growth_charts(loaded.scheme, loaded.case),
    ]
    return tuple(chart for chart in charts if chart.bars)


def survey_of(desk: Desk, application_id: int, loaded: Loaded) -> Chart | None:
    """Return the survey's result as a picture; None before the draw."""
    found = drawn(desk, application_id, loaded.scheme)
    if found is None:
        return None
    return survey_chart(found.standing.result, loaded.scheme.sample.threshold)


def chart_rows(charts: Sequence[Chart]) -> list[dict[str, str]]:
    """Return what the pictures say as rows of a table, for paper that has no pictures."""
    return [
        {"chart": chart.title, "label": bar.label, "words": bar.words}
        for chart in charts
        for bar in chart.bars
    ]
