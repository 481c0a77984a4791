"""After 定稿 the blanks are read only; what was disabled before that stays so afterwards."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.layouts import column
from desktop.ui.pages.steps.frozen import freeze


def test_blanks_are_shut_and_given_back(qtbot: QtBot) -> None:
    """Lines and texts can still be copied from; buttons and boxes can't be pressed."""
    line, area, box = QLineEdit("甲"), QPlainTextEdit("乙"), QCheckBox("丙")
    open_one, shut_one = QPushButton("丁"), QPushButton("戊")
    shut_one.setEnabled(False)
    root = QWidget()
    root.setLayout(column(line, area, box, open_one, shut_one))
    qtbot.addWidget(root)
    seen = []
    for on in (True, True, False):
        freeze(root, on=on)
        pressed = [one.isEnabled() for one in (line, area, box, open_one, shut_one)]
        seen.append((line.isReadOnly(), area.isReadOnly(), pressed))
    shut = (True, True, [True, True, False, False, False])
    assert seen == [shut, shut, (False, False, [True, True, True, True, False])]
