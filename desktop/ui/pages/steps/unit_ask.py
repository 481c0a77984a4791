"""Asks for the unit of money of columns whose header does not name it: it is never guessed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from desktop.domain.form import Column
from desktop.ui.kit.layouts import GAP
from desktop.ui.kit.parts import Combo

UNITS = ("元", "万元", "亿元")
_ASK = "请选择"


class UnitAsk(QWidget):
    """A list for each such column; hidden where every unit is known."""

    chosen = Signal(str, str)  # the roster's column, the unit

    def __init__(self) -> None:
        """No file is shown yet."""
        super().__init__()
        self.combos: dict[str, QComboBox] = {}
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)

    def show_columns(self, columns: Sequence[Column], named: dict[str, str]) -> None:
        """Ask about these columns; `named` are units that the reviewer has named."""
        while (item := self._box.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.combos = {}
        for one in columns:
            self._add(one, named.get(one.key, _ASK))
        self._box.addStretch(1)
        self.setVisible(bool(columns))

    def _add(self, one: Column, unit: str) -> None:
        label = QLabel(f"“{one.label}”的金额没有写明单位，文件中是")
        combo = Combo()
        combo.addItems([_ASK, *UNITS])
        combo.setCurrentText(unit)
        combo.setAccessibleName(f"“{one.label}”的单位")
        label.setBuddy(combo)
        combo.activated.connect(
            lambda _index: (
                self.chosen.emit(one.key, combo.currentText())
                if combo.currentText() != _ASK
                else None
            )
        )
        self.combos[one.key] = combo
        for part in (label, combo):
            self._box.addWidget(part)
