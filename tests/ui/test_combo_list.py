"""The open list of a choice: all of a few rows are to be seen, without scrolling."""

import pytest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.parts import Combo


def test_a_list_some_pixels_short_is_made_whole(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    """As with a styled frame on some systems, where the last row was cut in half."""
    combo = Combo("办法")
    combo.addItems(["甲办法", "乙办法", "丙办法"])
    qtbot.addWidget(combo)
    combo.show()
    opened = QComboBox.showPopup

    def short(one: QComboBox) -> None:
        opened(one)
        box: QWidget = one.view().window()
        box.resize(box.width(), box.height() - combo.view().viewport().height() + 3 * row - 2)

    combo.showPopup()
    row = combo.view().sizeHintForRow(0)
    combo.hidePopup()
    monkeypatch.setattr(QComboBox, "showPopup", short)
    combo.showPopup()
    qtbot.waitUntil(lambda: combo.view().viewport().height() == 3 * row)
    combo.hidePopup()
