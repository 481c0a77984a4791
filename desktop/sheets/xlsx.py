"""Pours a composed sheet into an Excel workbook, cell by cell as on paper, every value a text."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from desktop.sheets.document import (
    Block,
    Cell,
    Document,
    Grid,
    Line,
    Look,
    Page,
    PageBreak,
    Paragraph,
    Row,
)
from desktop.sheets.office import FONTS, RoughWidths, timeless
from desktop.sheets.rows import MM, leading
from desktop.sheets.wrap import wrap

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import NamedStyle
    from openpyxl.worksheet.worksheet import Worksheet

TALLEST = 409  # points; Excel has no taller row
HALF = 2  # half millimetres, because a grid may stand half a millimetre off the margin


def write_xlsx(document: Document) -> bytes:
    """The document as a workbook of one sheet; equal documents give equal bytes."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = re.sub(r"[\\/*?:\[\]]", "", document.title)[:31]
    book.properties.title = document.title
    book.properties.creator = ""
    _Pourer(document, book).pour()
    _set_up_page(sheet, document.page)
    if document.foot:
        _set_up_foot(sheet, document.foot)
    out = BytesIO()
    book.save(out)
    return timeless(out.getvalue())


class _Pourer:
    """Where the next row goes; the sheet's columns are all edges of all grids."""

    def __init__(self, document: Document, book: "Workbook") -> None:
        self._document = document
        self._book = book
        self._sheet = book.worksheets[0]
        self._inner = document.page.inner_width * HALF
        self._edges = _edges(document)
        self._widths = RoughWidths()
        self._row = 1
        self._styles: dict[tuple[Look, bool], str] = {}

    def pour(self) -> None:
        from openpyxl.utils import get_column_letter

        for at, (left, right) in enumerate(zip(self._edges, self._edges[1:], strict=False), 1):
            pixels = (right - left) / HALF * 96 / 25.4
            self._sheet.column_dimensions[get_column_letter(at)].width = max(0.5, (pixels - 5) / 7)
        for block in self._document.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        from openpyxl.worksheet.pagebreak import Break

        if isinstance(block, PageBreak):
            self._sheet.row_breaks.append(Break(id=self._row - 1))
        elif isinstance(block, Line):
            self._line(block)
        elif isinstance(block, Paragraph):
            self._paragraph(block)
        else:
            self._grid(block)

    def _line(self, line: Line) -> None:
        if line.before:
            self._end_row(line.before * MM)
        height = line.height * MM
        for text, look, first, last in self._pieces(line):
            self._put(text, look, (first, last), 1, border=False)
            height = max(height, self._height(text, look, first, last))
        self._end_row(height)

    def _paragraph(self, block: Paragraph) -> None:
        if block.before:
            self._end_row(block.before * MM)
        blanks = "\u3000" * block.indent
        text = block.text + blanks if block.look.align == "right" else blanks + block.text
        columns = len(self._edges) - 1
        self._put(text if block.text else "", block.look, (1, columns), 1, border=False)
        self._end_row(self._height(text, block.look, 1, columns))

    def _pieces(self, line: Line) -> Iterator[tuple[str, Look, int, int]]:
        """Each piece with its first and last column; all in one where the columns are too few."""
        columns = len(self._edges) - 1
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

    def _grid(self, grid: Grid) -> None:
        starts = _starts(grid, self._inner)
        columns = [bisect_left(self._edges, edge) + 1 for edge in starts]
        first, taken = self._row, set[tuple[int, int]]()
        for row in grid.rows:
            self._grid_row(row, columns, taken)
        heads = [at for at, row in enumerate(grid.rows) if row.part == "head"]
        tables = [block for block in self._document.blocks if isinstance(block, Grid)]
        if heads and len(tables) == 1:
            self._sheet.print_title_rows = f"{first + heads[0]}:{first + heads[-1]}"

    def _grid_row(self, row: Row, columns: list[int], taken: set[tuple[int, int]]) -> None:
        height, at = row.height * MM, 0
        for cell in row.cells:
            while (self._row, at) in taken:
                at += 1
            first, last = columns[at], columns[at + cell.span] - 1
            text = self._with_foot(cell, first, last)
            self._put(text, cell.look, (first, last), cell.down, border=True)
            if cell.down == 1:
                height = max(height, self._height(text, cell.look, first, last))
            taken.update(
                (self._row + r, at + c) for r in range(1, cell.down) for c in range(cell.span)
            )
            at += cell.span
        self._end_row(height)

    def _put(
        self, text: str, look: Look, columns: tuple[int, int], down: int, *, border: bool
    ) -> None:
        (first, last), bottom = columns, self._row + down - 1
        cell = self._sheet.cell(self._row, first, text or None)
        if text:
            cell.data_type = "s"  # never a formula, whatever the text begins with
        style = self._style(look, border)
        if (first, self._row) != (last, bottom):
            self._sheet.merge_cells(
                start_row=self._row, start_column=first, end_row=bottom, end_column=last
            )
        for row in range(self._row, bottom + 1):
            for column in range(first, last + 1):
                self._sheet.cell(row, column).style = style

    def _style(self, look: Look, border: bool) -> str:
        """The name of the workbook's style for the look; made at its first use."""
        if (look, border) not in self._styles:
            name = f"{FONTS[look.style]}{look.size:g} {len(self._styles) + 1}"
            self._book.add_named_style(_named_style(name, look, border))
            self._styles[look, border] = name
        return self._styles[look, border]

    def _ems(self, look: Look, first: int, last: int) -> float:
        return (self._edges[last] - self._edges[first - 1]) / HALF * MM / look.size - 0.6

    def _height(self, text: str, look: Look, first: int, last: int) -> float:
        lines = wrap(text, self._ems(look, first, last), self._widths)
        return len(lines) * leading(look.size) + 4 if text else 0.0

    def _with_foot(self, cell: Cell, first: int, last: int) -> str:
        """The text with the foot under it, pushed to the right as far as blanks can."""
        if not cell.foot:
            return cell.text
        room = int(self._ems(cell.look, first, last)) - 4
        feet = ["　" * max(0, room - len(foot)) + foot for foot in cell.foot.split("\n")]
        return "\n".join([cell.text, "", "", *feet])

    def _end_row(self, height: float) -> None:
        self._sheet.row_dimensions[self._row].height = min(TALLEST, round(height, 1))
        self._row += 1


def _named_style(name: str, look: Look, border: bool) -> "NamedStyle":
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    side = Side("thin") if border else Side()
    vertical: Any = "top" if look.valign == "top" else "center"
    return NamedStyle(
        name,
        font=Font(FONTS[look.style], look.size),
        border=Border(side, side, side, side),
        alignment=Alignment(look.align, vertical, wrap_text=True),
        number_format="@",
    )


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


def _set_up_page(sheet: "Worksheet", page: Page) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape" if page.width > page.height else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.top, margins.bottom = page.top / 25.4, page.bottom / 25.4
    margins.left, margins.right = page.left / 25.4, page.right / 25.4


def _set_up_foot(sheet: "Worksheet", foot: str) -> None:
    from openpyxl.worksheet.header_footer import HeaderFooterItem

    item = HeaderFooterItem()
    item.left.text, item.right.text = foot.replace("&", "&&"), "第&P页　共&N页"
    sheet.HeaderFooter.oddFooter = item
