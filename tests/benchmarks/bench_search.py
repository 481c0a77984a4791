"""Times looking for names, phones, codes and initials in 100,000 firms against SQLite's LIKE.

Run by hand: `python tests/benchmarks/bench_search.py [firms]`. Printed for each text are the
medians of the first 50 rows (whole errand, as the window gets it), of the index alone, and of LIKE
on the same four columns, in milliseconds of the processor (a busy machine moves the clock), with
the ratio of errand to LIKE; then how long the index takes to make,
its longest turn on the store's thread, and the memory that it holds.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from desktop import paths  # noqa: E402 - the checkout's, see above
from desktop.store import search as kept  # noqa: E402 - see above
from desktop.work import search  # noqa: E402 - see above
from desktop.work.desk import Desk, open_desk  # noqa: E402 - see above
from desktop.work.reading_names import readings_of  # noqa: E402 - see above
from tests.benchmarks.bench_rows import Line, note  # noqa: E402 - see above
from tests.benchmarks.big_file import make_file  # noqa: E402 - see above

AIM = 2.0  # ms
RUNS = 9
LIKE = (
    "SELECT id FROM roster_row WHERE (name_folded LIKE ? OR contact LIKE ? OR phone LIKE ? "
    "OR code LIKE ?) AND hidden_by IS NULL AND removed = 0 LIMIT 50"
)


def median(job: Callable[[], object]) -> float:
    """The median of some runs, in milliseconds."""
    times = []
    for _run in range(RUNS):
        begun = time.thread_time()
        job()
        times.append(1000 * (time.thread_time() - begun))
    return statistics.median(times)


def texts(desk: Desk, firms: int) -> list[str]:
    """Texts of every kind: often, seldom and never found, of any length."""
    [middle] = kept.slice_rows(desk.store, firms // 2, firms // 2 + 1)
    last = middle.name[2:4]
    many = ["昆", "科技有限公司", last, middle.name, "公司科技", "没有此公司", middle.contact]
    digits = ["13", middle.phone[-4:], middle.phone, "99999999", middle.code[-6:], "91530100zzz"]
    read = readings_of(desk)
    letters = ["kmkj", "yxgs", read.initials(middle.name), "zzzzz", read.person(middle.contact)]
    return many + digits + letters


def main(firms: int) -> None:
    """Print the table."""
    with TemporaryDirectory() as name:
        path = Path(name) / "a.review"
        make_file(path, (firms // 20,) * 20)
        desk = open_desk(path, paths.forms_dir(), paths.fonts_dir())
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        turns, more = [], True
        begun, used = time.perf_counter(), time.process_time()
        while more:
            turn = time.perf_counter()
            more = search.grow(desk)
            turns.append(1000 * (time.perf_counter() - turn))
        took, used = time.perf_counter() - begun, time.process_time() - used
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        write = sys.stdout.write
        write(
            f"{'text':<30}{'found':>6}{'errand ms':>11}{'index ms':>10}{'LIKE ms':>9}{'ratio':>8}\n"
        )
        search.find(desk, "先")
        slowest = (0.0, 0.0)
        for text in texts(desk, firms):
            count = len(search.find(desk, text).hits)
            errand = median(lambda one=text: search.find(desk, one))
            alone = median(lambda one=text: desk.index.find(kept.fold(one), 50))
            like = median(lambda one=text: desk.store.read(LIKE, (f"%{one}%",) * 4))
            mark = "" if errand <= AIM else "  over"
            row = f"{count:>11}{errand:>11.2f}{alone:>11.2f}{like:>11.2f}{errand / like:>11.3f}"
            write(f"{text:<30}{row}{mark}\n")
            slowest = max(slowest, (errand, like))
        note(Line(f"search in {firms} firms, slowest", slowest[0], 0, AIM, "ms", "", grown))
        note(Line("the same against LIKE", *slowest, 0, "ms", "LIKE on four columns"))
        told = f"{took:.2f} s ({used:.2f} s of the processor), longest turn {max(turns):.0f} ms"
        write(f"index of {firms} firms: {told}, {grown:.0f} MB more at the peak\n")
        desk.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
