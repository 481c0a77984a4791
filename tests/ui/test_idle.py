"""The window is covered after the minutes that were set; off by default, and no encryption."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.settings import Settings
from desktop.ui.idle import IdleLock
from desktop.ui.kit.idle_choice import CHOICES, IdleChoice, chosen_minutes
from desktop.ui.kit.office import Office
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import MainWindow
from desktop.work.department import get_setting, use_operator
from desktop.work.desk import Desk

Ask = Callable[[Callable[[Desk], object]], object]


@pytest.fixture
def window(office: Office, theme: Theme, answer: Ask) -> MainWindow:
    answer(lambda desk: use_operator(desk, "李测试"))
    answer(lambda desk: use_operator(desk, "王测试"))
    made = app.make_window(office, theme, lambda: app.beginning(Settings()))
    made.show()
    made._read_frame(lambda: None)
    return made


def _lock(window: MainWindow) -> IdleLock:
    return window.findChildren(IdleLock)[0]


def test_it_is_off_until_minutes_are_chosen(window: MainWindow):
    """Then it counts, and no longer once it is switched off again."""
    lock = _lock(window)
    assert (chosen_minutes(), lock._timer.isActive()) == (0, False)
    choice = IdleChoice()
    choice.chosen.connect(window.office.machine_changed)
    choice._choose(CHOICES.index(5))
    assert (chosen_minutes(), lock._timer.isActive(), lock._timer.interval()) == (5, True, 300_000)
    choice._choose(0)
    assert lock._timer.isActive() is False


def test_enter_takes_the_cover_away(window: MainWindow, qtbot: QtBot):
    """It covers all, says that it is no encryption, and swallows other keys."""
    lock = _lock(window)
    lock.cover()
    cover = next(one for one in lock.covers if one.parent() is window)
    assert (cover.isVisible(), cover.geometry()) == (True, window.rect())
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: cover.geometry() == window.rect())
    place = window.place
    QTest.keyClick(cover, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert (window.place, cover.isVisible()) == (place, True)
    QTest.keyClick(cover, Qt.Key.Key_Return)
    assert (lock.covers, cover.isHidden()) == ([], True)


def test_another_name_is_at_work_afterwards(window: MainWindow, answer: Ask):
    """The one who comes back may choose their own name."""
    lock = _lock(window)
    lock.cover()
    cover = next(one for one in lock.covers if one.parent() is window)
    cover.names.setCurrentText("李测试")
    cover.go_on.click()
    assert answer(lambda desk: get_setting(desk, "operator", "")) == "李测试"


def test_a_key_counts_anew(window: MainWindow):
    """Any key or move of the mouse begins the minutes again."""
    lock = _lock(window)
    lock._timer.setInterval(300_000)
    assert lock.eventFilter(window, QEvent(QEvent.Type.MouseMove)) is False
    assert lock._timer.isActive()
    lock._timer.stop()
