"""交叉核对, 公布名单, and what 名单 and 收件登记 show of where their texts come from."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.ui.kit import asking
from desktop.ui.kit.blank_table import BlankTable
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.pages.lists import PublishedLists
from desktop.ui.pages.radar import Radar
from desktop.ui.pages.steps.assess import AssessPage
from desktop.ui.pages.steps.receive import ReceivePage
from desktop.ui.pages.steps.rosters import RostersPage
from desktop.work.desk import Desk
from desktop.work.incoming import read_incoming, receive_new
from desktop.work.receive import save_value
from desktop.work.rosters import edit_cell, roster_page

Answer = Callable[[Callable[[Desk], Any]], Any]
KUNMING = "kunming-platform-2022"


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    """A workbook of one sheet."""
    made = Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


@pytest.fixture
def case(office: Office, round_id: int, tmp_path: Path, answer: Answer) -> int:
    """An application with two firms."""
    path = book(
        tmp_path / "名单.xlsx",
        ("序号", "企业名称", "联系人", "联系电话", "专精特新"),
        (1, "甲公司", "张三", "13800000001", ""),
        (2, "乙公司", "李四", "13800000002", "是"),
    )
    return take(office, round_id, "甲平台", path)


def take(office: Office, round_id: int, name: str, path: Path) -> int:
    """Start an application with a file."""

    def keep(desk: Desk) -> Any:
        got = read_incoming([path], desk.schemes[KUNMING], lambda *_: None, lambda: False)
        return receive_new(desk, round_id, name, got)

    started: list[int] = []
    office.keep(keep, lambda changed: started.append(changed.value[0]), owner=office)
    return started[0]


def shown(qtbot: QtBot, page: Page, place: Place) -> Any:
    """A page on the screen."""
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show_for(place)
    page.show()
    return page


def test_a_finding_is_noted_and_leads_to_its_row(
    qtbot: QtBot,
    office: Office,
    round_id: int,
    case: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both places stand beside the finding; a note moves it to 已核; a double click leads there."""
    second = book(tmp_path / "二.xlsx", ("企业名称", "联系人", "联系电话"), ("甲公司", "王五", ""))
    take(office, round_id, "乙平台", second)
    page = shown(qtbot, Radar(office), Place("radar", round_id))
    [found] = page.rows.rows()
    assert found.finding.sentence == "“甲公司”同时在“甲平台”、“乙平台”的名单中。"
    assert [spot.applicant for spot in page.spots.rows()] == ["甲平台", "乙平台"]
    monkeypatch.setattr(asking, "ask_text", lambda *_words: "先后接受服务")
    page.note.click()
    assert page.state.text() == "共1条，未核0条"
    page.only.setCurrentText("未核")
    page.only.activated.emit(1)
    assert page.rows.rows() == []
    page.only.setCurrentText("全部")
    page.only.activated.emit(0)
    went: list[Place] = []
    page.go.connect(went.append)
    page.open.click()
    [place] = went
    assert (place.page, place.application_id, place.detail) == ("case", case, "find:firms:甲公司")
    rosters = shown(qtbot, RostersPage(office), place)
    assert [one.cells["name"] for one in rosters.panes["firms"].rows.rows.rows()] == ["甲公司"]


