"""Carries the window's errands to the store's thread and the slow worker, and brings answers back.

A page reads with `ask`, keeps with `keep`, and gives long work to `slow`. It never waits: what
comes of an errand is handed to `then` in the window's own thread, and dropped where the widget
that asked (`owner`) is gone by then.
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop.domain.problem import FinalisedError, UserError

if TYPE_CHECKING:  # the store's libraries are loaded when a file is opened, not when a window is
    from desktop.work.desk import Changed, Desk

T = TypeVar("T")
_TURN = 0.01  # seconds of the window's own work, then other events are heard
# ms between two turns. Not 0: Qt posts that as an event, and where the turn before has left
# something to be laid out, it is done in one go with it, before keys, mouse and timers.
_BETWEEN = 1
_PAINTED = 20  # ms in which what was shown last has got its picture
_OVER = object()
Otherwise = Callable[[UserError], None]


class Progress:
    """What a slow job is given: it says how far it is, and asks whether it was cancelled."""

    def __init__(self, say: Callable[[int, int, str], None]) -> None:
        """`say` takes what is done, what there is in all (0: not known), and a sentence."""
        self._say = say
        self._stop = threading.Event()

    def __call__(self, done: int, total: int, sentence: str = "") -> None:
        """Report progress; may be called from any thread."""
        self._say(done, total, sentence)

    def cancel(self) -> None:
        """Ask the job to end; it does so at its next look."""
        self._stop.set()

    def cancelled(self) -> bool:
        """True once the reviewer has pressed the cancel button."""
        return self._stop.is_set()


@dataclass
class Halted:
    """An edit that was refused because its application is 定稿: it may be done again.

    Whoever asks the reviewer sets `taken`, and calls one of the two later; else it is refused.
    """

    error: FinalisedError
    again: Callable[[], None]
    refuse: Callable[[], None]
    taken: bool = False


@dataclass(frozen=True)
class _Errand:
    work: Callable[[], Any]
    then: Callable[[Any], None]
    otherwise: Otherwise | None
    owner: QObject
    after: Callable[[], None]


class Office(QObject):
    """A thread each for the store, slow work, imports; `inline=True` runs all at once, in place."""

    changed = Signal(object)  # frozenset[str]: the kinds of thing that changed
    saved = Signal()  # the transaction has returned: 已保存 may be shown
    refused = Signal(str, str)  # a UserError's sentence and hint
    halted = Signal(object)  # Halted: an edit after 定稿
    noted = Signal(str)  # what is to be heard though all went well
    crashed = Signal(str)  # a bug's trace, without what the user typed
    started = Signal(str)  # slow work's title
    progressed = Signal(int, int, str)
    ended = Signal()  # slow work is over, either way
    opened = Signal(str)  # the file that lies on the desk
    machine_changed = Signal()  # something that is kept on this machine was chosen
    settled = Signal()  # nothing is under way any more
    _came = Signal(object)
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None, *, inline: bool = False) -> None:
        """Make the workers; no file is open yet."""
        super().__init__(parent)
        self._inline = inline
        self._desk: Desk | None = None
        self.path = ""  # the file that lies on the desk
        self._store = ThreadPoolExecutor(1, "store")
        self._slow = ThreadPoolExecutor(1, "slow")
        self._rooms = ThreadPoolExecutor(1, "rooms")
        self._progress: Progress | None = None
        self._closed = False
        # Done on the store's thread with a desk that is left for good, just before it is closed.
        self.leaving: Callable[[Desk], None] = _nothing_left
        self.pending = 0
        self._turns: dict[QObject, Iterator[object]] = {}  # what each owner is at
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def open_file(
        self,
        make: Callable[[], Desk],
        then: Callable[[str], None],
        *,
        owner: QObject,
        otherwise: Otherwise | None = None,
        instead: Callable[[], Desk] | None = None,
    ) -> None:
        """Close the file that is open and put the one that `make` opens on the desk.

        With `instead` the open file is closed before `make` is called, for it is exchanged (and
        nothing is done at leaving it); `instead` opens what is there where `make` refuses.
        """

        def change() -> str:
            if instead is not None and self._desk is not None:
                self._desk.close()
                self._desk = None
            try:
                fresh = make()
            except BaseException:
                if instead is not None:
                    self._desk = instead()
                raise
            self._close_desk()
            self._desk = fresh
            return str(fresh.path)

        def tell(path: str) -> None:
            self.path = path
            self.opened.emit(path)
            then(path)

        self._send(self._store, _Errand(change, tell, otherwise, owner, _nothing))

    def ask(
        self,
        errand: Callable[[Desk], T],
        then: Callable[[T], None],
        *,
        owner: QObject,
        otherwise: Otherwise | None = None,
    ) -> None:
        """Read from the store; `then` gets the value."""
        work = _on_desk(self._the_desk, errand)
        self._send(self._store, _Errand(work, then, otherwise, owner, _nothing))

    def keep(
        self,
        errand: Callable[[Desk], Changed],
        then: Callable[[Changed], None] | None = None,
        *,
        owner: QObject,
        otherwise: Otherwise | None = None,
    ) -> None:
        """Keep something: `then` gets the Changed, afterwards everybody hears of it."""
        work = _on_desk(self._the_desk, errand)
        self._send(self._store, _Errand(work, _spread(self, then), otherwise, owner, _nothing))

    def slow(
        self,
        job: Callable[[Progress], T],
        then: Callable[[T], None],
        *,
        owner: QObject,
        title: str = "",
        otherwise: Otherwise | None = None,
    ) -> None:
        """Do long work beside the store; with a `title` it is shown, with progress and cancel."""
        progress = Progress(self._report if title else _say_nothing)

        def work() -> T:
            if title:
                self._progress = progress
                self._tell_soon(lambda: self.started.emit(title))
            return job(progress)

        after = self.ended.emit if title else _nothing
        self._send(self._slow, _Errand(work, then, otherwise, owner, after))

    def load(self, module: str, then: Callable[[], None], *, owner: QObject) -> None:
        """Import a module beside all other work, and waiting for none of it."""

        def work() -> None:
            import_module(module)

        self._send(self._rooms, _Errand(work, lambda _none: then(), None, owner, _nothing))

    def in_turns(self, turns: Iterator[object], *, owner: QObject) -> None:
        """Do the window's own long work in turns: other events are heard in between.

        A step of `turns` should take 10 ms at most; what the same owner began before is dropped.
        """
        if self._inline:
            for _step in turns:
                pass
            return
        if owner not in self._turns:
            self.pending += 1
        self._turns[owner] = turns
        self._turn(owner, turns)

    def _turn(self, owner: QObject, turns: Iterator[object]) -> None:
        if self._turns.get(owner) is not turns:
            return  # begun anew meanwhile
        until = time.perf_counter() + _TURN
        more = not self._closed and shiboken6.isValid(owner)
        while more and time.perf_counter() < until:
            more = next(turns, _OVER) is not _OVER
        if self._turns.get(owner) is not turns:
            return
        if more:
            QTimer.singleShot(_BETWEEN, lambda: self._turn(owner, turns))
            return
        del self._turns[owner]
        self._one_less()

    def soon(self, then: Callable[[], None], *, owner: QObject, after: int = _PAINTED) -> None:
        """Call `then` in `after` ms, when what the window shows now is painted; inline, at once."""
        if self._inline:
            then()
            return
        self.pending += 1
        QTimer.singleShot(after, lambda: self._soon(then, owner))

    def _soon(self, then: Callable[[], None], owner: QObject) -> None:
        if not self._closed and shiboken6.isValid(owner):
            then()
        self._one_less()

    def _one_less(self) -> None:
        self.pending -= 1
        if self.pending == 0:
            self.settled.emit()

    def cancel(self) -> None:
        """Ask the slow work that is running to end."""
        if self._progress is not None:
            self._progress.cancel()

    def close(self) -> None:
        """Finish what was begun, close the file, end all workers. Waits for them.

        What is asked, or comes home, after that is dropped: there is nobody to show it to.
        """
        if self._closed:
            return
        self._closed = True
        self.cancel()
        for worker in (self._slow, self._rooms):
            worker.shutdown(wait=True, cancel_futures=True)
        if self._inline:
            self._close_desk()
        else:
            self._store.submit(self._close_desk).result()
        self._store.shutdown(wait=True)

    def _close_desk(self) -> None:
        if self._desk is not None:
            self.leaving(self._desk)
            self._desk.close()
            self._desk = None

    def _the_desk(self) -> Desk:
        if self._desk is None:
            raise UserError("还没有打开文件。", "请先新建或打开一个文件。")
        return self._desk

    def _report(self, done: int, total: int, sentence: str) -> None:
        self._tell_soon(lambda: self.progressed.emit(done, total, sentence))

    def _tell_soon(self, say: Callable[[], None]) -> None:
        if self._inline:
            say()
        else:
            self._told.emit(say)

    def _send(self, worker: ThreadPoolExecutor, errand: _Errand) -> None:
        if self._closed:
            return
        self.pending += 1
        if self._inline:
            self._deliver((errand, _run(errand)))
        else:
            worker.submit(lambda: self._came.emit((errand, _run(errand))))

    @Slot(object)
    def _tell(self, say: Callable[[], None]) -> None:
        say()

    @Slot(object)
    def _deliver(self, answer: tuple[_Errand, Any]) -> None:
        errand, outcome = answer
        self.pending -= 1
        if self._closed:
            return
        errand.after()
        if isinstance(outcome, UserError):
            self._halt(errand, outcome)
        elif isinstance(outcome, BaseException):
            self._crash(outcome)
        elif shiboken6.isValid(errand.owner):
            errand.then(outcome)
        if self.pending == 0:
            self.settled.emit()

    def _halt(self, errand: _Errand, error: UserError) -> None:
        if isinstance(error, FinalisedError):
            halted = Halted(
                error,
                lambda: self._send(self._store, errand),
                lambda: self._refuse(errand, error),
            )
            self.halted.emit(halted)
            if halted.taken:
                return
        self._refuse(errand, error)

    def _refuse(self, errand: _Errand, error: UserError) -> None:
        if errand.otherwise is not None and shiboken6.isValid(errand.owner):
            errand.otherwise(error)
        else:
            self.refused.emit(error.sentence, error.hint)

    def _crash(self, error: BaseException) -> None:
        if self._inline:
            raise error
        trace = trace_of(error)
        logging.getLogger("desktop").error("%s", trace)
        self.crashed.emit(trace)


def trace_of(error: BaseException) -> str:
    """The trace of a bug without its message: a message may hold what the user typed."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{frames}{type(error).__name__}"


def _on_desk(desk: Callable[[], Desk], errand: Callable[[Desk], T]) -> Callable[[], T]:
    return lambda: errand(desk())


def _spread(office: Office, then: Callable[[Changed], None] | None) -> Callable[[Changed], None]:
    def tell(changed: Changed) -> None:
        office.saved.emit()
        if changed.said:
            office.noted.emit(changed.said)
        if then is not None:
            then(changed)
        office.changed.emit(changed.kinds)

    return tell


def _run(errand: _Errand) -> Any:
    try:
        return errand.work()
    except BaseException as error:  # noqa: BLE001 - the runner: what failed is carried to the window
        return error


def _nothing_left(_desk: Desk) -> None:
    return None


def _nothing() -> None:
    return None


def _say_nothing(_done: int, _total: int, _sentence: str) -> None:
    return None
