"""Where a figure of the assessment comes from (数了哪些行): paths of the form, or rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.case import Case, Row
from desktop.domain.clean import fold_name
from desktop.domain.condition import Filter, Measure
from desktop.domain.filters import holds
from desktop.domain.measures import yearly_paths
from desktop.domain.scheme import Scheme

DECLARED, COUNTED = "declared", "counted"


@dataclass(frozen=True)
class Trace:
    """What a figure is made of: the form's `paths`, or the rows of `roster`.

    Of the rows those count that pass `where`, out of those that pass `among`; with `each` a name
    counts once; `summed` is the column that is added up; of a
    `share` the rest of the whole belongs to it too. `survey` is the drawn sample's result.
    """

    paths: tuple[str, ...] = ()
    roster: str = ""
    where: str = ""
    among: str = ""
    each: str = ""
    summed: str = ""
    share: bool = False
    survey: bool = False


@dataclass(frozen=True)
class Counted:
    """One row as it was counted: `counts` is True, False or None (not to be told).

    `within` is the same of the whole of a share. `twin` is the row of the same name that counts
    for this one where a name counts once.
    """

    row: Row
    counts: bool | None
    within: bool | None = True
    twin: Row | None = None


def measure_of(scheme: Scheme, item: str, side: str) -> Measure | None:
    """Return the measure behind a figure: a condition's id, or `n:function:figure`; or None."""
    if item.startswith("n:"):
        _, function, key = item.split(":", 2)
        figures = {f.id: f.figures for f in scheme.functions}.get(function, ())
        return next((f.measure for f in figures if f.key == key), None)
    for condition in scheme.conditions:
        if condition.id == item:
            return condition.declared if side == DECLARED else condition.counted
    return None


def trace_of(wanted: Measure, case: Case) -> Trace:
    """Return what `wanted` looks at in this case; paths that hold nothing are named too."""
    if wanted.roster:
        summed = wanted.column if wanted.kind == "sum" else ""
        return Trace(
            (),
            wanted.roster,
            wanted.where,
            wanted.among,
            wanted.each,
            summed,
            wanted.kind == "share",
        )
    if wanted.kind == "survey":
        return Trace(survey=True)
    if wanted.kind == "cell":
        return Trace((f"{wanted.table}.{wanted.row}.{wanted.column}",))
    if wanted.kind in ("yearly", "growth"):
        return Trace(_yearly(wanted, case))
    if wanted.kind == "ratio":
        whole = _yearly(wanted, case) if wanted.table else (wanted.whole,)
        return Trace((wanted.part, *whole))
    return Trace((wanted.field or f"asked.{wanted.asked}",))


def _yearly(wanted: Measure, case: Case) -> tuple[str, ...]:
    paths = [path for _, path in yearly_paths(wanted.table, wanted.column, case)]
    if wanted.kind == "growth":
        return tuple(paths[wanted.back :])
    return tuple(paths[wanted.back : wanted.back + 1])


def counted_rows(
    trace: Trace,
    rows: Sequence[Row],
    filters: Mapping[str, Filter],
    readings: Mapping[str, str],
) -> tuple[Counted, ...]:
    """Return every row of the roster and whether it counts, so that the rows add up to it.

    KeyError where a filter is unknown.
    """
    first: dict[str, Row] = {}
    found = []
    for row in rows:
        name = fold_name(row.cells.get(trace.each, "")) if trace.each else ""
        once = first.setdefault(name or str(row.id), row)
        if once is not row:
            found.append(Counted(row, counts=False, within=False, twin=once))
            continue
        within = holds(trace.among, row, filters, readings) if trace.among else True
        counts = holds(trace.where, row, filters, readings) if trace.where else True
        counts = False if within is False else counts
        both = None if within is None and counts is not False else counts
        found.append(Counted(row, both, within))
    return tuple(found)
