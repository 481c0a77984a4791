"""The tools beside the acts of the draw: papers, result, verification, and the panels they open."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.layouts import row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button
from desktop.ui.pages.steps.ceremony_window import CeremonyWindow
from desktop.ui.pages.steps.panel import Panel, Panels
from desktop.ui.pages.steps.survey_check import SurveyCheck
from desktop.ui.pages.steps.survey_lists import SurveyLists
from desktop.ui.pages.steps.survey_paper_roster import SurveyPaperRoster
from desktop.ui.pages.steps.survey_papers import SurveyPapers
from desktop.ui.pages.steps.survey_rekey import SurveyRekey
from desktop.ui.pages.steps.survey_result import SurveyResult
from desktop.work.rekey import rekey_on

PANELS: Mapping[str, Callable[[Office], Panel]] = {
    "papers": SurveyPapers,
    "result": SurveyResult,
    "lists": SurveyLists,
    "rekey": SurveyRekey,
    "paper": SurveyPaperRoster,
    "check": SurveyCheck,
}
# Key, the button's word, what a screen reader says, the icon.
_BUTTONS = (
    ("papers", "打印", "打印抽查的表：确认表、抽取记录、记录表、结果汇总表", "print"),
    ("ceremony", "大屏", "大屏抽取：一步一屏，供在场的人观看；可集中抽取", "fit-page"),
    ("result", "结果", "抽查结果、名单自报对比和追加抽取", "assess"),
    ("lists", "分工", "分工名单：分给同事联系，填写后收回", "person"),
    ("rekey", "复核", "复核录入：由另一人再录入十分之一的答复", "edit"),
    ("check", "核验", "核验与导出抽取记录", "tick"),
    ("help", "说明", "随机抽查的说明（F1）", "help"),
)
# Why Ctrl+Z takes nothing back in each act, and what is done instead.
_NO_UNDO = {
    "list": "名单上的增减不能撤销：不列入的企业，选中后可以“重新列入”。",
    "lock": "封存不能撤销：名单要改的，写明原因作废这次封存，再重新封存。",
    "code": "随机码登记后不能撤销。",
    "ask": "抽查答复记下后不能撤销：记错了请选中这家企业，用“更正上一条…”另记一条更正。",
}


class SurveyTools(Panels):
    """The acts with the panels over them; a panel is made when it is first opened."""

    help_wanted = Signal()

    def __init__(self, office: Office, acts: QWidget) -> None:
        """`acts` are in front."""
        super().__init__(acts)
        self._office = office
        self._made: dict[str, Panel] = {}
        self._application_id = 0
        self._final = False
        self.ceremony: CeremonyWindow | None = None
        self.buttons = {
            key: button(word, partial(self._press, key), icon, tip)
            for key, word, tip, icon in _BUTTONS
        }
        for key, _word, tip, _icon in _BUTTONS:
            self.buttons[key].setAccessibleName(tip)
        self.bar = QWidget()
        self.bar.setLayout(row(*self.buttons.values()))
        self.buttons["rekey"].hide()

    def show_case(self, application_id: int) -> None:
        """Another application: the acts are in front again."""
        if application_id != self._application_id:
            self.close_panel()
        self._application_id = application_id
        # Only where the department's own convention asks for it (设置).
        self._office.ask(rekey_on, self.buttons["rekey"].setVisible, owner=self)

    def made(self, key: str) -> Panel:
        """The panel `key`, made at its first use."""
        if key not in self._made:
            self._made[key] = PANELS[key](self._office)
            self._made[key].freeze(on=self._final)
            self.add(self._made[key])
        return self._made[key]

    def freeze(self, *, on: bool) -> None:
        """After 定稿 nothing is kept from a panel."""
        self._final = on
        for panel in self._made.values():
            panel.freeze(on=on)

    def _press(self, key: str) -> None:
        if key == "help":
            self.help_wanted.emit()
        else:
            self.show_panel(key)

    def show_panel(self, key: str) -> None:
        """Open the panel `key`; the ceremony has the whole screen."""
        if key == "ceremony":
            self.show_ceremony()
            return
        self.open(self.made(key), self._application_id)

    def topic(self) -> str:
        """The heading of the manual's chapter that speaks of the panel that is open, or nothing."""
        now = self.panel()
        return now.topic if now is not None else ""

    def tell_no_undo(self, act: str) -> None:
        """Say why nothing is taken back in an act of the draw, and what is done instead."""
        self._office.noted.emit(_NO_UNDO[act or "ask"])

    def show_ceremony(self) -> None:
        """Show the acts of the draw one by one over the whole screen."""
        if self.ceremony is None:
            self.ceremony = CeremonyWindow(self._office, self)
            self.ceremony.left.connect(self.left)
        self.ceremony.show_case(self._application_id)
        self.ceremony.showFullScreen()

    def show_paper(self, paper_id: str) -> None:
        """Open the papers at this one."""
        papers = self.made("papers")
        assert isinstance(papers, SurveyPapers)
        papers.want(paper_id)
        self.show_panel("papers")
