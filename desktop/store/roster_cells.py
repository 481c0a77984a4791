"""Turns a roster row's cells into what the file keeps: JSON, and the few columns it searches by."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from json.encoder import encode_basestring
from typing import Protocol

_KNOWN = ("name", "code", "contact", "phone")
_ESCAPED = re.compile(r'["\\\x00-\x1f]')


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
        text = text.replace("（", "(").replace("）", ")")  # the usual reason, 20 times as fast
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
    """Yield sheet, line and `columns` of each row; rows with the same keys share a frame.

    This is the bulk path: a json.dumps for each row takes longer than SQLite takes to keep it, and
    so does SQLite's own json_object.
    """
    for keys, run in groupby(rows, key=_keys):
        at = {key: place for place, key in enumerate(keys)}
        name, code, contact, phone = (at.get(key, -1) for key in _KNOWN)
        frame = ",".join(f"{encode_basestring(key).replace('%', '%%')}:%s" for key in keys)
        quoted = "{" + frame.replace("%s", '"%s"') + "}"
        frame = "{" + frame + "}"
        for row in run:
            values = (*row.cells.values(), "")  # what is not there is at -1: the empty text
            own = values[name]
            known = own, fold(own), values[code], values[contact], values[phone]
            if _ESCAPED.search("".join(values)):
                text = frame % tuple(map(encode_basestring, values[:-1]))
            else:
                text = quoted % values[:-1]
            yield (row.sheet, row.line, *known, text)


def _keys(row: Placed) -> tuple[str, ...]:
    return tuple(row.cells)


def _frame(keys: tuple[str, ...]) -> list[str]:
    """Return the JSON object's pieces; those at odd places are where the values go."""
    parts: list[str] = []
    for key in keys:
        parts += [f"{',' if parts else '{'}{encode_basestring(key)}:", ""]
    return [*parts, "}"] if parts else ["{}"]
