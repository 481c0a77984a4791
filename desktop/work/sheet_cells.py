"""A composed sheet as single cells with names: what stands where, so that two can be compared."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from desktop.sheets.document import Block, Cell, Document, Grid, Line, Look, Paragraph, Row

_COLONS = ("：", ":")
_LONGEST = 24  # characters of a printed label


class SheetCell(NamedTuple):
    """One cell of a sheet: the sheet's id and title, what the cell is, and what stands in it."""

    sheet_id: str
    sheet: str
    label: str
    text: str


Place = tuple[int, ...]  # of a paragraph (block), a piece (block, piece), a cell (block, row, cell)
_Entry = tuple[str, str, Place]


def cells_of(sheet_id: str, title: str, document: Document) -> tuple[SheetCell, ...]:
    """Return every cell, line and paragraph of a sheet that says something, in its order."""
    return tuple(SheetCell(sheet_id, title, label, text) for label, text, _ in _entries(document))


def places_of(document: Document) -> dict[tuple[str, int], Place]:
    """Return where each cell stands, by its label and which of that label it is (from 1)."""
    found: dict[tuple[str, int], Place] = {}
    counts: dict[str, int] = {}
    for label, _said, place in _entries(document):
        counts[label] = counts.get(label, 0) + 1
        found[label, counts[label]] = place
    return found


def with_own_looks(document: Document, places: Collection[Place]) -> tuple[Document, list[Look]]:
    """Return the document with looks of their own for what stands at `places`, and those looks.

    They are equal to the ones before and other objects: laid out, the places are known by them.
    """
    blocks, looks = list(document.blocks), []
    for place in places:
        block = blocks[place[0]]
        look = replace(_look_at(block, place[1:]))
        blocks[place[0]] = _put_look(block, place[1:], look)
        looks.append(look)
    return replace(document, blocks=tuple(blocks)), looks


def _look_at(block: Block, place: Place) -> Look:
    if isinstance(block, Grid):
        return block.rows[place[0]].cells[place[1]].look
    if isinstance(block, Line):
        return block.pieces[place[0]].look
    assert isinstance(block, Paragraph)
    return block.look


def _put_look(block: Block, place: Place, look: Look) -> Block:
    if isinstance(block, Grid):
        row = block.rows[place[0]]
        cell = row.cells[place[1]]._replace(look=look)
        cells = (*row.cells[: place[1]], cell, *row.cells[place[1] + 1 :])
        rows = (*block.rows[: place[0]], row._replace(cells=cells), *block.rows[place[0] + 1 :])
        return replace(block, rows=rows)
    if isinstance(block, Line):
        piece = replace(block.pieces[place[0]], look=look)
        pieces = (*block.pieces[: place[0]], piece, *block.pieces[place[0] + 1 :])
        return replace(block, pieces=pieces)
    assert isinstance(block, Paragraph)
    return replace(block, look=look)


def _entries(document: Document) -> Iterator[_Entry]:
    """Everything that says something: its label, its text, its place."""
    for at, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            inside = _grid(block)
        elif isinstance(block, Line):
            inside = _line(block)
        elif isinstance(block, Paragraph):
            inside = iter([("正文", block.text, ())])
        else:
            continue
        yield from ((label, text, (at, *place)) for label, text, place in inside if text)


def _line(line: Line) -> Iterator[_Entry]:
    """A label and what is ruled behind it are one; else each piece is split at its colon."""
    label = ""
    for at, piece in enumerate(line.pieces):
        if piece.rule:
            yield label or "表外", piece.text, (at,)
            label = ""
        elif piece.text.rstrip().endswith(_COLONS):
            label = _plain(piece.text).rstrip("".join(_COLONS))
        elif piece.text:
            yield *_split(piece.text, "表外"), (at,)


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


def _grid(grid: Grid) -> Iterator[_Entry]:
    heads = [row for row in grid.rows if row.part == "head"]
    labels = _labels(heads, len(grid.widths))
    items = [n for n, row in enumerate(grid.rows) if _is_item(row)]
    for at, row in enumerate(grid.rows):
        if row.part == "plain":
            yield from ((label, text, (at, n)) for label, text, n in _plain_row(row))
        elif at in items:
            start = f"第{items.index(at) + 1}行 " if len(items) > 1 else ""
            column = 0
            for n, cell in enumerate(row.cells):
                yield f"{start}{labels[column]}", _text(cell), (at, n)
                column += cell.span


def _is_item(row: Row) -> bool:
    return row.part == "item" and any(cell.text for cell in row.cells)


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


def _plain_row(row: Row) -> Iterator[tuple[str, str, int]]:
    """A printed name and what stands behind it; a cell alone is split at its colon."""
    label = ""
    for at, cell in enumerate(row.cells):
        if len(row.cells) == 1:
            yield *_split(_text(cell), "正文"), at
        elif cell.look.style == "head" or not label:
            label = _plain(cell.text)
        else:
            yield label, _text(cell), at
            label = ""


def _text(cell: Cell) -> str:
    return "\n".join(filter(None, (cell.text.strip(), cell.foot.strip())))
