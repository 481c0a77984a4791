"""How far the round is, beside its call: the picture of its steps, and the way to its paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.kit.chart_view import ChartView
from desktop.ui.kit.layouts import boxed, by_text, clear, column, line, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, sentence

if TYPE_CHECKING:  # the rules are loaded on the store's thread, when a picture is asked for
    from desktop.work.desk import Desk
    from desktop.work.round_picture import RoundState

_WIDTH = 260
_NONE = "本年度还没有申报。"
_MORE = "还有{}份正在核对…"


class RoundCard(QWidget):
    """各步骤份数 of one round; what is not reckoned yet follows by itself."""

    print_wanted = Signal()

    def __init__(self, office: Office) -> None:
        """Hidden before `show_round`."""
        super().__init__()
        self._office = office
        self._round_id: int | None = None
        self._turn = 0
        self.chart: ChartView | None = None
        self.picture: QVBoxLayout = column(gap=4)
        self.print = button(
            "打印年度办理情况…", self.print_wanted.emit, "print", "各步骤份数和每份申报办到哪一步"
        )
        self.setLayout(
            column(boxed(heading("各步骤份数"), line(), self.picture, row(self.print, None)))
        )
        self.setFixedWidth(by_text(_WIDTH))
        self.hide()

    def show_round(self, round_id: int | None) -> None:
        """Show another round's picture, or the same one's anew; None shows nothing."""
        self._round_id = round_id
        self._turn += 1
        self.setVisible(round_id is not None)
        if round_id is not None:
            self._ask(self._turn, round_id)

    def _ask(self, turn: int, round_id: int) -> None:
        self._office.ask(partial(_state, round_id), partial(self._show, turn), owner=self)

    def _show(self, turn: int, found: RoundState) -> None:
        if turn != self._turn or self._round_id is None:
            return
        clear(self.picture)
        self.chart = None if found.chart is None else ChartView(found.chart, titled=False)
        if self.chart is not None:
            self.picture.addWidget(self.chart)
        if found.unread:
            self.picture.addWidget(sentence(_MORE.format(len(found.unread)), "quiet"))
            self._office.ask(
                partial(_reckon, found.unread),
                partial(self._again, turn, self._round_id),
                owner=self,
            )
        elif self.chart is None:
            self.picture.addWidget(sentence(_NONE, "quiet"))

    def _again(self, turn: int, round_id: int, _done: int) -> None:
        if turn == self._turn:
            self._ask(turn, round_id)


def _state(round_id: int, desk: Desk) -> RoundState:
    from desktop.work.round_picture import round_state

    return round_state(desk, round_id)


def _reckon(numbers: tuple[int, ...], desk: Desk) -> int:
    from desktop.work.cases import reckon_lines

    return reckon_lines(desk, numbers)
