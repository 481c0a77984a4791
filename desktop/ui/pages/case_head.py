"""The head of one application: its names, how it stands, and what is done to it as a whole."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop.ui.kit.layouts import GAP, TIGHT, column, row
from desktop.ui.kit.parts import button, link, say, sentence, title
from desktop.work.case_state import StateView
from desktop.work.cases import CaseView

_FINAL = "已{}，内容不能直接改动；要修改，先退回修改并写明原因。"


class CaseHead(QWidget):
    """Names and facts, the state with its reason, and the acts of the whole application."""

    state_wanted = Signal(str, str)  # the state's key, the act's words
    reopen_wanted = Signal()
    letters_wanted = Signal()
    history_wanted = Signal()
    list_wanted = Signal()
    paper_wanted = Signal(str)  # a paper's id
    hand_over_wanted = Signal()

    def __init__(self) -> None:
        """Empty until an application is shown."""
        super().__init__()
        self._view: StateView | None = None
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.name = title("")
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.facts = sentence("", "quiet")
        self.note = sentence("", "part")
        self.told = sentence("", "wrong")
        self.paper = link("", self._to_paper)
        self.final = sentence("", "part")
        self.reopen = button("退回修改…", self.reopen_wanted.emit, "undo", "写明原因后可以修改")
        self.away = sentence("", "part")
        self.back = button("移交和收回…", self.hand_over_wanted.emit, "undo")
        self.state = button(
            "变更状态",
            lambda: None,
            "dynamic",
            "撤回、逾期未补、不予推荐、作废、恢复办理，或移交给同事",
        )
        self.menu = QMenu(self)
        self.state.setMenu(self.menu)
        self.letters = button(
            "告知和函询…", self.letters_wanted.emit, "send", "微信、短信文本和征求意见函"
        )
        self.history = button("办理历史…", self.history_wanted.emit, "history", "谁在何时改了什么")
        self.list = button("返回列表", self.list_wanted.emit, "back")

    def _lay_out(self) -> None:
        first = row(self.name, self.letters, self.state, self.history, self.list, gap=GAP)
        first.setStretch(0, 1)
        told = row(self.told, self.paper, gap=GAP)
        told.setStretch(0, 1)
        self.final.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        final = row(self.facts, self.final, self.reopen, gap=2 * GAP)
        final.setStretch(0, 1)
        final.setStretch(1, 1)
        away = row(self.away, self.back, gap=GAP)
        away.setStretch(0, 1)
        self.lines = column(first, final, away, self.note, told, gap=TIGHT)
        self.setLayout(self.lines)
        hidden = (self.note, self.told, self.paper, self.final, self.reopen, self.away, self.back)
        for one in hidden:
            one.hide()

    def show_case(
        self, view: CaseView, state: StateView, stage: str, *, final: bool, away: str = ""
    ) -> None:
        """Show an application; `stage` in the office's words, `away` who has it now."""
        self._view = state
        self.name.setText(view.name)
        self.name.setToolTip(view.operator_name)
        facts = (view.number, view.scheme.name, f"{view.year}年度", stage)
        self.facts.setText("　".join(filter(None, facts)))
        say(self.note, view.draws)
        say(self.told, state.told)
        self.paper.setText("打印不予推荐告知单" if state.paper else "")
        self.paper.setVisible(bool(state.paper))
        say(self.final, _FINAL.format(stage) if final else "")
        self.reopen.setVisible(final)
        self.lines.setSpacing(GAP if final else TIGHT)  # buttons stand as far apart as elsewhere
        say(self.away, away)
        self.back.setVisible(bool(away))
        self.menu.clear()
        for key, words in state.offers:
            self.menu.addAction(f"{words}…", partial(self.state_wanted.emit, key, words))
        self.menu.addSeparator()
        self.menu.addAction("移交给同事…", self.hand_over_wanted.emit)

    def _to_paper(self) -> None:
        if self._view is not None and self._view.paper:
            self.paper_wanted.emit(self._view.paper)
