"""抽查: the acts of the draw in their order, one open at a time, and the survey's answers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.domain.case import Row
from desktop.domain.lock import SeedKind
from desktop.domain.problem import UserError
from desktop.ui.kit.layouts import GAP, column, holder, row, scrolled
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import MANUAL, Page, Place
from desktop.ui.kit.parts import heading, say, sentence, shortcut
from desktop.ui.pages.steps.act import Act, CutLabel, DoneActs
from desktop.ui.pages.steps.facts import scheme_of_case
from desktop.ui.pages.steps.frozen import shut
from desktop.ui.pages.steps.survey_advice import SurveyAdvice
from desktop.ui.pages.steps.survey_ask import SurveyAsk
from desktop.ui.pages.steps.survey_code import SurveyCode
from desktop.ui.pages.steps.survey_list import SurveyList
from desktop.ui.pages.steps.survey_lock import SurveyLock
from desktop.ui.pages.steps.survey_tools import SurveyTools
from desktop.work.alike import open_ones
from desktop.work.asking import (
    AskPage,
    answer,
    ask_page,
    correct,
    correct_outcome,
    record,
    set_survey_methods,
)
from desktop.work.desk import Changed, Desk
from desktop.work.drawing import (
    FirmLine,
    FramePage,
    draw_sample,
    frame_page,
    leave_out,
    lock_frame,
    raise_size,
    take_back,
    void_lock,
)
from desktop.work.framing import row_first
from desktop.work.rosters import roster_page

FOUND = 200
_TOPICS = {"lock": "三种随机码", "code": "三种随机码", "ask": "逐家询问"}


@dataclass(frozen=True)
class Both:
    """What the page shows; `frame` is None where it was not asked for (it is long to make)."""

    asking: AskPage
    frame: FramePage | None


class SurveyPage(Page):
    """An accordion: the list, the lock, the 随机码, the answers."""

    title, _chapter = "抽查", "随机抽查"
    kinds = frozenset({"draw", "answers", "rosters", "values", "materials"})

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        """Nothing is known of the application yet."""
        super().__init__(office, parent)
        self._stage = ""
        self._frame: FramePage | None = None
        self._go_on = self._final = False
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.draws = sentence("", "part")
        self.state = CutLabel("quiet")
        self.advice = SurveyAdvice(self.office)
        self.list, self.lock = SurveyList(self.office), SurveyLock(self.advice)
        self.code, self.ask = SurveyCode(), SurveyAsk()
        self.acts = {
            act.key: act
            for act in (
                Act("list", 1, "抽查企业名单", self.list),
                Act("lock", 2, "确认并封存名单", self.lock),
                Act("code", 3, "随机码", self.code),
                Act("ask", 4, "满意度随机抽查", self.ask),
            )
        }
        self.done = DoneActs([act for act in self.acts.values() if act.key != "ask"])

    def _lay_out(self) -> None:
        # Scrolls only where the window is too low for the act that is open.
        acts = scrolled(holder(self.done, *self.acts.values(), gap=GAP))
        self.tools = SurveyTools(self.office, acts)
        head = row(heading(self.title), self.state, self.tools.bar, gap=GAP)
        head.setStretch(1, 1)
        whole = column(head, self.draws, self.tools, gap=GAP)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.draws.hide()

    def _connect(self) -> None:
        for act in self.acts.values():
            act.wanted.connect(self.open_act)
        self.done.wanted.connect(self.open_act)
        self.list.left_out.connect(self._leave_out)
        self.list.taken_back.connect(self._take_back)
        self.list.resized.connect(self._resize)
        self.list.searched.connect(self._search)
        self.list.alike.row_wanted.connect(self._to_row)
        self.lock.locked.connect(self._lock)
        self.lock.voided.connect(self._void)
        self.code.confirmed.connect(self._draw)
        self.lock.paper_wanted.connect(self.tools.show_paper)
        self.code.paper_wanted.connect(self.tools.show_paper)
        self.list.paper_wanted.connect(partial(self.tools.show_panel, "paper"))
        self.tools.help_wanted.connect(self._help)
        self.tools.left.connect(self._go_on_working)
        self.ask.methods_chosen.connect(self._methods)
        self.ask.firm.answered.connect(self._answer)
        self.ask.firm.recorded.connect(self._record)
        self.ask.firm.corrected.connect(self._correct)
        self.ask.firm.outcome_corrected.connect(self._mend)
        shortcut(self, "Ctrl+Z", lambda: self.tools.tell_no_undo(self._opened()))

    def show_for(self, place: Place) -> None:
        """Show another application, at the act that is its turn."""
        self._stage, self._frame = "", None
        self.ask.forget()
        self.list.search.clear()
        self.lock.done()
        self.code.wake()
        super().show_for(place)
        self.tools.show_case(self.application_id)

    def reload(self) -> None:
        """Read the survey again; the list of firms only while it is looked at."""
        number, wanted = self.application_id, self._frame is None or not self.acts["ask"].is_open()

        def read(desk: Desk) -> Both:
            frame = frame_page(desk, number) if wanted else None
            return Both(ask_page(desk, number), frame)

        self.office.ask(read, self._show, owner=self)
        self.tools.reload()

    def freeze(self, *, on: bool) -> None:
        """After 定稿 all four are to be looked at; what opens them is said above all steps."""
        self._final = on
        for part in (self.lock.before, self.lock.void_box, self.code.entry):
            shut(part, on=on)
        self.ask.freeze(on=on)
        self.tools.freeze(on=on)

    def filter(self, text: str) -> None:
        """Look for a firm in the act that is open."""
        if self.acts["ask"].is_open():
            self.ask.rows.filter(text)
        else:
            self.list.search.setText(text)

    def help_topic(self) -> str:
        """The chapter of the draw, where it speaks of the panel or the act that is open."""
        return f"draw#{self.tools.topic() or _TOPICS.get(self._opened(), self._chapter)}"

    def _opened(self) -> str:
        return next((key for key, act in self.acts.items() if act.is_open()), "")

    def _help(self) -> None:
        self.go.emit(self.place.at(MANUAL, detail=self.help_topic()))

    def open_act(self, key: str) -> None:
        """Open the act `key` and close the others."""
        from_answers = self.acts["ask"].is_open() and key != "ask"
        # Close first: with two bodies open for a moment the window would grow.
        for one in sorted(self.acts.values(), key=lambda act: act.key == key):
            one.open(on=one.key == key)
        self.done.show_instead(on=key == "ask" and self._stage == "ask")
        if from_answers:
            self.reload()
        self._focus(key)

    def _go_on_working(self) -> None:
        """A panel or the large screen was left: the next key is for the act that is open."""
        opened = [key for key, act in self.acts.items() if act.is_open()]
        if opened and self.isVisible():
            self._focus(opened[0])

    def _focus(self, key: str) -> None:
        """Put the focus where the act's work starts: the first of these that can be used."""
        starts: dict[str, tuple[QWidget, ...]] = {
            "list": (self.list.firms,),
            "lock": (self.lock.lock, self.lock.paper),
            "code": (self.code.digits, self.code.look, self.code.record),
            "ask": (self.ask.table,),
        }
        usable = [one for one in starts[key] if one.isVisibleTo(self) and one.isEnabled()]
        (usable or [self.acts[key].head])[0].setFocus()

    def _show(self, found: Both) -> None:
        asking = found.asking
        if found.frame is not None:
            self._frame = found.frame
            self._show_frame(found.frame)
        self.ask.show_page(asking)
        if self._go_on:
            self._go_on = False
            self.ask.go_on()
        say(self.draws, asking.draws)
        self.state.say("" if asking.drawn else asking.sentence)  # then the act itself says it
        self._show_states(asking)
        self.freeze(on=self._final)
        stage = self._turn(asking)
        if stage != self._stage:
            self._stage = stage
            self.open_act(stage)

    def _turn(self, asking: AskPage) -> str:
        """Whose turn it is: the act that comes next."""
        if asking.drawn:
            return "ask"
        locks = self._frame.locks if self._frame else ()
        if any(one.state == "已封存" for one in locks):
            return "code"
        return "lock" if self._is_ready(self._frame) else "list"

    def _is_ready(self, page: FramePage | None) -> bool:
        """True where nothing is to be said of the list: what comes next is to lock it."""
        if page is None or page.firms == 0:
            return False
        return not (open_ones(page.alike) or page.sentences)

    def _show_frame(self, page: FramePage) -> None:
        locked = any(one.state == "已封存" for one in page.locks)
        self.list.show_page(self.application_id, page)
        self.list.freeze(locked, final=self._final)
        self.lock.show_page(page)
        self.code.show_page(page)
        if not locked:
            self.advice.show_case(self.application_id)
        if self.list.search.text():
            self._search(self.list.search.text())

    def _show_states(self, asking: AskPage) -> None:
        page = self._frame
        if page is None:
            return
        standing = [one for one in page.locks if one.state != "已作废"]
        newest = standing[-1] if standing else None
        doubts = 0 if newest else len(open_ones(page.alike))
        listed = f"{page.firms}家，抽查{page.size}家" + (f"，{doubts}处提醒" if doubts else "")
        state = "完成" if newest else "未完成" if page.firms else "未开始"
        self.acts["list"].show_state(state, listed)
        sealed = f"第{newest.number}次封存，{newest.N}家抽{newest.size}家" if newest else "未封存"
        self.acts["lock"].show_state("完成" if newest else "未开始", sealed)
        digits = (newest.digits or "系统生成") if newest and asking.drawn else "未登记"
        self.acts["code"].show_state("完成" if asking.drawn else "未开始", digits)
        done = "完成" if asking.finished else "未完成" if asking.drawn else "未开始"
        bad = asking.finished and not asking.reached
        self.acts["ask"].show_state("有问题" if bad else done, asking.sentence)
        self.done.show_states()

    def _search(self, text: str) -> None:
        if not text.strip():
            if self._frame is not None:
                self.list.show_firms(self._frame.shown, self._frame.firms)
            return
        number = self.application_id

        def look(desk: Desk) -> list[Row]:
            roster = scheme_of_case(desk, number).sample.roster
            return roster_page(desk, number, roster, 0, FOUND, text)

        def show(found: list[Row]) -> None:
            if text == self.list.search.text():
                self.list.show_firms([_firm(one) for one in found], len(found))

        self.office.ask(look, show, owner=self)

    def _leave_out(self, row_id: int, reason: str) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: leave_out(desk, number, row_id, reason),
            lambda _changed: self.list.left(),
            owner=self,
            otherwise=lambda error: self.list.refuse_leaving(_words(error)),
        )

    def _take_back(self, row_id: int) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: take_back(desk, number, row_id),
            owner=self,
            otherwise=lambda error: self.list.refuse_leaving(_words(error)),
        )

    def _to_row(self, detail: str) -> None:
        self.go.emit(self.place.at("case", step="rosters", detail=detail))

    def _resize(self, text: str) -> None:
        number = self.application_id
        if not text.strip().isdecimal():
            self.list.refuse_size("请填写整数，例如 20。")
            return
        self.office.keep(
            lambda desk: raise_size(desk, number, int(text)),
            owner=self,
            otherwise=lambda error: self.list.refuse_size(_words(error)),
        )

    def _lock(self, kind: SeedKind, public: tuple[str, ...], reason: str, supervisor: str) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: lock_frame(desk, number, kind, public, reason, supervisor),
            lambda _changed: self.lock.done(),
            owner=self,
            otherwise=lambda error: self.lock.refuse(_words(error)),
        )

    def _void(self, lock_id: int, reason: str) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: void_lock(desk, number, lock_id, reason),
            lambda _changed: self.lock.done(),
            owner=self,
            otherwise=lambda error: self.lock.refuse_void(_words(error)),
        )

    def _draw(self, lock_id: int, digits: str, supervisor: str, told: bool) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: draw_sample(desk, number, lock_id, digits, supervisor, told=told),
            owner=self,
            otherwise=lambda error: self.code.refuse(_words(error)),
        )

    def _answer(self, firm: int, answer_id: str, method: int, noted: dict[str, str]) -> None:
        number = self.application_id
        self._note(firm, noted, lambda desk: answer(desk, number, firm, answer_id, method, **noted))

    def _record(
        self, firm: int, outcome: str, method: int, reason: str, noted: dict[str, str]
    ) -> None:
        number = self.application_id
        self._note(
            firm,
            noted | {"reason": reason},
            lambda desk: record(desk, number, firm, outcome, method, reason, **noted),
        )

    def _correct(self, firm: int, answer_id: str, reason: str) -> None:
        number = self.application_id
        self._note(
            firm, {"reason": reason}, lambda desk: correct(desk, number, firm, answer_id, reason)
        )

    def _mend(self, firm: int, outcome: str, reason: str, noted: dict[str, str]) -> None:
        number = self.application_id
        self._note(
            firm,
            noted | {"reason": reason},
            lambda desk: correct_outcome(desk, number, firm, outcome, reason, 0, **noted),
        )

    def _note(self, firm: int, typed: dict[str, str], errand: Callable[[Desk], Changed]) -> None:
        """Go on to the next firm at once, so that the next key is for it; back if it is refused."""
        moved = self.ask.go_on()
        self.ask.table.setFocus()
        self.office.keep(
            errand,
            lambda _changed: self._noted(moved=moved),
            owner=self,
            otherwise=lambda error: self.ask.bring_back(firm, typed, _words(error)),
        )

    def _noted(self, *, moved: bool) -> None:
        # With nobody left to go to, the reload may bring a substitute.
        if not moved:
            self.ask.firm.kept()
            self._go_on = True

    def _methods(self, numbers: tuple[int, ...]) -> None:
        number = self.application_id
        self.office.keep(lambda desk: set_survey_methods(desk, number, numbers), owner=self)


def _firm(found: Row) -> FirmLine:
    cells = found.cells
    place = row_first(f"{found.file}!{found.sheet}!{found.line}")
    return FirmLine(0, cells.get("name", ""), cells.get("code", ""), place, found.id)


def _words(error: UserError) -> str:
    return f"{error.sentence}{error.hint}"
