"""Tables: rows that are all at hand, in a view that copies as Excel takes it and remembers itself.

columns = (TableColumn("name", "企业名称", lambda row: row.cells.get("name", "")), ...)
model = Rows(columns, key=lambda row: row.id, owner=self)
table = Table("refused", model)
model.edited.connect(keep_cell)          # (row value, column key, text)

Rows by the hundred thousand stay in the store: kit/long_rows.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSettings,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QBrush,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from desktop.ui.kit.clip import clip_of, put_clip
from desktop.ui.kit.layouts import by_text
from desktop.ui.kit.sorting import remember_order, remembered_order, sorted_rows
from desktop.ui.kit.states import state_colour, state_icon
from desktop.ui.kit.widths import fit_rows, shared_by

R = TypeVar("R")
T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_ICON = int(Qt.ItemDataRole.DecorationRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)


@dataclass(frozen=True)
class TableColumn(Generic[R]):
    """One column: its key, its heading, and how a row's text is found.

    `state` marks a column whose text is a state's word (icon and colour); `tip` gives a cell's
    tooltip; `sort` a value to sort by; `ticked` makes it a box to tick (edited with "1" or "");
    where there is too little room it is not made narrower than `least` (px at 100 %); a copy has
    the columns of `copied` in its place, where there are any (kit/joined.py).
    """

    key: str
    title: str
    text: Callable[[R], str]
    width: int = 120
    right: bool = False
    editable: bool = False
    state: bool = False
    tip: Callable[[R], str] | None = None
    sort: Callable[[R], Any] | None = None
    ticked: Callable[[R], bool] | None = None
    least: int = 0
    copied: tuple[TableColumn[R], ...] = ()


class Rows(QAbstractTableModel, Generic[R]):
    """Rows that are all at hand; sorts by a click on the heading, filters by text."""

    edited = Signal(object, str, str)  # row value, column key, text

    def __init__(
        self, columns: Sequence[TableColumn[R]], key: Callable[[R], Any], owner: QWidget
    ) -> None:
        """`key` tells rows apart, so that the chosen one stays chosen."""
        super().__init__(owner)
        self.columns = tuple(columns)
        self.key = key
        self._all: list[R] = []
        self._shown: list[R] = []
        self._needle = ""
        self._order: tuple[int, Qt.SortOrder] | None = None

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows."""
        self._all = list(rows)
        self._rebuild()

    def filter(self, text: str) -> None:
        """Show only rows with `text` in one of their cells."""
        self._needle = text.strip().casefold()
        self._rebuild()

    def rows(self) -> list[R]:
        """The rows that are shown, in their order."""
        return list(self._shown)

    def of(self, numbers: Iterable[int]) -> list[R]:
        """The rows with these numbers, counted from 0 as they are shown."""
        shown = self._shown
        return [shown[number] for number in numbers if number < len(shown)]

    def gather(
        self, numbers: Sequence[int], make: Callable[[Iterable[R]], T], then: Callable[[T], None]
    ) -> None:
        """Hand what `make` makes of the rows with these numbers to `then`."""
        then(make(self.of(numbers)))

    def value(self, number: int) -> R:
        """The row with this number, which is at hand."""
        return self._shown[number]

    def at(self, index: Index) -> R | None:
        """The row value at `index`."""
        inside = index.isValid() and index.row() < len(self._shown)
        return self._shown[index.row()] if inside else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; rows that compare equal keep their order."""
        self._order = (column, order) if column >= 0 else None
        self._rebuild()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows are shown."""
        return len(self._shown)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns there are."""
        return len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """One cell. The role is tested first: most questions are about roles that nobody sets."""
        if role in (_DISPLAY, _EDIT):
            column = self.columns[index.column()]
            return None if column.ticked else column.text(self._shown[index.row()])
        if role == _ALIGN:
            right = self.columns[index.column()].right
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role in (_ICON, _COLOUR, _TIP, _CHECK):
            return self._look(index, role)
        return None

    def _look(self, index: Index, role: int) -> Any:
        column, row = self.columns[index.column()], self.value(index.row())
        if role == _CHECK:
            return _tick(column.ticked(row)) if column.ticked else None
        if role == _TIP:
            return column.tip(row) if column.tip else column.text(row)
        if not column.state:
            return None
        word = column.text(row)
        if not word:
            return None
        return state_icon(word) if role == _ICON else QBrush(QColor(state_colour(word)))

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Tell that a cell was edited; the new text shows when the row is read again."""
        row = self.at(index)
        column = self.columns[index.column()]
        if row is None or role not in (_EDIT, _CHECK):
            return False
        if role == _CHECK:
            on = Qt.CheckState(value) == Qt.CheckState.Checked
            self.edited.emit(row, column.key, "1" if on else "")
        elif str(value) != column.text(row):
            self.edited.emit(row, column.key, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be chosen; some can be edited or ticked."""
        flags = super().flags(index)
        column = self.columns[index.column()]
        if column.ticked:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if column.editable else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The headings, and the rows' numbers."""
        if role != _DISPLAY:
            return None
        across = orientation == Qt.Orientation.Horizontal
        return self.columns[section].title if across else str(section + 1)

    def _rebuild(self) -> None:
        self.layoutAboutToBeChanged.emit()
        self.beginResetModel()
        self._shown = self._arranged()
        self.endResetModel()
        self.layoutChanged.emit()

    def _arranged(self) -> list[R]:
        rows = [row for row in self._all if self._holds(row)] if self._needle else self._all
        if self._order is not None:
            column = self.columns[self._order[0]]
            down = self._order[1] == Qt.SortOrder.DescendingOrder
            return sorted_rows(rows, column.text, column.sort, down=down)
        return rows

    def _holds(self, row: R) -> bool:
        return any(self._needle in column.text(row).casefold() for column in self.columns)


class Table(QTableView):
    """A table with bands, Excel-friendly copying, and columns that stay as they were set."""

    opened = Signal(object)  # a row value: double click or Enter
    chosen = Signal(object)  # a row value, or None

    def __init__(self, name: str, model: Rows[Any], parent: QWidget | None = None) -> None:
        """`name` is what the columns' widths are remembered under."""
        super().__init__(parent)
        self._name = name
        self._sharing = self._is_set = False  # widths that are shared out, that a reviewer set
        self.rows = model
        self.setModel(model)
        self._lay_out()
        self._connect()
        self._remember()

    def _lay_out(self) -> None:
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(False)
        fit_rows(self)
        self.verticalHeader().hide()  # the rows bear the numbers of their papers
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        # A header that is painted asks every cell of a chosen column: seconds for a long list.
        header.setSelectionModel(QItemSelectionModel(self.rows, self))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for index, column in enumerate(self.rows.columns):
            self.setColumnWidth(index, by_text(column.width))

    def changeEvent(self, event: QEvent) -> None:
        """Larger words need higher rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            fit_rows(self)

    def _connect(self) -> None:
        copy = QAction("复制所选的行", self, shortcut=QKeySequence(QKeySequence.StandardKey.Copy))
        copy.triggered.connect(self.copy)
        one = QAction("复制这一格", self, shortcut=QKeySequence("Ctrl+Alt+C"))
        one.triggered.connect(self.copy_cell)
        for action in (copy, one):  # another table of the window has its own
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addActions([copy, one])
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.activated.connect(self._open)
        # Its own method, held weakly: a lambda would hold the table, and where it is let go of with
        # its selection model, the table's end would delete that model a second time.
        self.selectionModel().currentRowChanged.connect(self._choose)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)  # the third click is the rows' own order again
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sectionClicked.connect(self._sort)
        header.sectionResized.connect(self._on_resized)

    def _remember(self) -> None:
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.share)
        self._later = QTimer(self, singleShot=True, interval=400)
        self._later.timeout.connect(self._keep_widths)
        for index, width in enumerate(self._kept_widths()):
            self.setColumnWidth(index, width)
            self._is_set = True
        at, order = remembered_order(self._name, [one.key for one in self.rows.columns])
        if at >= 0:
            self.horizontalHeader().setSortIndicator(at, order)
            self.rows.sort(at, order)

    def _kept_widths(self) -> list[int]:
        """The columns' widths as they were set last; none where they were never set."""
        state = QSettings().value(f"widths/{self._name}")
        widths = [int(part) for part in str(state or "").split(",") if part.isdigit()]
        return widths if len(widths) == len(self.rows.columns) else []

    def _choose(self, now: Index, _before: Index) -> None:
        self.chosen.emit(self.rows.at(now))

    def _keep_widths(self) -> None:
        """Keep what is set; a column that this page hides just now keeps the width that it had."""
        before = self._kept_widths() or [by_text(one.width) for one in self.rows.columns]
        widths = (self.columnWidth(index) or width for index, width in enumerate(before))
        QSettings().setValue(f"widths/{self._name}", ",".join(map(str, widths)))

    def _on_resized(self, index: int, before: int, now: int) -> None:
        """Keep what the reviewer sets; what is shared out, hidden or stretched is not set."""
        header = self.horizontalHeader()
        if self._sharing or not header.stretchLastSection():
            return
        if not before or not now or before < header.minimumSectionSize():
            self._soon.start()  # Qt has not done yet with hiding it, or with a larger text
        elif self._is_set or index < len(self.rows.columns) - 1:
            self._is_set = True
            self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns share the new width."""
        super().resizeEvent(event)
        self.share()

    def share(self) -> None:
        """Let all columns be seen at once, where nobody has set them."""
        header = self.horizontalHeader()
        if self._is_set or self._sharing or not header.stretchLastSection():
            return
        shown = [n for n in range(len(self.rows.columns)) if not header.isSectionHidden(n)]
        widths = shared_by([self.rows.columns[n] for n in shown], self, self.viewport().width())
        self._sharing = True
        for number, width in zip(shown, widths, strict=True):
            if header.sectionSize(number) != width:
                self.setColumnWidth(number, width)
        self._sharing = False

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Ctrl+Home and Ctrl+End choose the row that they go to: what is framed is what is chosen.

        Where several rows may be chosen, Qt would move the frame alone.
        """
        control = Qt.KeyboardModifier.ControlModifier
        if isinstance(event, QKeyEvent) and event.key() in _ENDS and event.modifiers() == control:
            flags = QItemSelectionModel.SelectionFlag
            return flags.ClearAndSelect | flags.Rows
        return super().selectionCommand(index, event)

    def current(self) -> Any:
        """The row value that is chosen, or None."""
        return self.rows.at(self.currentIndex())

    def choose(self, key: Any) -> None:
        """Choose the row whose key this is."""
        for number, value in enumerate(self.rows.rows()):
            if self.rows.key(value) == key:
                self.setCurrentIndex(self.rows.index(number, 0))
                return

    def copy(self) -> None:
        """Put the chosen rows with their headings on the clipboard, as Excel and WPS take them."""
        columns = self.rows.columns
        self.rows.gather(self.chosen_numbers(), lambda rows: clip_of(columns, rows), put_clip)

    def copy_cell(self) -> None:
        """Put the text of the one cell that has the focus on the clipboard."""
        text = self.rows.data(self.currentIndex(), _DISPLAY)
        if text:
            QGuiApplication.clipboard().setText(str(text))

    def chosen_rows(self) -> list[Any]:
        """The rows that are selected, in their order."""
        return self.rows.of(self.chosen_numbers())

    def chosen_numbers(self) -> list[int]:
        """The numbers of the rows that are selected, from 0.

        By ranges: Qt's own `selectedRows` asks for every cell, seconds for a long list.
        """
        ranges = {(one.top(), one.bottom()) for one in self.selectionModel().selection().toList()}
        return sorted({n for top, bottom in ranges for n in range(top, bottom + 1)})

    def _open(self, index: QModelIndex) -> None:
        value = self.rows.at(index)
        editable = bool(self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable)
        if value is not None and not editable:
            self.opened.emit(value)

    def _sort(self, _column: int) -> None:
        header = self.horizontalHeader()
        at, order = header.sortIndicatorSection(), header.sortIndicatorOrder()
        self.rows.sort(at, order)
        remember_order(self._name, self.rows.columns[at].key if at >= 0 else "", order)


def _tick(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
