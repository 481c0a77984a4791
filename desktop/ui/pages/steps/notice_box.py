"""补正: the notice's text, until which day, what was told, and what came back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain.case import Value
from desktop.domain.form import Field
from desktop.ui.kit.fields import FieldRow
from desktop.ui.kit.layouts import GAP, TIGHT, boxed, column, row
from desktop.ui.kit.parts import button, heading, say, sentence
from desktop.ui.pages.steps.notice import TITLE
from desktop.work.mending import Mending

_DUE = Field("due", "补正期限", "date")


class NoticeBox(QWidget):
    """The notice as it will be sent, its day, and the acts that belong to it."""

    due_typed = Signal(str)
    letters_wanted = Signal()
    paper_wanted = Signal()
    overdue_wanted = Signal()

    def __init__(self) -> None:
        """Nothing is missing yet."""
        super().__init__()
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.title = heading(TITLE)
        self.title.setWordWrap(True)
        self.none = sentence("没有缺件或需补正的材料。", "quiet")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(TITLE)
        self.copy = button("复制", self._copy, "copy", "复制全文，可粘贴到微信或短信")
        self.paper = button("打印告知单", self.paper_wanted.emit, "print")
        self.letters = button("短信、约访、函询…", self.letters_wanted.emit, "send")
        self.due = FieldRow(_DUE, _DUE.key)
        self.due.label.setFixedWidth(self.fontMetrics().horizontalAdvance("补正期限　"))
        self.due.finished.connect(lambda _path, text: self.due_typed.emit(text))
        self.until = sentence("", "part")
        self.overdue = button("记为逾期未补…", self.overdue_wanted.emit)
        self.told = sentence("", "small")
        self.back = sentence("", "small")

    def _lay_out(self) -> None:
        acts = row(self.copy, self.paper, None, gap=TIGHT)
        self.setLayout(
            column(
                boxed(
                    self.title,
                    self.none,
                    self.text,
                    acts,
                    self.due,
                    self.until,
                    self.overdue,
                    self.told,
                    self.back,
                    row(self.letters, None),
                    gap=GAP,
                )
            )
        )
        for one in (self.until, self.overdue, self.told, self.back):
            one.hide()

    def show_text(self, text: str) -> None:
        """Show the notice, or that nothing is missing."""
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        self.none.setVisible(not text)
        for one in (self.text, self.copy, self.paper):
            one.setVisible(bool(text))
        self.copy.setEnabled(bool(text))

    def show_mending(self, found: Mending, told: Sequence[str], *, is_open: bool) -> None:
        """Show until when it is owed, what was told, and what came back."""
        self.due.show_value(Value(found.typed))
        self.due.setVisible(bool(found.owed))
        say(self.until, found.sentence if found.owed else "", "wrong" if found.overdue else "part")
        self.overdue.setVisible(found.overdue and is_open)
        say(self.told, "　".join(filter(None, (found.told, *told))))
        say(self.back, "\n".join(found.back))

    def refuse_due(self, why: str) -> None:
        """Say beside the day why it can't be kept; what was typed stays."""
        self.due.show_wrong([why])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
