"""Cuts a sheet into worksheets, because Excel repeats one run of header rows on all later pages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from desktop.sheets.closing import closing
from desktop.sheets.document import Block, Document, Grid, Line, PageBreak, Part
from desktop.sheets.rows import MM, Faces, Group, groups

NEARLY = 0.9  # of a page: Excel's own pages end a little earlier than ours, or later
SHORT = 25 * MM  # rows below a roster (合计) that its header may well stand above again


@dataclass(frozen=True)
class Stretch:
    """Rows of one part that follow each other: their count, and their height in points."""

    part: Part
    count: int
    height: float


def worksheets(document: Document, faces: Faces) -> list[Document]:
    """The sheet as a document for each worksheet: a roster of several pages ends its worksheet.

    So its header is repeated above its own rows, and never above what follows it (推荐意见). Sheets
    whose rosters fit a page, or that end in one, are one worksheet; signatures stand under the last
    row. The cover is the first one's.
    """
    page = document.page
    most = (page.height - page.top - page.bottom) * MM * NEARLY
    parts: list[list[Block]] = [[]]
    ended, closed = False, 0
    for at, block in enumerate(document.blocks):
        if ended and at >= closed and not _below(block):
            parts, ended = [*parts, []], False
            if isinstance(block, PageBreak):
                continue
        if isinstance(block, Grid) and not _ends_all(block, document.blocks[at + 1 :]):
            first, *others = _cut(block, faces, most)
            parts[-1].append(first)
            parts += [[other] for other in others]
            ended = _is_long(stretches(groups([first, *others][-1], faces)), most)
            closed = at + 1 + len(closing(document.blocks[at + 1 :]))
        else:
            parts[-1].append(block)
    return [
        replace(document, blocks=tuple(blocks), cover=document.cover and at == 0)
        for at, blocks in enumerate(parts)
    ]


def stretches(found: Iterable[Group]) -> list[Stretch]:
    """The groups of a table's rows, those together that follow each other and are of one part."""
    made = []
    for part, run in groupby(found, lambda group: group.part):
        heights = [group.heights for group in run]
        made.append(Stretch(part, sum(map(len, heights)), sum(map(sum, heights))))
    return made


def repeated(following: tuple[Block, ...], table: list[Stretch]) -> range:
    """The rows of the table that are repeated: the header of the roster that ends the worksheet."""
    rows = table[: _roster_end(table)]
    if not rows or not _all_below(following):
        return range(0)
    above = sum(one.count for one in rows[:-2])
    return range(above, above + rows[-2].count)


def _ends_all(grid: Grid, following: tuple[Block, ...]) -> bool:
    """Whether nothing follows its only roster: no need to measure ten thousand rows for that."""
    parts = [part for part, _ in groupby(row.part for row in grid.rows)]
    return "item" not in parts[:-1] and _all_below(following)


def _all_below(following: tuple[Block, ...]) -> bool:
    """Whether all that follows belongs to the table: its notes, and the signatures."""
    return all(map(_below, following)) or len(closing(following)) == len(following)


def _below(block: Block) -> bool:
    """Whether it belongs to the table above it (注、填表人)."""
    return isinstance(block, Line) and not block.keep


def _roster_end(table: list[Stretch]) -> int:
    """How many stretches there are up to the end of the roster at the table's end, or none."""
    end = len(table)
    if table and table[-1].part == "plain" and table[-1].height <= SHORT:
        end -= 1
    return end if [one.part for one in table[:end][-2:]] == ["head", "item"] else 0


def _is_long(table: list[Stretch], most: float) -> bool:
    """Whether it ends in a roster of several pages."""
    end = _roster_end(table)
    return end > 0 and table[end - 2].height + table[end - 1].height > most


def _cut(grid: Grid, faces: Faces, most: float) -> list[Grid]:
    """The grid cut after each roster of several pages that much follows."""
    table = stretches(groups(grid, faces))
    cuts, row = [0], 0
    for at, one in enumerate(table, 1):
        row += one.count
        rest = sum(other.height for other in table[at:])
        if one.part == "item" and rest > SHORT and _is_long(table[:at], most):
            cuts.append(row)
    ends = [*cuts[1:], len(grid.rows)]
    return [Grid(grid.widths, grid.rows[a:b]) for a, b in zip(cuts, ends, strict=True)]
