"""The way through the office: 拟办, 科室审核, 领导审签, 定稿, 报送, and back; who, when, why."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit

from desktop.ui.kit.layouts import GAP, TIGHT, column, row
from desktop.ui.kit.parts import Combo, button, heading, say, sentence
from desktop.ui.pages.steps.survey_lock import shown_time
from desktop.work.office_way import BACK, STAGES, DecisionLine
from desktop.work.recommend import RecommendPage

_WORDS: dict[str, str] = dict(STAGES)


class OfficeWay(QFrame):
    """Where the application stands, where it goes next, and all it went through."""

    moved = Signal(str, str, str)  # to which stage, by whom, why

    def __init__(self) -> None:
        """Empty until an application is shown."""
        super().__init__()
        self._stage = ""
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
        self.wrong = sentence("", "wrong")
        self.history = sentence("", "small")
        for line in (self.by, self.why):
            line.returnPressed.connect(self._go)

    def _lay_out(self) -> None:
        first = row(QLabel("转到"), self.to, QLabel("由谁办理"), self.by, gap=TIGHT)
        first.setStretch(3, 1)
        second = row(QLabel("意见或原因"), self.why, self.go, gap=TIGHT)
        second.setStretch(1, 1)
        self.setLayout(
            column(
                heading("办理"),
                self.way,
                first,
                second,
                self.wrong,
                self.history,
                gap=TIGHT,
                margin=GAP,
            )
        )
        self.wrong.hide()
        self.history.hide()

    def show_page(self, page: RecommendPage, operator: str) -> None:
        """Show the stage and offer the ones after it; 退回修改 is always the last."""
        here = _WORDS.get(page.stage, BACK[1])
        stages = list(page.stages)
        place = stages.index(here) if here in stages else 0
        self.way.setText(" → ".join(f"【{one}】" if one == here else one for one in stages))
        if page.stage != self._stage:
            self._stage = page.stage
            self._offer(stages[place + 1 :] if here in stages else stages[1:], back=place > 0)
            self.by.setText(operator if place == 0 else "")
            self.why.clear()
        say(self.wrong, "")
        say(self.history, "\n".join(_told(page.steps)))

    def _offer(self, stages: Sequence[str], *, back: bool) -> None:
        self.to.clear()
        self.to.addItems([*stages, *([BACK[1]] if back else [])])

    def forget(self) -> None:
        """Another application is shown."""
        self._stage = ""

    def refuse(self, text: str) -> None:
        """Say why it was not moved; what was typed stays."""
        say(self.wrong, text)
        needs_why = bool(self.by.text().strip()) and self.to.currentText() == BACK[1]
        (self.why if needs_why else self.by).setFocus()

    def _go(self) -> None:
        if self.to.currentText():
            self.moved.emit(self.to.currentText(), self.by.text(), self.why.text())


def _told(steps: Sequence[DecisionLine]) -> list[str]:
    return [
        f"{shown_time(one.at)}　{one.by}　{one.from_stage} → {one.to_stage}"
        + (f"　{one.why}" if one.why else "")
        for one in steps
    ]
