"""The way through the office: 拟办, 科室审核, 领导审签, 定稿, 报送, and back; who, when, why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

from desktop.ui.kit.enter import into_view
from desktop.ui.kit.layouts import GAP, TIGHT, column, row
from desktop.ui.kit.parts import Combo, button, heading, say, sentence
from desktop.work.after_signing import Since
from desktop.work.office_way import BACK, COLLECTIVE, stage_words, told
from desktop.work.recommend import RecommendPage

FINAL = "定稿"
_LETTERS = 11  # Latin ones, of the longest step: 第2次报送
_CLERKS = ("初审", "定稿")  # what comes next the clerk does


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
        self.to = Combo("办哪一步")
        self.to.setPlaceholderText("请选择")
        self.to.setMinimumContentsLength(_LETTERS)
        self.by = QLineEdit()
        self.by.setAccessibleName("办理人（做这一步的人）")
        self.by.setToolTip("做这一步的人：送科室审核的，写审核的人；送领导审签的，写签批的领导")
        self.why = QLineEdit()
        self.why.setAccessibleName("意见或原因")
        self.go = button("办理", self._go, "send")
        self.finish = button(
            FINAL,
            lambda: self.finished.emit(self.by.text().strip() or self._operator, self.why.text()),
            "tick",
            "没有写办理人的，由经办人定稿；定稿后显示要打印的表",
        )
        self.since = sentence("", "wrong")
        self.memo = button("一页呈批…", lambda: self.paper_wanted.emit("memo"), "print")
        self.wrong = sentence("", "wrong")
        self.history = sentence("", "small")
        self.to.activated.connect(lambda _index: self._hint())
        for line in (self.by, self.why):
            line.returnPressed.connect(self._go)

    def _lay_out(self) -> None:
        first = row(QLabel("办哪一步"), self.to, QLabel("办理人"), self.by, gap=TIGHT)
        first.setStretch(3, 1)
        second = row(QLabel("意见或原因"), self.why, self.go, self.finish, gap=TIGHT)
        second.setStretch(1, 1)
        policy = self.finish.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.finish.setSizePolicy(policy)
        # What comes and goes stands below the boxes, so that they never move under the hand.
        self.below = QWidget()
        self.below.setLayout(column(self.wrong, self.since, self.history, None, gap=TIGHT))
        self.below.setMinimumHeight(2 * self.wrong.fontMetrics().lineSpacing())
        head = row(heading("办理"), None, self.memo)
        self.setLayout(column(head, self.way, first, second, self.below, gap=TIGHT, margin=GAP))
        for one in (self.since, self.wrong, self.history):
            one.hide()

    def show_page(self, page: RecommendPage, operator: str, since: Since) -> None:
        """Show the stage and offer the ones after it, the next one chosen; never 退回修改.

        `since` says what was changed after somebody signed. 定稿 has a button of its own, too, for
        an office that leaves steps out.
        """
        self._operator = operator
        say(self.since, f"{since.sentence}{since.advice}")
        here = stage_words(page.stage)
        stages = list(page.stages)
        shown = " → ".join(f"【{one}】" if one == here else one for one in stages)
        back = f"　（{here}）" if here not in stages else ""
        times = f"　已报送{page.sent}次" if page.sent else ""
        self.way.setText(f"{shown}{back}{times}")
        if page.stage != self._stage:
            self._stage = page.stage
            self.to.clear()
            self.to.addItems(page.ways)
            self.to.setCurrentIndex(0 if page.ways[:1] != (BACK[1],) else -1)
            self.by.setText(operator if page.stage in _CLERKS else "")
            self.why.clear()
            self._hint()
        self.finish.setVisible(FINAL in page.ways)
        say(self.wrong, "")
        say(self.history, "\n".join(told(page.steps)))

    def _hint(self) -> None:
        """集体研究 wants the meeting, everything else the person who does that step."""
        stage = self.to.currentText()
        words = f"办“{stage}”的人的姓名" if stage else "姓名"
        self.by.setPlaceholderText("会议名称和日期" if stage == COLLECTIVE else words)

    def forget(self) -> None:
        """Another application is shown."""
        self._stage = ""

    def refuse(self, text: str) -> None:
        """Say why it was not moved; what was typed stays."""
        say(self.wrong, text)
        needs_why = bool(self.by.text().strip()) and self.to.currentText() == BACK[1]
        (self.to if not self.to.currentText() else self.why if needs_why else self.by).setFocus()
        into_view(self.wrong)

    def next_one(self) -> None:
        """A step was kept: the cursor waits where the next one's name goes, not on the button."""
        if self.go.hasFocus() or self.why.hasFocus():
            self.by.setFocus()

    def _go(self) -> None:
        stage, by = self.to.currentText(), self.by.text().strip()
        if not stage:
            self.refuse("请选择办哪一步。")
        elif stage != FINAL:
            self.moved.emit(stage, self.by.text(), self.why.text())
        elif by:
            self.finished.emit(by, self.why.text())
        else:
            self.refuse("请填写办理人，即由谁定稿；由经办人定稿的，按“定稿”。")
