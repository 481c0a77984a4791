"""The rows that a file gives to a roster, with a choice of the file's column above each column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.domain.form import Column
from desktop.ui.kit.layouts import column
from desktop.ui.kit.table import Rows, Table, TableColumn

NONE = "（不取）"
_HEIGHT = 32
_LETTER, _COMBO = 13, 52  # px, a character at 100 %, and a list's arrow and edges


@dataclass(frozen=True)
class PreviewRow:
    """One row as it would be kept: its place in the file and its cells."""

    sheet: str
    line: int
    cells: Mapping[str, str]
    notes: tuple[str, ...]


class ColumnChooser(QWidget):
    """A row of combos that stand above a table's columns and follow them."""

    chosen = Signal(str, int)  # the roster's column, the file's column (-1: none)

    def __init__(self, table: Table, columns: Sequence[Column], first: int) -> None:
        """`first` columns of the table (the line's number) have no combo."""
        super().__init__()
        self._table, self._first = table, first
        self.combos: dict[str, QComboBox] = {}
        self.setFixedHeight(_HEIGHT)
        for one in columns:
            self._add(one)
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

    def show_choices(self, choices: Sequence[tuple[int, str]], mapping: Mapping[str, int]) -> None:
        """Offer the file's columns, and show which one each column is taken from now."""
        for key, combo in self.combos.items():
            combo.clear()
            combo.addItem(NONE, -1)
            for index, name in choices:
                combo.addItem(name or f"第{index + 1}栏", index)
            combo.setCurrentIndex(max(0, combo.findData(mapping.get(key, -1))))
            combo.setToolTip(combo.currentText())

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
        for place, combo in enumerate(self.combos.values(), self._first):
            left = header.sectionViewportPosition(place)
            combo.setGeometry(left + 1, 0, header.sectionSize(place) - 2, _HEIGHT - 2)


class MappedTable(QWidget):
    """Taken rows under the choice of columns."""

    chosen = Signal(str, int)

    def __init__(self, columns: Sequence[Column]) -> None:
        """`columns` are the roster's."""
        super().__init__()
        shown = (
            TableColumn("line", "行", _line, 64, right=True),
            *(_column_of(one) for one in columns),
        )
        self.rows: Rows[PreviewRow] = Rows(shown, _key, self)
        self.table = Table("preview", self.rows)
        self.table.setAccessibleName("采纳的行")
        self.chooser = ColumnChooser(self.table, columns, 1)
        self.chooser.chosen.connect(self.chosen)
        whole = column(self.chooser, self.table, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)


def _line(one: PreviewRow) -> str:
    return str(one.line)


def _key(one: PreviewRow) -> tuple[str, int]:
    return one.sheet, one.line


def _column_of(one: Column) -> TableColumn[PreviewRow]:
    key = one.key
    return TableColumn(
        key,
        one.label,
        lambda row: row.cells.get(key, ""),
        64 if key == "serial" else max(160, _COMBO + _LETTER * len(one.label)),
        tip=lambda row: "\n".join([row.cells.get(key, ""), *row.notes]).strip(),
    )
