"""Makes a foreign worksheet's row as high as its new texts need, and lets them wrap."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from desktop.sheets.refit_package import Element, S
from desktop.sheets.refit_styles import Styles
from desktop.sheets.refit_xlsx import style_of

TALLEST = 409.0  # points; Excel has no taller row
_UNBROKEN = re.compile(r"[0-9+./-]{2,40}")  # a number, a date or a phone stays on one line
_LEADING = 1.32  # a line's height in sizes of the font, with the space that Excel leaves
_DIGIT = 5.25  # points; the width of a digit in the standard font, in which columns are measured


@dataclass
class Fitter:
    """Knows a worksheet's widths and sizes; each is looked up once."""

    root: Element
    styles: Styles
    merged: Mapping[tuple[int, int], tuple[int, int]]
    _widths: dict[tuple[int, int], float] = field(default_factory=dict)
    _sizes: dict[int, float] = field(default_factory=dict)

    def fit(self, row: Element, cells: Mapping[int, Element], texts: Mapping[int, str]) -> None:
        """Let long texts wrap, and make the row as high as they need; it is never made lower.

        `cells` are the row's, `texts` what was written, both by column (1-based).
        """
        number, needed = int(row.get("r")), 0.0
        for column, text in texts.items():
            if text:
                _, last = self.merged.get((number, column), (number, column))
                style = style_of(cells[column])
                size = self._size(style)
                lines = _lines(text, size, self._width(column, last))
                if lines > 1 and _UNBROKEN.fullmatch(text):
                    cells[column].set("s", str(self.styles.shrunk(style)))
                elif lines > 1:
                    cells[column].set("s", str(self.styles.wrapped(style)))
                    needed = max(needed, lines * size * _LEADING + 3)
        if needed > _height(self.root, row):
            row.set("ht", f"{min(TALLEST, needed):.2f}".rstrip("0").rstrip("."))
            row.set("customHeight", "1")

    def _size(self, style: int) -> float:
        if style not in self._sizes:
            self._sizes[style] = self.styles.size(style)
        return self._sizes[style]

    def _width(self, first: int, last: int) -> float:
        if (first, last) not in self._widths:
            columns = range(first, min(last, first + 99) + 1)
            self._widths[first, last] = sum(_width(self.root, column) for column in columns)
        return self._widths[first, last]


def _lines(text: str, size: float, width: float) -> int:
    """How many lines a text takes in a cell, a little more rather than less."""
    room = max(1.0, width - 4)
    return sum(max(1, -int(-_length(line) * size // room)) for line in text.split("\n"))


def _length(line: str) -> float:
    return sum(1.0 if east_asian_width(c) in "WFA" else 0.55 for c in line)


def _width(root: Element, column: int) -> float:
    """A column's width in points."""
    for one in root.iterfind(f"{S}cols/{S}col"):
        if int(one.get("min", "0")) <= column <= int(one.get("max", "0")) and one.get("width"):
            return float(one.get("width")) * _DIGIT
    shape = root.find(f"{S}sheetFormatPr")
    standard = shape.get("defaultColWidth", "8.43") if shape is not None else "8.43"
    return float(standard) * _DIGIT


def _height(root: Element, row: Element) -> float:
    shape = root.find(f"{S}sheetFormatPr")
    standard = shape.get("defaultRowHeight", "15") if shape is not None else "15"
    return float(row.get("ht", standard))
