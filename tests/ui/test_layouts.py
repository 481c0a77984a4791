"""Layouts: what appears together is laid out once; what was filled while hidden has its room."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.kit.enter import into_view
from desktop.ui.kit.layouts import at_once, boxed, holder, scrolled
from desktop.ui.kit.parts import sentence


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


def test_a_page_ends_where_its_last_part_ends(qtbot: QtBot) -> None:
    """Long sentences leave no blank at the end that is as high as they would be when narrow."""
    cards = [boxed(sentence("很长的一句话，宽处一行，窄处许多行。" * 9)) for _ in range(12)]
    area = scrolled(holder(*cards, None))
    qtbot.addWidget(area)
    area.resize(700, 300)
    area.show()
    QApplication.processEvents()
    seen = []
    for _ in range(2):
        inner = area.widget()
        assert inner is not None
        low = cards[-1].mapTo(inner, QPoint(0, cards[-1].height())).y()
        seen.append((area.verticalScrollBar().maximum() > 0, inner.height() - low))
        into_view(cards[-1])
        QApplication.processEvents()
    assert seen == [(True, 0), (True, 0)]
