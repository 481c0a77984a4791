"""One paper of the list of materials: its text and its state, by the keys 0–4 or by mouse."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.domain.completeness import MEND
from desktop.ui.kit.dates import show_date
from desktop.ui.kit.layouts import GAP, TIGHT
from desktop.ui.kit.theme import tones
from desktop.ui.pages.steps.painted_row import Cell, PaintedRow, Piece, state_piece
from desktop.work.materials import STATES, LineState
from desktop.work.newly_come import NEW_FILES

LETTERS = 5  # how wide a state's icon and word are
_LEAST = 14  # letters of a paper's name beside its states; with less room they stand below it
_WORDS = dict(STATES)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class States(QWidget):
    """The five states side by side, painted; a click chooses one."""

    chosen = Signal(int)  # its key

    def __init__(self, parent: QWidget) -> None:
        """None is chosen yet; the row itself takes the keys."""
        super().__init__(parent)
        self.current = -1
        self._measured: list[int] = []  # how wide each is, in the text size that there is
        self.setToolTip("　".join(f"{n} {word}" for n, (_key, word) in enumerate(STATES)))

    def show_state(self, number: int) -> None:
        """Mark the state that the paper has."""
        if number != self.current:
            self.current = number
            self.update()

    def sizeHint(self) -> QSize:
        """Every word with some room around it, and a pixel around all.

        At 150 % a line in its first row of pixels is cut where the widget begins at half a one.
        """
        return QSize(sum(self._widths()) + 3, self.fontMetrics().lineSpacing() + 2 * TIGHT + 4)

    def box(self, number: int) -> QRect:
        """Where a state stands."""
        widths = self._widths()
        return QRect(1 + sum(widths[:number]), 1, widths[number], self.height() - 3)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the state below the pointer."""
        for number in range(len(STATES)):
            if self.box(number).contains(event.position().toPoint()):
                self.chosen.emit(number)

    def changeEvent(self, event: QEvent) -> None:
        """Show that nothing can be chosen any more; another text size has other widths."""
        super().changeEvent(event)
        self._measured = []
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The one that is chosen stands out by its ground and its frame."""
        super().paintEvent(event)
        shown, painter = tones(), QPainter(self)
        order = sorted(range(len(STATES)), key=lambda number: number == self.current)
        for number in order:
            box, here = self.box(number), number == self.current
            painter.fillRect(box, QColor(shown.chosen if here else shown.paper))
            edge = shown.line if not self.isEnabled() else shown.strong_line
            painter.setPen(QPen(QColor(shown.accent if here and self.isEnabled() else edge)))
            painter.drawRect(box)
            ink = shown.ink if self.isEnabled() or here else shown.strong_line
            painter.setPen(QColor(ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, STATES[number][1])
        painter.end()

    def _widths(self) -> list[int]:
        if not self._measured:  # a page of rows asks for them thousands of times
            letters = self.fontMetrics().horizontalAdvance
            self._measured = [letters(word) + 2 * GAP for _key, word in STATES]
        return self._measured


class PaperRow(PaintedRow):
    """A row that takes the focus; 0–4 give its state and go on, the arrows go up and down."""

    chosen = Signal(str, str)  # line id, state
    entered = Signal(str)  # line id
    moved = Signal(str, int)  # line id, how many rows on
    asked = Signal(str)  # line id; what is to be mended is written next

    def __init__(self, line: LineState, optional: bool) -> None:
        """`optional` papers are marked 如有."""
        super().__init__()
        self.line = line
        self.name = f"{line.text}（如有）" if optional else line.text
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("paper-row")
        self.states = States(self)
        self.states.setAccessibleName(f"{self.name}：状态")
        self.states.chosen.connect(self._click)
        self.show_line(line)

    def show_line(self, line: LineState) -> None:
        """Show the paper's state and what was noted of it."""
        self.line = line
        word = _WORDS[line.state]
        self.states.show_state([state for state, _word in STATES].index(line.state))
        details = Piece("　".join(noted(line)), "small")
        news = (state_piece("待核对", NEW_FILES),) if line.new_files else ()
        self.show_cells([(state_piece(word),), (Piece(self.name), *news, details)], (LETTERS, 0))
        self.setAccessibleName(f"{self.name}：{word}" + (f"，{NEW_FILES}" if news else ""))
        self.setAccessibleDescription("按0未审，1齐全，2缺件，3需补正，4不涉及")

    def right(self, width: int) -> int:
        """The states stand at the right where the paper's name has room enough beside them."""
        return 0 if self._is_narrow(width) else self.states.sizeHint().width() + GAP

    def top(self, cell: Cell, width: int) -> int:
        """Words and states beside each other stand in the middle of the line."""
        if self._is_narrow(self.width()):
            return super().top(cell, width)
        return max(TIGHT, (self.height() - self.cell_height(cell, width)) // 2)

    def height_with(self, words: int, width: int) -> int:
        """With little room the states have a line of their own."""
        wanted = self.states.sizeHint().height()
        return words + wanted + TIGHT if self._is_narrow(width) else max(words, wanted + 2 * TIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the states in their place."""
        super().resizeEvent(event)
        size = self.states.sizeHint()
        narrow = self._is_narrow(self.width())
        left = self.height() - size.height()
        top = left - TIGHT if narrow else left // 2
        self.states.setGeometry(QRect(self.width() - size.width() - TIGHT, top, *size.toTuple()))

    def _is_narrow(self, width: int) -> bool:
        letter = self.fontMetrics().horizontalAdvance("字")
        return width < self.states.sizeHint().width() + (LETTERS + _LEAST) * letter + 4 * GAP

    def _click(self, number: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(number)

    def _choose(self, number: int) -> bool:
        """Give the state; True where something is to be written of it before going on."""
        key = STATES[number][0]
        self.chosen.emit(self.line.id, key)
        if key == MEND:
            self.asked.emit(self.line.id)
        return key == MEND

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """0–4 give the state; the arrows move."""
        digit = event.text()
        if digit in ("0", "1", "2", "3", "4") and not event.isAutoRepeat():
            if not self._choose(int(digit)):
                self.moved.emit(self.line.id, 1)
        elif event.key() in _STEPS:
            self.moved.emit(self.line.id, _STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say which paper is looked at now."""
        super().focusInEvent(event)
        self.mark(on=True)
        self.entered.emit(self.line.id)


def noted(line: LineState) -> list[str]:
    """What was noted of a paper, in few words."""
    before = f"此前（{line.note_was}）的备注：" if line.note_was else ""
    found = [f"补正收到：{line.came}"] if line.came else []
    found += [f"{before}{line.note}"] if line.note else []
    found += [f"{line.copies}份"] if line.copies else []
    found += [f"{line.pages}页"] if line.pages else []
    result = f"{line.result}{'：' if line.said else ''}{line.said}" if line.result else line.said
    scans = f"附图{len(line.scans)}件" if line.scans else ""
    checked = " ".join(filter(None, (line.how, line.by, show_date(line.on), result, scans)))
    return [*found, f"真实性核验：{checked}"] if checked else found
