"""Nobody leaves corrections in an import preview behind without having been asked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.settings import Settings
from desktop.ui.kit import asking
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.first_start import FirstStart
from desktop.work.desk import Changed, Desk
from desktop.work.rounds import open_round

QUESTION = "读入的1个文件还没有采纳，已改的1处会丢失。"


@pytest.fixture
def window(
    qtbot: QtBot, office: Office, theme: Theme, round_id: int, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window at the preview of a dropped roster, come to from 申报初审."""
    book = Workbook()
    for row in (("序号", "企业名称", "联系人"), (1, "甲公司", "张三")):
        book.active.append(row)
    path = tmp_path / "服务企业名单.xlsx"
    book.save(path)
    made = app.make_window(office, theme, lambda: app.beginning(Settings()))
    made.show()
    office.opened.emit(str(tmp_path / "测试.review"))
    qtbot.waitUntil(made.isVisible)
    made.go(Place("cases", round_id))
    made.go(Place("incoming", round_id, detail=str(path)))
    yield made
    made.hide()
    made.deleteLater()


def correct(window: MainWindow) -> None:
    """Correct one cell."""
    rows = window.page("incoming").preview.file.lines("firms").rows  # type: ignore[attr-defined] # IncomingPage
    rows.edited.emit(rows.value(0), "contact", "李四")


def _another_round(window: MainWindow) -> None:
    def make(desk: Desk) -> Changed:
        return open_round(desk, "nanchang-platform-2022", 2026)

    window.office.keep(make, owner=window)
    top = window.top.rounds
    top.setCurrentIndex(1 - top.currentIndex())
    top.activated.emit(top.currentIndex())


def _another_file(window: MainWindow) -> None:
    first = window.page("first_start")
    assert isinstance(first, FirstStart)
    first.open_path(Path("另一个.review"))


WAYS: dict[str, Callable[[MainWindow], object]] = {
    "back": MainWindow.back,
    "another page": lambda window: window.go(Place("send", window.place.round_id)),
    "another round": _another_round,
    "another file": _another_file,
    "close": MainWindow.close,
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_out_asks_and_a_no_keeps_the_reviewer_here(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """The question says how much would be lost; the correction is still there after a no."""
    asked: list[str] = []

    def refuse(_parent: object, question: str, *_more: str) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(asking, "ask_yes", refuse)
    correct(window)
    round_id = window.place.round_id
    WAYS[way](window)
    preview = window.page("incoming").preview  # type: ignore[attr-defined] # IncomingPage
    assert (asked, window.place.page, window.top.rounds.currentData()) == (
        [QUESTION],
        "incoming",
        round_id,
    )
    assert (window.isVisible(), preview.acts.lost()) == (True, 1)


def test_files_that_nobody_touched_are_told_of_where_one_goes(
    window: MainWindow, qtbot: QtBot
) -> None:
    """The page that is gone to says that they were not taken."""
    window.back()
    qtbot.waitUntil(window.message.isVisible)
    assert (window.place.page, window.message.sentence.text()) == (
        "cases",
        "刚才读入的1个文件没有采纳；文件本身不变，需要时可以再拖入。",
    )
