"""读入申报文件: a dropped folder is looked at column by column, and starts one application."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from desktop.ui.kit import asking
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.incoming import IncomingPage
from desktop.ui.pages.steps.preview_file import FilePreview
from desktop.work.cases import list_cases
from desktop.work.desk import Desk
from desktop.work.rosters import roster_cards

Answer = Callable[[Callable[[Desk], Any]], Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one roster."""
    made = tmp_path / "丁平台申报材料"
    made.mkdir()
    book = Workbook()
    sheet = book.active
    sheet.append(["序号", "服务企业名称", "联系人", "联系电话"])
    for number, name in enumerate(("甲乙丙食品有限公司", "丁戊己机械有限公司"), 1):
        sheet.append([number, name, "张三", f"1390000000{number}"])
    book.save(made / "服务企业名单.xlsx")
    return made


@pytest.fixture
def page(qtbot: QtBot, office: Office, round_id: int, folder: Path) -> IncomingPage:
    """The page with that folder's files."""
    made = IncomingPage(office)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show_for(Place("incoming", round_id, detail=str(folder)))
    made.show()
    return made


def test_all_is_taken_by_one_button_and_in_one_act(
    page: IncomingPage, round_id: int, answer: Answer
):
    """The case bears the folder's name, holds the rows, and its 收件登记 is shown."""
    went: list[Place] = []
    page.go.connect(went.append)
    before = answer(lambda desk: len(list_cases(desk, round_id)))
    page.keep.click()
    lines = answer(lambda desk: list_cases(desk, round_id))
    counts = answer(lambda desk: [card.count for card in roster_cards(desk, lines[0].id)])
    names = [line.name for line in lines]
    assert (before, names, max(counts)) == (0, ["丁平台申报材料"], 2)
    assert went == [Place("case", round_id, lines[0].id, "receive")]


def test_columns_are_mapped_before_anything_is_kept(page: IncomingPage):
    """The preview of the steps serves here too: the columns of the file and the taken rows."""
    shown = page.preview.file
    tabs = [shown.tabs.tabText(n).split("（")[0] for n in range(shown.tabs.count())]
    assert ("名单行" in tabs, shown.header_line(), page.preview.touched) == (True, 1, False)


def test_what_was_put_right_is_not_lost_without_a_word(
    page: IncomingPage, monkeypatch: pytest.MonkeyPatch
):
    """Leaving asks only where the reviewer has changed something in the preview."""
    asked: list[str] = []

    def refuse(_parent: object, question: str, *_more: str) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(asking, "ask_yes", refuse)
    page.preview.file.headed.emit(1)
    stayed = page.leave()
    assert (stayed, asked) == (False, ["读入的1个文件还没有采纳，已改的1处会丢失。"])


def test_nothing_to_read_is_said(page: IncomingPage, round_id: int, tmp_path: Path):
    """An empty folder keeps the reviewer on a page that says what belongs there."""
    bare = tmp_path / "空"
    bare.mkdir()
    page.show_for(Place("incoming", round_id, detail=str(bare)))
    assert (page.empty.what.text(), page.stack.currentWidget()) == ("没有找到文件。", page.empty)


def test_why_a_file_can_not_be_read_is_said(
    qtbot: QtBot, office: Office, round_id: int, tmp_path: Path
):
    """One that is gone is no attachment either: the reason stands by it, and nothing is kept."""
    made = IncomingPage(office)
    qtbot.addWidget(made)
    made.show_for(Place("incoming", round_id, detail=str(tmp_path / "名单.xlsx")))
    gone = "文件已不在原处，可能被移动、改名或删除了。"
    shown = [part.sentence.text() for part in made.preview.findChildren(FilePreview)]
    assert gone in shown
    assert (made.told.sentence.text(), made.told.hint.text()) == ("没有读到申请表或名单。", gone)
    assert not made.keep.isEnabled()
