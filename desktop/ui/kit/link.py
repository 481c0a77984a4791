"""A sentence or name that leads somewhere: its text stands at the edge of its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

if TYPE_CHECKING:  # Qt's names cost time each, and these are not wanted before the first paint
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent

    from desktop.ui.kit.ring import Ring

_MARGIN, _LEAST = 6, 96  # px


class Link(QPushButton):
    """Too long for its place, it ends in an ellipsis; its tip has the whole of it.

    The text begins where the link does, and the frame of the focus is drawn around both: a border
    of the link's own would push the text in from what stands above it.
    """

    def __init__(self, text: str, tip: str = "", lines: int = 1) -> None:
        """`tip` is shown instead of the whole text, where there is one; `lines` it may take."""
        super().__init__()
        self._full, self._tip, self._most = text, tip, lines
        self._heights: dict[int, int] = {}  # by width: a layout asks a hundred times for each
        self._ring: Ring | None = None
        self.setObjectName("link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        high = QSizePolicy.Policy.Fixed if lines == 1 else QSizePolicy.Policy.Minimum
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, high)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Lead somewhere else."""
        self._full = text
        self.setAccessibleName(text)
        self.setToolTip(self._tip or text)
        self._show(text)
        self.updateGeometry()
        if self.isVisible():
            self._cut()

    def text(self) -> str:
        """What is seen of the text, line by line."""
        return super().text().replace("&&", "&")

    def full_text(self) -> str:
        """The text as it was given."""
        return self._full

    def sizeHint(self) -> QSize:
        """As wide as the whole text, on one line."""
        return QSize(self._width(self._full), self._line())

    def minimumSizeHint(self) -> QSize:
        """A few characters may be all there is room for."""
        return QSize(min(self._width(self._full), _LEAST), self._line())

    def heightForWidth(self, width: int) -> int:
        """Higher by a line of text where the text takes another."""
        found = self._heights.get(width)
        if found is None:
            more = len(self._lines(width - _MARGIN)) - 1
            found = self._line() + more * self.fontMetrics().lineSpacing()
            self._heights[width] = found
        return found

    def changeEvent(self, event: QEvent) -> None:
        """Another text size breaks the text elsewhere."""
        super().changeEvent(event)
        self._heights = {}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the room that there is."""
        super().resizeEvent(event)
        self._cut()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame of the focus."""
        from desktop.ui.kit.ring import Ring

        super().focusInEvent(event)
        if self._ring is None:
            self._ring = Ring(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self._bare()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not seen has no frame, whoever has the focus next."""
        super().hideEvent(event)
        self._bare()

    def _bare(self) -> None:
        ring, self._ring = self._ring, None
        if ring is not None:
            ring.leave()

    def _cut(self) -> None:
        shown = "\n".join(self._lines(self.width() - _MARGIN))
        if shown != self.text():
            self._show(shown)

    def _show(self, text: str) -> None:
        self._heights = {}
        super().setText(text.replace("&", "&&"))  # of a name, and no key to press

    def _lines(self, room: int) -> list[str]:
        """The text as it is seen with `room` px for a line: the last line may be cut."""
        end = Qt.TextElideMode.ElideRight
        if self._most == 1:
            return [self.fontMetrics().elidedText(self._full, end, room)]
        from desktop.ui.kit.lines import few_lines

        return few_lines(self._full, self.font(), room, self._most, end)

    def _line(self) -> int:
        """The height of a link of one line, in px."""
        high = super().sizeHint().height()
        if "\n" not in self.text():
            return high
        self.ensurePolished()
        from PySide6.QtWidgets import QStyle, QStyleOptionButton

        option, kind = QStyleOptionButton(), QStyle.ContentsType.CT_PushButton
        self.initStyleOption(option)
        one = QSize(self._width(self._full), self.fontMetrics().height())
        return self.style().sizeFromContents(kind, option, one, self).height()

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + _MARGIN + 2
