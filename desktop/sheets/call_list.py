"""Writes the list of firms that a colleague is to call (分工名单): a plain workbook to fill."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from desktop.sheets.xlsx_text import escaped

_TITLE = "分工名单"
_MOST_CHOICES = 255  # characters of a list that Excel takes


def write_call_list(
    notes: Sequence[str],
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    choices: Sequence[str],
    choice_column: int,
) -> bytes:
    """Return a workbook: `notes` line by line, then the header, then `rows`, all as text.

    The cells of `choice_column` (0-based) offer `choices`; anything may be typed all the same.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _TITLE
    for note in notes:
        sheet.append([escaped(note)])
    sheet.append([escaped(head) for head in heads])
    top = len(notes) + 1
    for row in rows:
        sheet.append([escaped(text) for text in row])
    for cell in sheet[top]:
        cell.font = Font(bold=True)
    for line in sheet.iter_rows(min_row=top):
        for one in line:
            one.number_format = "@"
            one.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(one.value, str):
                one.data_type = "s"  # a name that begins with = is no formula
    for index, head in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(index)].width = 28 if len(head) > 3 else 14
    sheet.freeze_panes = f"A{top + 1}"
    offered = ",".join(choices)
    if rows and len(offered) < _MOST_CHOICES:
        rule = DataValidation("list", formula1=f'"{offered}"', allow_blank=True)
        rule.showErrorMessage = False
        sheet.add_data_validation(rule)
        letter = get_column_letter(choice_column + 1)
        rule.add(f"{letter}{top + 1}:{letter}{top + len(rows)}")
    out = BytesIO()
    book.save(out)
    return out.getvalue()
