"""Finds several rosters in one workbook, each on sheets of its own (名单工作簿)."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.form import Roster
from desktop.intake.blocks import blocks
from desktop.intake.book import Grid
from desktop.intake.found import Found
from desktop.intake.labels import fold_label
from desktop.intake.tables import guess_roster
from desktop.intake.words import header_words

COVER = 0.6  # of a roster's own columns, where no sheet bears its name
LEAST_COLUMNS = 3


def rosters_of_book(grids: Sequence[Grid], rosters: Sequence[Roster]) -> list[tuple[str, Found]]:
    """Return each roster that the workbook surely holds, by key, in the order of the sheets.

    A sheet may hold several tables, one below the other. A table is sure where it bears the
    roster's title or has most of its own columns, and has rows; those of hidden sheets never are.
    Of several tables of one roster the first counts, `also` names the others' sheets.
    """
    found: dict[str, Found] = {}
    words = header_words()
    for grid in (part for sheet in grids for part in blocks(sheet, words)):
        guess = None if grid.hidden else guess_roster([grid], rosters, words)
        if guess is None:
            continue
        key, hit = guess
        roster = next(one for one in rosters if one.key == key)
        if not _sure(roster, hit) or not _filled(hit):
            continue
        first = found.get(key)
        also = (*first.also, grid.name) if first else ()
        found[key] = replace(first or hit, also=also)
    return list(found.items())


def _sure(roster: Roster, hit: Found) -> bool:
    above = hit.grid.cells[: hit.header_lines[0]]
    texts = [hit.grid.name, *(text for row in above for text in row)]
    if fold_label(roster.title) in fold_label("".join(texts)):
        return True
    own = [column.key for column in roster.columns if not column.additional]
    cover = sum(1 for key in own if key in hit.mapping)
    return cover >= LEAST_COLUMNS and cover >= COVER * len(own)


def _filled(hit: Found) -> bool:
    """Tell whether anything stands below the header in the mapped columns."""
    places = set(hit.mapping.values())
    rows = hit.grid.cells[hit.first_row :]
    return any(text.strip() for row in rows for at, text in enumerate(row) if at in places)
