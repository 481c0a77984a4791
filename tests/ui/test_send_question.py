"""登记报送 asks once for day and number, and says beforehand what is noted and what is not."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.pages.send_question import SentQuestion
from desktop.work.office_way import Sendable

FOUND = Sendable(("甲平台", "乙平台"), ("丙平台",), date(2026, 11, 20))


@pytest.fixture
def question(qtbot: QtBot) -> Iterator[SentQuestion]:
    """The question on the screen."""
    parent = QWidget()
    qtbot.addWidget(parent)
    made = SentQuestion(parent, FOUND)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    assert parent is not None  # it holds the question until here


def test_today_stands_there_and_the_number_is_typed(question: SentQuestion) -> None:
    """The cursor is in the number; without one nothing is agreed to."""
    seen = (question.on.text(), question.agree.isEnabled(), question.why.hasFocus())
    QTest.keyClicks(question.why, "No. 12")
    QTest.keyClick(question.why, Qt.Key.Key_Return)
    assert seen == ("2026年11月20日", False, True)
    assert (question.result(), question.why.text()) == (1, "No. 12")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("20261121", "报送日期2026年11月21日还没有到。请填写实际报出去的那一天。"),
        ("", "没有填写报送日期。请填写盖章报出去的那一天，例如20261120。"),
        ("1118", "报送日期“1118”请核对。请填写盖章报出去的那一天，例如20261120。"),
    ],
)
def test_a_day_that_can_not_be_is_told_at_once(
    question: SentQuestion, typed: str, why: str
) -> None:
    """The question stays, the cursor goes to the day, the number is kept."""
    QTest.keyClicks(question.why, "No. 12")
    question.on.line.setText(typed)
    question.agree.click()
    assert (question.isVisible(), question.wrong.text(), question.why.text()) == (
        True,
        why,
        "No. 12",
    )
    assert question.on.line.hasFocus()
    question.on.line.setText("2026.11.18")
    question.agree.click()
    assert question.result() == 1
