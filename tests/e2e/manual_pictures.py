"""Re-makes the manual's pictures (resources/help/pictures) from the bundled example.

python tests/e2e/manual_pictures.py [FOLDER]: fills a file as the screenshots' test does, opens the
window on it at 1280×800 and twice as many pixels, grabs each place that a chapter speaks of, and
reduces the picture. It says that it has 144 dots an inch: the manual shows it half as wide, and so
it is sharp on a screen of 200 % too.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import manual_bureau
import picture_data
from PIL import Image
from PySide6.QtCore import QBuffer, QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from desktop import app, paths
from desktop.settings import Settings
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.erasing import EraseCard
from desktop.work.cases import CaseLine, list_cases
from desktop.work.desk import Desk, open_desk
from desktop.work.dynamic import unit_lines
from desktop.work.dynamic_keep import add_unit, save_field
from desktop.work.rounds import list_rounds

ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")
Shot = tuple[str, Callable[[], QWidget]]
SIZE = (1280, 800)
DENSE, WIDTH, COLOURS = 2, 880, 64  # pixels in one, px that a window's picture is wide, tones
DOTS = 72 * DENSE  # an inch, as the file says
LIMIT = 4_000_000  # bytes, all pictures together
FOLDER = "/home/office/文档"  # stands in the place of this machine's
UNITS = (
    (
        "滇中融创中小企业服务平台",
        ("unit.recognised_on", "20240612"),
        ("unit.document", "昆工信发〔2024〕18号"),
    ),
    (
        "春城智造公共服务平台",
        ("unit.recognised_on", "20230908"),
        ("unit.document", "昆工信发〔2023〕31号"),
    ),
)


def main() -> int:
    """Write every picture; 1 where they are too large together."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources" / "help" / "pictures"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work(Path(folder), out)
    sizes = {one.name: one.stat().st_size for one in sorted(out.glob("*.png"))}
    sys.stdout.write(f"{sum(sizes.values())} bytes: {sizes}\n")
    return int(sum(sizes.values()) > LIMIT)


def work(folder: Path, out: Path) -> None:
    """Fill a file in `folder`, open the window on it, and write each picture to `out`."""
    file = folder / "示例.review"
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        os.environ[name] = str(folder / name)  # the maker's own settings stay as they are
    desk = open_desk(file, paths.forms_dir(), paths.fonts_dir())
    picture_data.fill(desk)
    _add_units(desk)
    desk.close()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(DENSE)
    application = QApplication([])
    app.prepare(application)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    theme, office = Theme(application), Office(inline=True)
    theme.apply("light", 100)
    start = replace(app.beginning(Settings()), folder=Path(FOLDER))
    window = app.make_window(office, theme, lambda: start)
    office.open_file(lambda: app.open_file(file), lambda _path: None, owner=window)
    window.resize(*SIZE)
    window.show()
    for name, show in _shots(window, office, folder):
        shown = show()
        QTest.qWait(100)
        window.message.hide()  # what was said of the picture before
        _reduce(settled(shown, str(folder)), out / f"{name}.png")
    window.close()


def _add_units(desk: Desk) -> None:
    for name, *fields in UNITS:
        number = int(add_unit(desk, picture_data.FIRST, name).value)
        for path, text in fields:
            save_field(desk, number, path, text)


def settled(widget: QWidget, folder: str) -> bytes:
    """The widget's picture as PNG once two looks at it, a moment apart, are the same.

    Where it names `folder`, it says what a clerk's own window would.
    """
    before, shown = b"", _grab(widget)
    for _ in range(40):
        before = shown
        QTest.qWait(60)
        for label in widget.findChildren(QLabel):
            if folder in label.text():
                label.setText(label.text().replace(folder, FOLDER))
        shown = _grab(widget)
        if shown == before:
            break
    return shown


def _grab(widget: QWidget) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())


