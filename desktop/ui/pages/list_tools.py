"""What a list is read from: its sheet, header line and columns, and what was remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from desktop.domain.form import Column
from desktop.ui.kit.layouts import GAP, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import Combo, link, restyle, say, sentence
from desktop.ui.pages.steps.mapping import NONE, how_sure
from desktop.work.list_columns import Listing, headed, recognised_again, turned
from desktop.work.shapes import forget

_WIDTH = 72
_BEFORE = "按上次选择的对应读取。"


def sure_words(found: Listing) -> dict[str, tuple[str, str]]:
    """How sure each column was recognised, in words, and the look of the words."""
    table = found.table
    return {
        key: how_sure(table.confidence.get(key, 0), before=bool(found.shape))
        for key in table.mapping
    }


class ColumnChoices(QWidget):
    """Of each field which column of the file it is taken from, where no rows stand below."""

    chosen = Signal(str, int)  # the field, the file's column (-1: none)

    def __init__(self, fields: Sequence[Column]) -> None:
        """Nothing is offered before `show_listing`."""
        super().__init__()
        self.combos: dict[str, Combo] = {}
        self.sure: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        for at, one in enumerate(fields):
            self._add(grid, at, one)
        grid.setColumnStretch(len(fields), 1)

    def _add(self, grid: QGridLayout, at: int, one: Column) -> None:
        combo, label = Combo(f"“{one.label}”取自文件的哪一栏"), QLabel(f"{one.label}取自")
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(10)
        combo.activated.connect(lambda _index: self.chosen.emit(one.key, int(combo.currentData())))
        label.setBuddy(combo)
        self.combos[one.key], self.sure[one.key] = combo, QLabel()
        for line, part in enumerate((label, combo, self.sure[one.key])):
            grid.addWidget(part, line, at)

    def show_listing(self, found: Listing) -> None:
        """Offer the file's columns, show which one each field is taken from, and how sure."""
        sure = sure_words(found)
        for key, combo in self.combos.items():
            combo.clear()
            combo.addItem(NONE, -1)
            for index, name in found.columns:
                combo.addItem(name, index)
            combo.setCurrentIndex(max(0, combo.findData(found.table.mapping.get(key, -1))))
            words, look = sure.get(key, ("", "small"))
            combo.setAccessibleDescription(words)
            self.sure[key].setText(words)
            self.sure[key].setObjectName(look)
            restyle(self.sure[key])


class ListTools(QWidget):
    """The sheet, the line of its header, and the way back to what the headers say themselves."""

    changed = Signal(object)  # the Listing, to be read again

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `show_listing`."""
        super().__init__()
        self._office = office
        self._found: Listing | None = None
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.sheet, self.header = Combo("工作表"), QLineEdit()
        self.sheet.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.sheet.setMinimumContentsLength(10)
        self.header.setValidator(QIntValidator(1, 100_000, self.header))
        self.header.setFixedWidth(_WIDTH)
        self.header.setAccessibleName("标题行")
        self.header.setToolTip("栏目名称所在的行，有几行的填最后一行；改后按 Enter")
        self.labels = QLabel("工作表"), QLabel("标题行")
        self.before = sentence(_BEFORE, "quiet")
        self.again = link("重新识别", self._again)
        self.forget = link("不再记住这个对应", self._forget)

    def _lay_out(self) -> None:
        for label, edit in zip(self.labels, (self.sheet, self.header), strict=True):
            label.setBuddy(edit)
        asked = (self.labels[0], self.sheet, self.labels[1], self.header)
        self.setLayout(row(*asked, self.before, self.again, self.forget, None, gap=GAP))
        self.hide()

    def _connect(self) -> None:
        self.sheet.activated.connect(lambda _index: self._turn())
        self.header.editingFinished.connect(self._head)

    def show_listing(self, found: Listing) -> None:
        """Show which sheet's table is looked at, and how it was recognised."""
        self._found = found
        self.sheet.clear()
        self.sheet.addItems(found.sheets)
        self.sheet.setCurrentText(found.table.grid.name)
        several = len(found.sheets) > 1
        self.labels[0].setVisible(several)
        self.sheet.setVisible(several)
        self.header.setText(str(found.header_line))
        say(self.before, _BEFORE if found.shape else "", "quiet")
        for one in (self.again, self.forget):
            one.setVisible(bool(found.shape))
        self.show()

    def _turn(self) -> None:
        if self._found is not None:
            self.changed.emit(turned(self._found, self.sheet.currentText()))

    def _head(self) -> None:
        found, line = self._found, int(self.header.text() or 0)
        if found is not None and line and line != found.header_line:
            self.changed.emit(headed(found, line))

    def _again(self) -> None:
        if self._found is not None:
            self.changed.emit(recognised_again(self._found))

    def _forget(self) -> None:
        found = self._found
        if found is not None and found.shape:
            key = found.shape
            self._office.keep(lambda desk: forget(desk, key), owner=self)
            self.changed.emit(recognised_again(found))
