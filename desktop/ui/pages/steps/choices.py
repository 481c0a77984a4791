"""A row of buttons of which one is down: which lines of a list are to be seen, and how many."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop.ui.kit.layouts import TIGHT


class Choices(QWidget):
    """Buttons with a count each; the one that is down is the choice."""

    chosen = Signal(str)

    def __init__(self, name: str, words: Sequence[tuple[str, str]]) -> None:
        """`words` are (key, word); the first one is down. `name` is for a screen reader."""
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, QPushButton] = {}
        self._words = dict(words)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(TIGHT)
        for key, word in words:
            made = QPushButton(word)
            made.setCheckable(True)
            made.setAutoDefault(True)
            made.clicked.connect(lambda _on, key=key: self.chosen.emit(key))
            self._group.addButton(made)
            self.buttons[key] = made
            box.addWidget(made)
        self.buttons[words[0][0]].setChecked(True)

    def show_counts(self, counts: Mapping[str, int], *, stays: bool = False) -> None:
        """Show how many there are of each; a choice of none goes back to the first, or `stays`."""
        for key, made in self.buttons.items():
            count = counts.get(key, 0)
            made.setText(f"{self._words[key]} {count}")
            made.setAccessibleName(f"{self._words[key]}，{count}行")
            first = key == next(iter(self.buttons))
            made.setEnabled(bool(count) or first or (stays and made.isChecked()))
        if not stays and not counts.get(self.current(), 0):
            next(iter(self.buttons.values())).setChecked(True)

    def current(self) -> str:
        """The key of the choice."""
        return next(key for key, made in self.buttons.items() if made.isChecked())

    def choose(self, key: str) -> None:
        """Choose as a click would."""
        self.buttons[key].setChecked(True)
        self.chosen.emit(key)
