"""Reads the three kinds of file back as ruled cells: where each stands, and what it says."""

import re
from io import BytesIO
from itertools import accumulate
from typing import Any, NamedTuple

import docx
import openpyxl
import pypdfium2

from desktop.sheets.document import Document, Grid
from desktop.sheets.layout import Placed
from desktop.sheets.rows import MM


class Found(NamedTuple):
    """A ruled cell: left edge and width in millimetres, how many rows it is high, its text."""

    left: float
    width: float
    down: int
    text: str


Rows = list[list[Found]]


def cells_of(document: Document) -> Rows:
    """The ruled cells of a composed sheet, row by row; the foot is a part of the text."""
    rows: Rows = []
    for grid in document.blocks:
        if isinstance(grid, Grid):
            rows += _cells_of_grid(grid, document.page.inner_width)
    return rows


def _cells_of_grid(grid: Grid, inner: int) -> Rows:
    start = (inner - sum(grid.widths)) / 2
    edges = [start, *(start + edge for edge in accumulate(grid.widths))]
    taken: set[tuple[int, int]] = set()
    rows: Rows = []
    for number, row in enumerate(grid.rows):
        found, column = [], 0
        for cell in row.cells:
            while (number, column) in taken:
                column += 1
            taken |= {
                (number + r, column + c) for r in range(1, cell.down) for c in range(cell.span)
            }
            wide = edges[column + cell.span] - edges[column]
            text = f"{cell.text}\n{cell.foot}" if cell.foot else cell.text
            found.append(Found(edges[column], wide, cell.down, text))
            column += cell.span
        rows.append(found)
    return rows


def cells_of_docx(data: bytes) -> Rows:
    """The cells of all ruled tables of a Word file; tables that touch are one."""
    rows: Rows = []
    word = docx.Document(BytesIO(data))
    section = word.sections[0]
    inner = section.page_width - section.left_margin - section.right_margin
    for table in word.tables:
        if table._tbl.tblPr.find(_w("tblBorders")) is not None:
            rows += _cells_of_table(table, inner / 36000)
    return rows


def _w(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


def _cells_of_table(table: Any, inner: float) -> Rows:
    columns = [int(column.get(_w("w"))) / 20 / MM for column in table._tbl.tblGrid]
    start = (inner - sum(columns)) / 2
    edges = [start, *(start + edge for edge in accumulate(columns))]
    rows: Rows = []
    origins: dict[int, tuple[int, int]] = {}
    for row in table.rows:
        found: list[Found] = []
        column = 0
        for tc in row._tr.tc_lst:
            if tc.vMerge == "continue":
                at, place = origins[column]
                rows[at][place] = rows[at][place]._replace(down=rows[at][place].down + 1)
            else:
                text = "\n".join(paragraph.text for paragraph in tc.p_lst)
                text = text.replace("\xa0", " ")  # between a figure and its percent sign
                wide = edges[column + tc.grid_span] - edges[column]
                origins[column] = (len(rows), len(found))
                found.append(Found(edges[column], wide, 1, text))
            column += tc.grid_span
        rows.append(found)
    return rows


def cells_of_xlsx(data: bytes) -> Rows:
    """The ruled cells of all worksheets; one without an upper rule is the foot of the cell above.

    A text that is longer than Excel's tallest row is not put together again.
    """
    book = openpyxl.load_workbook(BytesIO(data))
    return [row for sheet in book.worksheets for row in _cells_of_worksheet(sheet)]


def _cells_of_worksheet(sheet: Any) -> Rows:
    letters = sorted(sheet.column_dimensions, key=openpyxl.utils.column_index_from_string)
    widths = [_millimetres(sheet.column_dimensions[one].width) for one in letters]
    edges = [0.0, *accumulate(widths)]
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    cells = [
        (cell, merged.get((cell.row, cell.column)))
        for row in sheet.iter_rows()
        for cell in row
        if not isinstance(cell, openpyxl.cell.cell.MergedCell) and cell.border.left.style
    ]
    tops = sorted({cell.row for cell, _ in cells if cell.border.top.style})
    rows: dict[int, list[Found]] = {}
    for cell, area in cells:
        right = area.max_col if area else cell.column
        bottom = area.max_row if area else cell.row
        text = str(cell.value or "")
        if not cell.border.top.style:
            above = next(
                one
                for at in reversed(tops)
                if at < cell.row
                for one in rows[at]
                if abs(one.left - edges[cell.column - 1]) < 0.01
            )
            place = next(at for at in reversed(tops) if at < cell.row and above in rows[at])
            rows[place][rows[place].index(above)] = above._replace(text=f"{above.text}\n{text}")
            continue
        down = sum(cell.row <= top <= bottom for top in tops)
        left = edges[cell.column - 1]
        rows.setdefault(cell.row, []).append(Found(left, edges[right] - left, down, text))
    return [rows[top] for top in tops]


def _millimetres(width: float) -> float:
    """A column's width by ECMA-376, 18.3.1.13, with figures 8 pixels wide (宋体 11)."""
    return (width * 13 if width < 1 else width * 8 + 5) * 25.4 / 96


def same_places(rows: Rows, start: float = 0.0) -> list[list[tuple[float, float, int, str]]]:
    """For comparing: half millimetres as whole numbers, so that rounding does not matter."""
    return [
        [(round((c.left + start) * 2), round(c.width * 2), c.down, c.text) for c in row]
        for row in rows
    ]


def texts_in_place(pdf: bytes, pages: list[list[Placed]], height: float) -> list[tuple[str, str]]:
    """For each placed text of each page what it should say and what its rectangle says."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for at, page in enumerate(pages):
        texts = document[at].get_textpage()
        for one in page:
            wanted = "".join((*one.lines, *one.foot))
            if one.code:
                continue
            top = height * MM - one.y + 0.5
            box = (one.x + 0.3, top - one.height - 1, one.x + one.width - 0.3, top)
            found.append((solid(wanted), solid(texts.get_text_bounded(*box))))
    document.close()
    return found


def solid(text: str) -> str:
    """Without blanks and boxes; PDFium gives U+FFFE where it thinks that a hyphen ends a line."""
    return re.sub(r"[\s☐☑]", "", text.replace("\ufffe", "-"))
