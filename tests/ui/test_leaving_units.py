"""Nobody leaves corrections in a list of recognised units behind without having been asked."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.kit import asking
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.dynamic import Dynamic

QUESTION = "读入的名单还没有导入，已改的1处会丢失。"
WAYS: dict[str, Callable[[Dynamic, Path], object]] = {
    "back": lambda page, _file: page.importing.back.click(),
    "escape": lambda page, _file: QTest.keyClick(page.importing, Qt.Key.Key_Escape),
    "another page or file": lambda page, _file: page.leave(),
    "another list": lambda page, file: page.take_files([file]),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list of one unit."""
    book = openpyxl.Workbook()
    for row in (["名称", "认定年度"], ["甲平台", "2024"]):
        book.active.append(row)
    book.save(tmp_path / "名单.xlsx")
    return tmp_path / "名单.xlsx"


def _reading(qtbot: QtBot, office: Office, round_id: int, file: Path) -> Dynamic:
    page = Dynamic(office)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.show_for(Place("dynamic", round_id))
    page.take_files([file])
    return page


def _name(page: Dynamic, text: str) -> None:
    rows = page.importing.rows
    column = [one.key for one in rows.columns].index("name")
    rows.setData(rows.index(0, column), text)


@pytest.mark.parametrize("way", WAYS)
def test_a_no_keeps_the_reviewer_and_a_yes_lets_the_list_go(
    qtbot: QtBot,
    office: Office,
    round_id: int,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    """Asked once each time, with how much would be lost; after a yes nothing is asked any more."""
    asked: list[str] = []
    answers = iter((False, True))

    def answer(_parent: object, question: str, *_more: str) -> bool:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(asking, "ask_yes", answer)
    page = _reading(qtbot, office, round_id, file)
    _name(page, "乙平台")
    WAYS[way](page, file)
    stayed = page.panels.panel(), page.importing.rows.value(0).cell("name")
    WAYS[way](page, file)
    left = page.leave()
    assert (stayed, left, asked) == ((page.importing, "乙平台"), True, [QUESTION] * 2)


def test_what_nobody_corrected_or_what_was_kept_is_left_without_a_question(
    qtbot: QtBot, office: Office, round_id: int, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A correction that was taken back is none."""
    monkeypatch.setattr(asking, "ask_yes", lambda *_all: pytest.fail("asked"))
    page = _reading(qtbot, office, round_id, file)
    _name(page, "乙平台")
    page.importing.undo.click()
    page.importing.back.click()
    away = page.panels.panel()
    page.take_files([file])
    _name(page, "丙平台")
    page.importing.keep.click()
    assert (away, page.leave(), [one.name for one in page.rows.rows()]) == (None, True, ["丙平台"])
