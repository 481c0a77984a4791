"""Writes the roster workbook (名单工作簿) that an applicant fills in and the import reads back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from desktop.domain.form import Column, Roster
from desktop.domain.labels import ADDED
from desktop.sheets.office import timeless
from desktop.sheets.xlsx_text import escaped

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

GUIDE = "填写说明"
RULED = 60  # rows that have borders from the start
GUIDE_WIDE = 80  # of Excel's own units: a lone column that is wider than the paper is cut
LINE = 35  # characters of the guide's column
LAST = 5000  # the last row whose cells offer choices
TICK = "√"
# Choices by column: strict ones, and ones that are only offered.
STRICT: Mapping[str, tuple[str, ...]] = {
    "satisfied": (TICK,),
    "dissatisfied": (TICK,),
    "mentor": ("是", "否"),
    "special": ("是", "否"),
    "leading": ("是", "否"),
    "size": ("大型", "中型", "小型", "微型"),
}
OFFERED: Mapping[str, tuple[str, ...]] = {
    "education": ("博士研究生", "硕士研究生", "本科", "大专", "中专", "高中及以下"),
}
WIDTHS: Mapping[str, int] = {
    "serial": 6,
    "name": 34,
    "code": 24,
    "phone": 16,
    "service": 28,
    "school": 30,
    "business": 26,
    "summary": 36,
    "sessions": 24,
    "results": 30,
    "public": 28,
    "certificate": 20,
    "issuer": 26,
    "innovation": 24,
}
PERSON = "姓名"  # a name that takes less room than a firm's
FIGURES = ("figure", "percent")


@dataclass(frozen=True)
class RosterPage:
    """One roster of the workbook; `total` are the words before and after its total's blank."""

    roster: Roster
    total: tuple[str, str] | None = None


