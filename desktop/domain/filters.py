"""Which rows of a roster count: in, out, or not to be told from what is written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.domain.case import Row
from desktop.domain.condition import Filter

_SEPARATORS = re.compile(r"[、，,；;/／\n|]+")


@dataclass(frozen=True)
class Count:
    """How many rows are in for sure, and how many can't be told (whole numbers of rows)."""

    sure: int
    unknown: int

    @property
    def high(self) -> int:
        """The count if every row that can't be told were in."""
        return self.sure + self.unknown


def count(
    rows: Iterable[Row],
    wanted: tuple[str, ...],
    filters: Mapping[str, Filter],
    readings: Mapping[str, str],
) -> Count:
    """Count the rows that pass all of the filters named in `wanted` (none: every row)."""
    names = [name for name in wanted if name]
    if not names:
        return Count(sum(1 for _row in rows), 0)
    sure = unknown = 0
    for row in rows:
        answer = _all(holds(name, row, filters, readings) for name in names)
        sure += answer is True
        unknown += answer is None
    return Count(sure, unknown)


def holds(
    name: str, row: Row, filters: Mapping[str, Filter], readings: Mapping[str, str]
) -> bool | None:
    """Return whether `row` passes the filter: True, False, or None where it can't be told.

    The reviewer's mark on the row goes before what the text says. KeyError: no such filter.
    """
    if name in row.marks:
        return row.marks[name]
    wanted = filters[name]
    if not wanted.filters:
        return _leaf(wanted, row)
    answers = (holds(part, row, filters, readings) for part in wanted.filters)
    join = readings.get(name, wanted.join) if wanted.switchable else wanted.join
    return _any(answers) if join == "any" else _all(answers)


def _leaf(wanted: Filter, row: Row) -> bool | None:
    texts = _texts(wanted, row, wanted.columns)
    if wanted.filled:
        doubtful = any(word in text for text in texts for word in wanted.unsure)
        doubtful = doubtful or bool(texts and _texts(wanted, row, wanted.against))
        return None if doubtful else bool(texts)
    if not texts:
        return None if wanted.blank_is_unknown else False
    return _any(_piece(wanted, piece) for text in texts for piece in _SEPARATORS.split(text))


def _texts(wanted: Filter, row: Row, columns: tuple[str, ...]) -> list[str]:
    texts = []
    for column in columns:
        text = row.cells.get(column, "").strip()
        if text and text not in wanted.nothing:
            texts.append(text)
    return texts


def _piece(wanted: Filter, piece: str) -> bool | None:
    if piece.strip() in wanted.exactly:
        return True
    if _names(piece, wanted.unsure):
        return None
    if _names(piece, wanted.unless):
        return False
    if _names(piece, wanted.contains):
        return True
    return None if wanted.else_unknown and piece.strip() else False


def _names(piece: str, words: Iterable[str]) -> bool:
    # a plain loop: `any` over a generator takes three times as long, and this is asked for each
    # row of each roster by each condition
    for word in words:  # noqa: SIM110 - see above
        if word in piece:
            return True
    return False


def _any(answers: Iterable[bool | None]) -> bool | None:
    """True ends it; the rest is not asked."""
    unknown = False
    for answer in answers:
        if answer:
            return True
        unknown = unknown or answer is None
    return None if unknown else False


def _all(answers: Iterable[bool | None]) -> bool | None:
    """False ends it; the rest is not asked."""
    unknown = False
    for answer in answers:
        if answer is False:
            return False
        unknown = unknown or answer is None
    return None if unknown else True
