"""Leads a figure of the assessment back to its cells or rows (数了哪些行)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.case import Row, Value
from desktop.domain.condition import Filter
from desktop.domain.problem import UserError
from desktop.domain.traces import Counted, Trace, counted_rows, measure_of, trace_of
from desktop.work.blank_names import labels_of
from desktop.work.casedata import load
from desktop.work.desk import Desk

_BRACKETS = re.compile("（[^（）]*）")
_STATE = {True: "计入", False: "不计入", None: "无法判断"}


@dataclass(frozen=True)
class CellLine:
    """A blank that a figure comes from: its path and name, what stands there, and its source."""

    path: str
    label: str
    text: str
    source: str


@dataclass(frozen=True)
class RowLine:
    """A row of the roster; `state` is 计入, 不计入 or 无法判断, `why` says why it does not count.

    `within` is False where the row is not even of the whole that a share is taken of.
    """

    row: Row
    state: str
    why: str = ""
    within: bool = True


@dataclass(frozen=True)
class Evidence:
    """Where a figure comes from: the form's cells, or a roster's rows and how they are counted.

    `columns` are those of the roster that the count looks at.
    """

    title: str
    trace: Trace
    cells: tuple[CellLine, ...] = ()
    rows: tuple[RowLine, ...] = ()
    rule: str = ""
    columns: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The counts in words."""
        if not self.trace.roster:
            return f"{len(self.cells)}处" if self.cells else ""
        count = {word: sum(one.state == word for one in self.rows) for word in _STATE.values()}
        parts = [f"计入{count['计入']}行"]
        parts += [f"{word}{count[word]}行" for word in ("不计入", "无法判断") if count[word]]
        parts += [f"合计{len(self.rows)}行"] if len(parts) > 1 else []
        return "，".join(parts)


def evidence(desk: Desk, application_id: int, item: str, side: str) -> Evidence:
    """Return what a figure is made of: `item` as in the assessment, `side` declared or counted.

    UserError where the line has no such figure.
    """
    loaded = load(desk, application_id)
    wanted = measure_of(loaded.scheme, item, side)
    if wanted is None:
        raise UserError("这一项没有数据出处。", "由审核人判断的条件没有数字。")
    trace = trace_of(wanted, loaded.case)
    names, values = labels_of(loaded.scheme), loaded.case.values
    cells = tuple(
        CellLine(path, names.get(path, path), values[path].text, _source(path, values))
        for path in trace.paths
        if path in values
    )
    title = wanted.text or next((one.label for one in cells), "")
    if not trace.roster:
        return Evidence(title, trace, cells)
    filters = {f.id: f for f in loaded.scheme.filters}
    found = counted_rows(
        trace, loaded.case.rosters.get(trace.roster, ()), filters, loaded.case.readings
    )
    rule = "，".join(filters[name].text for name in (trace.among, trace.where) if name)
    once = "同名只计一次" if trace.each else ""
    labels = {one.key: one.label for one in loaded.scheme.roster(trace.roster).columns}
    words = _Words(trace, filters, labels)
    rows = tuple(
        RowLine(one.row, _STATE[one.counts], words.why(one), one.within is not False)
        for one in found
    )
    told = "；".join(filter(None, (rule, once)))
    looked = [key for name in (trace.among, trace.where) for key in _columns(name, filters)]
    columns = tuple(dict.fromkeys([*looked, *filter(None, [trace.summed])]))
    return Evidence(title, trace, cells, rows, told, columns)


@dataclass(frozen=True)
class _Words:
    """Says why a row does not count, by what stands in it."""

    trace: Trace
    filters: Mapping[str, Filter]
    labels: Mapping[str, str]  # of the roster's columns

    def why(self, one: Counted) -> str:
        """Return the reason in words, empty of a row that counts."""
        if one.twin is not None:
            return f"与第{one.twin.line}行同名，同名只计一次"
        name = self.trace.where if one.within is True else self.trace.among
        if one.counts or not name:
            return ""
        meant = _BRACKETS.sub("", self.filters[name].text)
        if one.row.marks.get(name) is False:
            return f"审核人标明不属于“{meant}”"
        held = "，".join(self._cell(key, one.row) for key in _columns(name, self.filters))
        told = "不属于" if one.counts is False else "看不出是不是"
        return f"{held}：{told}“{meant}”"

    def _cell(self, key: str, row: Row) -> str:
        text = row.cells.get(key, "").strip()
        return (
            f"{self.labels.get(key, key)}“{text}”" if text else f"{self.labels.get(key, key)}空着"
        )


def _columns(name: str, filters: Mapping[str, Filter]) -> list[str]:
    """Return the columns that a filter looks at, those of its parts too."""
    if not name:
        return []
    wanted = filters[name]
    below = (key for part in wanted.filters for key in _columns(part, filters))
    return list(dict.fromkeys([*wanted.columns, *below]))


def _source(path: str, values: Mapping[str, Value]) -> str:
    """Return the file's cell; of what was typed, the proof's place where one was named."""
    ground = values.get(f"{path}.ground")
    return values[path].source or (ground.text if ground is not None else "") or "经办人填写"