def write_roster_book(title: str, guide: Sequence[str], pages: Sequence[RosterPage]) -> bytes:
    """Return the workbook: 填写说明 first, then a sheet for each roster, all of it empty.

    Equal arguments give equal bytes.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.properties.title, book.properties.creator = title, ""
    _put_guide(book, title, guide)
    for page in pages:
        _put_roster(book, page)
    out = BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def header(column: Column) -> str:
    """Return what stands above a column; what the annex lacks is marked."""
    return f"{ADDED}{column.label}" if column.additional else column.label.replace(" ", "")


def _put_guide(book: "Workbook", title: str, guide: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.worksheets[0]
    sheet.title = GUIDE
    sheet.column_dimensions["A"].width = GUIDE_WIDE
    _write(sheet, 1, 1, f"{title} {GUIDE}").font = Font("黑体", 16)
    for at, line in enumerate(guide, 2):
        cell = _write(sheet, at, 1, line)
        cell.font = Font("宋体", 12)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.row_dimensions[at].height = 20 * (1 + len(line) // LINE)
    sheet.page_setup.paperSize = 9  # A4
    _fit_width(sheet)


def _put_roster(book: "Workbook", page: RosterPage) -> None:
    from openpyxl.styles import Font

    roster = page.roster
    sheet = book.create_sheet(_sheet_name(roster.title))
    title = _write(sheet, 1, 1, roster.title)
    title.font = Font("黑体", 16)
    sheet.row_dimensions[1].height = 30
    top = 2
    if page.total:
        _put_total(sheet, page.total)
        top = 3
    first = _put_headers(sheet, roster.columns, top)
    _put_columns(sheet, roster.columns, first)
    for at, row in enumerate(roster.fixed_rows):
        _write(sheet, first + at, 1, str(at + 1))
        _write(sheet, first + at, 2, row.label)
    _offer_choices(sheet, roster, first)
    _set_up(sheet, first)


def _sheet_name(title: str) -> str:
    return "".join(char for char in title if char not in "\\/*?:[]")[:31]


def _put_total(sheet: "Worksheet", total: tuple[str, str]) -> None:
    """Leave a blank for the total above the header, so that the list below may go on."""
    from openpyxl.styles import Alignment

    _write(sheet, 2, 2, total[0]).alignment = Alignment("right")
    _dress(sheet.cell(2, 3), _look(added=True))
    _write(sheet, 2, 4, total[1])


def _put_headers(sheet: "Worksheet", columns: Sequence[Column], top: int) -> int:
    """Write one header row, or two where columns stand in groups; returns the first row below."""
    grouped = any(column.group for column in columns)
    at = 1
    for group, run in groupby(columns, lambda column: column.group):
        members = list(run)
        if group:
            _put_header(sheet, (top, at, top, at + len(members) - 1), group, added=False)
        for column in members:
            above = top + 1 if group else top
            place = (above, at, top + 1 if grouped else top, at)
            _put_header(sheet, place, header(column), added=column.additional)
            at += 1
    for row in range(top, top + (2 if grouped else 1)):
        sheet.row_dimensions[row].height = 24 if grouped else 36
    return top + (2 if grouped else 1)


def _put_header(
    sheet: "Worksheet", place: tuple[int, int, int, int], text: str, *, added: bool
) -> None:
    top, left, bottom, right = place
    _write(sheet, top, left, text)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            _dress(sheet.cell(row, column), _look(added=added, head=True))
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _put_columns(sheet: "Worksheet", columns: Sequence[Column], first: int) -> None:
    """Set width and format: all but figures are texts, so no code and no phone loses a digit."""
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(columns, 1):
        letter = get_column_letter(at)
        form = "General" if column.kind in FIGURES else "@"
        dimension = sheet.column_dimensions[letter]
        dimension.width = 12 if column.label == PERSON else WIDTHS.get(column.key, 14)
        dimension.number_format = form
        for row in range(first, first + RULED):
            cell = sheet.cell(row, at)
            _dress(cell, _look(added=column.additional, plain=True))
            cell.number_format = form


def _offer_choices(sheet: "Worksheet", roster: Roster, first: int) -> None:
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(roster.columns, 1):
        for validation in _validations(roster, column):
            letter = get_column_letter(at)
            validation.add(f"{letter}{first}:{letter}{LAST}")
            sheet.add_data_validation(validation)


def _validations(roster: Roster, column: Column) -> Iterator[Any]:
    from openpyxl.worksheet.datavalidation import DataValidation

    strict, offered = STRICT.get(column.key), OFFERED.get(column.key)
    if roster.fixed_rows and column.key == "type":
        offered = tuple(row.label for row in roster.fixed_rows)
    if choices := strict or offered:
        listed = ",".join(choices)
        made = DataValidation("list", f'"{listed}"', allow_blank=True)
        made.showErrorMessage = bool(strict)
        made.errorTitle, made.error = (
            "请从列表中选择",
            f"“{column.label}”请填：{'、'.join(choices)}",
        )
        yield made
    elif column.kind == "code":
        made = DataValidation("textLength", "18", operator="equal", allow_blank=True)
        made.errorStyle, made.showErrorMessage = "warning", True
        made.errorTitle, made.error = "请核对", "统一社会信用代码为18位，请照营业执照填写。"
        yield made


def _set_up(sheet: "Worksheet", first: int) -> None:
    sheet.freeze_panes = f"A{first}"
    sheet.print_title_rows = f"1:{first - 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    _fit_width(sheet)


def _fit_width(sheet: "Worksheet") -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _write(sheet: "Worksheet", row: int, column: int, text: str) -> Any:
    cell = sheet.cell(row, column, escaped(text))
    cell.data_type = "s"  # never a formula, whatever the text begins with
    return cell


def _look(*, added: bool = False, head: bool = False, plain: bool = False) -> dict[str, Any]:
    """Return font, borders and fill of a header, an input cell or a row's cell."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side("thin", color="FF808080")
    look: dict[str, Any] = {
        "border": Border(side, side, side, side),
        "font": Font("黑体" if head else "宋体", 11),
        "alignment": Alignment("center" if head else None, "center", wrap_text=True),
    }
    if added and not plain:
        look["fill"] = PatternFill("solid", start_color="FFFFF2CC")
    elif head:
        look["fill"] = PatternFill("solid", start_color="FFE7ECF2")
    return look


def _dress(cell: Any, look: Mapping[str, Any]) -> None:
    for name, value in look.items():
        setattr(cell, name, value)
