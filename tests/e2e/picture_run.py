"""Run in a process of its own (the scale is fixed at the start): pictures of every page and step.

python picture_run.py FILE FOLDER MODE NAME   ->   FOLDER/faults-NAME.json, FOLDER/*.png
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from picture_data import FIRST
from picture_faults import COLOURS, faults_of
from PySide6.QtCore import QPoint, QSettings
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from desktop import app, paths
from desktop.settings import Settings
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import ENTRIES, MainWindow
from desktop.ui.pages.steps import STEPS
from desktop.work.cases import CaseLine, list_cases
from desktop.work.desk import Desk
from desktop.work.dynamic import unit_lines
from desktop.work.keeping import last_words
from desktop.work.rounds import list_rounds

TOP = QPoint(0, 0)
SETTLE = 50  # ms: a preview waits a moment for its last size
MOST_LOOKS = 40
WIDE_PAGES = ("safety", "radar", "history", "handover", "bureau")
CASE_PAGES = ("letters", "history", "handover")
FRESH = ("assess", "recommend")  # of other schemes, what shows most before anything is done
T = TypeVar("T")
Shot = tuple[str, Place, Callable[[MainWindow], None]]


def run(file: Path, folder: Path, mode: str, name: str) -> None:
    """Take all pictures of one look; what is wrong with them goes into one file."""
    application = QApplication([])
    app.prepare(application)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    theme, office = Theme(application), Office(inline=True)
    theme.apply(mode, 100)
    window = app.make_window(office, theme, lambda: app.beginning(Settings()))
    office.open_file(lambda: app.open_file(file), lambda _path: None, owner=window)
    office.ask(last_words, window.bottom.show_backup, owner=window)  # as the keeper has it said
    window.resize(1280, 800)
    window.show()
    faults: dict[str, list[str]] = {}
    for title, place, prepare in shots(office):
        window.go(place)
        prepare(window)
        image = _settled(window)
        image.save(str(folder / f"{name}-{title}.png"))
        empty = [] if _colours(image) >= COLOURS and _has_sheet(window) else ["empty"]
        faults[title] = empty + faults_of(window)
    window.close()
    (folder / f"faults-{name}.json").write_text(json.dumps(faults, ensure_ascii=False), "utf-8")


def _has_sheet(window: MainWindow) -> bool:
    return window.place.page != "send" or bool(window.page("send").paper.out.view.pdf())


def _settled(window: MainWindow) -> QImage:
    """The window once two looks at it, a moment apart, are the same."""
    before, image = QImage(), window.grab().toImage()
    for _ in range(MOST_LOOKS):
        before = image
        QTest.qWait(SETTLE)
        image = window.grab().toImage()
        if image == before:
            return image
    raise AssertionError("the page doesn't come to rest")


def shots(office: Office) -> Iterator[Shot]:
    """Yield each picture's title, its place, and what is done before it is taken."""
    rounds = sorted(_ask(office, list_rounds), key=lambda one: one.scheme_id != FIRST)
    first = rounds[0]
    for number, entry in enumerate(ENTRIES):
        yield f"page-{number}-{entry.key}", Place(entry.key, first.id), _nothing
    for unit in _ask(office, unit_lines):
        if unit.id:
            yield "page-3-unit", Place("unit", first.id, step=str(unit.id)), _nothing
            break
    for number, key in enumerate(WIDE_PAGES, 1):
        yield f"page-6-{number}-{key}", Place(key, first.id), _nothing
    yield "page-7-round", Place("round", first.id), _nothing
    yield "page-8-new-round", Place("round", first.id, detail="new"), _nothing
    example = paths.resources_dir() / "example" / first.scheme_id / "不合格"
    yield "page-9-incoming", Place("incoming", first.id, detail=str(example)), _nothing
    for one in rounds:
        lines = _ask(office, lambda desk, one=one: list_cases(desk, one.id))
        yield from _round_shots(one.scheme_id, one.id, lines)
    yield "page-9-first_start", Place("first_start"), _nothing


def _round_shots(scheme: str, number: int, lines: list[CaseLine]) -> Iterator[Shot]:
    done, fresh = lines[0], lines[1]
    for n, key in enumerate(STEPS, 1):
        yield f"{scheme}-done-{n}-{key}", Place("case", number, done.id, key), _nothing
    yield f"{scheme}-done-4-judged", Place("case", number, done.id, "assess"), _judged
    for act in ("list", "lock", "code"):
        place = Place("case", number, done.id, "survey")
        yield f"{scheme}-done-5-survey-{act}", place, _opening(act)
    yield f"{scheme}-done-7-sheet", Place("case", number, done.id, "recommend"), _sheet
    if scheme == FIRST:
        for n, key in enumerate(CASE_PAGES, 8):
            yield f"{scheme}-done-{n}-{key}", Place(key, number, done.id), _nothing
    for n, key in enumerate(STEPS, 1):
        if scheme != FIRST and key not in FRESH:
            continue
        yield f"{scheme}-fresh-{n}-{key}", Place("case", number, fresh.id, key), _nothing
    asking = [line for line in lines if line.next_step == "survey" and line.id != fresh.id]
    for line in asking:
        place = Place("case", number, line.id, "survey")
        yield f"{scheme}-asking-5-survey", place, _nothing
    yield f"{scheme}-send", Place("send", number), _nothing


def _opening(act: str) -> Callable[[MainWindow], None]:
    def prepare(window: MainWindow) -> None:
        window.page("case").step("survey").open_act(act)

    return prepare


def _judged(window: MainWindow) -> None:
    page = window.page("case").step("assess")
    _settled(window)
    first = next(iter(page.rows.values()))
    page.findChild(QScrollArea).verticalScrollBar().setValue(first.mapTo(page.body, TOP).y() - 96)
    first.setFocus()


def _sheet(window: MainWindow) -> None:
    window.page("case").step("recommend").show_sheets()


def _nothing(_window: MainWindow) -> None:
    return None


def _ask(office: Office, errand: Callable[[Desk], T]) -> T:
    heard: list[T] = []
    office.ask(errand, heard.append, owner=office)
    return heard[0]


def _colours(image: QImage) -> int:
    small = image.scaled(320, 200)
    return len({small.pixel(x, y) for x in range(320) for y in range(200)})


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
