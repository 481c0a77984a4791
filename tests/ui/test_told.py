"""A page of many sentences has them as plain labels until one of them is pressed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.ui.kit.layouts import Flow, boxed, column, scrolled
from desktop.ui.kit.parts import sentence, told

TEXT = "云南示例服务有限公司的名单中有12家企业的联系电话相同，请核对是否属实，并在备注中说明。"


@pytest.fixture
def area(qtbot: QtBot) -> QScrollArea:
    """A page with a sentence inside a block."""
    made = Flow()
    made.setLayout(column(boxed(told(TEXT, "quiet")), None))
    area = scrolled(made)
    qtbot.addWidget(area)
    area.resize(500, 300)
    with qtbot.waitExposed(area):
        area.show()
    return area


def test_a_sentence_of_a_long_page_is_marked_by_the_mouse_and_copied(area: QScrollArea):
    """The press that wakes it begins to mark, and Ctrl+C copies what was marked."""
    label = area.findChild(QLabel)
    before = label.textInteractionFlags()
    start, end = QPoint(1, 8), QPoint(label.width() - 1, label.height() - 1)
    QTest.mousePress(label, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(label, end)
    QTest.mouseRelease(label, Qt.MouseButton.LeftButton, pos=end)
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert before == Qt.TextInteractionFlag.LinksAccessibleByMouse  # Qt's own, for any label
    assert (label.selectedText(), QApplication.clipboard().text()) == (TEXT, TEXT)


@pytest.mark.parametrize("make", [sentence, told])
def test_it_is_as_high_as_any_other_sentence(qtbot: QtBot, make: Callable[..., QLabel]):
    """At every width, so that nothing moves when it is pressed."""
    label = make(TEXT, "quiet")
    qtbot.addWidget(label)
    before = [label.heightForWidth(width) for width in range(60, 800, 20)]
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    assert [label.heightForWidth(width) for width in range(60, 800, 20)] == before
