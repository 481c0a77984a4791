"""Ends of texts that stay on one line: no letter, and no half of a short note, stands alone."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

JOINER = "\N{WORD JOINER}"
_END = re.compile(r"\w\w\W{0,3}$")  # the last two letters, with the marks behind them
# A longer note would not fit into the narrowest column of labels with large text, and be cut.
_NOTE = re.compile(r"[（(]\w{1,6}[）)]\W{0,2}$")


def tied(text: str, *, notes: bool = True) -> str:
    """`text` with joiners where its last line must not begin: they are never seen, nor copied.

    The last two letters stay together, and with `notes` a note in brackets of up to six letters.
    """
    found = (_NOTE.search(text) if notes else None) or _END.search(text)
    return text if found is None else text[: found.start()] + JOINER.join(found.group())


class TiedLabel(QLabel):
    """A label whose last line is no stray letter; what is marked in it has no joiners."""

    def __init__(self, text: str = "") -> None:
        """`text` is plain."""
        super().__init__()
        self._plain = ""
        self.setText(text)

    def text(self) -> str:
        """The text as it was given."""
        return self._plain

    def setText(self, text: str) -> None:
        """Show another text; one that can be marked is shown as it is."""
        self._plain = text
        marked = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        super().setText(text if marked else tied(text))
