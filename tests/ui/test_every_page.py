"""Every page and step, told without eyes: room, place, names, the way by Tab, contrast, icons."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parent.parent / "e2e"))
import picture_data
from picture_faults import TEXTS, faults_of, inputs_of

from desktop import app, paths
from desktop.settings import Settings
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import DARK, LIGHT, SCALES, Theme, Tones
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.steps import STEPS
from desktop.work.desk import Desk
from desktop.work.example import example_notes, start_department, work_applicant

SIZES = ((1280, 800), (1366, 768))
LOOKS = ((100, SIZES[0]), (100, SIZES[1]), (150, SIZES[0]))
OF_CASE = ("letters", "history", "handover")
TEXT, EDGE = 45, 30  # tenths: WCAG's 4.5 for text, 3.0 for what must be told apart
MOST_TABS = 900
TICKS, REST = 60, 3  # looks at a page at the most, and how many alike mean that it rests
SCHEME = picture_data.FIRST


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Place]]:
    """The bundled applicant, worked through, and a unit; with every place of the window."""
    kept = tmp_path_factory.mktemp("pages") / "示例.review"
    desk = app.open_file(kept)
    folder = paths.resources_dir() / "example" / SCHEME
    note = next(one for one in example_notes(folder.parent) if one.passes and one.scheme == SCHEME)
    round_id = start_department(desk, SCHEME, note.year)
    case = Place("case", round_id, work_applicant(desk, round_id, note))
    unit = picture_data.follow_unit(desk)
    desk.close()
    places = {key: case.at("case", step=key) for key in STEPS}
    places |= {key: case.at(key) for key in OF_CASE}
    places["unit"] = Place("unit", round_id, step=str(unit))
    places["incoming"] = Place("incoming", round_id, detail=str(note.folder))
    return kept, places


@pytest.fixture
def make_window(
    qapp: QApplication, qtbot: QtBot, make_desk: Callable[[Path], Desk], theme: Theme
) -> Iterator[Callable[[Path, int, tuple[int, int]], MainWindow]]:
    """A shown window of a size in px, on a file, with the text so large (per cent)."""
    office = Office(inline=True)

    def make(file: Path, scale: int, size: tuple[int, int]) -> MainWindow:
        theme.apply("light", scale)
        window = app.make_window(office, theme, lambda: app.beginning(Settings()))
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        office.open_file(lambda: make_desk(file), lambda _path: None, owner=window)
        return window

    yield make
    office.close()
    theme.apply("light", 100)


def _places(window: MainWindow, known: dict[str, Place]) -> dict[str, Place]:
    """Every page that the window makes, by what its factories are called, and every step."""
    bare = [key for key in window.pages() if key not in known and key != "case"]
    round_id = next(iter(known.values())).round_id
    return known | {key: Place(key, round_id) for key in bare}


def _settle(window: QWidget) -> None:
    """Until nothing moves any more: a layout that was put off comes after the first paint."""
    before: list[object] = []
    same = 0
    for _ in range(TICKS):
        QTest.qWait(5)
        now: list[object] = [one.geometry() for one in window.findChildren(QWidget)]
        same = same + 1 if now == before else 0
        if same == REST:
            return
        before = now


@pytest.mark.parametrize(("scale", "size"), LOOKS)
def test_every_page_has_room_and_names(
    example: tuple[Path, dict[str, Place]],
    make_window: Callable[[Path, int, tuple[int, int]], MainWindow],
    scale: int,
    size: tuple[int, int],
):
    """Nothing is cut, out of its place, nameless or off the grid; no page scrolls sideways."""
    file, known = example
    window = make_window(file, scale, size)
    faults = {}
    for name, place in _places(window, known).items():
        window.go(place)
        _settle(window)
        faults[name] = faults_of(window)
    assert {name: found for name, found in faults.items() if found} == {}
    assert len(faults) >= len(window.pages()) + len(STEPS) - 1
    assert (window.width(), window.height()) == size


def test_tab_reaches_every_input(
    example: tuple[Path, dict[str, Place]],
    make_window: Callable[[Path, int, tuple[int, int]], MainWindow],
):
    """From where a page begins, Tab comes to every input that can be used, and round again."""
    file, known = example
    window = make_window(file, 100, SIZES[0])
    missed: dict[str, list[str]] = {}
    for name, place in _places(window, known).items():
        window.go(place)
        _settle(window)
        reached = _tabbed(window) | _tabbed(window)  # a side may wait for its line to be chosen
        wanted = [one for one in inputs_of(window) if one.isEnabled()]
        missed[name] = [_told(one) for one in wanted if not _is_reached(one, reached)]
    assert {name: found for name, found in missed.items() if found} == {}


def _tabbed(window: MainWindow) -> set[QWidget]:
    """Press Tab until the focus is where it was; what had it on the way."""
    reached: set[QWidget] = set()
    for _ in range(MOST_TABS):
        holder = QApplication.focusWidget()
        if holder is None or holder in reached:
            break
        reached.add(holder)
        QTest.keyClick(holder, Qt.Key.Key_Tab)
    return reached


def _is_reached(one: QWidget, reached: set[QWidget]) -> bool:
    """Of radio buttons that belong together one has the focus; a proxy has it for another."""
    if one in reached or one.focusProxy() in reached:
        return True
    together = [other for other in reached if other.parentWidget() is one.parentWidget()]
    return any(type(other) is type(one) and not isinstance(one, TEXTS) for other in together)


def _told(one: QWidget) -> str:
    return f"{type(one).__name__} {one.accessibleName()} {one.focusPolicy().name}"


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_and_the_focus_can_be_told_apart(tones: Tones):
    """An input's border, the focus ring and every mark of a state have 3:1 on what is behind."""
    words = asdict(tones)
    edges = [("strong_line", ground) for ground in ("paper", "band")]
    edges += [("accent", ground) for ground in ("paper", "band", "desk", "chosen", "notice")]
    edges += [(mark, ground) for mark in ("good", "part", "wrong") for ground in ("paper", "band")]
    edges += [("quiet", "desk")]  # a button under the pointer
    texts = [(text, ground) for text in ("ink", "quiet") for ground in ("paper", "band", "desk")]
    texts += [("ink", "chosen"), ("quiet", "chosen"), ("ink", "notice"), ("quiet", "notice")]
    texts += [("on_accent", "accent"), ("accent", "paper"), ("accent", "notice")]
    texts += [(mark, ground) for mark in ("good", "part", "wrong") for ground in ("desk", "chosen")]
    faint = [pair for pair in edges if _contrast(words[pair[0]], words[pair[1]]) < EDGE]
    faint += [pair for pair in texts if _contrast(words[pair[0]], words[pair[1]]) < TEXT]
    assert faint == []


