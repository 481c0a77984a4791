"""A line of a long list that paints its own texts: one widget, where labels would be twenty."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.ui.kit import icons
from desktop.ui.kit.layouts import GAP, TIGHT
from desktop.ui.kit.states import look_of
from desktop.ui.kit.theme import tones
from desktop.ui.kit.tied import tied
from desktop.ui.kit.tones import Tones

_ICON = 16
_SMALL = 0.9  # of the text size, as in the style sheet
_LEAST = 7  # letters that the cell with the room left has at least
_HIGH = 10_000  # px, no text is so high
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TONES = {"small": "quiet", "quiet": "quiet", "part": "part", "wrong": "wrong", "good": "good"}


@dataclass(frozen=True)
class Piece:
    """A text in the look of `name` (small, heading, part, …); `icon` stands before it."""

    text: str
    name: str = ""
    icon: str = ""


Cell = tuple[Piece, ...]  # one below the other


def state_piece(word: str, shown: str = "") -> Piece:
    """A state's icon and word in its tone, or the text `shown` in its look."""
    look = look_of(word)
    return Piece(shown or word, look.tone, look.icon if word else "")


class PaintedRow(QFrame):
    """Cells side by side, each wrapped in its width; as high as the highest one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_cells`."""
        super().__init__(parent)
        self.cells: tuple[Cell, ...] = ()
        self._letters: tuple[int, ...] = ()
        self._heights: dict[int, int] = {}  # by width
        self._advances: dict[Piece, int] = {}  # how long each text is on one line
        self._current = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_cells(self, cells: Sequence[Cell], letters: Sequence[int]) -> None:
        """Show `cells`, each so many letters wide; 0 takes the room that is left."""
        told = tuple(tuple(one for one in cell if one.text) for cell in cells)
        if told != self.cells:
            self.cells, self._letters = told, tuple(letters)
            self._measure()

    def mark(self, on: bool) -> None:
        """Show that this is the line that the details speak of."""
        if on != self._current:
            self._current = on
            self.update()

    def right(self, _width: int) -> int:
        """Px at the right of a line so wide that are kept for other widgets."""
        return 0

    def top(self, _cell: Cell, _width: int) -> int:
        """Px above a cell that is so wide."""
        return TIGHT

    def height_with(self, words: int, _width: int) -> int:
        """Px of a line so wide whose words are so high; it is remembered until they change."""
        return words

    def hasHeightForWidth(self) -> bool:
        """A narrower line is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the highest cell."""
        found = self._heights.get(width)
        if found is None:
            inner = [self.cell_height(*pair) for pair in zip(self.cells, self._widths(width))]  # noqa: B905 - of one length: both come from the cells
            words = max([*inner, _ICON]) + 2 * TIGHT
            found = self._heights[width] = self.height_with(words, width)
        return found

    def sizeHint(self) -> QSize:
        """One line at the least width; the height follows from the width."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Room for the fixed cells and for a few letters of the one that takes the rest."""
        letter = self.fontMetrics().horizontalAdvance("字")
        fixed = sum(one or _LEAST for one in self._letters) * letter
        gaps = GAP * max(len(self._letters) - 1, 0) + 2 * TIGHT
        return QSize(fixed + gaps, self.fontMetrics().lineSpacing() + 2 * TIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line that the details speak of is tinted; the one with the focus has a frame."""
        super().paintEvent(event)
        shown = tones()
        painter = QPainter(self)
        if self._current:
            painter.fillRect(self.rect(), QColor(shown.chosen))
        painter.setPen(QPen(QColor(shown.line)))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        left = TIGHT
        for cell, width in zip(self.cells, self._widths(self.width()), strict=True):
            room = QRect(left, self.top(cell, width), width, self.height())
            self._paint_cell(painter, shown, cell, room)
            left += width + GAP
        if self.hasFocus():
            painter.setPen(QPen(QColor(shown.accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the row."""
        super().mousePressEvent(event)
        if self.focusPolicy() != Qt.FocusPolicy.NoFocus:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw it no more."""
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size has other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the texts in their new widths."""
        super().resizeEvent(event)
        self.update()

    def _measure(self) -> None:
        self._heights, self._advances = {}, {}
        self.updateGeometry()
        self.update()

    def _widths(self, width: int) -> list[int]:
        letter = self.fontMetrics().horizontalAdvance("字")
        gaps = GAP * max(len(self._letters) - 1, 0) + 2 * TIGHT + self.right(width)
        left = width - gaps - letter * sum(self._letters)
        return [one * letter if one else max(left, letter) for one in self._letters]

    def cell_height(self, cell: Cell, width: int) -> int:
        """Px that a cell needs where it is so wide."""
        return sum(self._piece_height(one, width) for one in cell)

    def _piece_height(self, piece: Piece, width: int) -> int:
        inner = width - (_ICON + TIGHT if piece.icon else 0)
        metrics = QFontMetrics(_font(self.font(), piece.name))
        if piece not in self._advances:
            self._advances[piece] = metrics.horizontalAdvance(piece.text)
        if self._advances[piece] <= inner and "\n" not in piece.text:
            high = metrics.height()
        else:
            high = metrics.boundingRect(
                QRect(0, 0, inner, _HIGH), _WRAP, _tied(piece.text)
            ).height()
        return max(high, _ICON if piece.icon else 0)

    def _paint_cell(self, painter: QPainter, shown: Tones, cell: Cell, room: QRect) -> None:
        top, ratio = room.top(), self.devicePixelRatioF()
        for piece in cell:
            colour = getattr(shown, _TONES.get(piece.name, "ink"))
            high = self._piece_height(piece, room.width())
            left = room.left()
            if piece.icon:
                first = min(high, self.fontMetrics().lineSpacing())
                drawn = icons.picture(piece.icon, colour, _ICON, ratio)
                painter.drawPixmap(left, top + (first - _ICON) // 2, drawn)
                left += _ICON + TIGHT
            painter.setFont(_font(self.font(), piece.name))
            painter.setPen(QColor(colour))
            painter.drawText(
                QRect(left, top, room.right() - left + 1, high), _WRAP, _tied(piece.text)
            )
            top += high


def _tied(text: str) -> str:
    return tied(text, notes=False)  # a cell may be narrower than a note


def _font(base: QFont, name: str) -> QFont:
    if name not in ("small", "heading"):
        return base
    made = QFont(base)
    if name == "small":
        made.setPointSizeF(base.pointSizeF() * _SMALL)
    else:
        made.setBold(True)
    return made
