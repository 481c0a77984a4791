"""The tables of the editor with their present cells, and which row a fault belongs to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain.problem import Problem
from desktop.schemes.edition_list import BASIC, CONVENTIONS, SAMPLE, TABLES
from desktop.schemes.edition_names import words_of
from desktop.schemes.edition_paths import Entry, at_path, entries_of
from desktop.schemes.edition_sheets import SheetText
from desktop.schemes.edition_tables import YES_NO, Column, Kind, Line, TableOf, Words, shown


@dataclass(frozen=True)
class Cell:
    """One cell: where its value stands (`conditions[3].article`), what it shows, how it is read.

    `words` are what may be chosen, as the data have it and as it is said.
    """

    path: str
    text: str
    kind: Kind = "text"
    optional: bool = False
    words: Words = ()


@dataclass(frozen=True)
class Section:
    """One table of the editor. `rows` are (the row's own path, its cells); `grows` may get more.

    A record's rows are `path#1`, `path#2` … after its first. `parents` are the entries above to
    which a row may be added, (path, title); empty where the rows stand by themselves.
    """

    key: str
    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    grows: bool
    parents: tuple[tuple[str, str], ...] = ()


def sections_of(whole: Any, sheets: Sequence[SheetText]) -> list[Section]:
    """Return the tables of the editor for a scheme's data and its sheets' texts."""
    tables = [_table_section(one, whole) for one in TABLES]
    tables = [one for one in tables if one.rows or one.grows]
    return [
        _lines_section("basic", "名称和文号", BASIC, whole),
        *tables,
        _lines_section("sample", "满意度随机抽查", SAMPLE, whole),
        _sheets_section(sheets),
        _table_section(CONVENTIONS, whole),
    ]


def _lines_section(key: str, title: str, lines: tuple[Line, ...], whole: Any) -> Section:
    rows = tuple(
        (one.path, (Cell("", one.label, "shown"), _line_cell(one, whole)))
        for one in lines
        if at_path(whole, one.path.rpartition(".")[0]) is not None
    )
    return Section(key, title, ("项目", "内容"), (170, 560), rows, grows=False)


def _line_cell(one: Line, whole: Any) -> Cell:
    words = words_of(one.of, whole, {}) if one.of else ()
    return Cell(one.path, shown(at_path(whole, one.path), words), one.kind, one.optional, words)


def _sheets_section(sheets: Sequence[SheetText]) -> Section:
    rows = tuple(
        (
            one.path,
            (
                Cell("", one.sheet, "shown"),
                Cell("", one.place, "shown"),
                Cell(one.path, shown(one.text), "lines"),
            ),
        )
        for one in sheets
    )
    heads = ("哪张表", "何处", "文字")
    return Section("sheets", "报送各表的文字", heads, (200, 120, 400), rows, grows=False)


def _table_section(table: TableOf, whole: Any) -> Section:
    entries = [one for path in table.paths for one in entries_of(whole, path)]
    grows = table.grows
    parents = tuple(_parents(table, whole)) if grows and table.parent else ()
    if table.records:
        rows = tuple(row for one in entries for row in _record(table, one, whole))
        three = (table.columns[0].label, "项目", "内容")
        return Section(table.key, table.title, three, (190, 150, 380), rows, grows)
    rows = tuple(
        (one.path, tuple(_cell(one, column, whole) for column in table.columns)) for one in entries
    )
    heads = tuple(one.label for one in table.columns)
    widths = tuple(one.width for one in table.columns)
    return Section(table.key, table.title, heads, widths, rows, grows, parents)


def _parents(table: TableOf, whole: Any) -> Iterator[tuple[str, str]]:
    above = table.paths[0].rpartition(".")[0]
    for one in entries_of(whole, above):
        yield one.path, shown(one.value.get(table.parent)) or one.path


def _record(table: TableOf, entry: Entry, whole: Any) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """A row for each column that this sort of entry has, or that it holds all the same."""
    title, *columns = table.columns
    sort = str(entry.value.get("kind") or ("branch" if entry.value.get("filters") else "leaf"))
    named = _cell(entry, title, whole)
    told = side_of(entry.path)
    said = f"{named.text}（{told}）" if told else named.text
    at = 0
    for column in columns:
        if not column.when or sort in column.when or column.key in entry.value:
            path = entry.path + (f"#{at}" if at else "")
            head = Cell("", said, "shown"), Cell("", column.label, "shown")
            yield path, (*head, _cell(entry, column, whole))
            at += 1


def side_of(path: str) -> str:
    """Return which of a condition's two figures a measure finds; empty for others."""
    return {"declared": "申报数", "counted": "清点数"}.get(path.rpartition(".")[2], "")


def _cell(entry: Entry, column: Column, whole: Any) -> Cell:
    if column.kind == "shown":
        return Cell("", _above(entry, column), "shown")
    if not column.key:
        return Cell(entry.path, shown(entry.value), column.kind)
    words = words_of(column.of, whole, entry.value) if column.of else column.words
    if column.kind == "flag":
        words = YES_NO
    value = entry.value.get(column.key)
    path = f"{entry.path}.{column.key}"
    optional = column.optional or bool(column.when)
    return Cell(path, shown(value, words), column.kind, optional, words)


def _above(entry: Entry, column: Column) -> str:
    there = entry.above[-column.up] if column.up else entry.value
    return next((shown(there[key]) for key in column.key.split("|") if there.get(key)), "")


def placed(
    problems: Iterable[Problem], tables: Sequence[Section]
) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """Return what is said at each cell or row, by its path, and the problems that fit nowhere.

    A fault is said at its own cell, else at the nearest entry around it that has a row.
    """
    known = {path for one in tables for path, _cells in one.rows}
    known |= {cell.path for one in tables for _path, cells in one.rows for cell in cells}
    found: dict[str, str] = {}
    lost: list[Problem] = []
    for one in problems:
        file, _, where = one.where.rpartition(": ")
        place = next((at for at in _outwards(where, file) if at in known), "")
        if place:
            found[place] = found.get(place, "") + one.sentence
        else:
            lost.append(one)
    return found, tuple(lost)


def _outwards(where: str, file: str) -> Iterator[str]:
    """The place itself, also as it is called with its file, and then what is around it."""
    there = where
    while there:
        yield there
        yield f"{file}:{there}"
        cut = max(there.rfind("."), there.rfind("["))
        there = there[: max(cut, 0)]
