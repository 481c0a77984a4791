"""The rosters that stand inside an application form: which of them are taken."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.ui.kit.layouts import TIGHT, clear

_LEAVES = "已有单独的名单，不采用表内的；要改用请打勾"


class FormRosters(QWidget):
    """A box to tick for each roster; hidden where the form has none."""

    wanted_changed = Signal(object)  # frozenset of the rosters that are wanted

    def __init__(self) -> None:
        """No form is shown yet."""
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(TIGHT)

    def show_rosters(
        self,
        rows: Mapping[str, int],
        titles: Mapping[str, str],
        leave: frozenset[str],
        wanted: frozenset[str] | None,
    ) -> None:
        """Show how many rows each roster has; those of `leave` are not taken unless wanted."""
        clear(self._box)
        self.boxes = {}
        for key, count in rows.items():
            note = f"（{_LEAVES}）" if key in leave else ""
            box = QCheckBox(f"采用表内的“{titles[key]}”{count}行{note}")
            box.setChecked(key not in leave if wanted is None else key in wanted)
            box.clicked.connect(lambda _on: self._tell())
            self.boxes[key] = box
            self._box.addWidget(box)
        self.setVisible(bool(rows))

    def _tell(self) -> None:
        self.wanted_changed.emit(
            frozenset(key for key, box in self.boxes.items() if box.isChecked())
        )
