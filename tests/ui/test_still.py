"""What the reviewer is at stays in its place while a page changes above it."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.ui.kit import still
from desktop.ui.kit.layouts import holder, scrolled

LINES = 40


class Sheet:
    """Forty blanks in an area, each with a hidden sentence below it."""

    def __init__(self, qtbot: QtBot) -> None:
        """Shown and painted."""
        self.blanks = [QLineEdit() for _number in range(LINES)]
        self.told = [QLabel("还原读入值：820") for _number in range(LINES)]
        pairs = zip(self.blanks, self.told, strict=True)
        self.area: QScrollArea = scrolled(holder(*(one for pair in pairs for one in pair), None))
        for one in self.told:
            one.hide()
        self.area.resize(400, 500)
        qtbot.addWidget(self.area)
        with qtbot.waitActive(self.area):
            self.area.show()
            self.area.activateWindow()
        self.qtbot = qtbot

    def at(self, number: int) -> int:
        """The top of a blank in the window, when all events were heard."""
        self.qtbot.wait(30)
        QApplication.processEvents()
        return self.blanks[number].mapTo(self.area, QPoint(0, 0)).y()


@pytest.fixture
def sheet(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Sheet:
    """A sheet that has got all it shows."""
    monkeypatch.setattr(still, "_FILLING", 0.0)
    return Sheet(qtbot)


def test_a_sentence_that_comes_above_moves_no_blank_that_is_worked_in(sheet: Sheet):
    """The one that has the focus stays; those above it make room."""
    sheet.blanks[20].setFocus()
    sheet.area.ensureWidgetVisible(sheet.blanks[20])
    before, above = sheet.at(20), sheet.at(16)
    sheet.told[18].show()
    assert (sheet.at(20), above - sheet.at(16)) == (before, sheet.told[18].height() + 8)
    sheet.told[18].hide()
    assert (sheet.at(20), sheet.at(16)) == (before, above)


def test_what_the_reviewer_scrolls_is_scrolled(sheet: Sheet):
    """Though a sentence comes at the same moment."""
    sheet.blanks[10].setFocus()
    before = sheet.at(10)
    sheet.area.verticalScrollBar().setValue(60)
    sheet.told[2].show()
    assert sheet.at(10) == before - 60


def test_a_page_that_is_just_filled_begins_at_its_top(sheet: Sheet, monkeypatch):
    """What comes in the first moment belongs to the page, and pushes nothing away."""
    sheet.blanks[5].setFocus()
    sheet.at(5)
    monkeypatch.setattr(still, "_FILLING", 60.0)
    sheet.area.hide()
    sheet.area.show()
    sheet.told[1].show()
    sheet.at(5)
    assert sheet.area.verticalScrollBar().value() == 0
