"""What comes after a window's first paint."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.kit.after_paint import AfterPaint


class Painted(QLabel):
    """Writes down when it is painted."""

    def __init__(self, told: list[str]) -> None:
        """`told` gets a word each time."""
        super().__init__("示范平台")
        self.told = told

    def paintEvent(self, event) -> None:
        """Paint and say so."""
        super().paintEvent(event)
        self.told.append("painted")


def test_it_is_done_once_after_the_first_paint(qtbot: QtBot):
    """The picture comes first, then the work, once, however often the window is painted."""
    told: list[str] = []
    window = Painted(told)
    qtbot.addWidget(window)
    AfterPaint(window, lambda: told.append("work"))
    window.show()
    qtbot.waitUntil(lambda: "work" in told)
    window.repaint()
    qtbot.wait(5)
    assert told[0] == "painted"
    assert told.count("work") == 1


def test_a_window_that_nobody_sees_is_not_waited_for(qtbot: QtBot):
    """A program that starts minimised opens its file all the same."""
    told: list[str] = []
    window = Painted(told)
    qtbot.addWidget(window)
    AfterPaint(window, lambda: told.append("work"))
    qtbot.waitUntil(lambda: told == ["work"], timeout=10_000)
