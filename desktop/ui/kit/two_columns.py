"""Lays blanks out in two columns where there is room for them, else one under the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.kit.layouts import GAP, WIDE

_LETTERS = 52  # so many letters wide is room enough for two columns


@dataclass(frozen=True)
class Place:
    """Where one widget stands: row, column, and how many columns it spans."""

    row: int
    column: int
    span: int


def places(wide: Sequence[bool], columns: int) -> list[Place]:
    """Where widgets stand in reading order; a wide one has its row to itself."""
    found: list[Place] = []
    row = column = 0
    for is_wide in wide:
        if column and (is_wide or column >= columns):
            row, column = row + 1, 0
        found.append(Place(row, column, columns if is_wide else 1))
        column = columns if is_wide else column + 1
    return found


class TwoColumns(QWidget):
    """Widgets in reading order, from left to right and then down."""

    def __init__(self, items: Sequence[tuple[QWidget, bool]]) -> None:
        """Each item is a widget, and whether it wants the whole width."""
        super().__init__()
        self._items = list(items)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(WIDE)
        self._grid.setVerticalSpacing(GAP)
        self._arrange(1)

    def columns(self) -> int:
        """How many columns are shown now."""
        return self._columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change over where the width allows it."""
        super().resizeEvent(event)
        room = self.fontMetrics().horizontalAdvance("字") * _LETTERS
        self._arrange(2 if event.size().width() >= room else 1)

    def minimumSizeHint(self) -> QSize:
        """Never ask for more width than one column needs: the page doesn't scroll sideways."""
        return QSize(0, super().minimumSizeHint().height())

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for widget, _wide in self._items:
            self._grid.removeWidget(widget)
        top = Qt.AlignmentFlag.AlignTop
        wanted = places([wide for _widget, wide in self._items], columns)
        for (widget, _wide), place in zip(self._items, wanted, strict=True):
            self._grid.addWidget(widget, place.row, place.column, 1, place.span, top)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
