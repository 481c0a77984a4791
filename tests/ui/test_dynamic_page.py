"""动态管理 in the window: the list, one unit's page, lists brought in, papers, and 工作日历."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit import asking
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.pages import dynamic as dynamic_page
from desktop.ui.pages import dynamic_unit, history
from desktop.ui.pages.calendar_card import CalendarCard
from desktop.ui.pages.dynamic import Dynamic
from desktop.ui.pages.dynamic_unit import Unit
from desktop.ui.pages.history import History
from desktop.work.desk import Desk
from desktop.work.dynamic_keep import add_unit, save_field
from desktop.work.dynamic_page import unit_page
from desktop.work.working_days import calendar_of

KUNMING, NANCHANG = "kunming-platform-2022", "nanchang-platform-2022"
SHANGHAI = timezone(timedelta(hours=8))
Ask = Callable[[Callable[[Desk], object]], object]


@pytest.fixture
def units(office: Office, answer: Ask) -> list[int]:
    """Two units that have stood since 2024, on 5 February 2026: one late, one withdrawn."""

    def fill(desk: Desk) -> list[int]:
        early = datetime(2025, 12, 1, 9, tzinfo=SHANGHAI)
        desk.clock = lambda: early
        desk.store._clock = lambda: early
        made = []
        for scheme, name in ((KUNMING, "云岭平台"), (NANCHANG, "赣江平台")):
            number = int(add_unit(desk, scheme, name).value)
            save_field(desk, number, "unit.recognised_on", "20240610")
            made.append(number)
        save_field(desk, made[1], "unit.withdrawn_on", "20251102")
        late = datetime(2026, 2, 5, 9, tzinfo=SHANGHAI)
        desk.clock = lambda: late
        desk.store._clock = lambda: late
        return made

    found = answer(fill)
    assert isinstance(found, list)
    return found


def shown(qtbot: QtBot, page: Page, place: Place) -> list[Place]:
    """Show a page as the window does; where it goes to is heard."""
    went: list[Place] = []
    page.go.connect(went.append)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.show_for(place)
    return went


def names(page: Dynamic) -> list[str]:
    """The units that are listed."""
    return [one.name for one in page.rows.rows()]


def test_the_list_says_in_words_what_is_overdue(
    qtbot: QtBot, office: Office, units: list[int], round_id: int
) -> None:
    """State words, the count below, filters by a word, by a link's detail, and by the search."""
    page = Dynamic(office)
    shown(qtbot, page, Place("dynamic", round_id))
    cells = [[c.text(one) for c in page.rows.columns] for one in page.rows.rows()]
    assert [row[:4] for row in cells] == [
        ["云岭平台\n", "有效", "昆明市示范平台", "2024年6月10日\n2027年6月10日"],
        ["赣江平台\n", "已撤销", "南昌市示范平台", "2024年6月10日\n2027年6月10日"],
    ]
    assert cells[0][4].startswith("逾期：2025年度工作总结、2026年度工作计划未收到")
    assert page.count.text() == "共2家，其中1家有逾期"
    page.show_for(Place("dynamic", round_id, detail="已撤销"))
    withdrawn = names(page)
    page.show_for(Place("dynamic", round_id))
    page.filter("云岭")
    assert (withdrawn, names(page)) == (["赣江平台"], ["云岭平台"])
    page.filter("")
    page.only.setCurrentText("有逾期")
    page.only.activated.emit(0)
    again = Dynamic(office)
    shown(qtbot, again, Place("dynamic", round_id))
    assert (again.only.currentText(), names(again)) == ("有逾期", ["云岭平台"])


def test_enter_leads_to_the_unit_and_all_is_copied_for_excel(
    qtbot: QtBot, office: Office, units: list[int], round_id: int
) -> None:
    """The list has the focus; each value that is pasted has a column and a heading of its own."""
    page = Dynamic(office)
    went = shown(qtbot, page, Place("dynamic", round_id))
    page.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    page.copy.click()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert went == [Place("unit", round_id, step=str(units[0]))]
    assert [line.split("\t")[:6] for line in lines] == [
        ["名称", "运营机构", "状态", "办法", "认定日期", "有效期至"],
        ["云岭平台", "", "有效", "昆明市示范平台", "2024年6月10日", "2027年6月10日"],
        ["赣江平台", "", "已撤销", "南昌市示范平台", "2024年6月10日", "2027年6月10日"],
    ]
    assert {len(line.split("\t")) for line in lines} == {11}


