"""The workbook's cell styles, one for each look and each set of ruled edges."""

from copy import copy
from typing import TYPE_CHECKING, Any

from desktop.sheets.document import Look
from desktop.sheets.office import FONTS

if TYPE_CHECKING:
    from openpyxl import Workbook

NORMAL = 11  # points of the workbook's default font, 宋体, by whose figures columns are measured
FIGURE, MARGIN = 8, 5  # pixels at 96 dpi: such a figure, and what Excel adds to every column
SEAL_EDGES = "lbr"  # of 盖章 and its date below a cell's text
SEAL_INDENT = 2  # of Excel's own indents, from the right edge to 盖章 and its date


def column_width(pixels: float) -> float:
    """A column's width in Excel's own unit, figures of the default font (ECMA-376, 18.3.1.13)."""
    if pixels < FIGURE + MARGIN:
        return pixels / (FIGURE + MARGIN)
    return (pixels - MARGIN) / FIGURE


def _set_default_font(book: Any) -> None:
    """宋体 in place of Calibri, which machines without Excel lack: all columns would be wider."""
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList

    book._fonts = IndexedList([Font(FONTS["cell"], NORMAL)])


class Styles:
    """Makes a style at its first use; openpyxl looks a style up anew for every cell."""

    def __init__(self, book: "Workbook") -> None:
        """The styles of that workbook."""
        self._book = book
        self._made: dict[tuple[Look, str, bool], Any] = {}
        _set_default_font(book)

    def of(self, look: Look, edges: str, *, spread: bool = False) -> Any:
        """What a cell's `_style` is set to; `edges` are those of l, t, r, b that are ruled.

        Where the text is `spread`, its lines are at equal distances from the top to the bottom.
        """
        key = look, edges, spread
        if key not in self._made:
            self._made[key] = self._make(*key)
        return self._made[key]

    def _make(self, look: Look, edges: str, spread: bool) -> Any:
        from openpyxl.cell import Cell
        from openpyxl.styles import Alignment, Border, Font, Side

        cell: Any = Cell(self._book.worksheets[0], 1, 1)
        thin = {edge: Side("thin" if edge in edges else None) for edge in "ltrb"}
        vertical: Any = "top" if look.valign == "top" else "center"
        vertical = "justify" if spread else vertical
        indent = SEAL_INDENT if edges == SEAL_EDGES else 0
        cell.font = Font(FONTS[look.style], look.size)
        cell.border = Border(thin["l"], thin["r"], thin["t"], thin["b"])
        cell.alignment = Alignment(look.align, vertical, wrap_text=True, indent=indent)
        cell.number_format = "@"
        return copy(cell._style)
