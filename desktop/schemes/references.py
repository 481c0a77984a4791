"""Check the measures that a scheme names: each has its parameters, and each leads somewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from desktop.domain.condition import Measure
from desktop.domain.form import FormTable, Roster
from desktop.domain.scheme import Scheme

Wrong = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Names:
    """What a scheme's parts may refer to; `tables` and `rosters` map keys to columns' keys."""

    fields: frozenset[str]
    tables: Mapping[str, frozenset[str]]
    table_rows: Mapping[str, frozenset[str]]
    yearly: frozenset[str]
    rosters: Mapping[str, frozenset[str]]
    filters: Mapping[str, str]
    asked: frozenset[str]
    kinds: Mapping[str, str]

    @property
    def rows(self) -> frozenset[str]:
        """Every fixed row of every table."""
        return frozenset().union(*self.table_rows.values())


def names_of(scheme: Scheme) -> Names:
    """Return what `scheme` defines."""
    tables = scheme.form.tables
    return Names(
        fields=frozenset(one.key for one in scheme.form.fields),
        tables={one.key: frozenset(column.key for column in one.columns) for one in tables},
        table_rows={one.key: frozenset(row.key for row in one.fixed_rows) for one in tables},
        yearly=frozenset(one.key for one in tables if one.rows == "years"),
        rosters={
            one.key: frozenset(column.key for column in one.columns) for one in scheme.rosters
        },
        filters={one.id: one.roster for one in scheme.filters},
        asked=frozenset(one.key for one in scheme.asked),
        kinds=_kinds(scheme),
    )


def _kinds(scheme: Scheme) -> Mapping[str, str]:
    """What kind of value each blank holds: `field.key`, `asked.key`, and `owner.column`."""
    found = {f"field.{one.key}": str(one.kind) for one in scheme.form.fields}
    found |= {f"asked.{one.key}": str(one.kind) for one in scheme.asked}
    owners: tuple[FormTable | Roster, ...] = (*scheme.form.tables, *scheme.rosters)
    return found | {f"{o.key}.{one.key}": str(one.kind) for o in owners for one in o.columns}


def _parameters() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the parameters that each kind must have, and those that it may have besides."""
    return {
        "field": (("field",), ()),
        "years": ((), ("field", "asked")),
        "yearly": (("table", "column"), ("back",)),
        "growth": (("table", "column"), ("back",)),
        "ratio": (("part",), ("whole", "table", "column")),
        "rows": (("roster",), ("where", "each")),
        "share": (("roster", "where"), ("among",)),
        "sum": (("roster", "column"), ("where",)),
        "cell": (("table", "row", "column"), ()),
        "asked": (("asked",), ()),
        "survey": ((), ()),
    }


def check_measure(one: Measure, path: str, names: Names, known: frozenset[str]) -> Wrong:
    """Yield what is wrong with a measure; `known` are the kinds that can be computed."""
    if one.kind not in known:
        yield f"{path}.kind", f"没有 {one.kind} 这种算法。"
        return
    shape = list(_shape(one, path))
    yield from shape
    yield from _leads(one, path, names)
    yield from () if shape else _readable(one, path, names)


def _shape(one: Measure, path: str) -> Wrong:
    """The parameters that a kind needs, and no others."""
    must, may = _parameters().get(one.kind, ((), ()))
    given = {part.name for part in fields(one) if getattr(one, part.name)} - {"kind", "text"}
    for name in must:
        if name not in given:
            yield f"{path}.{name}", f"{one.kind} 这种算法缺少这一项。"
    for name in sorted(given - {*must, *may}):
        yield f"{path}.{name}", f"{one.kind} 这种算法用不到这一项。"
    if one.kind == "years" and bool(one.field) == bool(one.asked):
        yield path, "years 须有 field 或 asked，且只有一项。"
    if one.kind == "ratio" and bool(one.whole) == bool(one.table and one.column):
        yield path, "ratio 的分母须是 whole，或 table 和 column，且只有一种。"


def _readable(one: Measure, path: str, names: Names) -> Wrong:
    """A figure is measured from figures, and years from a day; else it could never be told."""
    wanted = ("date",) if one.kind == "years" else ("figure", "percent")
    places = [(n, f"field.{getattr(one, n)}") for n in ("field", "part", "whole")]
    places += [
        ("asked", f"asked.{one.asked}"),
        ("column", f"{one.table or one.roster}.{one.column}"),
    ]
    for name, place in places:
        kind = names.kinds.get(place, wanted[0])
        if kind not in wanted:
            word = "日期" if wanted == ("date",) else "数字或百分比"
            yield f"{path}.{name}", f"据以计算的栏须填{word}，现在不是。"


def _leads(one: Measure, path: str, names: Names) -> Wrong:
    for name in ("field", "part", "whole"):
        if (key := getattr(one, name)) and key not in names.fields:
            yield f"{path}.{name}", f"申请表没有 {key} 这一栏。"
    if one.asked and one.asked not in names.asked:
        yield f"{path}.asked", f"没有 {one.asked} 这一项询问。"
    if one.table:
        yield from _in_table(one, path, names)
    if one.roster:
        yield from _in_roster(one, path, names)


def _in_table(one: Measure, path: str, names: Names) -> Wrong:
    if one.table not in names.tables:
        yield f"{path}.table", f"申请表没有 {one.table} 这个表。"
        return
    if one.column and one.column not in names.tables[one.table]:
        yield f"{path}.column", f"表 {one.table} 没有 {one.column} 这一栏。"
    if one.row and one.row not in names.table_rows[one.table]:
        yield f"{path}.row", f"表 {one.table} 没有 {one.row} 这一行。"
    yearly = one.kind in ("yearly", "growth", "ratio")
    if yearly and one.table not in names.yearly:
        yield f"{path}.table", f"表 {one.table} 不是按年度填写的。"
    if yearly and "year" not in names.tables[one.table]:
        yield f"{path}.table", f"表 {one.table} 没有 year（年度）这一栏。"


def _in_roster(one: Measure, path: str, names: Names) -> Wrong:
    if one.roster not in names.rosters:
        yield f"{path}.roster", f"没有 {one.roster} 这个名单。"
        return
    for name in ("column", "each"):
        key = getattr(one, name)
        if key and key not in names.rosters[one.roster]:
            yield f"{path}.{name}", f"名单 {one.roster} 没有 {key} 这一栏。"
    for name in ("where", "among"):
        key = getattr(one, name)
        if key and key not in names.filters:
            yield f"{path}.{name}", f"没有 {key} 这一项筛选。"
        elif key and names.filters[key] != one.roster:
            yield f"{path}.{name}", f"{key} 看的是另一个名单。"
