"""The foot of one application's step: how the step stands, and the button that goes on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.kit.layouts import GAP, row
from desktop.ui.kit.parts import button
from desktop.ui.pages.steps.act import CutLabel
from desktop.work.steps import StepState

SEND = "send"  # what follows the last step
_FIRST = "receive"
_DONE, _OPEN = "完成", ("未开始", "未完成")


class CaseFoot(QWidget):
    """Says what the step still wants, and leads to the next one that isn't done."""

    wanted = Signal(str)  # the key of the step that is to come, or SEND

    def __init__(self) -> None:
        """Empty until a step is shown."""
        super().__init__()
        self._steps: Sequence[StepState] = ()
        self._here = ""
        self._unseen = 0
        self.following = ""
        self.state = CutLabel("quiet")
        self.next = button("下一步", lambda: self.wanted.emit(self.following), "next")
        whole = row(self.state, self.next, gap=GAP)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[StepState], here: str) -> None:
        """Show the step `here` among all of them."""
        self._steps, self._here = steps, here
        self.following = following(steps, here)
        self.state.say(next((_words(one) for one in steps if one.key == here), ""))
        self._name()

    def show_unseen(self, count: int) -> None:
        """Going on from 收件登记 confirms what was read, and the button says so."""
        self._unseen = count
        self._name()

    def confirms(self) -> bool:
        """True where the button also confirms what was read from files."""
        return self._here == _FIRST and self._unseen > 0

    def _name(self) -> None:
        words = {one.key: one.title for one in self._steps} | {SEND: "汇总报送"}
        before = "全部核对无误，" if self.confirms() else ""
        passed = passed_over(self._steps, self._here, self.following)
        why = f"（{'、'.join(passed)}已完成）" if passed else ""
        title = words.get(self.following, "")
        told = f"{before}下一步：{title}{why}"
        if is_before(self._steps, self.following, self._here):
            told = f"{before}回到未完成的“{title}”"
        elif self.following == SEND and self._steps[-1].state != _DONE:
            told = f"{before}{title}（还没有定稿）"
        self.next.setText(told)
        self.next.setAccessibleName(told)
        confirming = f"{self._unseen}项读入的内容记为已核对，再到下一步"
        self.next.setToolTip(confirming if before else "Alt+→")


def following(steps: Sequence[StepState], here: str) -> str:
    """Return the next step in the rail that isn't done; SEND after the last one.

    With all done behind it, the first before it that was not finished: what has trouble only was
    seen. Where nothing is left, simply the next.
    """
    order = [one.key for one in steps]
    if here not in order:
        return SEND
    at = order.index(here)
    after = steps[at + 1 :]
    still = [one.key for one in after if one.state != _DONE]
    if steps[-1].state != _DONE:  # else it is final, and nothing is left to do
        still += [one.key for one in steps[:at] if one.state in _OPEN]
    return next(iter([*still, *(one.key for one in after)]), SEND)


def is_before(steps: Sequence[StepState], one: str, other: str) -> bool:
    """Tell whether a step stands before another one in the rail."""
    order = [step.key for step in steps]
    return one in order and other in order and order.index(one) < order.index(other)


def passed_over(steps: Sequence[StepState], here: str, following: str) -> list[str]:
    """Return the steps between the two in the rail that are done, by their titles."""
    order = [one.key for one in steps]
    if here not in order or following not in order:
        return []
    between = steps[order.index(here) + 1 : order.index(following)]
    return [one.title for one in between]


def _words(one: StepState) -> str:
    return f"{one.title}：{one.state}" + (f"，{one.sentence}" if one.sentence else "")
