"""抽查: the list, the lock, the 随机码 and the answers, each act once and in its order."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot
from survey_hand import (
    DIGITS,
    asked,
    draw,
    frame,
    import_firms,
    listed,
    locks,
    opened,
    shown,
    type_digits,
)

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.rounds import open_round

__all__ = ["listed"]


def test_the_acts_follow_each_other(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """List, lock, 随机码, answers: each act opens when the one before is done, and only one is."""
    page = shown(qtbot, office, listed)
    assert opened(page) == ["list"]
    page.open_act("lock")
    assert opened(page) == ["lock"]
    qtbot.keyClick(page.lock.lock, Qt.Key.Key_Return)
    assert opened(page) == ["code"]
    assert page.focusWidget() is page.code.digits
    type_digits(qtbot, page)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert opened(page) == ["ask"]
    assert page.focusWidget() is page.ask.table
    kept = locks(desk, listed)[0]
    assert (kept.state, kept.digits, kept.supervisor) == ("已抽取", DIGITS, "Li")


def test_a_long_list_builds_no_widget_for_each_firm(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, tmp_path: Path
) -> None:
    """3,000 firms: some hundred widgets, 200 rows shown, and any firm is found by the search."""
    import_firms(desk, place, tmp_path, 3000)
    page = shown(qtbot, office, place)
    assert len(page.findChildren(QWidget)) < 400
    assert len(page.list.firm_rows.rows()) == 200
    assert page.list.shown_note.text() == "只列出前200家，共3000家；其余请查找"
    page.list.search.setText("第2718号")
    assert [one.name for one in page.list.firm_rows.rows()] == ["昆明第2718号科技有限公司"]
    page.list.firms.selectRow(0)
    page.list.reason.setEditText("own firm")
    page.list.leave.click()
    assert frame(desk, place).firms == 2999


def test_the_national_survey_ticks_its_methods_once(
    qtbot: QtBot, office: Office, desk: Desk, tmp_path: Path
) -> None:
    """The national form has five boxes for the whole survey and three answers for each firm."""
    round_id = open_round(desk, "national-platform-2017", 2026).value
    place = Place("case", round_id, start_case(desk, round_id, "示例平台").value)
    import_firms(desk, place, tmp_path, 30)
    page = shown(qtbot, office, place)
    draw(qtbot, page)
    assert [one.text() for one in page.ask.firm.answers] == ["1 很满意", "2 基本满意", "3 不满意"]
    assert len(page.ask.boxes) == 5
    for box in (page.ask.boxes[0], page.ask.boxes[3]):
        box.click()
    assert asked(desk, place).survey_methods == (1, 4)
    assert not page.ask.firm.method.isVisible()


def test_every_input_has_a_name(qtbot: QtBot, office: Office, listed: Place) -> None:
    """What a screen reader reads: every table and every blank of the page has a name."""
    page = shown(qtbot, office, listed)
    tables = [one for one in page.findChildren(QTableView) if not one.accessibleName()]
    blanks = [one for one in page.ask.firm.fields.values() if not one.inner.accessibleName()]
    assert (tables, blanks) == ([], [])


def test_after_the_draw_the_acts_before_stand_in_one_line(
    qtbot: QtBot, office: Office, listed: Place, theme: Theme
) -> None:
    """Ten firms and more are seen at once; a link of the line opens the act again."""
    page = shown(qtbot, office, listed)
    draw(qtbot, page)
    page.resize(940, 640)
    table = page.ask.table
    qtbot.waitUntil(lambda: table.viewport().height() >= 10 * table.rowHeight(0))
    seen = {key: act.isVisible() for key, act in page.acts.items()}
    assert seen == {"list": False, "lock": False, "code": False, "ask": True}
    assert page.done.isVisible()
    page.done.links["lock"].click()
    assert (opened(page), page.done.isVisible()) == (["lock"], False)
