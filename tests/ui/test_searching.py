"""The search box finds anything in the file, and Enter leads to it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.settings import Settings
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import MainWindow
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.rosters import add_row
from desktop.work.search import Found, grow


def _fill(desk: Desk, round_id: int) -> None:
    case = start_case(desk, round_id, "昆明示例服务平台").value
    for number in range(300):
        add_row(desk, case, "firms", f"云南第{number}号商贸有限公司")
    add_row(desk, case, "firms", "昆明鑫达科技有限公司")
    add_row(desk, case, "staff", "解小龙")
    while grow(desk):
        pass


@pytest.fixture
def window(qtbot: QtBot, office: Office, theme: Theme, round_id: int) -> MainWindow:
    """A window over one application with 301 firms and a person, at home."""
    made = app.make_window(office, theme, lambda: app.beginning(Settings()))
    qtbot.addWidget(made)
    office.keep(lambda desk: start_case(desk, round_id, "空申报"), owner=made)
    office.ask(lambda desk: _fill(desk, round_id), lambda _none: None, owner=made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.go(Place("cases", round_id))
    return made


def _compose(window: MainWindow, text: str) -> None:
    """Type as an input method does: QTest has no keys for Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(window.top.search, event)


def _type(window: MainWindow, qtbot: QtBot, text: str) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    _compose(window, text)
    qtbot.waitUntil(lambda: window.finder.shown is not None and window.finder.shown.text == text)


def _shown(window: MainWindow) -> list[str]:
    rows = window.finder.list
    return [rows.item(n).text().split("\n")[0] for n in range(rows.count())]


def test_enter_leads_to_the_firm_itself(window: MainWindow, qtbot: QtBot):
    """By initials; the roster opens with the row chosen, though its page was not there yet."""
    _type(window, qtbot, "kmxd")
    listed = _shown(window)
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    step = window.page("case").step("rosters")
    table = step.panes["firms"].rows.table
    qtbot.waitUntil(lambda: table.current() is not None)
    found = (listed, step.roster, table.current().cells["name"], table.currentIndex().row())
    assert found == (["企业", "昆明鑫达科技有限公司"], "firms", "昆明鑫达科技有限公司", 300)
    assert (window.finder.isVisible(), window.top.search.text()) == (False, "")
    [cross] = window.top.search.findChildren(QToolButton)
    qtbot.waitUntil(lambda: not cross.isVisible())


def test_from_one_row_of_a_roster_the_search_leads_to_another(window: MainWindow, qtbot: QtBot):
    """The roster is not narrowed by what is typed above, and what comes late loses no choice."""
    _type(window, qtbot, "kmxd")
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    rows = window.page("case").step("rosters").panes["firms"].rows
    qtbot.waitUntil(lambda: rows.table.current() is not None)
    rows.search.setText("鑫达")  # and the list is asked for anew in a moment
    _type(window, qtbot, "第207号")
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    qtbot.wait(400)
    rows.show_for(window.place.application_id)
    assert (rows.search.text(), rows.rows.rowCount()) == ("", 301)
    assert rows.table.current().cells["name"] == "云南第207号商贸有限公司"


def test_results_are_grouped_and_the_keys_pass_over_the_headings(window: MainWindow, qtbot: QtBot):
    """Down goes from the application to the organisation, and Escape leaves all as it was."""
    _type(window, qtbot, "昆明")
    chosen = [window.finder.list.currentItem().text().split("\n")[0]]
    QTest.keyClick(window.top.search, Qt.Key.Key_Down)
    chosen.append(window.finder.list.currentItem().text().split("\n")[0])
    listed = _shown(window)
    QTest.keyClick(window.top.search, Qt.Key.Key_Escape)
    assert (listed, chosen) == (
        ["申报", "昆明示例服务平台", "单位", "昆明示例服务平台", "企业", "昆明鑫达科技有限公司"],
        ["昆明示例服务平台", "昆明示例服务平台"],
    )
    assert (window.finder.isVisible(), window.place.page) == (False, "cases")
    _type(window, qtbot, "昆明")
    QTest.keyClick(window.top.search, Qt.Key.Key_Down)
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    line = window.page("archive").table.current()
    assert (window.place.page, line.file.name) == ("archive", "昆明示例服务平台")


def test_enter_before_the_results_are_there_leads_on_when_they_come(
    window: MainWindow, qtbot: QtBot
):
    """A quick hand need not wait for the list."""
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    _compose(window, "示例服务")
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.place.page == "case")
    assert (window.place.application_id, window.finder.isVisible()) == (2, False)


def test_nothing_found_says_what_can_be_typed(window: MainWindow, qtbot: QtBot):
    """And while initials are not ready, that they will be."""
    _type(window, qtbot, "没有的")
    told, note = window.finder.note.text(), window.finder.note
    assert note.height() >= note.heightForWidth(note.width())
    window.finder.show_found(Found("没有的", (), more=False, ready=False))
    assert told.startswith("没有找到“没有的”。")
    assert "拼音首字母索引正在准备" in window.finder.note.text()


def test_the_list_is_whole_again_after_a_result_was_followed(window: MainWindow, qtbot: QtBot):
    """The box narrows the page's own list meanwhile; going on gives the list back."""
    _type(window, qtbot, "昆明")
    rows = window.page("cases").rows
    narrowed = len(rows.rows())
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.place.page == "case")
    assert (narrowed, len(rows.rows())) == (1, 2)


def test_the_panel_is_as_high_as_its_results(window: MainWindow, qtbot: QtBot):
    """One firm leaves no hole below it, and nothing is scrolled for what has room."""
    heights = []
    for text in ("昆明", "鑫达"):
        _type(window, qtbot, text)
        bar = window.finder.list.verticalScrollBar()
        heights.append((window.finder.height(), bar.maximum()))
    assert heights[1][0] < heights[0][0]
    assert [hidden for _height, hidden in heights] == [0, 0]
