"""How high a row of the workbook is, and a text that is longer than Excel's tallest row."""

from itertools import pairwise
from math import ceil
from typing import NamedTuple

from desktop.sheets.document import Look, Row
from desktop.sheets.rows import FOOT_GAP, PAD_Y, Box, leading

TALLEST = 409  # points; Excel has no taller row
PIECE = 200  # points of a text that goes on from row to row: what a page may leave blank at its end


class RowPlan(NamedTuple):
    """The workbook's rows for one row of the sheet, in points, the last one for the feet.

    Where there are `lines`, long texts go on from row to row with so many in each, because a page
    may end between rows but within none.
    """

    heights: list[float]
    lines: int = 0


def planned(row: Row, height: float, boxes: list[Box]) -> RowPlan:
    """Plan a row of that height; `boxes` are its cells that reach over no other row."""
    feet = [cell for cell in row.cells if cell.foot]
    if not feet and height <= TALLEST:
        return RowPlan([height])
    size = max((box.look.size for box in boxes), default=Look().size)
    low = 0.0
    if feet:
        tall = max((cell.foot.count("\n") + 1) * leading(cell.look.size) for cell in feet)
        low = tall + FOOT_GAP
    most = max((len(box.lines) for box in boxes), default=0)
    each = int((PIECE - 2 * PAD_Y) / leading(size))
    upper = max(height - low, leading(row.cells[0].look.size)) if feet else height
    if most * leading(size) + 2 * PAD_Y <= TALLEST:
        return RowPlan([*in_parts(upper), *([low] if feet else [])])
    count = ceil(most / each)
    last = (most - (count - 1) * each) * leading(size) + 2 * PAD_Y
    return RowPlan([*[float(PIECE)] * (count - 1), last, *([low] if feet else [])], each)


def in_parts(height: float) -> list[float]:
    """The height in as many equal rows as Excel needs for it."""
    count = max(1, ceil(height / TALLEST))
    return [height / count] * count


def in_pieces(text: str, lines: list[str], most: int) -> list[str]:
    """The text in pieces of `most` of its wrapped lines; together they say what it says."""
    starts, at = [], 0
    for line in lines:
        at = text.index(line, at)  # blanks and line feeds at a line's end are no part of it
        starts.append(at)
        at += len(line)
    cuts = [0, *starts[most::most], len(text)]
    return [text[a:b].removesuffix("\n") for a, b in pairwise(cuts)]
