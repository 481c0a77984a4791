"""The applicant's own papers (申请表、名单) of an edition: they follow its fields and columns.

A paper's layout says where each blank stands. Where an edition has a field more, the application
form gets a row for it after the field before it; what names a field or a column that is gone is
taken off the paper.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomlkit

from desktop.domain.form import Form
from desktop.domain.scheme import Scheme
from desktop.schemes.edition_columns import drop_columns

FOLDER = "applicant"
_BLANK = re.compile(r"\{([a-z]+)\.([A-Za-z0-9_.]+)\}")
_BARE = re.compile(r"\{(\w+)\}")
_HEIGHT = 11  # mm


def fit_papers(folder: Path, scheme: Scheme) -> None:
    """Make the papers in a scheme's folder fit its fields and columns; the others stay as is."""
    for file in sorted((folder / FOLDER).glob("*_*.toml")):
        text = file.read_text("utf-8")
        paper = tomlkit.parse(text)
        key = file.stem.partition("_")[2]
        if key == "application":
            _empty_rows(paper, scheme)
            _put_on(paper, scheme.form)
        else:
            drop_columns(paper, next((one for one in scheme.rosters if one.key == key), None))
        _take_off(paper, _gone(scheme, key, paper))
        fitted = tomlkit.dumps(paper)
        if fitted != text:
            file.write_text(fitted, "utf-8", newline="\n")


def _gone(scheme: Scheme, key: str, paper: Any) -> frozenset[tuple[str, str]]:
    """The blanks of a paper whose field or column the scheme has no more."""
    form = scheme.form
    fields = {one.key for one in form.fields}
    lines = {_first(one.text) for one in form.patterns}
    heads = {f"{table.key}.{column.key}" for table in form.tables for column in table.columns}
    sections = {f"s{at}" for at in range(1, len(form.sections))}
    roster = next((one for one in scheme.rosters if one.key == key), None)
    columns = {one.key for one in roster.columns} if roster else set()
    known = {
        **dict.fromkeys(("label", "note", "v"), fields),
        **dict.fromkeys(("line", "ruled"), lines),
        "head": heads,
        "section": sections,
        "roster": {f"{part}.{one}" for part in "hg" for one in columns},
    }
    return frozenset(
        (kind, name)
        for text in _texts(paper)
        for kind, name in _BLANK.findall(text)
        if kind in known and name not in known[kind] and (kind != "roster" or name[1:2] == ".")
    )


def _empty_rows(paper: Any, scheme: Scheme) -> None:
    """In the rows of the form's own tables, take out the blanks of columns that are gone."""
    tables = {f"rows.{one.key}": {c.key for c in one.columns} for one in scheme.form.tables}
    for row in (row for grid in _grids(paper) for row in grid["rows"]):
        known = tables.get(row.get("each", ""))
        for cell in row["cells"] if known is not None else ():
            found = _BARE.fullmatch(cell.get("text", ""))
            names = {found[1], found[1][:-1]} if found else {"label"}  # firms1: side by side
            if not names & {*(known or ()), "label"}:
                cell["text"] = ""


def _grids(paper: Any) -> list[Any]:
    return [one for one in paper.get("blocks", ()) if one.get("kind") == "grid"]


def _first(pattern: str) -> str:
    found = re.search(r"\{(\w+)\}", pattern)
    return found[1] if found else ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _take_off(paper: Any, gone: frozenset[tuple[str, str]]) -> None:
    for block in paper.get("blocks", ()):
        rows = block.get("rows")
        for at in reversed(range(len(rows) if isinstance(rows, list) else 0)):
            named = [blank for text in _texts(rows[at]) for blank in _BLANK.findall(text)]
            lost = [one for one in named if one in gone]
            spanning = any(cell.get("down", 1) > 1 for cell in rows[at]["cells"])
            if lost and len(lost) == len(named) and not spanning and not _under(rows, at):
                del rows[at]
            elif lost:
                _empty(rows[at], gone)
        if not isinstance(rows, list):
            _empty(block, gone)


def _under(rows: Any, at: int) -> bool:
    """Whether a cell of a row above reaches down into this one."""
    return any(
        cell.get("down", 1) > at - above
        for above in range(max(0, at - 5), at)
        for cell in rows[above]["cells"]
    )


def _empty(value: Any, gone: frozenset[tuple[str, str]]) -> None:
    """Take the blanks that nothing fills out of every text below."""
    keys = list(value.keys()) if isinstance(value, dict) else list(range(len(value)))
    for key in keys:
        one = value[key]
        if isinstance(one, str):
            text = _BLANK.sub(lambda found: "" if (found[1], found[2]) in gone else found[0], one)
            if text != one:
                value[key] = text
        elif isinstance(one, dict | list):
            _empty(one, gone)


def _put_on(paper: Any, form: Form) -> None:
    """Give each field that stands nowhere on the application form a row of its own."""
    in_lines = {key for one in form.patterns for key in re.findall(r"\{(\w+)\}", one.text)}
    named = {name for text in _texts(paper) for kind, name in _BLANK.findall(text) if kind == "v"}
    lines = {_first(one.text): one.text for one in form.patterns}
    before = ""
    for field in form.fields:
        if field.key not in named | in_lines and field.section != form.sections[0]:
            _row_after(paper, before, field.key)
        before = next((k for k, text in lines.items() if f"{{{field.key}}}" in text), field.key)


def _row_after(paper: Any, before: str, key: str) -> None:
    grids = _grids(paper)
    if not grids:
        return
    grid, at = next(
        (
            (grid, at)
            for grid in grids
            for at, row in enumerate(grid["rows"])
            if any(
                name == before and kind in ("v", "line", "ruled")
                for text in _texts(row)
                for kind, name in _BLANK.findall(text)
            )
        ),
        (grids[-1], len(grids[-1]["rows"]) - 1),
    )
    while _under(grid["rows"], at + 1):
        at += 1
    wide = len(grid["widths"])
    label = max(1, wide // 3)
    cells: list[Any] = [
        {"text": f"{{label.{key}}}", "style": "head", "span": label},
        {"text": f"{{v.{key}}}", "align": "left", "span": wide - label},
    ]
    made = tomlkit.inline_table()
    made.update({"height": _HEIGHT, "cells": cells if wide > 1 else cells[1:]})
    grid["rows"].insert(at + 1, made)
