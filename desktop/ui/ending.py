"""Closes the program in order where the system asks it to end, as it does when one logs out."""

import os
import signal
import sys

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

_MOST = 64  # bytes at once: one for each signal that came


class Ending(QObject):
    """Waits for the system's word (SIGTERM, SIGHUP, SIGINT) as long as it lives.

    Without it the process is just gone, the file's lock stays, and the next opening speaks of a
    power cut and checks the whole file. Windows closes the windows itself.
    """

    def __init__(self, parent: QObject) -> None:
        """Begin to wait; to be made in the main thread."""
        super().__init__(parent)
        self._words = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
        # Python hears a signal when it runs next, which it may not for hours beside Qt's loop:
        # a byte in a pipe wakes that.
        self._heard, self._told = os.pipe()
        os.set_blocking(self._told, False)
        signal.set_wakeup_fd(self._told)
        for word in self._words:
            signal.signal(word, _hear)
        notifier = QSocketNotifier(self._heard, QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._end)

    def _end(self) -> None:
        if set(os.read(self._heard, _MOST)) & set(self._words):
            self.let_go()  # who insists ends it at once
            QApplication.closeAllWindows()

    def let_go(self) -> None:
        """Leave signals to the system again."""
        for word in self._words:
            signal.signal(word, signal.SIG_DFL)


def end_in_order(parent: QObject) -> None:
    """Let the system's word close all windows, open questions first, while `parent` lives."""
    if sys.platform != "win32":
        Ending(parent)


def _hear(_word: int, _frame: object) -> None:
    """Nothing: the pipe tells it."""
