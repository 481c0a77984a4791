"""Links that lead from one step to another, and what is said only as long as it is true."""

from pathlib import Path
from typing import TypeVar

import pytest
from applicant import STAFF_HEAD, firms, put_book
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.enter import go_to
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.pages.steps import problem_out
from desktop.ui.pages.steps.assess import AssessPage
from desktop.ui.pages.steps.rosters import RostersPage
from desktop.work.assess import save_asked
from desktop.work.desk import Desk
from desktop.work.incoming import keep_incoming, read_incoming
from desktop.work.rosters import unknown_rows
from desktop.work.rounds import scheme_of

P = TypeVar("P", bound=Page)


@pytest.fixture
def doubtful(desk: Desk, place: Place, tmp_path: Path) -> Place:
    """Firms that don't say whether they are 专精特新, staff whose 岗位 and 学历 tell nothing."""
    folder = tmp_path / "材料"
    folder.mkdir()
    put_book(folder / "企业.xlsx", firms(4))
    people = [(n, f"员工{n}", "其他", "", "", "", "") for n in range(1, 4)]
    put_book(folder / "人员.xlsx", [STAFF_HEAD, *people])
    scheme = scheme_of(desk, place.round_id or 0)
    read = read_incoming([folder], scheme, lambda *_: None, lambda: False)
    keep_incoming(desk, place.application_id or 0, read)
    return place


def shown(qtbot: QtBot, page: P, place: Place) -> P:
    """The page for one application, on the screen and active."""
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show_for(place)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def press(qtbot: QtBot, widget: QWidget) -> None:
    """A click in the middle of a widget."""
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())


@pytest.mark.parametrize(
    ("condition", "roster", "question"),
    [("served_special", "firms", "special_firm"), ("qualified_share", "staff", "service_staff")],
)
def test_a_condition_in_doubt_leads_to_its_own_roster(
    qtbot: QtBot, office: Office, doubtful: Place, condition: str, roster: str, question: str
) -> None:
    """The link opens the rows that the condition asks about, not the roster that was open."""
    page = shown(qtbot, AssessPage(office), doubtful)
    went: list[Place] = []
    page.go.connect(went.append)
    go_to(page.rows[condition])
    press(qtbot, page.side.rosters)
    there = shown(qtbot, RostersPage(office), went[0])
    pane = there.panes[there.roster]
    assert (went[0].step, there.roster) == ("rosters", roster)
    assert pane.tabs.currentWidget() is pane.unknown
    assert pane.unknown.kind.currentData() == question
    assert pane.unknown.table.isVisible()


def test_rows_of_the_other_question_are_a_click_away(
    qtbot: QtBot, office: Office, doubtful: Place, desk: Desk
) -> None:
    """另有n行 names how many wait elsewhere, goes there, and counts the ones just left."""
    page = shown(qtbot, RostersPage(office), doubtful)
    page.choose("staff", 2)
    unknown = page.panes["staff"].unknown
    first = unknown.kind.currentData()
    number = doubtful.application_id or 0
    counts = [len(unknown_rows(desk, number, one)) for one in ("service_staff", "qualified")]
    told = unknown.more.full_text()
    press(qtbot, unknown.more)
    assert all(counts)
    assert told == f"另有{counts[1]}行属于其他项，去看"
    assert unknown.kind.currentData() != first
    assert unknown.more.full_text() == f"另有{counts[0]}行属于其他项，去看"
    assert unknown.table.hasFocus()


def test_a_figure_that_nobody_filled_in_is_no_fault(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """It says 未填 until it is there; then the line says what follows from it."""
    page = shown(qtbot, AssessPage(office), place)
    seen = [_word(page, "partners")]
    save_asked(desk, place.application_id or 0, "asked.partner_count", "2", "协议")
    page.reload()
    seen.append(_word(page, "partners"))
    assert seen == ["未填", "不符合"]


def _word(page: AssessPage, condition: str) -> str:
    """What the last column of a line says."""
    return page.rows[condition].cells[-1][0].text


@pytest.mark.parametrize("part", ["corner", "title", "count"])
def test_a_click_anywhere_on_a_card_opens_its_roster(
    qtbot: QtBot, office: Office, doubtful: Place, part: str
) -> None:
    """The ground and the words of the card are as good as its link."""
    page = shown(qtbot, RostersPage(office), doubtful)
    assert page.roster == "firms"
    card = page.cards["staff"]
    if part == "corner":
        at = QPoint(card.width() - 3, 3)
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=at)
    else:
        press(qtbot, card.title if part == "title" else card.count)
    assert (page.roster, page.panes["staff"].isVisible()) == ("staff", True)
    assert card.title.text().startswith("▶")


def test_what_was_said_of_an_act_goes_with_the_next(
    qtbot: QtBot, office: Office, doubtful: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That 问题清单 was saved stands there until something else is kept."""
    page = shown(qtbot, RostersPage(office), doubtful)
    target = tmp_path / "清单.xlsx"
    monkeypatch.setattr(problem_out, "ask_save", lambda *_given: target)
    page.problems.choose("xlsx")
    seen = [page.told.isVisible()]
    page.choose("firms", 2)
    seen.append(page.told.isVisible())
    unknown = page.panes["firms"].unknown
    unknown.table.setFocus()
    qtbot.keyClick(unknown.table, Qt.Key.Key_2)
    seen.append(page.told.isVisible())
    assert (seen, target.exists()) == ([True, True, False], True)
