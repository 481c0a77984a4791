"""办理历史 on the screen: searched, copied, and the last change taken back after a question."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.kit.layouts import holder
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages import history
from desktop.work.cases import start_case
from desktop.work.receive import form_page, save_value

Ask = Callable[[Callable[..., object]], object]


@pytest.fixture
def page(office: Office, round_id: int, answer: Ask) -> history.History:
    number = answer(lambda desk: start_case(desk, round_id, "昆明示例服务平台").value)
    answer(lambda desk: save_value(desk, number, "contact", "张示例"))
    answer(lambda desk: save_value(desk, number, "email", "a@example.com"))
    made = history.History(office)
    made.show_for(Place("history", round_id, number))
    return made


def test_the_acts_are_searched_and_copied(page: history.History):
    """The copy has what is shown, with a head, as Excel takes it."""
    assert page.name.text() == "办理历史：昆明示例服务平台"
    assert page.count.text() == "2条"
    page.search.setText("张示例")
    assert page.count.text() == "1条"
    page.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[3:] for line in lines] == [
        ["操作", "对象", "内容", "原来", "改为"],
        ["填写", "昆明示例服务平台", "联系人", "（空）", "张示例"],
    ]


def test_the_last_change_goes_back_after_a_question(
    page: history.History, answer: Ask, monkeypatch: pytest.MonkeyPatch
):
    """The button says what it undoes; the question too."""
    asked: list[str] = []
    monkeypatch.setattr(history, "ask_yes", lambda *words: asked.append(words[1]) is None)
    assert page.undo.text().startswith("撤销填写“")
    page.undo.click()
    assert (asked[0][:5], asked[0][-1]) == ("撤销填写“", "？")
    number = page.application_id
    kept = answer(lambda desk: form_page(desk, number).values)
    assert (kept["email"].text, kept["contact"].text) == ("", "张示例")
    page.reload()
    assert page.count.text() == "3条"


def test_one_change_after_the_other_goes_back_and_the_focus_stays(
    qtbot: QtBot, page: history.History, monkeypatch: pytest.MonkeyPatch
):
    """Where nothing is left to take back, the button says so; the focus does not leave the page."""
    monkeypatch.setattr(history, "ask_yes", lambda *_words: True)
    year = QLineEdit()
    window = holder(year, page)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    offered = []
    for _ in range(2):
        page.undo.setFocus()
        offered.append(page.undo.text())
        page.undo.click()
        page.reload()
        assert page.isAncestorOf(window.focusWidget())
    assert [words[:4] for words in offered] == ["撤销填写", "撤销填写"]
    assert offered[0] != offered[1]
    assert (page.undo.isVisible(), page.undo.isEnabled()) == (True, False)
    assert page.undo.text().startswith("没有可以撤销的填写")
    assert window.focusWidget() is page.table


def test_what_it_was_and_became_has_the_room_of_an_empty_column(page: history.History):
    """A heading with nothing under it in any row is not shown."""
    page.resize(1000, 600)
    shown = not page.table.isColumnHidden(5)
    page._show((tuple(replace(one, what="") for one in page.rows.rows()), None))
    assert (shown, page.table.isColumnHidden(5)) == (True, True)


def test_a_column_has_the_room_that_its_own_texts_want(qtbot: QtBot, page: history.History):
    """A long 原来 beside a short 内容 is the wider one, and the other way round."""
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    first, wider = page.rows.rows()[0], []
    for what, old in (("短", "很长的内容" * 8), ("很长的内容" * 8, "短")):
        page._show(((replace(first, what=what, old=old),), None))
        wider.append(page.table.columnWidth(6) > page.table.columnWidth(5))
    assert wider == [True, False]


def test_the_whole_files_acts_have_no_undo(page: history.History):
    """From 备份与检查: all that was done in the file, with what it was about."""
    page.show_for(Place("history"))
    assert page.name.text() == "操作历史"
    assert page.rows.rows()[0].of == "昆明示例服务平台"
    assert page.undo.isHidden()
