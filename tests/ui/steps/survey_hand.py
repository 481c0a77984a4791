"""The survey's page on the screen, with a list of 30 firms, locked or drawn as a test needs it."""

from pathlib import Path

import pytest
from applicant import firms, put_book
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.survey import SurveyPage
from desktop.work.asking import AskLine, AskPage, answer, ask_page
from desktop.work.desk import Desk
from desktop.work.drawing import FramePage, LockLine, draw_sample, frame_page, lock_frame
from desktop.work.incoming import keep_incoming, read_incoming
from desktop.work.rounds import scheme_of

DIGITS = "042042"


@pytest.fixture
def listed(desk: Desk, place: Place, tmp_path: Path) -> Place:
    """The application with a list of 30 firms."""
    import_firms(desk, place, tmp_path, 30)
    return place


def import_firms(desk: Desk, place: Place, tmp_path: Path, count: int) -> None:
    """Import a roster of so many firms."""
    book = put_book(tmp_path / f"服务企业{place.application_id}.xlsx", firms(count))
    scheme = scheme_of(desk, place.round_id or 0)
    read = read_incoming([book], scheme, lambda *_: None, lambda: False)
    keep_incoming(desk, place.application_id or 0, read)


def lock_now(desk: Desk, place: Place) -> int:
    """Lock the list; returns the lock's id."""
    return int(lock_frame(desk, place.application_id or 0).value)


def draw_now(desk: Desk, place: Place, *, answers: bool = False) -> int:
    """Lock the list and draw; returns the lock's id."""
    number = place.application_id or 0
    lock_id = lock_now(desk, place)
    draw_sample(desk, number, lock_id, DIGITS, "Li")
    for line in ask_page(desk, number).lines if answers else ():
        answer(desk, number, line.i, "satisfied")
    return lock_id


def shown(qtbot: QtBot, office: Office, place: Place) -> SurveyPage:
    """The page for one application, on the screen and active."""
    page = SurveyPage(office)
    qtbot.addWidget(page)
    page.resize(940, 640)
    page.show_for(place)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def locks(desk: Desk, place: Place) -> tuple[LockLine, ...]:
    """All locks of the application as kept."""
    return frame(desk, place).locks


def frame(desk: Desk, place: Place) -> FramePage:
    """The list as kept."""
    return frame_page(desk, place.application_id or 0)


def asked(desk: Desk, place: Place) -> AskPage:
    """The survey as kept."""
    return ask_page(desk, place.application_id or 0)


def now(page: SurveyPage) -> AskLine:
    """The firm in hand."""
    line = page.ask.firm.line
    assert line is not None
    return line


def opened(page: SurveyPage) -> list[str]:
    """The acts whose body is shown."""
    return [key for key, act in page.acts.items() if act.is_open()]


def type_digits(qtbot: QtBot, page: SurveyPage, digits: str = DIGITS) -> None:
    """Type digits and the 监督人 and press Enter after each."""
    qtbot.keyClicks(page.code.digits, digits)
    qtbot.keyClick(page.code.digits, Qt.Key.Key_Return)
    qtbot.keyClicks(page.code.supervisor, "Li")
    qtbot.keyClick(page.code.supervisor, Qt.Key.Key_Return)


def draw(qtbot: QtBot, page: SurveyPage) -> None:
    """Lock the list and draw from it, by the keyboard alone."""
    page.open_act("lock")
    qtbot.keyClick(page.lock.lock, Qt.Key.Key_Return)
    type_digits(qtbot, page)
    qtbot.keyClick(page.code.confirm, Qt.Key.Key_Return)
