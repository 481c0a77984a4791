"""The adviser: answers needed and exact chances before the lock, and the sizes that cost least."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.adviser import (
    Advice,
    Chance,
    advise,
    chance_sentence,
    cheap_sentence,
    cheap_sizes,
    needed_sentence,
    possible_sizes,
    series,
)


@pytest.mark.parametrize(
    ("n", "needed"),
    [(4, 4), (5, 4), (10, 8), (12, 10), (14, 12), (15, 12), (20, 16), (24, 20)],
)
def test_answers_needed_known_answers(n: int, needed: int) -> None:
    """So many of n answers must be satisfied to reach 80 %."""
    assert advise(n, 100).needed == needed


@pytest.mark.parametrize(
    ("n", "misses"),
    [(4, Fraction(6497, 18278)), (5, Fraction(97, 1406)), (10, Fraction(381, 9139))],
)
def test_a_good_platform_misses_the_line_this_often(n: int, misses: Fraction) -> None:
    """36 of 40 firms are satisfied in truth, which is 90 %: the known chances of missing 80 %."""
    assert advise(n, 40).chances[0] == Chance(90, 36, 1 - misses, misses)


def test_the_whole_roster_leaves_nothing_to_chance() -> None:
    """Asking all 10 firms finds the truth: 8 satisfied reach the line, 7 don't."""
    truth = ((90, 9, 1), (85, 9, 1), (80, 8, 1), (70, 7, 0))
    chances = tuple(Chance(r, m, Fraction(yes), Fraction(1 - yes)) for r, m, yes in truth)
    assert advise(10, 10) == Advice(10, 10, 8, True, chances)


@given(st.integers(1, 9), st.data())
def test_chances_are_those_of_counting_every_sample(frame: int, data) -> None:
    """Over small rosters the chance is the share of all samples that stay below the line."""
    n = data.draw(st.integers(1, frame))
    for chance in advise(n, frame).chances:
        samples = list(combinations(range(frame), n))
        below = sum(5 * sum(i < chance.satisfied for i in one) < 4 * n for one in samples)
        assert (chance.misses, chance.reaches + chance.misses) == (Fraction(below, len(samples)), 1)


def test_the_picture_shows_the_rule_size_and_the_next_ones() -> None:
    """From the required size on, at most 40, and never beyond the roster."""
    assert [possible_sizes(*one) for one in ((10, 95), (10, 12), (10, 8), (1, 0))] == [
        range(10, 50),
        range(10, 13),
        range(8, 9),
        range(0),
    ]
    picture = series(95, possible_sizes(10, 95, 6))
    assert [(one.n, one.needed, one.cheap) for one in picture] == [
        (10, 8, True),
        (11, 9, False),
        (12, 10, False),
        (13, 11, False),
        (14, 12, False),
        (15, 12, True),
    ]


def test_five_ten_fifteen_twenty_cost_least() -> None:
    """The hint names multiples of five from the required size on, and none beyond the roster."""
    assert [cheap_sizes(*one) for one in ((1, 236), (12, 112), (12, 14), (0, 7))] == [
        (5, 10, 15, 20),
        (15, 20, 25, 30),
        (),
        (5,),
    ]
    assert cheap_sizes(1, 9, (2, 3)) == (3, 6, 9)


def test_the_adviser_speaks() -> None:
    """The sentences that the screen shows, whole."""
    advice = advise(5, 40)
    assert [
        needed_sentence(advise(12, 112)),
        chance_sentence(advice.chances[0]),
        cheap_sentence(12, 112),
        cheap_sentence(12, 14),
    ] == [
        "抽查12家，至少10家满意（83.3%）才达到。",
        "实际90%满意时，达到的可能为93.1%，未达到的可能为6.8%。",
        "抽查15、20、25、30家时，所需满意家数恰为80%，不因取整而偏严（本程序提示，可不采用）。",
        "",
    ]


def test_a_size_beyond_the_roster_is_a_mistake_of_the_caller() -> None:
    """Nothing can be said of 13 out of 12."""
    with pytest.raises(ValueError, match="13 from 12"):
        advise(13, 12)
