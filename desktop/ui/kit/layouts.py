"""Lays widgets out on a grid of 4 px, so that every page has the same rhythm."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.kit.still import Still

UNIT = 4
TIGHT = UNIT
GAP = 2 * UNIT
WIDE = 4 * UNIT
SLEEPS = "sleeps"  # property of a text that can be marked only once it is pressed
_LETTER = 13  # px, how wide a character is at 100 %

Item = QWidget | QLayout | int | None
B = TypeVar("B", bound=QBoxLayout)


def column(*items: Item, gap: int = GAP, margin: int = 0) -> QVBoxLayout:
    """Stack `items` from top to bottom; an int is a blank of px, None takes the room left."""
    return _fill(QVBoxLayout(), items, gap, margin)


def row(*items: Item, gap: int = GAP, margin: int = 0) -> QHBoxLayout:
    """Put `items` side by side; an int is a blank of px, None takes the room left."""
    return _fill(QHBoxLayout(), items, gap, margin)


def boxed(*items: Item, name: str = "card", gap: int = GAP, margin: int = 3 * UNIT) -> QFrame:
    """A bordered block of `items`, as a part of a printed form; `name` is its style's name."""
    frame = QFrame()
    frame.setObjectName(name)
    frame.setLayout(column(*items, gap=gap, margin=margin))
    return frame


def holder(*items: Item, gap: int = GAP, margin: int = 0) -> QWidget:
    """A plain widget that holds `items` from top to bottom."""
    widget = QWidget()
    widget.setLayout(column(*items, gap=gap, margin=margin))
    return widget


class Scrolled(QScrollArea):
    """Scrolls up and down; it is never narrower than what it holds, which would be cut off."""

    def minimumSizeHint(self) -> QSize:
        """As wide as the widget must be, with room for the bar."""
        hint, held = super().minimumSizeHint(), self.widget()
        if held is None:
            return hint
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(held.minimumSizeHint().width() + bar, hint.height())

    def showEvent(self, event: QShowEvent) -> None:
        """What was filled while it was hidden told nobody how high it is: lay it out anew."""
        super().showEvent(event)
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))


class Flow(QWidget):
    """A page's inside: as high as its wrapped sentences are at its width, and no higher."""

    def minimumSizeHint(self) -> QSize:
        """Qt's own hint wraps every sentence narrowly, which leaves the page's end blank."""
        hint, inside = super().minimumSizeHint(), self.layout()
        if inside is None or not inside.hasHeightForWidth():
            return hint
        width = max(hint.width(), min(self.width(), self.maximumWidth()))
        return QSize(hint.width(), inside.heightForWidth(width))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A sentence that can be marked only from now on has left the press to its page."""
        super().mousePressEvent(event)
        place = event.position().toPoint()
        label = self.childAt(place)
        if isinstance(label, QLabel) and wake(label):
            there = QPointF(label.mapFrom(self, place))
            button, keys = event.button(), event.modifiers()
            pressed = QMouseEvent(
                event.type(), there, event.globalPosition(), button, event.buttons(), keys
            )
            QCoreApplication.sendEvent(label, pressed)
            event.accept()


def wake(label: QLabel) -> bool:
    """Let a text that was made by `told` be marked; False where it is none, or is awake."""
    sleeps = bool(label.property(SLEEPS))
    if sleeps:
        label.setProperty(SLEEPS, False)  # noqa: FBT003 - Qt's own signature
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setText(label.text())  # without what kept its end together: it may be copied
        label.setFocus(Qt.FocusReason.MouseFocusReason)  # as the press gives it to those awake
    return sleeps


def scrolled(widget: QWidget) -> QScrollArea:
    """`widget` in a frameless area that scrolls up and down, and never sideways.

    Held by a Flow, else the page would end in a blank as high as its sentences were narrow.
    """
    area = Scrolled()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName("页面内容")
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    held = widget if isinstance(widget, Flow) else _flowing(widget)
    area.setWidget(held)
    Still(area, held)
    return area


def _flowing(widget: QWidget) -> Flow:
    made = Flow()
    made.setLayout(column(widget, gap=0))
    return made


def side_by_side(*widgets: QWidget, shares: tuple[int, ...] = ()) -> QSplitter:
    """Widgets with a bar between them that the reviewer can move; `shares` are their weights."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(3 * UNIT)
    for widget in widgets:
        splitter.addWidget(widget)
    for index, share in enumerate(shares):
        splitter.setStretchFactor(index, share)
    return splitter


@contextmanager
def at_once(*widgets: QWidget) -> Iterator[None]:
    """Let what is shown and hidden right inside these widgets be laid out once, and afterwards.

    Else Qt lays out the whole window anew with each part that appears.
    """
    inside = [found for one in widgets if (found := one.layout()) is not None]
    for layout in inside:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in inside:
            layout.setEnabled(True)


def line() -> QFrame:
    """A thin rule, as between the parts of a printed form."""
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedHeight(1)
    return rule


def by_text(width: int) -> int:
    """A width in px that suits text at 100 %, as wide as it must be at the present text size."""
    letter = QFontMetrics(QApplication.font()).horizontalAdvance("字")
    return max(width, width * letter // _LETTER)


def clear(layout: QLayout) -> None:
    """Take everything out of `layout` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def _fill(box: B, items: Iterable[Item], gap: int, margin: int) -> B:
    box.setSpacing(gap)
    box.setContentsMargins(margin, margin, margin, margin)
    for item in items:
        _put(box, item)
    return box


def _put(box: QBoxLayout, item: Item) -> None:
    if item is None:
        box.addStretch(1)
    elif isinstance(item, int):
        box.addSpacing(item)
    elif isinstance(item, QWidget):
        box.addWidget(item)
    else:
        box.addLayout(item)
