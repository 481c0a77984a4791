"""The blanks about the call: when and by whom, where that is not now, and when to call again."""

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QFormLayout

from desktop.ui.kit.editors import LineEditor

CALLED_AT, BY, CALL_BACK_AT = "called_at", "by", "call_back_at"
CALL_KEYS = frozenset({CALLED_AT, BY, CALL_BACK_AT})


class CallBlanks:
    """Three blanks of a firm's form; they are only there where they are needed."""

    def __init__(self) -> None:
        """Nothing is typed in later yet."""
        self._offered = False
        self.later = QCheckBox("补录此前的或他人的联系")
        self.at, self.by, self.back = (LineEditor("text") for _ in range(3))
        self.at.line.setPlaceholderText("如 14:30、11-20 14:30")
        self.by.line.setPlaceholderText("不填为现在的经办人")
        self.back.line.setPlaceholderText("如 14:30、11-23 9:30")
        self._named = (("联系时间", self.at), ("联系人员", self.by), ("再联系时间", self.back))

    def add_to(self, form: QFormLayout) -> None:
        """Stand in `form`, hidden until needed."""
        self._form = form
        form.addRow("", self.later)
        for label, editor in self._named:
            editor.inner.setAccessibleName(label)
            form.addRow(label, editor)
        self.later.toggled.connect(lambda on: self._show(self.at, self.by, on=on))
        self._show(self.at, self.by, self.back, on=False)

    def _show(self, *editors: LineEditor, on: bool) -> None:
        for editor in editors:
            self._form.setRowVisible(editor, on)

    def show_back(self) -> None:
        """Offer the blank for the time to call again."""
        self._show(self.back, on=True)

    def clear(self) -> None:
        """Another firm: its own time; nothing is said of calling again.

        Who calls and that it is typed in later stays: a pile of paper is typed in at one go.
        """
        if self._offered and not self.noted():
            self.later.setChecked(False)
        self._offered = False
        self.at.put("")
        self.back.put("")
        self._show(self.back, on=False)

    def offer(self) -> None:
        """Show the blanks of a call made before; unused, they go again with the firm."""
        self._offered = not self.later.isChecked()
        self.later.setChecked(True)

    def noted(self) -> dict[str, str]:
        """What was typed about the call; nothing where it is made now."""
        later = self.later.isChecked()
        texts = {
            CALLED_AT: self.at.text() if later else "",
            BY: self.by.text() if later else "",
            CALL_BACK_AT: self.back.text(),
        }
        return {key: text for key, text in texts.items() if text.strip()}

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Write again what was typed before it was refused."""
        self.at.put(typed.get(CALLED_AT, ""))
        self.back.put(typed.get(CALL_BACK_AT, ""))
        if CALL_BACK_AT in typed:
            self.show_back()
