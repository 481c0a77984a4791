"""Walks the real window over a file of 100,000 firms; prints how long each act held its loop.

Run by hand: `python tests/benchmarks/bench_stall.py [--blame]`. One application has 60,000 firms,
eight have 5,000. The longest gap between two turns of the event loop is printed for each act: by
the clock, held (what the window's thread worked, and waited for other threads), and what it worked
alone (see stall_meter.py); a busy machine moves the clock. `--blame` says what the window's thread
was at meanwhile; `--quick` takes 10,000 and 5,000. At the end stands the memory at rest and at its
peak.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "e2e")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop.ui.plain import settle_python  # noqa: E402 - see above

settle_python()  # as the program does: before the many modules of the window are imported

from PySide6.QtCore import QSettings, Qt  # noqa: E402 - see above
from PySide6.QtTest import QTest  # noqa: E402 - see above
from PySide6.QtWidgets import QApplication  # noqa: E402 - see above
from stall_meter import Blame, StallMeter  # noqa: E402 - see above

from desktop import app  # noqa: E402 - see above
from desktop.settings import Settings  # noqa: E402 - see above
from desktop.ui.kit.office import Office  # noqa: E402 - see above
from desktop.ui.kit.page import Place  # noqa: E402 - see above
from desktop.ui.kit.theme import Theme  # noqa: E402 - see above
from tests.benchmarks.bench_rows import Line, note  # noqa: E402 - see above
from tests.benchmarks.big_file import make_apart  # noqa: E402 - see above

SIZES = (60_000, *([5_000] * 8))
HOLD_AIM, REST_AIM, PEAK_AIM = 50, 130, 300  # ms, MB, MB
STEPS = ("receive", "rosters", "materials", "assess", "survey", "recommend")
PAGES = ("cases", "send", "dynamic", "archive", "schemes", "settings", "round", "radar", "todo")


class Walk:
    """The window, and each act done and waited for."""

    def __init__(self, path: Path, *, blame: bool) -> None:
        """Open the window over nothing yet."""
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        folder = str(path.parent)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        self.qt = QApplication(sys.argv[:1])
        app.prepare(self.qt)
        self.theme = Theme(self.qt)
        self.theme.apply("light", 100)
        self.office = Office()
        self.wrong: list[str] = []
        self.office.crashed.connect(self.wrong.append)
        keeper = app.keeper_of(self.office)
        self.window = app.make_window(
            self.office, self.theme, lambda: app.beginning(Settings()), keeper
        )
        self.window.show()
        self.meter = StallMeter()
        self.blame = Blame(self.meter) if blame else None
        self.settle()

    def settle(self, seconds: float = 0.0) -> None:
        """Turn the loop until nothing is under way, and `seconds` at least."""
        until = time.perf_counter() + seconds
        while self.office.pending or time.perf_counter() < until:
            self.qt.processEvents()
            time.sleep(0.0003)
        for _turn in range(20):
            self.qt.processEvents()

    def act(self, what: str, do: Callable[[], object], seconds: float = 0.1) -> None:
        """Do one act, wait for all that comes of it, and print its longest hold."""
        with self.meter.act(what):
            do()
            self.settle(seconds)
        if self.wrong:
            raise RuntimeError(f"{what}: {self.wrong[0]}")
        sys.stdout.write(f"{self.meter.holds[-1]}\n")
        if self.blame is not None:
            sys.stdout.write(self.blame.tell())
        sys.stdout.flush()

    def rest(self) -> None:
        """Wait until the search index is whole, however busy the machine is; half a minute at most.

        Read here only: it belongs to the store's thread.
        """
        for _half_second in range(60):
            self.settle(0.5)
            if self.office._desk is not None and self.office._desk.index.ready:
                return

    def leave(self) -> None:
        """Close the window; the clipboard of the offscreen platform may not outlive Python."""
        self.qt.clipboard().clear()
        self.window.close()
        self.settle(0.5)

    def type(self, text: str) -> None:
        """Type into the search box as a hand does."""
        QTest.keyClick(self.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(self.window.top.search, text)


def walk(path: Path, *, blame: bool) -> None:
    """Do what a clerk does all day."""
    here = Walk(path, blame=blame)
    window, go = here.window, here.window.go
    opened = lambda: here.office.open_file(  # noqa: E731 - one act
        lambda: app.open_file(path), lambda _path: None, owner=window
    )
    here.act("open the file; all is reckoned", opened, 1)
    here.act("at rest, the index grows", lambda: None, 4)
    here.rest()
    at_rest = memory()
    for page in PAGES:
        here.act(f"page {page}", lambda at=page: go(Place(at, 1)))
    for step in STEPS:
        here.act(f"60,000 firms: {step}", lambda at=step: go(Place("case", 1, 1, at)))
    go(Place("case", 1, 1, "rosters"))
    here.settle()
    table = window.page("case").step("rosters").panes["firms"].rows.table
    header, bar = table.horizontalHeader(), table.verticalScrollBar()
    here.act("scroll a page", lambda: bar.setValue(bar.value() + 20))
    here.act("scroll to the end", lambda: bar.setValue(bar.maximum()))
    here.act("scroll to the middle", lambda: bar.setValue(bar.maximum() // 2))
    names = [one.key for one in table.rows.columns]

    def sort(key: str) -> None:
        header.setSortIndicator(names.index(key), Qt.SortOrder.AscendingOrder)
        header.sectionClicked.emit(names.index(key))

    here.act("sort by name", lambda: sort("name"))
    here.act("sort by phone", lambda: sort("phone"))
    here.act("choose all", table.selectAll)
    here.act("copy all", table.copy, 0.5)
    table.clearSelection()
    here.act("search 13", lambda: here.type("13"), 0.6)
    here.act("search by initials", lambda: here.type("kmkj"), 0.6)
    here.act("follow a result", lambda: QTest.keyClick(window.top.search, Qt.Key.Key_Return), 0.5)
    go(Place("case", 1, 1, "rosters"))
    here.settle(0.5)
    table.setCurrentIndex(table.indexAt(table.viewport().rect().topLeft()))
    edit = lambda: table.rows.edited.emit(table.current(), "contact", "王五")  # noqa: E731 - one act
    here.act("correct a cell", edit, 1)
    here.act("another application", lambda: go(Place("case", 1, 2, "assess")))
    here.act("print preview", lambda: go(Place("send", 1)), 2)
    go(Place("settings", 1))
    here.settle(0.3)
    here.act("dark, all pages were visited", lambda: here.theme.choose("dark", 100), 0.5)
    here.act("light again, larger text", lambda: here.theme.choose("light", 125), 0.5)
    longest = max(here.meter.holds, key=lambda one: one.held)
    sys.stdout.write(f"longest: {longest}\n")
    note(Line("longest hold of the window", longest.held, 0, HOLD_AIM, "ms"))
    note(Line("memory at rest", at_rest, 0, REST_AIM, "MB", "", at_rest))
    note(Line("memory at its peak", peak(), 0, PEAK_AIM, "MB", "", peak()))
    sys.stdout.write(f"memory at rest {at_rest:.0f} MB, at its peak {peak():.0f} MB\n")
    here.leave()


def memory() -> float:
    """What the process holds now, in MB."""
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def peak() -> float:
    """The most that it ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(*, blame: bool) -> None:
    """Print the table."""
    sizes = (10_000, 5_000) if "--quick" in sys.argv else SIZES
    with tempfile.TemporaryDirectory() as name:
        for one in ("CONFIG", "CACHE", "STATE", "DATA"):
            os.environ[f"XDG_{one}_HOME"] = str(Path(name) / one)
        path = Path(name) / "a.review"
        make_apart(path, sizes)
        heads = ("clock", "held", "own")
        sys.stdout.write(f"{'longest hold of the loop, ms':<44}")
        sys.stdout.write("".join(f"{head:>8}" for head in heads) + "\n")
        walk(path, blame=blame)


if __name__ == "__main__":
    main(blame="--blame" in sys.argv)
