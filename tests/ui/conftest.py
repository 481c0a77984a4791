"""A window's tests: a file of their own, settings of their own, errands run at once in place."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.ui.kit.office import Office
from desktop.ui.kit.theme import Theme
from desktop.work.department import Department, save_department, use_operator
from desktop.work.desk import Desk, open_desk
from desktop.work.rounds import open_round

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))
SECRET = "000102030405060708090a0b0c0d0e0f"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path) -> None:
    """Columns and rounds are remembered in the test's own folder."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light look."""
    made = Theme(qapp)
    made.apply("light", 100)
    return made


@pytest.fixture
def make_desk() -> Callable[[Path], Desk]:
    """Opens a file with a clock that stands still and dice that are known."""

    def make(path: Path) -> Desk:
        opened = open_desk(path, paths.forms_dir(), paths.fonts_dir(), lambda: NOON, lambda: SECRET)
        opened.operator = "王测试"
        return opened

    return make


@pytest.fixture
def empty_office(qapp: QApplication) -> Iterator[Office]:
    """An office that runs errands at once, with no file open."""
    office = Office(inline=True)
    yield office
    office.close()


@pytest.fixture
def office(empty_office: Office, make_desk: Callable[[Path], Desk], tmp_path: Path) -> Office:
    """An office that runs errands at once on a new file with a department."""
    empty_office.open_file(
        lambda: make_desk(tmp_path / "测试.review"), lambda _path: None, owner=empty_office
    )
    empty_office.keep(lambda desk: use_operator(desk, "王测试"), owner=empty_office)
    ours = Department("昆明市示例区工信局", "district", "云南省", "王测试", "0871-60000000")
    empty_office.keep(lambda desk: save_department(desk, ours), owner=empty_office)
    return empty_office


@pytest.fixture
def round_id(office: Office) -> int:
    """Kunming's platforms, 2026."""
    opened: list[int] = []
    office.keep(
        lambda desk: open_round(desk, "kunming-platform-2022", 2026),
        lambda changed: opened.append(changed.value),
        owner=office,
    )
    return opened[0]


@pytest.fixture
def answer(office: Office) -> Callable[[Callable[[Desk], object]], object]:
    """Asks the desk something and returns what it said."""

    def ask(errand: Callable[[Desk], object]) -> object:
        heard: list[object] = []
        office.ask(errand, heard.append, owner=office)
        return heard[0]

    return ask


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    """Something that asks."""
    return QObject(qapp)
