"""Times the start of the program with a file of 100,000 firms against a bare PySide6 window.

Run by hand: `python tests/benchmarks/bench_start.py [runs]`. Each start is a fresh process, in
turn: a bare label, and the program's own window on a file of 20 applications with 5,000 firms
each, and on one of a single application with 100,000. Printed are the medians of the time (by the
clock, and of the processor: a busy machine moves the clock most) from the process's start to the
first paint, and to a window that can be used: the file is open, its name and rounds stand in the
frame, and 待办事项 lists what is to be done. `all` is when every application's own line stands
there too. All modules are compiled beforehand, as they are in an installed program.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 7
PAINT_AIM, USABLE_AIM = 1.6, 2.5

BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QLabel
class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("paint", time.monotonic(), time.process_time(), flush=True)
        QApplication.quit()
application = QApplication(sys.argv[:1])
label = Label("示范平台")
label.resize(1280, 800)
label.show()
application.exec()
"""

OURS = """
import faulthandler, sys, time
faulthandler.dump_traceback_later(40, exit=True)
sys.path.insert(0, sys.argv.pop(1))
from desktop import __main__ as entry
from desktop.ui.plain import settle_python
settle_python()
from desktop import app
from desktop.ui.main_window import MainWindow
told = set()
def tell(word):
    if word not in told:
        told.add(word)
        print(word, time.monotonic(), time.process_time(), flush=True)
class Watched(MainWindow):
    def event(self, event):
        done = super().event(event)
        if event.type() == event.Type.UpdateRequest:
            tell("paint")
            page = self._pages.get("todo")
            if page is not None and page.isVisible() and page.settled:
                tell("usable")
                if page.whole:
                    tell("all")
                    self.close()
        return done
app.MainWindow = Watched
sys.exit(entry.main())
"""


def start(command: list[str], home: Path) -> dict[str, tuple[float, float]]:
    """Start a process; return clock and processor seconds until each word that it prints."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_STATE_HOME": str(home / "state"),
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.monotonic()
    done = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, env=environment, check=True, timeout=120
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    return {word: (float(at) - begun, float(used)) for word, at, used in lines}


def main(runs: int) -> None:
    """Print the table."""
    sys.path.insert(0, str(ROOT))
    from tests.benchmarks.bench_rows import Line, note
    from tests.benchmarks.big_file import make_file

    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        files = {"20 x 5,000": home / "20.review", "1 x 100,000": home / "1.review"}
        make_file(files["20 x 5,000"], (5_000,) * 20)
        make_file(files["1 x 100,000"], (100_000,))
        found: dict[str, list[tuple[float, float]]] = {}
        for run in range(runs + 1):
            bare = start([sys.executable, "-c", BARE], home)
            times = {"bare": bare["paint"]}
            for label, path in files.items():
                ours = start([sys.executable, "-c", OURS, str(ROOT), str(path)], home)
                times |= {f"{label} {word}": at for word, at in ours.items()}
            for what, at in times.items() if run else ():  # the first one compiles the modules
                found.setdefault(what, []).append(at)
        plain = [statistics.median(one) for one in zip(*found["bare"], strict=True)]
        heads = ("clock s", "times", "cpu s", "times")
        sys.stdout.write(f"{'':<20}" + "".join(f"{head:>9}" for head in heads) + "\n")
        for what, times in found.items():
            middle = [statistics.median(one) for one in zip(*times, strict=True)]
            pairs = zip(middle, plain, strict=True)
            row = "".join(f"{one:9.3f}{one / bare:9.2f}" for one, bare in pairs)
            aim = {"paint": PAINT_AIM, "usable": USABLE_AIM}.get(what.split()[-1])
            told = f"  (aim {aim})" if aim and what != "bare" else ""
            sys.stdout.write(f"{what:<20}{row}{told}\n")
            if aim and what != "bare":
                note(Line(f"start, {what}", middle[1], plain[1], aim, "s cpu", "bare label window"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
