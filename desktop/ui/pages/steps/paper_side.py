"""The side of the list of materials: notes on one paper, and the notice of what is missing."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain.case import Value
from desktop.domain.form import Field
from desktop.ui.kit.fields import FieldRow
from desktop.ui.kit.layouts import GAP, TIGHT, boxed, column
from desktop.ui.kit.parts import button, heading, say, sentence
from desktop.ui.pages.steps.notice import TITLE
from desktop.work.materials import LineState

HOW = ("查看原件", "网上查询", "征询部门", "实地查看")
_NOTES = (
    Field("note", "备注", "long"),
    Field("copies", "份数", "figure", unit="份"),
    Field("pages", "页数", "figure", unit="页"),
)
_TRUTH = (
    Field("how", "核验方式", "choice", choices=HOW),
    Field("by", "核验人"),
    Field("on", "核验日期", "date"),
)


class PaperNotes(QWidget):
    """What is noted of one paper: remark, copies, pages, and how its truth was checked."""

    finished = Signal(str, str, str)  # line id, key, text

    def __init__(self) -> None:
        """No paper is chosen yet."""
        super().__init__()
        self.line: LineState | None = None
        self._make()
        self._lay_out()
        self.setEnabled(False)

    def _make(self) -> None:
        self.name = sentence("先在左边选一项材料", "quiet")
        self.rows = {field.key: self._row(field) for field in (*_NOTES, *_TRUTH)}
        truth = [self.rows[field.key] for field in _TRUTH]
        self.article = sentence("", "small")
        self.truth = column(heading("真实性核验"), self.article, *truth, gap=TIGHT)
        self.truth_box = QWidget()
        self.truth_box.setLayout(self.truth)

    def _lay_out(self) -> None:
        notes = [self.rows[field.key] for field in _NOTES]
        self.setLayout(
            column(boxed(heading("本项材料"), self.name, *notes, self.truth_box, gap=TIGHT))
        )

    def _row(self, field: Field) -> FieldRow:
        made = FieldRow(field, field.key)
        made.label.setFixedWidth(self.fontMetrics().horizontalAdvance("核验方式　"))
        made.finished.connect(self._tell)
        return made

    def show_truth(self, wanted: bool, article: str) -> None:
        """Ask how the papers' truth was checked where the scheme wants it."""
        self.truth_box.setVisible(wanted)
        say(self.article, article)

    def show_line(self, line: LineState | None) -> None:
        """Show what is noted of `line`; what was being typed for another one is kept first."""
        if self.line is not None and (line is None or line.id != self.line.id):
            self.finish()
        self.line = line
        self.setEnabled(line is not None)
        self.name.setText(line.text if line else "先在左边选一项材料")
        for key, one in self.rows.items():
            one.show_value(Value(str(getattr(line, key)) if line else ""))

    def finish(self) -> None:
        """Finish the edit that is under way."""
        for one in self.rows.values():
            one.editor.finish()

    def _tell(self, key: str, text: str) -> None:
        if self.line is not None:
            self.finished.emit(self.line.id, key, text)


class NoticeBox(QWidget):
    """The notice's text as it will be sent, with a button that copies it."""

    def __init__(self) -> None:
        """Nothing is missing yet."""
        super().__init__()
        self.title = heading(TITLE)
        self.title.setWordWrap(True)
        self.none = sentence("没有缺件或需补正的材料。", "quiet")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(TITLE)
        self.copy = button("复制", self._copy, "copy", "复制全文，可粘贴到微信或短信")
        self.setLayout(column(boxed(self.title, self.none, self.text, self.copy, gap=GAP)))

    def show_text(self, text: str) -> None:
        """Show the notice, or that nothing is missing."""
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        self.none.setVisible(not text)
        self.text.setVisible(bool(text))
        self.copy.setEnabled(bool(text))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
