"""征求意见函: a new one by department, each with its days and its reply, and the usual list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.case import Value
from desktop.domain.form import Field
from desktop.ui.kit.fields import FieldRow
from desktop.ui.kit.layouts import GAP, TIGHT, boxed, clear, column, holder, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import Combo, button, heading, primary, say, sentence
from desktop.ui.pages.steps.attached_files import AttachedFiles
from desktop.work.inquiries import RESULTS, WAYS, Asked, Inquiry, departments_text

_FIELDS = (
    Field("about", "核实事项", "long"),
    Field("sent_on", "发出日期", "date"),
    Field("way", "方式", "choice", choices=WAYS),
    Field("due_on", "函复期限", "date"),
    Field("answered_on", "答复日期", "date"),
    Field("answer", "答复", "choice", choices=RESULTS),
    Field("words", "答复内容", "long"),
)


class InquiryCard(QWidget):
    """One letter: its blanks, its reply, and what is done with it."""

    typed = Signal(int, str, str)  # number, key, text
    files_added = Signal(int, object)
    paper_wanted = Signal(int)
    remind_wanted = Signal(int)
    void_wanted = Signal(int)

    def __init__(self, office: Office, one: Inquiry) -> None:
        """The letter's number never changes."""
        super().__init__()
        self.number = one.number
        self.name = heading(f"{one.number}. {one.to}")
        self.state = sentence("", "quiet")
        self.rows = {field.key: self._row(field, one) for field in _FIELDS}
        self.files = AttachedFiles(office, "添加复函扫描件")
        self.files.added.connect(lambda paths: self.files_added.emit(self.number, paths))
        self.print = button("打印函件", lambda: self.paper_wanted.emit(self.number), "print")
        self.remind = button("催答复", lambda: self.remind_wanted.emit(self.number), "send")
        self.void = button("作废…", lambda: self.void_wanted.emit(self.number), "remove")
        acts = row(self.print, self.remind, self.void, None)
        rows = list(self.rows.values())
        self.body = holder(*rows, self.files, gap=TIGHT)
        self.setLayout(column(boxed(self.name, self.state, acts, self.body, gap=TIGHT)))
        for act, words in ((self.print, "打印函件"), (self.remind, "催答复"), (self.void, "作废")):
            act.setAccessibleName(f"{one.to}：{words}")

    def _row(self, field: Field, one: Inquiry) -> FieldRow:
        made = FieldRow(field, field.key)
        made.label.setFixedWidth(self.fontMetrics().horizontalAdvance("函复期限　"))
        made.finished.connect(lambda key, text: self.typed.emit(self.number, key, text))
        for part in (made.editor, made.editor.inner):
            part.setAccessibleName(f"{one.to}：{field.label}")
        return made

    def show_inquiry(self, one: Inquiry, *, late: bool) -> None:
        """Show what is kept of the letter."""
        say(self.state, one.sentence + ("，已逾期" if late else ""), "wrong" if late else "quiet")
        for key, each in self.rows.items():
            each.show_value(Value(getattr(one, key)))
        self.files.show_files(one.files)
        self.remind.setVisible(one.waiting)
        self.body.setVisible(not one.void)
        self.print.setVisible(not one.void)
        self.void.setText("恢复…" if one.void else "作废…")

    def finish(self) -> None:
        """Finish the edit that is under way."""
        for one in self.rows.values():
            one.editor.finish()


class InquiryBox(QWidget):
    """The letters of one application, and a line that begins a new one."""

    begun = Signal(str, str)  # to, about
    listed = Signal(str)  # the usual departments, as edited

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `show_inquiries`."""
        super().__init__()
        self._office = office
        self._asked: tuple[Asked, ...] = ()
        self.cards: dict[int, InquiryCard] = {}
        self._make()
        self._lay_out()
        self.to.activated.connect(lambda _index: self._offer())

    def _make(self) -> None:
        self.to = Combo("征求哪个部门的意见")
        self.to.setEditable(True)
        self.about = QPlainTextEdit()
        self.about.setAccessibleName("核实什么")
        self.about.setTabChangesFocus(True)
        self.about.setFixedHeight(4 * self.about.fontMetrics().lineSpacing())
        self.begin = primary("新建征求意见函", self._begin, "add")
        self.edit = button("常用部门…", self._toggle, "edit", "一行一个：部门：核实什么")
        self.edit.setCheckable(True)
        self.usual = QPlainTextEdit()
        self.usual.setAccessibleName("常用部门和核实事项，一行一个")
        self.usual.setTabChangesFocus(True)
        self.usual.setFixedHeight(9 * self.usual.fontMetrics().lineSpacing())
        self.keep = button(
            "保存常用部门", lambda: self.listed.emit(self.usual.toPlainText()), "save"
        )
        self.usual_box = holder(
            sentence("一行一个：部门：核实什么。全部删去即恢复原来的。", "small"),
            self.usual,
            row(self.keep, None),
            gap=TIGHT,
        )
        self.wrong = sentence("", "wrong")
        self.none = sentence("还没有征求过其他部门的意见。", "quiet")
        self.list = QVBoxLayout()
        self.list.setSpacing(GAP)

    def _lay_out(self) -> None:
        first = row(QLabel("部门"), self.to, self.edit)
        first.setStretch(1, 1)
        new = boxed(
            heading("征求意见函"),
            first,
            self.usual_box,
            QLabel("核实什么"),
            self.about,
            self.wrong,
            row(self.begin, None),
            gap=TIGHT,
        )
        self.setLayout(column(new, self.none, self.list, gap=GAP))
        self.usual_box.hide()
        self.wrong.hide()

    def show_departments(self, asked: tuple[Asked, ...]) -> None:
        """Offer the usual departments."""
        if asked != self._asked:
            self._asked = asked
            self.to.clear()
            self.to.addItems([one.name for one in asked])
            self.usual.setPlainText(departments_text(asked))
            self._offer()

    def show_inquiries(self, found: Sequence[tuple[Inquiry, bool]]) -> list[InquiryCard]:
        """Show the letters, the newest first, each with whether its answer is late.

        Returns the cards that are new, for their signals to be connected.
        """
        numbers = [one.number for one, _late in found]
        new = []
        if [*self.cards] != numbers:
            clear(self.list)
            self.cards = {one.number: InquiryCard(self._office, one) for one, _late in found}
            new = list(self.cards.values())
            for card in reversed(new):
                self.list.addWidget(card)
        for one, late in found:
            self.cards[one.number].show_inquiry(one, late=late)
        self.none.setVisible(not found)
        say(self.wrong, "")
        return new

    def refuse(self, why: str) -> None:
        """Say why no letter was begun; what was typed stays."""
        say(self.wrong, why)

    def finish(self) -> None:
        """Finish the edits that are under way."""
        for one in self.cards.values():
            one.finish()

    def forget(self) -> None:
        """Another application is shown."""
        clear(self.list)
        self.cards = {}

    def _offer(self) -> None:
        known = {one.name: one.about for one in self._asked}
        about = known.get(self.to.currentText(), "")
        if not self.about.toPlainText().strip() or self.about.toPlainText() in known.values():
            self.about.setPlainText(about)

    def _begin(self) -> None:
        self.begun.emit(self.to.currentText(), self.about.toPlainText())

    def _toggle(self) -> None:
        self.usual_box.setVisible(self.edit.isChecked())
