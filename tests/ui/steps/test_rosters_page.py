"""名单: cards that add up, rows corrected in place, rows that only a person can tell."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from applicant import firms, put_book
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.kit import asking
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.rosters import RostersPage
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.rosters import roster_page, unknown_rows


def shown(qtbot: QtBot, office: Office, place: Place, paths: Sequence[Path]) -> RostersPage:
    """The page of one application whose files were taken, on the screen and active."""
    page = RostersPage(office)
    qtbot.addWidget(page)
    page.resize(940, 640)
    page.show_for(place)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    if paths:
        page.take_files(paths)
        page.preview.accept()
    return page


def names(page: RostersPage) -> list[str]:
    """The first column but one of the open roster's table: the names."""
    return [one.cells["name"] for one in page.panes[page.roster].rows.rows.rows()]


def test_cards_say_what_was_taken_and_what_is_lacking(
    qtbot: QtBot, office: Office, place: Place, folder: Path
) -> None:
    """Each card adds up: read = taken + refused; the page says which roster is still lacking."""
    page = shown(qtbot, office, place, [folder])
    told = {key: (card.count.text(), card.came.text()) for key, card in page.cards.items()}
    assert told == {
        "staff": ("共3行", "3人员.xlsx\n读入3 = 采纳3 + 拒绝0"),
        "activities": ("还没有导入（须提供）", ""),
        "firms": ("共5行，还有4行待判断", "2服务企业.xlsx\n读入6 = 采纳5 + 拒绝1"),
        "equipment": ("还没有导入（须提供）", ""),
    }
    lacking = "还缺：服务活动开展情况表、主要服务设施、设备及信息系统（软件）清单"
    assert page.state.text() == f"{lacking}，“服务中小微企业及服务评价表”还有4行待判断"


def test_refused_rows_are_shown_with_their_reason(
    qtbot: QtBot, office: Office, place: Place, folder: Path
) -> None:
    """The link on the card opens the rows that were not taken."""
    page = shown(qtbot, office, place, [folder])
    page.cards["firms"].refused.click()
    pane = page.panes["firms"]
    assert pane.tabs.currentWidget() is pane.refused_table
    [row] = pane.refused.rows()
    assert (row.sheet, row.line) == ("名单", 8)
    assert row.reason


def test_the_table_comes_page_by_page_and_is_searched(
    qtbot: QtBot, office: Office, place: Place, tmp_path: Path
) -> None:
    """Of 1,500 rows the first 100 are at hand; scrolling brings more; the search asks the file."""
    page = shown(qtbot, office, place, [put_book(tmp_path / "企业.xlsx", firms(1500))])
    table = page.panes["firms"].rows
    assert (len(table.rows.rows()), table.count.text()) == (100, "共1500行")
    table.table.scrollToBottom()
    table.grab()
    qtbot.waitUntil(lambda: table.rows.at(table.rows.index(1499, 0)) is not None)
    table.search.setText("第1499号")
    qtbot.keyClick(table.search, Qt.Key.Key_Return)
    assert (names(page), table.count.text()) == (["昆明第1499号科技有限公司"], "找到1行")


def test_a_cell_is_corrected_in_place(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, folder: Path
) -> None:
    """A wrong phone number is kept as typed, and said to be wrong; the row stays where it was."""
    page = shown(qtbot, office, place, [folder])
    table = page.panes["firms"].rows
    column = [one.key for one in table.rows.columns].index("phone")
    table.rows.setData(table.rows.index(1, column), "没有电话", int(Qt.ItemDataRole.EditRole))
    assert table.wrong.text() == (
        "2服务企业.xlsx 名单 第4行 联系电话："
        "“没有电话”不像电话号码，请核对（手机11位，座机可带区号和分机）。"
    )
    assert table.rows.rows()[1].cells["phone"] == "没有电话"
    kept = roster_page(desk, place.application_id or 0, "firms")
    assert [row.cells["phone"] for row in kept[:3]] == ["13800000001", "没有电话", "13800000003"]


def test_rows_that_cant_be_told_are_answered_by_keys(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, folder: Path
) -> None:
    """1 is 是 and 2 is 否; the row leaves the list, and the last answer can be taken back."""
    page = shown(qtbot, office, place, [folder])
    page.choose("firms", 2)
    unknown = page.panes["firms"].unknown
    assert unknown.open() == 4
    unknown.table.setFocus()
    qtbot.keyClick(unknown.table, Qt.Key.Key_1)
    qtbot.keyClick(unknown.table, Qt.Key.Key_2)
    rows = roster_page(desk, place.application_id or 0, "firms")
    assert [dict(row.marks) for row in rows] == [
        {"special_firm": True},
        {"special_firm": False},
        {},
        {},
        {},
    ]
    assert page.panes["firms"].tabs.tabText(2) == "待判断（2）"
    unknown.back.click()
    assert len(unknown_rows(desk, place.application_id or 0, "special_firm")) == 3


def test_many_rows_are_answered_at_once(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, folder: Path
) -> None:
    """What is chosen together is answered together."""
    page = shown(qtbot, office, place, [folder])
    page.choose("firms", 2)
    unknown = page.panes["firms"].unknown
    unknown.table.selectAll()
    unknown.no.click()
    assert unknown_rows(desk, place.application_id or 0, "special_firm") == []
    assert unknown.hint.text() == "没有需要逐行判断的。"


def test_an_import_is_undone_after_a_question(
    qtbot: QtBot, office: Office, place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """撤销导入 asks first, and brings back what was there before."""
    page = shown(qtbot, office, place, [folder])
    asked: list[str] = []

    def agree(_parent: Any, question: str, *_rest: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr(asking, "ask_yes", agree)
    page.cards["firms"].undo.click()
    assert page.cards["firms"].count.text() == "共5行，还有4行待判断"
    page.cards["firms"].undo.click()
    assert page.cards["firms"].count.text() == "还没有导入（须提供）"
    assert asked == ["撤销“服务中小微企业及服务评价表”的这次导入吗？"] * 2


def test_a_hand_added_row_is_there(
    qtbot: QtBot, office: Office, place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """补录一行 asks for the name and puts the row at the end."""
    page = shown(qtbot, office, place, [folder])
    monkeypatch.setattr(asking, "ask_text", lambda *_words: "𠮷林路便民服务店")
    page.panes["firms"].rows.add.click()
    assert names(page)[-1] == "𠮷林路便民服务店"
    assert page.cards["firms"].count.text() == "共6行，还有5行待判断"


def test_another_application_shows_its_own_rows(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, folder: Path
) -> None:
    """After a correction here, another application's page shows that one's rows."""
    page = shown(qtbot, office, place, [folder])
    table = page.panes["firms"].rows
    page.hide()
    table.rows.setData(table.rows.index(0, 1), "昆明改名有限公司", int(Qt.ItemDataRole.EditRole))
    other = start_case(desk, place.round_id or 0, "另一家").value
    page.show_for(place.at("case", application_id=other))
    assert names(page) == []
    page.show_for(place)
    assert names(page)[0] == "昆明改名有限公司"
