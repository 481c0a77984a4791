"""导入预览, row by row: doubles side by side, changes before they are kept, units asked for."""

from pathlib import Path

import pytest
from applicant import put_book
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.kit import asking
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.rosters import RostersPage

HEAD = ("序号", "企业名称", "联系人", "联系电话")
ROWS = ((1, "甲公司", "张三", "13800000001"), (2, "甲公司", "张三", "13800000001"))


@pytest.fixture
def page(qtbot: QtBot, office: Office, place: Place) -> RostersPage:
    """The page of rosters of an application without any."""
    made = RostersPage(office)
    qtbot.addWidget(made)
    made.resize(940, 640)
    made.show_for(place)
    made.show()
    return made


def tabs(page: RostersPage) -> list[str]:
    """The tabs of the file that is shown."""
    found = page.preview.file.tabs
    return [found.tabText(index) for index in range(found.count())]


def test_the_later_of_two_equal_rows_is_refused_by_one_button(
    page: RostersPage, tmp_path: Path
) -> None:
    """The reason names the row that stays; giving back takes it again."""
    page.take_files([put_book(tmp_path / "企业.xlsx", [HEAD, *ROWS])])
    doubles = page.preview.file.doubles
    assert tabs(page) == ["名单行（2）", "重复（1）"]
    [pair] = doubles.rows.rows()
    assert (pair.first.line, pair.second.line, pair.sentence) == (2, 3, "企业名称相同。")
    doubles.later.click()
    lines = page.preview.file.lines("firms")
    assert [(one.state, one.reason) for one in lines.rows.rows()] == [
        ("采纳", ""),
        ("不采纳", "经办人不采纳：与第2行重复"),
    ]
    assert page.preview.sums.text() == "名单行：读入2 = 采纳1 + 拒绝1"
    lines.table.selectRow(1)
    lines.back.click()
    assert page.preview.sums.text() == "名单行：读入2 = 采纳2 + 拒绝0"


