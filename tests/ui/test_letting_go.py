"""A long list that nobody wants any more ends some rows at a time."""

import weakref

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.letting_go import AT_ONCE, LettingGo


class Row:
    """Something of which it can be told whether it is still there."""


def test_a_long_list_ends_in_turns(qtbot: QtBot, qapp: QApplication) -> None:
    """Who gave the rows away is not held by them; after some turns all are gone."""
    owner = QWidget()
    qtbot.addWidget(owner)
    rows = [Row() for _ in range(2 * AT_ONCE + 1)]
    there = [weakref.ref(one) for one in rows]
    going = LettingGo(owner)
    going.take(rows)
    rows.clear()
    left = [sum(one() is not None for one in there)]
    while left[-1]:
        qapp.processEvents()
        left.append(sum(one() is not None for one in there))
    assert sorted(set(left), reverse=True) == [2 * AT_ONCE + 1, AT_ONCE + 1, 1, 0]


def test_a_short_list_is_not_kept(qtbot: QtBot) -> None:
    """A few rows end at once with whoever held them."""
    owner = QWidget()
    qtbot.addWidget(owner)
    rows = [Row()]
    there = weakref.ref(rows[0])
    LettingGo(owner).take(rows)
    rows.clear()
    assert there() is None
