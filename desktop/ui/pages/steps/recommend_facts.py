"""The facts of all steps on one side, and what still stands in the way, as links."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.kit.layouts import GAP, TIGHT, Flow, boxed, clear, column, holder, row
from desktop.ui.kit.parts import heading, link, told
from desktop.ui.kit.states import StateBadge
from desktop.work.recommend import Obstacle, RecommendPage
from desktop.work.steps import TITLES

_STEPS = dict(TITLES)


class RecommendFacts(Flow):
    """Obstacles above, facts below; a link leads to the step that can settle it."""

    wanted = Signal(str, str)  # a step's key, and the path of the blank where there is one

    def __init__(self) -> None:
        """Empty until an application is shown."""
        super().__init__()
        self.facts = QVBoxLayout()
        self.facts.setSpacing(TIGHT)
        self.obstacles = QVBoxLayout()
        self.obstacles.setSpacing(TIGHT)
        self.clear_words = StateBadge("完成")
        self.clear_words.show_state("完成", "没有待办的事项")
        self.head = heading("尚待办理")
        self.setLayout(
            column(
                boxed(self.head, self.clear_words, self.obstacles, gap=TIGHT, margin=GAP),
                boxed(heading("各步情况"), self.facts, gap=TIGHT, margin=GAP),
                None,
                gap=GAP,
            )
        )

    def showing(self, page: RecommendPage) -> Iterator[None]:
        """Show the facts and the obstacles, one at a turn: there may be fifty of them."""
        facts, obstacles = holder(gap=TIGHT), holder(gap=TIGHT)
        for label, text in page.facts:
            _put(facts, holder(told(label, "small"), told(text), gap=0))
            yield
        for one in page.obstacles:
            _put(obstacles, self._obstacle(one))
            yield
        # Each is put in whole: with every line that comes alone the page is laid out anew.
        clear(self.facts)
        self.facts.addWidget(facts)
        clear(self.obstacles)
        self.obstacles.addWidget(obstacles)
        yield
        self.clear_words.setVisible(not page.obstacles)
        count = len(page.obstacles)
        self.head.setText(f"尚待办理{count}项" if count else "尚待办理")

    def _obstacle(self, one: Obstacle) -> QWidget:
        words = "去填好" if one.at else f"到“{_STEPS[one.step]}”"
        made = link(words, partial(self.wanted.emit, one.step, one.at), one.sentence)
        made.setAccessibleName(f"{one.sentence}，前往办理")
        # Not by `say`: a label that is shown before it has a place flashes up as a window.
        why = told(f"{one.demanded}要求" if one.demanded else "本程序约定，办法未作要求", "small")
        below = row(why, made, gap=TIGHT)
        below.setStretch(0, 1)
        return holder(told(one.sentence), below, gap=0)


def _put(into: QWidget, one: QWidget) -> None:
    box = into.layout()
    if box is not None:
        box.addWidget(one)
