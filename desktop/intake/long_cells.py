"""A long sheet's rows kept as they came from the reading child, and taken apart when looked at."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, overload

AT_ONCE = 1_000  # rows in one line: a millisecond or two to take apart
_KEPT = 4  # lines at hand: a row's own, and those that cells merged with it begin in
_ROW, _CELL = "\x1e", "\x1f"  # ASCII's own signs between records and units
_PLAIN = b"="  # what a line begins with whose texts stand as they are; others are JSON
_ERRORS = "surrogatepass"
_Part = tuple[int, list[list[str]]]  # a line's number and its rows


def pack_rows(rows: Sequence[Sequence[str]]) -> bytes:
    """Return some rows as one line: their texts with signs between them, else as JSON."""
    text = _ROW.join(map(_CELL.join, rows))
    signs = sum(map(len, rows)) - sum(map(bool, rows))  # between cells
    plain = text.count(_ROW) == len(rows) - 1 and text.count(_CELL) == signs
    if plain and "\n" not in text and [""] not in rows:
        return _PLAIN + text.encode("utf-8", _ERRORS) + b"\n"
    return json_line(rows)


def json_line(plain: object) -> bytes:
    """Return a value as one line of JSON. Lone surrogates go through."""
    text = json.dumps(plain, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", _ERRORS) + b"\n"


def unpack_rows(line: bytes) -> list[list[str]]:
    """Return the rows of one line; ValueError or TypeError where it is garbage."""
    if line[:1] == _PLAIN:
        texts = line[1:-1].decode("utf-8", _ERRORS).split(_ROW)
        return [text.split(_CELL) if text else [] for text in texts]
    rows = json.loads(line)
    if not all(type(text) is str for row in rows for text in row):
        raise TypeError("a cell that is no text")
    return [list(row) for row in rows]


class Line(NamedTuple):
    """Some rows as they came, and what was seen of them when they were taken apart to be checked.

    `width` is how many cells the longest has; `plain` are the numbers of those in which no cell is
    a figure of several digits: a header is among these.
    """

    packed: bytes
    width: int
    plain: tuple[int, ...]


def line_of(packed: bytes) -> tuple[Line, list[list[str]]]:
    """Return a line with what is to be seen of it, and its rows; errors as `unpack_rows`."""
    rows = unpack_rows(packed)
    return Line(packed, max(map(len, rows), default=0), _without_figures(rows)), rows


def _without_figures(rows: Sequence[list[str]]) -> tuple[int, ...]:
    if any(map(_all_figures, zip(*rows, strict=False))):  # a column of phones, as far as all reach
        return ()
    return tuple(n for n, row in enumerate(rows) if not any(map(_is_figure, row)))


def _all_figures(column: Sequence[str]) -> bool:
    return min(map(len, column)) > 1 and "".join(column).isdigit()


def _is_figure(text: str) -> bool:
    return text.isdigit() and len(text) > 1


class LongCells(Sequence[list[str]]):
    """The rows of a long sheet, or some of them in a row; nobody may change one in place.

    Who goes through them in their order takes each line apart once. `own` are rows that stand in
    place of those that came, by their 0-based number in the whole sheet.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        start: int,
        stop: int,
        own: Mapping[int, list[str]] | None = None,
    ) -> None:
        """`lines` hold AT_ONCE rows each, the last one what is left."""
        self._lines, self._start, self._stop = lines, start, stop
        self._own = own or {}
        self._seen: tuple[_Part, ...] = ()

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._stop - self._start

    @overload
    def __getitem__(self, at: int) -> list[str]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[list[str]]: ...
    def __getitem__(self, at: int | slice) -> list[str] | Sequence[list[str]]:
        """Return a row, or some that follow each other: few as a list, many as they are kept."""
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            if step != 1:
                return [self[number] for number in range(start, stop, step)]
            fewer = LongCells(
                self._lines, self._start + start, self._start + max(start, stop), self._own
            )
            return fewer if len(fewer) > AT_ONCE else list(fewer)
        place = at + (self._stop if at < 0 else self._start)
        if not self._start <= place < self._stop:
            raise IndexError(at)
        return self._own[place] if place in self._own else self._part(place)[place % AT_ONCE]

    def __iter__(self) -> Iterator[list[str]]:
        """Go through the rows."""
        for _first, rows in self.pieces(0):
            yield from rows

    def pieces(self, start: int) -> Iterator[tuple[int, list[list[str]]]]:
        """Yield the rows from `start` on, up to AT_ONCE at a time, each with its first's number."""
        place = self._start + max(0, start)
        while place < self._stop:
            first = place % AT_ONCE
            rows = self._part(place)[first : first + self._stop - place]
            if self._own:
                rows = [self._own.get(place + n, row) for n, row in enumerate(rows)]
            yield place - self._start, rows
            place += len(rows)

    def width(self) -> int:
        """Return how many cells the longest row has."""
        return max(map(self._width, range(self._start // AT_ONCE, self._end())), default=0)

    def without_figures(self) -> Iterator[int]:
        """Yield the numbers of the rows in which no cell is a figure of several digits."""
        for number in range(self._start // AT_ONCE, self._end()):
            whole = number * AT_ONCE
            own = {n for n in self._own if whole <= n < whole + AT_ONCE}
            seen = {whole + n for n in self._lines[number].plain} - own
            seen |= {n for n in own if not any(map(_is_figure, self._own[n]))}
            yield from (n - self._start for n in sorted(seen) if self._start <= n < self._stop)

    def _end(self) -> int:
        """Return the number of the first line that begins behind the rows."""
        return -(-self._stop // AT_ONCE) if self._stop > self._start else 0

    def _width(self, number: int) -> int:
        """Return how many cells the longest of a line's rows has, of those that are among ours."""
        first, last = number * AT_ONCE, (number + 1) * AT_ONCE
        cut = first < self._start or self._stop < last
        if not cut and not any(first <= n < last for n in self._own):
            return self._lines[number].width
        start = max(first, self._start)
        rows = self._part(start)[start - first : self._stop - first]
        return max(len(self._own.get(start + n, row)) for n, row in enumerate(rows))

    def __eq__(self, other: object) -> bool:
        """Compare row by row."""
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment] # as a list has none

    def put(self, rows: Mapping[int, list[str]]) -> "LongCells":
        """Return the rows with others in place of some of them, by number."""
        fresh = {self._start + number: row for number, row in rows.items()}
        return LongCells(self._lines, self._start, self._stop, {**self._own, **fresh})

    def _part(self, place: int) -> list[list[str]]:
        """Return all rows of the line that a row stands in."""
        number, seen = place // AT_ONCE, self._seen
        for known, rows in seen:
            if known == number:
                return rows
        fresh = unpack_rows(self._lines[number].packed)
        self._seen = ((number, fresh), *seen[: _KEPT - 1])
        return fresh


def with_rows(cells: Sequence[list[str]], rows: Mapping[int, list[str]]) -> Sequence[list[str]]:
    """Return cells with other rows in place of some of them, by their 0-based number."""
    if isinstance(cells, LongCells):
        return cells.put(rows)
    return [rows.get(number, row) for number, row in enumerate(cells)]


def pieces(cells: Sequence[list[str]], start: int) -> Iterator[tuple[int, Sequence[list[str]]]]:
    """Yield the rows from `start` on, up to AT_ONCE at a time, each with its first's number."""
    if isinstance(cells, LongCells):
        yield from cells.pieces(start)
        return
    for first in range(start, len(cells), AT_ONCE):
        yield first, cells[first : first + AT_ONCE]


def width_of(cells: Sequence[list[str]]) -> int:
    """Return how many cells the longest row has; a long sheet need not be taken apart for it."""
    return cells.width() if isinstance(cells, LongCells) else max(map(len, cells), default=0)


def without_figures(cells: Sequence[list[str]]) -> Iterator[int]:
    """Yield the 0-based numbers of the rows in which no cell is a figure of several digits."""
    if isinstance(cells, LongCells):
        yield from cells.without_figures()
        return
    yield from (n for n, row in enumerate(cells) if not any(map(_is_figure, row)))
