"""Times the order of a draw against the plain loop of f-string, sha256, hexdigest and sort.

Run by hand: `python tests/benchmarks/bench_draw.py [count …]`. Prints the ratio of the medians of
five runs in turn (aim: at most 1.1) and the peak of memory of each, measured apart.
"""

import hashlib
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop.domain.draw import order
from tests.benchmarks.bench_rows import Line, note

SEED = "draw1:w:042042:000102030405060708090a0b0c0d0e0f:" + "0" * 64
AIM = 1.1


def plain(seed: str, count: int) -> list[int]:
    """The loop that anybody would write."""
    tickets = []
    for i in range(1, count + 1):
        tickets.append((hashlib.sha256(f"{seed},{i}".encode()).hexdigest(), i))
    tickets.sort()
    return [i for _, i in tickets]


def seconds(draw: Callable[[str, int], list[int]], count: int) -> float:
    """The time of one run."""
    start = time.perf_counter()
    draw(SEED, count)
    return time.perf_counter() - start


def peak(draw: Callable[[str, int], list[int]], count: int) -> int:
    """The most memory that one run holds, in bytes."""
    tracemalloc.start()
    draw(SEED, count)
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def main(counts: list[int]) -> None:
    """Print one line for each number of firms."""
    say = sys.stdout.write
    say("firms      program s  plain s  ratio  (aim 1.1)  memory MB program / plain\n")
    for count in counts:
        if order(SEED, count) != plain(SEED, count):
            raise SystemExit("the two orders differ")
        runs = [(seconds(order, count), seconds(plain, count)) for _ in range(5)]
        ours, theirs = (statistics.median(one) for one in zip(*runs, strict=True))
        memory = [peak(draw, count) / 1e6 for draw in (order, plain)]
        met = "met" if ours <= AIM * theirs else "MISSED"
        say(f"{count:<10} {ours:9.3f} {theirs:8.3f} {ours / theirs:6.2f}  {met:9}")
        say(f"  {memory[0]:.1f} / {memory[1]:.1f}\n")
        what = f"draw of {count} firms"
        note(Line(what, ours, theirs, AIM, "s", "f-string, sha256, sort", memory[0]))


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
