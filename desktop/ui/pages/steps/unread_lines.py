"""What a file said and no blank took: each line can be copied, and ticked off once seen to."""

from collections.abc import Sequence, Set
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.ui.kit.layouts import TIGHT, clear, row
from desktop.ui.kit.parts import sentence

_DONE = "已处理"


class UnreadLines(QWidget):
    """The lines one below the other, with a box beside each."""

    settled = Signal(str, bool)  # a line; whether it was seen to

    def __init__(self) -> None:
        """No line yet."""
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(TIGHT)
        self.setLayout(self._list)

    def show_lines(self, lines: Sequence[str], settled: Set[str]) -> None:
        """Show the lines; those that were seen to are ticked."""
        wanted = list(dict.fromkeys(lines))
        if wanted != list(self.boxes):
            clear(self._list)
            self.boxes = {}
            for line in wanted:
                self._add(line)
        for line, box in self.boxes.items():
            box.blockSignals(True)  # noqa: FBT003 - Qt's own
            box.setChecked(line in settled)
            box.blockSignals(False)  # noqa: FBT003 - Qt's own

    def go_to_first(self) -> None:
        """Go to the first box that is not ticked."""
        still = [box for box in self.boxes.values() if not box.isChecked()]
        if still:
            still[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, line: str) -> None:
        box = self.boxes[line] = QCheckBox(_DONE)
        box.setAccessibleName(f"{_DONE}：{line}")
        box.toggled.connect(partial(self.settled.emit, line))
        text = sentence(line)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        held = QWidget()
        whole = row(box, text, gap=TIGHT)
        whole.setAlignment(box, Qt.AlignmentFlag.AlignTop)
        whole.setStretch(1, 1)
        held.setLayout(whole)
        self._list.addWidget(held)
