"""A line that paints its texts: how they break."""

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.ui.kit.layouts import TIGHT
from desktop.ui.pages.steps.painted_row import PaintedRow, Piece


def _inked(picture: QImage, top: int, bottom: int) -> int:
    """How far the ink reaches between two lines of a picture."""
    blank = picture.pixel(picture.width() - 1, top)
    return max(
        x
        for x in range(picture.width())
        for y in range(top, bottom)
        if picture.pixel(x, y) != blank
    )


def test_no_letter_stands_alone_on_a_last_line(qtbot: QtBot) -> None:
    """One letter too many: two go to the next line, with the bracket behind them."""
    row = PaintedRow()
    qtbot.addWidget(row)
    letter, high = row.fontMetrics().horizontalAdvance("字"), row.fontMetrics().lineSpacing()
    reached = []
    for text in ("软件清单软件清", "软件清单软件清）"):
        row.show_cells([(Piece(text),)], (6,))
        row.resize(6 * letter + 8, 3 * high)
        picture = row.grab().toImage()
        top = row.top(row.cells[0], row.width()) + high
        reached.append((_inked(picture, top + 2, top + high - 2) - TIGHT) // letter)
    assert reached == [1, 2]
