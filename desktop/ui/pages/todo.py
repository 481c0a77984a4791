"""待办事项: what is to be done, in sentences that are links, and where one left off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.kit.empty import EmptyPage
from desktop.ui.kit.layouts import (
    GAP,
    TIGHT,
    WIDE,
    boxed,
    by_text,
    clear,
    column,
    holder,
    line,
    row,
    scrolled,
)
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import button, flag, heading, link, mark, primary, sentence, title
from desktop.ui.pages.recent_cases import RecentCases
from desktop.work.todo_names import TodoLine, TodoPage, names

if TYPE_CHECKING:  # the rules are loaded on the store's thread, when the names are there to be seen
    from desktop.work.desk import Desk

_LOOKS = {
    "overdue": ("state-bad", "wrong"),
    "due": ("info", "part"),
    "problem": ("state-wrong", "wrong"),
    "open": ("state-part", "part"),
    "start": ("state-none", "quiet"),
    "send": ("send", "accent"),
    "away": ("send", "quiet"),
}
_LINE = 24  # px at 100 %, how high a link of one line is
_NOTHING = (
    "这里列出要办的事。",
    "现在没有待办事项。到“申报初审”拖入申报单位交来的文件，就会有事可办。",
)


class Todo(Page):
    """The home of the window."""

    title = "待办事项"
    kinds = frozenset({"cases", "rounds", "department", "units", "calendar", "handover"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown for a round."""
        super().__init__(office)
        self._needle = ""
        self._shown = TodoPage((), (), None)
        self.settled = False  # the list is there
        self._turn = 0
        self.whole = False  # and so is what every application's own line says
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.list: QVBoxLayout = column(gap=TIGHT)
        self.counts: QVBoxLayout = column(gap=4)
        self.resume: QVBoxLayout = column(gap=4)
        self.grid = RecentCases(self._open)
        self.empty = EmptyPage(
            "todo",
            "正在读取待办事项…",
            "",
            primary("去申报初审", lambda: self.go.emit(self.place.at("cases"))),
        )

    def _lay_out(self) -> None:
        self.main = boxed(heading("要办的事"), line(), self.list)
        self.recent = boxed(heading("最近办理"), line(), self.grid)
        side = holder(
            boxed(heading("接着上次"), line(), self.resume),
            boxed(heading("各步骤份数"), line(), self.counts),
            None,
        )
        side.setFixedWidth(by_text(232))
        left = column(self.main, self.recent, self.empty, None, gap=GAP)
        left.setStretch(2, 1)
        body = row(left, side, gap=WIDE)
        body.setStretch(0, 1)
        inner = QWidget()
        inner.setLayout(column(title(self.title), body, gap=GAP, margin=WIDE))
        self.setLayout(column(scrolled(inner)))

    def reload(self) -> None:
        """Read the round's list."""
        self._turn += 1
        round_id = self.place.round_id
        if self.settled:
            self._ask(self._turn)
        else:
            self.office.ask(lambda desk: names(desk, round_id), self._show_names, owner=self)

    def _show_names(self, found: TodoPage) -> None:
        if found.lines:
            self._show(found)
            self.settled = True
        # The rules take long to load, and would hold up the picture of the names.
        self.office.soon(lambda: self._ask(self._turn), owner=self)

    def _ask(self, turn: int) -> None:
        round_id = self.place.round_id
        self.office.ask(
            lambda desk: _todo(desk, round_id),
            lambda found: self._take(found, turn),
            owner=self,
        )

    def _take(self, found: TodoPage, turn: int) -> None:
        """Show what is known, and let the rest be reckoned, with room for the clerk's own acts."""
        if turn != self._turn:
            return
        self.empty.show_text(*_NOTHING)
        self._show(found)
        self.settled, self.whole = True, not found.unread
        if found.unread:
            self.office.ask(
                lambda desk: _reckon(desk, found.unread),
                lambda _done: self._ask(turn),
                owner=self,
            )

    def filter(self, text: str) -> None:
        """Show only sentences that hold `text`."""
        self._needle = text.strip().casefold()
        self._show(self._shown)

    def sentences(self) -> list[str]:
        """What is listed."""
        return [one.sentence for one in self._wanted()]

    def _show(self, found: TodoPage) -> None:
        self._shown = found
        for box in (self.list, self.counts, self.resume):
            clear(box)
        wanted = self._wanted()
        if found.lines and not wanted:
            self.list.addWidget(sentence(f"没有含“{self._needle}”的事项。", "quiet"))
        for one in wanted:
            self.list.addLayout(self._entry(one))
        if found.counts:
            from desktop.domain.chart import round_chart
            from desktop.ui.kit.chart_view import ChartView

            self.counts.addWidget(ChartView(round_chart(found.counts), titled=False))
        if not found.counts:
            self.counts.addWidget(sentence("本年度还没有申报。", "quiet"))
        self._show_resume(found.resume)
        self.grid.show_cases(found.recent)
        self.recent.setVisible(bool(found.recent))
        self.main.setVisible(bool(found.lines))
        self.empty.setVisible(not found.lines)

    def _show_resume(self, resume: TodoLine | None) -> None:
        if resume is None:
            self.resume.addWidget(sentence("还没有办到一半的事。", "quiet"))
        else:
            self.resume.addWidget(sentence(resume.sentence))
            self.resume.addLayout(
                row(button("接着办理", lambda: self._follow(resume), "next"), None)
            )

    def _entry(self, one: TodoLine) -> QHBoxLayout:
        icon = mark(*_LOOKS.get(one.kind, ("info", "quiet")))
        icon.setFixedHeight(by_text(_LINE))  # beside the first line of two
        made = link(one.sentence, lambda: self._follow(one), lines=2)
        flag(made, "late", one.kind == "overdue")
        entry = row(icon, made, None)
        entry.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        return entry

    def _open(self, round_id: int, application_id: int, step: str) -> None:
        self.go.emit(Place("case", round_id, application_id, step))

    def _follow(self, one: TodoLine) -> None:
        there = self.place.at("cases", round_id=one.round_id or self.place.round_id)
        if one.application_id is not None:
            there = there.at("case", application_id=one.application_id, step=one.step)
        elif one.step:
            wanted = one.detail or ("new" if one.kind == "start" else "")
            there = there.at(one.step, step=one.detail, detail=wanted)
        self.go.emit(there)

    def _wanted(self) -> list[TodoLine]:
        found = [one for one in self._shown.lines if self._needle in one.sentence.casefold()]
        # Initials stand in no sentence: what they mean is listed below the search box.
        initials = self._needle.isascii() and self._needle.isalpha()
        return found or list(self._shown.lines if initials else ())


def _todo(desk: Desk, round_id: int | None) -> TodoPage:
    from desktop.work.todo import todo

    return todo(desk, round_id, hasty=True)


def _reckon(desk: Desk, numbers: tuple[int, ...]) -> int:
    from desktop.work.cases import reckon_lines

    return reckon_lines(desk, numbers)
