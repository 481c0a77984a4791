"""测评: every condition and function with its figures, the program's verdict and the reviewer's."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLayout, QVBoxLayout, QWidget

from desktop.domain.assessment import Assessment
from desktop.domain.chart import Chart
from desktop.domain.problem import UserError
from desktop.domain.traces import COUNTED, DECLARED
from desktop.ui.kit.chart_view import ChartList
from desktop.ui.kit.editors import LineEditor
from desktop.ui.kit.enter import go_to
from desktop.ui.kit.layouts import GAP, TIGHT, at_once, boxed, clear, column, holder, row, scrolled
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import button, heading, link, primary, say, sentence, shortcut
from desktop.ui.kit.states import StateBadge
from desktop.ui.pages.steps.asked_figures import AskedFigures, Readings
from desktop.ui.pages.steps.frozen import freeze
from desktop.ui.pages.steps.judged import (
    CONDITIONS,
    Item,
    items_of,
    many_words,
    open_functions,
    rest_of,
)
from desktop.ui.pages.steps.judged_row import HeadRow, JudgedRow
from desktop.ui.pages.steps.judged_side import JudgedSide
from desktop.ui.pages.steps.traced import doubts_of, place_of
from desktop.work.assess import clear_many, judge, judge_rest, save_asked, set_reading
from desktop.work.charts import charts_of, with_years
from desktop.work.desk import Changed
from desktop.work.steps import awaited, awaited_words
from desktop.work.traces import Evidence, evidence

GROUND = "经查阅申报材料"
ROOMY = 560  # px of the page (a window of 800): figures that lack stand open, else conditions do


class AssessPage(Page):
    """Figures to be asked, the list of lines, and the details of the line in focus."""

    title = "测评"
    kinds = frozenset({"values", "verdicts", "rosters", "draw", "answers", "materials"})

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        """Make the page without lines; the scheme is known when it is shown."""
        super().__init__(office, parent)
        self.rows: dict[str, JudgedRow] = {}
        self._left_out: set[str] = set()  # the lines without what is looked for
        self._found: Assessment | None = None
        self._typed: dict[str, str] = {}
        self._wanted: dict[str, str] = {}
        self._undo: list[str] = []
        self._clicked = QElapsedTimer()  # since a click went on to the next line
        self._clicked_on = ""  # the line that was judged by a click
        self._final = False
        self._gone_to = ""  # the line that somebody went to last, by mouse or key
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.counts = {word: StateBadge() for word in ("符合", "不符合", "待判断")}
        self.later = sentence("", "quiet")
        self.later.setWordWrap(False)
        self.next = button("下一项待定", self.go_to_next, "next", "Ctrl+J")
        self.look = button("图示", self._to_pictures, "assess")
        self.ground = LineEditor("text")
        self.ground.put(GROUND)
        self.ground.inner.setAccessibleName("其余各项的判断依据")
        self.rest = primary("其余待判断项（含服务功能）均判为符合", self.accept_rest, "tick")
        self.rest_wrong = sentence("", "wrong")
        self.undo = link("", self._take_back)
        self.asked, self.readings = AskedFigures(), Readings()
        self.conditions, self.functions = QVBoxLayout(), QVBoxLayout()
        self.function_rule = sentence("", "quiet")
        self.function_state = sentence()
        self.pictures = ChartList("测评情况图")
        self.side = JudgedSide()
        self.body = QWidget()

    def _lay_out(self) -> None:
        head = row(
            heading(self.title),
            *self.counts.values(),
            self.later,
            None,
            *(self.undo, self.look, self.next),
        )
        label = QLabel("依据")
        label.setBuddy(self.ground.inner)
        rest = row(heading("申报条件"), 2 * GAP, label, self.ground, self.rest, gap=GAP)
        rest.setStretch(3, 1)
        self.drawn = _card(heading("图示"), self.pictures)
        rule = (self.function_rule, self.function_state)
        cards = (
            self.asked,
            _card(rest, self.rest_wrong, HeadRow(), self.conditions),
            self.readings,
            _card(heading("服务功能"), *rule, HeadRow(), self.functions),
            self.drawn,
        )
        self.body.setLayout(column(*cards, None, gap=GAP))
        self.area = scrolled(self.body)
        whole = column(head, self.area, self.side, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for part in (self.undo, self.rest_wrong):
            part.hide()

    def _connect(self) -> None:
        self.asked.finished.connect(self._keep_asked)
        self.readings.chosen.connect(self._read_as)
        self.side.judged.connect(self._judge_by_click)
        self.side.reasoned.connect(self._reason)
        self.side.rosters_wanted.connect(self._to_rosters)
        self.side.trace_wanted.connect(self.follow)
        shortcut(self, "Ctrl+J", self.go_to_next)

    def show_for(self, place: Place) -> None:
        """Show another application; what was being typed is kept for the old one first."""
        if self.place.page:
            self.leave()
        self._undo, self._typed, self._wanted, self._gone_to = [], {}, {}, ""
        if place.application_id != self.place.application_id:
            self.area.verticalScrollBar().setValue(0)  # another one begins at its top
            self.asked.begin()
        self.side.show_item(None)
        super().show_for(place)

    def reload(self) -> None:
        """Assess again."""
        number = self.application_id
        self.office.ask(lambda desk: with_years(desk, number), self._show, owner=self)
        self.office.ask(lambda desk: charts_of(desk, number), self._draw, owner=self)

    def leave(self) -> bool:
        """Keep what was being typed."""
        self.asked.finish()
        self.side.reason.finish()
        return True

    def filter(self, text: str) -> None:
        """Show only lines with `text` in them."""
        self._left_out = set()
        for key, one in self.rows.items():
            shown = f"{one.item.lead}{one.item.text}{one.item.reason}"
            if text.casefold() not in shown.casefold():
                self._left_out.add(key)
            one.setVisible(key not in self._left_out)

    def items(self) -> dict[str, Item]:
        """The lines that are shown, by id, in their order."""
        return {key: one.item for key, one in self.rows.items()}

    def _show(self, found: Assessment) -> None:
        self._found = found
        self.office.in_turns(self._showing(found), owner=self)

    def _showing(self, found: Assessment) -> Iterator[None]:
        yield from self.asked.showing(found.asked, roomy=self.height() >= ROOMY)
        self.readings.show_lines(found.readings)
        yield
        items = items_of(found)
        if [item.id for item in items] != list(self.rows):
            yield from self._building(items)
        for item in items:
            self.rows[item.id].show_item(item)
        yield
        chosen = self.side.item.id if self.side.item else self._first_open()
        with at_once(self, self.body):
            if chosen:
                self._enter(chosen)
            self.freeze(on=self._final)
            self._tell(found)

    def freeze(self, *, on: bool) -> None:
        """After 定稿 figures and verdicts are to be read only."""
        self._final = on
        for part in (self.asked.body, self.readings, self.ground):
            freeze(part, on=on)
        self.side.freeze(on=on)

    def _draw(self, charts: tuple[Chart, ...]) -> None:
        self.pictures.show_charts(charts)
        self.drawn.setVisible(bool(charts))
        self.look.setEnabled(bool(charts))

    def _to_pictures(self) -> None:
        """Go down to the pictures, which stand after the lines that they are made of."""
        self.area.verticalScrollBar().setValue(self.drawn.y())
        self.pictures.views[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _first_open(self) -> str:
        """The line whose details are shown before one is chosen."""
        wanted = [key for key, one in self.rows.items() if one.item.is_open]
        return next(iter(wanted or self.rows), "")

    def _tell(self, found: Assessment) -> None:
        later = awaited(found)
        counts = (("符合", found.met), ("不符合", found.unmet), ("待判断", found.open - later))
        for word, count in counts:
            shown = "待定" if word == "待判断" else word
            self.counts[word].show_state(word, f"{shown}{count}项")
        say(self.later, awaited_words(found))
        say(self.function_rule, found.function_rule_text)
        say(self.function_state, found.function_sentence)
        self.rest.setEnabled(bool(self._rest()) and not self._final)
        self.next.setEnabled(found.open > later)
        self.undo.setText(f"撤回一并判断的{many_words(self._undo)}")
        self.undo.setVisible(bool(self._undo))

    def _rest(self) -> list[str]:
        found = self._found
        return [] if found is None else rest_of(found) + open_functions(found)

    def _building(self, items: list[Item]) -> Iterator[None]:
        focused = self.side.item.id if self.side.item and self._has_focus() else ""
        self.rows, self._left_out = {item.id: self._row(item) for item in items}, set()
        for block in (self.conditions, self.functions):
            clear(block)
            wanted = [
                one
                for one in self.rows.values()
                if (one.item.block == CONDITIONS) == (block is self.conditions)
            ]
            held = holder(*wanted, gap=0)  # shown in one go: each showing lays out the whole page
            block.addWidget(held)
            held.show()  # else no line can take the focus before the next round of events
            yield
        if focused in self.rows:
            go_to(self.rows[focused])

    def _row(self, item: Item) -> JudgedRow:
        made = JudgedRow(item)
        made.judged.connect(self.judge)
        made.entered.connect(self._arrive)
        made.moved.connect(self._move)
        return made

    def _has_focus(self) -> bool:
        return any(one.hasFocus() for one in self.rows.values())

    def _is_worked_on(self) -> bool:
        """False while the chosen line is only shown, and nobody has gone there.

        A click on 下一项待定 takes the focus from the line, so that alone can't tell.
        """
        gone_to = self.side.item is not None and self.side.item.id == self._gone_to
        return gone_to or self.side.isAncestorOf(self.focusWidget() or self)

    def _arrive(self, item_id: str) -> None:
        self._gone_to = item_id
        self._enter(item_id)

    def _enter(self, item_id: str) -> None:
        for key, one in self.rows.items():
            one.mark(key == item_id)
        item = self.rows[item_id].item if item_id in self.rows else None
        self.side.show_item(item, self._typed.get(item_id, ""))

    def _move(self, item_id: str, by: int) -> None:
        shown = [key for key in self.rows if key not in self._left_out]
        wanted = shown.index(item_id) + by
        if 0 <= wanted < len(shown):
            go_to(self.rows[shown[wanted]])

    def go_to_next(self) -> None:
        """Go to the next line that somebody has to judge, after the one in focus."""
        order = list(self.rows)
        here = order.index(self.side.item.id) + self._is_worked_on() if self.side.item else 0
        for key in order[here:] + order[:here]:
            if self.rows[key].item.is_open:
                go_to(self.rows[key])
                return

    def judge(self, item_id: str, verdict: str) -> None:
        """Keep a verdict on one line, with the reason that stands in the details."""
        item, number = self.rows[item_id].item, self.application_id
        if not item.key:
            return
        reason = self._reason_of(item) if verdict else ""
        self._undo = []
        self._wanted[item_id] = verdict
        self.office.keep(
            lambda desk: judge(desk, number, item.key, verdict, reason),
            lambda _changed: self._judged(item_id),
            owner=self,
            otherwise=lambda error: self._refused(item_id, error),
        )

    def _judge_by_click(self, item_id: str, verdict: str) -> None:
        """A click goes on to the next line as a key does; the second of a double click is none."""
        if self._clicked.isValid() and self._clicked.elapsed() < QApplication.doubleClickInterval():
            return
        self._clicked_on = item_id if verdict else ""
        self.judge(item_id, verdict)

    def _reason_of(self, item: Item) -> str:
        if self.side.item is not None and self.side.item.id == item.id:
            return self.side.reason.text()
        return self._typed.get(item.id, item.reason)

    def _judged(self, item_id: str) -> None:
        self._wanted.pop(item_id, None)
        self._typed.pop(item_id, None)
        if self.side.item is not None and self.side.item.id == item_id:
            self.side.show_refusal("")
        by_click, self._clicked_on = self._clicked_on == item_id, ""
        if by_click:
            self._clicked.start()
        if item_id in self.rows and (by_click or self.rows[item_id].hasFocus()):
            self._go_below(item_id)

    def _go_below(self, item_id: str) -> None:
        """Go to the next line that can be judged; figures are passed over."""
        order = list(self.rows)
        for key in order[order.index(item_id) + 1 :]:
            if self.rows[key].item.key and key not in self._left_out:
                go_to(self.rows[key])
                return

    def _refused(self, item_id: str, error: UserError) -> None:
        self._clicked_on = ""
        if self.side.item is None or self.side.item.id != item_id:
            self._enter(item_id)
        self.side.show_refusal(f"{error.sentence}{error.hint}")
        go_to(self.side.reason.inner)

    def _reason(self, item_id: str, text: str) -> None:
        """Keep a reason with its verdict; one that came first waits for the verdict."""
        item = self.rows[item_id].item
        self._typed[item_id] = text
        verdict = self._wanted.get(item_id) or item.own
        if verdict and (text or item.reason):
            self.judge(item_id, verdict)

    def accept_rest(self) -> None:
        """Judge every line that is still open and needs no figure as met, on the one ground."""
        number, keys, ground = self.application_id, self._rest(), self.ground.text()
        self.office.keep(
            lambda desk: judge_rest(desk, number, keys, ground),
            self._rest_judged,
            owner=self,
            otherwise=self._refused_rest,
        )

    def _rest_judged(self, done: Changed) -> None:
        self._undo = done.value
        say(self.rest_wrong, "")

    def _refused_rest(self, error: UserError) -> None:
        say(self.rest_wrong, f"{error.sentence}{error.hint}")

    def _take_back(self) -> None:
        number, keys = self.application_id, self._undo
        self._undo = []
        self.office.keep(lambda desk: clear_many(desk, number, keys), owner=self)

    def _keep_asked(self, path: str, text: str, ground: str) -> None:
        number = self.application_id
        self.office.keep(lambda desk: save_asked(desk, number, path, text, ground), owner=self)

    def _read_as(self, filter_id: str, join: str) -> None:
        number = self.application_id
        self.office.keep(lambda desk: set_reading(desk, number, filter_id, join), owner=self)

    def follow(self, item_id: str, side: str) -> None:
        """Go where a figure comes from: a blank of the form, the rows counted, the survey."""
        self._trace(item_id, side, lambda found: self._follow(found, item_id, side))

    def _trace(self, item_id: str, side: str, then: Callable[[Evidence], None]) -> None:
        number = self.application_id
        self.office.ask(lambda desk: evidence(desk, number, item_id, side), then, owner=self)

    def _follow(self, found: Evidence, item_id: str, side: str) -> None:
        asked = [one.path for one in found.cells if one.path in self.asked.rows]
        place = place_of(found, item_id, side, self.place)
        if asked and not found.trace.roster:
            self.asked.unfold(on=True)
            go_to(self.asked.rows[asked[0]].figure.editor.inner)
        elif place is not None:
            self.go.emit(place)

    def _to_rosters(self) -> None:
        """Go to the rows that can't be told: those of the roster that this line counts."""
        item = self.side.item
        if item is not None:
            side = COUNTED if item.counted else DECLARED
            self._trace(item.id, side, lambda found: self.go.emit(doubts_of(found, self.place)))


def _card(*parts: QWidget | QLayout) -> QFrame:
    return boxed(*parts, gap=TIGHT, margin=GAP)
