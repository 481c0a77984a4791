"""抽查结果: the verdict, what the roster claimed beside it, the interval, and 追加抽取."""

from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.claims import Difference
from desktop.domain.problem import UserError
from desktop.ui.kit.chart_view import ChartList
from desktop.ui.kit.editors import LineEditor
from desktop.ui.kit.layouts import GAP, TIGHT, boxed, column, row, scrolled
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import heading, say, sentence
from desktop.ui.kit.states import StateBadge
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.act import OnceButton
from desktop.ui.pages.steps.frozen import shut
from desktop.ui.pages.steps.panel import Panel
from desktop.work.drawing import extend_sample
from desktop.work.survey_result import (
    IntervalQuestion,
    ResultPage,
    comparison_words,
    interval_words,
    result_page,
)

_COLUMNS: tuple[TableColumn[Difference], ...] = (
    TableColumn("k", "顺序", lambda d: str(d.k), 56, right=True),
    TableColumn("name", "企业", lambda d: d.name, 280),
    TableColumn("claimed", "名单自报", lambda d: d.claimed, 110),
    TableColumn("found", "抽查结果", lambda d: d.found, 200),
)
_SAME_ORDER = "沿原来的抽取顺序向后追加，已抽的企业和答复不变；原因会印在抽取记录上。"


class SurveyResult(Panel):
    """All that follows from the answers, and the one way to ask more firms after the draw."""

    title = "抽查结果"
    topic = "抽取以后"

    def __init__(self, office: Office) -> None:
        """Empty until something is drawn."""
        super().__init__(office)
        self._asked: IntervalQuestion | None = None
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.verdict = StateBadge()
        self.sentence = sentence("", "heading")
        self.picture = ChartList("抽查结果图")
        self.notes = sentence("", "quiet")
        self.interval = sentence("", "quiet")
        self.claims = sentence()
        self.rows = Rows(_COLUMNS, lambda d: d.i, self)
        self.differences = Table("survey-differences", self.rows)
        self.differences.setAccessibleName("名单自报与抽查结果不一致的企业")
        self.advice = sentence("", "part")
        self.extensions = sentence("", "quiet")
        self.wanted = LineEditor("figure")
        self.wanted.inner.setAccessibleName("追加后的抽查企业数（家）")
        self.why = LineEditor("text")
        self.why.inner.setAccessibleName("追加的原因")
        self.extend = OnceButton("追加抽取")
        self.extend.setAccessibleName("追加抽取，此后不能减少")
        self.extend.setAutoDefault(True)
        self.wrong = sentence("", "wrong")

    def _lay_out(self) -> None:
        result = boxed(
            self.verdict,
            self.sentence,
            self.picture,
            self.notes,
            self.interval,
            gap=TIGHT,
            margin=GAP,
        )
        line = row(
            QLabel("抽查"), self.wanted, QLabel("家，原因"), self.why, self.extend, gap=TIGHT
        )
        line.setStretch(3, 1)
        self.more = boxed(
            heading("追加抽取"),
            self.advice,
            sentence(_SAME_ORDER, "quiet"),
            line,
            self.wrong,
            self.extensions,
            gap=TIGHT,
            margin=GAP,
        )
        compared = heading("名单自报与抽查对比")
        body = column(result, compared, self.claims, self.differences, self.more, None, gap=GAP)
        body.setStretch(3, 100)  # the table has the room; without it the blank below
        self.differences.setMinimumHeight(
            5 * self.differences.verticalHeader().defaultSectionSize()
        )
        held = QWidget()
        held.setLayout(body)
        self.setLayout(column(self.head(), scrolled(held), gap=GAP))
        for part in (self.wrong, self.advice, self.extensions, self.notes):
            part.hide()

    def _connect(self) -> None:
        self.extend.clicked.connect(self._extend)
        self.why.line.returnPressed.connect(self._extend)

    def show_case(self, application_id: int) -> None:
        """Another case starts with empty blanks."""
        self.wanted.put("")
        self.why.put("")
        say(self.wrong, "")
        super().show_case(application_id)

    def freeze(self, *, on: bool) -> None:
        """After 定稿 nobody is drawn in addition."""
        super().freeze(on=on)
        shut(self.more, on=on)

    def reload(self) -> None:
        """Read the result as it stands."""
        number = self.application_id
        self.office.ask(
            lambda desk: result_page(desk, number),
            self._show,
            owner=self,
            otherwise=self._nothing,
        )

    def _nothing(self, error: UserError) -> None:
        self._asked = None
        self.rows.show_rows(())
        self.picture.show_charts(())
        self.sentence.setText(f"{error.sentence}{error.hint}")
        self.verdict.show_state("")
        for part in (self.notes, self.interval, self.claims):
            say(part, "")
        self.more.hide()
        self.differences.hide()

    def _show(self, page: ResultPage) -> None:
        self.sentence.setText(page.sentence)
        self.verdict.show_state(page.verdict)
        self.picture.show_charts((page.chart,))
        say(self.notes, "\n".join(page.notes))
        say(self.claims, comparison_words(page.comparison))
        self.rows.show_rows(page.comparison.differences)
        self.differences.setVisible(bool(page.comparison.differences))
        self._show_more(page)
        if page.question != self._asked:
            self._reckon(page.question)

    def _show_more(self, page: ResultPage) -> None:
        self.more.setVisible(page.size < page.most)
        self.extend.setEnabled(True)
        say(self.advice, page.advice)
        say(self.extensions, "\n".join(page.extensions))
        if page.advice and not self.wanted.text():
            self.wanted.put(str(page.wanted))

    def _reckon(self, asked: IntervalQuestion) -> None:
        self._asked = asked
        say(self.interval, "正在计算参考区间…")

        def show(words: str) -> None:
            if asked == self._asked:
                say(self.interval, words)

        self.office.slow(lambda _progress: interval_words(asked), show, owner=self)

    def _extend(self) -> None:
        number, reason = self.application_id, self.why.text()
        if not self.wanted.text().strip().isdecimal():
            self._refuse("请填写追加后的家数，例如 12。")
            return
        size = int(self.wanted.text())
        # Grey until the answer comes: nothing is sent twice.
        self.extend.setEnabled(False)
        self.office.keep(
            lambda desk: extend_sample(desk, number, size, reason),
            lambda _changed: self._extended(),
            owner=self,
            otherwise=lambda error: self._refuse(f"{error.sentence}{error.hint}"),
        )

    def _extended(self) -> None:
        self.wanted.put("")
        self.why.put("")
        say(self.wrong, "")

    def _refuse(self, words: str) -> None:
        self.extend.setEnabled(True)
        say(self.wrong, words)
