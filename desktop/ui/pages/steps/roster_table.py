"""A roster's rows: page by page, searched by the store, corrected in place."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.case import Row
from desktop.domain.form import Column
from desktop.ui.kit import asking, icons
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.long_rows import LongRows
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, clearable, say, sentence, shortcut
from desktop.ui.kit.states import state_colour, state_icon
from desktop.ui.kit.table import Index, Table
from desktop.ui.kit.theme import tones
from desktop.ui.pages.steps.frozen import shut
from desktop.ui.pages.steps.roster_columns import shown_column, wrong_in
from desktop.work.desk import Changed
from desktop.work.reference_lists import cell_notes
from desktop.work.roster_order import LEAST
from desktop.work.rosters import (
    add_row,
    edit_cell,
    order_beforehand,
    roster_numbers,
    roster_rows,
)

_ICON = int(Qt.ItemDataRole.DecorationRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_PAUSE = 200  # ms after the last letter before the store is asked
_BUSY, _BETWEEN = 500, 10  # ms, until there may be nothing else to do


class RosterRows(LongRows[Row]):
    """Rows whose cells show what is wrong with them, and that can be replaced one by one."""

    checked: Mapping[str, Column] = MappingProxyType({})
    notes: Mapping[tuple[int, str], str] = MappingProxyType({})  # by row and column

    def put_notes(self, notes: Mapping[tuple[int, str], str]) -> None:
        """Mark the cells whose text is not plainly the file's."""
        self.notes = notes
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _look(self, index: Index, role: int) -> Any:
        key, one = self.columns[index.column()].key, self.value(index.row())
        note = self.notes.get((one.id, key), "")
        if role == _TIP and note:
            return f"{super()._look(index, role)}\n{note}"
        if role in (_ICON, _COLOUR):
            if not wrong_in(self.checked.get(key), one):
                listed = note.startswith("来自名单")
                mark = icons.icon("archive" if listed else "edit", tones().quiet) if note else None
                return mark if role == _ICON else None
            return state_icon("有问题") if role == _ICON else QBrush(QColor(state_colour("有问题")))
        return super()._look(index, role)


