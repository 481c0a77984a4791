"""Writes plain workbooks: what an applicant is asked to put right (问题清单), and other lists."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from desktop.sheets.xlsx_text import escaped

_TITLE = "问题清单"
_WIDTHS = (6, 26, 14, 6, 18, 26, 44, 40)
_HEAD = PatternFill("solid", fgColor="E8EDF3")


def write_problem_list(
    title: str, notes: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> bytes:
    """Return 问题清单 as a workbook, as `write_list` makes one."""
    return write_list(_TITLE, (title, *notes), heads, rows, _WIDTHS)


def write_list(
    name: str,
    notes: Sequence[str],
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> bytes:
    """Return a workbook: `notes` line by line, the header, then `rows`, all as text.

    The first of the `notes` is its title, `name` is the sheet's; `widths` are in signs. It prints
    on A4 across, with the header on each page.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for text in notes:
        sheet.append([escaped(text)])
    sheet.append([escaped(head) for head in heads])
    top = len(notes) + 1
    for row in rows:
        sheet.append([escaped(text) for text in row])
    _look(book, top, widths[: len(heads)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _look(book: Workbook, top: int, widths: Sequence[int]) -> None:
    sheet = book.worksheets[0]
    sheet["A1"].font = Font(bold=True, size=14)
    thin = Side(style="thin", color="999999")
    for line in sheet.iter_rows(min_row=1):
        for one in line:
            if isinstance(one.value, str):
                one.data_type = "s"  # a name that begins with = is no formula
    for line in sheet.iter_rows(min_row=top):
        for one in line:
            one.number_format = "@"
            one.alignment = Alignment(wrap_text=True, vertical="top")
            one.border = Border(thin, thin, thin, thin)
    for one in sheet[top]:
        one.font, one.fill = Font(bold=True), _HEAD
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