def test_what_is_framed_is_refused_and_named(
    qtbot: QtBot, page: RostersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+End chooses the last row, not only frames it; the question names whom it is about."""
    rows = [HEAD, (1, "甲公司", "张三", "138"), (2, "乙公司", "李四", ""), (3, "丙公司", "", "")]
    page.take_files([put_book(tmp_path / "企业.xlsx", rows)])
    lines = page.preview.file.lines("firms")
    asked: list[str] = []
    monkeypatch.setattr(asking, "ask_text", lambda _p, question, *_w, **_m: asked.append(question))
    lines.table.selectRow(0)
    qtbot.keyClick(lines.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    lines.refuse.click()
    lines.table.selectAll()
    lines.refuse.click()
    assert asked == ["第4行“丙公司”不采纳", "第2、3、4行“甲公司”、“乙公司”等3行不采纳"]


def test_what_is_kept_is_let_go_and_the_next_file_is_worked_on(
    page: RostersPage, tmp_path: Path
) -> None:
    """No row of the kept file is held; what is done with the next one is heard."""
    path = put_book(tmp_path / "企业.xlsx", [HEAD, *ROWS])
    page.take_files([path])
    page.preview.accept()
    preview = page.preview
    lines = preview.file.lines("firms").rows
    assert (preview.incoming, lines.rows(), preview.file.doubles.rows.rows()) == ([], [], [])
    page.take_files([path])
    preview.file.doubles.later.click()
    assert [one.state for one in lines.rows()] == ["采纳", "不采纳"]


def test_rows_are_filtered_by_what_became_of_them(page: RostersPage, tmp_path: Path) -> None:
    """Each button says how many rows there are of its kind."""
    rows = [HEAD, (1, "甲公司", "张三", "138"), (2, "", "李四", ""), (3, "丙公司", "王五", "")]
    page.take_files([put_book(tmp_path / "企业.xlsx", rows)])
    lines = page.preview.file.lines("firms")
    words = [made.text() for made in lines.kinds.buttons.values()]
    assert words == ["全部 3", "采纳 2", "拒绝 1", "有提醒 1", "手改 0"]
    lines.kinds.buttons["warned"].click()
    assert [one.line for one in lines.rows.rows()] == [2]
    lines.kinds.buttons["refused"].click()
    assert [one.reason for one in lines.rows.rows()] == ["这一行没有企业名称。"]


def test_what_a_new_roster_changes_is_said_before_it_is_kept(
    page: RostersPage, tmp_path: Path
) -> None:
    """The warning counts, the tab names each row that comes, goes or differs."""
    page.take_files([put_book(tmp_path / "一.xlsx", [HEAD, ROWS[0], (2, "乙公司", "李四", "")])])
    page.preview.accept()
    fresh = [HEAD, (1, "甲公司", "赵六", "13800000001"), (2, "丙公司", "", "")]
    page.take_files([put_book(tmp_path / "二.xlsx", fresh)])
    told = "与现有名单相比：新增1行，减少1行，改动1行，不变0行（现有2行，采纳后2行）"
    assert page.preview.warning.text() == f"“服务中小微企业及服务评价表”{told}。"
    assert tabs(page) == ["名单行（2）", "与现有名单比较（3）"]
    changes = page.preview.file.changes
    changes.kinds.buttons["altered"].click()
    told = changes.rows.columns[1].text
    assert [told(one) for one in changes.rows.rows()] == ["联系人：张三 → 赵六"]


def test_a_unit_that_nobody_wrote_is_asked(
    page: RostersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """原值 without a unit: the list of units stands above the rows until one is chosen."""
    rows = [("序号", "名称", "数量", "原值", "购置时间"), (1, "服务器", 2, 35000, "2024-01-02")]
    page.take_files([put_book(tmp_path / "设备.xlsx", rows)])
    units = page.preview.file.units
    assert list(units.combos) == ["price"]
    combo = units.combos["price"]
    combo.setCurrentText("元")
    combo.activated.emit(combo.currentIndex())
    [row] = page.preview.file.lines("equipment").rows.rows()
    assert row.cells["price"] == "3.5"
    monkeypatch.setattr(asking, "ask_yes", lambda *_words: True)
    page.drop_preview()
    assert not page.previewing()


def test_a_forms_own_roster_leaves_one_that_came_otherwise(page: RostersPage, folder: Path) -> None:
    """A form without a roster has no box; the rosters of the folder are kept apart from it."""
    page.take_files([folder])
    assert page.preview.file.rosters.boxes == {}
    page.preview.accept()
    page.take_files([folder / "1申请表.docx"])
    page.preview.accept()
    assert page.cards["firms"].count.text() == "共5行，还有4行待判断"


def test_likely_doubles_that_come_of_themselves_are_looked_at_before_one_is_refused(
    page: RostersPage, tmp_path: Path
) -> None:
    """After the last sure one no pair is chosen: a second press refuses nothing."""
    names = ("甲公司", "甲公司", "昆明鑫达科技有限公司", "昆明鑫达科技有限责任公司")
    rows = [(n, name, "张三", f"1380000000{n}") for n, name in enumerate(names, 1)]
    rows[1] = (2, *rows[0][1:])
    page.take_files([put_book(tmp_path / "企业.xlsx", [HEAD, *rows])])
    doubles = page.preview.file.doubles
    assert (doubles.kinds.current(), doubles.rows.rowCount()) == ("certain", 1)
    assert doubles.rows.columns[5].text(doubles.rows.value(0)) == "13800000001"
    doubles.later.click()
    assert (doubles.kinds.current(), doubles.rows.rowCount()) == ("likely", 1)
    assert doubles.rows.columns[5].text(doubles.rows.value(0)) == "13800000003／13800000004"
    assert (doubles.table.current(), doubles.later.isEnabled()) == (None, False)
    doubles.table.selectRow(0)
    assert doubles.later.isEnabled()
