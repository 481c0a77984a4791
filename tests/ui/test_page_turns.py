"""A page is made in one turn of the window and shown in the next; what is there shows at once."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import MainWindow
from desktop.work.desk import Desk

done: list[str] = []


class LongMade(Page):
    """A page that takes longer than a turn to be made."""

    def __init__(self, office: Office) -> None:
        """Say when it is made, and what could be heard after that."""
        super().__init__(office)
        time.sleep(0.02)
        done.append("made")
        QTimer.singleShot(0, lambda: done.append("an event"))

    def show_for(self, place: Place) -> None:
        """Say for what it is shown."""
        super().show_for(place)
        done.append(f"shown for {place.detail}")


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, make_desk: Callable[[Path], Desk], tmp_path: Path
) -> Iterator[MainWindow]:
    """A window of two such pages over an office with its threads and an open file."""
    office = Office()
    made = MainWindow(office, {"todo": LongMade, "cases": LongMade})
    with qtbot.waitSignal(office.settled):
        office.open_file(lambda: make_desk(tmp_path / "页.review"), lambda _p: None, owner=made)
    done.clear()
    yield made
    office.close()
    made.deleteLater()


def test_other_events_are_heard_between_making_a_page_and_showing_it(
    qtbot: QtBot, window: MainWindow
):
    """The second time it is there, and `go` shows it before it returns."""
    with qtbot.waitSignal(window.office.settled):
        window.go(Place("cases", detail="once"))
    window.go(Place("cases", detail="again"))
    assert done == ["made", "an event", "shown for once", "shown for again"]


def test_the_room_of_a_page_is_loaded_beside_the_window(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
):
    """Its entry is marked at once; while a long import runs, other events are heard."""
    heard: list[str] = []

    def load(_module: str) -> None:
        heard.append(
            "window" if threading.current_thread() is threading.main_thread() else "beside"
        )

    monkeypatch.setattr("desktop.ui.kit.office.import_module", load)
    with qtbot.waitSignal(window.office.settled):
        window.go(Place("cases"))
        marked = window.navigation.buttons["cases"].isChecked()
    assert (marked, heard, window.stack.currentWidget()) == (True, ["beside"], window.page("cases"))


def test_who_goes_on_at_once_sees_only_the_last_place(qtbot: QtBot, window: MainWindow):
    """A page that is being made is not shown where another one was wanted meanwhile."""
    with qtbot.waitSignal(window.office.settled):
        window.go(Place("cases", detail="passing"))
        window.go(Place("todo", detail="wanted"))
    assert [one for one in done if one.startswith("shown")] == ["shown for wanted"]
    assert window.stack.currentWidget() is window.page("todo")
