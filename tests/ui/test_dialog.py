"""Dialogs are as high as what they say, and no higher."""

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.layouts import Scrolled, column, scrolled
from desktop.ui.kit.parts import button, say, sentence
from desktop.ui.kit.theme import Theme

LONG = "这一行的统一社会信用代码与第7行的相同，请在原文件中改正后重新导入。" * 4


def _below(dialog: Dialog, label: QLabel, pressed: QWidget) -> int:
    """The pixels between a sentence's last line and the button."""
    lines = label.heightForWidth(label.width())
    return pressed.geometry().top() - label.geometry().top() - lines


def test_no_hole_stands_above_the_buttons(qtbot: QtBot, theme: Theme) -> None:
    """A sentence that is said later makes room for itself, with nothing below it either."""
    del theme
    dialog = Dialog()
    qtbot.addWidget(dialog)
    told, later = sentence(LONG), sentence("")
    end = button("关闭", dialog.accept)
    dialog.setLayout(column(told, later, end, gap=8))
    dialog.setMinimumWidth(600)
    later.hide()
    dialog.show()
    qtbot.waitUntil(lambda: _below(dialog, told, end) == 8)
    say(later, LONG)
    qtbot.waitUntil(lambda: _below(dialog, later, end) == 8)


def test_a_short_list_is_seen_whole(qtbot: QtBot, theme: Theme) -> None:
    """One that is too long for the screen scrolls."""
    del theme
    seen = []
    for count in (2, 200):
        dialog = Dialog()
        qtbot.addWidget(dialog)
        lines = QWidget()
        lines.setLayout(column(*(sentence(LONG) for _ in range(count))))
        area = scrolled(lines)
        assert isinstance(area, Scrolled)
        dialog.setLayout(column(area, button("关闭", dialog.accept)))
        dialog.setMinimumWidth(600)
        dialog.show()
        qtbot.waitUntil(dialog.isVisible)
        bar = area.verticalScrollBar()
        seen.append((bar.maximum() > 0, dialog.height() <= dialog.screen().size().height()))
    assert seen == [(False, True), (True, True)]
