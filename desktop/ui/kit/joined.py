"""Columns that belong together stand in one, a value above the other; a copy has each by itself."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.kit.table import Table, TableColumn
from desktop.ui.kit.widths import LINES, fit_rows

R = TypeVar("R")
_LINES = 2


def joined(parts: Sequence[TableColumn[R]], least: int, by: int = 0) -> TableColumn[R]:
    """One column for several: their headings and values one below the other, as wide as the widest.

    It has the key of the first, and is sorted as the one at `by` is; `least` as everywhere, px.
    """
    first, sorts = parts[0], parts[by]
    return replace(
        first,
        title="\n".join(one.title for one in parts),
        text=partial(_below_each_other, tuple(parts)),
        width=max(one.width for one in parts),
        least=least,
        tip=None,
        sort=sorts.sort or sorts.text,
        copied=tuple(parts),
    )


def _below_each_other(parts: Sequence[TableColumn[R]], row: R) -> str:
    """Give each value the line of its heading; where there is none, that line is empty."""
    texts = [one.text(row) for one in parts]
    return "\n".join(texts) if any(texts) else ""


class Wraps(QStyledItemDelegate):
    """Breaks a cell's text into lines where the table's other columns keep theirs whole."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Called by Qt before it paints or measures."""
        super().initStyleOption(option, index)
        option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText


def give_lines(table: Table, *wrapping: str) -> None:
    """Make the rows of a table with joined columns high enough; long texts of `wrapping` break."""
    table.setProperty(LINES, _LINES)
    fit_rows(table)
    keys = [one.key for one in table.rows.columns]
    for key in wrapping:
        table.setItemDelegateForColumn(keys.index(key), Wraps(table))
