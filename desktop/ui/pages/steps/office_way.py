"""The way through the office: 拟办, 科室审核, 领导审签, 定稿, 报送, and back; who, when, why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit

from desktop.ui.kit.enter import into_view
from desktop.ui.kit.layouts import GAP, TIGHT, column, row
from desktop.ui.kit.parts import Combo, button, heading, say, sentence
from desktop.work.office_way import BACK, COLLECTIVE, stage_words, told
from desktop.work.recommend import RecommendPage

FINAL = "定稿"


class OfficeWay(QFrame):
    """Where the application stands, where it goes next, and all it went through."""

    moved = Signal(str, str, str)  # to which stage, by whom, why
    finished = Signal(str, str)  # made final at once: by whom, why
    paper_wanted = Signal(str)  # a paper's id

    def __init__(self) -> None:
        """Empty until an application is shown."""
        super().__init__()
        self._stage, self._operator = "", ""
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.setObjectName("card")
        self.way = sentence()
        self.to = Combo("转到")
        self.by = QLineEdit()
        self.by.setAccessibleName("由谁办理")
        self.why = QLineEdit()
        self.why.setAccessibleName("意见或原因")
        self.go = button("办理", self._go, "send")
        self.finish = button(
            FINAL,
            lambda: self.finished.emit(self.by.text().strip() or self._operator, self.why.text()),
            "tick",
            "没有写由谁办理的，由经办人定稿；定稿后显示要打印的表",
        )
        self.since = sentence("", "wrong")
        self.memo = button("一页呈批…", lambda: self.paper_wanted.emit("memo"), "print")
        self.wrong = sentence("", "wrong")
        self.history = sentence("", "small")
        self.to.activated.connect(lambda _index: self._hint())
        for line in (self.by, self.why):
            line.returnPressed.connect(self._go)

    def _lay_out(self) -> None:
        first = row(QLabel("转到"), self.to, QLabel("由谁办理"), self.by, gap=TIGHT)
        first.setStretch(3, 1)
        second = row(QLabel("意见或原因"), self.why, self.go, self.finish, gap=TIGHT)
        second.setStretch(1, 1)
        self.setLayout(
            column(
                row(heading("办理"), None, self.memo),
                self.way,
                self.since,
                first,
                second,
                self.wrong,
                self.history,
                gap=TIGHT,
                margin=GAP,
            )
        )
        for one in (self.since, self.wrong, self.history):
            one.hide()

    def show_page(self, page: RecommendPage, operator: str, since: str = "") -> None:
        """Show the stage and offer the ones after it; 退回修改 is always the last.

        `since` says what was changed after somebody signed. 定稿 has a button of its own.
        """
        self._operator = operator
        say(self.since, f"{since}请核对；要重新呈批的，请退回修改。" if since else "")
        here = stage_words(page.stage)
        stages = list(page.stages)
        place = stages.index(here) if here in stages else 0
        shown = " → ".join(f"【{one}】" if one == here else one for one in stages)
        back = f"　（{here}）" if here not in stages else ""
        times = f"　已报送{page.sent}次" if page.sent else ""
        self.way.setText(f"{shown}{back}{times}")
        if page.stage != self._stage:
            self._stage = page.stage
            self.to.clear()
            self.to.addItems([one for one in page.ways if one != FINAL])
            self.by.setText(operator if place == 0 or page.stage == "定稿" else "")
            self.why.clear()
            self._hint()
        self.finish.setVisible(FINAL in page.ways)
        say(self.wrong, "")
        say(self.history, "\n".join(told(page.steps)))

    def _hint(self) -> None:
        """集体研究 wants the meeting, everything else a person."""
        words = "会议名称和日期" if self.to.currentText() == COLLECTIVE else "姓名"
        self.by.setPlaceholderText(words)

    def forget(self) -> None:
        """Another application is shown."""
        self._stage = ""

    def refuse(self, text: str) -> None:
        """Say why it was not moved; what was typed stays."""
        say(self.wrong, text)
        needs_why = bool(self.by.text().strip()) and self.to.currentText() == BACK[1]
        (self.why if needs_why else self.by).setFocus()
        into_view(self.wrong)

    def _go(self) -> None:
        if self.to.currentText():
            self._move(self.to.currentText())

    def _move(self, stage: str) -> None:
        self.moved.emit(stage, self.by.text(), self.why.text())