def test_all_columns_are_seen_in_the_smallest_window(
    qtbot: QtBot, office: Office, units: list[int], round_id: int
) -> None:
    """1280 px less the frame leave the list room for all that it says, at 100 %."""
    page = Dynamic(office)
    shown(qtbot, page, Place("dynamic", round_id))
    page.resize(1152, 700)
    qtbot.wait(20)  # the widths are shared out once the window has had its turn
    widths = [page.table.columnWidth(at) for at in range(len(page.rows.columns))]
    assert sum(widths) == page.table.viewport().width()


def test_an_empty_page_says_what_belongs_there(qtbot: QtBot, office: Office, round_id: int) -> None:
    """With the ways to get it; a name that is typed makes the first unit, and leads to it."""
    page = Dynamic(office)
    went = shown(qtbot, page, Place("dynamic", round_id))
    assert page.empty.isVisible()
    assert "导入名单" in page.empty.how.text()
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.new.name, Qt.Key.Key_Return)
    assert page.new.told.text() == "请填写平台（基地）的名称。其他内容可以以后再填。"
    page.new.name.setText("甲平台")
    qtbot.keyClick(page.new.name, Qt.Key.Key_Return)
    assert [place.page for place in went] == ["unit"]
    assert (page.new.isVisible(), page.empty.isVisible(), names(page)) == (False, False, ["甲平台"])


def test_one_day_for_all_that_are_selected(
    qtbot: QtBot, office: Office, units: list[int], round_id: int, answer: Ask
) -> None:
    """登记年度总结: the paper and the day; a loose day is taken, Esc lets the form go."""
    page = Dynamic(office)
    shown(qtbot, page, Place("dynamic", round_id))
    page.table.selectAll()
    page.duty.click()
    offered = [page.many.duty.itemText(n) for n in range(page.many.duty.count())]
    assert offered[:2] == ["2025年度工作总结（收到）", "2026年度工作计划（收到）"]
    page.many.day.line.setText("2026.2.3")
    page.many.keep.click()
    text = answer(lambda desk: unit_page(desk, units[0]).values["duty.2026.summary"].text)
    assert (text, page.many.isVisible()) == ("2026-02-03", False)
    page.duty.click()
    qtbot.keyClick(page.many, Qt.Key.Key_Escape)
    assert not page.many.isVisible()


