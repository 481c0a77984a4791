"""The exact interval, the exact chance of missing the line, and the satisfied answers needed."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.hypergeometric import chance_of_missing, interval, needed_satisfied

KNOWN = [
    (45, 100, 300, 111, 160),
    (2, 100, 300, 2, 18),
    (3, 10, 50, 5, 31),
    (50, 60, 61, 50, 51),
    (10, 20, 20, 10, 10),
    (1, 2, 5, 1, 4),
    (5, 10, 20, 6, 14),
    (8, 10, 100, 46, 97),
    (10, 12, 112, 60, 109),
    (12, 14, 137, 81, 134),
    (20, 24, 236, 151, 223),
    (40, 50, 500, 335, 447),
    (3, 4, 40, 9, 39),
    (0, 10, 2000, 0, 615),
]
LOWER = [0, 11, 74, 176, 301, 446, 609, 788, 988, 1213, 1484]
UPPER = [516, 787, 1012, 1212, 1391, 1554, 1699, 1824, 1926, 1989, 2000]


@pytest.mark.parametrize(("x", "n", "frame", "low", "high"), KNOWN)
def test_interval_known_answers(x: int, n: int, frame: int, low: int, high: int) -> None:
    """The two-sided 95 % interval is exactly that of the published definition."""
    assert interval(x, n, frame) == (low, high)


def test_one_sided_bounds_known_answers() -> None:
    """With a tail of 5 % each, 10 asked of 2,000 give the published bounds for every count."""
    bounds = [interval(x, 10, 2000, Fraction(1, 20)) for x in range(11)]
    assert bounds == list(zip(LOWER, UPPER, strict=True))


def test_interval_of_a_large_frame_is_exact() -> None:
    """At the largest frame the interval still mirrors: dissatisfied counts give the other end."""
    low, high = interval(400, 500, 5000)
    assert interval(100, 500, 5000) == (5000 - high, 5000 - low)


@settings(deadline=None)
@given(st.integers(1, 25), st.data())
def test_interval_agrees_with_counting_it_out(frame: int, data: st.DataObject) -> None:
    """Bisection finds the same ends as trying every possible number of satisfied firms."""
    n = data.draw(st.integers(1, frame))
    x = data.draw(st.integers(0, n))
    low, high = interval(x, n, frame)
    assert low == min(m for m in range(frame + 1) if _at_least(x, n, frame, m) > Fraction(1, 40))
    assert high == max(
        m for m in range(frame + 1) if 1 - _at_least(x + 1, n, frame, m) > Fraction(1, 40)
    )


def _at_least(x: int, n: int, frame: int, marked: int) -> Fraction:
    """Draw one firm after another: the chance of `x` or more marked ones, without binomials."""
    if x <= 0:
        return Fraction(1)
    if n == 0 or x > min(n, marked):
        return Fraction(0)
    chances = {0: Fraction(1)}
    for drawn in range(n):
        after: dict[int, Fraction] = {}
        for found, chance in chances.items():
            hit = Fraction(marked - found, frame - drawn)
            after[found + 1] = after.get(found + 1, Fraction(0)) + chance * hit
            after[found] = after.get(found, Fraction(0)) + chance * (1 - hit)
        chances = after
    return sum((chance for found, chance in chances.items() if found >= x), Fraction(0))


@pytest.mark.parametrize(
    ("n", "chance"),
    [(4, Fraction(6497, 18278)), (5, Fraction(97, 1406)), (10, Fraction(381, 9139))],
)
def test_chance_of_missing_known_answers(n: int, chance: Fraction) -> None:
    """A platform with 36 of 40 satisfied firms misses 80 % this often, exactly."""
    assert chance_of_missing(n, 40, 36) == chance


def test_chance_of_missing_is_certain_at_the_ends() -> None:
    """With nobody satisfied the line is always missed, with everybody satisfied never."""
    assert [chance_of_missing(5, 40, m) for m in (0, 40)] == [1, 0]


@pytest.mark.parametrize(
    ("asked", "needed"),
    [(4, 4), (5, 4), (10, 8), (12, 10), (14, 12), (15, 12), (20, 16), (24, 20)],
)
def test_satisfied_answers_needed(asked: int, needed: int) -> None:
    """The fewest satisfied answers that reach 80 %; one fewer does not."""
    assert needed_satisfied(asked) == needed
    assert 5 * needed >= 4 * asked > 5 * (needed - 1)


@pytest.mark.parametrize("numbers", [(1, 0, 5), (1, 6, 5), (-1, 2, 5), (3, 2, 5)])
def test_numbers_that_do_not_fit_are_a_bug(numbers: tuple[int, int, int]) -> None:
    """More answers than firms asked, or more asked than there are, is a caller's mistake."""
    with pytest.raises(ValueError, match=r"of|from"):
        interval(*numbers)
