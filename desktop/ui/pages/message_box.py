"""Ready-made texts for WeChat and SMS: looked at, copied by one click, and noted as sent."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop.domain.case import Value
from desktop.domain.form import Field
from desktop.ui.kit.fields import FieldRow
from desktop.ui.kit.layouts import GAP, TIGHT, boxed, column, holder, row
from desktop.ui.kit.parts import Combo, button, heading, primary, say, sentence
from desktop.work.messages import VISIT, WAYS, Message, SentLine, Visit, length_words

_VISIT = (
    Field("day", "约访日期", "date"),
    Field("hour", "时间", note="如 上午9时30分"),
    Field("who", "前往人员"),
)
_LINES = 9  # of the text that are seen at once


class MessageBox(QWidget):
    """The texts of one application, one at a time, and below them what went out when."""

    sent = Signal(str, str, str, str)  # kind, way, to, text
    visit_typed = Signal(object)  # Visit

    def __init__(self) -> None:
        """Nothing is shown before `show_messages`."""
        super().__init__()
        self._messages: Sequence[Message] = ()
        self._shown: tuple[str, str] = ("", "")  # which text stands there as it was composed
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.kind = Combo("哪一种")
        self.to = QLineEdit()
        self.to.setAccessibleName("收信人")
        self.phone = sentence("", "quiet")
        self.visit = {field.key: FieldRow(field, field.key) for field in _VISIT}
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("短信内容")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(_LINES * self.text.fontMetrics().lineSpacing())
        self.length = sentence("", "small")
        self.note = sentence("", "part")
        self.copy = primary(
            "复制", self._copy, "copy", "复制全文，到微信或手机中粘贴（Ctrl+Shift+C）"
        )
        self.way = Combo("发送方式")
        self.way.addItems(list(WAYS))
        self.done = button("记为已发", self._note_sent, "tick", "记入办理历史：谁、何时、怎样发的")
        self.said = sentence("", "good")
        self.wrong = sentence("", "wrong")
        self.history = sentence("", "small")

    def _lay_out(self) -> None:
        first = row(QLabel("内容"), self.kind, QLabel("收信人"), self.to, self.phone)
        first.setStretch(3, 1)
        acts = row(self.copy, None, QLabel("已用"), self.way, self.done)
        visit = holder(*self.visit.values())
        text = holder(self.text, self.length, self.note, gap=TIGHT)
        told = holder(self.said, self.wrong, gap=TIGHT)
        self.setLayout(
            column(
                boxed(heading("微信、短信文本"), first, visit, text, acts, told, gap=GAP),
                boxed(heading("已发"), self.history, gap=TIGHT),
                gap=GAP,
            )
        )
        for one in (self.said, self.wrong, self.note):
            one.hide()

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _index: self._choose())
        self.text.textChanged.connect(self._count)
        for one in self.visit.values():
            one.finished.connect(lambda _key, _text: self.visit_typed.emit(self.visit_now()))

    def visit_now(self) -> Visit:
        """The visit as it is typed now."""
        return Visit(*(self.visit[field.key].editor.text() for field in _VISIT))

    def show_messages(self, found: Sequence[Message], sent: Sequence[SentLine]) -> None:
        """Show the texts; the chosen one stays chosen, and what was typed into it stays too."""
        chosen = self.kind.currentText()
        self._messages = found
        titles = [one.title for one in found]
        if titles != [self.kind.itemText(n) for n in range(self.kind.count())]:
            self.kind.clear()
            self.kind.addItems(titles)
            first = next((n for n, one in enumerate(found) if one.useful), 0)
            self.kind.setCurrentIndex(titles.index(chosen) if chosen in titles else first)
        self._show()
        lines = "\n".join(one.sentence for one in sent)
        say(self.history, lines or "还没有发过。")

    def want(self, title: str) -> None:
        """Choose a text by its title."""
        if self.kind.findText(title) >= 0:
            self.kind.setCurrentText(title)
            self._choose()

    def forget(self) -> None:
        """Another application is shown."""
        self._shown = ("", "")
        self.kind.clear()
        for one in self.visit.values():
            one.show_value(Value(""))
        say(self.said, "")
        say(self.wrong, "")

    def refuse(self, why: str) -> None:
        """Say why it was not noted, or why a day can't be; what was typed stays."""
        say(self.said, "")
        say(self.wrong, why)

    def tell(self, words: str) -> None:
        """Say what was done."""
        say(self.wrong, "")
        say(self.said, words)

    def _choose(self) -> None:
        self._shown = ("", "")
        say(self.said, "")
        self._show()

    def _message(self) -> Message | None:
        index = self.kind.currentIndex()
        return self._messages[index] if 0 <= index < len(self._messages) else None

    def _show(self) -> None:
        one = self._message()
        if one is None:
            return
        if (one.title, one.text) != self._shown:
            self._shown = (one.title, one.text)
            self.text.setPlainText(one.text)
            self.to.setText(one.to)
        say(self.phone, one.phone)
        say(self.note, one.note)
        say(self.wrong, "")
        for each in self.visit.values():
            each.setVisible(one.kind == VISIT)
        for act in (self.copy, self.done):
            act.setEnabled(bool(one.text))

    def _count(self) -> None:
        say(self.length, length_words(self.text.toPlainText()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.tell("已复制，可到微信或短信中粘贴；发出后点“记为已发”。")

    def _note_sent(self) -> None:
        one = self._message()
        if one is not None:
            words = (one.kind, self.way.currentText(), self.to.text(), self.text.toPlainText())
            self.sent.emit(*words)
