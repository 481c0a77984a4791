"""The pictures of one application and of a round, from what the file says now."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.assessment import Assessment
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

_GROWS = "增长"  # in a condition that asks how the years go on


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


def with_years(desk: Desk, application_id: int) -> Assessment:
    """Return the assessment, with the years' figures beside what is judged of growth.

    办法未定增幅 (稳步增长): the reviewer judges by them, so they stand in the line as declared.
    """
    loaded = load(desk, application_id)
    found, charts = assessed(loaded), growth_charts(loaded.scheme, loaded.case)
    if not charts:
        return found
    told = "；".join(map(_years_words, charts))
    steps = "；".join(f"{bar.label}{bar.words}" for chart in charts for bar in chart.bars)
    lines = tuple(
        replace(line, declared=told, note="；".join(filter(None, (line.note, steps))))
        if line.kind == "judged" and _GROWS in line.text and not line.declared
        else line
        for line in found.conditions
    )
    return replace(found, conditions=lines)


def _years_words(chart: Chart) -> str:
    """The figures in the order of the years: 88户→105户→126户（2023年度至2025年度）."""
    first, last = chart.bars[0].label, chart.bars[-1].label
    figures = "→".join(bar.words.partition("，")[0] for bar in chart.bars)
    return f"{figures}（{first}至{last}）" if first != last else f"{figures}（{first}）"


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