def _contrast(one: str, other: str) -> int:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return int((high + 0.05) / (low + 0.05) * 10)


def _light(colour: str) -> float:
    parts = [channel / 255 for channel in QColor(colour).getRgb()[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_icons_are_one_family():
    """Every icon is drawn on the same 24 px with one stroke; the style sheet's own are bolder."""
    head = re.compile(r'<svg [^>]*viewBox="([^"]*)"[^>]*stroke-width="([^"]*)"')
    found = {}
    for one in (paths.resources_dir() / "icons").glob("*.svg"):
        drawn = head.match(one.read_text("utf-8"))
        found[one.stem] = drawn.groups() if drawn else None
    styles = {name: drawn for name, drawn in found.items() if name.startswith("qss-")}
    assert {found[name] for name in found if name not in styles} == {("0 0 24 24", "1.6")}
    assert set(styles.values()) == {("0 0 24 24", "2")}


def test_icons_come_from_the_family_alone():
    """No page draws a character for an icon, or takes one of the system's own."""
    rooms = (Path(app.__file__).parent / "ui").rglob("*.py")
    foreign = re.compile(r"standardIcon|fromTheme|QStyle\.StandardPixmap")
    assert [room.name for room in rooms if foreign.search(room.read_text("utf-8"))] == []


def test_text_sizes_reach_half_as_much_again():
    """Text may be 100 to 150 %; what a screen enlarges comes on top of that."""
    assert (SCALES[0], SCALES[-1]) == (100, 150)
