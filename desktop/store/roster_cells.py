"""Turns a roster row's cells into what the file keeps: JSON, and the few columns it searches by."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from json.encoder import encode_basestring
from typing import Protocol


class Placed(Protocol):
    """A row with its place; `cells` by column key (the known ones: name, code, contact, phone)."""

    @property
    def sheet(self) -> str:
        """The sheet's name."""

    @property
    def line(self) -> int:
        """The 1-based line."""

    @property
    def cells(self) -> Mapping[str, str]:
        """The cleaned cells."""


def fold(text: str) -> str:
    """Return the text as searches compare it: NFKC, no blanks, lower case. For finding only."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return "".join(text.split()).lower()


def columns(cells: Mapping[str, str]) -> tuple[str, str, str, str, str, str]:
    """Return name, folded name, code, contact, phone, and all the cells as JSON."""
    get = cells.get
    name = get("name", "")
    parts = _frame(tuple(cells))
    parts[1::2] = map(encode_basestring, cells.values())
    return name, fold(name), get("code", ""), get("contact", ""), get("phone", ""), "".join(parts)


def prepared(rows: Iterable[Placed]) -> Iterator[tuple[str | int, ...]]:
    """Yield sheet, line and `columns` of each row; like rows share their JSON's frame.

    This is the bulk path: json.dumps for each row takes longer than SQLite takes to keep it.
    """
    keys: tuple[str, ...] = ()
    parts: list[str] = []
    for row in rows:
        cells = row.cells
        if (found := tuple(cells)) != keys or not parts:
            keys, parts = found, _frame(found)
        parts[1::2] = map(encode_basestring, cells.values())
        get = cells.get
        name = get("name", "")
        known = (name, fold(name), get("code", ""), get("contact", ""), get("phone", ""))
        yield (row.sheet, row.line, *known, "".join(parts))


def _frame(keys: tuple[str, ...]) -> list[str]:
    """Return the JSON object's pieces; those at odd places are where the values go."""
    parts: list[str] = []
    for key in keys:
        parts += [f"{',' if parts else '{'}{encode_basestring(key)}:", ""]
    return [*parts, "}"] if parts else ["{}"]
