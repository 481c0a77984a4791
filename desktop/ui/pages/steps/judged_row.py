"""One line of the assessment: text, figures and verdicts; judged by the keys 1–4 and 0."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.domain.assessment import VERDICT_WORDS
from desktop.ui.kit.layouts import GAP, TIGHT, holder, row
from desktop.ui.kit.parts import say, sentence
from desktop.ui.kit.states import StateBadge
from desktop.ui.kit.theme import tones
from desktop.ui.pages.steps.judged import VERDICTS, Item

HEADS = ("条款", "条件", "申报", "清点", "标准", "结论")
LETTERS = {"条款": 6, "申报": 6, "清点": 6, "标准": 5, "结论": 7}  # widths in letters
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_CLEAR = (Qt.Key.Key_0, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class JudgedRow(QFrame):
    """A row that takes the focus; its keys judge, the arrows go up and down."""

    judged = Signal(str, str)  # item id, verdict ("" clears)
    entered = Signal(str)  # item id
    moved = Signal(str, int)  # item id, how many rows on

    def __init__(self, item: Item) -> None:
        """Show `item` at once."""
        super().__init__()
        self.item = item
        self._current = False
        self._make()
        self._lay_out()
        self.show_item(item)

    def _make(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lead = _cell("small")
        self.text = _cell("heading" if self.item.heads else "")
        self.reason = _cell("small")
        self.declared, self.counted, self.threshold = _cell(), _cell(), _cell()
        self.differs = StateBadge()
        self.verdict = StateBadge()
        self.own = _cell("small")

    def _lay_out(self) -> None:
        cells = {
            "条款": holder(self.lead, None, gap=0),
            "条件": holder(self.text, self.reason, None, gap=0),
            "申报": holder(self.declared, None, gap=0),
            "清点": holder(self.counted, self.differs, None, gap=0),
            "标准": holder(self.threshold, None, gap=0),
            "结论": holder(self.verdict, self.own, None, gap=0),
        }
        self.setLayout(table_row(cells))

    def show_item(self, item: Item) -> None:
        """Show the line's figures and verdicts."""
        self.item = item
        for label, text in (
            (self.lead, item.lead),
            (self.text, item.text),
            (self.declared, item.declared),
            (self.counted, item.counted),
            (self.threshold, item.threshold),
        ):
            label.setText(text)
        self.differs.show_state("需补正" if item.differs else "", "不一致" if item.differs else "")
        self.differs.setVisible(item.differs)
        self.verdict.show_state(VERDICT_WORDS[item.verdict])
        say(self.own, self._own_words())
        say(self.reason, f"理由：{item.reason}" if item.reason else "")
        self._name()

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
        parts.append(VERDICT_WORDS[item.verdict])
        self.setAccessibleName("，".join(filter(None, parts)))
        keys = f"按1符合，2不符合，{'3放宽后符合，' if item.relaxable else ''}4不涉及，0清除"
        self.setAccessibleDescription(keys if item.key else "")
        self.setToolTip("\n".join([*(f"{a}：{b}" for a, b in item.sources), item.why]).strip())

    def mark(self, on: bool) -> None:
        """Show that this is the line that the details speak of."""
        self._current = on
        self.update()

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the row."""
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say which line is looked at now."""
        super().focusInEvent(event)
        self.entered.emit(self.item.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rule below; the chosen line stands out, and the focus has a border."""
        super().paintEvent(event)
        shown = tones()
        painter = QPainter(self)
        if self._current:
            painter.fillRect(self.rect(), QColor(shown.chosen))
        painter.setPen(QPen(QColor(shown.line)))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        if self.hasFocus():
            painter.setPen(QPen(QColor(shown.accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()


class HeadRow(QFrame):
    """The headings above the lines."""

    def __init__(self) -> None:
        """Made once for each block."""
        super().__init__()
        self.setObjectName("section")
        cells = {head: holder(_cell("small"), gap=0) for head in HEADS}
        for head, cell in cells.items():
            label = cell.findChild(QLabel)
            assert isinstance(label, QLabel)
            label.setText(head)
        self.setLayout(table_row(cells))


def table_row(cells: dict[str, QWidget]) -> QHBoxLayout:
    """The cells side by side, each as wide as its heading says; 条件 takes the room left."""
    for head, letters in LETTERS.items():
        cell = cells[head]
        cell.setFixedWidth(letters * cell.fontMetrics().horizontalAdvance("字"))
    whole = row(*cells.values(), gap=GAP, margin=TIGHT)
    whole.setStretch(HEADS.index("条件"), 1)
    return whole


def _cell(name: str = "") -> QLabel:
    label = sentence("", name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return label
