"""导出列表: the list of 申报初审 as it is shown goes into a workbook."""

import io
from pathlib import Path

from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.cases import Cases
from desktop.work.cases import set_state, start_case
from desktop.work.desk import Desk
from desktop.work.rounds import open_round


def _fill(desk: Desk):
    number = int(open_round(desk, "kunming-platform-2022", 2026).value)
    for name in ("甲平台", "=乙平台", "丙平台"):
        made = start_case(desk, number, name)
    return set_state(desk, int(made.value), "withdrawn", "单位来函撤回")


def test_the_shown_rows_are_the_workbooks(qtbot: QtBot, office: Office, tmp_path: Path):
    """In their order and columns, all of them texts; what the list is narrowed to is told."""
    office.keep(_fill, owner=office)
    page = Cases(office)
    qtbot.addWidget(page)
    page.show_for(Place("cases", 1))
    told: list[str] = []
    office.noted.connect(told.append)
    page.show_only.setCurrentText("办理中")
    page.show_only.activated.emit(page.show_only.currentIndex())
    target = tmp_path / "列表.xlsx"
    page.export.write(target)
    sheet = load_workbook(io.BytesIO(target.read_bytes())).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "2026年度 昆明市中小企业公共服务示范平台申报初审列表"
    assert rows[1][0] == "共2行，只列“办理中”"
    assert rows[2] == [one.title for one in page.rows.columns]
    assert [(row[0], row[1], row[10]) for row in rows[3:]] == [
        ("0001", "甲平台", "初审"),
        ("0002", "=乙平台", "初审"),
    ]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert told == [f"已导出2行：{target}"]


def test_where_no_file_can_be_written_it_is_said(qtbot: QtBot, office: Office, tmp_path: Path):
    """The list stays as it is."""
    office.keep(_fill, owner=office)
    page = Cases(office)
    qtbot.addWidget(page)
    page.show_for(Place("cases", 1))
    said: list[str] = []
    office.refused.connect(lambda sentence, _hint: said.append(sentence))
    page.export.write(tmp_path / "没有这个文件夹" / "列表.xlsx")
    assert len(said) == 1
