"""Ends a workbook's page early where what belongs together would else stand on two pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

SURE = (0.97, 1.0)  # of a page: what Excel and WPS make of the same heights
PERHAPS = (1.06, 1.13)  # where 宋体 is not there, columns come out wider and the page is shrunk
SPARSE = 1 / 3  # a page emptier than this is not ended for what only may happen


class SheetRow(NamedTuple):
    """A worksheet's row: its height in points, and whether it stays with the next one."""

    height: float
    keep: bool


@dataclass
class _Way:
    """How one program fills the pages: the page it is on, and the points used of it."""

    room: float
    page: int = 0
    used: float = 0.0

    def add(self, height: float, titles: float) -> int:
        """Place a row, after `titles` (the repeated header) on a new page; returns its page."""
        if self.used and self.used + height > self.room:
            self.page, self.used = self.page + 1, titles
        self.used += height
        return self.page

    def tried(self, heights: Sequence[float], titles: float) -> tuple[int, int]:
        """The pages on which the first and the last of these rows would stand."""
        other = _Way(self.room, self.page, self.used)
        pages = [other.add(height, titles) for height in heights]
        return pages[0], pages[-1]


def early_breaks(
    rows: Sequence[SheetRow], room: float, forced: frozenset[int], titles: range
) -> list[int]:
    """The rows (from 0) that begin a page so that nothing that is kept together is torn.

    `room` is a page's height in points, `forced` the rows that begin a page anyhow, `titles` the
    rows that stand again on each page after them. What is higher than a page is let be.
    """
    above = sum(rows[at].height for at in titles)
    ways = [_Way(room * share) for share in (*SURE, *PERHAPS)]
    found = []
    whole = _whole_pages(rows, room, forced)
    for chain in _chains(rows):
        heights = [rows[at].height for at in chain]
        again = above if chain.start >= titles.stop else 0.0
        if chain.start in forced:
            _turn(ways, again)
        fits = sum(heights) + again <= ways[0].room and chain.start not in whole
        if fits and _torn(ways, heights, again):
            found.append(chain.start)
            _turn(ways, again)
        for way in ways:
            for height in heights:
                way.add(height, again)
    return found


def _whole_pages(rows: Sequence[SheetRow], room: float, forced: frozenset[int]) -> set[int]:
    """The rows between two forced pages, or ends, that one page holds, as covers fill theirs."""
    ends = sorted({0, *forced, len(rows)})
    parts = [range(a, b) for a, b in pairwise(ends)]
    fitting = [part for part in parts if sum(rows[at].height for at in part) <= room]
    return {at for part in fitting for at in part}


def _turn(ways: list[_Way], titles: float) -> None:
    """Begin a page, which is the same one for all of them."""
    page = max(way.page for way in ways) + 1
    for way in ways:
        way.page, way.used = page, titles


def _chains(rows: Sequence[SheetRow]) -> Iterator[range]:
    start = 0
    for at, row in enumerate(rows):
        if not row.keep or at == len(rows) - 1:
            yield range(start, at + 1)
            start = at + 1


def _torn(ways: list[_Way], heights: list[float], titles: float) -> bool:
    """Whether the rows may come to stand on two pages, and ending the page is the lesser evil."""
    if len(heights) < 2:
        return False
    pages = [way.tried(heights, titles) for way in ways]
    sure = range(len(SURE))
    if pages[0][1] > pages[len(SURE) - 1][0]:
        return any(ways[at].used for at in sure)
    filled = all(ways[at].used > SPARSE * ways[at].room for at in sure)
    return filled and any(first != last for first, last in pages)
