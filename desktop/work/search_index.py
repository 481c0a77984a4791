"""The index that names, contacts, phones, codes and initials are found by; it lives in memory.

All text of a thousand rows stands in a few strings, one row a line. Looking through those of
100,000 rows takes a millisecond and they take 10 MB; an index of SQLite's (FTS5) answers faster
still, and takes half a minute to make each time the file is opened.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.readings import Readings
from desktop.store.search import SliceRow, fold

SLICE = 1000  # ids


@dataclass(frozen=True)
class Slice:
    """The rows of a range of ids: the n-th line of each text is of the n-th id."""

    ids: "array[int]"
    applications: frozenset[int]
    names: str
    contacts: str
    initials: str
    phones: str
    codes: str
    digits: bool  # some name has a figure in it


class SearchIndex:
    """The slices of all rows; those that are due are made anew, a few at a time."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._slices: dict[int, Slice] = {}
        self._due: set[int] = set()
        self._known_to = 0
        self.ready = False  # every row was looked at once

    def note(self, written: Iterable[tuple[int, int | None]], last_row: int) -> None:
        """Let slices be due: of rows that were written (application, row or all), and new ones."""
        for application_id, row_id in written:
            if row_id is not None:
                self._due.add(row_id // SLICE)
            else:
                self._due.update(
                    at for at, one in self._slices.items() if application_id in one.applications
                )
        if last_row > self._known_to:
            self._due.update(range(self._known_to // SLICE, last_row // SLICE + 1))
            self._known_to = last_row

    def due(self) -> int | None:
        """The number of a slice that is to be made, or None; ids from it times SLICE on."""
        return min(self._due, default=None)

    def put(self, number: int, made: Slice) -> None:
        """Take a slice that was made."""
        self._slices[number] = made
        self._due.discard(number)

    def find(self, needle: str, limit: int) -> list[int]:
        """Return the first ids whose name, contact, initials, phone or code holds the needle.

        `needle` is folded and not empty.
        """
        found: list[int] = []
        for number in sorted(self._slices):
            one = self._slices[number]
            lines = {at for text in _texts(one, needle) for at in _lines(text, needle, limit)}
            found += [one.ids[at] for at in sorted(lines)]
            if len(found) >= limit:
                break
        return found[:limit]


def make_slice(rows: Sequence[SliceRow], readings: Readings) -> Slice:
    """Return the index of these rows."""
    names = "\n".join(row.name for row in rows)
    contacts = "\n".join(fold(row.contact) for row in rows)
    # A row may be a firm or a person: where the two are read differently, both find it.
    read = (readings.initials(names), readings.person(names), readings.person(contacts))
    initials = map(_both, *(one.split("\n") for one in read))
    return Slice(
        array("q", [row.id for row in rows]),
        frozenset(row.application_id for row in rows),
        names,
        contacts,
        "\n".join(initials),
        "\n".join(_phone(row.phone) for row in rows),
        "\n".join(fold(row.code) for row in rows),
        any(map(names.__contains__, "0123456789")),
    )


def _both(firm: str, person: str, contact: str) -> str:
    return f"{firm} {contact}" if firm == person else f"{firm} {person} {contact}"


def _phone(text: str) -> str:
    """The phone as it stands, and its digits alone where that is something else."""
    if text.isdigit() or not text:
        return text
    return f"{fold(text)} {''.join(filter(str.isdigit, text))}"


def _texts(one: Slice, needle: str) -> Iterator[str]:
    """The texts that can hold the needle: only these are looked through."""
    if not needle.isascii():
        yield from (one.names, one.contacts)
        return
    digits = any(map(str.isdigit, needle))
    letters = any(map(str.isalpha, needle))
    if digits or not letters:
        yield one.codes
    if not letters:
        yield one.phones
    if not digits or one.digits:
        yield one.initials


def _lines(text: str, needle: str, limit: int) -> Iterator[int]:
    """The numbers of the lines that hold the needle, `limit` of them at most."""
    at, line, counted = text.find(needle), 0, 0
    while at >= 0 and limit > 0:
        line += text.count("\n", counted, at)
        yield line
        limit -= 1
        counted = text.find("\n", at)
        if counted < 0:
            return
        at = text.find(needle, counted)
