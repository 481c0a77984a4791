"""The choice of a paper, group by group (上报, 内部, 抽查 …), and whom it is shown for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from desktop.ui.kit.cut_choice import paint_cut
from desktop.ui.kit.layouts import GAP, by_text, holder, row
from desktop.ui.kit.parts import Combo
from desktop.work.paper_shelf import ShelfLine

_AT_ONCE = 40  # all of them, so that no scroll bar takes their titles' room
_LETTERS = 6  # it takes the room that is left
_ENOUGH = 200  # px at 100 % in which both ends of a title are told
# Where the list's own model keeps what may be done with a line. Items that are made here instead
# are let go twice with the model (PySide 6.11), and now and then the program ends with them.
_FLAGS = Qt.ItemDataRole.UserRole - 1


@dataclass(frozen=True)
class Scope:
    """Whose papers are shown: the applications in their order, and the one that is looked at.

    `alone` is True where only that one application is meant, and not its round. Papers of no
    round have an `owner` instead, as `free_papers` names it.
    """

    round_id: int
    ids: tuple[int, ...]
    one: int | None
    alone: bool = False
    owner: str = ""


def case_scope(round_id: int, application_id: int) -> Scope:
    """The scope of one application's own page."""
    return Scope(round_id, (application_id,), application_id, alone=True)


class PaperChoice(Combo):
    """The papers under the headings of their groups; a heading can't be chosen."""

    def __init__(self) -> None:
        """Empty until `show_lines`."""
        super().__init__("表")
        self._lines: list[ShelfLine | None] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.setMaxVisibleItems(_AT_ONCE)
        self.currentTextChanged.connect(self.setToolTip)  # whole, where there is little room

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Where there is little room the end is seen too: it says which sheet of the scheme's."""
        paint_cut(self, Qt.TextElideMode.ElideMiddle)

    def show_lines(self, lines: Sequence[ShelfLine]) -> None:
        """Offer these papers; the chosen one stays chosen, else it is the first."""
        chosen = self.line()
        self._lines = _with_headings(lines)
        grouped = len({one.group for one in lines}) > 1
        quiet = QSignalBlocker(self)
        self.clear()
        for number, one in enumerate(self._lines):
            self._add(number, one, grouped=grouped)
        self.setCurrentIndex(-1)
        quiet.unblock()
        keys = [one.key if one else None for one in self._lines]
        wanted = keys.index(chosen.key) if chosen and chosen.key in keys else 1
        self.setCurrentIndex(wanted if len(self._lines) > 1 else -1)

    def _add(self, number: int, line: ShelfLine | None, *, grouped: bool) -> None:
        if line is None:
            self.addItem(f"— {self._heading(number)} —")
            self.setItemData(number, int(Qt.ItemFlag.NoItemFlags.value), _FLAGS)
            return
        title = line.line.title
        self.addItem(title)
        tip = f"{line.group}：{title}" if grouped else title
        self.setItemData(number, tip, Qt.ItemDataRole.ToolTipRole)

    def _heading(self, number: int) -> str:
        following = self._lines[number + 1] if number + 1 < len(self._lines) else None
        return following.group if following else ""

    def choose(self, paper_id: str) -> None:
        """Choose a paper by its id, if it is there."""
        for number, one in enumerate(self._lines):
            if one is not None and one.line.ref.id == paper_id:
                self.setCurrentIndex(number)
                return

    def line(self) -> ShelfLine | None:
        """The paper that is chosen, or None."""
        index = self.currentIndex()
        return self._lines[index] if 0 <= index < len(self._lines) else None

    def titles(self) -> list[str]:
        """The papers that are offered, without the headings."""
        return [one.line.title for one in self._lines if one is not None]


class ChoiceLine(QWidget):
    """The choice beside the buttons, or above them where too little of its text would be seen."""

    def __init__(self, choice: PaperChoice, *buttons: QWidget) -> None:
        """`choice` gets a label, and all the room that the buttons leave."""
        super().__init__()
        self.choice, self.buttons = choice, holder(row(None, *buttons, gap=GAP))
        self.label = QLabel("表")
        self.label.setBuddy(choice)
        self._above: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP)
        self._grid.setColumnStretch(1, 1)
        self._arrange(above=False)

    def minimumSizeHint(self) -> QSize:
        """No wider than the buttons are."""
        wide = self.buttons.minimumSizeHint().width()
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change over where the width asks for it."""
        super().resizeEvent(event)
        beside = self.label.sizeHint().width() + self.buttons.sizeHint().width() + 2 * GAP
        self._arrange(above=event.size().width() - beside < by_text(_ENOUGH))

    def _arrange(self, *, above: bool) -> None:
        if above == self._above:
            return
        self._above = above
        for one in (self.label, self.choice, self.buttons):
            self._grid.removeWidget(one)
        self._grid.addWidget(self.label, 0, 0)
        self._grid.addWidget(self.choice, 0, 1, 1, 2 if above else 1)
        self._grid.addWidget(self.buttons, int(above), 0 if above else 2, 1, 3 if above else 1)


def _with_headings(lines: Sequence[ShelfLine]) -> list[ShelfLine | None]:
    """The lines with a None before each group."""
    made: list[ShelfLine | None] = []
    group = ""
    for one in lines:
        if one.group != group:
            made.append(None)
            group = one.group
        made.append(one)
    return made
