"""办理历史 on the screen: searched, copied, and the last change taken back after a question."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication

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


def test_the_whole_files_acts_have_no_undo(page: history.History):
    """From 备份与检查: all that was done in the file, with what it was about."""
    page.show_for(Place("history"))
    assert page.name.text() == "操作历史"
    assert page.rows.rows()[0].of == "昆明示例服务平台"
    assert page.undo.isHidden()
