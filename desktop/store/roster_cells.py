"""Turns a roster row's cells into what the file keeps: JSON, and the few columns it searches by."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice, repeat
from json.encoder import encode_basestring
from typing import Protocol

from desktop.domain.packed import columns_of, keys_of

_KNOWN = ("name", "code", "contact", "phone")
_AT_ONCE = 500  # rows that are looked at together: what is asked of them is asked once
_BETWEEN = "\0"  # stands between texts that are folded together: no letter, and no part of one


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
    return "".join(_composed(text).split()).lower()


def _composed(text: str) -> str:
    if not unicodedata.is_normalized("NFKC", text):
        text = text.replace("（", "(").replace("）", ")")  # the usual reason, 20 times as fast
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
    return text


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return each text as `fold` does, in one go where none has a blank in it."""
    whole = _composed(_BETWEEN.join(texts)).lower()
    folded = whole.split(_BETWEEN)
    if whole.split() != [whole] or len(folded) != len(texts):
        return list(map(fold, texts))
    return folded


def columns(cells: Mapping[str, str]) -> tuple[str, str, str, str, str, str]:
    """Return name, folded name, code, contact, phone, and all the cells as JSON."""
    get = cells.get
    name = get("name", "")
    return name, fold(name), get("code", ""), get("contact", ""), get("phone", ""), _json(cells)


def _json(cells: Mapping[str, str]) -> str:
    quote = encode_basestring
    return "{" + ",".join(f"{quote(key)}:{quote(text)}" for key, text in cells.items()) + "}"


def prepared(rows: Iterable[Placed]) -> Iterator[tuple[str | int, ...]]:
    """Yield sheet, line and `columns` of each row; rows with the same keys are made together.

    This is the bulk path: a json.dumps for each row takes longer than SQLite takes to keep it, and
    so does SQLite's own json_object.
    """
    for keys, run in groupby(rows, key=_keys):
        while part := list(islice(run, _AT_ONCE)):
            yield from _together(keys, part)


def _together(keys: tuple[str, ...], part: Sequence[Placed]) -> Iterator[tuple[str | int, ...]]:
    """Make the columns of some rows that all have these keys."""
    texts = columns_of(keys, [row.cells for row in part])
    known: dict[str, Sequence[str]] = dict(zip(keys, texts, strict=True))
    name, code, contact, phone = (known.get(key, ("",) * len(part)) for key in _KNOWN)
    return zip(
        [row.sheet for row in part],
        [row.line for row in part],
        name,
        fold_all(name),
        code,
        contact,
        phone,
        _objects(keys, texts, len(part)),
        strict=True,
    )


def _objects(keys: Sequence[str], texts: Sequence[Sequence[str]], count: int) -> Iterable[str]:
    """Return `count` rows' JSON; `texts` are those of each key. Most texts have nothing to escape,
    which one look at all those of a key shows."""
    pieces: list[Iterable[str]] = []
    between = "{"
    for key, own in zip(keys, texts, strict=True):
        whole = "".join(own)
        plain = len(encode_basestring(whole)) == len(whole) + len('""')
        quoted = own if plain else [encode_basestring(text)[1:-1] for text in own]
        pieces += [repeat(f'{between}{encode_basestring(key)}:"'), quoted]
        between = '",'
    pieces.append(repeat('"}' if keys else "{}", count))
    return map("".join, zip(*pieces, strict=False))


def _keys(row: Placed) -> tuple[str, ...]:
    return keys_of(row.cells)
