"""Paints a picture of bars in the window; all that it shows is also written beside and spoken."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.chart import Chart
from desktop.domain.chart_layout import Area, Placed, place
from desktop.ui.kit.layouts import WIDE, clear
from desktop.ui.kit.theme import tones
from desktop.ui.kit.tones import Tones

_TONES = {"met": "good", "unmet": "wrong", "open": "part", "plain": "accent"}
_NARROWEST = 200  # px
_END = frozenset("，。；：、）》”")  # never at a line's beginning


class ChartView(QWidget):
    """One picture, as high as it is at its width."""

    def __init__(self, chart: Chart, *, titled: bool = True) -> None:
        """`titled` writes the picture's own title above it."""
        super().__init__()
        self._titled = titled
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # words wrap
        self.setSizePolicy(policy)
        self.setMinimumWidth(_NARROWEST)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a screen reader comes by and reads it
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Show another picture."""
        self.chart = chart
        self.setAccessibleName(f"图：{chart.title}")
        self.setAccessibleDescription(chart.spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        wide = max(self.width(), _NARROWEST)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """No lower than it is at its width."""
        return QSize(_NARROWEST, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """How high it is, in px, where it gets `width` px."""
        return int(self.placed(max(width, _NARROWEST)).height) + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size is another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def placed(self, width: int) -> Placed:
        """Where everything stands at that width."""
        size = QFontMetricsF(self.font()).height() / 1.3
        return place(self.chart, float(width - 1), size, self._wrap, titled=self._titled)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Areas, the line across them, and the words."""
        shown = tones()
        found = self.placed(self.width())
        painter = QPainter(self)
        for area in found.areas:
            _paint(painter, area, shown)
        for tone, width in ((shown.paper, 6), (shown.ink, 2)):  # seen on any bar
            painter.setPen(QPen(QColor(tone), width))
            for x, top, bottom in found.marks:
                painter.drawLine(int(x), int(top), int(x), int(bottom))
        for words in found.words:
            painter.setFont(self._face(words.style))
            painter.setPen(QColor(shown.quiet if words.style == "quiet" else shown.ink))
            painter.drawText(round(words.x), round(words.y), words.text)
        if self.hasFocus():
            painter.setPen(QPen(QColor(shown.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _face(self, style: str) -> QFont:
        face = QFont(self.font())
        face.setBold(style == "head")
        return face

    def _wrap(self, text: str, width: float, style: str) -> list[str]:
        measure = QFontMetricsF(self._face(style))
        lines, line = [], ""
        for character in text:
            if (
                line
                and character not in _END
                and measure.horizontalAdvance(line + character) > width
            ):
                lines.append(line)
                line = ""
            line += character
        return [*lines, line]


def _paint(painter: QPainter, area: Area, shown: Tones) -> None:
    tone = QColor(getattr(shown, _TONES[area.sign]))
    box = QRectF(area.x, area.y, area.width, area.height)
    if area.fill == "solid":
        painter.fillRect(box, tone)
        return
    painter.setPen(QPen(QColor(shown.strong_line) if area.fill == "blank" else tone, 1))
    hatched = area.fill == "hatched"
    painter.setBrush(QBrush(tone, Qt.BrushStyle.BDiagPattern) if hatched else Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


class ChartList(QWidget):
    """Several pictures one below the other."""

    def __init__(self, name: str) -> None:
        """`name` is what a screen reader calls them together."""
        super().__init__()
        self.setAccessibleName(name)
        self.views: list[ChartView] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(WIDE)

    def show_charts(self, charts: tuple[Chart, ...]) -> None:
        """Show these; the views that are there serve again."""
        if len(charts) != len(self.views):
            clear(self._box)
            self.views = [ChartView(one) for one in charts]
            for view in self.views:
                self._box.addWidget(view)
        for view, chart in zip(self.views, charts, strict=True):
            if view.chart != chart:
                view.show_chart(chart)
        self.setVisible(bool(charts))
