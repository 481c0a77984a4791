"""A picture in the window: high enough for its words at any width, painted, and spoken."""

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop.domain.chart import Bar, Chart
from desktop.ui.kit.chart_view import ChartList, ChartView
from desktop.ui.kit.theme import LIGHT, Theme

HALF = Chart("满意度", (Bar("比例", "一半", 500_000, 750_000, "met"),), "来源", 800_000, "要求")


def test_a_narrow_picture_is_higher_because_its_words_wrap(qtbot: QtBot, theme: Theme) -> None:
    """Nothing is cut at the side or below."""
    long = Chart("图", (Bar("甲" * 40, "一半", 0, 0),), "来源" * 30)
    view = ChartView(long)
    qtbot.addWidget(view)
    heights = []
    for width in (200, 800):
        view.resize(width, view.heightForWidth(width))
        view.grab()
        found = view.placed(view.width())
        heights.append(view.height())
        assert found.height <= view.height() == view.sizeHint().height()
    assert heights[0] > heights[1]


def test_the_bar_is_solid_to_what_is_so_and_the_line_is_seen(qtbot: QtBot, theme: Theme) -> None:
    """The colours at a quarter, at nine tenths and on the line, in the light look."""
    view = ChartView(HALF)
    qtbot.addWidget(view)
    view.resize(401, view.heightForWidth(401))
    drawn = view.grab().toImage()
    middle = round(view.placed(401).areas[0].y + view.placed(401).areas[0].height / 2)
    tones = [drawn.pixelColor(x, middle) for x in (100, 319, 360)]
    assert [tones[0], tones[1]] == [QColor(LIGHT.good), QColor(LIGHT.ink)]
    assert tones[2] not in (QColor(LIGHT.good), QColor(LIGHT.ink))


def test_a_screen_reader_hears_the_whole_picture(qtbot: QtBot, theme: Theme) -> None:
    """Name and description; a list without pictures is not there."""
    pictures = ChartList("图示")
    qtbot.addWidget(pictures)
    pictures.show_charts((HALF,))
    assert (pictures.views[0].accessibleName(), pictures.views[0].accessibleDescription()) == (
        "图：满意度",
        "满意度。比例：一半。竖线：要求。来源",
    )
    pictures.show_charts(())
    assert (pictures.views, pictures.isVisibleTo(None)) == ([], False)
