"""Shows a PDF as it will be printed: page by page, at any size, drawn off the window's thread."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from desktop.ui.kit.layouts import GAP, TIGHT, column, row
from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.parts import shortcut, tool
from desktop.ui.kit.saved import SavedLine
from desktop.ui.kit.tones import LIGHT
from desktop.ui.kit.wrapped import keep_bar_room
from desktop.work.papers import page_picture, pages_of

_STEP = 1.25
_LEAST, _MOST = 0.3, 6.0
_A4 = (595.0, 842.0)
_WHEEL = 1.1
_MARGIN, _LEAST_ROOM = 8, 200
_FRAME = 1.5  # points, a frame around what is marked


class Pixels(Protocol):
    """A page's pixels: BGRX, 32 bit each, row by row; `stride` bytes from row to row."""

    @property
    def data(self) -> bytes:
        """All rows."""

    @property
    def width(self) -> int:
        """Pixels across."""

    @property
    def height(self) -> int:
        """Rows."""

    @property
    def stride(self) -> int:
        """Bytes from row to row."""


class Box(Protocol):
    """A box on a page (0-based), in points from its upper left corner."""

    @property
    def page(self) -> int:
        """Which page."""

    @property
    def x(self) -> float:
        """Its left edge."""

    @property
    def y(self) -> float:
        """Its upper edge."""

    @property
    def width(self) -> float:
        """How wide it is."""

    @property
    def height(self) -> float:
        """How high it is."""


class PageArea(QScrollArea):
    """The place where the page lies; Ctrl and the wheel make it larger and smaller."""

    zoomed = Signal(float)
    turned = Signal(int)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; else scroll, and go on to the next page at this one's end."""
        up = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if up:
                self.zoomed.emit(_WHEEL if up > 0 else 1 / _WHEEL)
            event.accept()
            return
        bar = self.verticalScrollBar()
        at_end = bar.value() == (bar.minimum() if up > 0 else bar.maximum())
        super().wheelEvent(event)
        if at_end and up:
            self.turned.emit(-1 if up > 0 else 1)


