"""Measures the rows of a grid: each text wrapped in its cell, and which rows stay together."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple, Protocol

from desktop.sheets.document import Grid, Look, Part, Row, Style
from desktop.sheets.even import even

MM = 72 / 25.4  # points in a millimetre
PAD_X, PAD_Y = 1.2 * MM, 1.1 * MM
FOOT_GAP = 4 * MM
LEAST_CUT = 20 * MM  # of a row that is cut; less of it does not begin on the page


def leading(size: float) -> float:
    """The distance of two base lines, in points."""
    return size * 1.4


class Measured(Protocol):
    """The widths of a style's characters, in ems."""

    @property
    def widths(self) -> Mapping[str, float]: ...


class Faces(Protocol):
    """What a layout asks of the fonts."""

    def stack(self, style: Style, /) -> Measured:
        """The widths of that style. Its `widths` raise KeyError where no face has a character."""


class Box(NamedTuple):
    """A cell of a group of rows, wrapped: its column, its row in the group, and its spans."""

    column: int
    row: int
    span: int
    down: int
    lines: list[str]
    look: Look
    foot: list[str]


class Group(NamedTuple):
    """Rows that stay together, because a cell reaches over them: their heights and boxes."""

    heights: list[float]
    boxes: list[Box]
    part: Part
    keep: bool
    stretch: bool = False


def groups(grid: Grid, faces: Faces) -> Iterator[Group]:
    """The rows of a grid, wrapped, those together over which a cell reaches."""
    rows: list[Row] = []
    pending = 0
    for row in grid.rows:
        rows.append(row)
        pending = max([pending - 1, *(cell.down - 1 for cell in row.cells)])
        if pending <= 0:
            yield _group(rows, grid.widths, faces)
            rows, pending = [], 0


def _group(rows: list[Row], widths: tuple[int, ...], faces: Faces) -> Group:
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    heights = [row.height * MM for row in rows]
    for at, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while taken and (at, column) in taken:
                column += 1
            text, look, span, down, foot = cell
            wide = widths[column] if span == 1 else sum(widths[column : column + span])
            room = (wide * MM - 2 * PAD_X) / look.size
            stack = faces.stack(look.style).widths
            lines = even(text, room, stack) if text else []
            feet = even(foot, room, stack) if foot else []
            boxes.append(Box(column, at, span, down, lines, look, feet))
            if down == 1:
                heights[at] = max(heights[at], _height(lines, feet, look.size))
            else:
                taken |= {(at + r, column + c) for r in range(down) for c in range(span)}
            column += span
    _stretch(heights, boxes)
    keep = rows[-1].keep or rows[-1].part == "head"
    return Group(heights, boxes, rows[0].part, keep, rows[-1].stretch)


def without_blanks(groups: list[Group]) -> tuple[list[Group], list[Group]]:
    """The groups up to the last one with a text, and the blank rows that fill the form up."""
    end = len(groups)
    while (
        end and groups[end - 1].part == "item" and not any(b.lines for b in groups[end - 1].boxes)
    ):
        end -= 1
    return groups[:end], groups[end:]


def pairs(groups: list[Group], most: float) -> Iterator[int]:
    """Where the last row but one of each roster is, if it and the last are at most so high."""
    for at, (one, last) in enumerate(pairwise(groups)):
        ends = at + 2 == len(groups) or groups[at + 2].part != "item"
        both = sum(one.heights) + sum(last.heights)
        if one.part == last.part == "item" and ends and both <= most:
            yield at


def _stretch(heights: list[float], boxes: list[Box]) -> None:
    """Give the last row what a cell over several rows needs beyond them."""
    for box in boxes:
        if box.down > 1:
            there = sum(heights[box.row : box.row + box.down])
            needed = _height(box.lines, box.foot, box.look.size)
            heights[box.row + box.down - 1] += max(0.0, needed - there)


def _height(lines: list[str], foot: list[str], size: float) -> float:
    gap = FOOT_GAP if foot else 0.0
    return (len(lines) + len(foot)) * leading(size) + gap + 2 * PAD_Y


def split(group: Group, room: float) -> tuple[Group, Group]:
    """A group in two: what fits into `room`, and the rest, which has the feet.

    A cell that reaches over the cut goes on below it with the lines that had no room.
    """
    cut, left = _cut(group.heights, room)
    upper = [*group.heights[:cut], *([left] if left else [])]
    first: list[Box] = []
    rest: list[Box] = []
    for box in group.boxes:
        end = box.row + box.down
        if end <= cut:
            first.append(box)
        elif box.row >= len(upper):
            rest.append(box._replace(row=box.row - cut))
        else:
            shown = sum(upper[box.row :])
            fit = max(1, int((shown - 2 * PAD_Y) / leading(box.look.size)))
            first.append(box._replace(down=len(upper) - box.row, lines=box.lines[:fit], foot=[]))
            rest.append(box._replace(row=0, down=end - cut, lines=box.lines[fit:]))
    needed = [_height(b.lines, b.foot, b.look.size) for b in rest if (b.row, b.down) == (0, 1)]
    lower = [max(needed, default=0.0) if left else group.heights[cut], *group.heights[cut + 1 :]]
    _stretch(lower, rest)
    return group._replace(heights=upper, boxes=first), group._replace(heights=lower, boxes=rest)


def _cut(heights: list[float], room: float) -> tuple[int, float]:
    """The row at which the room ends, and how much of it still stands above the cut, or nothing."""
    used = 0.0
    for at, height in enumerate(heights):
        if used + height > room:
            left = room - used
            return at, left if at == 0 or left >= LEAST_CUT else 0.0
        used += height
    return len(heights) - 1, heights[-1]
