"""Damaged files of other people kill nothing, hang nothing, and lose nothing in silence."""

import os

import pytest
from inputs_mutants import campaign, mutants, samples

SMALL = 8_000  # bytes of the files that are damaged here; the script damages all of them
COUNT = int(os.environ.get("REVIEW_DESK_MUTANTS", "2000"))


@pytest.mark.skipif(os.name == "nt", reason="the worker forks")
def test_mutants_end_as_rows_or_as_a_sentence() -> None:
    """Read, refused, announced, or the death of a child that the program survives; never lost."""
    ends, bad = campaign(COUNT, largest=SMALL)
    print(dict(ends))  # noqa: T201 - the figures are what one wants to see of this test
    assert bad == []
    assert sum(ends.values()) == COUNT
    assert ends["read"] > COUNT // 10
    assert ends["refused"] > COUNT // 10
    assert ends["died"] < COUNT // 20


def test_the_same_seed_gives_the_same_mutants() -> None:
    """What went wrong once can be made again, and each differs from its sample."""
    files = samples(SMALL)
    first = [data for *_, data in mutants(range(40), 7, files)]
    assert first == [data for *_, data in mutants(range(40), 7, files)]
    whole = {data for _, data in files}
    assert sum(1 for data in first if data not in whole) >= 38
