"""Exact chances when some firms of a roster are asked: whole numbers and fractions, no floats."""

from collections.abc import Callable
from fractions import Fraction
from math import comb

FRAME_LIMIT = 5000
TWO_SIDED_95 = Fraction(1, 40)


def needed_satisfied(asked: int, threshold: tuple[int, int] = (4, 5)) -> int:
    """Return how many of `asked` firms must be satisfied to reach `threshold` (a fraction)."""
    part, whole = threshold
    return -(-asked * part // whole)


def chance_of_missing(
    n: int, frame: int, satisfied: int, threshold: tuple[int, int] = (4, 5)
) -> Fraction:
    """Return how likely a sample of `n` stays below `threshold`, exactly.

    `satisfied` of the `frame` firms are satisfied in truth. ValueError where the three numbers
    don't fit together.
    """
    _check(n, frame)
    if not 0 <= satisfied <= frame:
        raise ValueError(f"{satisfied} of {frame}")
    return Fraction(
        _ways(n, frame, satisfied, 0, needed_satisfied(n, threshold) - 1), comb(frame, n)
    )


def interval(x: int, n: int, frame: int, tail: Fraction = TWO_SIDED_95) -> tuple[int, int]:
    """Return how many of the whole `frame` may be satisfied when `x` of `n` asked are: (L, U).

    With X ~ Hypergeometric(frame, M, n): L = min{M: P(X >= x) > tail},
    U = max{M: P(X <= x) > tail}. Both bounds are exact; a caller keeps `frame` to FRAME_LIMIT and
    stays off the window's thread. ValueError where the numbers don't fit together.
    """
    _check(n, frame)
    if not 0 <= x <= n:
        raise ValueError(f"{x} of {n}")
    lower = _fewest(x, n, frame, tail)
    # The other tail is the same question about the firms that are not satisfied.
    return lower, frame - _fewest(n - x, n, frame, tail)


def _check(n: int, frame: int) -> None:
    if not 0 < n <= frame:
        raise ValueError(f"a sample of {n} from {frame}")


def _fewest(x: int, n: int, frame: int, tail: Fraction) -> int:
    line = tail * comb(frame, n)
    return _first(x, frame - (n - x), lambda marked: _ways(n, frame, marked, x, n) > line)


def _ways(n: int, frame: int, marked: int, low: int, high: int) -> int:
    """Count the samples of `n` with `low` to `high` of the `marked` firms in them.

    The first count is a product of two binomials, each next one follows from it by a recurrence.
    """
    start = max(low, n - (frame - marked), 0)
    stop = min(high, n, marked)
    if start > stop:
        return 0
    term = comb(marked, start) * comb(frame - marked, n - start)
    total = term
    for k in range(start, stop):
        term = term * (marked - k) * (n - k) // ((k + 1) * (frame - marked - n + k + 1))
        total += term
    return total


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return the smallest number from `low` to `high` that `holds`; at `high` it always does."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
