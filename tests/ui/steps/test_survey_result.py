"""抽查: the panel of the result, and asking more firms after the draw."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from survey_hand import draw_now, listed, shown

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.survey import SurveyPage
from desktop.ui.pages.steps.survey_result import SurveyResult
from desktop.work.asking import ask_page, correct
from desktop.work.desk import Desk
from desktop.work.receive import save_value
from desktop.work.rosters import edit_cell, roster_page

__all__ = ["listed"]


def result_of(page: SurveyPage) -> SurveyResult:
    """The panel, opened."""
    page.tools.show_panel("result")
    made = page.tools.made("result")
    assert isinstance(made, SurveyResult)
    return made


def test_before_the_draw_there_is_no_result(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """A sentence says so, and nothing can be extended."""
    page = shown(qtbot, office, listed)
    panel = result_of(page)
    assert panel.sentence.text() == "还没有抽取，没有抽查结果。请先封存名单并抽取。"
    assert not panel.more.isVisible()


def test_the_interval_and_the_claims_stand_beside_the_result(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """Three of three satisfied: the exact interval for the 30 firms, named as 参考."""
    draw_now(desk, listed, answers=True)
    page = shown(qtbot, office, listed)
    panel = result_of(page)
    assert panel.verdict.word() == "达到80%"
    assert panel.interval.text().startswith(
        "参考：由3家中3家满意推算，名单30家中满意的在10至30家之间"
    )
    assert panel.claims.text() == "申报单位的名单没有写明这些企业是否满意，无从对比。"


def test_more_firms_are_asked_down_the_same_order(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """Without a reason it is refused; with one the first firms stay and the next follow."""
    draw_now(desk, listed)
    number = listed.application_id or 0
    before = [line.i for line in ask_page(desk, number).lines]
    page = shown(qtbot, office, listed)
    panel = result_of(page)
    panel.wanted.put("5")
    panel.extend.click()
    assert panel.wrong.text().startswith("追加抽取须写明原因。")
    panel.why.put("更正服务企业数")
    qtbot.keyClick(panel.why.line, Qt.Key.Key_Return)
    after = [line.i for line in ask_page(desk, number).lines]
    assert (after[:3], len(after)) == (before, 5)
    assert panel.extensions.text().endswith("追加至5家：更正服务企业数")
    panel.wanted.put("4")
    panel.why.put("fewer")
    panel.extend.click()
    assert panel.wrong.text() == "追加后的家数应多于5家，最多30家。请改填家数。"


def test_a_corrected_figure_asks_for_more_firms(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """When the stated number grows after the draw, the panel says how many and offers it."""
    draw_now(desk, listed)
    number = listed.application_id or 0
    save_value(desk, number, "operations.1.year", "2025")
    save_value(desk, number, "operations.1.served", "80")
    page = shown(qtbot, office, listed)
    panel = result_of(page)
    assert panel.advice.text().startswith("按现在的自报数，以80家为基数应抽查8家，已抽3家")
    assert panel.wanted.text() == "8"


def test_a_corrected_answer_is_a_difference(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """What a firm says now and what the roster claimed stand side by side."""
    draw_now(desk, listed, answers=True)
    number = listed.application_id or 0
    first = ask_page(desk, number).lines[0]
    row = roster_page(desk, number, "firms", 0, 1, first.firm)[0]
    edit_cell(desk, number, row.id, "satisfied", "√")
    correct(desk, number, first.i, "dissatisfied", "misheard")
    page = shown(qtbot, office, listed)
    panel = result_of(page)
    found = [(one.name, one.claimed, one.found) for one in panel.rows.rows()]
    assert panel.verdict.word() == "未达到80%"
    assert found == [(first.firm, "满意", "不满意")]
    assert panel.claims.text().endswith("与抽查一致0家，不一致1家。")
