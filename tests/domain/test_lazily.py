"""Values that are made when they are looked at stand for a tuple of the same."""

import pytest

from desktop.domain.lazily import Lazily, joined, mapped


def test_it_is_looked_at_as_a_tuple() -> None:
    """Places from both ends, parts, all of them, and what it equals."""
    words = mapped(str, range(4))
    looked = (words[0], words[-1], words[1:3], words[9:], [*words], len(words), repr(words))
    assert looked == ("0", "3", ("1", "2"), (), ["0", "1", "2", "3"], 4, repr(("0", "1", "2", "3")))
    assert (words == ("0", "1", "2", "3"), words == mapped(str, range(4)), words == [*words]) == (
        True,
        True,
        False,
    )
    with pytest.raises(IndexError):
        words[4]


def test_parts_follow_each_other_and_nothing_is_made_before_it_is_asked_for() -> None:
    """Only the value that is looked at is made, whichever part it lies in."""
    made: list[int] = []

    def make(at: int) -> int:
        made.append(at)
        return 10 + at

    whole = joined([(), [1, 2], Lazily(3, make), (), (3,)])
    assert (len(whole), made) == (6, [])
    assert ([whole[at] for at in (1, 2, 4, 5, -1)], made) == ([2, 10, 12, 3, 3], [0, 2])
    assert whole == (1, 2, 10, 11, 12, 3)


def test_parts_of_plain_values_make_a_plain_tuple() -> None:
    """Where nothing is made later, nothing has to be looked for."""
    assert (joined([(), (1,), [2]]), joined([()])) == ((1, 2), ())
