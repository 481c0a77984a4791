"""The rows of one roster in the preview: filtered, corrected in place, refused and taken back."""

from collections.abc import Mapping, Sequence
from operator import is_
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.form import Column
from desktop.ui.kit import icons
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.letting_go import LettingGo
from desktop.ui.kit.parts import button
from desktop.ui.kit.states import state_colour, state_icon
from desktop.ui.kit.table import Index, Rows, Table, TableColumn
from desktop.ui.kit.theme import tones
from desktop.ui.pages.steps.choices import Choices
from desktop.ui.pages.steps.header_chips import MIME, HeaderChips, dragged_column
from desktop.ui.pages.steps.mapping import ColumnChooser
from desktop.work.incoming_file import RowAt
from desktop.work.preview_lines import BY_HAND, TAKEN, FileLines, PreviewLine

ALL, WARNED, MENDED = "all", "warned", "mended"
_KINDS = (
    (ALL, "全部"),
    ("taken", "采纳"),
    ("refused", "拒绝"),
    (WARNED, "有提醒"),
    (MENDED, "手改"),
)
_FIRST = 3  # columns before those of the roster
_LETTER, _COMBO = 13, 52  # px, a character at 100 %, and a list's arrow and edges
_ICON = int(Qt.ItemDataRole.DecorationRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)


class LineRows(Rows[PreviewLine]):
    """Rows with their state, whose wrong cells are marked; which of them are seen is chosen.

    A row that is put right stays where it is seen until other rows are asked for: nothing moves
    under the pointer.
    """

    kind = ALL
    _kept: frozenset[RowAt] = frozenset()

    def show_kind(self, kind: str) -> None:
        """Show only rows of a kind."""
        self.kind, self._kept = kind, frozenset()
        self._rebuild()

    def keep(self, places: Sequence[RowAt]) -> None:
        """Keep these rows in sight, as far as they are to be seen now."""
        wanted = frozenset(places) - self._kept
        if self.kind != ALL and wanted:
            lines = {at[2] for at in wanted}
            seen = (one.at for one in self._shown if one.line in lines and one.at in wanted)
            self._kept |= frozenset(seen)

    def keeps(self) -> bool:
        """Tell whether rows are in sight only because they were there before."""
        return bool(self._kept)

    def forget(self) -> None:
        """Rows of another file come: none of those that were seen."""
        self._kept = frozenset()

    def show_rows(self, rows: Sequence[PreviewLine]) -> None:
        """Show these rows; where the same places are seen as before, only what changed is told."""
        before, self._all = self._shown, list(rows)
        now = self._arranged()
        if self._order is not None and len(now) == len(before):
            there = {one.at: one for one in now}
            now = [there[one.at] for one in before] if _same(there, before) else now
        other = [n for n, same in enumerate(map(is_, before, now)) if not same]
        if len(now) != len(before) or any(before[n].at != now[n].at for n in other):
            self._rebuild()
            return
        self._shown = now
        if other:
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(other[0], 0), self.index(other[-1], last))

    def place_of(self, at: RowAt, near: int) -> int:
        """Return where a row is seen, most likely `near`; -1 where it is not."""
        if 0 <= near < len(self._shown) and self._shown[near].at == at:
            return near
        return next((n for n, one in enumerate(self._shown) if one.at == at), -1)

    def _arranged(self) -> list[PreviewLine]:
        rows, kept = super()._arranged(), self._kept
        if self.kind == ALL:
            return rows
        if self.kind == "taken" and not kept:
            return [one for one in rows if one.state == TAKEN]
        return [one for one in rows if is_of(one, self.kind) or (kept and one.at in kept)]

    def _look(self, index: Index, role: int) -> Any:
        if role in (_ICON, _COLOUR) and index.column() >= _FIRST:
            one = self._shown[index.row()]
            key = self.columns[index.column()].key
            if key not in one.wrong:
                mended = role == _ICON and key in one.mended
                return icons.icon("edit", tones().quiet) if mended else None
            return state_icon("有问题") if role == _ICON else QBrush(QColor(state_colour("有问题")))
        return super()._look(index, role)


def _same(there: Mapping[RowAt, PreviewLine], before: Sequence[PreviewLine]) -> bool:
    return all(one.at in there for one in before)


def is_of(one: PreviewLine, kind: str) -> bool:
    """Tell whether a row is of a kind: all, taken, refused, warned, mended."""
    if kind == "taken":
        return one.state == TAKEN
    if kind == "refused":
        return one.state != TAKEN
    if kind == WARNED:
        return one.warned
    return kind == ALL or bool(one.mended)


_NAMED = 2  # of rows that are refused together


