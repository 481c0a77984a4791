"""The order of a long roster by a column as it is read (拼音): made once, kept until it is written.

What sorts a name can't be had from SQL, and making it for 100,000 rows takes a tenth of a second,
sorting as much again. The order takes 0.8 MB; it holds while `roster_revision` stays.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, count, islice
from operator import eq
from typing import Any

KEPT = 8  # orders
LEAST = 2_000  # rows, from which on an order is kept
AT_ONCE = 1_000  # rows whose keys are made in one turn

Of = tuple[int, str, str]  # application, roster, column
Keys = Callable[[Sequence[str]], list[Any]]


@dataclass(frozen=True)
class Order:
    """The ids of the rows that have a text, upwards; `runs` are those that sort alike.

    A run is its first place and the place after it. Within one, rows keep the file's order.
    """

    ids: array[int]
    runs: tuple[tuple[int, int], ...]
    empty: array[int]

    def listed(self, *, down: bool, among: Collection[int] | None = None) -> list[int]:
        """Return all ids, or those `among` these; the empty ones last either way."""
        ids = self._down() if down else self.ids
        if among is None:
            return [*ids, *self.empty]
        return [one for part in (ids, self.empty) for one in part if one in among]

    def _down(self) -> array[int]:
        found, all_of_them = self.ids[::-1], len(self.ids)
        for first, end in self.runs:
            found[all_of_them - end : all_of_them - first] = self.ids[first:end]
        return found


@dataclass
class Orders:
    """The orders of a file's long rosters, by application, roster and column."""

    known: dict[Of, tuple[int, Order]] = field(default_factory=dict)
    begun: dict[Of, Iterator[None]] = field(default_factory=dict)  # made while nobody asked

    def get(self, of: Of, revision: int) -> Order | None:
        """The order that is known, where it still holds."""
        found = self.known.get(of)
        return found[1] if found is not None and found[0] == revision else None

    def put(self, of: Of, revision: int, made: Order) -> None:
        """Keep an order; of many the oldest goes."""
        self.known.pop(of, None)
        self.known[of] = (revision, made)
        for oldest in list(islice(self.known, max(0, len(self.known) - KEPT))):
            del self.known[oldest]


def order_of(texts: Sequence[str], ids: Sequence[int], keys: Keys) -> Order:
    """Return the order of rows by their texts; `ids` go upwards."""
    filled, numbers, empty = _parted(texts, ids)
    known = keys(filled)
    places = sorted(range(len(known)), key=known.__getitem__)
    return Order(array("q", map(numbers.__getitem__, places)), _runs_of(known, places), empty)


def order_in_turns(
    parts: Iterable[Sequence[tuple[str, int]]], keys: Keys
) -> Iterator[Order | None]:
    """Make the order of rows that come in `parts` (text and id, upwards): None after each.

    The order comes last. What was sorted in parts is sorted whole in half the time: no turn holds
    others long. No more than the keys is held of the texts.
    """
    known, places = list[Any](), list[int]()
    ids, empty = array("q"), array("q")
    for part in parts:
        first = len(known)
        known += keys([text for text, _id in part if text])
        ids.extend(number for text, number in part if text)
        empty.extend(number for text, number in part if not text)
        places += sorted(range(first, len(known)), key=known.__getitem__)
        yield None
    places.sort(key=known.__getitem__)
    yield None
    runs = _runs_of(known, places)
    known.clear()
    yield None
    yield Order(array("q", map(ids.__getitem__, places)), runs, empty)


def _parted(
    texts: Sequence[str], ids: Sequence[int]
) -> tuple[Sequence[str], Sequence[int], array[int]]:
    """The texts that are there, the ids of these, and those of the others."""
    if "" not in texts:
        return texts, ids, array("q")
    pairs = [pair for pair in zip(texts, ids, strict=True) if pair[0]]
    empty = array("q", [number for text, number in zip(texts, ids, strict=True) if not text])
    return [text for text, _id in pairs], [number for _text, number in pairs], empty


def _runs_of(known: Sequence[Any], places: Sequence[int]) -> tuple[tuple[int, int], ...]:
    if len(set(known)) == len(known):  # mostly so, and asked in a third of the time
        return ()
    return tuple(_runs([known[at] for at in places]))


def _runs(keys: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """The places of neighbours that are equal."""
    equal = map(eq, keys, islice(keys, 1, None))
    begun, last = -1, -2
    for at in compress(count(), equal):
        if at != last + 1:
            if begun >= 0:
                yield begun, last + 2
            begun = at
        last = at
    if begun >= 0:
        yield begun, last + 2
