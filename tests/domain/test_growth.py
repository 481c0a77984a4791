"""Growth is judged in whole numbers, at the line and one on either side."""

import pytest

from desktop.domain.figure import figure
from desktop.domain.growth import grew


@pytest.mark.parametrize(("old", "new"), [(50, 55), (100, 110), (170, 187)])
def test_ten_percent_exactly_is_met(old: int, new: int) -> None:
    """At the line it is met, one below not, one above yes: as counts and as figures alike."""
    assert [grew(n, old) for n in (new - 1, new, new + 1)] == [False, True, True]
    assert grew(figure(new), figure(old)) is True


@pytest.mark.parametrize("new", [0, 1, 100])
def test_from_zero_nothing_can_be_said(new: int) -> None:
    """There is no growth rate over nothing: the reviewer judges."""
    assert grew(new, 0) is None


def test_other_percentages() -> None:
    """The threshold is a figure: 12.5 % of 80 is 10, and no growth at all meets 0 %."""
    assert [grew(n, 80, 12_500_000) for n in (89, 90)] == [False, True]
    assert [grew(n, 80, 0) for n in (79, 80)] == [False, True]
