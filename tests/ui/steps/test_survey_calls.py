"""抽查: calls typed in later, a time to call again, wrong outcomes, the check of an allegation."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from survey_hand import draw_now, listed, shown

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.survey import SurveyPage
from desktop.work.asking import AskLine, ask_page
from desktop.work.desk import Desk

__all__ = ["listed"]


@pytest.fixture
def page(qtbot: QtBot, office: Office, desk: Desk, listed: Place) -> SurveyPage:
    """The page after the draw, at noon."""
    draw_now(desk, listed)
    return shown(qtbot, office, listed)


def lines(desk: Desk, listed: Place) -> tuple[AskLine, ...]:
    """The survey as kept."""
    return ask_page(desk, listed.application_id or 0).lines


def test_calls_of_a_colleague_are_typed_in_one_after_the_other(
    qtbot: QtBot, desk: Desk, listed: Place, page: SurveyPage
) -> None:
    """补录 and the caller stay for the next firm; the time is each firm's own."""
    call = page.ask.firm.call
    assert not call.at.isVisible()
    call.later.click()
    call.by.put("李同事")
    call.at.put("12:00")
    page.ask.firm.answers[0].click()
    assert lines(desk, listed)[0].attempts[0].startswith("11月20日12:00 李同事 ")
    assert (call.later.isChecked(), call.by.text(), call.at.text()) == (True, "李同事", "")


def test_a_time_that_cannot_be_comes_back(
    qtbot: QtBot, desk: Desk, listed: Place, page: SurveyPage
) -> None:
    """A call in the future is refused beside the firm; what was typed is still there."""
    call = page.ask.firm.call
    call.later.click()
    call.at.put("13:00")
    page.ask.firm.answers[0].click()
    assert page.ask.firm.wrong.text().startswith("联系时间不能晚于现在。")
    assert (call.at.text(), lines(desk, listed)[0].attempts) == ("13:00", ())


def test_a_time_to_call_again_is_asked_for(
    qtbot: QtBot, desk: Desk, listed: Place, page: SurveyPage
) -> None:
    """约定再联系 opens the blank; Enter keeps it, with a time or without one."""
    firm = page.ask.firm
    firm.note("call_back")
    assert page.focusWidget() is firm.call.back.line
    qtbot.keyClicks(firm.call.back.line, "11-23 9:30")
    qtbot.keyClick(firm.call.back.line, Qt.Key.Key_Return)
    assert lines(desk, listed)[0].next_act == "11月23日09:30再联系"
    assert not firm.call.back.isVisible()
    firm.note("call_back")
    qtbot.keyClick(firm.call.back.line, Qt.Key.Key_Return)
    assert lines(desk, listed)[1].next_act == "按约定再联系"


def test_a_wrong_outcome_is_corrected_with_its_reason(
    qtbot: QtBot, desk: Desk, listed: Place, page: SurveyPage
) -> None:
    """更正上一条: the reason is asked for; then the substitute that came in is gone again."""
    firm = page.ask.firm
    assert not firm.mend.isEnabled()
    firm.note("refused")
    assert len(lines(desk, listed)) == 4
    page.ask.table.selectRow(0)
    assert firm.mend.isEnabled()
    firm.mend_to("not_reached")
    assert page.focusWidget() is firm.reason.line
    qtbot.keyClicks(firm.reason.line, "wrong key")
    qtbot.keyClick(firm.reason.line, Qt.Key.Key_Return)
    kept = lines(desk, listed)
    assert (kept[0].state, len(kept)) == ("联系中", 3)
    assert kept[0].attempts[0].endswith("未联系上（更正：wrong key）")


def test_an_outcome_is_corrected_to_an_answer_by_the_menu(
    qtbot: QtBot, desk: Desk, listed: Place, page: SurveyPage
) -> None:
    """更正上一条 offers the scale's answers first; the substitute goes, and so does its word."""
    firm = page.ask.firm
    firm.note("wrong_number")
    told = page.ask.joined.text()
    page.ask.table.selectRow(0)
    actions = firm.mending.actions()
    words = [one.text() for one in actions][: len(firm.answers)]
    actions[0].trigger()
    qtbot.keyClicks(firm.reason.line, "wrong key")
    qtbot.keyClick(firm.reason.line, Qt.Key.Key_Return)
    kept = lines(desk, listed)
    assert words[0] == "改为“满意”"
    assert (kept[0].state, kept[0].answer_label, len(kept)) == ("已评价", "满意", 3)
    assert (told[:3], page.ask.joined.text()) == ("已递补", "")


def test_an_answer_is_taken_back(qtbot: QtBot, desk: Desk, listed: Place, page: SurveyPage) -> None:
    """此条作废: noted for the wrong firm, the firm waits again."""
    firm = page.ask.firm
    qtbot.keyClicks(page.ask.table, "1")
    page.ask.table.selectRow(0)
    firm.mend_to("withdrawn")
    qtbot.keyClicks(firm.reason.line, "other firm")
    qtbot.keyClick(firm.reason.line, Qt.Key.Key_Return)
    assert lines(desk, listed)[0].state == "待联系"


def test_an_allegation_is_checked_by_name(
    qtbot: QtBot, desk: Desk, listed: Place, page: SurveyPage
) -> None:
    """With whom it was checked is typed, not taken from the roster; then it counts."""
    firm = page.ask.firm
    firm.note("never_served")
    page.ask.table.selectRow(0)
    firm.note("checked_confirmed")
    assert (firm.fields["interviewee"].text(), firm.call.at.isVisible()) == ("", True)
    qtbot.keyClicks(firm.fields["interviewee"].line, "Zhou")
    qtbot.keyClick(firm.fields["interviewee"].line, Qt.Key.Key_Return)
    first = lines(desk, listed)[0]
    assert (first.state, first.interviewee) == ("未接受服务（已核实）", "Zhou")


def test_the_check_needs_somebody(
    qtbot: QtBot, desk: Desk, listed: Place, page: SurveyPage
) -> None:
    """Enter in an empty blank is refused with a sentence."""
    firm = page.ask.firm
    firm.note("never_served")
    page.ask.table.selectRow(0)
    firm.note("checked_refuted")
    qtbot.keyClick(firm.fields["interviewee"].line, Qt.Key.Key_Return)
    assert firm.wrong.text() == "请填写向谁、以何方式核实。"
    assert lines(desk, listed)[0].state == "反映未接受服务（待核实）"
