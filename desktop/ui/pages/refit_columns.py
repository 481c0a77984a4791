"""The columns of the bureau's form, and beside each what of our sheet is put there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.ui.kit.layouts import GAP, TIGHT, clear
from desktop.ui.kit.parts import Combo, say, sentence
from desktop.work.refit import FormColumn, FormTable

BLANK = "（留空）"
_LETTERS = 12  # that a choice shows at least


class RefitColumns(QWidget):
    """One line for each column of the form: its header, a choice, and how sure the proposal is."""

    changed = Signal()

    def __init__(self) -> None:
        """Empty until a form was read."""
        super().__init__()
        self.choices: list[Combo] = []
        self.notes: list[QLabel] = []
        self._keys: list[list[str]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, GAP, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(TIGHT)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 4)
        self._grid.setColumnStretch(2, 2)

    def show_columns(self, table: FormTable, columns: Sequence[FormColumn]) -> None:
        """Show another form's columns with what was proposed or kept."""
        clear(self._grid)
        self.choices, self.notes, self._keys = [], [], []
        for at, text in enumerate(("表样的列", "填入", "")):
            self._grid.addWidget(sentence(text, "small"), 0, at)
        for line, one in enumerate(columns, 1):
            self._add(table, one, line)
        self._grid.setRowStretch(len(columns) + 1, 1)

    def _add(self, table: FormTable, one: FormColumn, line: int) -> None:
        label, choice, note = sentence(one.label), Combo(one.label), sentence("", "small")
        label.setBuddy(choice)
        choice.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(_LETTERS)
        keys = [""]
        choice.addItem(BLANK)
        for offer in table.listing.offers:
            keys.append(offer.key)
            choice.addItem(f"{offer.group} {offer.label}" if offer.group else offer.label)
        choice.setCurrentIndex(keys.index(one.key) if one.key in keys else 0)
        choice.setEnabled(not one.fixed)
        choice.activated.connect(lambda _index: self._choose(line - 1))
        for place, widget in enumerate((label, choice, note)):
            self._grid.addWidget(widget, line, place)
        self.choices.append(choice)
        self.notes.append(note)
        self._keys.append(keys)
        self._say(line - 1, one.fixed or ("" if one.sure or not one.key else "相近，请核对"))

    def _choose(self, at: int) -> None:
        self._say(at, "")
        self.changed.emit()

    def _say(self, at: int, text: str) -> None:
        blank = self.choices[at].currentIndex() == 0 and self.choices[at].isEnabled()
        say(self.notes[at], text or ("没有对应" if blank else ""))
        self.choices[at].setAccessibleDescription(self.notes[at].text())

    def keys(self) -> tuple[str, ...]:
        """What is put into each column; "" leaves it blank."""
        return tuple(
            keys[choice.currentIndex()]
            for keys, choice in zip(self._keys, self.choices, strict=True)
        )

    def choose(self, at: int, key: str) -> None:
        """Choose what is put into the column at that place, as by hand."""
        self.choices[at].setCurrentIndex(self._keys[at].index(key))
        self._choose(at)
