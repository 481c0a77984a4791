"""The applications edited last, with the states of their steps, for 待办事项."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.ui.kit.layouts import GAP, WIDE, clear
from desktop.ui.kit.parts import link, mark, sentence
from desktop.ui.kit.states import look_of

if TYPE_CHECKING:  # the rules are loaded when an application was judged, and not before
    from desktop.work.cases import CaseLine
    from desktop.work.steps import StepState

MOST = 12
Open = Callable[[int, int, str], None]  # the round, the application, the step


class RecentCases(QWidget):
    """A line for each application: its name, six icons under the steps' titles, what comes next."""

    def __init__(self, open_case: Open) -> None:
        """`open_case` is called with the application whose name was pressed."""
        super().__init__()
        self._open = open_case
        self.cells = QGridLayout()
        self.cells.setContentsMargins(0, 0, 0, 0)
        self.cells.setHorizontalSpacing(WIDE)
        self.cells.setVerticalSpacing(GAP)
        self.setLayout(self.cells)

    def show_cases(self, cases: Sequence[tuple[int, CaseLine]]) -> None:
        """Show the first of `cases`, which come with the last edited first."""
        clear(self.cells)
        if not cases:
            return
        for place, step in enumerate(cases[0][1].steps, 1):
            self.cells.addWidget(_quiet(step.title), 0, place)
            self.cells.setColumnStretch(place + 1, int(place == len(cases[0][1].steps)))
        for number, (round_id, case) in enumerate(cases[:MOST], 1):
            self._show_case(number, round_id, case)
        self.cells.addWidget(_quiet("办理"), 0, len(cases[0][1].steps) + 1)
        rest = len(cases) - MOST
        if rest > 0:
            self.cells.addWidget(_quiet(f"另有{rest}份，见“申报初审”"), MOST + 1, 0)

    def _show_case(self, number: int, round_id: int, case: CaseLine) -> None:
        name = link(case.name, lambda: self._open(round_id, case.id, case.next_step))
        self.cells.addWidget(name, number, 0)
        for place, step in enumerate(case.steps, 1):
            self.cells.addWidget(_state_of(step), number, place)
        self.cells.addWidget(_quiet(case.stage), number, len(case.steps) + 1)


def _quiet(text: str) -> QLabel:
    """Quiet text that never wraps."""
    made = sentence(text, "quiet")
    made.setWordWrap(False)
    return made


def _state_of(step: StepState) -> QLabel:
    look = look_of(step.state)
    made = mark(look.icon, look.tone)
    made.setToolTip(f"{step.title}：{step.state}，{step.sentence}")
    made.setAccessibleName(f"{step.title}，{step.state}")
    return made
