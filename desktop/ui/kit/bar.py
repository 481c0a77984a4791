"""The calm bar for messages, the note 已保存, and what is running with its progress and cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ui.kit.layouts import GAP, TIGHT, column, row
from desktop.ui.kit.parts import mark, say, sentence, tool

if TYPE_CHECKING:  # made at the first work that is waited for
    from PySide6.QtWidgets import QProgressBar


class MessageBar(QFrame):
    """One sentence and one hint above the page; it stays until it is closed or another comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until something is said."""
        super().__init__(parent)
        self.setObjectName("notice")
        self.sentence = sentence("", "heading")
        self.hint = sentence("", "")
        self._close = tool("close", "关闭提示", self.hide)
        self.setLayout(
            row(
                mark("info", "part", 20),
                column(self.sentence, self.hint, gap=0),
                self._close,
                gap=GAP,
                margin=GAP,
            )
        )
        self.setAccessibleName("提示")
        self.hide()

    def tell(self, text: str, hint: str = "") -> None:
        """Say `text`, and below it what to do."""
        say(self.sentence, text)
        say(self.hint, hint)
        self.setToolTip("")
        self.setAccessibleDescription(f"{text}{hint}")
        self.show()

    def tell_many(self, text: str, lines: Sequence[str], where: str) -> None:
        """Say `text`, and one line of `lines`; of several, `where` they are: the tip has them."""
        self.tell(text, lines[0] if len(lines) == 1 else where if lines else "")
        self.setToolTip("\n".join(lines))
        self.setAccessibleDescription("\n".join((text, *lines)))


class SaveNote(QLabel):
    """已保存 14:05, after the transaction has returned and never before."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """`clock` is the window's clock."""
        super().__init__()
        self._clock = clock
        self.setAccessibleName("保存情况")

    def saved(self) -> None:
        """Show the time of this very moment."""
        self.setText(f"已保存 {self._clock():%H:%M}")


class TaskNote(QWidget):
    """What long work is running, how far it is, and a button that cancels it."""

    cancel = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden while nothing runs."""
        super().__init__(parent)
        self._name = ""
        self.title = QLabel()
        self.button = QPushButton("取消")
        self.button.clicked.connect(self._cancel)
        self.setLayout(row(self.title, self.button, gap=TIGHT))
        self.hide()

    @cached_property
    def bar(self) -> QProgressBar:
        """The progress, made with the first work: the window is painted before that."""
        from PySide6.QtWidgets import QProgressBar

        made = QProgressBar()
        made.setFixedWidth(160)
        made.setTextVisible(False)
        held = self.layout()
        assert isinstance(held, QHBoxLayout)  # made above
        held.insertWidget(1, made)
        return made

    def begin(self, title: str) -> None:
        """Show that work called `title` has begun."""
        self._name = title
        self.title.setText(title)
        self.bar.setRange(0, 0)
        self.button.setEnabled(True)
        self.show()

    def progress(self, done: int, total: int, text: str) -> None:
        """Show how far it is; a `total` of 0 is not known."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.title.setText(f"{self._name}：{text}" if text else self._name)

    def _cancel(self) -> None:
        self.button.setEnabled(False)
        self.title.setText("正在取消…")
        self.cancel.emit()
