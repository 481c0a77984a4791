"""推荐: the facts of all steps at the left, the recommendation and its way through the office."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.kit.asking import ask_yes
from desktop.ui.kit.enter import go_to
from desktop.ui.kit.layouts import GAP, Flow, at_once, column, row, scrolled, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import button, heading, say, sentence, shortcut
from desktop.ui.pages.steps.case_sheets import CaseSheets
from desktop.ui.pages.steps.frozen import freeze
from desktop.ui.pages.steps.office_way import FINAL, OfficeWay
from desktop.ui.pages.steps.recommend_facts import RecommendFacts
from desktop.ui.pages.steps.recommend_form import RecommendForm
from desktop.ui.pages.steps.sent_box import Found as SentFound
from desktop.ui.pages.steps.sent_box import SentBox, read_sent
from desktop.work.after_signing import Since, changed_since
from desktop.work.cases import open_case
from desktop.work.desk import Desk
from desktop.work.going_back import told_before
from desktop.work.office_way import BACK, move_stage
from desktop.work.receive import confirm_values, save_value
from desktop.work.recommend import RecommendPage as Recommendation
from desktop.work.recommend import recommend_page, take_offers

PAPER = "paper:"  # begins the detail of a place that names a paper to be shown at once


@dataclass(frozen=True)
class _Found:
    """What the page is shown from; `since` what was changed after somebody signed."""

    number: int
    page: Recommendation
    draws: str
    operator: str
    sent: SentFound
    since: Since
    outcome: str


class RecommendStep(Page):
    """The last step of one application."""

    title = "推荐"
    kinds = frozenset(
        {
            "values",
            "rosters",
            "materials",
            "verdicts",
            "draw",
            "answers",
            "recommendation",
            "office",
        }
    )

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        """Make the page without blanks; the scheme is known when it is shown."""
        super().__init__(office, parent)
        self._final = False
        self._origin: Place | None = None  # where the paper that is shown was asked for
        self._since = Since("", ())  # what was changed after somebody signed
        self._outcome = ""  # what going back would contradict
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.draws = sentence("", "part")
        self.role = sentence("", "notice")
        self.role.setMargin(GAP)
        self.other_role = sentence("", "wrong")
        self.facts, self.form = RecommendFacts(), RecommendForm()
        self.way = OfficeWay()
        self.sent = SentBox(self.office)
        self.sheets = CaseSheets(self.office)
        self.preview = button("预览和打印", self.show_sheets, "print", "Ctrl+P")
        self.stack = QStackedWidget()

    def _lay_out(self) -> None:
        self.right = right = Flow()
        right.setLayout(column(self.form, self.way, self.sent, None, gap=GAP))
        self.body = side_by_side(scrolled(self.facts), scrolled(right), shares=(2, 3))
        self.body.setSizes([360, 580])
        self.stack.addWidget(self.body)
        self.stack.addWidget(self.sheets)
        head = row(heading(self.title), self.draws, None, self.preview, self.sheets.back, gap=GAP)
        whole = column(head, self.role, self.other_role, self.stack, gap=GAP)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        for part in (self.draws, self.role, self.other_role, self.sheets.back):
            part.hide()

    def _connect(self) -> None:
        self.facts.wanted.connect(self._follow)
        self.form.finished.connect(self._keep)
        self.form.confirmed.connect(self._confirm)
        self.form.offers_taken.connect(self._take)
        self.way.moved.connect(self._step)
        self.way.finished.connect(self._finish)
        self.way.paper_wanted.connect(self.open_paper)
        self.sheets.closed.connect(self._come_back)
        shortcut(self.body, "Ctrl+P", self.show_sheets)

    def show_for(self, place: Place) -> None:
        """Show another application; what was being typed is kept for the old one first."""
        if self.place.page:
            self.form.finish()
        self.form.forget()
        self.way.forget()
        self.show_blanks()
        super().show_for(place)

    def reload(self) -> None:
        """Read the facts, the blanks and the way again."""
        number = self.application_id

        self.office.ask(partial(_read, number), self._show, owner=self)

    def freeze(self, *, on: bool) -> None:
        """After 定稿 the recommendation is to be read only; its way through the office goes on."""
        self._final = on
        freeze(self.form, on=on)

    def leave(self) -> bool:
        """Keep what was being typed."""
        self.form.finish()
        self.sent.finish()
        if self._origin is not None:  # whoever comes by the rail wants the blanks
            self.show_blanks()
        return True

    def _show(self, found: _Found) -> None:
        page, self._since, self._outcome = found.page, found.since, found.outcome
        self.office.in_turns(self.facts.showing(page), owner=self.facts)
        with at_once(self, self.right):
            self.sent.show_case(found.number, found.sent)
            self.form.show_page(page)
            self.freeze(on=self._final)
            self.way.show_page(page, found.operator, found.since)
            say(self.draws, found.draws)
            say(self.role, page.role)
            say(self.other_role, page.other_role)
        if self.stack.currentWidget() is self.sheets:
            self.sheets.show_case(self.application_id)

    def show_sheets(self) -> None:
        """Show this application's sheets as they will be printed."""
        self.form.finish()
        self.sheets.name_back(None)
        self._turn_to(self.sheets)
        self.sheets.show_case(self.application_id)
        self.sheets.paper.sheets.setFocus()

    def open_paper(self, paper_id: str, origin: Place | None = None) -> None:
        """Show one paper of this application, ready to be printed; `origin` asked for it."""
        self.form.finish()
        self._origin = origin
        self.sheets.name_back(origin)
        self._turn_to(self.sheets)
        self.sheets.show_case(self.application_id, paper_id)

    def _turn_to(self, shown: QWidget) -> None:
        """Show the blanks or the papers, with the way to the other ones."""
        papers = shown is self.sheets
        self.stack.setCurrentWidget(shown)
        self.preview.setVisible(not papers)
        self.sheets.back.setVisible(papers)

    def _come_back(self) -> None:
        """From the sheets to where they were asked for."""
        origin = self._origin
        self.show_blanks()
        if origin is not None:
            self.go.emit(origin)

    def show_blanks(self) -> None:
        """Back to the facts and the blanks."""
        self._origin = None
        self._turn_to(self.body)

    def _follow(self, step: str, path: str) -> None:
        """Go to the step that can settle it; on this page to the very blank."""
        if step != "recommend":
            self.go.emit(self.place.at("case", step=step, detail=""))
        elif path in self.form.rows:
            go_to(self.form.rows[path].editor)

    def _keep(self, path: str, text: str) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: save_value(desk, number, path, text),
            owner=self,
            otherwise=lambda error: self.form.rows[path].show_wrong(
                [f"{error.sentence}{error.hint}"]
            ),
        )

    def _confirm(self, path: str) -> None:
        number = self.application_id
        self.office.keep(lambda desk: confirm_values(desk, number, [path]), owner=self)

    def _take(self, keys: list[str]) -> None:
        number = self.application_id
        self.office.keep(lambda desk: take_offers(desk, number, keys), owner=self)

    def _finish(self, by: str, why: str) -> None:
        """Make it final; what is to be done next is to look at the sheets and to print them.

        What was changed after somebody signed is asked about before.
        """
        since = self._since
        if since.changes:
            no = "返回送签" if since.returned else "返回核对"
            if not ask_yes(self, since.question, "仍要定稿", since.sentence, no):
                return
            why = "；".join(filter(None, (why, since.noted)))
        self._move(FINAL, by, why, then=self.show_sheets, checked=bool(since.changes))

    def _step(self, stage: str, by: str, why: str) -> None:
        """Take it a step on, or back; back from what has an outcome by now only on purpose."""
        question = "这份申报已有认定结果，仍要退回修改吗？"
        asks = stage == BACK[1] and self._outcome
        if not asks or ask_yes(self, question, BACK[1], self._outcome, "不退回"):
            self._move(stage, by, why, then=self.way.next_one)

    def _move(
        self,
        stage: str,
        by: str,
        why: str,
        then: Callable[[], None] = lambda: None,
        *,
        checked: bool = False,
    ) -> None:
        number = self.application_id
        self.form.finish()
        self.office.keep(
            lambda desk: move_stage(desk, number, stage, by, why, checked=checked),
            lambda _changed: then(),
            owner=self,
            otherwise=lambda error: self.way.refuse(f"{error.sentence}{error.hint}"),
        )


def _read(number: int, desk: Desk) -> _Found:
    return _Found(
        number,
        recommend_page(desk, number),
        open_case(desk, number).draws,
        desk.operator,
        read_sent(desk, number),
        changed_since(desk, number),
        told_before(desk, number),
    )
