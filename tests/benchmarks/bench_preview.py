"""Times the preview of a long roster on the real window: how long each act holds the event loop.

Run by hand: `python tests/benchmarks/bench_preview.py [rows ...]`. Each size runs in a process of
its own over the real office with its two threads; no screen is needed. A timer ticks in the
window's thread; printed for each act is the longest gap between two ticks: by the clock, held
(what the window's thread worked, and waited for others of the process; see stall_meter.py: a busy
machine moves the clock and hardly this), and what it worked alone; how long the act took (by the
clock, and in processor seconds with the reading children), and on Linux the most memory of the
process in the act and what it holds after it. The reading children tell their own, as they are
after exec. `--blame` prints what held the loop longest.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "e2e")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QSettings, Qt, QTimer, QUrl  # noqa: E402 - see above
from PySide6.QtGui import QDragEnterEvent, QDropEvent  # noqa: E402 - see above
from PySide6.QtTest import QTest  # noqa: E402 - see above
from PySide6.QtWidgets import QApplication, QLineEdit  # noqa: E402 - see above
from stall_meter import Gap, gap_between, longer, now_by, queue_of_this_thread  # noqa: E402 - see above

from desktop.ui.plain import settle_python  # noqa: E402 - see above

settle_python()  # as the program does it: before its own modules are imported

from desktop import app, paths  # noqa: E402 - see above
from desktop.intake import reading  # noqa: E402 - see above
from desktop.settings import Settings  # noqa: E402 - see above
from desktop.ui.kit.office import Office  # noqa: E402 - see above
from desktop.ui.kit.page import Place  # noqa: E402 - see above
from desktop.ui.kit.theme import Theme  # noqa: E402 - see above
from desktop.work.cases import start_case  # noqa: E402 - see above
from desktop.work.desk import Desk, open_desk  # noqa: E402 - see above
from desktop.work.rounds import open_round  # noqa: E402 - see above
from tests.benchmarks.bench_import import SCHEME, calamine, made, spent  # noqa: E402 - see above

AIM, BOUND = 50, 100  # ms that the loop is held
TICK = 4  # ms between two ticks
NEW_NAME = "昆明改名有限公司"
LOOK = 0.005  # seconds between two looks at what holds the loop
STATUS = Path("/proc/self/status")
# The reading child, which notes its own most memory: the system's count has the parent's in it.
CHILD = """
import sys
from pathlib import Path
from desktop.intake import child
code = child.main()
with Path(sys.argv[1]).open("a") as notes:
    notes.write(Path("/proc/self/status").read_text())
sys.exit(code)
"""


def megabytes(status: str, what: str) -> int:
    """Return a figure of a status of /proc: VmHWM (the most in memory) or VmRSS (now)."""
    lines = [line.split() for line in status.splitlines() if line.startswith(what)]
    return max((int(line[1]) // 1024 for line in lines), default=0)


def memory_now() -> tuple[int, int]:
    """Return the process's most memory since the last call, and what it holds, in MB."""
    if not STATUS.exists():
        return 0, 0
    status = STATUS.read_text()
    Path("/proc/self/clear_refs").write_text("5")
    return megabytes(status, "VmHWM"), megabytes(status, "VmRSS")


class Pulse:
    """The longest gaps between two turns of the event loop since `begin`."""

    def __init__(self) -> None:
        """Tick as often as the loop turns, once in TICK at most."""
        self.queue = queue_of_this_thread()
        self.begin()
        self.timer = QTimer(interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._tick)
        self.timer.start()

    def begin(self) -> None:
        """Forget the gaps so far."""
        self.last, self.worst = now_by(self.queue), Gap()

    def _tick(self) -> None:
        self.worst = longer(self.worst, gap_between(self.last, now_by(self.queue)))
        self.last = now_by(self.queue)


