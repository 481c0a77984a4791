"""抽查 after 定稿: it looks shut, a key says why, 退回修改 gives everything back."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from survey_hand import asked, draw_now, listed, now, shown

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.survey import SurveyPage
from desktop.ui.pages.steps.survey_result import SurveyResult
from desktop.work.desk import Desk

__all__ = ["listed"]


def _live(page: SurveyPage) -> tuple[bool, ...]:
    """What can be pressed: the lock, an answer, a correction, 追加抽取."""
    result = page.tools.made("result")
    assert isinstance(result, SurveyResult)
    firm = page.ask.firm
    parts = (page.lock.lock, firm.answers[0], firm.mend, result.extend)
    return tuple(one.isEnabled() for one in parts)


def test_a_final_survey_is_shut_and_says_why(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """Nothing can be pressed, a key says why, words can be copied; 退回修改 gives it all back."""
    draw_now(desk, listed, answers=True)
    page = shown(qtbot, office, listed)
    seen = [_live(page)]
    page.freeze(on=True)
    page.reload()
    seen.append(_live(page))
    assert page.ask.firm.fields["words"].inner.isReadOnly()
    answers = [line.answer for line in asked(desk, listed).lines]
    qtbot.keyClick(page.ask.table, Qt.Key.Key_2)
    assert "退回修改" in page.ask.firm.wrong.text()
    assert [line.answer for line in asked(desk, listed).lines] == answers
    page.freeze(on=False)
    seen.append(_live(page))
    live = (True, True, True, True)
    assert seen == [live, (False, False, False, False), live]


def test_another_firm_of_a_final_survey_is_shut_too(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """Going through the firms wakes nothing."""
    draw_now(desk, listed)
    page = shown(qtbot, office, listed)
    page.freeze(on=True)
    first = now(page).i
    qtbot.keyClick(page.ask.table, Qt.Key.Key_Down)
    assert now(page).i != first
    assert not any(one.isEnabled() for one in (*page.ask.firm.answers, page.ask.firm.outcome))
