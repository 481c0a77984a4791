"""Asks, where a roster is there already, whether the new one replaces it or comes behind it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.layouts import GAP, row
from desktop.ui.kit.parts import say, sentence
from desktop.ui.pages.steps.choices import Choices
from desktop.work.import_diff import RosterChange

_WAYS = (("replace", "替换现有名单"), ("beside", "接在现有名单后面"))
_FEW = "新文件只有{}行，现有名单有{}行。如果是补充名单，请选“接在现有名单后面”。"


class RosterWay(QWidget):
    """Two buttons above the rows, and a word where the new roster looks like a supplement."""

    beside_wanted = Signal(bool)  # True: the new rows come behind those that are there (补充名单)

    def __init__(self) -> None:
        """Hidden while no roster is there."""
        super().__init__()
        self.told = sentence("", "part")
        self.ways = Choices("怎样采纳", _WAYS)
        whole = row(self.told, self.ways, gap=GAP)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.ways.chosen.connect(lambda way: self.beside_wanted.emit(way == "beside"))
        self.hide()

    def show_change(self, change: RosterChange | None) -> None:
        """Show how the roster is taken now; without a change there is nothing to ask."""
        self.setVisible(change is not None)
        if change is None:
            return
        self.ways.buttons["beside" if change.beside else "replace"].setChecked(True)
        old, new = change.rows
        say(self.told, _FEW.format(new, old) if change.loses_most else "现有名单中已经有这份名单：")
