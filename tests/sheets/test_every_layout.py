"""However ugly the texts and many the rows, every sheet is laid out as a typesetter would."""

import os
import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from every_sheet import composed, every_sheet
from ugly import ugly_words

from desktop.sheets.document import Document, Grid
from desktop.sheets.fonts import Fonts
from desktop.sheets.layout import Placed, Sheet, lay_out
from desktop.sheets.rows import FOOT_GAP, MM, PAD_X, PAD_Y, leading
from desktop.sheets.wrap import NO_END, NO_START

MANY = os.environ.get("SHEETS_OF_1000") == "1"
LONG = pytest.mark.skipif(not MANY, reason="1,000 rows of every sheet: SHEETS_OF_1000=1")
COUNTS = [1, 20, pytest.param(1000, marks=LONG)]
SLACK = 0.01  # points
Lay = Callable[[str], tuple[Document, list[Sheet]]]
# Figures and what is glued to them, over the break (the zero) between two lines.
GLUED = re.compile(
    r"[0-9A-Za-z+()（）年月日转,.，、：％% -]*\0[0-9A-Za-z+()（）年月日转,.，、：％% -]*"
)


@pytest.fixture(params=COUNTS)
def laid(
    request: pytest.FixtureRequest, fonts: Fonts
) -> Callable[[str], tuple[Document, list[Sheet]]]:
    """A sheet with so many rows of ugly texts, on its pages."""

    def lay(name: str) -> tuple[Document, list[Sheet]]:
        document = composed(name, request.param, ugly_words())
        return document, lay_out(document, fonts)

    return lay


@pytest.mark.parametrize("name", every_sheet())
def test_nothing_leaves_its_place(name: str, laid, fonts: Fonts):
    """Each line fits its cell, each cell the margins; none overlaps another, nothing is tiny.

    No row is split but one that is higher than a page.
    """
    document, pages = laid(name)
    page = document.page
    left, top = page.left * MM - SLACK, page.top * MM - SLACK
    right = (page.width - page.right) * MM + SLACK
    bottom = (page.height - page.bottom) * MM + SLACK
    for placed in pages:
        assert [one for one in placed if not _fits(one, fonts)] == []
        assert [one for one in placed if one.look.size < 9] == []
        assert [one for one in placed if one.x < left or one.x + one.width > right] == []
        assert [one for one in placed if one.y < top or one.y + one.height > bottom] == []
        assert _overlaps(placed) == []
    assert _badly_ended(pages) == []


def _fits(one: Placed, fonts: Fonts) -> bool:
    size, high = one.look.size, leading(one.look.size)
    widths = fonts.stack(one.look.style).widths
    room = one.width - (2 * PAD_X if one.border else 0) + SLACK
    spread = [one.spread * (len(line) - 1) for line in one.lines]
    # A blank that holds two pieces apart may be wider than its place: nothing of it is seen.
    texts = [line.strip("\u3000") for line in (*one.lines, *one.foot)]
    wide = [sum(map(widths.__getitem__, text)) * size for text in texts]
    wide = [w + s for w, s in zip(wide, (*spread, *(0.0 for _ in one.foot)), strict=True)]
    tall = (len(one.lines) + len(one.foot)) * high + (FOOT_GAP if one.foot else 0)
    tall += 2 * PAD_Y if one.border else 0
    return max(wide, default=0) <= room and (one.code != "" or tall <= one.height + SLACK)


def _overlaps(placed: Sheet) -> list[tuple[Placed, Placed]]:
    """Pairs that share more than an edge, found by going down the page."""
    found, open_boxes = [], list[Placed]()
    for one in sorted(placed, key=lambda box: box.y):
        open_boxes = [box for box in open_boxes if box.y + box.height > one.y + SLACK]
        found += [
            (box, one)
            for box in open_boxes
            if box.x + box.width > one.x + SLACK and one.x + one.width > box.x + SLACK
        ]
        open_boxes.append(one)
    return found


def _badly_ended(pages: list[Sheet]) -> list[tuple[str, str]]:
    """Lines broken within a number, a date or a phone that would fit, or beside a mark."""
    bad = []
    for one in (one for placed in pages for one in placed):
        for line, after in pairwise(one.lines):
            if line and after and not _marks_only(after):
                marks = line[-1] in NO_END or (after[0] in NO_START and line[-1] not in NO_START)
                if marks or _cut(line, after):
                    bad.append((line, after))
    return bad


def _cut(line: str, after: str) -> bool:
    """Whether the break falls within figures, though they with all that is glued would fit."""
    run = next(m for m in GLUED.finditer(f"{line}\0{after}") if m.start() <= len(line) < m.end())
    return line[-1].isdigit() and after[0].isdigit() and len(run[0]) <= len(line)


def _marks_only(text: str) -> bool:
    return len(set(text)) <= 3 or all(c in NO_START or c in NO_END for c in text)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", every_sheet())
def test_no_header_row_stands_alone(name: str, count: int, fonts: Fonts):
    """Below a table's header there is a row of it on the same page, however long its texts."""
    ugly = ugly_words()
    document = composed(name, count, lambda path: path if _is_label(path) else ugly(path))
    labels = {text.replace("\n", "") for text in _heads(document)} - _texts_of_rows(document)
    for placed in lay_out(document, fonts):
        cells = [one for one in placed if one.border]
        heads = [one for one in cells if "".join(one.lines) in labels]
        lowest = max((one.y + one.height for one in heads), default=0.0)
        below = [one for one in cells if one.y + SLACK > lowest]
        assert below or not heads


def _is_label(path: str) -> bool:
    return path.split(".")[0] in {"head", "label", "roster"}


def _texts_of_rows(document: Document) -> set[str]:
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    rows = [row for grid in grids for row in grid.rows if row.part != "head"]
    return {cell.text.replace("\n", "") for row in rows for cell in row.cells}


def _heads(document: Document) -> set[str]:
    return {
        cell.text
        for grid in document.blocks
        if isinstance(grid, Grid) and any(row.part == "item" for row in grid.rows)
        for row in grid.rows
        if row.part == "head"
        for cell in row.cells
        if cell.text
    }


@pytest.mark.parametrize("name", every_sheet())
def test_header_rows_stand_on_every_page_with_rows(name: str, fonts: Fonts):
    """A page with an item's cells has the cells of a header row above them."""
    document = composed(name, 60, lambda path: f"某{path}")
    items = [
        tuple(cell.text for cell in row.cells)
        for grid in document.blocks
        if isinstance(grid, Grid)
        for row in grid.rows
        if row.part == "item" and any(cell.text for cell in row.cells)
    ]
    heads = _heads(document)
    texts = {text for row in items for text in row if text} - heads
    for placed in lay_out(document, fonts):
        said = {"".join(one.lines) for one in placed if one.border}
        here = {text.replace("\n", "") for text in texts} & said
        alone = here and not {text.replace("\n", "") for text in heads} & said
        assert not (heads and alone)
