"""Writes rosters as workbooks in the annex's columns, tidy or as people really send them."""

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from random import Random

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.form import Column, Roster
from example.facts import Facts, Row

_WIDE = {"name": 34, "service": 24, "school": 30, "code": 23, "business": 22, "phone": 16}
_FIGURES = ("quantity", "price", "staff", "revenue", "age", "years")


def write_roster(facts: Facts, roster: Roster) -> bytes:
    """Return the roster's workbook: title, unit, headers of one or two rows, rows, total."""
    book = _book(facts, roster)
    sheet = book.active
    line = _head(sheet, facts, roster, 1)
    for number, row in enumerate(facts.rosters[roster.key], 1):
        _put_row(sheet, line, _cells(roster, row, number))
        line += 1
    _foot(sheet, facts, roster, line)
    return _saved(book)


def write_messy(facts: Facts, roster: Roster) -> bytes:
    """Return the same roster as it really comes in: nothing is lost, and nothing stands tidy.

    Lines before the title, blank rows, the header again on every printed page, phones as numbers
    with decimals, blanks in names, some firms twice (once with other brackets), a second sheet.
    """
    book = _book(facts, roster)
    sheet = book.active
    random = Random(f"messy {roster.key}")
    sheet.cell(1, 1, "附件3-3")
    sheet.cell(2, 1, f"填报单位：{facts.values['operator_name']}    填报日期：2026.3.9")
    line = _head(sheet, facts, roster, 4)
    for number, row in enumerate(_doubled(facts.rosters[roster.key], random), 1):
        if number % 60 == 0:
            line = _headers(sheet, roster, line + 1)
        cells: list[object] = list(_cells(roster, row, number))
        for at, column in enumerate(roster.columns):
            if column.key == "phone" and number % 3:
                cells[at] = float(row["phone"]) if number % 5 else f"{row['phone']}.0"
            elif column.key == "name" and number % 7 == 0:
                cells[at] = f" {row['name'][:4]} {row['name'][4:]}\u3000"
        _put_row(sheet, line, cells)
        line += 2 if number % 45 == 0 else 1
    _foot(sheet, facts, roster, line + 1)
    notes = book.create_sheet("填表说明")
    notes.cell(1, 1, "1. 满意度由企业填写评价表后汇总。")
    notes.cell(2, 1, "2. 如有疑问请与联系人联系。")
    return _saved(book)


def write_csv(facts: Facts, roster: Roster) -> bytes:
    """Return the roster as a csv in GB18030, with other words in the header and CRLF."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    columns = [column for column in roster.columns if not column.additional]
    writer.writerow([roster.title, *[""] * (len(columns) - 1)])
    writer.writerow([column.aliases[0] if column.aliases else column.label for column in columns])
    for number, row in enumerate(facts.rosters[roster.key], 1):
        told = {"serial": str(number), **row}
        writer.writerow([told.get(column.key, "") for column in columns])
    return stream.getvalue().encode("gb18030")


def _doubled(rows: tuple[Row, ...], random: Random) -> list[Row]:
    """Some firms a second time further down; half of those written with other spaces."""
    found = list(rows)
    for at, row in enumerate(random.sample(list(rows), 6)):
        again = dict(row)
        if at % 2:
            again["name"] = row["name"].replace("有限", " 有限")
        found.insert(random.randint(len(found) // 2, len(found)), again)
    return found


def _book(facts: Facts, roster: Roster) -> Workbook:
    book = Workbook()
    book.active.title = roster.title[:20]
    book.properties.creator = facts.name
    book.properties.title = roster.title
    book.properties.created = book.properties.modified = datetime(2026, 3, 9, 9, 0, 0)
    return book


def _head(sheet: Worksheet, facts: Facts, roster: Roster, line: int) -> int:
    """Put title, unit and headers from `line` on; return the first line below them."""
    last = len(roster.columns)
    sheet.cell(line, 1, roster.title).font = Font(name="宋体", size=16, bold=True)
    sheet.cell(line, 1).alignment = Alignment(horizontal="center", vertical="center")
    sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=last)
    sheet.cell(line + 1, 1, f"申报单位（盖章）：{facts.values['operator_name']}")
    sheet.merge_cells(start_row=line + 1, start_column=1, end_row=line + 1, end_column=last)
    for at, column in enumerate(roster.columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE.get(column.key, 12)
    return _headers(sheet, roster, line + 2)


def _headers(sheet: Worksheet, roster: Roster, line: int) -> int:
    """Put the headers; where columns stand in groups they take two merged rows."""
    grouped = any(column.group for column in roster.columns)
    start = 1
    for at, column in enumerate(roster.columns, 1):
        if not column.group:
            _header(sheet, line, at, column.label)
            if grouped:
                sheet.merge_cells(start_row=line, start_column=at, end_row=line + 1, end_column=at)
            continue
        _header(sheet, line + 1, at, column.label)
        if not _same_group(roster.columns, at):
            start = at
            _header(sheet, line, at, column.group)
        if not _same_group(roster.columns, at + 1):
            sheet.merge_cells(start_row=line, start_column=start, end_row=line, end_column=at)
    return line + (2 if grouped else 1)


def _same_group(columns: tuple[Column, ...], at: int) -> bool:
    """Whether the column at 1-based `at` stands under the same group as the one before it."""
    return 2 <= at <= len(columns) and columns[at - 1].group == columns[at - 2].group != ""


def _header(sheet: Worksheet, line: int, at: int, text: str) -> None:
    cell = sheet.cell(line, at, text)
    cell.font = Font(name="宋体", size=11, bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border = _border()


def _border() -> Border:
    thin = Side(style="thin")
    return Border(left=thin, right=thin, top=thin, bottom=thin)


def _cells(roster: Roster, row: Mapping[str, str], number: int) -> list[object]:
    told: dict[str, object] = {"serial": number, **row}
    for key in _FIGURES:
        if str(told.get(key, "")).isdigit():
            told[key] = int(str(told[key]))
    return [told.get(column.key, "") or None for column in roster.columns]


def _put_row(sheet: Worksheet, line: int, cells: list[object]) -> None:
    for at, value in enumerate(cells, 1):
        if value is not None:
            sheet.cell(line, at, value)


def _foot(sheet: Worksheet, facts: Facts, roster: Roster, line: int) -> None:
    rows = facts.rosters[roster.key]
    if roster.key == "tenants":
        sheet.cell(line, 1, "合计")
        for at, column in enumerate(roster.columns, 1):
            if column.key in ("staff", "revenue"):
                sheet.cell(line, at, sum(int(row[column.key]) for row in rows))
    elif roster.total_field:
        total = facts.values[roster.total_field]
        blank = "（ ）" if "（ ）" in roster.note else " 家"
        note = roster.note.replace(blank, blank.replace(" ", f" {total} "), 1)
        sheet.cell(line, 1, note)
        sheet.merge_cells(
            start_row=line, start_column=1, end_row=line, end_column=len(roster.columns)
        )


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
