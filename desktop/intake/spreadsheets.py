"""Turns a workbook of any spreadsheet format into sheets of texts, inside the reading child."""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from desktop.domain.problem import Problem, Severity
from desktop.intake.book import Grid, Kind, Limits, Merge, Refused
from desktop.intake.other_scan import OtherScan, scan_other
from desktop.intake.text_marks import without_apostrophes
from desktop.intake.xlsx_scan import SheetScan, scan_workbook

_CellValue = int | float | str | bool | time | date | datetime | timedelta
_LONG = 10**15
_TEXTS = frozenset({str})
_LOCKED = Refused("文件设有打开密码。", "请用 Excel 或 WPS 打开，去掉密码后另存，再导入。")
_DAMAGED = Refused("文件已损坏，打不开。", "请用 Excel 或 WPS 打开后另存一份再导入。")
_EXPONENT = re.compile(r"[+-]?\d(?:\.\d+)?[eE][+-]?\d+")


def read_workbook(
    data: bytes, kind: Kind, limits: Limits
) -> tuple[list[Grid], list[Problem]] | Refused:
    """Return the sheets and what a reader should know of them, or why there are too many cells."""
    try:
        scans = _scans(data, kind, limits)
        if isinstance(scans, Refused):
            return scans
        return _sheets(CalamineWorkbook.from_filelike(io.BytesIO(data)), scans, limits)
    except PasswordError:
        return _LOCKED
    except (CalamineError, ElementTree.ParseError, KeyError, ValueError) as error:
        return _LOCKED if "assword" in str(error) else _DAMAGED


def _scans(data: bytes, kind: Kind, limits: Limits) -> Mapping[str, SheetScan] | Refused:
    """Return what the spreadsheet engine does not tell of each sheet."""
    return scan_workbook(data, limits) if kind is Kind.XLSX else scan_other(data, kind)


def _sheets(
    workbook: CalamineWorkbook, scans: Mapping[str, SheetScan], limits: Limits
) -> tuple[list[Grid], list[Problem]] | Refused:
    grids: list[Grid] = []
    problems: list[Problem] = []
    room = limits.text
    for info in workbook.sheets_metadata:
        if info.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(info.name)
        hidden = info.visible is not SheetVisibleEnum.Visible
        grid = _grid(sheet, scans.get(info.name, SheetScan()), limits, hidden=hidden)
        if isinstance(grid, Refused):
            return grid
        room -= sum(sum(map(len, row)) for row in grid.cells)
        if room < 0:
            return Refused("文件里的文字太多。", "请分成几个文件再导入。")
        grids.append(grid)
        problems += _marks(grid)
        problems += _notes(grid, scans.get(info.name, SheetScan()))
    return grids, problems


def _grid(sheet: CalamineSheet, scan: SheetScan, limits: Limits, *, hidden: bool) -> Grid | Refused:
    last_row, last_column = sheet.end or (0, 0)
    if last_row >= limits.rows:
        return Refused(f"工作表“{sheet.name}”超过{limits.rows}行。", "请分成几个文件再导入。")
    if last_column >= limits.columns:
        return Refused(f"工作表“{sheet.name}”超过{limits.columns}列。", "请删去多余的列再导入。")
    cells: list[list[str]] = []
    long_numbers: set[tuple[int, int]] = set()
    for index, row in enumerate(sheet.iter_rows()):
        if not _TEXTS.issuperset(map(type, row)):
            long_numbers.update((index, column) for column in _long(row))
        cells.append(_cut([one if type(one) is str else cell_text(one) for one in row]))
    _put_errors(cells, scan, limits)
    while cells and not cells[-1]:
        cells.pop()
    merged = tuple(
        Merge(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ) or (scan.merged if isinstance(scan, OtherScan) else ())
    places = frozenset(long_numbers)
    return Grid(sheet.name, cells, hidden, 1, merged, places, scan.since_1904)


def _long(row: list[_CellValue]) -> Iterator[int]:
    """Yield the columns of numbers with 16 digits and more."""
    for column, value in enumerate(row):
        if isinstance(value, (int, float)) and abs(value) >= _LONG:
            yield column


def _put_errors(cells: list[list[str]], scan: SheetScan, limits: Limits) -> None:
    """Write the error's own text (#N/A) where the engine leaves the cell empty."""
    for row, column, text in scan.errors:
        if row < limits.rows and column < limits.columns:
            cells.extend([] for _ in range(row + 1 - len(cells)))
            line = cells[row]
            line.extend([""] * (column + 1 - len(line)))
            line[column] = line[column] or text


def _cut(texts: list[str]) -> list[str]:
    """Cut the empty tail off."""
    while texts and not texts[-1]:
        texts.pop()
    return texts


def cell_text(value: _CellValue) -> str:
    """Return a cell's value as a person reads it: 13912345678.0 is `13912345678`.

    A date is 2026-03-05; a number has at most 15 significant digits, as the spreadsheet shows it.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _number_text(value: float) -> str:
    if value == int(value) if abs(value) < float("inf") else False:
        return str(int(value))
    text = format(value, ".15g")
    return format(value, ".15f").rstrip("0") if "e" in text else text


def _marks(grid: Grid) -> Iterator[Problem]:
    """Take the apostrophes off that people type before numbers, and say how many there were."""
    count = without_apostrophes(grid.cells)
    if count:
        sentence = f"有{count}个单元格以撇号（'）开头，撇号只是文本的标记，已去掉。"
        yield Problem(grid.name, sentence, Severity.NOTE)


def _unseen(grid: Grid, scan: SheetScan) -> Iterator[Problem]:
    """Tell how many columns with something in them are hidden."""
    if not scan.columns:
        return
    width = max(map(len, grid.cells), default=0)
    hidden = {at for first, last in scan.columns for at in range(first, min(last + 1, width))}
    used = {at for row in grid.cells for at in hidden if at < len(row) and row[at]}
    if used:
        sentence = f"有{len(used)}列是隐藏的，也一并读取了。"
        yield Problem(grid.name, sentence, Severity.NOTE)


def _notes(grid: Grid, scan: SheetScan) -> list[Problem]:
    notes = [*scan.problems, *_unseen(grid, scan)]
    if grid.hidden and grid.cells:
        notes.append(Problem(grid.name, "这张工作表是隐藏的，也一并读取了。", Severity.NOTE))
    if scan.errors:
        row, column, text = scan.errors[0]
        sentence = f"有{len(scan.errors)}个单元格是错误值（第{row + 1}行第{column + 1}列 {text}）。"
        notes.append(Problem(grid.name, sentence, Severity.WARNING))
    lost = len(grid.long_numbers) + sum(
        1
        for row in grid.cells
        if "+" in "".join(row)
        for text in row
        if "+" in text and _EXPONENT.fullmatch(text)
    )
    if lost:
        sentence = (
            f"有{lost}个数字太长或成了科学计数法，末几位已经丢失，"
            "请把这一列设为文本格式后重新填写。"
        )
        notes.append(Problem(grid.name, sentence, Severity.WARNING))
    return notes
