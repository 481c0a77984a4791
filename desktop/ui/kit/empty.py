"""What an empty page shows: what belongs here, and how to get it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.kit.layouts import GAP, WIDE, column, row
from desktop.ui.kit.parts import mark, say, sentence


class EmptyPage(QWidget):
    """An icon, a sentence that says what belongs here, one that says how, and buttons."""

    def __init__(self, icon: str, what: str, how: str, *buttons: QPushButton) -> None:
        """`icon` is the name of an icon; `buttons` do what `how` says."""
        super().__init__()
        self.what = sentence(what, "heading")
        self.how = sentence(how, "quiet")
        for label in (self.what, self.how):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        picture = mark(icon, "quiet", 40)
        self.setLayout(
            column(
                None,
                row(None, picture, None),
                self.what,
                self.how,
                row(None, *buttons, None),
                None,
                None,
                gap=GAP,
                margin=2 * WIDE,
            )
        )

    def show_text(self, what: str, how: str) -> None:
        """Say something else."""
        say(self.what, what)
        say(self.how, how)
