"""What is still in doubt: rows of which a rule can't tell (待判断), papers not checked (核验)."""

from itertools import islice

from desktop.domain.case import Row
from desktop.domain.completeness import COMPLETE, MEND
from desktop.domain.condition import Filter, Measure
from desktop.domain.filters import holds
from desktop.domain.measures import Context, measure
from desktop.domain.scheme import Scheme
from desktop.work.casedata import Loaded
from desktop.work.materials import Checklist

_IN_HAND = (COMPLETE, MEND)
_TYPED = "手工录入"  # stands for the file of typed rows, which have lines of their own
_NAMED = 3  # rows of a roster that are named in one sentence


def asked_filters(scheme: Scheme, roster: str) -> list[Filter]:
    """The filters of a roster that a condition or function really asks, in their order."""
    measures: list[Measure | None] = [scheme.sample.stated]
    for one in scheme.conditions:
        measures += [one.declared, one.counted]
    measures += [figure.measure for f in scheme.functions for figure in f.figures]
    named = {name for m in measures if m is not None for name in (m.where, m.among) if name}
    named.add(scheme.sample.where)
    return [one for one in scheme.filters if one.id in named and one.roster == roster]


def rows_to_judge(loaded: Loaded) -> dict[str, int]:
    """Return how many rows the reviewer has to judge, by the title of their roster.

    A row in doubt for two filters counts twice, as it is shown twice.
    """
    scheme = loaded.scheme
    context = Context(loaded.case, {f.id: f for f in scheme.filters}, loaded.counts)
    found = {}
    for roster in scheme.rosters:
        many = 0
        for one in asked_filters(scheme, roster.key):
            counted = measure(Measure("rows", roster=roster.key, where=one.id), context)
            many += int((counted.high or 0) - (counted.low or 0))
        if many:
            found[roster.title] = many
    return found


def doubts_named(loaded: Loaded) -> list[str]:
    """Say of each roster how many rows are to be judged, and which come first."""
    return [
        f"“{title}”还有{many}行待判断（{_first_rows(loaded, title)}）"
        for title, many in rows_to_judge(loaded).items()
    ]


def _first_rows(loaded: Loaded, title: str) -> str:
    """The first rows of a roster that a filter can't tell, by their line and their name."""
    scheme, case = loaded.scheme, loaded.case
    filters = {f.id: f for f in scheme.filters}
    key = next(roster.key for roster in scheme.rosters if roster.title == title)
    asked = [one.id for one in asked_filters(scheme, key)]
    found = (
        row
        for row in case.rosters[key]
        if any(holds(one, row, filters, case.readings) is None for one in asked)
    )
    named = [_row_words(row) for row in islice(found, _NAMED + 1)]
    return "、".join(named[:_NAMED]) + ("等" if len(named) > _NAMED else "")


def _row_words(row: Row) -> str:
    typed = _TYPED if row.file == _TYPED else ""
    return f"{typed}第{row.line}行{row.cells.get('name', '')}"


def unchecked(found: Checklist) -> tuple[str, ...]:
    """Return the ids of the papers in hand of which no 真实性核验 is noted, in their order."""
    every = (line for item in found.items for line in item.lines)
    return tuple(one.id for one in every if one.state in _IN_HAND and not one.checked)


def truth_words(found: Checklist) -> str:
    """Say how much of the 真实性核验 is not noted yet; empty where nothing in hand lacks it."""
    left = len(unchecked(found))
    if not left:
        return ""
    begun = any(line.checked for item in found.items for line in item.lines)
    return f"真实性核验还有{left}件没有记录" if begun else "真实性核验还没有记录"