def _reduce(data: bytes, target: Path) -> None:
    """The picture at the width that the manual needs, in few colours."""
    with Image.open(BytesIO(data)) as image:
        whole = image.convert("RGB")
    high = round(whole.height * WIDTH / SIZE[0])
    wide = round(whole.width * WIDTH / SIZE[0])
    small = whole.resize((wide, high), Image.Resampling.LANCZOS)
    # By coverage: else the few pixels of a state's green or red would be grey. By means: else the
    # greys of the large parts would have a tinge.
    way = Image.Quantize.MAXCOVERAGE
    few = small.quantize(COLOURS, way, kmeans=1, dither=Image.Dither.NONE)
    few.save(target, optimize=True, dpi=(DOTS, DOTS))


def _shots(window: MainWindow, office: Office, folder: Path) -> Iterator[Shot]:
    rounds = _ask(office, list_rounds)
    first = next(one for one in rounds if one.scheme_id == picture_data.FIRST).id
    lines = _ask(office, lambda desk: list_cases(desk, first))
    example = paths.resources_dir() / "example" / picture_data.FIRST / "不合格"
    for name in ("todo", "round", "cases", "radar", "send", "dynamic", "archive"):
        yield name, _at(window, Place(name, first))
    for name in ("schemes", "settings", "safety", "handover"):
        yield name, _at(window, Place(name, first))
    yield "incoming", _at(window, Place("incoming", first, detail=str(example)))
    yield from _case_shots(window, first, lines)
    yield from _dialogs(window, office, first)
    yield from manual_bureau.shots(window, office, first, folder)
    yield "first_start", lambda: _first_start(window)


def _case_shots(window: MainWindow, first: int, lines: list[CaseLine]) -> Iterator[Shot]:
    done, fresh = lines[0].id, lines[1].id
    asking = next(one.id for one in lines if "云帆" in one.name)
    mending = next(one.id for one in lines if "翠岭" in one.name)
    yield "receive", _at(window, Place("case", first, fresh, "receive"))
    yield "rosters", _at(window, Place("case", first, done, "rosters"))
    yield "materials", _at(window, Place("case", first, mending, "materials"))
    yield "assess", _at(window, Place("case", first, done, "assess"))
    yield "survey", _at(window, Place("case", first, asking, "survey"))
    yield "recommend", _at(window, Place("case", first, done, "recommend"))
    yield "letters", _at(window, Place("letters", first, mending))
    yield "history", _at(window, Place("history", first, done, "assess"))


def _dialogs(window: MainWindow, office: Office, first: int) -> Iterator[Shot]:
    units = [one for one in _ask(office, unit_lines) if one.id]
    yield "unit", _at(window, Place("unit", first, step=str(units[0].id)))
    yield "erasing", lambda: _erasing(window, first)
    yield "search", lambda: _search(window, first)


def _search(window: MainWindow, first: int) -> QWidget:
    window.go(Place("todo", first))
    window.activateWindow()
    window.top.search.setFocus()
    window.top.search.setText("yfcy")
    QTest.qWait(2500)  # the index of initials grows after the opening
    window.top.search.setFocus()
    window.searching.look("yfcy")
    return window


def _erasing(window: MainWindow, first: int) -> QWidget:
    window.go(Place("safety", first))
    page = window.page("safety")
    card, area = page.findChild(EraseCard), page.findChild(QScrollArea)
    area.ensureWidgetVisible(card, 0, 0)
    return window


def _first_start(window: MainWindow) -> QWidget:
    window.go(Place("first_start"))
    return window


def _at(window: MainWindow, place: Place) -> Callable[[], QWidget]:
    def show() -> QWidget:
        window.go(place)
        return window

    return show


def _ask(office: Office, errand: Callable[[Desk], T]) -> T:
    heard: list[T] = []
    office.ask(errand, heard.append, owner=office)
    return heard[0]


if __name__ == "__main__":
    sys.exit(main())
