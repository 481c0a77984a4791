"""Times opening, checking and backing up a large file against SQLite alone, in one run.

Run by hand: `python tests/benchmarks/bench_keeping.py [applications] [firms]`. The standard file
has 20 applications with 5,000 firms each. Prints medians of five runs in turn and their ratios;
what happens off the window's thread is marked so.
"""

import os
import shutil
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop import paths
from desktop.store import applications, backups, copies, files, rosters, rounds
from desktop.store.store import Store
from desktop.work import checking, keeping
from desktop.work.desk import open_desk
from tests.benchmarks.bench_rows import Line, note

AIM = 1.2  # a verified backup against a bare VACUUM INTO, fsync and integrity_check
RUNS = 5
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))


def fill(path: Path, count: int, firms: int) -> None:
    """Let `count` applications with `firms` firms each lie in a new file."""
    store = Store.open(path)
    with store.act("甲", "新建年度", "round:1", {}):
        number = rounds.add_round(store, "kunming-platform-2022", 2026, {})
    for at in range(1, count + 1):
        with store.act("甲", "读入文件", f"application:{at}", {}):
            applications.add_application(store, number, f"第{at}平台", f"第{at}公司")
            kept = files.keep_file(store, at, "名单.xlsx", b"%d" % at, "xlsx")
            rows = [rosters.NewRow("名录", n + 1, _firm(at, n)) for n in range(1, firms + 1)]
            rosters.add_import(store, at, "services", kept.id, rows)
    store.close()


def _firm(at: int, number: int) -> dict[str, str]:
    return {
        "name": f"昆明第{at}之{number}号精密机械有限公司",
        "contact": "联系人甲",
        "phone": f"139{at:03d}{number:05d}",
        "service": "政策咨询、融资对接",
    }


def seconds(job: Callable[[], object]) -> float:
    """The time of one run."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def compare(what: str, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    """Print both medians and their ratio."""
    runs = [(seconds(ours), seconds(theirs)) for _ in range(RUNS)]
    mine, plain = (statistics.median(one) for one in zip(*runs, strict=True))
    sys.stdout.write(f"{what:<44} {mine:8.3f} {plain:8.3f} {mine / plain:7.2f}\n")
    aim = AIM if what.startswith("verified backup") else 0
    note(Line(what.partition(" (aim")[0], mine, plain, aim, "s", "SQLite alone"))


def open_alone(path: Path) -> None:
    """What SQLite alone needs to open a file and read one row of it."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA locking_mode=EXCLUSIVE")
        conn.execute("BEGIN EXCLUSIVE")
        conn.execute("COMMIT")
        conn.execute("SELECT name FROM application LIMIT 1").fetchall()


def open_ours(path: Path, profile: Path) -> None:
    """Open the file as the window does, with the look at what is remembered of it."""
    desk = open_desk(path, paths.forms_dir(), paths.fonts_dir(), lambda: NOON)
    keeping.watch(desk, profile)
    desk.close()


def back_up_alone(path: Path, folder: Path) -> None:
    """A bare VACUUM INTO, fsync and integrity_check."""
    target = folder / "bare.review"
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("VACUUM INTO ?", (str(target),))
    with target.open("rb+") as handle:
        os.fsync(handle.fileno())
    with closing(sqlite3.connect(target)) as conn:
        conn.execute("PRAGMA integrity_check").fetchall()
    target.unlink()


def back_up(store: Store, folder: Path) -> None:
    """A verified backup as the program makes it."""
    made = backups.finish(backups.begin(store.vacuum_into, folder), NOON, "hand")
    made.path.unlink()


def main(count: int, firms: int) -> None:
    """Fill a file, then print a line for each comparison."""
    with TemporaryDirectory() as held:
        folder = Path(held)
        path = folder / "审查.review"
        fill(path, count, firms)
        size = path.stat().st_size / 1e6
        sys.stdout.write(f"{count} applications with {firms} firms each, {size:.0f} MB\n")
        sys.stdout.write(f"{'':44} program    plain   ratio\n")
        store_only = folder / "plain.review"
        shutil.copyfile(path, store_only)
        compare(
            "open the file (store alone)",
            lambda: Store.open(path).close(),
            lambda: open_alone(store_only),
        )
        compare(
            "open with schemes, fonts' list and memory",
            lambda: open_ours(path, folder / "profile"),
            lambda: open_alone(store_only),
        )
        store = Store.open(path)
        own, bare = folder / "own", folder / "bare"
        own.mkdir()
        bare.mkdir()
        compare(
            f"verified backup, off the window (aim {AIM})",
            lambda: back_up(store, own),
            lambda: back_up_alone(store_only, bare),
        )
        _check(store, path, folder)
        store.close()


def _check(store: Store, path: Path, folder: Path) -> None:
    copy = folder / "copy.review"
    took = seconds(lambda: copies.copy_into(store.vacuum_into, copy))
    sys.stdout.write(f"copy for a check, on the store's thread: {took:.3f} s\n")
    places = (keeping.files_of(path), paths.forms_dir(), paths.fonts_dir())
    took = seconds(lambda: checking.check_file(copy, *places, lambda: NOON, lambda *_: None))
    sys.stdout.write(f"full check of the copy, off all threads of the window: {took:.3f} s\n")


if __name__ == "__main__":
    words = [int(one) for one in sys.argv[1:]]
    main(*(words + [20, 5000][len(words) :]))
