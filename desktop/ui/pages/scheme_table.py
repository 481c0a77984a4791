"""One table of a new edition: cells of many kinds, rows that come, go and move, faults beside."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.schemes.edition import Draft
from desktop.schemes.edition_sections import Cell, Section
from desktop.ui.kit.layouts import TIGHT, by_text, column, row
from desktop.ui.kit.parts import Combo, button, say, sentence
from desktop.ui.kit.wrapped import WrappedCells, headings_at_left, keep_bar_room

_CELL = int(Qt.ItemDataRole.UserRole)
_LOCKED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_FAULT, _LEAST = 120, 44  # px at 100 %: what is wrong, and any other column
_CHOSEN = ("choice", "name", "flag")
_HINTS = {
    "list": "几项之间用“；”隔开",
    "names": "几项之间用“；”隔开，写各项的名称",
    "lines": "“⏎”表示换行；花括号里的空格照抄",
    "day": "例如 2027年1月1日",
    "share": "例如 1/10",
}
Index = QModelIndex | QPersistentModelIndex


class _Cells(WrappedCells):
    """Edits a cell as its kind wants: chosen from words, or typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Called by Qt where a cell is opened."""
        cell = index.data(_CELL)
        if isinstance(cell, Cell) and cell.kind in _CHOSEN:
            return self._choice(parent, cell)
        made = QStyledItemDelegate.createEditor(self, parent, option, index)
        if isinstance(made, QLineEdit) and isinstance(cell, Cell):
            made.setPlaceholderText(_HINTS.get(cell.kind, ""))
            made.setAccessibleName("内容")
        return made

    def _choice(self, parent: QWidget, cell: Cell) -> QComboBox:
        made = QComboBox(parent)
        made.setAccessibleName("内容")
        words = [said for _key, said in cell.words]
        made.addItems(["", *words] if cell.optional or cell.text not in words else words)
        made.activated.connect(lambda _at: self.commitData.emit(made))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Called by Qt: the editor begins with what the cell says."""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        else:
            QStyledItemDelegate.setEditorData(self, editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Called by Qt: the cell takes what was chosen or typed."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText(), Qt.ItemDataRole.EditRole)
        else:
            QStyledItemDelegate.setModelData(self, editor, model, index)


class SectionTable(QWidget):
    """The table; `edited` when the draft was changed, with the row's path to be shown (or "")."""

    edited = Signal(str)

    def __init__(self) -> None:
        """Empty until a section is shown."""
        super().__init__()
        self.draft: Draft | None = None
        self.section: Section | None = None
        self._told: Mapping[str, str] = {}
        self._make()
        self._lay_out()
        self.table.itemChanged.connect(self._typed)
        self.table.currentCellChanged.connect(self._stands)

    def _make(self) -> None:
        self.table = QTableWidget()
        self.table.setAccessibleName("新版本的内容")
        self.table.setItemDelegate(_Cells(self.table))
        self.table.setWordWrap(True)
        headings_at_left(self.table)
        keep_bar_room(self.table)  # else the rows' heights are another width's
        self.table.setTabKeyNavigation(False)  # Tab goes on to the buttons, arrows go in here
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().setVisible(False)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.parents = Combo()
        self.parents.setAccessibleName("加到哪里")
        self.add = button("增加一行", self._add, "add")
        self.remove = button("删去这一行", self._remove, "remove")
        self.up = button("上移", lambda: self._move(-1), "up")
        self.down = button("下移", lambda: self._move(1), "down")
        self.refused = sentence("", "wrong")
        self.hint = sentence("", "quiet")

    def _lay_out(self) -> None:
        buttons = row(self.parents, self.add, self.remove, self.up, self.down, None)
        whole = column(self.table, self.refused, self.hint, buttons, gap=TIGHT)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.refused.hide()
        self.hint.hide()

    def put(self, draft: Draft, section: Section, told: Mapping[str, str]) -> None:
        """Show a section of a draft, with what is said at its cells and rows."""
        self.draft, self.section, self._told = draft, section, told
        self._say_growth(section)
        quiet = QSignalBlocker(self.table)
        self.table.clear()
        self.table.setColumnCount(len(section.heads) + 1)
        self.table.setHorizontalHeaderLabels([*section.heads, "有误"])
        self.table.setRowCount(len(section.rows))
        for down, (path, cells) in enumerate(section.rows):
            for across, cell in enumerate(cells):
                self.table.setItem(down, across, _item(cell))
            self.table.setItem(down, len(cells), self._fault(path, cells))
        self._fit()
        quiet.unblock()

    def _fit(self) -> None:
        """Leave room for what is wrong: the columns share what is left of the window."""
        if self.section is None:
            return
        widths = [by_text(one) for one in self.section.widths]
        room = self.table.viewport().width() - by_text(_FAULT)
        for across, width in enumerate(widths):
            narrow = width * room // sum(widths)
            least = max(by_text(_LEAST), self.table.horizontalHeader().sectionSizeHint(across))
            self.table.setColumnWidth(across, max(least, min(width, narrow)))
        self.table.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt; the columns share the new width."""
        super().resizeEvent(event)
        self._fit()

    def _say_growth(self, section: Section) -> None:
        for one in (self.add, self.remove, self.up, self.down):
            one.setVisible(section.grows)
        chosen = self.parents.currentText()
        self.parents.clear()
        for path, title in section.parents:
            self.parents.addItem(title, path)
        self.parents.setCurrentText(chosen)
        self.parents.setVisible(bool(section.parents))
        kinds = dict.fromkeys(cell.kind for _path, cells in section.rows for cell in cells)
        told = [_HINTS[one] for one in ("lines", "names", "list") if one in kinds]
        say(self.hint, told[0] if told else "")
        say(self.refused, "")

    def say_faults(self, section: Section, told: Mapping[str, str]) -> None:
        """Write the faults again beside the rows, and leave the cells as they are typed into."""
        if self.section is None or self.table.rowCount() != len(section.rows):
            return
        self.section, self._told = section, told
        quiet = QSignalBlocker(self.table)
        for down, (path, cells) in enumerate(section.rows):
            self.table.setItem(down, len(cells), self._fault(path, cells))
        self.table.resizeRowsToContents()
        quiet.unblock()

    def show_row(self, path: str) -> None:
        """Go to a row."""
        rows = [] if self.section is None else [one for one, _cells in self.section.rows]
        if rows:
            at = rows.index(path) if path in rows else min(self.table.rowCount(), len(rows)) - 1
            self.table.setCurrentCell(at, 0)
            self.table.scrollTo(self.table.model().index(at, 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fault(self, path: str, cells: tuple[Cell, ...]) -> QTableWidgetItem:
        """What is wrong in a row: of each cell with its heading, and of the row itself."""
        assert self.section is not None  # a section is being shown
        heads = self.section.heads
        told = [
            said if heads[across] == "内容" and len(heads) > 2 else f"{heads[across]}：{said}"
            for across, cell in enumerate(cells)
            if cell.path and (said := self._told.get(cell.path))
        ]
        if all(cell.path != path for cell in cells) and (said := self._told.get(path)):
            told.append(said)
        item = QTableWidgetItem("".join(told))
        item.setFlags(_LOCKED)
        return item

    def _typed(self, item: QTableWidgetItem) -> None:
        cell = item.data(_CELL)
        if self.draft is None or not isinstance(cell, Cell):
            return
        self.draft.put(cell.path, item.text(), cell.kind, optional=cell.optional, words=cell.words)
        self.edited.emit("")

    def _stands(self, at: int, *_others: int) -> None:
        """A row's own parent is where the next one is offered to be added."""
        say(self.refused, "")
        if self.section is not None and 0 <= at < len(self.section.rows):
            path = self.section.rows[at][0]
            known = [one for one, _title in self.section.parents]
            mine = next((n for n, one in enumerate(known) if path.startswith(f"{one}.")), -1)
            if mine >= 0:
                self.parents.setCurrentIndex(mine)

    def _row(self) -> str:
        at = self.table.currentRow()
        rows = self.section.rows if self.section else ()
        return rows[at][0] if 0 <= at < len(rows) else ""

    def _add(self) -> None:
        if self.draft is not None and self.section is not None:
            parent = str(self.parents.currentData() or "")
            after = self._row().partition("#")[0]
            self.edited.emit(self.draft.add(self.section.key, parent, after))

    def _remove(self) -> None:
        path = self._row()
        if self.draft is not None and path:
            refused = self.draft.remove(path)
            if refused:
                say(self.refused, refused)
            else:
                self.edited.emit(path)

    def _move(self, by: int) -> None:
        path = self._row()
        if self.draft is not None and path:
            self.edited.emit(self.draft.move(path, by))


def _item(cell: Cell) -> QTableWidgetItem:
    item = QTableWidgetItem(cell.text)
    if cell.path:
        item.setData(_CELL, cell)
    else:
        item.setFlags(_LOCKED)
    return item
