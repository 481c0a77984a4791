"""Which column of a list is which (认定名单, 公布名单): recognised, chosen by hand, remembered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.domain.form import Roster
from desktop.intake.book import Grid
from desktop.intake.found import Found, Taken
from desktop.intake.labels import EXACT, fold_label, is_serial
from desktop.intake.rows import take_rows
from desktop.intake.tables import find_table
from desktop.work.desk import Desk
from desktop.work.shapes import Shape, heads_of, put_shape, shape_at, shape_in, shapes_of

BY_HAND = 0  # the confidence of a column that the clerk chose; else it is 80 to 100
_HEAD_CELLS = 2  # so many cells that are filled in make a row that can be a header


@dataclass(frozen=True)
class Listing:
    """A list's sheets and the tables found in them; `shown` is the table that is looked at.

    `shape` is what a remembered choice is kept under, empty where the headers were recognised.
    `by_hand` is True once the clerk chose a column.
    """

    roster: Roster
    file: str
    grids: tuple[Grid, ...]
    tables: tuple[Found, ...]
    shown: int = 0
    shape: str = ""
    by_hand: bool = False

    @property
    def table(self) -> Found:
        """The table that is looked at."""
        return self.tables[self.shown]

    @property
    def sheets(self) -> list[str]:
        """The sheets that hold anything, by their names."""
        return [grid.name for grid in self.grids]

    @property
    def header_line(self) -> int:
        """The line of the sheet (from 1) that the header ends at; 0 where there is none."""
        found = self.table
        return found.grid.first_line + found.header_lines[-1] if found.header_lines else 0

    @property
    def columns(self) -> list[tuple[int, str]]:
        """The file's columns (0-based) with what their headers say, for choosing."""
        found = self.table
        width = max((len(row) for row in found.grid.cells), default=0)
        return [(index, _header(found, index)) for index in range(width)]

    @property
    def left_over(self) -> list[tuple[int, str]]:
        """The columns with a header that nothing takes, serial numbers apart."""
        used = set(self.table.mapping.values())
        heads = {index for index, _text in self.columns if _says(self.table, index)}
        return [one for one in self.columns if one[0] in heads - used and not is_serial(one[1])]

    def take(self) -> tuple[Taken, ...]:
        """Return what becomes of every row of every table."""
        return tuple(take_rows(one, self.roster) for one in self.tables)


def _says(found: Found, index: int) -> str:
    texts = [found.grid.text(line, index).strip() for line in found.header_lines]
    return " ".join(dict.fromkeys(text for text in texts if text))


def _header(found: Found, index: int) -> str:
    return _says(found, index) or f"第{index + 1}列"


def listing(
    roster: Roster, file: str, grids: Sequence[Grid], known: Sequence[Shape] = ()
) -> Listing | None:
    """Find a list's tables, as they were read before where one of `known` is of their shape.

    Where no header is recognised the first sheet's first row that can be one is shown, for the
    clerk to say what is what. None where nothing stands in the file.
    """
    filled = tuple(grid for grid in grids if any(any(row) for row in grid.cells))
    if not filled:
        return None
    before = [(_as_before(grid, roster, known), grid) for grid in filled]
    found = [(hit or find_table([grid], roster), key) for (hit, key), grid in before]
    tables = tuple(table for table, _key in found if table is not None)
    shape = next((key for table, key in found if table is not None and key), "")
    return Listing(roster, file, filled, tables or _all_unknown(filled, roster), shape=shape)


def _as_before(grid: Grid, roster: Roster, known: Sequence[Shape]) -> tuple[Found | None, str]:
    hit = shape_in([grid], [one for one in known if one.roster == roster.key])
    if hit is None:
        return None, ""
    shape, sheet, line = hit
    found = find_table([grid], roster, mapping=shape.mapping, header_line=line, sheet=sheet)
    return found, shape.key


def _all_unknown(grids: Sequence[Grid], roster: Roster) -> tuple[Found, ...]:
    """The first sheet's table, and those of other sheets with the same header (one a batch)."""
    tables = [_unknown(grid, roster) for grid in grids]
    return tuple(one for one in tables if heads_of(one) == heads_of(tables[0]))


def _unknown(grid: Grid, roster: Roster) -> Found:
    """A table whose header is guessed to be the first full row; only the very words are known."""
    full = (n for n, row in enumerate(grid.cells) if sum(map(bool, row)) >= _HEAD_CELLS)
    line = next(full, 0)
    heads = {fold_label(text): index for index, text in enumerate(grid.cells[line]) if text}
    mapping = {
        one.key: heads[label]
        for one in roster.columns
        for label in map(fold_label, (one.label, *one.aliases))
        if label in heads
    }
    return Found(grid, (line,), mapping, dict.fromkeys(mapping, EXACT))


def mapped(one: Listing, key: str, index: int) -> Listing:
    """Take a field from another column (-1: from none), in every table with the same header."""
    mapping = {k: v for k, v in one.table.mapping.items() if k != key and v != index}
    mapping |= {key: index} if index >= 0 else {}
    heads = heads_of(one.table)
    tables = tuple(
        _changed(found, one.roster, mapping) if heads_of(found) == heads else found
        for found in one.tables
    )
    return replace(one, tables=tables, shape="", by_hand=True)


def _changed(found: Found, roster: Roster, mapping: Mapping[str, int]) -> Found:
    sure = {
        key: found.confidence.get(key, BY_HAND) if found.mapping.get(key) == index else BY_HAND
        for key, index in mapping.items()
    }
    ordered = {one.key: mapping[one.key] for one in roster.columns if one.key in mapping}
    return replace(found, mapping=ordered, confidence=sure, unmapped=())


def headed(one: Listing, line: int) -> Listing:
    """Let the header of the table that is shown end at another line (1-based) of its sheet."""
    name = one.table.grid.name
    grid = next(grid for grid in one.grids if grid.name == name)
    found = find_table([grid], one.roster, header_line=line, sheet=name)
    row = min(max(line - grid.first_line, 0), len(grid.cells) - 1)
    return _put(one, found or Found(grid, (row,), {}))


def turned(one: Listing, sheet: str) -> Listing:
    """Show another sheet's table; one where none was found is to be told by the clerk."""
    at = next((n for n, table in enumerate(one.tables) if table.grid.name == sheet), None)
    if at is not None:
        return replace(one, shown=at)
    grid = next(grid for grid in one.grids if grid.name == sheet)
    tables = (*(table for table in one.tables if table.mapping), _unknown(grid, one.roster))
    return replace(one, tables=tables, shown=len(tables) - 1)


def _put(one: Listing, found: Found) -> Listing:
    tables = tuple(found if n == one.shown else old for n, old in enumerate(one.tables))
    return replace(one, tables=tables, shape="", by_hand=True)


def recognised_again(one: Listing) -> Listing:
    """Read the list by its own headers, without the choice that was remembered."""
    return listing(one.roster, one.file, one.grids) or one


def known_lists(desk: Desk, roster: Roster) -> tuple[Shape, ...]:
    """Return the choices that were made for lists of this kind before."""
    return shapes_of(desk, roster.key)


def remember(desk: Desk, one: Listing) -> None:
    """Remember what the clerk chose for lists of this shape, inside an act."""
    for found in one.tables if one.by_hand else ():
        shape = shape_at(found, one.roster.key, one.file, one.roster.key)
        if shape is not None and found.mapping:
            put_shape(desk, shape)
