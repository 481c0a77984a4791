"""A composed sheet as single cells with names: what stands where, so that two can be compared."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.sheets.document import Cell, Document, Grid, Line, Paragraph, Row

_COLONS = ("：", ":")
_LONGEST = 24  # characters of a printed label


class SheetCell(NamedTuple):
    """One cell of a sheet: the sheet's id and title, what the cell is, and what stands in it."""

    sheet_id: str
    sheet: str
    label: str
    text: str


def cells_of(sheet_id: str, title: str, document: Document) -> tuple[SheetCell, ...]:
    """Return every cell, line and paragraph of a sheet that says something, in its order."""
    found = []
    for block in document.blocks:
        if isinstance(block, Grid):
            found += list(_grid(block))
        elif isinstance(block, Line):
            found += list(_line(block))
        elif isinstance(block, Paragraph):
            found.append(("正文", block.text))
    return tuple(SheetCell(sheet_id, title, label, text) for label, text in found if text)


def _line(line: Line) -> Iterator[tuple[str, str]]:
    """A label and what is ruled behind it are one; else each piece is split at its colon."""
    label = ""
    for piece in line.pieces:
        if piece.rule:
            yield label or "表外", piece.text
            label = ""
        elif piece.text.rstrip().endswith(_COLONS):
            label = _plain(piece.text).rstrip("".join(_COLONS))
        elif piece.text:
            yield _split(piece.text, "表外")


def _split(text: str, otherwise: str) -> tuple[str, str]:
    """Return what a text says before its first colon, and behind it."""
    places = [text.find(one) for one in _COLONS if one in text]
    at = min(places, default=-1)
    if 0 < at <= 2 * _LONGEST and "\n" not in text[:at]:
        return _plain(text[:at]), text[at + 1 :].strip()
    return otherwise, text.strip()


def _plain(text: str) -> str:
    flat = "".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"


def _grid(grid: Grid) -> Iterator[tuple[str, str]]:
    heads = [row for row in grid.rows if row.part == "head"]
    labels = _labels(heads, len(grid.widths))
    items = [row for row in grid.rows if row.part == "item" and any(c.text for c in row.cells)]
    for row in grid.rows:
        if row.part == "plain":
            yield from _plain_row(row)
    for number, row in enumerate(items, 1):
        start = f"第{number}行 " if len(items) > 1 else ""
        at = 0
        for cell in row.cells:
            yield f"{start}{labels[at]}", _text(cell)
            at += cell.span


def _labels(heads: Sequence[Row], width: int) -> list[str]:
    """What is printed above each column; below a group's name stand its columns' own."""
    labels, open_ = [""] * width, [0] * width
    for row in heads:
        at = 0
        for cell in row.cells:
            while at < width and open_[at]:
                open_[at] -= 1
                at += 1
            for place in range(at, min(at + cell.span, width)):
                labels[place] += _plain(cell.text) + ("·" if cell.span > 1 else "")
                open_[place] = cell.down - 1
            at += cell.span
    return [label.rstrip("·") or f"第{n}列" for n, label in enumerate(labels, 1)]


def _plain_row(row: Row) -> Iterator[tuple[str, str]]:
    """A printed name and what stands behind it; a cell alone is split at its colon."""
    label = ""
    for cell in row.cells:
        if len(row.cells) == 1:
            yield _split(_text(cell), "正文")
        elif cell.look.style == "head" or not label:
            label = _plain(cell.text)
        else:
            yield label, _text(cell)
            label = "" if cell.look.style == "cell" else label


def _text(cell: Cell) -> str:
    return "\n".join(filter(None, (cell.text.strip(), cell.foot.strip())))
