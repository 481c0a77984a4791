"""One application: its header, the rail of six steps with their states, and the step's own page."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from desktop.ui.kit.asking import ask_text
from desktop.ui.kit.layouts import GAP, TIGHT, WIDE, column, row
from desktop.ui.kit.office import Halted, Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.page_stack import PageStack
from desktop.ui.kit.parts import button, shortcut
from desktop.ui.kit.states import look_of
from desktop.ui.kit.theme import with_icon
from desktop.ui.pages.case_foot import SEND, CaseFoot
from desktop.ui.pages.case_head import CaseHead
from desktop.ui.pages.steps import STEPS, StepFactory
from desktop.ui.pages.steps.receive import ReceivePage
from desktop.ui.pages.steps.recommend import PAPER, RecommendStep
from desktop.work.case_state import StateKey, StateView, state_view
from desktop.work.cases import CaseView, open_case, set_state
from desktop.work.desk import Desk
from desktop.work.going_back import told_before
from desktop.work.handover import handed
from desktop.work.office_way import FINAL_STAGES, reopen, stage_words, times_sent
from desktop.work.steps import TITLES, StepState

_RAIL_WIDTH = 148
_Found = tuple[CaseView, StateView, str, str, str]
_FILES_STEP = "rosters"
_REOPEN = "退回修改后可以改动，改好再定稿；原因会记入办理经过。"


class Case(Page):
    """The rail and the six steps; a step's page is made when it is first shown."""

    title = "申报"
    kinds = frozenset({"cases"})

    def __init__(self, office: Office, steps: Mapping[str, StepFactory] = STEPS) -> None:
        """`steps` maps a step's key to what makes its page."""
        super().__init__(office)
        self._factories = steps
        self._step = ""
        self._last: dict[int, str] = {}  # the step where one was, by application
        self._final, self._outcome = False, ""  # what going back would contradict
        # The step, how much of it the foot stands behind, and what was put in by then.
        self._before_foot = ("", 0, 0)
        self._paper = ""  # the paper that is to be shown at once
        self._origin: Place | None = None  # where it was asked for
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.head = CaseHead()
        self.rail = QFrame()
        self.rail.setObjectName("rail")
        self.rail.setFixedWidth(_RAIL_WIDTH)
        self.steps: dict[str, QPushButton] = {}
        self.rail_box = column(gap=TIGHT)
        self.stack = PageStack(self._make_step)
        self._pages = self.stack.made
        self.foot = CaseFoot()

    def _lay_out(self) -> None:
        self.rail.setLayout(column(self.rail_box, None))
        self._column = column(self.stack, self.foot, gap=GAP)
        self._column.setStretch(0, 1)
        body = row(self.rail, self._column, gap=GAP)
        body.setStretch(1, 1)
        whole = column(self.head, body, gap=GAP, margin=WIDE)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        for number, (key, _name) in enumerate(TITLES, 1):
            shortcut(self, f"Ctrl+{number}", partial(self.choose, key))
        self.foot.wanted.connect(self._go_on)
        shortcut(self, "Alt+Right", lambda: self._go_on(self.foot.following))
        head = self.head
        head.history_wanted.connect(self._to_history)
        head.letters_wanted.connect(self._to_letters)
        head.list_wanted.connect(lambda: self.go.emit(self.place.at("cases")))
        head.paper_wanted.connect(self._to_paper)
        head.state_wanted.connect(self._change_state)
        head.reopen_wanted.connect(self._ask_reopen)
        head.hand_over_wanted.connect(self._to_handover)
        self.office.halted.connect(self._on_halted)
        self.office.settled.connect(self._foot_comes_last)

    def show_for(self, place: Place) -> None:
        """Show the application and the step that `place` names.

        Else the step where one was last, else the first that is unfinished or has trouble.
        """
        self._step = place.step or self._last.get(place.application_id or 0, "")
        self._paper = place.detail.removeprefix(PAPER) if place.detail.startswith(PAPER) else ""
        self._origin = place.origin
        super().show_for(place.at("case", detail="", origin=None) if self._paper else place)

    def reload(self) -> None:
        """Read the header and the rail; the step's page reads for itself."""
        wanted = self.place.application_id
        if wanted is not None:
            self.office.ask(partial(_read, wanted), self._show, owner=self)

    def filter(self, text: str) -> None:
        """The step's page looks."""
        if self._step in self._pages:
            self._pages[self._step].filter(text)

    def takes_files(self) -> bool:
        """Files dropped on any step belong to this application."""
        return self.place.application_id is not None

    def take_files(self, paths: Sequence[Path]) -> None:
        """The step's page takes them; of a step that has no use for files, 名单 does."""
        here = self._pages.get(self._step)
        if here is not None and here.wants(paths):
            here.take_files(paths)
            return
        place = self.place.at("case", step=_FILES_STEP, detail="")
        self.go.emit(place)
        there = self.step(_FILES_STEP)
        if there.place != place:
            there.show_for(place)
        there.take_files(paths)

    def help_topic(self) -> str:
        """The step's page knows."""
        return self._pages[self._step].help_topic() if self._step in self._pages else "cases"

    def leave(self) -> bool:
        """The step's page may want to keep the reviewer here."""
        return self._step not in self._pages or self._pages[self._step].leave()

    def step(self, key: str) -> Page:
        """The page of the step `key`, made at its first use."""
        return self.stack.page(key)

    def _make_step(self, key: str) -> Page:
        made = self._factories[key](self.office)
        made.go.connect(self._follow)
        if isinstance(made, ReceivePage):
            made.unseen_told.connect(self.foot.show_unseen)
        return made

    def choose(self, key: str) -> None:
        """Go to the step `key` of this application."""
        self.go.emit(self.place.at("case", step=key, detail=""))

    def _go_on(self, key: str) -> None:
        page = self._pages[self._step]
        if isinstance(page, ReceivePage) and self.foot.confirms():
            page.confirm_all()
        if key == SEND:
            self.go.emit(self.place.at(SEND, application_id=None, step="", detail=""))
        else:
            self.choose(key)

    def _to_history(self) -> None:
        self.go.emit(self.place.at("history", step=self._step, detail=""))

    def _follow(self, place: Place) -> None:
        self.go.emit(place)

    def _to_letters(self) -> None:
        self.go.emit(self.place.at("letters", step=self._step, detail=""))

    def _to_handover(self) -> None:
        detail = f"case:{self.place.application_id}"
        self.go.emit(self.place.at("handover", application_id=None, step="", detail=detail))

    def _to_paper(self, paper_id: str) -> None:
        here = self.place.at("case", step=self._step, detail="")
        origin = here if self._step != "recommend" else None
        wanted = here.at("case", step="recommend", detail=f"{PAPER}{paper_id}", origin=origin)
        self.go.emit(wanted)

    def _change_state(self, key: StateKey, words: str) -> None:
        number = self.place.application_id
        why = ask_text(self, f"{self.head.name.text()}：{words}", "原因", yes=words)
        if why is not None and number is not None:
            self.office.keep(lambda desk: set_state(desk, number, key, why), owner=self)

    def _on_halted(self, halted: Halted) -> None:
        """An edit after 定稿 asks: it is done once the application is back, with a reason."""
        if self.isVisible() and halted.error.application_id == self.place.application_id:
            halted.taken = True
            self._ask_reopen(halted)

    def _ask_reopen(self, halted: Halted | None = None) -> None:
        number = self.place.application_id
        question = _REOPEN if halted is None else f"{halted.error.sentence}{_REOPEN}"
        question = f"{self._outcome}{question}"
        why = ask_text(self, question, "退回修改的原因", yes="退回修改")
        if why is None or number is None:
            if halted is not None:
                halted.refuse()
            return
        self.office.keep(
            lambda desk: reopen(desk, number, why),
            lambda _changed: halted.again() if halted is not None else None,
            owner=self,
        )

    def _show(self, found: _Found) -> None:
        view, state, stage, away, outcome = found
        if view.id != self.place.application_id:
            return  # another application was opened meanwhile
        self._final, self._outcome = view.stage in FINAL_STAGES, outcome
        self.head.show_case(view, state, stage, final=self._final, away=away)
        self._show_rail(view.steps)
        if not self._step:
            self._step = _first_open(view.steps)
        self.office.in_turns(self._showing_step(), owner=self)
        self.foot.show_steps(view.steps, self._step)

    def _show_rail(self, steps: Sequence[StepState]) -> None:
        for number, one in enumerate(steps, 1):
            if one.key not in self.steps:
                self._add_step(number, one.key)
            made = self.steps[one.key]
            look = look_of(one.state)
            with_icon(made, look.icon, look.tone)
            made.setText(f"{number} {one.title}\n　{one.state}")
            made.setToolTip(f"{one.sentence}（Ctrl+{number}）")
            made.setAccessibleName(f"第{number}步 {one.title}，{one.state}。{one.sentence}")

    def _add_step(self, number: int, key: str) -> None:
        made = button(str(number), lambda: self.choose(key))
        made.setCheckable(True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setMinimumHeight(2 * made.fontMetrics().lineSpacing() + 20)
        self.steps[key] = made
        self.rail_box.addWidget(made)

    def _showing_step(self) -> Iterator[None]:
        """Show the step; its page is made and put in before, in turns of their own."""
        for key, made in self.steps.items():
            made.setChecked(key == self._step)
        yield from self.stack.coming(self._step)
        page = self.step(self._step)
        self._last[self.place.application_id or 0] = self._step
        place = self.place.at("case", step=self._step)
        self.stack.setCurrentWidget(page)
        page.freeze(on=self._final)
        if page.place != place:
            page.show_for(place)
        if self._paper and isinstance(page, RecommendStep):
            page.open_paper(self._paper, self._origin)
            self._paper = ""

    def _foot_comes_last(self) -> None:
        """Tab comes to 下一步 after the step's blanks, most of which were made after it.

        What is put into the window last is the last on the way by Tab. (Walking that way with
        nextInFocusChain lets PySide delete what it came by.)
        """
        page = self._pages.get(self._step)
        if (
            page is None
            or not self.isVisible()
            or self.foot.isAncestorOf(self.focusWidget() or self)
        ):
            return
        blanks = (self._step, len(page.findChildren(QWidget)), self.stack.moves)
        if blanks != self._before_foot:
            self._before_foot = blanks
            self.foot.setParent(None)
            self._column.addWidget(self.foot)
            self.foot.show()


def _read(application_id: int, desk: Desk) -> _Found:
    view = open_case(desk, application_id)
    stage = stage_words(view.stage, times_sent(desk, application_id))
    away = handed(desk, application_id)
    told = away.sentence if away else ""
    return view, state_view(desk, application_id), stage, told, told_before(desk, application_id)


def _first_open(steps: Sequence[StepState]) -> str:
    unfinished = [one.key for one in steps if one.state != "完成"]
    return unfinished[0] if unfinished else steps[-1].key
