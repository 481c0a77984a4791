"""待核和疑似重复: rows that look like one firm, each to be looked at and ticked off."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.ui.kit.layouts import TIGHT, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, sentence
from desktop.ui.pages.steps.facts import scheme_of_case
from desktop.work.alike import APART, Alike, open_ones, settle
from desktop.work.search import ROW

_SHOWN = 100
_HINT = "只是提醒，不核对也可以封存。是同一家的，到“名单”改正，或在左边选中一行“不列入”。"


class SurveyAlike(QWidget):
    """The list of them, with a way to either row."""

    row_wanted = Signal(str)  # the row, as the detail of a place in 名单

    def __init__(self, office: Office) -> None:
        """Empty until a list is shown."""
        super().__init__()
        self._office, self._number = office, 0
        self._found: tuple[Alike, ...] = ()
        self._open = True
        self._make()
        whole = column(
            self.head,
            sentence(_HINT, "small"),
            self.list,
            row(self.apart, self.first, self.second, None),
            gap=TIGHT,
            margin=0,
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.list.currentRowChanged.connect(self._look)
        self.list.itemActivated.connect(lambda _item: self._go(0))

    def _make(self) -> None:
        self.head = heading("待核和疑似重复")
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setAccessibleName("待核和疑似重复")
        self.apart = button(APART, self._settle, "tick", "核对过了，不再提醒；可以撤回")
        self.first = button("看前一行", lambda: self._go(0), "next", "到“名单”中的这一行")
        self.second = button("看后一行", lambda: self._go(1), "next", "到“名单”中的这一行")

    def show_alike(self, application_id: int, found: Sequence[Alike]) -> None:
        """Show them: those that nobody looked at first; the next one is chosen after a tick."""
        place = max(0, self.list.currentRow())
        self._number, self._found = application_id, tuple(found)
        self.list.clear()
        for one in self._found[:_SHOWN]:
            QListWidgetItem(
                f"已核对，{APART}：{one.sentence}" if one.settled else one.sentence, self.list
            )
        if len(found) > _SHOWN:
            self.list.addItem(f"……共{len(found)}条")
        still = len(open_ones(self._found))
        done = len(found) - still
        told = f"待核和疑似重复{still}条" if still else "待核和疑似重复都已核对"
        self.head.setText(told + (f"，已核对{done}条" if done and still else ""))
        self.list.setCurrentRow(min(place, self.list.count() - 1))
        self._look()

    def freeze(self, *, on: bool) -> None:
        """After 定稿 they are only looked at."""
        self._open = not on
        self._look()

    def _current(self) -> Alike | None:
        place = self.list.currentRow()
        return self._found[place] if 0 <= place < min(len(self._found), _SHOWN) else None

    def _look(self, _row: int = 0) -> None:
        one = self._current()
        self.apart.setEnabled(one is not None and self._open)
        self.apart.setText(f"撤回“{APART}”" if one is not None and one.settled else APART)
        for made in (self.first, self.second):
            made.setEnabled(one is not None)

    def _settle(self) -> None:
        one = self._current()
        if one is not None:
            number, apart = self._number, not one.settled
            self._office.keep(lambda desk: settle(desk, number, one, apart=apart), owner=self)

    def _go(self, which: int) -> None:
        one = self._current()
        if one is not None:
            number, row_id = self._number, one.row_ids[min(which, len(one.row_ids) - 1)]

            def go(roster: str) -> None:
                self.row_wanted.emit(f"{ROW}{roster}:{row_id}")

            self._office.ask(
                lambda desk: scheme_of_case(desk, number).sample.roster, go, owner=self
            )
