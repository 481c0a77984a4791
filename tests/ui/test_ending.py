"""The system's word to end closes the windows as a hand would."""

import os
import signal
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.ending import Ending

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows closes them itself")
NAMES = ("SIGTERM", "SIGHUP", "SIGINT")  # SIGHUP is not known to Windows


@pytest.fixture
def ending() -> Iterator[Ending]:
    """What waits for the word; afterwards signals do what they did before."""
    words = [getattr(signal, name) for name in NAMES]
    before = [signal.getsignal(one) for one in words]
    wakes = signal.set_wakeup_fd(-1)
    parent = QObject()
    yield Ending(parent)
    signal.set_wakeup_fd(wakes)
    for one, handler in zip(words, before, strict=True):
        signal.signal(one, handler)
    parent.deleteLater()


@pytest.mark.parametrize("name", NAMES)
def test_the_windows_are_closed_when_the_system_says_so(qtbot: QtBot, ending: Ending, name: str):
    """An open question is closed before the window that asks it; a second word ends at once."""
    word = getattr(signal, name)
    window = QWidget()
    question = QDialog(window)
    qtbot.addWidget(window)
    window.show()
    question.open()
    os.kill(os.getpid(), word)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert (question.isVisible(), signal.getsignal(word)) == (False, signal.SIG_DFL)


def test_another_signal_closes_nothing(qtbot: QtBot, ending: Ending):
    """What else wakes Python is no word to end."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    before = signal.signal(signal.SIGWINCH, lambda _word, _frame: None)
    os.kill(os.getpid(), signal.SIGWINCH)
    qtbot.wait(50)
    signal.signal(signal.SIGWINCH, before)
    assert window.isVisible()
