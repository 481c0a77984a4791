"""Many plain rows at one look: what a long list's rows have in common is asked once for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from desktop.domain.packed import Frame
from desktop.intake.cells import Planned, settle_ticks
from desktop.intake.labels import TICK_COLUMNS
from desktop.intake.plain_rows import FEWEST, TOTALS, PlainRows, is_clean

_Column = Sequence[str]


@dataclass(frozen=True)
class PlainRuns:
    """Takes many rows at once where each is plain, as `rows` would tell of them one by one.

    `places` are the 0-based columns by key, and `frame` has the same keys. A reader must say the
    same of the same text, whatever was read before. `shared` is as in `settle_ticks`.
    """

    rows: PlainRows
    places: Mapping[str, int]
    readers: tuple[Planned, ...]
    frame: Frame
    shared: bool

    def taken(
        self, rows: Sequence[list[str]]
    ) -> tuple[list[Mapping[str, str]], list[tuple[str, ...]]] | None:
        """Return the rows' cells by key and their notes; None where one needs a closer look."""
        columns: list[_Column] = list(zip_longest(*rows, fillvalue=""))
        columns += [("",) * len(rows)] * (self.rows.width - len(columns))
        if not self._are_plain(rows, columns):
            return None
        cells = {key: columns[place] for key, place in self.places.items()}
        if any("." in "".join(cells[one.key]) for one in self.readers if one.may_lose):
            return None
        notes: list[list[str]] = [[] for _ in rows]
        for one in self.readers:
            cells[one.key] = _read(one, cells[one.key], notes)
        if not cells.keys().isdisjoint(TICK_COLUMNS):
            self._settle(cells, notes)
        return self.frame.pack_columns(tuple(cells.values())), list(map(tuple, notes))

    def _are_plain(self, rows: Sequence[list[str]], columns: Sequence[_Column]) -> bool:
        """Tell whether `PlainRows.cells` would take each row: never too easily."""
        names = columns[self.rows.name]
        if "" in names or not is_clean("|".join(chain([""], *columns, [""]))):
            return False
        full = sum("" not in column for column in columns)
        if full < FEWEST and any(len(row) - row.count("") < FEWEST for row in rows):
            return False
        firsts = [next(filter(None, row)) for row in rows] if "" in columns[0] else columns[0]
        ends, starts = {name[-1] for name in names}, {text[0] for text in (*names, *firsts)}
        return self.rows.letters.isdisjoint(ends) and TOTALS.isdisjoint(starts)

    def _settle(self, cells: dict[str, _Column], notes: Sequence[list[str]]) -> None:
        """Settle the columns of ticks: there are few pairs of them, and each is settled once."""
        empty = ("",) * len(notes)
        pairs = list(zip(*(cells.get(key, empty) for key in TICK_COLUMNS), strict=True))
        settled: dict[tuple[str, ...], tuple[str, ...]] = {}
        said: dict[tuple[str, ...], list[str]] = {}
        for pair in set(pairs):
            row = dict(zip(TICK_COLUMNS, pair, strict=True))
            settle_ticks(row, said.setdefault(pair, []), shared=self.shared)
            settled[pair] = tuple(row.values())
        if any(said.values()) or any(pair != after for pair, after in settled.items()):
            for own, pair in zip(notes, pairs, strict=True):
                own += said[pair]
            after = zip(*map(settled.__getitem__, pairs), strict=True)
            cells.update(
                (key, texts) for key, texts in zip(TICK_COLUMNS, after, strict=True) if key in cells
            )


def _read(one: Planned, texts: _Column, notes: Sequence[list[str]]) -> _Column:
    """Return a column as it is kept; a text that stands in many rows is read once."""
    if one.reader is None or (one.keeps is not None and one.keeps(texts)):
        return texts
    said: dict[str, list[str]] = {text: [] for text in texts}
    kept = {text: one.read(text, own) if text else "" for text, own in said.items()}
    if any(said.values()):
        for own, text in zip(notes, texts, strict=True):
            own += said[text]
    return list(map(kept.__getitem__, texts))
