"""A table inside a form (years, fixed lines, free lines), edited cell by cell under its paths."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from desktop.domain.case import Value
from desktop.domain.form import Column, FormTable
from desktop.ui.kit.layouts import TIGHT, boxed, column, row
from desktop.ui.kit.parts import button, heading, sentence
from desktop.ui.kit.theme import tones

_PATH = int(Qt.ItemDataRole.UserRole)
_MM = 4  # px for a millimetre of the annex's column


class FormTableEdit(QWidget):
    """The table's cells; each finished edit is told once with its path `table.row.column`."""

    finished = Signal(str, str)
    dropped = Signal(str, str)  # table and row: a line is to be taken out
    confirmed = Signal(str)

    def __init__(self, table: FormTable) -> None:
        """Make the grid with the table's own headings."""
        super().__init__()
        self.table = table
        self._filling = False
        self._keys: list[str] = []
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        columns = self.table.columns
        lead = ["项目"] if self.table.rows == "fixed" else ["序号"]
        self.grid = QTableWidget(0, len(columns) + 1)
        self.grid.setHorizontalHeaderLabels(lead + [_head(one) for one in columns])
        self.grid.setAccessibleName(self.table.title)
        self.grid.setAlternatingRowColors(True)
        self.grid.verticalHeader().hide()
        self.grid.horizontalHeader().setStretchLastSection(True)
        self.grid.setTabKeyNavigation(False)
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.grid.setColumnWidth(0, 160 if self.table.rows == "fixed" else 56)
        for index, one in enumerate(columns, 1):
            self.grid.setColumnWidth(index, one.width * _MM if one.width else 120)
        self.add = button("增加一行", self._add, "add")
        self.drop = button("删除所选行", self._drop, "remove")
        self.source = sentence("", "source")
        self.wrong = sentence("", "wrong")

    def _lay_out(self) -> None:
        free = self.table.rows != "fixed"
        for one in (self.add, self.drop):
            one.setVisible(free)
        tools = row(heading(self.table.title), None, self.add, self.drop, gap=TIGHT)
        self.setLayout(column(boxed(tools, self.grid, self.source, self.wrong, gap=TIGHT)))

    def _connect(self) -> None:
        self.grid.itemChanged.connect(self._edited)

    def show_values(
        self, values: Mapping[str, Value], problems: Mapping[str, Sequence[str]]
    ) -> None:
        """Show the values under this table's paths, and what is wrong with them."""
        self._filling = True
        place = (self.grid.currentRow(), self.grid.currentColumn())
        self._keys = self._row_keys(values)
        self.grid.setRowCount(len(self._keys))
        for number, key in enumerate(self._keys):
            self._fill(number, key, values, problems)
        if 0 <= place[0] < len(self._keys) and self.grid.hasFocus():
            self.grid.setCurrentCell(*place)
        self._fit()
        self._tell(values, problems)
        self._filling = False

    def _row_keys(self, values: Mapping[str, Value]) -> list[str]:
        if self.table.rows == "fixed":
            return [one.key for one in self.table.fixed_rows]
        parts = (path.split(".") for path in values)
        numbers = [int(p[1]) for p in parts if len(p) == 3 and p[0] == self.table.key]
        return [str(number) for number in range(1, max([1, self.table.minimum_rows, *numbers]) + 1)]

    def _fill(
        self,
        number: int,
        key: str,
        values: Mapping[str, Value],
        problems: Mapping[str, Sequence[str]],
    ) -> None:
        labels = {one.key: one.label for one in self.table.fixed_rows}
        lead = QTableWidgetItem(labels.get(key, key))
        lead.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.grid.setItem(number, 0, lead)
        for index, one in enumerate(self.table.columns, 1):
            path = f"{self.table.key}.{key}.{one.key}"
            item = _cell(one, path, values.get(path) or Value(""), problems.get(path, ()))
            self.grid.setItem(number, index, item)

    def _fit(self) -> None:
        rows = sum(self.grid.rowHeight(n) for n in range(self.grid.rowCount()))
        header = self.grid.horizontalHeader().sizeHint().height()
        self.grid.setFixedHeight(min(rows, 480) + header + 20)

    def _tell(self, values: Mapping[str, Value], problems: Mapping[str, Sequence[str]]) -> None:
        mine = f"{self.table.key}."
        unseen = {v.source for p, v in values.items() if p.startswith(mine) and not v.confirmed}
        wrong = [s for p, many in problems.items() if p.startswith(mine) for s in many]
        self.source.setText(f"底色标出的数据取自申报文件，尚待核对（{len(unseen)}处）")
        self.source.setVisible(bool(unseen))
        self.wrong.setText("\n".join(dict.fromkeys(wrong)))
        self.wrong.setVisible(bool(wrong))

    def _edited(self, item: QTableWidgetItem) -> None:
        path = item.data(_PATH)
        if not self._filling and path:
            self.finished.emit(str(path), item.text().strip())

    def _add(self) -> None:
        number = self.grid.rowCount()
        self._keys.append(str(number + 1))
        self._filling = True
        self.grid.setRowCount(number + 1)
        self._fill(number, str(number + 1), {}, {})
        self._fit()
        self._filling = False
        self.grid.setCurrentCell(number, 1)
        self.grid.setFocus()

    def _drop(self) -> None:
        number = self.grid.currentRow()
        if 0 <= number < len(self._keys):
            self.dropped.emit(self.table.key, self._keys[number])


def _head(one: Column) -> str:
    name = f"{one.group}\n{one.label}" if one.group else one.label
    return f"{name}\n（{one.unit}）" if one.unit else name


def _cell(one: Column, path: str, value: Value, wrong: Sequence[str]) -> QTableWidgetItem:
    item = QTableWidgetItem(value.text)
    item.setData(_PATH, path)
    item.setToolTip("\n".join([*wrong, f"来自 {value.source}" if value.source else ""]).strip())
    if one.kind in ("figure", "percent"):
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if wrong:
        item.setForeground(QBrush(QColor(tones().wrong)))
        item.setData(int(Qt.ItemDataRole.AccessibleDescriptionRole), "；".join(wrong))
    if value.source and not value.confirmed:
        item.setBackground(QBrush(QColor(tones().notice)))
    return item
