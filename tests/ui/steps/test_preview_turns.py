"""A preview that was read is filled in one turn and shown in the next."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from applicant import FIRM_HEAD, put_book
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.incoming import IncomingPage
from desktop.ui.pages.steps.rosters import RostersPage

ROWS = [FIRM_HEAD, (1, "昆明甲有限公司", "五华区", "李示例", "13800000001", "是")]


@pytest.fixture
def turns(office: Office, monkeypatch: pytest.MonkeyPatch) -> list[Iterator[object]]:
    """What is to be done in turns, and waits to be done by the test."""
    kept: list[Iterator[object]] = []

    def in_turns(steps: Iterator[object], *, owner: QObject) -> None:
        kept.append(steps)

    monkeypatch.setattr(office, "in_turns", in_turns)
    return kept


@pytest.fixture
def page(qtbot: QtBot, office: Office, place: Place) -> RostersPage:
    """名单 of an application."""
    made = RostersPage(office)
    qtbot.addWidget(made)
    made.show_for(place)
    return made


def test_other_events_are_heard_before_the_preview_is_shown(
    page: RostersPage, tmp_path: Path, turns: list[Iterator[object]]
):
    """It is filled already, and comes into sight after them."""
    page.take_files([put_book(tmp_path / "企业.xlsx", ROWS)])
    [showing] = turns
    next(showing)
    filled = [one.name for one in page.preview.incoming], page.previewing()
    rest = list(showing)
    assert (filled, rest, page.previewing()) == ((["企业.xlsx"], False), [], True)


def test_it_is_not_shown_to_another_application(
    page: RostersPage, place: Place, tmp_path: Path, turns: list[Iterator[object]]
):
    """What was read for the one that was left between the two turns is let go."""
    page.take_files([put_book(tmp_path / "企业.xlsx", ROWS)])
    [showing] = turns
    next(showing)
    page.place = place.at("case", application_id=place.application_id + 1)
    rest = list(showing)
    assert (rest, page.previewing(), page.preview.incoming) == ([], False, [])


def test_a_new_application_that_is_left_between_the_turns_shows_nothing(
    qtbot: QtBot, office: Office, place: Place, tmp_path: Path, turns: list[Iterator[object]]
):
    """The page is as empty as it was."""
    book = put_book(tmp_path / "企业.xlsx", ROWS)
    page = IncomingPage(office)
    qtbot.addWidget(page)
    page.show_for(Place("incoming", place.round_id, detail=str(book)))
    [showing] = turns
    next(showing)
    left = page.leave()
    rest = list(showing)
    assert (left, rest, page.stack.currentWidget()) == (True, [], page.empty)
