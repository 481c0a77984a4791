"""Where a roster was found in a sheet, and what was taken from it, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.domain.problem import Problem
from desktop.intake.book import Grid


@dataclass(frozen=True)
class Found:
    """A roster's table in a sheet: its header's 0-based rows, and each column's 0-based index.

    `confidence` is 80 to 100 for each key (100: the very words). `unmapped` are the headers that
    no column of the roster takes; `also` are other sheets that hold such a table too. `units` are
    units of money that the reviewer named for a column (key to 元, 万元, …).
    """

    grid: Grid
    header_lines: tuple[int, ...]
    mapping: Mapping[str, int]
    confidence: Mapping[str, int] = field(default_factory=dict)
    unmapped: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    score: float = 0.0
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def first_row(self) -> int:
        """The 0-based row below the header."""
        return self.header_lines[-1] + 1 if self.header_lines else 0


class TakenRow(NamedTuple):  # a long list has 100,000: it is made in half a dataclass's time
    """A row that was taken: its sheet, 1-based line, cleaned cells by key, and what was noted."""

    sheet: str
    line: int
    cells: Mapping[str, str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken, with its cells as they stood and the reason in a sentence.

    `text` is the whole row, unmapped cells too.
    """

    sheet: str
    line: int
    cells: Mapping[str, str]
    reason: str
    text: str = ""


@dataclass(frozen=True)
class Taken:
    """What became of a table's rows: `read == len(rows) + len(refused)`, empty rows apart.

    `total` is the figure in its foot (`上一年度共服务企业120家`), empty where there is none; it
    stands on `total_line` (1-based) of the sheet `total_sheet`. `unclear` are columns of money
    whose unit stands nowhere: the reviewer is asked (`Found.units`).
    """

    rows: tuple[TakenRow, ...]
    refused: tuple[RefusedRow, ...]
    problems: tuple[Problem, ...]
    read: int
    empty: int = 0
    total: str = ""
    total_sheet: str = ""
    total_line: int = 0
    unclear: tuple[str, ...] = ()


def by_place(cells: Mapping[str, str], mapping: Mapping[str, int]) -> dict[str, str]:
    """Return a row's cells in the order of the sheet's columns, which `mapping` tells by key."""
    last = len(mapping) and max(mapping.values()) + 1
    return dict(sorted(cells.items(), key=lambda cell: mapping.get(cell[0], last)))
