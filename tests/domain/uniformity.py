"""Whether the draw favours anybody: chi-square over many seeds, for single firms and for pairs."""

import math
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

from desktop.domain.draw import order, public_seed

# Roster and sample size; the run on demand takes them all.
PAIRS = (
    *((4, 2), (5, 2), (6, 3), (8, 1), (8, 4), (10, 2)),
    *((12, 5), (15, 2), (20, 2), (24, 12), (30, 3), (40, 4)),
)


def samples(count: int, n: int, seeds: int, first: int = 0) -> Iterable[frozenset[int]]:
    """The samples of `n` from `count` firms for public numbers that follow each other."""
    for number in range(first, first + seeds):
        yield frozenset(order(public_seed(f"{number:06d}", "0" * 64), count)[:n])


def statistics(
    count: int, n: int, drawn: Iterable[frozenset[int]]
) -> tuple[tuple[Fraction, int], tuple[Fraction, int] | None]:
    """Return chi-square and degrees of freedom, exactly, for single firms and for pairs.

    Samples without replacement are not independent, so the counts are taken apart: the single
    firms' counts have the variance p(1 - p)·N/(N - 1) in N - 1 directions; what the pairs' counts
    say beyond that has the variance p2 - 2·p3 + p4 in N(N - 3)/2 directions, where pk is the
    chance that k given firms are all drawn. None where pairs say nothing more.
    """
    singles: Counter[int] = Counter()
    pairs: Counter[tuple[int, int]] = Counter()
    seeds = 0
    for one in drawn:
        seeds += 1
        singles.update(one)
        pairs.update(combinations(sorted(one), 2))
    p = [Fraction(math.comb(count - k, n - k), math.comb(count, n)) if k <= n else Fraction(0)
         for k in range(5)]  # fmt: skip  # one line of mathematics
    spread = sum((singles[i] - seeds * p[1]) ** 2 for i in range(1, count + 1))
    single = spread * (count - 1) / (seeds * p[1] * (1 - p[1]) * count)
    beyond = p[2] - 2 * p[3] + p[4]
    if count < 4 or beyond == 0:
        return (single, count - 1), None
    rest = _beyond(count, pairs) / (seeds * beyond)
    return (single, count - 1), (rest, count * (count - 3) // 2)


def _beyond(count: int, pairs: Counter[tuple[int, int]]) -> Fraction:
    """Sum the squares of what remains of the pairs' counts after each firm's own share."""
    total = sum(pairs.values())
    touching: Counter[int] = Counter()
    for (i, j), seen in pairs.items():
        touching[i] += seen
        touching[j] += seen
    mean = Fraction(2 * total, count)
    level = Fraction(total, math.comb(count, 2))
    share = {i: (touching[i] - mean) / (count - 2) for i in range(1, count + 1)}
    every = combinations(range(1, count + 1), 2)
    return sum(((pairs[i, j] - level - share[i] - share[j]) ** 2 for i, j in every), Fraction(0))


def chance_beyond(square: Fraction, degrees: int) -> float:
    """Return how often chi-square of so many degrees is at least `square`, by its finite sum."""
    half = float(square) / 2
    if degrees % 2:
        tail, k = math.erfc(math.sqrt(half)), 1
    else:
        tail, k = math.exp(-half), 2
    while k < degrees:
        tail += math.exp(k / 2 * math.log(half) - half - math.lgamma(k / 2 + 1)) if half else 0.0
        k += 2
    return tail
