"""复核录入: another person keys a tenth of the answers again, without seeing the first."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.domain.problem import UserError
from desktop.domain.scheme import AnswerChoice
from desktop.ui.kit.editors import LineEditor
from desktop.ui.kit.layouts import GAP, TIGHT, boxed, clear, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, say, sentence
from desktop.ui.kit.table import Rows, TableColumn
from desktop.ui.pages.steps.frozen import shut
from desktop.ui.pages.steps.panel import Panel
from desktop.ui.pages.steps.survey_ask import AnswerTable
from desktop.work.rekey import WAITS, RekeyLine, RekeyPage, rekey, rekey_page

_HOW = (
    "对照纸质记录表，选中一家后按数字键再录入一次评价；首次录入的评价在录入之后才显示。"
    "不一致的，请返回抽查核对，更正并写明原因。"
)
_COLUMNS: tuple[TableColumn[RekeyLine], ...] = (
    TableColumn("k", "顺序", lambda r: str(r.k), 56, right=True),
    TableColumn("firm", "企业", lambda r: r.firm, 240),
    TableColumn("person", "受访人", lambda r: r.person, 80),
    TableColumn("first_by", "首次录入人", lambda r: r.first_by, 90),
    TableColumn("first", "首次录入", lambda r: r.first, 90),
    TableColumn("second", "复核录入", lambda r: r.second, 90),
    TableColumn("state", "核对结果", lambda r: r.state, 100, state=True),
)


class SurveyRekey(Panel):
    """The firms that the seed chose, one key for each, and what differs by name."""

    title = "复核录入"
    topic = "复核录入"

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `show_case`."""
        super().__init__(office)
        self._scale: tuple[AnswerChoice, ...] = ()
        self._make()
        self._lay_out()
        self.table.digit.connect(self.press)

    def _make(self) -> None:
        self.sentence = sentence("", "heading")
        self.by = LineEditor("text")
        self.by.inner.setAccessibleName("复核录入人")
        self.answers = QHBoxLayout()
        self.told = sentence("", "wrong")
        self.rows = Rows(_COLUMNS, lambda r: r.i, self)
        self.table = AnswerTable("survey-rekey", self.rows)
        self.table.setAccessibleName("要复核录入的企业")

    def _lay_out(self) -> None:
        self.who = QWidget()
        self.who.setLayout(row(QLabel("复核录入人"), self.by, self.answers, None, gap=TIGHT))
        how = sentence(_HOW, "quiet")
        box = boxed(self.sentence, how, self.who, self.told, gap=TIGHT, margin=GAP)
        whole = column(self.head(), box, self.table, None, gap=GAP)
        whole.setStretch(2, 100)  # the table has the room; without it the blank below
        self.setLayout(whole)
        self.told.hide()

    def show_case(self, application_id: int) -> None:
        """Another case starts with who is at work now."""
        self.by.put("")
        say(self.told, "")
        super().show_case(application_id)
        self.table.setFocus()  # the next key is an answer

    def freeze(self, *, on: bool) -> None:
        """After 定稿 nothing is keyed again."""
        super().freeze(on=on)
        shut(self.who, on=on)

    def reload(self) -> None:
        """Read how far it is."""
        number = self.application_id
        self.office.ask(lambda desk: rekey_page(desk, number), self._show, owner=self)

    def _show(self, page: RekeyPage) -> None:
        self.sentence.setText(page.sentence)
        if not self.by.text():
            self.by.put(page.by)
        if page.answers != self._scale:
            self._show_scale(page.answers)
        chosen = self.table.current()
        self.rows.show_rows(page.lines)
        for part in (self.table, self.who):
            part.setVisible(bool(page.lines))
        waiting = [line.i for line in page.lines if line.state == WAITS]
        if chosen is None or chosen.i not in waiting:
            self.table.choose(waiting[0] if waiting else None)

    def _show_scale(self, answers: tuple[AnswerChoice, ...]) -> None:
        self._scale = answers
        clear(self.answers)
        for at, choice in enumerate(answers, 1):
            self.answers.addWidget(button(f"{at} {choice.label}", partial(self.press, at)))

    def press(self, at: int) -> None:
        """The key 1, 2, 3: the answer at that place of the scale, for the chosen firm."""
        line = self.table.current()
        if self.final or line is None or not 1 <= at <= len(self._scale):
            return
        number, firm, by = self.application_id, line.i, self.by.text()
        answer_id = self._scale[at - 1].id
        self.office.keep(
            lambda desk: rekey(desk, number, firm, answer_id, by),
            lambda _changed: say(self.told, ""),
            owner=self,
            otherwise=self._refuse,
        )

    def _refuse(self, error: UserError) -> None:
        say(self.told, f"{error.sentence}{error.hint}", "wrong")