class RosterTable(QWidget):
    """The table of one roster with its search."""

    changed_here = Signal()  # a cell was corrected here, and this table shows it already
    back_wanted = Signal(int, str)  # a row's id and column that should say again what was read

    def __init__(self, office: Office, roster: str, columns: Sequence[Column]) -> None:
        """`columns` are the roster's."""
        super().__init__()
        self.office, self.roster, self.columns = office, roster, tuple(columns)
        self._number, self._final = 0, False
        self._order = ("", False)  # by which column, and whether downwards
        self._wanted = 0  # the row that was led to: lists that come later must not lose it
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找")
        self.search.setToolTip("查找名称、联系人、电话、信用代码")
        clearable(self.search)
        self.search.setAccessibleName("在名单中查找")
        self.count = sentence("", "quiet")
        self.add = button("补录一行…", self._add, "add")
        self.back = button("还原读入值", self._give_back, "undo", "恢复文件中的内容（F9）")
        self.rows = RosterRows(
            self.office, [shown_column(one) for one in self.columns], lambda r: r.id, self
        )
        self.rows.checked = {one.key: one for one in self.columns}
        self.rows.order_wanted.connect(self._sort)
        self.table = Table(f"roster-{self.roster}", self.rows)
        self.table.setAccessibleName("名单")
        self._triggers = self.table.editTriggers()
        self.wrong = sentence("", "wrong")
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._idle = QTimer(self, singleShot=True)

    def _lay_out(self) -> None:
        tools = row(self.search, self.count, self.back, self.add, gap=GAP)
        tools.setStretch(0, 1)
        whole = column(tools, self.table, self.wrong, gap=GAP, margin=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.wrong.hide()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._later.start())
        self.search.returnPressed.connect(self.look)
        self._later.timeout.connect(self.look)
        self._idle.timeout.connect(self._order_soon)
        self.rows.edited.connect(self._edit)
        self.table.selectionModel().currentChanged.connect(self._moved)
        shortcut(self, "F9", self._give_back)
        self._look_back()

    def show_for(self, number: int) -> None:
        """Show application `number`'s roster, as far down as was shown before."""
        keep = number == self._number
        self._number, self._wanted = number, self._wanted if keep else 0
        say(self.wrong, self.wrong.text() if keep else "")
        self._ask()

    def freeze(self, *, on: bool) -> None:
        """After 定稿 no cell is opened, no row added."""
        self._final = on
        none, usual = Table.EditTrigger.NoEditTriggers, self._triggers
        self.table.setEditTriggers(none if on else usual)
        shut(self.add, on=on)
        self._look_back()

    def look(self) -> None:
        """Look for what stands in the search box."""
        self._later.stop()
        self._wanted = 0
        self._ask()

    def show_row(self, number: int, row_id: int) -> None:
        """Show application `number`'s roster with this row chosen, whatever was looked for."""
        self._number = number
        self.search.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.search.clear()
        self.search.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._later.stop()  # what was typed before would show all rows anew, and choose none
        self._wanted = row_id
        self.table.setCurrentIndex(self.rows.index(-1, -1))
        self.table.setFocus()
        self._ask()

    def _moved(self) -> None:
        one = self.rows.at(self.table.currentIndex())
        if one is not None and one.id != self._wanted:
            self._wanted = 0  # one went on from it
        self._look_back()

    def _choose_wanted(self) -> None:
        at = self.rows.position(self._wanted) if self._wanted else -1
        if at >= 0 and not self.table.currentIndex().isValid():
            names = [one.key for one in self.columns]
            there = self.rows.index(at, names.index("name") if "name" in names else 0)
            self.table.setCurrentIndex(there)
            self.table.scrollTo(there, Table.ScrollHint.PositionAtCenter)

    def _sort(self, key: str, down: bool) -> None:
        self._order = (key, down)
        if self._number:
            self._ask()

    def _note_here(self) -> str:
        index = self.table.currentIndex()
        one = self.rows.at(index)
        return self.rows.notes.get((one.id, self._key(index)), "") if one is not None else ""

    def _key(self, index: Index) -> str:
        return self.rows.columns[index.column()].key

    def _look_back(self) -> None:
        note = self._note_here()
        self.back.setEnabled(bool(note) and not self._final)
        self.back.setToolTip(f"{note}（F9）" if note else "选中手改或来自名单的格，按F9还原")

    def _give_back(self) -> None:
        index = self.table.currentIndex()
        one = self.rows.at(index)
        if one is not None and self._note_here() and not self._final:
            self.back_wanted.emit(one.id, self._key(index))

    def _ask_notes(self) -> None:
        number, roster = self._number, self.roster
        self.office.ask(lambda desk: cell_notes(desk, number, roster), self._show_notes, owner=self)

    def _show_notes(self, notes: Mapping[tuple[int, str], str]) -> None:
        self.rows.put_notes(notes)
        self._look_back()

    def _ask(self) -> None:
        number, roster, text = self._number, self.roster, self.search.text()
        by, down = self._order

        def shown() -> None:
            count = self.rows.rowCount()
            say(self.count, f"找到{count}行" if text else f"共{count}行")
            if count >= LEAST:
                self._idle.start(_BUSY)
            self._choose_wanted()

        self.rows.show_from(
            lambda desk: roster_numbers(desk, number, roster, text, by, down=down),
            roster_rows,
            shown,
        )
        self._ask_notes()

    def _order_soon(self) -> None:
        """Have the order by name made while nothing else is under way: a click shows it at once."""
        number, roster = self._number, self.roster
        if self.office.pending:
            self._idle.start(_BUSY)
        elif self.isVisible():
            self.office.ask(
                lambda desk: order_beforehand(desk, number, roster),
                lambda more: self._idle.start(_BETWEEN) if more else None,
                owner=self,
                otherwise=lambda _gone: None,  # the file was closed meanwhile
            )

    def _edit(self, one: Row, key: str, text: str) -> None:
        number = self._number

        def tell(changed: Changed) -> None:
            label = {c.key: c.label for c in self.columns}[key]
            lines = [f"{one.place} {label}：{wrong}" for wrong in changed.value]
            say(self.wrong, "\n".join(lines))
            self.changed_here.emit()
            self._ask_notes()
            self.office.ask(
                lambda desk: roster_rows(desk, [one.id]),
                self._put,
                owner=self,
            )

        self.office.keep(lambda desk: edit_cell(desk, number, one.id, key, text), tell, owner=self)

    def _put(self, rows: Sequence[Row]) -> None:
        for one in rows:
            self.rows.put(one)

    def _add(self) -> None:
        number, roster = self._number, self.roster
        name = asking.ask_text(self, "在名单末尾补录一行，其他各栏随后在表中填写。", "名称")
        if name is not None:
            self.office.keep(lambda desk: add_row(desk, number, roster, name), owner=self)