class SheetView(QWidget):
    """One page of a PDF at a time, with zoom, fit to width or to the whole page, and paging."""

    shown = Signal(int, int)  # the page (from 1), and how many there are

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        """Empty until show_pdf."""
        super().__init__(parent)
        self._office = office
        self._pdf = b""
        self._page, self._pages = 0, 0
        self._zoom = 0.0  # 0: as large as there is room
        self._whole = False  # there is room for the whole page, and not for its width only
        self._points = _A4  # the shown page's width and height; a PDF's unit is 1/72 inch
        self._turn = 0
        self._marks: list[Box] = []
        self._later = QTimer(self, singleShot=True, interval=80)
        self._later.timeout.connect(self._draw)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.setAccessibleName("表样预览")
        self.area = PageArea()
        self.area.setAccessibleName("表样")
        self.area.setWidget(self.picture)
        self.area.setWidgetResizable(True)
        self.area.setObjectName("sheets")  # the paper lies on the desk's tone, its edges are seen
        # Its room is kept: a page that fits the width still fits when it is high.
        keep_bar_room(self.area)
        self.saved = SavedLine(self._office)
        self.place = QLabel()
        self.size_note = QLabel()
        self.before = tool("previous", "上一页（PgUp）", lambda: self.turn(-1))
        self.after = tool("next", "下一页（PgDn）", lambda: self.turn(1))
        self.smaller = tool("zoom-out", "缩小（Ctrl+-）", lambda: self.zoom(1 / _STEP))
        self.larger = tool("zoom-in", "放大（Ctrl++）", lambda: self.zoom(_STEP))
        self.fit = tool("fit-width", "适合宽度（Ctrl+0）", self.fit_width)
        self.fit_one = tool("fit-page", "整页（Ctrl+9）", self.fit_page)

    def _lay_out(self) -> None:
        paging = (self.before, self.place, self.after)
        sizes = (self.smaller, self.size_note, self.larger, self.fit, self.fit_one)
        tools = row(*paging, GAP, self.saved, GAP, *sizes, gap=TIGHT)
        tools.setStretchFactor(self.saved, 1)
        whole = column(tools, self.area, gap=TIGHT)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        shortcut(self, "PgUp", lambda: self.turn(-1))
        shortcut(self, "PgDown", lambda: self.turn(1))
        shortcut(self, "Home", lambda: self.turn_to(0))
        shortcut(self, "End", lambda: self.turn_to(self._pages - 1))
        shortcut(self, "Ctrl++", lambda: self.zoom(_STEP))
        shortcut(self, "Ctrl+=", lambda: self.zoom(_STEP))
        shortcut(self, "Ctrl+-", lambda: self.zoom(1 / _STEP))
        shortcut(self, "Ctrl+0", self.fit_width)
        shortcut(self, "Ctrl+9", self.fit_page)
        self.area.zoomed.connect(self.zoom)
        self.area.turned.connect(self._roll)
        self._buttons()

    def show_pdf(self, pdf: bytes) -> None:
        """Show the PDF `pdf`, staying on the page that was shown where it still has one."""
        self._pdf = pdf
        self._marks = []
        self._office.slow(lambda _progress: pages_of(pdf), self._count, owner=self)

    def show_marks(self, marks: Sequence[Box]) -> None:
        """Frame these boxes on the screen: nothing of it is printed or saved."""
        if list(marks) != self._marks:
            self._marks = list(marks)
            self._draw()

    def show_nothing(self, why: str) -> None:
        """Show no page but the sentence `why`."""
        self._turn += 1
        self._pdf, self._pages = b"", 0
        self.picture.setPixmap(QPixmap())
        self.picture.setText(why)
        self._buttons()

    def pdf(self) -> bytes:
        """The PDF that is shown; empty where there is none."""
        return self._pdf

    def turn(self, by: int) -> None:
        """Go `by` pages on."""
        self.turn_to(self._page + by)

    def turn_to(self, page: int) -> None:
        """Go to a page (from 0), or to the first or last one where there is no such page."""
        wanted = min(max(page, 0), max(self._pages - 1, 0))
        if wanted != self._page:
            self._page = wanted
            self.area.verticalScrollBar().setValue(0)
            self._draw()

    def pages(self) -> int:
        """How many pages the PDF has."""
        return self._pages

    def _roll(self, by: int) -> None:
        before = self._page
        self.turn(by)
        if by < 0 and self._page != before:
            self.area.verticalScrollBar().setValue(self.area.verticalScrollBar().maximum())

    def zoom(self, by: float) -> None:
        """Make the page `by` times as large."""
        self._zoom = min(max(self._scale() * by, _LEAST), _MOST)
        self._draw()

    def fit_width(self) -> None:
        """Make the page as wide as there is room."""
        self._zoom, self._whole = 0.0, False
        self._draw()

    def fit_page(self) -> None:
        """Make the page as large as it can be seen whole."""
        self._zoom, self._whole = 0.0, True
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page that fits the width follows it."""
        super().resizeEvent(event)
        if self._pdf and self._zoom == 0.0:
            self._later.start()

    def _count(self, pages: int) -> None:
        self._pages = pages
        self._page = min(self._page, max(pages - 1, 0))
        self._draw()

    def _scale(self) -> float:
        return min(max(self._zoom or self._fitting(), _LEAST), _MOST)

    def _fitting(self) -> float:
        """The size at which the page fits the room there is."""
        port, (width, height) = self.area.viewport(), self._points
        wide = max(port.width() - _MARGIN, _LEAST_ROOM) / width
        high = max(port.height() - _MARGIN, _LEAST_ROOM) / height
        return min(wide, high) if self._whole else wide

    def _draw(self) -> None:
        self._buttons()
        if not self._pages:
            return
        self._turn += 1
        pdf, page, turn = self._pdf, self._page, self._turn
        scale = self._scale() * self.devicePixelRatioF()

        def draw(_progress: Progress) -> Pixels:
            return page_picture(pdf, page, scale)

        self._office.slow(draw, lambda drawn: self._show(drawn, scale, turn), owner=self)

    def _show(self, drawn: Pixels, scale: float, turn: int) -> None:
        if turn != self._turn:
            return  # another page or size was asked for meanwhile
        points = (drawn.width / scale, drawn.height / scale)
        other = max(abs(a - b) for a, b in zip(points, self._points, strict=True)) > 2
        self._points = points
        if other and self._zoom == 0.0:
            self._draw()
            return
        pixmap = QPixmap.fromImage(image_of(drawn))
        self._frame(pixmap, scale)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(pixmap)
        self.shown.emit(self._page + 1, self._pages)

    def _frame(self, pixmap: QPixmap, scale: float) -> None:
        here = [one for one in self._marks if one.page == self._page]
        if not here:
            return
        painter = QPainter(pixmap)
        painter.scale(scale, scale)
        painter.setPen(QPen(QColor(LIGHT.wrong), _FRAME))  # the paper is white in the dark, too
        for one in here:
            box = QRectF(one.x, one.y, one.width, one.height)
            painter.drawRect(box.adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME))
        painter.end()

    def _buttons(self) -> None:
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page + 1 < self._pages)
        for one in (self.smaller, self.larger, self.fit, self.fit_one):
            one.setEnabled(self._pages > 0)
        self.place.setText(f"第{self._page + 1}页，共{self._pages}页" if self._pages else "")
        self.size_note.setText(f"{round(self._scale() * 75)}%" if self._pages else "")


def image_of(picture: Pixels) -> QImage:
    """A page's pixels (BGRX, 32 bit) as Qt's picture; the pixels are copied."""
    kind = QImage.Format.Format_RGB32
    return QImage(picture.data, picture.width, picture.height, picture.stride, kind).copy()
