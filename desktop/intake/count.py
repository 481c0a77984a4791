"""The second engine: counts the cells with content of an .xlsx, row by row, with openpyxl."""

import io
import warnings

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet


def count_cells(data: bytes) -> dict[str, list[int]]:
    """Return, for each worksheet's name, how many cells of each row (from line 1) have content.

    The stated dimension is not trusted: in 14 of 865 public files it was wrong.
    """
    counts: dict[str, list[int]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it drops
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            if isinstance(sheet, ReadOnlyWorksheet):
                counts[sheet.title] = _rows(sheet)
        workbook.close()
    return counts


def _rows(sheet: ReadOnlyWorksheet) -> list[int]:
    sheet.reset_dimensions()
    return [
        sum(1 for value in row if value is not None and str(value).strip()) for row in sheet.values
    ]
