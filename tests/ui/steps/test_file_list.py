"""读入: the names of the files are read whole, or at both ends."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.table import Rows, TableColumn
from desktop.ui.pages.steps.file_list import FileList

SHORT, NAME = "申请表.docx", "主要服务设施、设备及信息系统（软件）清单.xlsx"
LONG = "昆明示例服务平台申报材料（第二次补正，含扫描件）" * 4 + "附件12.xlsx"
NAMES = (SHORT, NAME, LONG)


@pytest.fixture
def files(qtbot: QtBot) -> Iterator[FileList]:
    """Three files, at the width that the page gives them."""
    page = QWidget()
    qtbot.addWidget(page)
    columns = (
        TableColumn[int]("name", "文件", lambda n: NAMES[n], 130),
        TableColumn[int]("what", "认作", lambda _n: "附件", 130),
        TableColumn[int]("taken", "采纳", lambda _n: "", 48),
        TableColumn[int]("refused", "拒绝", lambda _n: "", 48),
    )
    rows: Rows[int] = Rows(columns, lambda n: n, page)
    made = FileList(rows)
    made.setParent(page)
    made.resize(390, 400)
    with qtbot.waitExposed(page):
        page.show()
    rows.show_rows(range(3))
    yield made
    page.close()


def _painted(files: FileList, row: int) -> list[str]:
    index, option = files.rows.index(row, 0), QStyleOptionViewItem()
    option.rect, option.font = files.visualRect(index), files.font()
    files.itemDelegateForIndex(index).initStyleOption(option, index)
    return option.text.split("\N{LINE SEPARATOR}")


def test_a_name_stands_on_as_many_lines_as_it_needs_up_to_three(files: FileList):
    """Of a longer one the beginning and the end are seen, with what kind of file it is."""
    painted = [_painted(files, row) for row in range(3)]
    assert (painted[0], "".join(painted[1])) == ([SHORT], NAME)
    assert 1 < len(painted[1]) <= len(painted[2]) == 3
    seen = "".join(painted[2])
    assert (seen[:10], seen[-5:], "…" in seen) == (LONG[:10], ".xlsx", True)


def test_a_row_is_as_high_as_its_name(files: FileList):
    """And follows the list's width; a name of one line has the height of any list's row."""
    line = files.fontMetrics().lineSpacing()
    one = files.verticalHeader().defaultSectionSize()
    lines = [len(_painted(files, row)) for row in range(3)]
    assert [files.rowHeight(row) for row in range(3)] == [one + (n - 1) * line for n in lines]
    files.resize(900, 400)
    assert (_painted(files, 1), files.rowHeight(1)) == ([NAME], one)
