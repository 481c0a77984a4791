"""One application: its header, the rail of six steps with their states, and the step's own page."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QStackedWidget

from desktop.ui.kit.layouts import GAP, TIGHT, WIDE, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import button, say, sentence, shortcut, title
from desktop.ui.kit.states import look_of
from desktop.ui.kit.theme import with_icon
from desktop.ui.pages.steps import STEPS, StepFactory
from desktop.work.cases import STATE_WORDS, CaseView, open_case
from desktop.work.steps import TITLES, StepState

_RAIL_WIDTH = 148
_FILES_STEP = "rosters"


class Case(Page):
    """The rail and the six steps; a step's page is made when it is first shown."""

    title = "申报"
    kinds = frozenset({"cases"})

    def __init__(self, office: Office, steps: Mapping[str, StepFactory] = STEPS) -> None:
        """`steps` maps a step's key to what makes its page."""
        super().__init__(office)
        self._factories = steps
        self._pages: dict[str, Page] = {}
        self._step = ""
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.name = title("")
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.facts = QLabel()
        self.facts.setObjectName("quiet")
        self.note = sentence("", "part")
        self.rail = QFrame()
        self.rail.setObjectName("rail")
        self.rail.setFixedWidth(_RAIL_WIDTH)
        self.steps: dict[str, QPushButton] = {}
        self.rail_box = column(gap=TIGHT)
        self.stack = QStackedWidget()
        self.history = button("办理历史…", self._to_history, "archive", "谁在何时改了什么")
        self.list = button("返回列表", lambda: self.go.emit(self.place.at("cases")), "back")

    def _lay_out(self) -> None:
        names = column(self.name, self.facts, self.note, gap=2)
        head = row(names, self.history, self.list, gap=GAP)
        head.setStretch(0, 1)
        self.rail.setLayout(column(self.rail_box, None))
        body = row(self.rail, self.stack, gap=GAP)
        body.setStretch(1, 1)
        whole = column(head, body, gap=GAP, margin=WIDE)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        for number, (key, _name) in enumerate(TITLES, 1):
            shortcut(self, f"Ctrl+{number}", partial(self.choose, key))

    def show_for(self, place: Place) -> None:
        """Show the application and the step that `place` names; else the first unfinished one."""
        self._step = place.step
        super().show_for(place)

    def reload(self) -> None:
        """Read the header and the rail; the step's page reads for itself."""
        wanted = self.place.application_id
        if wanted is not None:
            self.office.ask(lambda desk: open_case(desk, wanted), self._show, owner=self)

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
        if here is not None and here.takes_files():
            here.take_files(paths)
            return
        place = self.place.at("case", step=_FILES_STEP, detail="")
        self.go.emit(place)
        there = self.step(_FILES_STEP)
        if there.place != place:
            there.show_for(place)
        there.take_files(paths)

    def leave(self) -> bool:
        """The step's page may want to keep the reviewer here."""
        return self._step not in self._pages or self._pages[self._step].leave()

    def step(self, key: str) -> Page:
        """The page of the step `key`, made at its first use."""
        if key not in self._pages:
            made = self._factories[key](self.office)
            made.go.connect(self._follow)
            self._pages[key] = made
            self.stack.addWidget(made)
        return self._pages[key]

    def choose(self, key: str) -> None:
        """Go to the step `key` of this application."""
        self.go.emit(self.place.at("case", step=key, detail=""))

    def _to_history(self) -> None:
        self.go.emit(self.place.at("history", step=self._step, detail=""))

    def _follow(self, place: Place) -> None:
        self.go.emit(place)

    def _show(self, view: CaseView) -> None:
        if view.id != self.place.application_id:
            return  # another application was opened meanwhile
        self.name.setText(view.name)
        self.name.setToolTip(view.operator_name)
        facts = (view.number, view.scheme.name, f"{view.year}年度", view.stage)
        self.facts.setText("　".join(filter(None, facts)))
        words = (STATE_WORDS.get(view.state, ""), view.draws)
        say(self.note, "　".join(filter(None, words)))
        self._show_rail(view.steps)
        if not self._step:
            self._step = _first_open(view.steps)
        self._show_step()

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

    def _show_step(self) -> None:
        for key, made in self.steps.items():
            made.setChecked(key == self._step)
        page = self.step(self._step)
        place = self.place.at("case", step=self._step)
        self.stack.setCurrentWidget(page)
        if page.place != place:
            page.show_for(place)


def _first_open(steps: Sequence[StepState]) -> str:
    unfinished = [one.key for one in steps if one.state != "完成"]
    return unfinished[0] if unfinished else steps[-1].key
