"""Other tables of the same file, each with one button that takes it too (一并导入)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.kit.layouts import TIGHT
from desktop.ui.kit.parts import button
from desktop.work.incoming_more import More

_MOST = 4  # shown at once; the next comes when one was taken


class MoreTables(QWidget):
    """A line for each table that is left; hidden where there is none."""

    wanted = Signal(object)  # More

    def __init__(self) -> None:
        """No file is shown yet."""
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(TIGHT)
        self.hide()

    def show_tables(self, left: Sequence[More]) -> None:
        """Offer these tables."""
        for old in self.buttons:
            old.hide()
            old.deleteLater()
        self.buttons = [self._offer(more) for more in left[:_MOST]]
        self.setVisible(bool(left))

    def _offer(self, more: More) -> QPushButton:
        what = "也是这份名单" if more.known else "没有认出是哪份名单"
        told = f"“{more.place}”（{more.rows}行）{what}：一并导入"
        made = button(told, lambda: self.wanted.emit(more), "add")
        made.setToolTip("按它自己的表头另读一遍，行并入同一份名单；各列可以另外对应")
        self._box.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made