class Blame:
    """Looks at the window's thread while the loop does not turn, and counts what it is at."""

    def __init__(self, pulse: Pulse) -> None:
        """Begin to look."""
        self.pulse, self.seen = pulse, Counter[str]()
        self.main = threading.main_thread().ident or 0
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            time.sleep(LOOK)
            if time.perf_counter() - self.pulse.last.clock > 4 * LOOK:
                frame = sys._current_frames().get(self.main)
                stack = traceback.extract_stack(frame) if frame else []
                stack = [one for one in stack if "frozen" not in one.filename][-7:]
                self.seen[" > ".join(f"{Path(f.filename).name}:{f.lineno}" for f in stack)] += 1

    def tell(self) -> None:
        """Print what was seen most, and forget it."""
        for stack, count in self.seen.most_common(4):
            sys.stdout.write(f"      {count * LOOK * 1000:5.0f} ms {stack}\n")
        self.seen.clear()


class Acts:
    """The acts of a clerk on one long roster, each measured."""

    def __init__(self, folder: Path, *, blame: bool) -> None:
        """Open the window over a new file with one application."""
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
        self.qt = QApplication(sys.argv[:1])
        app.prepare(self.qt)
        theme = Theme(self.qt)
        theme.apply("light", 100)
        self.office = Office()
        self.window = app.make_window(self.office, theme, lambda: app.beginning(Settings()))
        self.window.resize(1280, 800)
        self.window.show()
        self.office.crashed.connect(lambda trace: sys.exit(trace))
        self.most = 0
        self.children = folder / "children"
        if STATUS.exists():
            told = [sys.executable, "-c", CHILD, str(self.children)]
            reading.child_command = lambda: told
        self.pulse = Pulse()
        self.blame = Blame(self.pulse) if blame else None
        self.office.open_file(lambda: _file(folder), lambda _path: None, owner=self.window)
        self.settle()

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Turn the loop until nothing is under way."""
        self._turn(lambda: not self.office.pending and until())
        for _ in range(20):
            self.qt.processEvents()

    def _turn(self, until: Callable[[], bool]) -> None:
        """Turn the loop as the program does: it sleeps until an event comes, at least a tick."""
        while not until():
            self.qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def measure(
        self, what: str, act: Callable[[], object], until: Callable[[], bool], rest: str = ""
    ) -> None:
        """Do one act and print how long the loop was held until it shows, and during the rest."""
        self.settle()
        self._one(what, act, until)
        if rest:
            self._one(rest, lambda: None, lambda: not self.office.pending)

    def _one(self, what: str, act: Callable[[], object], until: Callable[[], bool]) -> None:
        if self.blame is not None:
            self.blame.seen.clear()
        memory_now()
        begun, before = time.perf_counter(), spent()
        self.pulse.begin()
        act()
        self._turn(until)
        took, used = time.perf_counter() - begun, spent() - before
        for _ in range(3):
            self.qt.processEvents()
        worst = self.pulse.worst
        wall, held, own = (1000 * one for one in (worst.clock, worst.held, worst.own))
        mark = "" if held <= AIM else "  over the aim" if held < BOUND else "  OVER"
        most, kept = memory_now()
        self.most = max(self.most, most)
        told = f"{what:<34} {took:8.2f} {used:8.2f} {wall:8.0f} {held:8.0f} {own:8.0f}"
        sys.stdout.write(f"{told} {most:8} {kept:8}{mark}\n")
        sys.stdout.flush()
        if self.blame is not None:
            self.blame.tell()

    def drop(self, path: Path) -> None:
        """Drop a file in the middle of the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        place, handle = self.window.rect().center(), self.window.windowHandle()
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(handle, QDragEnterEvent(place, copy, data, left, none))
        event = QDropEvent(place.toPointF(), copy, data, left, none, QEvent.Type.Drop)
        QApplication.sendEvent(handle, event)


def _file(folder: Path) -> Desk:
    desk = open_desk(folder / "a.review", paths.forms_dir(), paths.fonts_dir())
    round_id = open_round(desk, SCHEME, 2026).value
    start_case(desk, round_id, "昆明测速平台")
    return desk


