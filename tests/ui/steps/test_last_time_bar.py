"""上次申报 above 收件登记: shown for a 单位 that applied before, taken over by a click."""

from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.receive import ReceivePage
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.receive import save_value
from desktop.work.rounds import open_round

SCHEME = "kunming-platform-2022"


def _two_years(desk: Desk):
    for year, texts in ((2025, {"contact": "钱", "area": "400"}), (2026, {"area": "900"})):
        number = start_case(desk, open_round(desk, SCHEME, year).value, "平台").value
        for path, text in {"operator_name": "昆明云岭服务有限公司", **texts}.items():
            save_value(desk, number, path, text)
    return start_case(desk, open_round(desk, SCHEME, 2026).value, "第一次的平台")


def test_last_time_is_beside_the_blanks(qtbot: QtBot, office: Office):
    """The line names it, jumps stand at their blanks, and one click fills what is empty."""
    office.keep(_two_years, owner=office)
    page = ReceivePage(office)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    went: list[Place] = []
    page.go.connect(went.append)
    page.show_for(Place("case", 2, 2, "receive"))
    rows = {path: one for section in page.sections for path, one in section.rows.items()}
    told = page.again.told.text()
    area, offered = rows["area"].before.last.text(), not rows["contact"].before.take.isHidden()
    figures = not rows["area"].before.take.isHidden()
    page.again.fill.click()
    page.again.open.click()
    assert told == "上次申报：2025年度 昆明市示范平台 0001（初审），1栏与上次不同或变化较大"
    assert (area, offered, figures) == ("上次：400　比上次增加125%", True, False)
    assert rows["contact"].editor.text() == "钱"
    came = rows["contact"].confirm.toolTip().split("\n")[0]
    assert came == "来自 上次申报（2025年度 昆明市示范平台 0001）"
    assert (went[0].application_id, went[0].step) == (1, "receive")


def test_who_applies_first_sees_nothing(qtbot: QtBot, office: Office):
    """No line, and no words at the blanks."""
    office.keep(_two_years, owner=office)
    page = ReceivePage(office)
    qtbot.addWidget(page)
    page.show()
    page.show_for(Place("case", 2, 3, "receive"))
    shown = [one.before.last.text() for section in page.sections for one in section.rows.values()]
    assert (page.again.isVisible(), set(shown)) == (False, {""})
