"""Measures how long the window's event loop is held: the longest gap between two of its turns.

A gap by the clock says little on a busy machine, and the processor time of the whole process
counts threads that work beside the window without keeping it waiting. So each gap is taken apart:

- own: the window's thread worked (its processor time);
- waited: it slept while other threads of the process worked: it wanted Python's lock, or a lock
  of theirs. What they worked while the window's thread had its turn, or merely stood in the
  machine's queue for a processor, is not counted (Linux tells the queue; elsewhere it counts).

Both together are the hold. What is left of the clock's gap is the machine's other work and waits
for the disk.
"""

import ctypes
import os
import sys
import threading
import time
import weakref
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer

BOUND, AIM = 100, 50  # ms
_LOOK = 0.004  # seconds between two looks at what holds the loop


@dataclass(frozen=True)
class Moment:
    """What the clocks say in the window's thread, in seconds."""

    clock: float
    own: float  # processor time of this thread
    whole: float  # and of all threads of the process
    queue: float  # how long this thread has stood in the queue for a processor


@dataclass(frozen=True)
class Gap:
    """What was between two turns, in seconds; `held` is `own` and what others kept it waiting."""

    clock: float = 0.0
    held: float = 0.0
    own: float = 0.0


def gap_between(before: Moment, after: Moment) -> Gap:
    """Take a gap apart: a thread is at work, in the queue, or asleep."""
    clock, own = after.clock - before.clock, after.own - before.own
    asleep = clock - own - (after.queue - before.queue)
    others = after.whole - before.whole - own
    return Gap(clock, own + max(0.0, min(asleep, others)), own)


def longer(one: Gap, other: Gap) -> Gap:
    """Return the longer of each."""
    pairs = (one.clock, other.clock), (one.held, other.held), (one.own, other.own)
    return Gap(*map(max, pairs))


@dataclass(frozen=True)
class Hold:
    """The longest of one act, each by itself, in ms: by the clock, held, own processor time."""

    what: str
    clock: float
    held: float
    own: float

    def __str__(self) -> str:
        """A line of the table; on a busy machine the clock counts what others did."""
        mark = "" if self.held <= AIM else "  over 50" if self.held <= BOUND else "  OVER"
        return f"{self.what:<44}{self.clock:8.0f}{self.held:8.0f}{self.own:8.0f}{mark}"


class StallMeter:
    """Ticks in the window's thread once a millisecond, and keeps the longest gaps."""

    def __init__(self) -> None:
        """Begin to tick; needs the application, and is made in the window's thread."""
        self._queue = queue_of_this_thread()
        self._last, self._worst = self._now(), Gap()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.holds: list[Hold] = []

    @contextmanager
    def act(self, what: str) -> Iterator[None]:
        """Keep the longest hold of what is done inside; it should wait until all is over."""
        self._last, self._worst = self._now(), Gap()
        yield
        self._tick()
        worst = self._worst
        self.holds.append(Hold(what, *(1000 * x for x in (worst.clock, worst.held, worst.own))))

    def forget(self) -> None:
        """Forget what was so far: the test did it in this thread, and not the window."""
        self._last, self._worst = self._now(), Gap()

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()

    def held_since(self) -> float:
        """Seconds since the last tick; for a thread that watches."""
        return time.perf_counter() - self._last.clock

    def _tick(self) -> None:
        self._worst = longer(self._worst, gap_between(self._last, self._now()))
        self._last = self._now()

    def _now(self) -> Moment:
        return now_by(self._queue)


def now_by(queue: Callable[[], float]) -> Moment:
    """Read the clocks; `queue` is what `queue_of_this_thread` gave."""
    clock, own = time.perf_counter(), time.thread_time()
    return Moment(clock, own, time.process_time(), queue())


def queue_of_this_thread() -> Callable[[], float]:
    """Return what tells how long this thread has stood in the queue for a processor, in s.

    It is read without letting go of Python's lock: to get that back would be a hold of its own.
    """
    file = Path("/proc/thread-self/schedstat")
    if sys.platform != "linux" or not file.exists():
        return lambda: 0.0
    pread = ctypes.PyDLL(None).pread
    pread.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_long)
    pread.restype = ctypes.c_long
    handle, room = os.open(file.resolve(), os.O_RDONLY | os.O_CLOEXEC), 100

    def read() -> float:
        text = ctypes.create_string_buffer(room)
        size = pread(handle, text, room, 0)
        return int(text.raw[:size].split()[1]) / 1e9 if size > 0 else 0.0

    weakref.finalize(read, os.close, handle)
    return read


def _places(thread: int, most: int) -> list[str]:
    """Where a thread is, the innermost first.

    A frame that is looked at keeps what its function has, such as a painter: only for a moment.
    """
    frame, found = sys._current_frames().get(thread), []
    while frame is not None and len(found) < most:
        found.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}")
        frame = frame.f_back
    return found


class Blame:
    """Looks at the window's thread while the loop does not turn, and counts what it is at."""

    def __init__(self, meter: StallMeter) -> None:
        """Begin to look, from a thread of its own."""
        self._meter, self._seen = meter, Counter[str]()
        self._main = threading.main_thread().ident or 0
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            time.sleep(_LOOK)
            if self._meter.held_since() > 5 * _LOOK:
                self._seen[" > ".join(reversed(_places(self._main, 7)))] += 1

    def tell(self, most: int = 3) -> str:
        """What was seen most, and forget it."""
        lines = [
            f"      {n * _LOOK * 1000:5.0f} ms {who}" for who, n in self._seen.most_common(most)
        ]
        self._seen.clear()
        return "".join(f"{line}\n" for line in lines)
