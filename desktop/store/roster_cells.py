"""Turns a roster row's cells into what the file keeps: JSON, and the few columns it searches by."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from json.encoder import encode_basestring
from typing import Protocol

_KNOWN = ("code", "contact", "phone")


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


def bulk(rows: Iterable[Placed]) -> Iterator[tuple[str, Iterator[tuple[str | int, ...]]]]:
    """Yield, for each run of rows with the same keys, the VALUES of an INSERT and their parameters.

    They stand for sheet, line and what `columns` returns. SQLite writes the JSON itself: done in
    Python it takes longer than keeping the row. A run must be used up before the next is asked for.
    """
    for keys, run in groupby(rows, key=lambda row: tuple(row.cells)):
        at = {key: place for place, key in enumerate(keys, 4)}
        known = [f"?{at[key]}" if key in at else "''" for key in ("name", *_KNOWN)]
        pairs = ", ".join(f"{_quoted(key)}, ?{place}" for key, place in at.items())
        values = f"?1, ?2, {known[0]}, ?3, {', '.join(known[1:])}, json_object({pairs})"
        yield values, _parameters(run)


def _parameters(rows: Iterable[Placed]) -> Iterator[tuple[str | int, ...]]:
    for row in rows:
        cells = row.cells
        yield (row.sheet, row.line, fold(cells.get("name", "")), *cells.values())


def _quoted(key: str) -> str:
    return "'" + key.replace("'", "''") + "'"


def _frame(keys: tuple[str, ...]) -> list[str]:
    """Return the JSON object's pieces; those at odd places are where the values go."""
    parts: list[str] = []
    for key in keys:
        parts += [f"{',' if parts else '{'}{encode_basestring(key)}:", ""]
    return [*parts, "}"] if parts else ["{}"]
