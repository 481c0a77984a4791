"""How the columns of a table share its width, so that the last one is seen without scrolling."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from desktop.ui.kit.layouts import by_text

LINES = "lines"  # property of a table whose rows have more than one
_ALWAYS = 60  # px at 100 % that a column keeps of its width, and a quarter of what is wanted
_FIGURES = 88  # px at 100 %: a figure that is cut reads as another one
_STATE = 84  # px at 100 %: an icon and a word of three characters
_MARGIN = 14  # px beside a heading's words
_PARTS, _TIGHT = 4, 3  # where the room is short, text gives up a quarter of what it should keep


class Column(Protocol):
    """What is to be known of a column."""

    @property
    def title(self) -> str:
        """Its heading, which is never cut."""

    @property
    def width(self) -> int:
        """Its own width, px at 100 %."""

    @property
    def least(self) -> int:
        """What it is to keep of that (px at 100 %); 0 where its kind says so."""

    @property
    def right(self) -> bool:
        """Whether it holds figures."""

    @property
    def state(self) -> bool:
        """Whether it holds states' words."""

    @property
    def editable(self) -> bool:
        """Whether one types in it."""


def fit_rows(table: QTableView) -> None:
    """Make the rows of `table` as high as its words want it; its property LINES has how many."""
    lines = int(table.property(LINES) or 1)
    table.verticalHeader().setDefaultSectionSize(lines * table.fontMetrics().height() + 12)


def shared_by(columns: Sequence[Column], table: QTableView, room: int) -> list[int]:
    """The widths (px) of a table's columns that have `room` together.

    Where one types, cells keep their width unless there is room enough for all. Where not even what
    text should keep fits, it is a quarter less; if that is too much too, the table scrolls.
    """
    wanted = [by_text(one.width) for one in columns]
    if sum(wanted) <= room:
        return wanted
    font = table.horizontalHeader().font()
    font.setBold(True)
    letters = QFontMetrics(font).horizontalAdvance
    heads = [max(map(letters, one.title.split("\n"))) + _MARGIN for one in columns]
    least = [max(head, by_text(_least(one))) for one, head in zip(columns, heads, strict=True)]
    if sum(least) <= room:
        return shared(wanted, least, room)
    if any(one.editable for one in columns):
        return wanted
    tight = [
        one if _is_firm(kind) else max(head, one * _TIGHT // _PARTS)
        for kind, head, one in zip(columns, heads, least, strict=True)
    ]
    return shared(wanted, tight if sum(tight) <= room else least, room)


def _is_firm(one: Column) -> bool:
    return one.state or one.right or bool(one.least)


def _least(one: Column) -> int:
    if one.least:
        return one.least
    if one.state or one.right:
        return min(one.width, _STATE if one.state else _FIGURES)
    return min(one.width, _ALWAYS + one.width // 4)


def shared(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """The widths (px) of columns that have `room` together: the widest give way first.

    None is made narrower than its `least`; where even that is too much, all have their least.
    """
    low, high = 0, max(wanted, default=0) + 1  # cut at `low` they fit, at `high` they do not
    while high - low > 1:
        middle = (low + high) // 2
        if sum(_cut(wanted, least, middle)) <= room:
            low = middle
        else:
            high = middle
    return _cut(wanted, least, low)


def _cut(wanted: Sequence[int], least: Sequence[int], most: int) -> list[int]:
    both = zip(wanted, least, strict=True)
    return [max(floor, min(width, most)) for width, floor in both]
