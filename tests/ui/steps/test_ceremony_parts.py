"""The parts of 大屏抽取 that draw something themselves."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from desktop.ui.pages.steps.ceremony_parts import PlacedFirms, placed


def _ends(picture: QImage, top: int, bottom: int) -> int:
    """The last column that is not blank between two lines of a picture."""
    blank = picture.pixel(picture.width() - 1, top)
    inked = (
        x
        for x in range(picture.width() - 1, 0, -1)
        if any(picture.pixel(x, y) != blank for y in range(top, bottom))
    )
    return next(inked)


def test_names_stand_below_each_other(qtbot: QtBot) -> None:
    """The name behind 9 begins where the one behind 10 does, whatever figures the font has."""
    firms = QListWidget()
    qtbot.addWidget(firms)
    firms.setFrameShape(QListWidget.Shape.NoFrame)
    places = PlacedFirms(firms)
    firms.setItemDelegate(places)
    places.most = 10
    firms.addItems([placed(9, "滇池"), placed(10, "滇池")])
    firms.show()
    picture = firms.viewport().grab().toImage()
    rows = [firms.visualItemRect(firms.item(n)) for n in range(2)]
    first, second = (_ends(picture, row.top(), row.bottom()) for row in rows)
    assert first == second > rows[0].left() + firms.fontMetrics().horizontalAdvance("10　滇")
