"""Pours a composed sheet into an Excel workbook, cell by cell as on paper, every value a text."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from desktop.sheets.closing import kept_together
from desktop.sheets.document import (
    Block,
    Cell,
    Document,
    Grid,
    Line,
    Look,
    PageBreak,
    Paragraph,
    Row,
)
from desktop.sheets.layout import fitted
from desktop.sheets.office import RoughFaces, timeless
from desktop.sheets.qr import png
from desktop.sheets.rows import MM, Group, groups, leading
from desktop.sheets.wrap import wrap
from desktop.sheets.xlsx_breaks import SheetRow, early_breaks
from desktop.sheets.xlsx_page import set_up_frame, set_up_page
from desktop.sheets.xlsx_parts import repeated, stretches, worksheets
from desktop.sheets.xlsx_rows import TALLEST, in_parts, in_pieces, planned
from desktop.sheets.xlsx_style import SEAL_EDGES, Styles, column_width
from desktop.sheets.xlsx_text import escaped

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HALF = 2  # half millimetres, because a grid may stand half a millimetre off the margin
PIXELS = 96 / 25.4  # in a millimetre


def write_xlsx(document: Document, *, draft: bool = False) -> bytes:
    """The document as a workbook, mostly of one worksheet; equal documents give equal bytes.

    What follows a roster of several pages has a worksheet of its own (see `worksheets`). A draft
    says 草稿 in the sheet's name and at the head of every printed page: a workbook can't have it
    across the page.
    """
    from openpyxl import Workbook

    parts = [fitted(part, RoughFaces()) for part in worksheets(document, RoughFaces())]
    pages = sum(count for _, count in parts)
    book = Workbook()
    book.properties.title = document.title
    book.properties.creator = ""
    styles, edges = Styles(book), _edges(document)
    for at, (part, _) in enumerate(parts):
        sheet = book.create_sheet() if at else book.worksheets[0]
        sheet.title = _name(document.title, at, draft=draft)
        kept = replace(part, blocks=kept_together(part.blocks))
        _Pourer(kept, sheet, edges, styles).pour()
        set_up_page(sheet, part.page)
        set_up_frame(sheet, part, numbered=pages > 1, draft=draft)
    out = BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _name(title: str, at: int, *, draft: bool) -> str:
    """A worksheet's name, which Excel wants short, without some marks, and unlike any other."""
    mark = ("" if not at else "（续）" if at == 1 else f"（续{at}）") + (
        "（草稿）" if draft else ""
    )
    return re.sub(r"[\\/*?:\[\]]", "", title)[: 31 - len(mark)] + mark


