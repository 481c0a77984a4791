"""Pictures of every page and step, light and dark, in build/screens, for looking at."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop import app, paths
from desktop.settings import Settings
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import ENTRIES, MainWindow
from desktop.ui.pages.steps import STEPS
from desktop.work.cases import list_cases
from desktop.work.desk import Desk

SCREENS = Path(__file__).parents[2] / "build" / "screens"
CORNER = QPoint(1276, 60)  # the paper beside what stands on the page
Answer = Callable[[Callable[[Desk], object]], object]


def test_every_page_and_step_is_pictured(
    qtbot: QtBot, office: Office, theme: Theme, round_id: int, answer: Answer
):
    """Each page shows something of its own, on light paper and on dark."""
    window = app.make_window(office, theme, lambda: app.beginning(Settings()))
    qtbot.addWidget(window)
    window.show()
    office.opened.emit("示例.review")
    places = _places(window, round_id, answer)
    pictures: dict[tuple[str, str], QImage] = {}
    for mode in ("dark", "light"):
        theme.apply(mode, 100)
        for name, place in places.items():
            pictures[mode, name] = _picture(qtbot, window, place)
    SCREENS.mkdir(parents=True, exist_ok=True)
    for (mode, name), image in pictures.items():
        number = list(places).index(name) + 1
        image.save(str(SCREENS / f"{number:02}-{name}-{mode}.png"))
    bright = {key: image.pixelColor(CORNER).lightness() > 128 for key, image in pictures.items()}
    shown = {bytes(image.constBits()) for image in pictures.values()}
    assert bright == {(mode, name): mode == "light" for mode, name in pictures}
    assert len(shown) == len(pictures)


def _places(window: MainWindow, round_id: int, answer: Answer) -> dict[str, Place]:
    folder = paths.resources_dir() / "example" / "kunming-platform-2022" / "合格"
    incoming = Place("incoming", round_id, detail=str(folder))
    window.go(incoming)
    window.page("incoming").keep.click()
    lines = answer(lambda desk: list_cases(desk, round_id))
    case = Place("case", round_id, lines[0].id)
    return {
        "first_start": Place("first_start"),
        "incoming": incoming,
        "round": Place("round", round_id),
        **{entry.key: Place(entry.key, round_id) for entry in ENTRIES},
        **{f"step-{key}": case.at("case", step=key) for key in STEPS},
    }


def _picture(qtbot: QtBot, window: MainWindow, place: Place) -> QImage:
    window.resize(1280, 800)
    window.go(place)
    qtbot.wait(150)  # what was just put on the page is laid out, and a sheet fitted to its room
    return window.grab().toImage()
