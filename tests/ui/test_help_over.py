"""F1 where the window's own keys don't reach: over a dialog, and beside the large screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.settings import Settings
from desktop.ui import helping
from desktop.ui.keys_sheet import KeysSheet
from desktop.ui.kit.asking import TextQuestion
from desktop.ui.kit.manual_window import ManualWindow
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.steps.ceremony_window import CeremonyWindow


@pytest.fixture
def window(qtbot: QtBot, office: Office, theme: Theme, round_id: int) -> MainWindow:
    """The whole window on a file with one round, at 申报初审."""
    made = app.make_window(office, theme, lambda: app.beginning(Settings()))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    office.opened.emit("测试.review")
    made.go(Place("cases", round_id))
    return made


def _bring(qtbot: QtBot, top: QWidget) -> None:
    top.show()
    top.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is top.windowHandle())


def test_f1_opens_the_manual_over_a_question(qtbot: QtBot, window: MainWindow) -> None:
    """The page's chapter, in a window that gets keys; F1 again brings the same one."""
    dialog = TextQuestion(window.page("cases"), "为什么撤回？", "原因")
    dialog.setModal(True)
    _bring(qtbot, dialog)
    QTest.keyClick(dialog.line, Qt.Key.Key_F1)
    [manual] = dialog.findChildren(ManualWindow)
    _bring(qtbot, manual)
    seen = manual.text.key(), manual.isVisible(), manual.pdf.isVisible()
    QTest.keyClick(manual, Qt.Key.Key_Escape)
    _bring(qtbot, dialog)
    QTest.keyClick(dialog.line, Qt.Key.Key_F1)
    assert seen == ("cases", True, False)
    assert (dialog.findChildren(ManualWindow), manual.isVisible()) == ([manual], True)
    assert (dialog.isVisible(), window.helping.window) == (True, None)
    dialog.reject()


def test_a_dialog_may_have_a_chapter_of_its_own(qtbot: QtBot, window: MainWindow) -> None:
    """快捷键一览 leads to the keys' chapter, whatever the page."""
    dialog = KeysSheet(window)
    dialog.setModal(True)
    _bring(qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    [manual] = dialog.findChildren(ManualWindow)
    assert manual.text.key() == "keys"
    dialog.accept()


def test_nothing_is_opened_over_the_large_screen(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    """With one screen the manual waits until it is left, and the lowest line says so."""
    large = CeremonyWindow(office, window.page("cases"))
    _bring(qtbot, large)
    QTest.keyClick(large, Qt.Key.Key_F1)
    before = window.helping.window
    said = large.leave.text()
    QTest.keyClick(large, Qt.Key.Key_Escape)
    assert (before, said) == (None, "这里大家看着，手册在离开后打开　Esc 离开")
    assert window.helping.window is not None
    assert (window.helping.window.text.key(), window.helping.window.isVisible()) == ("draw", True)


def test_with_a_second_screen_it_is_opened_there(
    qtbot: QtBot, window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The large screen stays as it is and says where the manual is."""
    monkeypatch.setattr(helping, "other_screens", lambda large: [large.screen()])
    large = CeremonyWindow(office, window.page("cases"))
    _bring(qtbot, large)
    QTest.keyClick(large, Qt.Key.Key_F1)
    assert window.helping.window is not None
    assert window.helping.window.isVisible()
    assert large.leave.text() == "手册已在另一块屏幕上打开"
    large.close()
