"""The frame around what has the focus, where that itself has no room for one."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.ui.kit.layouts import UNIT

_MOVES = {QEvent.Type.Move, QEvent.Type.Resize}


class Ring(QFrame):
    """Drawn around a widget, and a little left of it, in the next widget that has room for that."""

    def __init__(self, of: QWidget) -> None:
        """Shown at once, and it stays around `of` until it is told to leave."""
        way = _way(of)
        super().__init__(way[-1])
        self._of = of
        self.setObjectName("ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for one in (of, *way[:-1]):
            one.installEventFilter(self)
        self._settle()
        self.show()

    def leave(self) -> None:
        """Go away; what it was drawn in may be gone before."""
        if shiboken6.isValid(self):
            self.hide()
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go where the widget goes."""
        if event.type() in _MOVES and shiboken6.isValid(self._of):
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        around = self.parentWidget()
        if around is not None and around.isAncestorOf(self._of):
            self.setGeometry(_around(self._of, around))
            self.raise_()


def _way(of: QWidget) -> list[QWidget]:
    """The widgets around `of`, up to the first that has room for its frame.

    None beyond what is scrolled: the frame would not be scrolled with the rest.
    """
    way: list[QWidget] = []
    around = of.parentWidget()
    while around is not None:
        way.append(around)
        held = around.parentWidget()
        scrolled = held is not None and isinstance(held.parentWidget(), QAbstractScrollArea)
        if around.isWindow() or scrolled or around.rect().contains(_around(of, around)):
            break
        around = held
    return way


def _around(of: QWidget, inside: QWidget) -> QRect:
    return QRect(of.mapTo(inside, QPoint(0, 0)), of.size()).adjusted(-UNIT, 0, 0, 0)
