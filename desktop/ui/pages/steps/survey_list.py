"""抽查企业名单: the firms that may be drawn, rows left out with their reasons, and how many."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from desktop.ui.kit.editors import LineEditor
from desktop.ui.kit.layouts import GAP, TIGHT, column, holder, row, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, clearable, heading, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.survey_alike import SurveyAlike
from desktop.work.drawing import REASONS, FirmLine, FramePage, OutLine

_SHOWN_NOTES = 8
_FROZEN = "名单已封存，不能再改；确需改动的，在“确认并封存名单”中写明原因作废这次封存。"
_CONVENTION = (
    "本程序约定：名单中的企业推定为中小企业，写明理由的除外；同一企业只列一次；"
    "基数取申报的家数与名单家数中较大的。"
)
_FIRMS: tuple[TableColumn[FirmLine], ...] = (
    TableColumn("i", "序号", lambda f: str(f.i) if f.i else "", 52, right=True, least=38),
    TableColumn("name", "企业名称", lambda f: f.name, 250, least=110),
    TableColumn("code", "统一社会信用代码", lambda f: f.code, 160, least=146),
    TableColumn("place", "出处", lambda f: f.place, 124, least=46),
)
_OUT: tuple[TableColumn[OutLine], ...] = (
    TableColumn("name", "企业名称", lambda o: o.name, 150, least=60),
    TableColumn("reason", "原因", lambda o: o.reason, 110, least=80),
    TableColumn("place", "出处", lambda o: o.place, 72, least=48),
)


class ReasonBox(QComboBox):
    """A reason, typed or chosen; scrolling the page never changes it."""

    entered = Signal()

    def __init__(self) -> None:
        """The regulation's usual reasons are offered."""
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(["", *REASONS])
        self.setAccessibleName("不列入的原因")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter says that the reason is complete."""
        super().keyPressEvent(event)
        if event.text() == "\r" and not event.isAutoRepeat():
            self.entered.emit()


class SurveyList(QWidget):
    """The list before it is locked."""

    left_out = Signal(int, str)  # row id, reason
    taken_back = Signal(int)  # row id
    resized = Signal(str)  # the number as typed
    searched = Signal(str)
    paper_wanted = Signal()

    def __init__(self, office: Office) -> None:
        """Empty until an application is shown."""
        super().__init__()
        self.alike = SurveyAlike(office)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.size_words = sentence()
        self.wanted = LineEditor("figure")
        self.wanted.inner.setAccessibleName("抽查企业数（家）")
        self.size_wrong = sentence("", "wrong")
        self.notes = sentence("", "part")
        self.frozen = sentence("", "part")
        self.firm_rows = Rows(_FIRMS, lambda f: f.row_id, self)
        self.firms = Table("survey-firms", self.firm_rows)
        self.firms.setAccessibleName("抽查企业名单")
        self.search = QLineEdit()
        self.search.setPlaceholderText("在名单中查找")
        self.search.setAccessibleName("在名单中查找")
        clearable(self.search)
        self.shown_note = sentence("", "small")
        self.reason = ReasonBox()
        self.paper = button("纸质名单…", self.paper_wanted.emit, "", "没有电子名单时按页和行抽取")
        self.leave = button("不列入", self._leave_out, "remove", "选中的一家不列入抽查名单")
        self.leave_wrong = sentence("", "wrong")
        self.out_rows = Rows(_OUT, lambda o: o.row_id, self)
        self.out = Table("survey-out", self.out_rows)
        self.out.setAccessibleName("不列入的行")
        self.out_head = heading("不列入的行")
        self.back = button("重新列入", self._take_back, "undo", "只有人工不列入的可以重新列入")

    def _lay_out(self) -> None:
        label = QLabel("抽查企业数")
        label.setBuddy(self.wanted.inner)
        size = row(self.size_words, label, self.wanted, QLabel("家"), gap=GAP)
        size.setStretch(0, 1)
        reason = row(QLabel("原因"), self.reason, self.leave)
        reason.setStretch(1, 1)
        looking = row(self.search, self.paper)
        left = holder(looking, self.shown_note, self.firms, reason, self.leave_wrong, gap=TIGHT)
        heads = row(self.out_head, None, self.back)
        self.beside = holder(heads, self.out, self.alike, gap=TIGHT)
        body = side_by_side(left, self.beside, shares=(3, 2))
        convention = sentence(_CONVENTION, "small")
        notes = (self.frozen, self.size_wrong, self.notes, convention)
        whole = column(size, *notes, body, gap=TIGHT)
        whole.setStretch(5, 1)
        self.setLayout(whole)
        for part in (self.size_wrong, self.leave_wrong, self.shown_note, self.frozen):
            part.hide()

    def _connect(self) -> None:
        self.wanted.finished.connect(self.resized)
        self.search.textChanged.connect(self.searched)
        self.reason.entered.connect(self._leave_out)
        self.out.chosen.connect(self._look_at_out)
        self.firms.chosen.connect(lambda _firm: say(self.leave_wrong, ""))

    def show_page(self, application_id: int, page: FramePage) -> None:
        """Show the list, its size, and what is to be looked at."""
        self.size_words.setText(_size_words(page))
        self.wanted.show_text(str(page.size))
        say(self.size_wrong, "")
        say(self.notes, _notes(page.sentences, page.said))
        self.show_firms(page.shown, page.firms)
        chosen = self.out.current()
        self.out_rows.show_rows(page.out)
        self.out.choose(chosen.row_id if chosen else None)
        self.out_head.setText(f"不列入的{len(page.out)}行" if page.out else "没有不列入的行")
        for part in (self.out, self.back):
            part.setVisible(bool(page.out))
        self.beside.setVisible(bool(page.out or page.alike))
        self.alike.show_alike(application_id, page.alike)
        self.alike.setVisible(bool(page.alike))
        self._look_at_out(self.out.current())

    def show_firms(self, firms: Sequence[FirmLine], total: int) -> None:
        """Show these firms of `total`; long lists are looked through by the search box."""
        chosen = self.firms.current()
        self.firm_rows.show_rows(firms)
        self.firms.choose(chosen.row_id if chosen else None)
        more = f"只列出前{len(firms)}家，共{total}家；其余请查找" if len(firms) < total else ""
        say(self.shown_note, "" if self.search.text() else more)

    def freeze(self, frozen: bool, *, final: bool = False) -> None:
        """A locked list is only looked at; it says why, and what would open it again.

        After 定稿 the page says it.
        """
        say(self.frozen, _FROZEN if frozen and not final else "")
        for part in (self.wanted, self.reason, self.leave, self.back, self.paper):
            part.setEnabled(not (frozen or final))
        self.alike.freeze(on=final)

    def refuse_size(self, text: str) -> None:
        """Say why the number can't be; what was typed stays."""
        say(self.size_wrong, text)

    def refuse_leaving(self, text: str) -> None:
        """Say why the row can't be left out or taken back."""
        say(self.leave_wrong, text)

    def _leave_out(self) -> None:
        firm = self.firms.current()
        if firm is None:
            say(self.leave_wrong, "请先在名单中选中一家企业。")
        else:
            self.left_out.emit(firm.row_id, self.reason.currentText())

    def left(self) -> None:
        """The row is left out: the next one gets its own reason."""
        self.reason.setCurrentText("")
        say(self.leave_wrong, "")

    def _take_back(self) -> None:
        line = self.out.current()
        if line is not None and line.by_hand:
            self.taken_back.emit(line.row_id)

    def _look_at_out(self, line: OutLine | None) -> None:
        self.back.setVisible(line is not None and line.by_hand)


def _notes(sentences: Sequence[str], said: int) -> str:
    """The first sentences: a label of ten thousand lines would hold the window for seconds."""
    rest = said - _SHOWN_NOTES
    more = [f"……另有{rest}条，可在“名单”中逐行查看"] if rest > 0 else []
    return "\n".join([*sentences[:_SHOWN_NOTES], *more])


def _size_words(page: FramePage) -> str:
    if not page.firms:
        return f"{page.frame_label}：名单中还没有企业"
    stated = f"，{page.stated_label}{page.stated}" if page.stated_label else ""
    stated += "家" if page.stated.isdigit() else ""
    whole = "，全部抽查" if page.whole else ""
    return (
        f"{page.frame_label}：名单{page.firms}家{stated}，以{page.N}家为基数，"
        f"至少抽查{page.required}家{whole}；满意{page.needed}家以上为达到80%"
    )
