"""Times the import of a long roster against expat, calamine and a bare executemany.

Run by hand: `python tests/benchmarks/bench_import.py [rows [rounds]]`. Every part runs in a fresh
process, in turn; what is printed are medians of processor seconds (a busy machine moves the clock
and hardly these), their ratios, and the most memory of a process. The search index is apart.
"""

import gc
import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from desktop.intake.book import Reading  # noqa: E402 - the line above
from desktop.intake.found import Taken  # noqa: E402 - the line above
from desktop.intake.reading import read  # noqa: E402 - the line above
from desktop.intake.tables import guess_roster, take_rows  # noqa: E402 - the line above
from desktop.store import applications, rosters, rounds  # noqa: E402 - the line above
from desktop.store.roster_cells import columns, prepared  # noqa: E402 - the line above
from desktop.store.store import Store  # noqa: E402 - the line above
from tests.benchmarks.bench_rows import Line, note  # noqa: E402 - the line above

if TYPE_CHECKING:
    from desktop.domain.form import Roster

SCHEME = "kunming-platform-2022"
AIMS = {"import": ("expat", 6.0), "store": ("executemany", 1.3), "preview": ("calamine", 3.0)}


def made(rows: int, folder: Path) -> Path:
    """Write the workbook once. What makes it is no part of the program, nor of its memory."""
    from openpyxl import Workbook

    from tests.intake.nasty import firm, labels, written

    path = folder / f"{rows}.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名单")
    sheet.append(labels(known_rosters(SCHEME)["firms"]))
    for number in range(1, rows + 1):
        sheet.append(written(firm(number)))
    book.save(path)
    return path


def known_rosters(scheme: str) -> dict[str, "Roster"]:
    """Return a scheme's rosters by key, read with what the tests read them with."""
    from tests.intake.nasty import rosters as known

    return known(scheme)


def bare_expat(path: Path) -> Callable[[], object]:
    """Unzip and parse every sheet and the shared strings, and do nothing with them."""
    data = path.read_bytes()

    def work() -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if "sheet" in name or "shared" in name:
                    parser = expat.ParserCreate()
                    parser.StartElementHandler = lambda *_: None
                    parser.CharacterDataHandler = lambda _: None
                    parser.Parse(archive.read(name), True)

    return work


def calamine(path: Path) -> Callable[[], object]:
    """Read the sheet into lists, as calamine alone does."""
    from python_calamine import CalamineWorkbook

    data = path.read_bytes()
    return lambda: (
        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    )


def taken(path: Path) -> Taken:
    """Read in the child, count in another, find the table, take and check every row."""
    got = read(path, path.name)
    if not isinstance(got, Reading) or got.book is None:
        raise SystemExit(got)
    known = known_rosters(SCHEME)
    hit = guess_roster(got.book.sheets, tuple(known.values()))
    if hit is None:
        raise SystemExit("no roster")
    return take_rows(hit[1], known[hit[0]])


def preview(path: Path) -> Callable[[], object]:
    """All that happens before the clerk sees the rows."""
    return lambda: taken(path)


def opened(path: Path) -> tuple[Store, int]:
    """Return a new data file with one application in it."""
    store = Store.open(Path(tempfile.mkdtemp(dir=path.parent)) / "a.review")
    with store.act("甲", "开始", "round:1", {}):
        number = rounds.add_round(store, SCHEME, 2026, {})
        application = applications.add_application(store, number, "甲", "")
    return store, application


def whole(path: Path) -> Callable[[], object]:
    """From the file to the committed act."""
    store, application = opened(path)

    def work() -> None:
        rows = taken(path).rows
        with store.act("甲", "读入文件", f"application:{application}", {"rows": len(rows)}):
            rosters.add_import(store, application, "firms", None, rows)

    return work


def storing(path: Path) -> Callable[[], object]:
    """The act of keeping rows that were taken before; what is kept of each is made in it."""
    store, application = opened(path)
    rows = taken(path).rows

    def work() -> None:
        with store.act("甲", "读入文件", f"application:{application}", {"rows": len(rows)}):
            rosters.add_import(store, application, "firms", None, rows)

    return work


def preparing(path: Path) -> Callable[[], object]:
    """What of `store` is spent on making ready what is kept of each row (folded names, JSON)."""
    rows = taken(path).rows
    return lambda: deque(prepared(rows), 0)


def executemany(path: Path) -> Callable[[], object]:
    """The same rows, ready as tuples, into the same table of the same file, in one transaction."""
    store, application = opened(path)
    with store.act("甲", "读入文件", f"application:{application}", {}):
        number = rosters.add_import(store, application, "firms", None, ())
    shared = (application, number, "firms", "")
    ready = [(*shared, row.sheet, row.line, *columns(row.cells), "{}") for row in taken(path).rows]
    conn = store.db.conn

    def work() -> None:
        conn.execute("PRAGMA query_only=OFF")
        conn.execute("BEGIN IMMEDIATE")
        conn.executemany(
            "INSERT INTO roster_row (application_id, import_id, roster, file, sheet, line, name, "
            "name_folded, code, contact, phone, cells, marks) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            ready,
        )
        conn.execute("COMMIT")

    return work


PARTS: dict[str, Callable[[Path], Callable[[], object]]] = {
    "expat": bare_expat,
    "calamine": calamine,
    "preview": preview,
    "import": whole,
    "store": storing,
    "of it, prep.": preparing,
    "executemany": executemany,
}


def spent() -> float:
    """Processor seconds of this process and its children so far."""
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def run(part: str, path: Path) -> None:
    """Do one part in this process and print its figures."""
    gc.set_threshold(50_000, 1_000, 1_000)  # as the program does (ui.plain)
    known_rosters(SCHEME)  # the scheme is there before a file is
    work = PARTS[part](path)
    before, begun = spent(), time.perf_counter()
    work()
    memory = [
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    figures = [spent() - before, time.perf_counter() - begun, *memory]
    print(json.dumps(figures))  # noqa: T201 - the answer


def main(rows: int, rounds_: int) -> None:
    """Print the table."""
    say = sys.stdout.write
    with tempfile.TemporaryDirectory() as name:
        path = made(rows, Path(name))
        found: dict[str, list[list[float]]] = {part: [] for part in PARTS}
        for _ in range(rounds_):
            for part in PARTS:
                command = [sys.executable, __file__, "--part", part, str(path)]
                done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
                found[part].append(json.loads(done.stdout.splitlines()[-1]))
    middle = {
        part: [statistics.median(one) for one in zip(*runs, strict=True)]
        for part, runs in found.items()
    }
    say(f"{rows} rows, medians of {rounds_}\n")
    say("part          processor s  clock s  own MB  child MB  ratio\n")
    for part, (used, clock, own, child) in middle.items():
        peer, aim = AIMS.get(part, ("", 0.0))
        ratio = used / middle[peer][0] if peer else 0
        told = f"{ratio:5.2f} of {peer} (aim {aim})" if peer else ""
        say(f"{part:<13} {used:11.3f} {clock:8.3f} {own:7.0f} {child:9.0f}  {told}\n")
        if peer:
            what, memory = f"{part} of {rows} rows", max(own, child)
            note(Line(what, used, middle[peer][0], aim, "s", peer, memory))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        run(sys.argv[2], Path(sys.argv[3]))
    else:
        given = [int(text) for text in sys.argv[1:]]
        main(*(given + [100_000, 5][len(given) :]))
