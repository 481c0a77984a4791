"""Files that are dropped on a text field go to the page; words may still be dragged into it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.drop import DropTarget

LEFT, COPY = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction


def _drop(window: QWidget, field: QWidget, data: QMimeData) -> None:
    """Drop as the system does: over the window that stands on the screen."""
    place = field.mapTo(window, field.rect().center())
    handle, none = window.windowHandle(), Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(handle, QDragEnterEvent(place, COPY, data, LEFT, none))
    QApplication.sendEvent(handle, QDropEvent(place, COPY, data, LEFT, none, QEvent.Type.Drop))
    QApplication.processEvents()


def test_a_file_over_a_field_is_the_pages(qtbot: QtBot):
    """No address is written into a line or a text; a word is, before and after."""
    window, line, text = QWidget(), QLineEdit(), QPlainTextEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(line)
    layout.addWidget(text)
    taken: list[Path] = []
    DropTarget(window, taken.extend)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    word, file = QMimeData(), QMimeData()
    word.setText("云岭")
    file.setUrls([QUrl.fromLocalFile("/tmp/扫描.pdf")])
    for data in (word, file, word):
        for field in (line, text):
            _drop(window, field, data)
    assert (line.text(), text.toPlainText()) == ("云岭云岭", "云岭云岭")
    assert taken == [Path("/tmp/扫描.pdf")] * 2
