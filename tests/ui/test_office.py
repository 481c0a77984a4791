"""Errands leave the window's thread and come back to it, in order, and bad luck is a sentence."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop.domain.problem import UserError
from desktop.ui.kit.office import Office, Progress
from desktop.work.desk import Changed, Desk


@pytest.fixture
def threaded(qtbot: QtBot, make_desk: Callable[[Path], Desk], tmp_path: Path) -> Iterator[Office]:
    """An office with its two threads and an open file."""
    office = Office()
    with qtbot.waitSignal(office.opened):
        office.open_file(
            lambda: make_desk(tmp_path / "线程.review"), lambda _path: None, owner=office
        )
    yield office
    office.close()


def test_errands_run_in_order_on_one_thread_and_answers_come_home(qtbot: QtBot, threaded: Office):
    """Every errand runs on the store's thread, in order; every answer is heard in the window's."""
    here = threading.get_ident()
    ran: list[tuple[int, bool]] = []
    heard: list[tuple[int, bool]] = []

    def errand(number: int) -> Callable[[Desk], int]:
        def work(_desk: Desk) -> int:
            ran.append((number, threading.get_ident() == here))
            return number

        return work

    for number in range(20):
        threaded.ask(
            errand(number),
            lambda n: heard.append((n, threading.get_ident() == here)),
            owner=threaded,
        )
    qtbot.waitUntil(lambda: threaded.pending == 0)
    expected = [(number, False) for number in range(20)], [(number, True) for number in range(20)]
    assert (ran, heard) == expected


def test_what_is_kept_is_told_after_it_is_kept(office: Office, owner: QObject):
    """已保存 comes first, then the asker hears, then everybody hears what kinds changed."""
    told: list[object] = []
    office.saved.connect(lambda: told.append("saved"))
    office.changed.connect(lambda kinds: told.append(sorted(kinds)))
    office.keep(
        lambda desk: Changed(frozenset({"values", "cases"}), 7),
        lambda changed: told.append(changed.value),
        owner=owner,
    )
    assert told == ["saved", 7, ["cases", "values"]]


def test_an_answer_for_a_page_that_is_gone_is_dropped(qtbot: QtBot, threaded: Office):
    """A page that was destroyed meanwhile hears nothing."""
    asker = QObject()
    heard: list[int] = []
    threaded.ask(lambda desk: 1, heard.append, owner=asker)
    shiboken6.delete(asker)
    qtbot.waitUntil(lambda: threaded.pending == 0)
    assert heard == []


def test_bad_luck_is_a_sentence_and_saves_nothing(office: Office, owner: QObject):
    """A UserError reaches the message bar, or the asker where it has something to say."""
    said: list[tuple[str, ...]] = []
    office.refused.connect(lambda sentence, hint: said.append((sentence, hint)))
    office.saved.connect(lambda: said.append(("saved",)))

    def full(_desk: Desk) -> Changed:
        raise UserError("磁盘已满。", "请清理后再试。")

    office.keep(full, owner=owner)
    office.keep(full, owner=owner, otherwise=lambda error: said.append((error.hint,)))
    assert said == [("磁盘已满。", "请清理后再试。"), ("请清理后再试。",)]


def test_a_bug_is_told_without_what_was_typed(
    qtbot: QtBot, threaded: Office, caplog: pytest.LogCaptureFixture
):
    """A crash names the place in the program and the kind of error, never the error's words."""

    typed = "甲公司 13900000000"

    def broken(_desk: Desk) -> None:
        raise ValueError(typed)

    with qtbot.waitSignal(threaded.crashed) as heard:
        threaded.ask(broken, lambda _none: None, owner=threaded)
    trace = heard.args[0]
    told = trace + caplog.text
    found = ("in broken" in trace, trace.endswith("ValueError"), typed in told)
    assert found == (True, True, False)


def test_slow_work_says_how_far_it_is_and_can_be_cancelled(qtbot: QtBot, threaded: Office):
    """Progress is shown while the job runs; after cancel the job ends at its next look."""
    told: list[object] = []
    threaded.started.connect(told.append)
    threaded.progressed.connect(lambda done, total, text: told.append((done, total, text)))
    threaded.ended.connect(lambda: told.append("ended"))
    cancelled = threading.Event()

    def job(progress: Progress) -> str:
        progress(1, 3, "第1个")
        cancelled.wait(5)
        return "停" if progress.cancelled() else "完"

    threaded.slow(job, told.append, owner=threaded, title="正在读取")
    qtbot.waitUntil(lambda: (1, 3, "第1个") in told)
    threaded.cancel()
    cancelled.set()
    qtbot.waitUntil(lambda: threaded.pending == 0)
    assert told == ["正在读取", (1, 3, "第1个"), "ended", "停"]


def test_without_a_file_every_errand_is_refused(empty_office: Office, owner: QObject):
    """Nothing crashes before a file is open: there is a sentence."""
    said: list[str] = []
    empty_office.refused.connect(lambda sentence, _hint: said.append(sentence))
    empty_office.ask(lambda desk: 1, lambda _one: said.append("heard"), owner=owner)
    assert said == ["还没有打开文件。"]


def test_what_comes_home_after_closing_is_dropped(
    qtbot: QtBot, make_desk: Callable[[Path], Desk], tmp_path: Path
):
    """An answer under way while the office closes is heard by nobody, nor is a question asked."""
    office = Office()
    with qtbot.waitSignal(office.opened):
        office.open_file(
            lambda: make_desk(tmp_path / "关.review"), lambda _path: None, owner=office
        )
    heard: list[int] = []

    def again(number: int) -> None:
        heard.append(number)
        office.ask(lambda _desk: number + 1, heard.append, owner=office)

    office.ask(lambda _desk: 1, again, owner=office)
    office.close()
    office.close()
    office.ask(lambda _desk: 2, heard.append, owner=office)
    office.slow(lambda _progress: 3, heard.append, owner=office)
    qtbot.waitUntil(lambda: office.pending == 0)
    assert heard == []


def test_long_work_of_the_window_lets_other_events_in_between(qtbot: QtBot, threaded: Office):
    """What an owner begins anew takes the place of what it was at; all of it is waited for."""
    done: list[str] = []

    def turns(name: str, many: int) -> Iterator[None]:
        for number in range(many):
            done.append(f"{name}{number}")
            QTimer.singleShot(0, lambda: done.append("another event"))
            time.sleep(0.02)  # longer than one turn
            yield

    with qtbot.waitSignal(threaded.settled):
        threaded.in_turns(turns("dropped", 9), owner=threaded)
        threaded.in_turns(turns("a", 2), owner=threaded)
    assert done == ["dropped0", "a0", "another event", "another event", "a1", "another event"]


def test_in_place_the_turns_are_taken_at_once(office: Office, owner: QObject):
    """Tests see the whole of it when the call returns."""
    done: list[int] = []
    office.in_turns((done.append(number) for number in range(3)), owner=owner)
    assert (done, office.pending) == ([0, 1, 2], 0)


def test_what_may_wait_for_a_picture_is_done_soon_and_counted_as_under_way(
    qtbot: QtBot, threaded: Office, office: Office, owner: QObject
):
    """Work put off till after a paint is still under way; in place, it is done at once."""
    told: list[str] = []
    threaded.soon(lambda: told.append("later"), owner=threaded, after=1)
    office.soon(lambda: told.append("at once"), owner=owner)
    assert (told, threaded.pending) == (["at once"], 1)
    with qtbot.waitSignal(threaded.settled):
        pass
    assert (told, threaded.pending) == (["at once", "later"], 0)
