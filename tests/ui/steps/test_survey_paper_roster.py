"""抽查: a roster on paper is drawn by page and line, and the drawn lines are typed in."""

from pytestqt.qtbot import QtBot
from survey_hand import draw_now, shown

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.survey_paper_roster import SurveyPaperRoster
from desktop.work.asking import ask_page
from desktop.work.desk import Desk
from desktop.work.drawing import frame_page


def test_pages_are_entered_and_drawn_lines_typed(
    qtbot: QtBot, office: Office, desk: Desk, place: Place
) -> None:
    """12, 15 and 13 lines are 40 firms; after the draw four lines wait to be typed in."""
    number = place.application_id or 0
    page = shown(qtbot, office, place)
    page.list.paper.click()
    panel = page.tools.made("paper")
    assert isinstance(panel, SurveyPaperRoster)
    panel.lines.setText("12、x")
    panel.keep.click()
    assert panel.told.text().startswith("请按页填写每页的企业行数")
    panel.lines.setText("12、15、13")
    panel.keep.click()
    assert frame_page(desk, number).firms == 40
    assert not panel.table.isVisible()
    draw_now(desk, place)
    panel.reload()
    assert (len(panel.rows.rows()), panel.lines.isEnabled()) == (4, False)
    first = panel.rows.rows()[0]
    panel.rows.edited.emit(first, "name", "昆明示例商行")
    assert ask_page(desk, number).lines[0].firm == "昆明示例商行"
    assert panel.rows.rows()[0].cells["name"] == "昆明示例商行"
