"""Finds lists in a Word form: where one begins, and one that goes on over the page."""

from dataclasses import dataclass, replace

from desktop.domain.form import Roster
from desktop.intake.book import Grid
from desktop.intake.found import Found
from desktop.intake.labels import is_serial
from desktop.intake.layout import Plane

_FEWEST = 3  # headers of a list


@dataclass(frozen=True)
class Last:
    """The roster that was read last: the number of its plane, and where its columns lie."""

    plane: int
    roster: Roster
    found: Found


def rest_of(last: Last | None, plane: Plane, grid: Grid) -> tuple[Roster, Found] | None:
    """Return a table without a header as the rest of the roster right before it.

    It is as wide, and its first serial number follows that table's last.
    """
    if last is None or plane.number != last.plane + 1:
        return None
    found = last.found
    serials = [c.key for c in last.roster.columns if c.key in found.mapping and is_serial(c.label)]
    place = found.mapping[serials[0]] if serials else -1
    before = [found.grid.text(row, place).strip() for row in range(len(found.grid.cells))]
    counted = [int(text) for text in before if text.isdigit()]
    first = grid.text(0, place).strip()
    wide = len(grid.cells[0]) == len(found.grid.cells[-1])
    if not (wide and counted and first.isdigit() and int(first) == counted[-1] + 1):
        return None
    return last.roster, replace(found, grid=grid, header_lines=(), unmapped=(), also=())


def first_of_list(plane: Plane) -> int:
    """Return the row at which a list begins (序号, 企业名称 …), or how many rows there are.

    What stands there and below are headers and entries, and no labels of the form's blanks.
    """
    for index, row in enumerate(() if plane.loose else plane.rows):
        texts = [cell.text for cell in row if cell.text.strip()]
        if len(texts) >= _FEWEST and is_serial(texts[0]):
            return index
    return len(plane.rows)
