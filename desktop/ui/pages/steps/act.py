"""One act of the draw in the accordion: its number, title and state, and its body when open."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.ui.kit.layouts import GAP, TIGHT, column, row
from desktop.ui.kit.parts import button, link, mark, restyle
from desktop.ui.kit.states import look_of
from desktop.ui.kit.theme import with_icon


class CutLabel(QLabel):
    """One line that ends in an ellipsis where the room is too small; all of it on hovering."""

    def __init__(self, name: str) -> None:
        """`name` is its style's name."""
        super().__init__()
        self.words = ""
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Show `words`, as much of them as there is room for."""
        self.words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the room that there is."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.contentsRect().width()
        shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)


class Act(QFrame):
    """A heading that opens the body below it; only one act of the page is open."""

    wanted = Signal(str)  # the act's key

    def __init__(self, key: str, number: int, title: str, body: QWidget) -> None:
        """Closed until `open`."""
        super().__init__()
        self.key, self.title, self.body = key, f"{number} {title}", body
        self.setObjectName("card")
        self.head = button(self.title, lambda: self.wanted.emit(self.key))
        self.head.setObjectName("act")
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        restyle(self.head)
        self.icon = QLabel()
        self.state = CutLabel("quiet")
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = row(self.icon, self.head, self.state, gap=GAP)
        line.setStretch(1, 1)
        line.setStretch(2, 2)
        whole = column(line, body, gap=TIGHT, margin=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.open(on=False)

    def show_state(self, word: str, sentence: str) -> None:
        """Show how the act stands: one of the steps' states, and a sentence."""
        look = look_of(word)
        with_icon(self.icon, look.icon, look.tone)
        self.state.say(sentence)
        self.head.setAccessibleName(f"{self.title}，{word}。{sentence}")

    def open(self, *, on: bool) -> None:
        """Show or hide the body."""
        self.body.setVisible(on)
        wide = QSizePolicy.Policy.Expanding if on else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, wide)

    def is_open(self) -> bool:
        """True while the body is shown."""
        return not self.body.isHidden()


class DoneActs(QFrame):
    """The acts that are done, in one line, so that the list of answers has the room."""

    wanted = Signal(str)  # the act's key

    def __init__(self, acts: Sequence[Act]) -> None:
        """Hidden, with `acts` themselves to be seen, until `show_instead`."""
        super().__init__()
        self.setObjectName("card")
        self._acts = acts
        self.links = {act.key: link(act.title, partial(self.wanted.emit, act.key)) for act in acts}
        parts: list[QWidget | None] = []
        for one in self.links.values():
            parts += [mark("state-done", "good"), one, None]
        self.setLayout(row(*parts, gap=GAP, margin=TIGHT))
        self.hide()

    def show_states(self) -> None:
        """Say how the acts stand."""
        for act in self._acts:
            self.links[act.key].setText(f"{act.title}：{act.state.words}")

    def show_instead(self, *, on: bool) -> None:
        """Show the one line in the place of the acts, or the acts."""
        self.setVisible(on)
        for act in self._acts:
            act.setVisible(not on)


class OnceButton(QPushButton):
    """A button for what can't be taken back: a key that is held down presses it once at most."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave out the repeats of a key that is held down."""
        if not event.isAutoRepeat():
            super().keyPressEvent(event)
