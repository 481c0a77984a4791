"""Measures how long the window's event loop is held: the longest gap between two of its turns."""

import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer

BOUND, AIM = 100, 50  # ms
_LOOK = 0.004  # seconds between two looks at what holds the loop


@dataclass(frozen=True)
class Hold:
    """The longest hold of one act, in ms: by the clock, of all threads, of the window's alone."""

    what: str
    clock: float
    processor: float
    own: float

    def __str__(self) -> str:
        """A line of the table; on a busy machine the clock counts what others did."""
        mark = "" if self.processor <= AIM else "  over 50" if self.processor <= BOUND else "  OVER"
        return f"{self.what:<44}{self.clock:8.0f}{self.processor:8.0f}{self.own:8.0f}{mark}"


class StallMeter:
    """Ticks in the window's thread once a millisecond, and keeps the longest gaps."""

    def __init__(self) -> None:
        """Begin to tick; needs the application."""
        self._last = _now()
        self._worst = [0.0, 0.0, 0.0]
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.holds: list[Hold] = []

    @contextmanager
    def act(self, what: str) -> Iterator[None]:
        """Keep the longest hold of what is done inside; it should wait until all is over."""
        self._last, self._worst = _now(), [0.0, 0.0, 0.0]
        yield
        self._tick()
        self.holds.append(Hold(what, *(1000 * one for one in self._worst)))

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()

    def held_since(self) -> float:
        """Seconds since the last tick; for a thread that watches."""
        return time.perf_counter() - self._last[0]

    def _tick(self) -> None:
        now = _now()
        gaps = [after - before for after, before in zip(now, self._last, strict=True)]
        self._worst = [max(pair) for pair in zip(self._worst, gaps, strict=True)]
        self._last = _now()


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
                frame = sys._current_frames().get(self._main)
                stack = traceback.extract_stack(frame)[-7:] if frame else []
                self._seen[" > ".join(f"{Path(f.filename).name}:{f.lineno}" for f in stack)] += 1

    def tell(self, most: int = 3) -> str:
        """What was seen most, and forget it."""
        lines = [
            f"      {n * _LOOK * 1000:5.0f} ms {who}" for who, n in self._seen.most_common(most)
        ]
        self._seen.clear()
        return "".join(f"{line}\n" for line in lines)


def _now() -> tuple[float, float, float]:
    return time.perf_counter(), time.process_time(), time.thread_time()