class _Pourer:
    """Where the next row goes; the sheet's columns are all edges of all grids."""

    def __init__(
        self, document: Document, sheet: "Worksheet", edges: list[int], styles: Styles
    ) -> None:
        self._document = document
        self._sheet: Any = sheet
        self._inner = document.page.inner_width * HALF
        self._edges = edges
        self._faces = RoughFaces()
        self._row = 1
        self._styles = styles
        self._made: list[SheetRow] = []
        self._titles = range(0)

    def pour(self) -> None:
        from openpyxl.utils import get_column_letter

        for at, (left, right) in enumerate(zip(self._edges, self._edges[1:], strict=False), 1):
            width = column_width((right - left) / HALF * PIXELS)
            self._sheet.column_dimensions[get_column_letter(at)].width = width
        for at, block in enumerate(self._document.blocks):
            self._block(block, self._document.blocks[at + 1 :])
        self._break_early()
        if self._row > 1:
            self._sheet.print_area = f"A1:{get_column_letter(self._columns)}{self._row - 1}"

    @property
    def _columns(self) -> int:
        return len(self._edges) - 1

    def _break_early(self) -> None:
        """End the pages that would tear what is kept together; as an office does it, by hand."""
        page = self._document.page
        room = (page.height - page.top - page.bottom) * MM
        forced = frozenset(one.id for one in self._sheet.row_breaks.brk)
        for row in early_breaks(self._made, room, forced, self._titles):
            if row and row not in forced:
                self._break(row)

    def _break(self, after: int) -> None:
        from openpyxl.worksheet.pagebreak import Break

        self._sheet.row_breaks.append(Break(id=after))

    def _block(self, block: Block, following: tuple[Block, ...]) -> None:
        match block:
            case PageBreak():
                self._break(self._row - 1)
            case Line():
                self._line(block)
            case Paragraph():
                self._paragraph(block)
            case Grid():
                self._grid(block, following)

    # Lines and paragraphs

    def _line(self, line: Line) -> None:
        if line.before:
            self._gap(line.before)
        height = line.height * MM
        for at, (text, look, first, last) in enumerate(self._pieces(line)):
            piece = line.pieces[at]
            if piece.code:
                self._picture(piece.text, piece.width, first)
                height = max(height, piece.width * MM + 2)
                continue
            self._put(text, look, (first, last), self._row, rule=piece.rule)
            height = max(height, self._height(text, look, first, last))
        self._end_row(height, keep=line.keep)

    def _pieces(self, line: Line) -> Iterator[tuple[str, Look, int, int]]:
        """Each piece with its first and last column; all in one where the columns are too few."""
        columns = self._columns
        if len(line.pieces) > columns:
            yield "　".join(piece.text for piece in line.pieces), line.pieces[0].look, 1, columns
            return
        free = sum(1 for piece in line.pieces if not piece.width)
        fixed = sum(piece.width for piece in line.pieces) * HALF
        right, first = 0 if free else (self._inner - fixed) // 2, 1
        for at, piece in enumerate(line.pieces, 1):
            right += piece.width * HALF or (self._inner - fixed) // free
            latest = columns - (len(line.pieces) - at)
            nearest = min(range(first, latest + 1), key=lambda c: abs(self._edges[c] - right))
            last = columns if at == len(line.pieces) else nearest
            yield piece.text, piece.look, first, last
            first = last + 1

    def _picture(self, code: str, wide: int, column: int) -> None:
        """A QR code, over the cells of its piece."""
        from openpyxl.drawing.image import Image

        picture = Image(BytesIO(png(code)))
        picture.width = picture.height = round(wide * PIXELS)
        self._sheet.add_image(picture, f"{self._sheet.cell(self._row, column).coordinate}")

    def _paragraph(self, block: Paragraph) -> None:
        if block.before:
            self._gap(block.before)
        blanks = "\u3000" * block.indent
        text = block.text + blanks if block.look.align == "right" else blanks + block.text
        text = text if block.text else ""
        heights = in_parts(self._height(text, block.look, 1, self._columns))
        self._put(text, block.look, (1, self._columns), self._row + len(heights) - 1)
        self._end_rows(heights, keep=block.keep)

    def _height(self, text: str, look: Look, first: int, last: int) -> float:
        wide = (self._edges[last] - self._edges[first - 1]) / HALF * MM / look.size - 0.6
        lines = wrap(text, wide, self._faces.stack(look.style).widths)
        return len(lines) * leading(look.size) + 4 if text else 0.0

    # Grids

    def _grid(self, grid: Grid, following: tuple[Block, ...]) -> None:
        columns = [bisect_left(self._edges, edge) + 1 for edge in _starts(grid, self._inner)]
        rows, found = iter(grid.rows), list(groups(grid, self._faces))
        tops: list[int] = []
        for group in found:
            tops += self._group(list(islice(rows, len(group.heights))), group, columns)
        if heads := repeated(following, stretches(found)):
            first, last = tops[heads[0]], tops[heads[-1] + 1] - 1
            self._sheet.print_title_rows = f"{first}:{last}"
            self._titles = range(first - 1, last)

    def _group(self, rows: list[Row], group: Group, columns: list[int]) -> list[int]:
        """Rows over which a cell reaches; returns where each begins. A tall one is several."""
        plans = []
        for at, (row, height) in enumerate(zip(rows, group.heights, strict=True)):
            own = [one for one in group.boxes if one.row == at and one.down == 1]
            plans.append(planned(row, height, own))
        tops = [self._row]
        for plan in plans:
            tops.append(tops[-1] + len(plan.heights))
        cells = (cell for row in rows for cell in row.cells)
        for cell, box in zip(cells, group.boxes, strict=True):
            self._row, bottom = tops[box.row], tops[box.row + box.down] - 1
            place = (columns[box.column], columns[box.column + box.span] - 1)
            if plans[box.row].lines and box.down == 1:
                self._long_cell(
                    cell, place, bottom, in_pieces(cell.text, box.lines, plans[box.row].lines)
                )
            else:
                self._cell(cell, place, bottom)
        self._row = tops[0]
        for at, (row, plan) in enumerate(zip(rows, plans, strict=True)):
            keep = row.keep or row.part == "head" or at < len(rows) - 1
            self._end_rows(plan.heights, keep=keep)
        return tops[:-1]

    def _long_cell(
        self, cell: Cell, place: tuple[int, int], bottom: int, pieces: list[str]
    ) -> None:
        """A text that goes on from row to row down to `bottom`, with no rule between them."""
        top, last = self._row, bottom - 1 if cell.foot else bottom
        for row in range(top, last + 1):
            at = row - top
            look = replace(cell.look, valign="top") if len(pieces) > 1 else cell.look
            edges = "lr" + ("t" if row == top else "") + ("b" if row == bottom else "")
            self._row = row
            text, goes_on = (pieces[at] if at < len(pieces) else ""), at < len(pieces) - 1
            self._put(text, look, place, row, edges=edges, spread=goes_on)
        if cell.foot:
            self._foot(cell, place, bottom)

    def _cell(self, cell: Cell, place: tuple[int, int], bottom: int) -> None:
        """The cell's text; its foot in the last of its rows, where the seal goes."""
        if not cell.foot:
            self._put(cell.text, cell.look, place, bottom, edges="ltrb")
            return
        self._put(cell.text, cell.look, place, bottom - 1, edges="ltr")
        self._foot(cell, place, bottom)

    def _foot(self, cell: Cell, place: tuple[int, int], bottom: int) -> None:
        self._row = bottom
        look = Look(cell.look.style, cell.look.size, "right")
        self._put(cell.foot, look, place, bottom, edges=SEAL_EDGES)

    def _put(
        self,
        text: str,
        look: Look,
        columns: tuple[int, int],
        bottom: int,
        *,
        edges: str = "",
        rule: bool = False,
        spread: bool = False,
    ) -> None:
        """A text from this row to `bottom`, with the given edges ruled, its lines spread."""
        (first, last), top = columns, self._row
        style = self._styles.of(look, "b" if rule else edges, spread=spread)
        if (first, top) != (last, bottom):
            self._sheet.merge_cells(None, top, first, bottom, last)
            for row in range(top, bottom + 1):
                for column in range(first, last + 1):
                    self._sheet.cell(row, column)._style = style
        cell = self._sheet.cell(top, first)
        cell._style = style
        if text:
            cell.value = escaped(text)
            cell.data_type = "s"  # never a formula, whatever the text begins with

    def _end_rows(self, heights: list[float], *, keep: bool) -> None:
        """A row of the sheet in several of the worksheet's, which a page may end between."""
        for at, height in enumerate(heights, 1):
            self._end_row(height, keep=keep and at == len(heights))

    def _gap(self, millimetres: float) -> None:
        """What stands above a text; only a row that is kept with it is kept over the gap."""
        self._end_row(millimetres * MM, keep=bool(self._made) and self._made[-1].keep)

    def _end_row(self, height: float, *, keep: bool) -> None:
        height = min(TALLEST, round(height, 1))
        self._sheet.row_dimensions[self._row].height = height
        self._made.append(SheetRow(height, keep))
        self._row += 1


def _starts(grid: Grid, inner: int) -> list[int]:
    """The edges of a grid's columns, in half millimetres from the left margin."""
    edges = [(inner - sum(grid.widths) * HALF) // 2]
    for width in grid.widths:
        edges.append(edges[-1] + width * HALF)
    return edges


def _edges(document: Document) -> list[int]:
    inner = document.page.inner_width * HALF
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    found = {edge for grid in grids for edge in _starts(grid, inner)}
    return sorted(found) or [0, inner]
