"""Rows by the hundred thousand: their numbers are at hand, the rows come page by page when seen.

model = LongRows(office, columns, key=lambda row: row.id, owner=self)
model.show_from(lambda desk: roster_ids(desk, ...), lambda desk, ids: roster_rows(desk, ids))
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.office import Office
from desktop.ui.kit.table import Index, Rows, TableColumn

if TYPE_CHECKING:  # the store's libraries are loaded when a file is opened, not when the window is
    from desktop.work.desk import Desk

R = TypeVar("R")
T = TypeVar("T")
PAGE = 100
_KEPT = 40  # pages; the screen shows one or two
_PART = 500  # rows that are read at once where all of them are gone through
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TEXT = (_DISPLAY, int(Qt.ItemDataRole.EditRole))

Numbers = Callable[["Desk"], Sequence[int]]
Fetch = Callable[["Desk", Sequence[int]], Sequence[R]]


class LongRows(Rows[R]):
    """Rows that the store orders and keeps; what was seen last is at hand. `data` never waits."""

    came = Signal()  # rows have come
    order_wanted = Signal(str, bool)  # the column's key ("" for the rows' own order), and downwards

    def __init__(
        self,
        office: Office,
        columns: Sequence[TableColumn[R]],
        key: Callable[[R], int],
        owner: QWidget,
    ) -> None:
        """`key` gives a row's number in the store."""
        super().__init__(columns, key, owner)
        self._office, self._owner = office, owner
        self._ids = array("q")
        self._pages: OrderedDict[int, list[R]] = OrderedDict()
        self._wanted: set[int] = set()
        self._fetch: Fetch[R] | None = None
        self._turn = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    def show_from(
        self,
        numbers: Numbers,
        fetch: Fetch[R],
        then: Callable[[], None] | None = None,
    ) -> None:
        """Show the rows whose `numbers` the store gives, in their order; `then` when they came."""
        self._turn += 1
        turn, pages = self._turn, sorted(self._pages) or [0]
        self._fetch = fetch

        def look(desk: Desk) -> tuple[array[int], dict[int, list[R]]]:
            ids = array("q", numbers(desk))
            parts = {at: ids[at * PAGE : (at + 1) * PAGE] for at in pages[-4:]}
            return ids, {at: list(fetch(desk, part)) for at, part in parts.items() if part}

        def take(found: tuple[array[int], dict[int, list[R]]]) -> None:
            if turn == self._turn:
                self._take(*found)
                if then is not None:
                    then()

        self._office.ask(look, take, owner=self._owner)

    def position(self, number: int) -> int:
        """Where the row with this number in the store stands, -1 where it isn't shown."""
        try:
            return self._ids.index(number)
        except ValueError:
            return -1

    def ids(self, numbers: Iterable[int]) -> list[int]:
        """The store's numbers of the rows that stand there."""
        return [self._ids[number] for number in numbers if number < len(self._ids)]

    def put(self, changed: R) -> None:
        """Show `changed` in place of the row with its number; what is being typed stays."""
        at = self.position(self.key(changed))
        page = self._pages.get(at // PAGE) if at >= 0 else None
        if page is not None:
            page[at % PAGE] = changed
            self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    def rows(self) -> list[R]:
        """The rows that are at hand, in their order."""
        return [row for at in sorted(self._pages) for row in self._pages[at]]

    def of(self, numbers: Iterable[int]) -> list[R]:
        """Those of the rows with these numbers that are at hand."""
        return [row for row in map(self._peek, numbers) if row is not None]

    def gather(
        self, numbers: Sequence[int], make: Callable[[Iterable[R]], T], then: Callable[[T], None]
    ) -> None:
        """Let the store give all these rows, at hand or not, and make something of them there.

        They come a few at a time: whoever goes through them holds no more.
        """
        ids, fetch = array("q", self.ids(numbers)), self._fetch
        if fetch is not None:
            look = partial(_in_parts, fetch, ids)
            self._office.ask(lambda desk: make(look(desk)), then, owner=self._owner)

    def value(self, number: int) -> R:
        """The row with this number, which is at hand."""
        return self._pages[number // PAGE][number % PAGE]

    def at(self, index: Index) -> R | None:
        """The row value at `index`, None while it isn't at hand."""
        return self._peek(index.row()) if index.isValid() else None

    def filter(self, text: str) -> None:
        """The store filters: give `show_from` other numbers."""

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the order of a column."""
        key = self.columns[column].key if column >= 0 else ""
        self.order_wanted.emit(key, order == Qt.SortOrder.DescendingOrder)

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows there are."""
        return len(self._ids)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """One cell; one of a row that isn't at hand is empty until its page has come."""
        number = index.row()
        page = self._pages.get(number // PAGE)
        if page is None:
            if role == _DISPLAY:
                self._want(number // PAGE)
            return None
        if role in _TEXT:
            column = self.columns[index.column()]
            return None if column.ticked else column.text(page[number % PAGE])
        return super().data(index, role)

    def _peek(self, number: int) -> R | None:
        page = self._pages.get(number // PAGE)
        return page[number % PAGE] if page is not None and number < len(self._ids) else None

    def _want(self, page: int) -> None:
        self._wanted.add(page)
        if not self._soon.isActive():
            self._soon.start()

    def _ask(self) -> None:
        """Ask for the pages that were painted; those passed over in scrolling come too."""
        fetch, turn, wanted = self._fetch, self._turn, sorted(self._wanted)
        self._wanted = set()
        parts = {at: self._ids[at * PAGE : (at + 1) * PAGE] for at in wanted}
        if fetch is not None and wanted:
            self._office.ask(
                lambda desk: {at: list(fetch(desk, part)) for at, part in parts.items()},
                lambda pages: self._add(pages, turn),
                owner=self._owner,
            )

    def _add(self, pages: dict[int, list[R]], turn: int) -> None:
        if turn != self._turn:
            return  # an older question's answer
        for at, page in pages.items():
            self._pages[at] = page
            self._pages.move_to_end(at)
            last = min(len(self._ids), (at + 1) * PAGE) - 1
            self.dataChanged.emit(self.index(at * PAGE, 0), self.index(last, len(self.columns) - 1))
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        self.came.emit()

    def _take(self, ids: array[int], pages: dict[int, list[R]]) -> None:
        same = ids == self._ids
        if not same:
            self.beginResetModel()
        self._ids = ids
        self._pages = OrderedDict(pages)
        self._wanted = set()
        if not same:
            self.endResetModel()
        elif len(ids):
            last = self.index(len(ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.came.emit()


def _in_parts(fetch: Fetch[R], ids: Sequence[int], desk: Desk) -> Iterator[R]:
    """All these rows, read a few pages at a time."""
    for at in range(0, len(ids), _PART):
        yield from fetch(desk, ids[at : at + _PART])
