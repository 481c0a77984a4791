"""What stands on the applicant's own papers: the wording of form.toml, and a case's data or blanks.

Every word that is both printed here and read by the import (labels, lines with blanks, headers,
whole texts) comes from the scheme's form.toml; `forms/<scheme>/applicant/*.toml` only says where it
stands. The facts, all texts:
    label.<field>, note.<field>    as the form words them
    v.<field>                      what was filled in; a date that is not is 年 月 日 with room
    line.<field>, ruled.<field>    the line with blanks whose first blank it is; `ruled` has rules
    section.s1 …                   the headings, 封面 apart
    title.<table>, head.<table>.<column>, row.<table>.<row>, row.<table>.h
    rows.<table>                   a list of rows; side by side (`across`) as <column>1, <column>2
    text.<key>.title, .body, .l1 …, .f1 …
    roster.title, .note, .h.<column>, .g.<column> (the group above it), .rows, .total.<column>
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain.case import Row
from desktop.domain.date_words import date_words
from desktop.domain.figure import parse_figure, show_figure
from desktop.domain.form import Column, Field, Form, FormTable, PrintedText, Roster

BLANK_DATE = "　　　年　　月　　日"
_NO_ROOM = re.compile(r" ?年 月 日")  # the annex's text has lost the room for a pen
ROOM, RULE = "　　", "＿＿"  # where a figure is to be written by hand
TICK = "√"
TICKED = ("satisfied", "dissatisfied")
SUMMED = {"tenants": ("staff", "revenue")}  # 合计, by roster
_BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Filled:
    """What an applicant filled in, by path; nothing at all for a blank paper."""

    texts: Mapping[str, str]

    def text(self, path: str) -> str:
        """Return the text at `path`, empty where there is none."""
        return self.texts.get(path, "")


def form_facts(form: Form, filled: Filled) -> dict[str, Any]:
    """Return what the form's own paper needs, with `filled` in its blanks."""
    lines = {_BLANK.findall(one.text)[0]: one.text for one in form.patterns}
    return {
        "form": {"title": form.title, "annex": form.annex},
        "blank": not filled.texts,
        "label": {one.key: one.label for one in form.fields},
        "note": {one.key: one.note for one in form.fields},
        "v": {one.key: _shown(one, filled) for one in form.fields},
        "line": {key: _filled(text, filled, ROOM) for key, text in lines.items()},
        "ruled": {key: _filled(text, filled, RULE) for key, text in lines.items()},
        "section": {f"s{at}": text for at, text in enumerate(form.sections[1:], 1)},
        "title": {one.key: one.title for one in form.tables},
        "head": {one.key: {c.key: _head(c) for c in one.columns} for one in form.tables},
        "row": {one.key: _row_words(one) for one in form.tables},
        "rows": {one.key: _rows(one, filled) for one in form.tables},
        "text": {one.key: _text(one) for one in form.texts},
    }


def _shown(field: Field, filled: Filled) -> str:
    text = _said(field.kind, filled.text(field.key))
    return text or (BLANK_DATE if field.key == "fill_date" else "")


def _said(kind: str, text: str) -> str:
    return date_words(text) if kind == "date" else text


def _filled(text: str, filled: Filled, room: str) -> str:
    """Fill a line's blanks; a blank at its end needs no room."""

    def write(blank: re.Match[str]) -> str:
        value = filled.text(blank[1])
        if blank.end() == len(text):
            return value
        before = "" if text[blank.start() - 1] in "：（" else " "
        return f"{before}{value} " if value else room

    return _BLANK.sub(write, text)


def _head(column: Column) -> str:
    """Return a header; where the form's label has a blank the annex begins a new line."""
    return column.label.replace(" ", "\n")


def _row_words(table: FormTable) -> dict[str, str]:
    words = {row.key: row.label for row in table.fixed_rows}
    words |= {f"p{at}": text for at, text in enumerate(table.printed, 1)}
    return {"h": table.row_header, **words}


def _rows(table: FormTable, filled: Filled) -> list[dict[str, str]]:
    if table.rows != "fixed":
        return [_cells(table, filled, number) for number in _numbers(table, filled)]
    rows = [{"label": row.label, **_cells(table, filled, row.key)} for row in table.fixed_rows]
    if table.across == 1:
        return rows
    sides = [rows[at : at + table.across] for at in range(0, len(rows), table.across)]
    return [
        {f"{key}{at}": text for at, row in enumerate(side, 1) for key, text in row.items()}
        for side in sides
    ]


def _numbers(table: FormTable, filled: Filled) -> list[str]:
    """Return the numbers of the rows that have something in them, in their order."""
    keys = {column.key for column in table.columns}
    paths = [path.split(".") for path, text in filled.texts.items() if text]
    found = {p[1] for p in paths if len(p) == 3 and p[0] == table.key and p[2] in keys}
    return sorted(found, key=int)


def _cells(table: FormTable, filled: Filled, row: str) -> dict[str, str]:
    return {c.key: _said(c.kind, filled.text(f"{table.key}.{row}.{c.key}")) for c in table.columns}


def _text(text: PrintedText) -> dict[str, str]:
    lines = {f"l{at}": line for at, line in enumerate(text.lines, 1)}
    feet = {f"f{at}": _NO_ROOM.sub(BLANK_DATE, line) for at, line in enumerate(text.foot, 1)}
    return {"title": text.title, "body": "\n".join(text.lines), **lines, **feet}


def roster_facts(roster: Roster, rows: Sequence[Row], total: str) -> dict[str, Any]:
    """Return what a roster's own paper needs; `total` is the figure of its foot, or nothing."""
    cells = [_roster_cells(roster, at, one) for at, one in enumerate(_listed(roster, rows), 1)]
    return {
        "roster": {
            "title": roster.title,
            "annex": roster.annex,
            "note": _note(roster, total),
            "h": {column.key: _head(column) for column in roster.columns},
            "g": {column.key: column.group for column in roster.columns},
            "rows": cells,
            "total": dict(_totals(roster, rows)),
        }
    }


def _listed(roster: Roster, rows: Sequence[Row]) -> Iterator[Mapping[str, str]]:
    """Yield the rows; those that the annex prints come first, filled or not, each in its place."""
    name = "type"  # the column that printed rows stand in; the strict reader sees to it
    for fixed in roster.fixed_rows:
        own = [row.cells for row in rows if row.cells.get(name) == fixed.label]
        yield from own or [{name: fixed.label}]
    printed = {fixed.label for fixed in roster.fixed_rows}
    yield from (row.cells for row in rows if row.cells.get(name) not in printed)


def _roster_cells(roster: Roster, serial: int, cells: Mapping[str, str]) -> dict[str, str]:
    shown = {one.key: _said(one.kind, cells.get(one.key, "")) for one in roster.columns}
    ticks = {key: TICK for key in TICKED if shown.get(key) == "是"}
    return {**shown, **ticks, "serial": str(serial)}


def _note(roster: Roster, total: str) -> str:
    """Return the note with the total in its first blank; a note without a total is as it is."""
    if not roster.total_field:
        return roster.note
    return re.sub(r"\s+", f" {total} " if total else ROOM, roster.note, count=1)


def _totals(roster: Roster, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Yield the sums of 合计; where a cell is no figure the sum is left to the pen."""
    for key in SUMMED.get(roster.key, ()):
        texts = [row.cells.get(key, "") for row in rows]
        figures = [parse_figure(text) for text in texts if text]
        known = [figure for figure in figures if figure is not None]
        whole = bool(known) and len(known) == len(figures)
        yield key, show_figure(sum(known)) if whole else ""
