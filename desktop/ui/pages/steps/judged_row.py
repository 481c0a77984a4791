"""One line of the assessment: text, figures and verdicts; judged by the keys 1–4 and 0."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from desktop.domain.assessment import VERDICT_WORDS
from desktop.ui.pages.steps.judged import VERDICTS, Item
from desktop.ui.pages.steps.painted_row import Cell, PaintedRow, Piece, state_piece

HEADS = ("条款", "条件", "申报", "清点", "标准", "结论")
LETTERS = (7, 0, 7, 7, 5, 7)  # how wide each column is; 条件 takes the room that is left
_JOINER = "\N{WORD JOINER}"
_WITHIN_DATE = re.compile("(?<=[0-9])(?=[年月日])|(?<=[年月])(?=[0-9])")
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_CLEAR = (Qt.Key.Key_0, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class JudgedRow(PaintedRow):
    """A row that takes the focus; its keys judge, the arrows go up and down."""

    judged = Signal(str, str)  # item id, verdict ("" clears)
    entered = Signal(str)  # item id
    moved = Signal(str, int)  # item id, how many rows on

    def __init__(self, item: Item) -> None:
        """Show `item` at once."""
        super().__init__()
        self.item = item
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_item(item)

    def show_item(self, item: Item) -> None:
        """Show the line's figures and verdicts."""
        self.item = item
        self.show_cells(self._cells(), LETTERS)
        self._name()

    def _cells(self) -> tuple[Cell, ...]:
        item = self.item
        differs = (state_piece("需补正", "不一致"),) if item.differs else ()
        reason = f"理由：{item.reason}" if item.reason else ""
        return (
            (Piece(item.lead, "small"),),
            (Piece(item.text, "heading" if item.heads else ""), Piece(reason, "small")),
            (Piece(_dates_whole(item.declared)),),
            (Piece(_dates_whole(item.counted)), *differs),
            (Piece(item.threshold),),
            (state_piece(item.word), Piece(self._own_words(), "small")),
        )

    def _own_words(self) -> str:
        item = self.item
        if not item.own:
            return ""
        return "审核人判断" if item.program == "judge" else f"程序：{VERDICT_WORDS[item.program]}"

    def _name(self) -> None:
        item = self.item
        figures = [("申报", item.declared), ("清点", item.counted), ("标准", item.threshold)]
        parts = [item.lead, item.text, *(f"{head}{text}" for head, text in figures if text)]
        parts += ["申报与清点不一致"] if item.differs else []
        parts.append(item.word)
        self.setAccessibleName("，".join(filter(None, parts)))
        keys = f"按1符合，2不符合，{'3放宽后符合，' if item.relaxable else ''}4不涉及，0清除"
        self.setAccessibleDescription(keys if item.key else "")
        self.setToolTip("\n".join([*(f"{a}：{b}" for a, b in item.sources), item.why]).strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1–4 judge, 0 and Backspace clear; the arrows move."""
        verdict = self._verdict_of(event)
        if verdict is not None and self.item.key and not event.isAutoRepeat():
            self.judged.emit(self.item.id, verdict)
        elif event.key() in _STEPS:
            self.moved.emit(self.item.id, _STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _verdict_of(self, event: QKeyEvent) -> str | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if event.key() in _CLEAR:
            return ""
        number = int(event.text()) if event.text() in ("1", "2", "3", "4") else 0
        if not number or (number == 3 and not self.item.relaxable):
            return None
        return VERDICTS[number - 1][0]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say which line is looked at now."""
        super().focusInEvent(event)
        self.entered.emit(self.item.id)


def _dates_whole(text: str) -> str:
    """No line ends within a date: 10年（自2016年3月起）breaks before 2016."""
    return _WITHIN_DATE.sub(_JOINER, text)


class HeadRow(PaintedRow):
    """The headings above the lines."""

    def __init__(self) -> None:
        """Made once for each block."""
        super().__init__()
        self.setObjectName("section")
        self.setAccessibleName("，".join(HEADS))
        self.show_cells([(Piece(head, "small"),) for head in HEADS], LETTERS)