def run(path: Path, rows: int, *, blame: bool) -> None:
    """Work one long roster through the window."""
    acts = Acts(path.parent, blame=blame)
    acts.window.go(Place("case", 1, 1, "rosters"))
    acts.settle()
    step = acts.window.page("case").step("rosters")
    preview = step.preview
    idle = lambda: acts.office.pending == 0  # noqa: E731 - a word for it
    rest = "  looked at closely, and counted"
    acts.measure("drop, until the preview shows", lambda: acts.drop(path), step.previewing, rest)
    if preview.incoming[0].taken is None:
        sys.exit(preview.incoming[0].sentence)
    lines = preview.file.lines("firms")
    for kind in ("taken", "all"):
        button = lines.kinds.buttons[kind]
        acts.measure(f"show rows: {button.text()}", button.click, idle)
    header = lines.table.horizontalHeader()
    acts.measure("sort by name", lambda: header.sectionClicked.emit(4), idle)
    acts.measure("the order of the file", lambda: lines.rows.sort(-1), idle)
    bar = lines.table.verticalScrollBar()
    acts.measure("scroll to the end", lambda: bar.setValue(bar.maximum()), idle)
    acts.measure("choose all rows", lines.table.selectAll, idle)
    acts.measure("choose none", lines.table.clearSelection, idle)
    mended = lambda: bool(preview.incoming[0].fixes)  # noqa: E731 - a word for it
    acts.measure("correct a cell, till it shows", lambda: _type(acts, lines, NEW_NAME), mended)
    shown = preview.accept_button.isEnabled
    one = lambda: preview.refuse_rows([lines.rows.rows()[5].at], "重")  # noqa: E731 - a word for it
    acts.measure("refuse a row, till it shows", one, shown, "  doubles follow")
    many = [one.at for one in lines.rows.rows()[100:600]]
    acts.measure("refuse 500 rows", lambda: preview.refuse_rows(many, "重复"), idle)
    acts.measure("give them back", lambda: preview.give_back_rows(many), idle)
    chosen = preview.incoming[0].found.mapping["contact"]
    acts.measure("a column: none", lambda: preview.file.mapped.emit("contact", -1), shown)
    acts.measure("a column: chosen", lambda: preview.file.mapped.emit("contact", chosen), shown)
    done = lambda: idle() and not step.previewing()  # noqa: E731 - a word for it
    acts.measure("keep", preview.accept, done)
    compared = lambda: step.previewing() and idle()  # noqa: E731 - a word for it
    acts.measure("drop again, compared", lambda: acts.drop(path), compared)
    tabs = preview.file.tabs
    for index in range(tabs.count()):
        act = lambda at=index: tabs.setCurrentIndex(at)  # noqa: E731 - a word for it
        acts.measure(f"tab {tabs.tabText(index)}", act, idle)
    acts.measure("keep again", preview.accept, done)
    child = megabytes(acts.children.read_text(), "VmHWM") if STATUS.exists() else 0
    sys.stdout.write(f"{rows} rows: most memory {acts.most} MB, of a child {child} MB\n")
    acts.window.close()
    acts.office.close()


def _type(acts: Acts, lines: object, text: str) -> None:
    table = lines.table  # type: ignore[attr-defined] # RosterLines
    place = table.model().index(3, 4)
    table.setFocus()
    table.setCurrentIndex(place)
    acts.settle()
    table.edit(place)
    acts.qt.processEvents()
    editor = next(one for one in table.viewport().findChildren(QLineEdit) if one.isVisible())
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def main(sizes: list[int], extra: list[str]) -> None:
    """Print a table for each size."""
    for rows in sizes:
        with tempfile.TemporaryDirectory() as name:
            path = made(rows, Path(name))
            alone, begun, used = calamine(path), time.perf_counter(), time.process_time()
            alone()
            told = time.perf_counter() - begun, time.process_time() - used
            say = sys.stdout.write
            say(f"{rows} rows: calamine alone {told[0]:.2f} s, processor {told[1]:.2f} s\n")
            heads = ("took s", "cpu s", "gap ms", "held ms", "own ms", "most MB", "held MB")
            say(f"{'act':<34} " + " ".join(f"{head:>8}" for head in heads) + "\n")
            sys.stdout.flush()
            command = [sys.executable, __file__, "--run", str(path), str(rows), *extra]
            subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    extra = [one for one in sys.argv[1:] if one == "--blame"]
    given = [one for one in sys.argv[1:] if one != "--blame"]
    if given[:1] == ["--run"]:
        run(Path(given[1]), int(given[2]), blame=bool(extra))
    else:
        main([int(one) for one in given] or [30_000, 100_000], extra)
