"""Measures the rows of a grid: each text wrapped in its cell, and which rows stay together."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from desktop.sheets.document import Grid, Look, Part, Row, Style
from desktop.sheets.wrap import wrap

MM = 72 / 25.4  # points in a millimetre
PAD_X, PAD_Y = 1.2 * MM, 1.1 * MM
FOOT_GAP = 4 * MM


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
            lines = wrap(text, room, stack) if text else []
            feet = wrap(foot, room, stack) if foot else []
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
    """A one-row group in two: what fits into `room`, and the rest, which has the foot."""
    first, rest, needed = [], [], [0.0]
    for box in group.boxes:
        fit = max(1, int((room - 2 * PAD_Y) / leading(box.look.size)))
        first.append(box._replace(lines=box.lines[:fit], foot=[]))
        rest.append(box._replace(lines=box.lines[fit:]))
        needed.append(_height(box.lines[fit:], box.foot, box.look.size))
    return (
        group._replace(heights=[room], boxes=first),
        group._replace(heights=[max(needed)], boxes=rest),
    )
