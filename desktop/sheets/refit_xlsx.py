"""Reads the worksheets of someone else's workbook, with what is needed to fill one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from desktop.sheets.refit_package import Element, OddFormError, Package, R, S, main_part, parse
from desktop.sheets.refit_styles import Styles
from desktop.sheets.refit_table import Choice, RawTable, Spot
from desktop.sheets.xlsx_text import unescaped

READ_ROWS, READ_COLUMNS = 6000, 300
_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_EMPTY_STYLES = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
_STRICT = b"http://purl.oclc.org/ooxml/"


@dataclass(frozen=True)
class Workbook:
    """A workbook's parts: the name of its main part, and its worksheets by name and part."""

    package: Package
    main: str
    sheets: tuple[tuple[str, str, bool], ...]

    @cached_property
    def styles(self) -> Styles:
        """The cell styles."""
        part = self.styles_part
        return Styles(self.package.xml(part) if part else parse(_EMPTY_STYLES))

    @cached_property
    def styles_part(self) -> str:
        """The name of the part with the cell styles, empty where there is none."""
        return next(iter(self.package.related(self.main, "styles")), "")

    @cached_property
    def texts(self) -> list[str]:
        """The shared texts."""
        parts = self.package.related(self.main, "sharedStrings")
        return [text_of(one) for one in self.package.xml(parts[0])] if parts else []


def open_workbook(package: Package) -> Workbook:
    """Return what a workbook is made of. OddFormError for macros, templates, and odd ones."""
    main = main_part(package, "sheet")
    if _STRICT in package.parts[main][:4000]:
        raise OddFormError(
            "这个工作簿存成了“严格 Open XML”格式，不能套用。",
            "请用 Excel 或 WPS 打开，另存为普通的 .xlsx 文件再套用。",
        )
    relations = package.relations(main)
    found = []
    for sheet in package.xml(main).iterfind(f"{S}sheets/{S}sheet"):
        kind, part = relations.get(sheet.get(f"{R}id", ""), ("", ""))
        if kind == "worksheet" and part in package.parts:
            hidden = sheet.get("state", "visible") != "visible"
            found.append((str(sheet.get("name", "")), part, hidden))
    return Workbook(package, main, tuple(found))


def read_xlsx(package: Package) -> tuple[RawTable, ...]:
    """Return every worksheet as a table of its cells."""
    book = open_workbook(package)
    tables = []
    for number, (name, part, hidden) in enumerate(book.sheets):
        root = package.xml(part)
        spots = tuple(_spots(book, root))
        tables.append(RawTable(number, f"工作表“{name}”", spots, hidden, tuple(_choices(root))))
    return tuple(tables)


def text_of(element: Element) -> str:
    """The text of a shared or inline string, without its reading aids (拼音)."""
    return "".join(
        unescaped(part.text or "")
        for part in element.iter(f"{S}t")
        if part.getparent().tag != f"{S}rPh"
    )


def place_of(ref: str) -> tuple[int, int] | None:
    """The row and column (1-based) of a reference such as `C5`, or None."""
    found = _PLACE.fullmatch(ref.replace("$", ""))
    return (int(found[2]), _column(found[1])) if found else None


def _column(letters: str) -> int:
    """The number of a column (1-based) from its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def name_of(row: int, column: int) -> str:
    """The reference of a cell, 1-based."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def rows_of(root: Element) -> Iterator[tuple[int, Element]]:
    """Each row with its number (1-based), put into the file where it was left out."""
    at = 0
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        at = int(row.get("r", at + 1))
        row.set("r", str(at))
        yield at, row


def cells_of(row: Element, number: int) -> Iterator[tuple[int, Element]]:
    """Each cell with its column (1-based), put into the file where it was left out."""
    at = 0
    for cell in row.iterfind(f"{S}c"):
        place = place_of(cell.get("r", ""))
        at = place[1] if place else at + 1
        cell.set("r", name_of(number, at))
        yield at, cell


def merges_of(root: Element) -> Iterator[tuple[Element, tuple[int, int, int, int]]]:
    """Each merged range with its left column, top row, right column and bottom row (1-based)."""
    for merge in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        place = _range(merge.get("ref", ""))
        if place is not None:
            yield merge, place


def _range(ref: str) -> tuple[int, int, int, int] | None:
    """The left column, top row, right column and bottom row of `A1:B2` or `A1`, or None."""
    first, _, last = ref.partition(":")
    begin, end = place_of(first), place_of(last or first)
    return (begin[1], begin[0], end[1], end[0]) if begin and end else None


def _spots(book: Workbook, root: Element) -> Iterator[Spot]:
    spans = {(top, left): (right, bottom) for _, (left, top, right, bottom) in merges_of(root)}
    hidden = _covered(spans)
    for number, row in rows_of(root):
        if number > READ_ROWS:
            break
        for column, cell in cells_of(row, number):
            if column <= READ_COLUMNS and (number, column) not in hidden:
                right, bottom = spans.get((number, column), (column, number))
                boxed = book.styles.boxed(style_of(cell))
                rows, columns = bottom - number + 1, min(right, READ_COLUMNS) - column + 1
                formula = cell.find(f"{S}f") is not None
                text = _shown(book, cell)
                yield Spot(text, number - 1, column - 1, rows, columns, boxed, formula)
                spans.pop((number, column), None)
    for (top, left), (right, bottom) in spans.items():  # merged, and without a cell of their own
        if top <= READ_ROWS and left <= READ_COLUMNS:
            columns = min(right, READ_COLUMNS) - left + 1
            yield Spot("", top - 1, left - 1, bottom - top + 1, columns, boxed=False)


def _covered(spans: dict[tuple[int, int], tuple[int, int]]) -> set[tuple[int, int]]:
    return {
        (row, column)
        for (top, left), (right, bottom) in spans.items()
        for row in range(top, min(bottom, READ_ROWS) + 1)
        for column in range(left, min(right, READ_COLUMNS) + 1)
        if (row, column) != (top, left)
    }


def style_of(cell: Element) -> int:
    """The number of a cell's or row's style."""
    text = cell.get("s", "0")
    return int(text) if text.isdigit() else 0


def _shown(book: Workbook, cell: Element) -> str:
    if cell.get("t") == "inlineStr":
        return text_of(cell)
    value = cell.find(f"{S}v")
    text = (value.text or "") if value is not None else ""
    if cell.get("t") == "s" and text.isdigit():
        return book.texts[int(text)] if int(text) < len(book.texts) else ""
    return text


def _choices(root: Element) -> Iterator[Choice]:
    """The drop-down lists that name their options themselves."""
    for rule in root.iter(f"{S}dataValidation"):
        formula = rule.find(f"{S}formula1")
        text = (formula.text or "") if formula is not None else ""
        if rule.get("type") == "list" and text.startswith('"'):
            options = tuple(text.strip('"').split(","))
            for ref in rule.get("sqref", "").split():
                place = _range(ref)
                if place is not None:
                    left, top, right, bottom = place
                    for column in range(left, min(right, READ_COLUMNS) + 1):
                        yield Choice(column - 1, top - 1, bottom - 1, options)
