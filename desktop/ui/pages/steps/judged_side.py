"""The details of one line of the assessment: where its figures come from, verdict and reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from desktop.ui.kit.editors import LineEditor
from desktop.ui.kit.layouts import GAP, TIGHT, at_once, column, row
from desktop.ui.kit.parts import button, flag, link, say, sentence
from desktop.ui.pages.steps.judged import VERDICTS, Item

_NOTHING = "选中一行后，这里显示数据出处；按键：1 符合　2 不符合　3 放宽后符合　4 不涉及　0 清除"


class JudgedSide(QFrame):
    """What belongs to the line in focus; the reason is kept with the verdict."""

    judged = Signal(str, str)  # item id, verdict
    reasoned = Signal(str, str)  # item id, reason
    rosters_wanted = Signal()
    trace_wanted = Signal(str, str)  # item id, declared or counted

    def __init__(self) -> None:
        """No line is chosen yet."""
        super().__init__()
        self.item: Item | None = None
        self._final = False
        self._make()
        self._lay_out()
        self._connect()
        self.show_item(None)

    def _make(self) -> None:
        self.setObjectName("card")
        self.setAccessibleName("本行详情")
        self.name = sentence("", "heading")
        self.sources = sentence()
        self.why = sentence("", "part")
        self.notes = sentence("", "small")
        self.traces = {
            "申报": link("查看申报数的出处", lambda: self._trace("declared")),
            "清点": link("查看清点的是哪些行", lambda: self._trace("counted")),
        }
        self.rosters = link("到“名单”中标明无法判断的行", self.rosters_wanted.emit)
        self.buttons: dict[str, QPushButton] = {}
        for number, (verdict, word) in enumerate(VERDICTS, 1):
            shown = f"{number % 5} {word}"
            made = button(shown, lambda verdict=verdict: self._judge(verdict))  # type: ignore[misc] # mypy can't see the default
            made.setCheckable(bool(verdict))
            self.buttons[verdict] = made
        self.label = QLabel("理由")
        self.reason = LineEditor("text")
        self.reason.inner.setAccessibleName("理由")
        self.label.setBuddy(self.reason.inner)
        self.wrong = sentence("", "wrong")

    def _lay_out(self) -> None:
        self.verdicts = row(*self.buttons.values(), GAP, self.label, self.reason, gap=TIGHT)
        self.verdicts.setStretch(self.verdicts.count() - 1, 1)
        sources = row(self.sources, *self.traces.values(), self.rosters)
        sources.setStretch(0, 1)
        words = row(self.why, self.notes, gap=2 * GAP)
        for half in (0, 1):
            words.setStretch(half, 1)
        whole = column(
            self.name,
            sources,
            words,
            self.verdicts,
            self.wrong,
            gap=TIGHT,
            margin=GAP,
        )
        whole.insertStretch(whole.count() - 2)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.reason.finished.connect(self._reasoned)

    def show_item(self, item: Item | None, typed: str = "") -> None:
        """Show `item`; `typed` is a reason that was typed and is not kept yet."""
        other = item is None or self.item is None or item.id != self.item.id
        if other:
            self.reason.finish()
            self.show_refusal("")
        self.item = item
        with at_once(self):
            self._show(item)
        if other:
            self.reason.put("")
        self.reason.show_text((item.reason or typed) if item else "")

    def _show(self, item: Item | None) -> None:
        # High enough for most lines, so that the list above doesn't move with every step.
        self.setMinimumHeight(3 * self.fontMetrics().lineSpacing() + 68 if item else 0)
        say(self.name, f"{item.lead}　{item.text}" if item else _NOTHING)
        sources = [f"{what}：{where}" for what, where in item.sources] if item else []
        say(self.sources, "；".join(sources))
        say(self.why, item.why if item else "")
        say(self.notes, "；".join(item.notes) if item else "")
        shown = {what for what, _ in item.sources} if item else set()
        # A share in doubt names no file, and comes from rows all the same.
        shown |= {"清点"} if item and item.has_unknown_rows and item.counted else set()
        shown |= {"申报"} if item and "无法判断" in item.declared else set()
        for what, made in self.traces.items():
            made.setVisible(what in shown)
        self.rosters.setVisible(bool(item and item.has_unknown_rows))
        self._show_verdict(item)

    def freeze(self, *, on: bool) -> None:
        """After 定稿 the verdict and its reason are to be read only."""
        self._final = on
        self.reason.line.setReadOnly(on)
        self._show_verdict(self.item)

    def _show_verdict(self, item: Item | None) -> None:
        can = bool(item and item.key)
        for verdict, made in self.buttons.items():
            # Each stays in its place from line to line: nothing moves under the pointer.
            usable = can and (verdict != "relaxed" or bool(item and item.relaxable))
            made.setVisible(item is not None)
            made.setEnabled(usable and not self._final)
            made.setChecked(
                bool(verdict) and bool(item) and item is not None and item.own == verdict
            )
        self.label.setVisible(can)
        self.reason.setVisible(can)

    def show_refusal(self, text: str) -> None:
        """Say under the reason why a verdict was not kept; an empty text says nothing."""
        say(self.wrong, text)
        flag(self.reason.inner, "wrong", bool(text))
        self.reason.inner.setAccessibleDescription(text)

    def _trace(self, side: str) -> None:
        if self.item is not None:
            self.trace_wanted.emit(self.item.id, side)

    def _judge(self, verdict: str) -> None:
        if self.item is not None:
            self.judged.emit(self.item.id, verdict)

    def _reasoned(self, text: str) -> None:
        if self.item is not None:
            self.reasoned.emit(self.item.id, text)
