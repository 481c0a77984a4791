"""The preview of a large workbook shows at once, says that it is counted, and waits to keep."""

import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from applicant import put_book
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.rosters import RostersPage
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.incoming import LARGE
from desktop.work.rounds import open_round

ROWS = (("序号", "企业名称", "联系人"), (1, "甲公司", "张三"), (2, "乙公司", "李四"))


@pytest.fixture
def working(
    qapp: QApplication, qtbot: QtBot, make_desk: Callable[[Path], Desk], tmp_path: Path
) -> Iterator[Office]:
    """An office with its two workers, on a file with one application."""

    def opened() -> Desk:
        desk = make_desk(tmp_path / "测试.review")
        start_case(desk, open_round(desk, "kunming-platform-2022", 2026).value, "甲平台")
        return desk

    office = Office()
    with qtbot.waitSignal(office.opened):
        office.open_file(opened, lambda _path: None, owner=office)
    yield office
    office.close()


def test_keeping_waits_for_the_second_count(working: Office, qtbot: QtBot, tmp_path: Path) -> None:
    """A press of 采纳 that comes too early says so; after the count it keeps."""
    page = RostersPage(working)
    qtbot.addWidget(page)
    page.show_for(Place("case", 1, 1, "rosters"))
    path = put_book(tmp_path / "企业.xlsx", ROWS)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", os.urandom(LARGE))
    preview, kept = page.preview, []
    preview.accepted.connect(kept.append)
    page.take_files([path])
    qtbot.waitUntil(page.previewing, timeout=60_000)
    assert preview.sums.text() == "名单行：读入2 = 采纳2 + 拒绝0"
    assert preview.state.text().endswith("复核清点中…")
    preview.accept()
    assert (preview.told.text(), kept) == ("正在复核清点，清点完后再采纳。", [])
    qtbot.waitUntil(lambda: not preview.counting(), timeout=60_000)
    assert preview.told.text() == "复核清点完成。"
    assert preview.state.text() == "共1个文件　名单1份"
    preview.accept()
    assert len(kept) == 1
    qtbot.waitUntil(lambda: working.pending == 0, timeout=60_000)
