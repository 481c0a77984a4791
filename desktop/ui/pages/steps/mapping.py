"""The choice of the file's column above each column of a roster, with how sure it is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from desktop.domain.form import Column
from desktop.ui.kit.parts import say
from desktop.ui.kit.table import Table
from desktop.ui.pages.steps.header_chips import MIME, dragged_column

NONE = "（不取）"
SURE, LIKELY = 100, 95
_HEIGHT = 32


def how_sure(confidence: int, *, before: bool) -> tuple[str, str]:
    """How sure a column was recognised, in words, and the look of the words."""
    if before:
        return "按上次", "small"
    if not confidence:
        return "手工指定", "small"
    if confidence >= SURE:
        return "表头一致", "small"
    return f"相近 {confidence}%", "small" if confidence >= LIKELY else "part"


class ColumnChooser(QWidget):
    """A row of combos that stand above a table's columns and follow them.

    A header of the file that is dropped on a column is chosen for it.
    """

    chosen = Signal(str, int)  # the roster's column, the file's column (-1: none)

    def __init__(self, table: Table, columns: Sequence[Column], first: int) -> None:
        """`first` columns of the table (line, state, what is said) have no combo."""
        super().__init__()
        self._table, self._first = table, first
        self.combos: dict[str, QComboBox] = {}
        self._choices: list[tuple[int, str]] = []  # as every combo has them
        self.sure: dict[str, QLabel] = {}
        self.setAcceptDrops(True)
        for one in columns:
            self._add(one)
        self._place_height()
        header = table.horizontalHeader()
        header.sectionResized.connect(lambda *_sizes: self._place())
        header.geometriesChanged.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self._place())
        table.installEventFilter(self)
        QTimer.singleShot(0, self, self._place)

    def _add(self, one: Column) -> None:
        combo = QComboBox(self)
        combo.setAccessibleName(f"“{one.label}”取自文件的哪一栏")
        combo.activated.connect(lambda _index: self.chosen.emit(one.key, int(combo.currentData())))
        combo.installEventFilter(self)
        self.combos[one.key] = combo
        self.sure[one.key] = QLabel(self)

    def _place_height(self) -> None:
        self.setFixedHeight(_HEIGHT + self.fontMetrics().lineSpacing() + 2)

    def show_choices(
        self,
        choices: Sequence[tuple[int, str]],
        mapping: Mapping[str, int],
        sure: Mapping[str, tuple[str, str]],
    ) -> None:
        """Offer the file's columns, show which one each column is taken from, and how sure."""
        self._place_height()
        if list(choices) != self._choices:  # a list that is filled anew takes a millisecond each
            self._choices = list(choices)
            for combo in self.combos.values():
                _fill(combo, choices)
        for key, combo in self.combos.items():
            combo.setCurrentIndex(max(0, combo.findData(mapping.get(key, -1))))
            words, look = sure.get(key, ("", "small"))
            combo.setToolTip(combo.currentText())
            combo.setAccessibleDescription(words)
            say(self.sure[key], words, look)

    def column_at(self, x: int) -> str:
        """The key of the column at `x` px from the left, empty where there is none."""
        for key, combo in self.combos.items():
            if combo.geometry().left() <= x <= combo.geometry().right():
                return key
        return ""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take headers of the file."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take them wherever a column is."""
        if self.column_at(event.position().toPoint().x()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Choose what was dropped for the column below."""
        key = self.column_at(event.position().toPoint().x())
        index = dragged_column(event.mimeData())
        if key and index >= 0:
            event.acceptProposedAction()
            self.chosen.emit(key, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the table's width; show the column whose combo is entered."""
        if event.type() == QEvent.Type.Resize and watched is self._table:
            self._place()
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QComboBox):
            place = list(self.combos.values()).index(watched) + self._first
            self._table.horizontalScrollBar().setValue(
                self._table.horizontalHeader().sectionPosition(place)
                if not self._is_shown(place)
                else self._table.horizontalScrollBar().value()
            )
        return False

    def _is_shown(self, place: int) -> bool:
        header = self._table.horizontalHeader()
        left = header.sectionViewportPosition(place)
        return left >= 0 and left + header.sectionSize(place) <= header.viewport().width()

    def _place(self) -> None:
        header = self._table.horizontalHeader()
        for place, (key, combo) in enumerate(self.combos.items(), self._first):
            left, width = header.sectionViewportPosition(place), header.sectionSize(place)
            combo.setGeometry(left + 1, 0, width - 2, _HEIGHT - 2)
            line = self.fontMetrics().lineSpacing()
            self.sure[key].setGeometry(left + 8, _HEIGHT - 1, width - 10, line + 2)


def _fill(combo: QComboBox, choices: Sequence[tuple[int, str]]) -> None:
    combo.clear()
    combo.addItem(NONE, -1)
    for index, name in choices:
        combo.addItem(name or f"第{index + 1}栏", index)
