"""抽查: a tenth of the answers is keyed again by another person, one key for each."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from survey_hand import draw_now, listed, shown

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.pages.settings import SettingsPage
from desktop.ui.pages.steps.survey import SurveyPage
from desktop.ui.pages.steps.survey_rekey import SurveyRekey
from desktop.work.desk import Desk
from desktop.work.rekey import put_rekey, rekey_on, rekey_page

__all__ = ["listed"]


def opened(page: SurveyPage) -> SurveyRekey:
    """The panel, opened by its button."""
    page.tools.buttons["rekey"].click()
    panel = page.tools.panel()
    assert isinstance(panel, SurveyRekey)
    return panel


@pytest.mark.parametrize("on", [False, True])
def test_the_button_is_there_where_it_is_switched_on(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place, on: bool
) -> None:
    """Off, nobody sees anything of it."""
    put_rekey(desk, on=on)
    page = shown(qtbot, office, listed)
    assert page.tools.buttons["rekey"].isVisible() is on


def test_one_key_keys_an_answer_again(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """The first person is refused in words; for another the answer stands beside the first."""
    put_rekey(desk, on=True)
    draw_now(desk, listed, answers=True)
    page = shown(qtbot, office, listed)
    panel = opened(page)
    assert [(row.state, row.first) for row in panel.rows.rows()] == [("待录入", "")]
    assert panel.by.text() == "王测试"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_2)
    assert panel.told.text().startswith("这条答复由王测试录入，不能由同一人复核录入。")
    panel.by.put("李复核")
    qtbot.keyClick(panel.table, Qt.Key.Key_2)
    panel.reload()
    [row] = panel.rows.rows()
    assert (row.first, row.second, row.state) == ("满意", "不满意", "不一致")
    assert (panel.told.isVisible(), panel.by.text()) == (False, "李复核")
    assert panel.sentence.text().startswith("应复核录入1家，已录入1家，不一致1家（1家待核对更正）")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert page.tools.panel() is None


def test_a_click_on_the_scale_does_the_same(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """The buttons are those of the scheme's scale, in its order."""
    put_rekey(desk, on=True)
    draw_now(desk, listed, answers=True)
    page = shown(qtbot, office, listed)
    panel = opened(page)
    panel.by.put("李复核")
    found = [panel.answers.itemAt(n).widget() for n in range(panel.answers.count())]
    qtbot.waitUntil(lambda: all(one.isVisible() for one in found))
    assert [one.accessibleName() for one in found] == ["1 满意", "2 不满意"]
    found[0].click()
    assert rekey_page(desk, listed.application_id or 0).lines[0].state == "一致"


def test_before_the_answers_are_there_the_panel_says_when(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """No firm is named, so that nobody knows whose answer will be looked at again."""
    put_rekey(desk, on=True)
    draw_now(desk, listed)
    page = shown(qtbot, office, listed)
    panel = opened(page)
    assert panel.sentence.text().startswith("抽查完成后抽取要复核录入的企业。本程序约定")
    assert (panel.rows.rows(), panel.table.isVisible()) == ([], False)
    panel.press(1)
    assert rekey_page(desk, listed.application_id or 0).done == 0


def test_it_is_switched_in_the_settings(
    qtbot: QtBot, office: Office, desk: Desk, theme: Theme
) -> None:
    """The box shows what is kept, and a click keeps the other."""
    page = SettingsPage(office, theme)
    qtbot.addWidget(page)
    page.show_for(Place("settings"))
    assert page.rekey.isChecked() is False
    page.rekey.click()
    assert rekey_on(desk)
    page.reload()
    assert page.rekey.isChecked()
    page.rekey.click()
    assert not rekey_on(desk)
