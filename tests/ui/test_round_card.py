"""The round's picture beside its call, and the way to the paper that has it."""

from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.round import Round
from desktop.ui.pages.send import Send
from desktop.work.cases import start_case


def test_the_call_s_page_shows_how_far_the_round_is(
    qtbot: QtBot, office: Office, round_id: int
) -> None:
    """Words where there is nothing yet; a new case is counted; a new round has no picture."""
    page = Round(office)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.show_for(Place("round", round_id))
    before = page.state.chart
    office.keep(lambda desk: start_case(desk, round_id, "甲平台"), owner=page)
    assert before is None
    assert page.state.chart is not None
    assert page.state.chart.accessibleDescription().startswith("各步骤份数。收件登记：1份")
    page.show_for(Place("round", round_id, detail="new"))
    assert not page.state.isVisible()


def test_its_paper_is_shown_in_汇总报送(qtbot: QtBot, office: Office, round_id: int) -> None:
    """One press leads to the very PDF."""
    page, send = Round(office), Send(office)
    went: list[Place] = []
    page.go.connect(went.append)
    for one in (page, send):
        qtbot.addWidget(one)
    page.show_for(Place("round", round_id))
    page.state.print.click()
    send.show()
    send.show_for(went[0])
    line = send.paper.line()
    assert line is not None
    assert (went[0].page, line.line.title) == ("send", "年度办理情况表")
    assert send.paper.out.sheaf is not None
