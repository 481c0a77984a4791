"""Times the table of a roster of 100,000 rows against a minimal one in Qt, and against bare SQL.

Run by hand: `python tests/benchmarks/bench_table.py [rows]`. The peer for scrolling is Qt's own
QSqlTableModel over a copy of the same table, with every row fetched. Printed are medians of
processor time: a frame while scrolling, then the numbers of all rows in an order, and those that
hold a text, against the SQL alone. The order of names is that of their readings (拼音), which SQL
alone can't give: its own is by code points, so there is a second peer, SQL with a function that
tells a reading, which gives the same ids. Ours is made ready while the roster is looked at and
nothing else is done, and holds until the roster is written; so it is timed three ways: made when
it is asked for, made ready at rest, and asked for again.
"""

import os
import resource
import shutil
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings  # noqa: E402 - see above
from PySide6.QtSql import QSqlDatabase, QSqlTableModel  # noqa: E402 - see above
from PySide6.QtWidgets import QApplication, QTableView, QWidget  # noqa: E402 - see above

from desktop import app, paths  # noqa: E402 - see above
from desktop.ui.kit.office import Office  # noqa: E402 - see above
from desktop.ui.kit.theme import Theme  # noqa: E402 - see above
from desktop.ui.pages.steps.roster_table import RosterTable  # noqa: E402 - see above
from desktop.ui.plain import plain_imports  # noqa: E402 - see above
from desktop.work.desk import Desk, open_desk  # noqa: E402 - see above
from desktop.work.reading_names import readings_of  # noqa: E402 - see above
from desktop.work.roster_order import Orders  # noqa: E402 - see above
from desktop.work.rosters import order_beforehand, roster_numbers  # noqa: E402 - see above
from tests.benchmarks.bench_rows import Line, note  # noqa: E402 - see above
from tests.benchmarks.big_file import SCHEME, make_file  # noqa: E402 - see above

RUNS, FRAMES = 7, 200
SCROLL_AIM, SORT_AIM = 2.0, 1.3
SHOWN = "FROM roster_row WHERE application_id = 1 AND roster = 'firms' AND hidden_by IS NULL "
SHOWN += "AND removed = 0"
HOLDS = "(instr(name_folded, ?) OR instr(lower(code), ?) OR instr(lower(contact), ?) "
HOLDS += "OR instr(phone, ?))"
COLUMNS = "name, code, contact, phone, cells"


