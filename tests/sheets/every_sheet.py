"""Every sheet that ships, found by its folder, and facts for whatever blanks it has.

`python tests/sheets/every_sheet.py` writes the golden pictures that are not there yet: compare each
with its annex before it is committed.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.sheets.compose import compose
from desktop.sheets.describe import (
    Break,
    Flow,
    GridOfRows,
    LineOfParts,
    Mark,
    Note,
    OnlyWhere,
    SheetDescription,
    Table,
    Title,
    read_sheet,
)
from desktop.sheets.document import Document, picture

GOLDEN = Path(__file__).parent.parent / "golden" / "described"
NO_SHEETS = {"scheme", "form", "functions", "after"}
DAY = date(2026, 11, 20)
_BLANK = re.compile(r"\{([^{}|]+)(?:\|([^{}|]*))?\}")

Facts = dict[str, Any]
Words = Callable[[str], str]


def every_sheet() -> list[str]:
    """The names of all described sheets: their folders and stems, joined by --."""
    forms = paths.forms_dir()
    found = [f for f in forms.rglob("*.toml") if f.stem not in NO_SHEETS]
    papers = (paths.resources_dir() / "papers").rglob("*.toml")
    named = ["--".join(f.relative_to(forms).with_suffix("").parts) for f in found]
    return sorted([*named, *(f"papers--{file.stem}" for file in papers)])


def description_of(name: str) -> SheetDescription:
    """The description of a sheet named by `every_sheet`."""
    *folders, stem = name.split("--")
    root = paths.resources_dir() if folders == ["papers"] else paths.forms_dir()
    return read_sheet(root.joinpath(*folders) / f"{stem}.toml")


def composed(name: str, count: int, words: Words) -> Document:
    """The sheet with `count` rows in each table; `words` gives a text for each path."""
    sheet = description_of(name)
    return compose(sheet, facts_for(sheet, count, words))


def name_of_path(path: str) -> str:
    """A text that shows which fact stands there."""
    return f"〔{path}〕"


def facts_for(sheet: SheetDescription, count: int, words: Words) -> Facts:
    """Everything that the description asks for."""
    facts: Facts = {}
    for path, kind in _asked([sheet.title, sheet.foot]):
        _set(facts, path, _value(path, kind, words))
    for any_block in sheet.blocks:
        _fill(facts, any_block, count, words)
    for any_block in sheet.blocks:
        if isinstance(any_block, OnlyWhere):
            _set(facts, any_block.where, words(any_block.where))
    return facts


def _fill(facts: Facts, any_block: Any, count: int, words: Words) -> None:
    block = any_block.block if isinstance(any_block, OnlyWhere) else any_block
    match block:
        case Mark(text):
            _texts(facts, [text], words)
        case Title(lines) | Note(lines) | Flow(lines):
            _texts(facts, list(lines), words)
        case LineOfParts(parts):
            for part in parts:
                _texts(facts, [part.text], _short if part.code else words)
        case Table():
            _set(facts, block.rows, [_entry(block, number, words) for number in range(count)])
        case GridOfRows():
            _fill_grid(facts, block, count, words)
        case Break():
            pass


def _short(path: str) -> str:
    return f"draw1 {path}"


def _entry(table: Table, number: int, words: Words) -> Facts:
    entry: Facts = {}
    for column in table.columns:
        value = _value(column.path, column.format, words)
        if column.equals:
            value = column.equals if number % 2 else ""
        elif column.format == "serial":
            value = number + 1
        _set(entry, column.path, value)
    return entry


def _fill_grid(facts: Facts, grid: GridOfRows, count: int, words: Words) -> None:
    for row in grid.rows:
        entries: list[Facts] = [{} for _ in range(count)] if row.each else [facts]
        for entry in entries:
            for cell in row.cells:
                _texts(entry, [cell.text, cell.foot], words)
                if cell.equals:
                    _set(entry, next(path for path, _ in _asked([cell.text])), cell.equals)
                if cell.chosen:
                    _set(facts, cell.chosen, [cell.ticks[0]] if cell.ticks else [])
        if row.each:
            _set(facts, row.each, entries)
        if row.where:
            _set(facts, row.where, words(row.where))


def _texts(facts: Facts, texts: list[str], words: Words) -> None:
    for path, kind in _asked(texts):
        _set(facts, path, _value(path, kind, words))


def _asked(texts: list[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        for blank in _BLANK.finditer(text):
            yield blank[1], blank[2] or "text"


def _value(path: str, kind: str, words: Words) -> Any:
    if kind in {"date", "date_or_blank", "month"}:
        return DAY
    if kind in {"yes_no", "tick", "box"}:
        return True
    return 7 if kind == "serial" else words(path)


def _set(facts: Facts, path: str, value: Any) -> None:
    """Put it at the dotted path; what stands there already stays."""
    *folders, last = path.split(".")
    for folder in folders:
        facts = facts.setdefault(folder, {})
    facts.setdefault(last, value)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for sheet_name in every_sheet():
        file = GOLDEN / f"{sheet_name}.txt"
        if not file.exists():
            file.write_text(picture(composed(sheet_name, 2, name_of_path)), "utf-8")
            print(file.name)  # noqa: T201 — says which pictures are to be looked at
