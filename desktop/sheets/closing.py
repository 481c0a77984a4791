"""Says what closes a sheet under its table (注、签名), so that it never stands on a page alone."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from desktop.sheets.document import Block, Grid, Line, PageBreak, Paragraph

SHORT = 60  # millimetres: signature tables are no higher; what is higher may have its own page
_SIGNS = ("签名", "公章", "盖章")


def closing(following: Sequence[Block]) -> Sequence[Block]:
    """The blocks that stay with a table's last row: up to the signatures and their notes.

    A letter's last words are such to the sheet's end. Where another table follows, the lines stay
    that are neither its heading nor the gap above it.
    """
    rest = list(takewhile(lambda block: not isinstance(block, PageBreak), following))
    words = list(takewhile(lambda block: not isinstance(block, Grid), rest))
    if len(words) == len(rest):
        return rest
    table = rest[len(words)]
    if isinstance(table, Grid) and _is_signed(table):
        return [*words, table, *closing(rest[len(words) + 1 :])]
    notes = list(takewhile(lambda block: isinstance(block, Line) and not block.keep, rest))
    while notes and isinstance(notes[-1], Line) and not notes[-1].pieces:
        notes.pop()
    return notes


def _is_signed(grid: Grid) -> bool:
    """Whether it is a short table to sign or seal."""
    plain = all(row.part == "plain" for row in grid.rows)
    texts = [cell.text for row in grid.rows for cell in row.cells]
    signed = any(sign in text for sign in _SIGNS for text in texts)
    return plain and signed and sum(row.height for row in grid.rows) <= SHORT


def kept_together(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each table's last row kept with what closes the sheet, and that with its end.

    For the writers whose programs make the pages: `keep` is all that they understand.
    """
    held, within = set[int](), set[int]()
    for at, block in enumerate(blocks):
        if isinstance(block, Grid):
            count = len(closing(blocks[at + 1 :]))
            held |= set(range(at, at + count))
            within |= set(range(at + 1, at + count + 1))
    return tuple(
        _kept(block, held=at in held, within=at in within) for at, block in enumerate(blocks)
    )


def _kept(block: Block, *, held: bool, within: bool) -> Block:
    if isinstance(block, Grid):
        *upper, last = block.rows
        rows = [row._replace(keep=True) for row in upper] if within else upper
        return Grid(block.widths, (*rows, last._replace(keep=True) if held else last))
    return replace(block, keep=True) if held and isinstance(block, Line | Paragraph) else block