def bare(path: Path) -> QSqlTableModel:
    """Qt's own model over a table with the roster's columns, all of it fetched."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"CREATE TABLE shown AS SELECT {COLUMNS} {SHOWN}")
        conn.commit()
    base = QSqlDatabase.addDatabase("QSQLITE")
    base.setDatabaseName(str(path))
    if not base.open():
        sys.exit(base.lastError().text())
    model = QSqlTableModel(None, base)
    model.setTable("shown")
    model.select()
    while model.canFetchMore():
        model.fetchMore()
    return model


def frame(view: QTableView, qt: QApplication) -> float:
    """Milliseconds of the processor for one frame while scrolling through all rows."""
    bar, times = view.verticalScrollBar(), []
    for at in range(FRAMES):
        bar.setValue(at * bar.maximum() // FRAMES)
        begun = time.process_time()
        view.viewport().repaint()
        qt.processEvents()
        times.append(1000 * (time.process_time() - begun))
    return statistics.median(times)


def median(job: Callable[[], object]) -> float:
    """Milliseconds of the processor, the median of some runs."""
    times = []
    for _run in range(RUNS):
        begun = time.process_time()
        job()
        times.append(1000 * (time.process_time() - begun))
    return statistics.median(times)


def say(what: str, ours: float, theirs: float, aim: float) -> None:
    """Print a line."""
    ratio = ours / theirs
    mark = "" if ratio <= aim else "  over"
    sys.stdout.write(f"{what:<36}{ours:10.2f}{theirs:10.2f}{ratio:8.2f}  (aim {aim}){mark}\n")
    peer = "QSqlTableModel" if aim == SCROLL_AIM else "bare SQL"
    note(Line(f"table: {what}", ours, theirs, aim, "ms", peer))


def scrolling(qt: QApplication, office: Office, desk: Desk, copy: Path) -> None:
    """Both tables in windows of the same size, with the same columns."""
    columns = desk.schemes[SCHEME].roster("firms").columns[:5]
    ours = RosterTable(office, "firms", columns)
    sys.stdout.write(f"memory with ours alone {memory():.0f} MB\n")
    plain = QTableView()
    plain.setModel(bare(copy))
    plain.setAlternatingRowColors(True)
    for view in (plain, ours):
        view.resize(1000, 700)
        view.show()
    ours.show_for(1)
    qt.processEvents()
    plain.verticalHeader().setDefaultSectionSize(ours.table.verticalHeader().defaultSectionSize())
    both = [(frame(ours.table, qt), frame(plain, qt)) for _time in range(3)]
    mine, least = (statistics.median(one) for one in zip(*both, strict=True))
    say("a frame while scrolling", mine, least, SCROLL_AIM)


def read_by_sql(desk: Desk, copy: Path) -> float:
    """Milliseconds of SQL that gives the order of readings; SystemExit where it gives another."""
    readings = readings_of(desk)
    with closing(sqlite3.connect(copy)) as conn:
        conn.create_function("reading", 1, readings.order, deterministic=True)
        sql = f"SELECT id {SHOWN} ORDER BY reading(name), id"
        if [row[0] for row in conn.execute(sql)] != roster_numbers(
            desk, 1, "firms", by="name", down=False
        ):
            sys.exit("the two orders differ")
        return median(lambda: conn.execute(sql).fetchall())


def by_name(desk: Desk, copy: Path) -> None:
    """The order of names: made at the click, made ready at rest, and once more; then filtered."""

    def ours(holds: str = "") -> None:
        roster_numbers(desk, 1, "firms", holds, "name", down=False)

    def unready(holds: str = "") -> None:
        desk.orders = Orders()
        ours(holds)

    theirs = median(lambda: desk.store.read(f"SELECT id {SHOWN} ORDER BY name"))
    filtered = f"SELECT id {SHOWN} AND {HOLDS} ORDER BY name"
    fewer = median(lambda: desk.store.read(filtered, ("科技",) * 4))
    at_click = median(unready)
    say("order by name, made at the click", at_click, theirs, SORT_AIM)
    say("the same, SQL by readings too", at_click, read_by_sql(desk, copy), SORT_AIM)
    say("those with 科技, made at the click", median(lambda: unready("科技")), fewer, SORT_AIM)
    desk.orders, turns, more = Orders(), list[float](), True
    while more:
        begun = time.process_time()
        more = order_beforehand(desk, 1, "firms")
        turns.append(1000 * (time.process_time() - begun))
    begun = time.process_time()
    ours()
    say("the first, made ready at rest", 1000 * (time.process_time() - begun), theirs, SORT_AIM)
    say("order by name, again", median(ours), theirs, SORT_AIM)
    say("those with 科技, again", median(lambda: ours("科技")), fewer, SORT_AIM)
    sys.stdout.write(f"made ready in {len(turns)} turns, the longest {max(turns):.0f} ms\n")


def main(rows: int) -> None:
    """Print the table."""
    plain_imports()
    qt = QApplication(sys.argv[:1])
    with TemporaryDirectory() as name:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, name)
        app.prepare(qt)
        Theme(qt).apply("light", 100)
        make_file(Path(name) / "a.review", (rows,))
        copy = Path(shutil.copy(Path(name) / "a.review", Path(name) / "copy.db"))
        desk = open_desk(Path(name) / "a.review", paths.forms_dir(), paths.fonts_dir())
        office = Office(inline=True)
        office.open_file(lambda: desk, lambda _path: None, owner=QWidget())
        sys.stdout.write(f"{f'{rows} rows, ms':<36}{'ours':>10}{'peer':>10}{'ratio':>8}\n")
        scrolling(qt, office, desk, copy)
        for by in ("", "phone"):
            sql = f"SELECT id {SHOWN} ORDER BY {by or 'id'}"
            ours = median(lambda one=by: roster_numbers(desk, 1, "firms", by=one, down=False))
            theirs = median(lambda one=sql: desk.store.read(one))
            say(f"order by {by or 'id'}", ours, theirs, SORT_AIM)
        by_name(desk, copy)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(f"most memory {most:.0f} MB\n")
        office.close()


def memory() -> float:
    """What the process holds now, in MB."""
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