def test_a_mistake_is_void_with_a_reason(
    qtbot: QtBot,
    office: Office,
    units: list[int],
    round_id: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The selected unit leaves the list; without a reason nothing happens."""
    page = Dynamic(office)
    shown(qtbot, page, Place("dynamic", round_id))
    answers: list[str | None] = [None, "重复登记"]
    monkeypatch.setattr(dynamic_page, "ask_text", lambda *_all, **_more: answers.pop(0))
    page.table.selectRow(1)
    page.drop.click()
    before = names(page)
    page.drop.click()
    assert (before, names(page)) == (["云岭平台", "赣江平台"], ["云岭平台"])


def test_a_list_is_looked_at_before_it_is_kept(
    qtbot: QtBot, office: Office, round_id: int, tmp_path: Path
) -> None:
    """Dropped on the page: each row with its state; Esc leads back, the button keeps them."""
    book = openpyxl.Workbook()
    for row in (
        ["平台名称", "认定日期"],
        ["甲平台", "2024.6.10"],
        ["乙平台", "2024年6月"],
        ["", "1"],
    ):
        book.active.append(row)
    book.save(tmp_path / "昆明市示范平台名单.xlsx")
    page = Dynamic(office)
    shown(qtbot, page, Place("dynamic", round_id))
    page.take_files([tmp_path / "昆明市示范平台名单.xlsx"])
    panel = page.importing
    states = [(one.state, one.cell("name")) for one in panel.rows.rows()]
    assert states == [("拒绝", ""), ("采纳", "甲平台"), ("有提醒", "乙平台")]
    assert panel.rows.rows()[2].said == "认定日期“2024年6月”不是完整的日期"
    assert "说明" in [one.title for one in panel.rows.columns]
    assert panel.count.text() == "昆明市示范平台名单.xlsx：读入3 = 采纳2 + 拒绝1"
    assert panel.scheme.currentText() == "昆明市示范平台"
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    away = page.panels.panel()
    page.take_files([tmp_path / "昆明市示范平台名单.xlsx"])
    panel.keep.click()
    assert (away, page.panels.panel(), names(page)) == (None, None, ["甲平台", "乙平台"])
    assert page.told.text() == "已导入2家。"


def test_columns_are_chosen_by_hand_and_read_so_the_next_time(
    qtbot: QtBot, office: Office, round_id: int, tmp_path: Path
) -> None:
    """What was recognised stands under each choice; after the import the next list needs none."""
    book = openpyxl.Workbook()
    for row in (["牌子", "谁在办", "信用代码"], ["甲平台", "甲公司", ""], ["乙平台", "乙公司", ""]):
        book.active.append(row)
    book.create_sheet("说明").append(["供参考"])
    place = tmp_path / "牌子.xlsx"
    book.save(place)
    page = Dynamic(office)
    shown(qtbot, page, Place("dynamic", round_id))
    page.take_files([place])
    panel = page.importing
    assert (panel.keep.isEnabled(), panel.tools.sheet.isVisible()) == (False, True)
    assert panel.scheme.currentText() == "昆明市示范平台"  # the name says none: the round's
    assert [chip.text() for chip in panel.chips.chips] == ["牌子", "谁在办"]
    combo = panel.chooser.combos["name"]
    assert combo.accessibleName() == "“名称”取自文件的哪一栏"
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert [one.cell("name") for one in panel.rows.rows()] == ["甲平台", "乙平台"]
    words = {key: label.text() for key, label in panel.chooser.sure.items() if label.text()}
    assert words == {"name": "手工指定", "code": "表头一致"}
    panel.keep.click()
    sheet = book.worksheets[0]
    sheet["A2"], sheet["A3"] = "丙平台", "丁平台"
    book.save(place)
    page.take_files([place])
    assert [one.cell("name") for one in panel.rows.rows()] == ["丙平台", "丁平台"]
    assert panel.tools.before.text() == "按上次选择的对应读取。"
    panel.tools.forget.click()
    assert (panel.keep.isEnabled(), panel.tools.again.isVisible()) == (False, False)
    panel.tools.header.setText("2")
    panel.tools.header.editingFinished.emit()
    assert [chip.text() for chip in panel.chips.chips] == ["丙平台", "甲公司"]


def test_a_row_of_the_preview_is_put_right_in_place(
    qtbot: QtBot, office: Office, round_id: int, tmp_path: Path
) -> None:
    """A cell is edited where it stands; Ctrl+Z takes it back; what is imported is what is seen."""
    book = openpyxl.Workbook()
    for row in (["名称", "认定年度"], ["甲平台", "2O24"], ["", "2023"]):
        book.active.append(row)
    place = tmp_path / "名单.xlsx"
    book.save(place)
    page = Dynamic(office)
    shown(qtbot, page, Place("dynamic", round_id))
    page.take_files([place])
    panel = page.importing

    def put(row: int, key: str, text: str) -> None:
        columns = [one.key for one in panel.rows.columns]
        panel.rows.setData(panel.rows.index(row, columns.index(key)), text)

    def seen() -> list[tuple[str, str, str]]:
        return [(one.state, one.cell("name"), one.cell("year")) for one in panel.rows.rows()]

    before = seen()
    put(0, "name", "乙平台")
    put(0, "year", "2024")
    mended = seen()
    put(1, "name", "丙")
    with qtbot.waitActive(page):
        page.activateWindow()
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert before == [("拒绝", "", "2023"), ("有提醒", "甲平台", "")]
    assert mended == [("有提醒", "甲平台", "2024"), ("有提醒", "乙平台", "2023")]
    assert (seen(), panel.keep.text(), panel.undo.isEnabled()) == (mended, "导入2家", True)
    panel.keep.click()
    assert names(page) == ["甲平台", "乙平台"]


def test_the_filters_of_an_empty_list_stand_together(
    qtbot: QtBot, office: Office, round_id: int
) -> None:
    """Each label beside its choice, with nothing to count too."""
    page = Dynamic(office)
    shown(qtbot, page, Place("dynamic", round_id))
    gaps = [page.scheme.geometry().right(), page.only.geometry().left()]
    assert gaps[1] - gaps[0] < 80
    assert page.scheme.geometry().left() < 100


def test_the_blank_list_is_read_as_it_was_filled_in(
    qtbot: QtBot, office: Office, round_id: int, tmp_path: Path
) -> None:
    """空白名单: every column is known when it comes back."""
    page = Dynamic(office)
    shown(qtbot, page, Place("dynamic", round_id))
    place = tmp_path / "认定名单.xlsx"
    page.save_blank(place)
    assert page.told.text() == f"已另存：{place}"
    book = openpyxl.load_workbook(place)
    sheet = book.worksheets[-1]
    [head] = [row for row in sheet.iter_rows() if str(row[1].value) == "名称"]
    texts = (
        "1",
        "甲平台",
        "甲公司",
        "",
        "2024",
        "2024.6.10",
        "2027.6.9",
        "某文〔2024〕1号",
        "说明",
    )
    for at, text in enumerate(texts, 1):
        sheet.cell(head[0].row + 1, at, text)
    book.save(place)
    page.read_from(place)
    [line] = page.importing.rows.rows()
    assert (line.state, line.cells) == (
        "采纳",
        {
            "name": "甲平台",
            "operator_name": "甲公司",
            "code": "",
            "year": 2024,
            "document": "某文〔2024〕1号",
            "recognised_on": "2024-06-10",
            "valid_until": "2027-06-09",
            "note": "说明",
            "outcome": "认定",
        },
    )


def test_the_lists_print(
    qtbot: QtBot, office: Office, units: list[int], round_id: int, tmp_path: Path
) -> None:
    """The three papers of the chosen scheme, one without a round too; what left is listed."""
    page = Dynamic(office)
    shown(qtbot, page, Place("dynamic", round_id))
    page.print.click()
    paper = page.printing.paper
    texts = [paper.sheets.itemText(n) for n in range(paper.sheets.count())]
    assert [text for text in texts if "情况表" in text] == [
        "示范平台（基地）有效期到期情况表",
        "年度总结和计划情况表",
        "变更备案情况表",
    ]
    paper.out.save_to(tmp_path / "表.pdf")
    assert (tmp_path / "表.pdf").read_bytes()[:4] == b"%PDF"
    page.panels.close_panel()
    page.table.selectRow(1)
    page.print.click()
    assert (page.printing.scheme.currentText(), paper.sheets.titles()) == (
        "南昌市示范平台",
        ["示范平台（基地）有效期到期情况表", "年度总结和计划情况表", "变更备案情况表"],
    )
    paper.out.save_to(tmp_path / "南昌.pdf")
    assert (tmp_path / "南昌.pdf").read_bytes()[:4] == b"%PDF"
    paper.printed.click()
    assert [(one.title, one.how, one.kept) for one in paper.history.rows.rows()] == [
        ("示范平台（基地）有效期到期情况表", "存PDF", True)
    ]
    page.printing.scheme.setCurrentIndex(page.printing.scheme.findText("云南省示范平台"))
    page.printing.scheme.activated.emit(0)
    assert page.printing.told.text() == "云南省示范平台的认定单位；每个办法一份。"


def test_a_units_page_keeps_each_blank(
    qtbot: QtBot, office: Office, units: list[int], round_id: int, answer: Ask
) -> None:
    """A day typed loosely, the red words gone with it; the blanks stay where they are."""
    page = Unit(office)
    shown(qtbot, page, Place("unit", round_id, step=str(units[0])))
    duties = page.cards["duties"].form
    blank = duties.rows["duty.2026.summary"]
    assert blank.wrong.text() == "逾期未收：已逾期4个工作日"
    assert page.state.word() == "有效"
    qtbot.keyClicks(blank.editor.inner, "20260204")
    qtbot.keyClick(blank.editor.inner, Qt.Key.Key_Return)
    assert (blank.editor.text(), blank.wrong.text(), blank.note.text()) == (
        "2026年2月4日",
        "迟收：晚于2026年1月31日",
        "应于2026年1月31日前，迟收",
    )
    assert page.cards["duties"].form is duties
    kept = answer(lambda desk: unit_page(desk, units[0]).values["duty.2026.summary"].text)
    assert kept == "2026-02-04"


def test_the_history_of_a_unit_takes_its_last_blank_back(
    qtbot: QtBot,
    office: Office,
    units: list[int],
    round_id: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From the unit's page, by its button, and back to it."""
    page, past = Unit(office), History(office)
    went = shown(qtbot, page, Place("unit", round_id, step=str(units[0])))
    page.past.click()
    shown(qtbot, past, went[0])
    assert past.name.text() == "办理历史：云岭平台"
    monkeypatch.setattr(history, "ask_yes", lambda *_all: True)
    assert past.undo.text() == "撤销填写“认定日期”，改回“（空）”"
    past.undo.click()
    assert [one.act for one in past.rows.rows()] == ["撤销填写动态管理", "填写动态管理"]
    back: list[Place] = []
    past.go.connect(back.append)
    past.back.click()
    assert back == [Place("unit", round_id, step=str(units[0]))]


def test_a_change_is_begun_filled_in_and_taken_away(
    qtbot: QtBot,
    office: Office,
    units: list[int],
    round_id: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its first blank gets the focus; its term stands beside it; a question before it goes."""
    page = Unit(office)
    shown(qtbot, page, Place("unit", round_id, step=str(units[0])))
    press(page.cards["changes"], "登记一项变更")
    rows = page.cards["changes"].form.rows
    assert page.focusWidget() is rows["change.1.what"].editor.inner
    rows["change.1.done"].editor.take("20260204")
    assert rows["change.1.to1"].wrong.text() == "未备案：应于2026年2月25日前，还有9个工作日"
    monkeypatch.setattr(dynamic_unit, "ask_yes", lambda *_all: True)
    press(page.cards["changes"], "删除变更1")
    assert page.cards["changes"].form.rows == {}
    press(page.cards["evaluations"], "登记一次测评")
    assert next(iter(page.cards["evaluations"].form.rows)) == "evaluation.1.on"


def press(inside: QWidget, text: str) -> None:
    """Press the button with this text."""
    [found] = [one for one in inside.findChildren(QPushButton) if one.text() == text]
    found.click()


def test_every_blank_has_a_name_and_the_links_lead_to_the_groups(
    qtbot: QtBot, office: Office, units: list[int], round_id: int
) -> None:
    """A screen reader names each input; a link above brings its group into sight."""
    page = Unit(office)
    went = shown(qtbot, page, Place("unit", round_id, step=str(units[0])))
    inputs = [
        one
        for kind in (QLineEdit, QComboBox, QPlainTextEdit)
        for one in page.findChildren(kind)
        if not isinstance(one.parent(), QComboBox)
    ]
    assert [one.accessibleName() for one in inputs if not one.accessibleName()] == []
    assert len(inputs) > 25
    page.urge.click()
    assert QGuiApplication.clipboard().text().startswith("云岭平台：\n贵单位“云岭平台”的2025年度")
    page.go_to("withdrawal")
    assert (
        page.focusWidget() is page.cards["withdrawal"].form.rows["unit.withdrawn_on"].editor.inner
    )
    page.back.click()
    assert went == [Place("dynamic", round_id)]
    page.show_for(Place("unit", round_id + 1))
    assert (page.unit_id, page.place.round_id) == (units[0], round_id + 1)


def test_the_calendar_card_shows_a_table_before_it_is_kept(
    qtbot: QtBot, office: Office, tmp_path: Path, answer: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The example is written, a table with a mistake is refused, a good one kept and given up."""
    card = CalendarCard(office)
    qtbot.addWidget(card)
    card.show()
    card.reload()
    place = tmp_path / "样例.toml"
    card.save_example(place)
    assert place.read_text("utf-8").startswith("# 工作日历填写样例")
    place.write_text("year = 2027", "utf-8")
    card.read_from(place)
    assert (card.keep.isVisible(), card.lines.text()) == (
        False,
        "festivals：没有写放假的日子（[[festivals]]）。",
    )
    place.write_text(
        'year = 2027\n[[festivals]]\nname = "元旦"\nfrom = 2027-01-01\nto = 2027-01-03\n', "utf-8"
    )
    card.read_from(place)
    assert card.lines.text() == "元旦：1月1日至1月3日放假，共3天"
    assert card.looks.text().startswith("没有写春节、清明")
    card.keep.click()
    card.reload()
    assert card.told.text() == "2027年的工作日历已保存。"
    assert [one.year for one in card.rows.rows()] == [0, 2027]
    known = answer(lambda desk: replace(calendar_of(desk)).year(2027) is not None)
    monkeypatch.setattr(asking, "ask_yes", lambda *_all: True)
    card.table.selectRow(1)
    card.drop.click()
    card.reload()
    assert (known, [one.year for one in card.rows.rows()]) == (True, [0])
