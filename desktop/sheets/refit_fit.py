"""Makes a foreign worksheet's row as high as its new texts need, and lets them wrap."""

from collections.abc import Mapping
from unicodedata import east_asian_width

from desktop.sheets.refit_package import Element, S
from desktop.sheets.refit_styles import Styles
from desktop.sheets.refit_xlsx import cells_of, style_of

TALLEST = 409.0  # points; Excel has no taller row
_LEADING = 1.32  # a line's height in sizes of the font, with the space that Excel leaves
_DIGIT = 5.25  # points; the width of a digit in the standard font, in which columns are measured


def fit_row(
    root: Element,
    styles: Styles,
    row: Element,
    texts: Mapping[int, str],
    merged: Mapping[tuple[int, int], tuple[int, int]],
) -> None:
    """Let long texts wrap, and make the row higher where they need it; it is never made lower.

    `texts` are what was written, by column (1-based); `merged` the merged cells' ends by place.
    """
    number, needed = int(row.get("r")), 0.0
    for column, cell in cells_of(row, number):
        text = texts.get(column, "")
        if text:
            _, last = merged.get((number, column), (number, column))
            width = sum(_width(root, at) for at in range(column, min(last, column + 99) + 1))
            style = style_of(cell)
            lines = _lines(text, styles.size(style), width)
            if lines > 1:
                cell.set("s", str(styles.wrapped(style)))
                needed = max(needed, lines * styles.size(style) * _LEADING + 3)
    if needed > _height(root, row):
        row.set("ht", f"{min(TALLEST, needed):.2f}".rstrip("0").rstrip("."))
        row.set("customHeight", "1")


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
