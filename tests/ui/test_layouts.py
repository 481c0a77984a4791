"""Layouts: what appears together is laid out once; what was filled while hidden has its room."""

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.kit.layouts import at_once, holder


def test_what_appears_at_once_is_laid_out_once(qtbot: QtBot) -> None:
    """Parts that are shown together stay where they were until all of them are there."""
    parts = [QLabel("甲"), QLabel("乙")]
    whole = holder(*parts)
    qtbot.addWidget(whole)
    for one in parts:
        one.hide()
    whole.resize(200, 300)
    whole.show()
    QApplication.processEvents()
    before = [one.geometry() for one in parts]
    with at_once(whole):
        for one in parts:
            one.show()
        meanwhile = [one.geometry() for one in parts]
    QApplication.processEvents()
    assert meanwhile == before
    assert parts[1].y() >= parts[0].geometry().bottom() > 0
