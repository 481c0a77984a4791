"""One paper of the list of materials: its text and its state, by the keys 0–4 or by mouse."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton

from desktop.ui.kit.dates import show_date
from desktop.ui.kit.layouts import GAP, TIGHT, column, row
from desktop.ui.kit.parts import say, sentence
from desktop.ui.kit.states import StateBadge
from desktop.ui.kit.theme import tones
from desktop.work.materials import STATES, LineState

LEAD = 76  # px for a state's icon and word
_WORDS = dict(STATES)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PaperRow(QFrame):
    """A row that takes the focus; 0–4 give its state and go on, the arrows go up and down."""

    chosen = Signal(str, str)  # line id, state
    entered = Signal(str)  # line id
    moved = Signal(str, int)  # line id, how many rows on

    def __init__(self, line: LineState, optional: bool) -> None:
        """`optional` papers are marked 如有."""
        super().__init__()
        self.line = line
        self._marked = False
        self._make(f"{line.text}（如有）" if optional else line.text)
        self._lay_out()
        self.show_line(line)

    def _make(self, text: str) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("paper-row")
        self.text = sentence(text)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.details = sentence("", "small")
        self.badge = StateBadge()
        self.badge.setMinimumWidth(LEAD)
        self.group = QButtonGroup(self)
        for number, (state, word) in enumerate(STATES):
            one = QToolButton()
            one.setText(word)
            one.setToolTip(f"按键 {number}")
            one.setCheckable(True)
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row itself takes the keys
            one.setAccessibleName(f"{self.text.text()}：{word}")
            one.clicked.connect(lambda _on, state=state: self._click(state))
            self.group.addButton(one, number)

    def _lay_out(self) -> None:
        whole = row(self.badge, column(self.text, self.details, gap=0), gap=GAP, margin=TIGHT)
        whole.addLayout(row(*self.group.buttons(), gap=0))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_line(self, line: LineState) -> None:
        """Show the paper's state and what was noted of it."""
        self.line = line
        word = _WORDS[line.state]
        self.badge.show_state(word)
        self.group.button([state for state, _word in STATES].index(line.state)).setChecked(True)
        say(self.details, "　".join(noted(line)))
        self.setAccessibleName(f"{self.text.text()}：{word}")
        self.setAccessibleDescription("按0未审，1齐全，2缺件，3需补正，4不涉及")

    def _click(self, state: str) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit(self.line.id, state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """0–4 give the state; the arrows move."""
        digit = event.text()
        if digit in ("0", "1", "2", "3", "4") and not event.isAutoRepeat():
            self.chosen.emit(self.line.id, STATES[int(digit)][0])
            self.moved.emit(self.line.id, 1)
        elif event.key() in _STEPS:
            self.moved.emit(self.line.id, _STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the row."""
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say which paper is looked at now."""
        super().focusInEvent(event)
        self.mark(on=True)
        self.entered.emit(self.line.id)

    def mark(self, on: bool) -> None:
        """Show that this is the paper that the side speaks of."""
        self._marked = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The paper that the side speaks of is tinted; the one with the focus has a frame."""
        super().paintEvent(event)
        painter = QPainter(self)
        if self._marked:
            painter.fillRect(self.rect(), QColor(tones().chosen))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tones().accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()


def noted(line: LineState) -> list[str]:
    """What was noted of a paper, in few words."""
    found = [line.note] if line.note else []
    found += [f"{line.copies}份"] if line.copies else []
    found += [f"{line.pages}页"] if line.pages else []
    result = f"{line.result}{'：' if line.said else ''}{line.said}" if line.result else line.said
    scans = f"附图{len(line.scans)}件" if line.scans else ""
    checked = " ".join(filter(None, (line.how, line.by, show_date(line.on), result, scans)))
    return [*found, f"真实性核验：{checked}"] if checked else found
