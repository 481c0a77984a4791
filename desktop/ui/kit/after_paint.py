"""Does something once a window was painted for the first time: what comes first is seen first."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_UNSEEN = 1000  # ms after which a window that is shown nowhere (minimised) is waited for no longer


class AfterPaint(QObject):
    """Waits for the first paint of `window`; to be made before the window is shown."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        """`then` is called once, in a turn of its own."""
        super().__init__(window)
        self._then = then
        self._unseen = QTimer(self, singleShot=True, interval=_UNSEEN)
        self._unseen.timeout.connect(self._go)
        self._unseen.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look whether the window has its picture; no event is taken."""
        # A screen asks by an exposure, which paints at once, or by a request to update.
        if event.type() in (QEvent.Type.Paint, QEvent.Type.UpdateRequest):
            watched.removeEventFilter(self)
            if self._unseen.isActive():  # else it was waited for long enough
                self._unseen.start(0)
        return False

    def _go(self) -> None:
        self._then()
