"""The foot of one application's step: how the step stands, and the button that goes on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.kit.layouts import GAP, row
from desktop.ui.kit.parts import button
from desktop.ui.pages.steps.act import CutLabel
from desktop.work.steps import StepState

SEND = "send"  # what follows the last step
_DONE, _FIRST = "完成", "receive"


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
        told = f"{before}下一步：{words.get(self.following, '')}"
        self.next.setText(told)
        self.next.setAccessibleName(told)
        confirming = f"{self._unseen}项读入的内容记为已核对，再到下一步"
        self.next.setToolTip(confirming if before else "Alt+→")


def following(steps: Sequence[StepState], here: str) -> str:
    """Return the next step that isn't done, else simply the next; SEND after the last one."""
    order = [one.key for one in steps]
    after = steps[order.index(here) + 1 :] if here in order else ()
    still = [one.key for one in after if one.state != _DONE]
    return next(iter([*still, *(one.key for one in after)]), SEND)


def _words(one: StepState) -> str:
    return f"{one.title}：{one.state}" + (f"，{one.sentence}" if one.sentence else "")