def test_a_list_is_looked_at_before_it_is_kept(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    """Its name, rows and column stand there first; a date that is none is refused."""
    lists = PublishedLists(office)
    qtbot.addWidget(lists)
    lists.show()
    lists.read_from(
        book(tmp_path / "2026专精特新名单.xlsx", ("企业名称", "地区"), ("甲公司", "五华"))
    )
    assert (lists.name.text(), lists.answers.currentText()) == ("2026专精特新名单", "专精特新")
    assert lists.read.text() == "2026专精特新名单.xlsx：读入1 = 采纳1 + 拒绝0"
    lists.dated.setText("三月")
    lists.keep.click()
    assert lists.told.text().startswith("公布日期请按")
    lists.dated.setText("20260301")
    lists.keep.click()
    lists.reload()
    [line] = lists.rows.rows()
    assert (line.name, line.answers, line.dated, line.firms) == (
        "2026专精特新名单",
        "专精特新",
        "2026-03-01",
        1,
    )
    lists.read_from(book(tmp_path / "别的.xlsx", ("甲", "乙"), ("丙公司", "丁")))
    assert lists.examples.text().startswith("没有认出企业名称一栏")
    lists.name.setText("别的名单")
    combo = lists.columns.combos["name"]
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert lists.columns.sure["name"].text() == "手工指定"
    assert (lists.examples.text(), lists.name.text()) == ("前几家：丙公司", "别的名单")


def test_a_roster_is_filled_from_a_list_by_one_button_and_given_back_by_f9(
    qtbot: QtBot, office: Office, round_id: int, case: int, tmp_path: Path, answer: Answer
) -> None:
    """The tab says how many rows can be filled; the cell names its list; F9 gives it back."""
    lists = PublishedLists(office)
    qtbot.addWidget(lists)
    lists.read_from(book(tmp_path / "专精特新名单.xlsx", ("企业名称", "地区"), ("甲公司", "五华")))
    lists.keep.click()
    page = shown(qtbot, RostersPage(office), Place("case", round_id, case, "rosters"))
    pane = page.panes["firms"]
    assert pane.tabs.tabText(3) == "公布名单（1行可采用）"
    page.choose("firms", 3)
    assert pane.listed.adopt.text() == "按名单采用1行"
    pane.listed.adopt.click()
    assert special(answer, case) == ["专精特新中小企业", "是"]
    page.choose("firms", 0)
    table = pane.rows.table
    column = [one.key for one in pane.rows.rows.columns].index("special")
    index = pane.rows.rows.index(0, column)
    table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
    tip = str(pane.rows.rows.data(index, int(Qt.ItemDataRole.ToolTipRole)))
    assert tip.endswith("来自名单：专精特新名单（Sheet 第2行）")
    qtbot.waitUntil(pane.rows.back.isEnabled)
    pane.rows.back.click()
    assert special(answer, case) == ["", "是"]


def special(answer: Answer, case: int) -> list[str]:
    """What stands in the roster's column."""
    rows = answer(lambda desk: roster_page(desk, case, "firms"))
    return [row.cells.get("special", "") for row in rows]


def test_a_typed_over_blank_offers_what_was_read(
    qtbot: QtBot, office: Office, round_id: int, tmp_path: Path
) -> None:
    """The link under the blank gives back the file's own word, with its source."""
    foot = ("上一年度共服务企业3家",)
    path = book(tmp_path / "名单.xlsx", ("序号", "企业名称", "联系人"), (1, "甲公司", "张三"), foot)
    case = take(office, round_id, "甲平台", path)
    office.keep(lambda desk: save_value(desk, case, "served_last_year", "9"), owner=office)
    page = shown(qtbot, ReceivePage(office), Place("case", round_id, case, "receive"))
    row = next(s.rows["served_last_year"] for s in page.sections if "served_last_year" in s.rows)
    assert (row.editor.text(), row.marks.read.full_text()) == ("9", "还原读入值：3")
    row.marks.read.click()
    assert (row.editor.text(), row.marks.read.isVisible()) == ("3", False)
    assert row.confirm.isVisible()  # one who typed 9 had a reason: it is to be seen again


def test_a_typed_over_cell_of_a_form_table_offers_what_was_read(
    qtbot: QtBot, office: Office, round_id: int
) -> None:
    """A link below the table gives the cell back, as F9 in the cell does."""
    folder = paths.resources_dir() / "example" / "kunming-platform-2022" / "合格"
    case = take(office, round_id, "甲平台", folder / "申请表.docx")
    page = shown(qtbot, ReceivePage(office), Place("case", round_id, case, "receive"))
    table = next(t for s in page.sections for t in s.tables if any(_filled(t)))
    path = _filled(table)[0]
    before = table.cells[path].text()
    office.keep(lambda desk: save_value(desk, case, path, "2019"), owner=office)
    name = table.cells[path].inner.accessibleName()
    assert [(one, link.full_text()) for one, link in table.back.items()] == [
        (path, f"{name} 还原读入值：{before}")
    ]
    table.back[path].click()
    assert (table.cells[path].text(), table.back) == (before, {})


def _filled(table: BlankTable) -> list[str]:
    return [path for path, cell in table.cells.items() if cell.text().isdigit()]


def test_a_count_leads_to_its_rows_and_a_figure_to_its_blank(
    qtbot: QtBot, office: Office, round_id: int, case: int
) -> None:
    """数了哪些行: 名单 shows the very rows; 收件登记 puts the cursor into the blank."""
    office.keep(lambda desk: save_value(desk, case, "total_assets", "900"), owner=office)
    page = shown(qtbot, AssessPage(office), Place("case", round_id, case, "assess"))
    went: list[Place] = []
    page.go.connect(went.append)
    page.follow("served_special", "counted")
    page.follow("total_assets", "declared")
    assert [(p.step, p.detail) for p in went] == [
        ("rosters", "count:served_special:counted"),
        ("receive", "path:total_assets"),
    ]
    rosters = shown(qtbot, RostersPage(office), went[0])
    counted = rosters.panes["firms"].counted
    assert counted.title.text() == "服务企业中的“专精特新”中小企业：计入1行，无法判断1行，合计2行"
    assert {one.row.cells["name"]: (one.state, bool(one.why)) for one in counted.rows.rows()} == {
        "甲公司": ("无法判断", True),
        "乙公司": ("计入", False),
    }
    counted.kinds.choose("计入")
    assert [one.row.cells["name"] for one in counted.rows.rows()] == ["乙公司"]
    receive = ReceivePage(office)
    qtbot.addWidget(receive)
    with qtbot.waitActive(receive):
        receive.show()
        receive.activateWindow()
    receive.show_for(went[1])
    assert receive.editors()["total_assets"].isAncestorOf(receive.focusWidget())


def test_a_corrected_cell_is_marked(
    qtbot: QtBot, office: Office, round_id: int, case: int, answer: Answer
) -> None:
    """手改 stands in the cell's tip with what the file said."""
    first = answer(lambda desk: roster_page(desk, case, "firms"))[0]
    office.keep(lambda desk: edit_cell(desk, case, first.id, "contact", "赵六"), owner=office)
    page = shown(qtbot, RostersPage(office), Place("case", round_id, case, "rosters"))
    rows = page.panes["firms"].rows.rows
    assert rows.notes == {(first.id, "contact"): "手改：文件中为“张三”"}


def test_a_dialog_begins_where_the_last_file_was(
    qtbot: QtBot, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First in the user's documents, then where the last file lay; a folder that is gone is not."""
    page = Page(office)
    qtbot.addWidget(page)
    begun: list[str] = []
    folder = tmp_path / "来件"
    folder.mkdir()

    def choose(_parent: object, _title: str, where: str, _kinds: str) -> tuple[str, str]:
        begun.append(where)
        return str(folder / "名单.xlsx"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    for _ in range(2):
        asking.ask_file(page, "打开", "表 (*.xlsx)")
    assert (begun[0] != str(folder), begun[1]) == (True, str(folder))
    folder.rmdir()
    asking.ask_file(page, "打开", "表 (*.xlsx)")
    assert begun[2] == begun[0]
