"""Runs every benchmark and prints one table: ours, the peer or limit in the same run, the ratio.

Run by hand: `python tests/benchmarks/all.py [--quick] [name ...]`. The sizes are those of the
README's table (some 40 minutes); `--quick` takes a tenth or so, to see that all of them run. A
ratio is to the peer, or to the limit where there is none. Memory is the line's own where the bench
tells it, else the most that any process of the whole bench held, peers among them (marked ~).
What misses its aim is marked, and the exit status is the number of benches that ended badly.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench_rows import FILE, Line, noted

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# Bench -> its arguments in full, and quick.
BENCHES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "start": (("5",), ("1",)),
    "import": (("100000", "5"), ("10000", "1")),
    "draw": (("1000000",), ("100000",)),
    "paper": (("5", "20", "10000"), ("1", "20", "1000")),
    "search": (("100000",), ("10000",)),
    "keeping": (("20", "5000"), ("4", "5000")),
    "table": (("100000",), ("10000",)),
    "stall": ((), ("--quick",)),
    "assess": (("1000",), ("200",)),
    "dossier": (("100", "20"), ("4", "2")),
}
MB = 1_000_000
LIMITS = (("bundle", "bundle/review-desk", 250), ("deb", "dist/*.deb", 110))


@dataclass(frozen=True)
class Run:
    """One bench: its lines, the most memory of any of its processes (MB), seconds, and its end."""

    lines: list[Line]
    memory: float
    took: float
    status: int
    said: str


def run(name: str, arguments: tuple[str, ...]) -> Run:
    """Run one bench in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        place, told = Path(folder) / "lines", Path(folder) / "said"
        environment = {**os.environ, FILE: str(place), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, str(HERE / f"bench_{name}.py"), *arguments]
        begun = time.monotonic()
        with told.open("w+b") as out:
            bench = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
            )
            _pid, status, used = os.wait4(bench.pid, 0)
            bench.returncode = os.waitstatus_to_exitcode(status)
        took, said = time.monotonic() - begun, told.read_text("utf-8", "replace")
        # what the kernel tells of a process that was waited for holds its children's peak too
        return Run(noted(place), used.ru_maxrss / 1024, took, bench.returncode, said)


def built() -> Iterator[Line]:
    """Bundle and package, where `dev.py build` has made them."""
    for what, pattern, limit in LIMITS:
        found = sorted((ROOT / "build").glob(pattern))
        if found:
            size = sum(file.stat().st_size for file in _files(found[-1])) / MB
            yield Line(what, size, 0, limit, "MB")


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return [f for f in place.rglob("*") if f.is_file() and not f.is_symlink()]


def shown(line: Line, most: float) -> str:
    """One row of the table; `most` is the bench's memory, for a line that tells none."""
    peer = f"{line.peer:10.3f}" if line.peer else f"{'':10}"
    aim = f"{line.aim:g}{'x' if line.peer else ' ' + line.unit}" if line.aim else "-"
    state = {True: "met", False: "MISSED", None: ""}[line.met]
    memory = f"{line.memory:6.0f} " if line.memory else f"{most:6.0f}~" if most else f"{'':7}"
    figures = f"{line.ours:10.3f}{peer} {line.unit:<6}{line.ratio:8.2f}{aim:>9} {state:<7}{memory}"
    return f"{line.what:<44}{figures} {line.against}\n"


def main(arguments: list[str]) -> int:
    """Print the table as the benches end; returns how many ended badly."""
    quick = "--quick" in arguments
    names = [one for one in arguments if one != "--quick"] or list(BENCHES)
    say, failed = sys.stdout.write, 0
    say(f"{'':<44}{'ours':>10}{'peer':>10} {'':6}{'ratio':>8}{'aim':>9} {'':7}{'MB':>6}\n")
    for name in names:
        done = run(name, BENCHES[name][quick])
        for line in done.lines:
            say(shown(line, done.memory))
        if done.status:
            failed += 1
            say(f"{name} ENDED WITH {done.status}; it said last: {done.said[-400:]}\n")
        sys.stderr.write(f"# {name}: {done.took:.0f} s\n")
        sys.stdout.flush()
    for line in built():
        say(shown(line, 0))
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
