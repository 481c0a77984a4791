"""Cells whose texts wrap get the height that they need, and a bar with nothing to scroll hides."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

_PADDING = 6  # px left and right of a cell's text together: the style sheet's


class WrappedCells(QStyledItemDelegate):
    """Reckons a cell's lines in the room that its text has when it is painted.

    Qt breaks the lines over the whole cell when it reckons, and within the style sheet's padding
    when it paints: a text of just that length would lose its last line.
    """

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Called by Qt for the height of a row."""
        narrower = QStyleOptionViewItem(option)
        narrower.rect = option.rect.adjusted(0, 0, -_PADDING, 0)
        return QStyledItemDelegate.sizeHint(self, narrower, index)


def headings_at_left(table: QTableView) -> None:
    """Put the headings above the words of their cells, as every list has them."""
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    table.horizontalHeader().setDefaultAlignment(left)
    table.horizontalHeader().setHighlightSections(False)


def keep_bar_room(area: QAbstractScrollArea) -> None:
    """Keep the room of the upright scroll bar, whose handle is there where there is more to see."""
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = area.verticalScrollBar()
    bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
    bar.setEnabled(bar.maximum() > bar.minimum())
