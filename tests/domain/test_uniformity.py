"""The draw favours nobody: single firms and pairs come out as often as chance has it."""

from fractions import Fraction
from itertools import combinations

import pytest
from uniformity import chance_beyond, samples, statistics

P = 1e-4


@pytest.mark.parametrize(("count", "n"), [(5, 2), (8, 4), (12, 5), (20, 2)])
def test_firms_and_pairs_are_drawn_evenly(count: int, n: int) -> None:
    """Over 4,000 numbers that follow each other neither firms nor pairs stand out."""
    single, pair = statistics(count, n, samples(count, n, 4000))
    assert pair is not None
    chances = [chance_beyond(*single), chance_beyond(*pair)]
    assert min(chances) > P, chances


def test_every_sample_once_is_perfectly_even() -> None:
    """The measure itself: all samples once leave nothing over."""
    every = [frozenset(one) for one in combinations(range(1, 9), 3)]
    assert statistics(8, 3, every) == ((Fraction(0), 7), (Fraction(0), 20))


def test_a_favoured_firm_and_a_favoured_pair_stand_out() -> None:
    """The measure finds a draw that prefers firm 1, and one that keeps two firms together."""
    honest = list(samples(8, 4, 4000))
    for_one = [
        one if 1 in one or at % 8 else one - {max(one)} | {1} for at, one in enumerate(honest)
    ]
    assert chance_beyond(*statistics(8, 4, for_one)[0]) < P
    apart = [one for one in honest if len(one & {1, 2}) == 1]
    together = [one for one in honest if len(one & {1, 2}) != 1] * 2
    pair = statistics(8, 4, apart + together)[1]
    assert pair is not None
    assert chance_beyond(*pair) < P


@pytest.mark.parametrize(
    ("square", "degrees", "chance"),
    [
        (3.841, 1, 0.05),
        (5.991, 2, 0.05),
        (18.307, 10, 0.05),
        (30.144, 19, 0.05),
        (43.820, 19, 0.001),
    ],
)
def test_the_tail_is_that_of_the_printed_tables(square, degrees, chance) -> None:
    """Quantiles of chi-square as tables print them."""
    assert chance_beyond(Fraction(square), degrees) == pytest.approx(chance, rel=0.02)
