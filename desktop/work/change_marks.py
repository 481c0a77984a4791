"""Where on a sheet's pages stands what is another one than when it was last sent (改动处)."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.sheets.layout import lay_out
from desktop.work.desk import Desk
from desktop.work.office_way import times_sent
from desktop.work.papers import SheetFacts, composed
from desktop.work.sheet_cells import places_of, with_own_looks
from desktop.work.submissions import ChangedCell, changed_cells

_NAMED = 4  # changed cells that are named one by one
_LONGEST = 30  # characters of a text there


@dataclass(frozen=True)
class Mark:
    """A box on a page (0-based), in points from its upper left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class ChangedRow:
    """A changed cell, and which of the sheet's applications it is of (from 1)."""

    row: int
    cell: ChangedCell


def changed_on(desk: Desk, facts: SheetFacts) -> tuple[ChangedRow, ...]:
    """Return what is another one on a sheet since its applications were last sent."""
    return tuple(
        ChangedRow(row, cell)
        for row, number in enumerate(facts.application_ids, 1)
        if facts.ref.outward and times_sent(desk, number)
        for cell in changed_cells(desk, number)
        if cell.sheet == facts.ref.title
    )


def marks_of(facts: SheetFacts, found: Sequence[ChangedRow]) -> tuple[Mark, ...]:
    """Return the boxes of the changed cells on the sheet's pages; what is gone has none.

    On a sheet of several applications a frozen cell `地址` stands as `第2行 地址`.
    """
    document = composed(facts)
    there = places_of(document)
    keys = [
        [(f"第{one.row}行 {one.cell.label}", 1), (one.cell.label, one.cell.number)] for one in found
    ]
    wanted = [next((there[key] for key in pair if key in there), None) for pair in keys]
    places = list(dict.fromkeys(place for place in wanted if place is not None))
    marked, looks = with_own_looks(document, places)
    known = {id(look) for look in looks}
    return tuple(
        Mark(page, one.x, one.y, one.width, one.height)
        for page, sheet in enumerate(lay_out(marked, facts.fonts))
        for one in sheet
        if id(one.look) in known
    )


def changed_line(found: Sequence[ChangedRow]) -> str:
    """Say in a line what changed since the last sending, old → new; "" for nothing."""
    words = "；".join(
        f"{one.cell.label} {_flat(one.cell.old)} → {_flat(one.cell.new)}" for one in found[:_NAMED]
    )
    more = f"；另{len(found) - _NAMED}处" if len(found) > _NAMED else ""
    return f"上次报送以后改动了{len(found)}处（图上标出）：{words}{more}" if found else ""


def _flat(text: str) -> str:
    flat = " ".join(text.split())
    return (flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…") or "（空）"