class RosterLines(QWidget):
    """One roster of one file; with `mappable` the choice of columns stands above the rows."""

    mapped = Signal(str, int)
    mended = Signal(object, str, str)  # the row's place, column, text
    refuse_wanted = Signal(object, str)  # places of rows, whom they name
    given_back = Signal(object)  # places of rows

    def __init__(self, columns: Sequence[Column], *, mappable: bool) -> None:
        """`columns` are the roster's."""
        super().__init__()
        self.columns, self.mappable = tuple(columns), mappable
        self._found: FileLines | None = None
        self._gone = LettingGo(self)
        self._waiting: FileLines | None = None  # come while a cell was being typed into
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.kinds = Choices("显示哪些行", _KINDS)
        self.refuse = button("不采纳…", self._refuse, "close", "选中的行写明原因后不采纳")
        self.back = button("还原", self._give_back, "undo", "选中的行恢复为文件中的内容")
        self.chips = HeaderChips()
        shown = (
            TableColumn[PreviewLine]("line", "行", lambda one: str(one.line), 48, right=True),
            TableColumn[PreviewLine]("state", "结果", _state, 84, state=True),
            TableColumn[PreviewLine]("said", "原因或提醒", lambda one: one.said, 200),
            *(_column_of(one, mappable=self.mappable) for one in self.columns),
        )
        self.rows = LineRows(shown, lambda one: one.at, self)
        self.table = Table("preview-lines", self.rows)
        self.table.setAccessibleName("读入的行")
        self.table.setSelectionMode(Table.SelectionMode.ExtendedSelection)
        self.chooser = ColumnChooser(self.table, self.columns, _FIRST)

    def _lay_out(self) -> None:
        tools = row(self.kinds, None, self.refuse, self.back, gap=GAP)
        below = column(self.chooser, self.table, gap=0)
        below.setStretch(1, 1)
        whole = column(tools, self.chips, below, gap=GAP, margin=GAP)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.chooser.setVisible(self.mappable)
        self.chips.hide()
        self.setAcceptDrops(self.mappable)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self.rows.show_kind)
        self.rows.edited.connect(lambda one, key, text: self.mended.emit(one.at, key, text))
        self.chooser.chosen.connect(self.mapped)
        self.table.selectionModel().selectionChanged.connect(self._buttons)
        self.rows.modelReset.connect(self._buttons)
        self.table.itemDelegate().closeEditor.connect(
            lambda *_all: QTimer.singleShot(0, self, self._show_waiting)
        )

    def show_lines(self, found: FileLines) -> None:
        """Show the rows; the kind that was chosen stays chosen while there are rows of it.

        While a cell is being typed into they wait: nothing that is typed is taken away.
        """
        if self.table.state() == Table.State.EditingState:
            self._waiting = found
            return
        self._waiting = None
        if found is self._found:
            return
        self._gone.take(self._found.lines if self._found is not None else ())
        self._found = found
        here, chosen = self.table.currentIndex(), self.table.current()
        bars = (self.table.verticalScrollBar(), self.table.horizontalScrollBar())
        places = [bar.value() for bar in bars]
        self.kinds.show_counts(found.counts, stays=self.rows.keeps())
        self.rows.kind = self.kinds.current()
        self.rows.show_rows(found.lines)
        if chosen is not None and self.table.current() is None:  # all is new: the cell again
            there = self.rows.place_of(chosen.at, here.row())
            self.table.setCurrentIndex(self.rows.index(there, here.column()))
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)
        self._buttons()

    def _show_waiting(self) -> None:
        if self._waiting is not None:
            self.show_lines(self._waiting)

    def show_mapping(
        self,
        choices: Sequence[tuple[int, str]],
        mapping: Mapping[str, int],
        sure: Mapping[str, tuple[str, str]],
    ) -> None:
        """Show which column of the file each column is taken from."""
        self.chooser.show_choices(choices, mapping, sure)
        taken = set(mapping.values())
        self.chips.show_columns([pair for pair in choices if pair[0] not in taken])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A header may be dropped on the table as well as on the lists above it."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take it wherever a column is."""
        if self.chooser.column_at(self._x(event)):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Choose what was dropped for the column below."""
        key, index = self.chooser.column_at(self._x(event)), dragged_column(event.mimeData())
        if key and index >= 0:
            event.acceptProposedAction()
            self.mapped.emit(key, index)

    def _x(self, event: QDropEvent) -> int:
        return self.chooser.mapFrom(self, event.position().toPoint()).x()

    def chosen_lines(self) -> list[PreviewLine]:
        """The rows that are selected."""
        return self.table.chosen_rows()

    def _buttons(self) -> None:
        chosen = self.chosen_lines()
        self.refuse.setEnabled(any(one.state == TAKEN for one in chosen))
        self.back.setEnabled(any(one.mended or one.state == BY_HAND for one in chosen))

    def _refuse(self) -> None:
        taken = [one for one in self.chosen_lines() if one.state == TAKEN]
        names = list(filter(None, (one.cells.get("name", "") for one in taken)))
        named = "、".join(f"“{name}”" for name in names[:_NAMED])
        more = f"等{len(taken)}行" if len(taken) > _NAMED and named else ""
        self.refuse_wanted.emit([one.at for one in taken], f"{named}{more}")

    def _give_back(self) -> None:
        changed = [one for one in self.chosen_lines() if one.mended or one.state == BY_HAND]
        self.given_back.emit([one.at for one in changed])


def _state(one: PreviewLine) -> str:
    if one.warned:
        return "有提醒"
    return "已改正" if one.state == TAKEN and one.mended else one.state


def _column_of(one: Column, *, mappable: bool) -> TableColumn[PreviewLine]:
    key = one.key
    least = max(130, _COMBO + _LETTER * len(one.label)) if mappable else 120
    return TableColumn(
        key,
        one.label,
        lambda line: line.cells.get(key, ""),
        72 if key == "serial" else max(180, least) if key == "name" else least,
        editable=True,
        tip=lambda line: "\n".join([line.cells.get(key, ""), *line.wrong.get(key, ())]).strip(),
    )
