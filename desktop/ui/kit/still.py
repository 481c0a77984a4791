"""Keeps in its place what the reviewer is at, while a page grows or shrinks above it."""

from __future__ import annotations

from time import monotonic

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

_BELOW = 12  # px below the upper edge: not the gap between two parts
_FILLING = 0.6  # seconds in which a page that was just shown gets what it shows
_SETTLE = QEvent.Type(QEvent.registerEventType())
_MOVES = (QEvent.Type.LayoutRequest, QEvent.Type.Resize)


class Still(QObject):
    """Scrolls an area by as much as the blank in work, or what is pointed at, was pushed away.

    Where there is neither (a button outside was pressed), what stands at the top is held.

    What is seen is looked at with each paint; when the page was laid out anew, and before it is
    painted so, the area is scrolled back, as far as it can be.
    """

    def __init__(self, area: QScrollArea, held: QWidget) -> None:
        """`held` is what `area` scrolls."""
        super().__init__(area)
        self._area, self._held = area, held
        self._anchor: QWidget | None = None
        self._seen = 0  # where its top was painted, px from the window's top
        self._shown_at = 0.0
        self._asked = self._mine = False
        self._bar = area.verticalScrollBar()
        self._value = self._bar.value()
        self._bar.valueChanged.connect(self._scrolled)
        for one in (area, area.viewport(), held):
            one.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at paints and layouts; no event is taken."""
        kind = event.type()
        if kind == QEvent.Type.Paint and watched is not self._held:
            self._look()
        elif kind == QEvent.Type.Show and watched is self._area:
            self._anchor, self._shown_at = None, monotonic()
        elif self._pushes(watched, kind) and not self._asked:
            self._asked = True
            QCoreApplication.postEvent(self, QEvent(_SETTLE))
        return False

    def customEvent(self, _event: QEvent) -> None:
        """All is laid out anew: go back to where the anchor was seen."""
        self._asked = False
        anchor = self._anchor
        if anchor is None or not shiboken6.isValid(anchor) or not anchor.isVisible():
            return
        pushed = self._top(anchor) - self._seen
        if pushed:
            self._mine = True
            self._bar.setValue(self._bar.value() + pushed)
            self._mine = False
            self._seen = self._top(anchor)

    def _pushes(self, watched: QObject, kind: QEvent.Type) -> bool:
        """Whether an event tells of another layout; what is held moves with each scroll too."""
        if watched is self._area:
            return kind in _MOVES or kind == QEvent.Type.Move
        return kind in _MOVES and watched is self._held

    def _scrolled(self, value: int) -> None:
        """What is scrolled by the reviewer is meant to move."""
        if not self._mine:
            self._seen -= value - self._value
        self._value = value

    def _look(self) -> None:
        if self._asked or monotonic() - self._shown_at < _FILLING:
            return
        if not shiboken6.isValid(self._area) or not self._area.isVisible():
            return  # the focus moves on as a page is let go, too
        self._anchor = self._wanted()
        if self._anchor is not None:
            self._seen = self._top(self._anchor)

    def _wanted(self) -> QWidget | None:
        focus = QApplication.focusWidget()
        if focus is not None and self._held.isAncestorOf(focus):
            return None if focus.visibleRegion().isEmpty() else self._outer(focus)
        if self._area.underMouse():
            return self._ours(self._held.childAt(self._held.mapFromGlobal(QCursor.pos())))
        top = QPoint(self._held.width() // 2, self._value + _BELOW)
        return self._ours(self._held.childAt(top)) if self._value else None

    def _ours(self, widget: QWidget | None) -> QWidget | None:
        """The nearest part that Python made: of Qt's own inner parts nobody hears when they end."""
        while widget is not None and widget is not self._held:
            if shiboken6.createdByPython(widget):
                return widget
            widget = widget.parentWidget()
        return None

    def _outer(self, widget: QWidget) -> QWidget | None:
        """What scrolls inside the page is looked at as a whole."""
        found, one = self._ours(widget), widget.parentWidget()
        while one is not None and one is not self._held:
            found = self._ours(one) if isinstance(one, QAbstractScrollArea) else found
            one = one.parentWidget()
        return found

    def _top(self, widget: QWidget) -> int:
        return widget.mapTo(widget.window(), QPoint(0, 0)).y()
