"""A plain look through .xls, .xlsb and .ods for what the first engine leaves out of them."""

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

from desktop.domain.problem import Problem, Severity
from desktop.intake.book import Kind, Merge
from desktop.intake.count_text import parse
from desktop.intake.count_xls import Known, globals_of
from desktop.intake.count_xls import records as old_records
from desktop.intake.count_xlsb import members
from desktop.intake.count_xlsb import records as binary_records
from desktop.intake.ole import stream_of
from desktop.intake.xlsx_scan import SheetScan

Cells = tuple[tuple[int, int, str], ...]

_TEXTS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_BEGIN, _END, _TRUTH_OR_ERROR, _OLD_ROW, _OLD_COLUMNS = 0x809, 0x0A, 0x205, 0x208, 0x7D
_FORMULAS = frozenset({0x06, 0x206, 0x406})
_FILLED = frozenset({0xFD, 0x204, 0xD6, 0x203, 0x27E, _TRUTH_OR_ERROR, 0xBD, *_FORMULAS})
_UNSEEN = 0x20  # of an old row's flags: its height is nothing
_ROW, _ERRORS = 0, frozenset({3, 11})  # of an .xlsb: a row, an error, a formula's error
_COPIES = 300  # of a repeated cell or row that are written out
# Quick looks that nothing escapes: most workbooks have none of it, and are not walked through.
_MAY_BE_OLD = re.compile(
    rb"\x05\x02\x08\0.{7}\x01|\x02.{5}\xff\xff|\x08\x02\x10\0.{12}[\x20-\x3f\x60-\x7f\xa0-\xbf\xe0-\xff]"
    rb"|\x7d\0\x0c\0.{8}[\x01\x03\x05\x07]",
    re.DOTALL,
)
_MAY_BE_OPEN = re.compile(
    rb"""value-type=["']error|-spanned=["'](?!1["'])|visibility=["'](?:collapse|filter)"""
)
_UNSEEN_WAYS = frozenset({"collapse", "filter"})
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})


@dataclass(frozen=True)
class OtherScan(SheetScan):
    """What a look says of one sheet; `merged` are ranges that the first engine does not tell."""

    merged: tuple[Merge, ...] = ()


def scan_other(data: bytes, kind: Kind) -> dict[str, OtherScan]:
    """Return a scan for each sheet's name that has anything to tell: errors, hidden rows, merges.

    Nothing where the file can't be followed: the second count then says that it could not either.
    """
    try:
        if kind is Kind.XLS:
            return _old(data)
        if kind not in (Kind.XLSB, Kind.ODS):
            return {}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _binary(archive) if kind is Kind.XLSB else _open(archive)
    except (expat.ExpatError, ElementTree.ParseError, zipfile.BadZipFile):
        return {}
    except (LookupError, ValueError, struct.error):
        return {}


def _scan(
    name: str,
    errors: list[tuple[int, int, str]],
    hidden: int,
    columns: list[tuple[int, int]],
    merged: tuple[Merge, ...] = (),
) -> OtherScan:
    sentence = f"有{hidden}行是隐藏的，也一并读取了。"
    notes = (Problem(name, sentence, Severity.NOTE),) if hidden else ()
    return OtherScan(tuple(errors), notes, columns=tuple(columns), merged=merged)


def _old(data: bytes) -> dict[str, OtherScan]:
    stream = stream_of(data, ("Workbook", "Book")) or b""
    if _MAY_BE_OLD.search(stream) is None:
        return {}
    sheets = list(globals_of(stream, Known()))
    return {name: _old_sheet(name, stream, at) for name, at, kind in sheets if kind == 0}


def _old_sheet(name: str, stream: bytes, at: int) -> OtherScan:
    """Gather the errors of a sheet and count its hidden rows that have something in them."""
    depth = 0
    errors: list[tuple[int, int, str]] = []
    hidden, filled, columns = set[int](), set[int](), list[tuple[int, int]]()
    for kind, body in old_records(stream, at):
        depth += (kind == _BEGIN) - (kind == _END)
        if depth != 1:
            continue  # a chart's own numbers
        if kind == _OLD_ROW and body[12] & _UNSEEN:
            hidden.add(struct.unpack_from("<H", body)[0])
        elif kind == _OLD_COLUMNS and body[8] & 1:
            columns.append(struct.unpack_from("<HH", body))
        elif kind in _FILLED:
            row, column = struct.unpack_from("<HH", body)
            filled.add(row)
            if kind == _TRUTH_OR_ERROR and body[7] == 1:
                errors.append((row, column, _text(body[6])))
            elif kind in _FORMULAS and body[12:14] == b"\xff\xff" and body[6] == 2:
                errors.append((row, column, _text(body[8])))
    return _scan(name, errors, len(hidden & filled), columns)


def _binary(archive: zipfile.ZipFile) -> dict[str, OtherScan]:
    names = set(archive.namelist())
    return {
        name: _scan(name, list(_binary_cells(archive.read(member))), 0, [])
        for name, member in members(archive)
        if member in names and "worksheets/" in member
    }


def _binary_cells(data: bytes) -> Iterator[tuple[int, int, str]]:
    row = 0
    for kind, body in binary_records(data):
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0]
        elif kind in _ERRORS:
            yield row, struct.unpack_from("<I", body)[0], _text(body[8])


def _text(code: int) -> str:
    return _TEXTS.get(code, "#ERROR!")


@dataclass
class _Sheet:
    """What is known of one sheet of an open document so far."""

    errors: list[tuple[int, int, str]] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)
    columns: list[tuple[int, int]] = field(default_factory=list)
    hidden: int = 0


@dataclass
class _Open:
    """The walk through an open document: its sheets so far, and the cell under way."""

    sheets: dict[str, _Sheet] = field(default_factory=dict)
    sheet: _Sheet = field(default_factory=_Sheet)
    row: int = 0
    rows: int = 1
    unseen: bool = False
    filled: bool = False
    column: int = 0
    columns: int = 1
    wrong: bool = False
    inside: bool = False
    pieces: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.sheet = self.sheets.setdefault(attributes.get("table:name", ""), _Sheet())
            self.row = self.column = 0
        elif tag == "table:table-column":
            last = self.column + int(attributes.get("table:number-columns-repeated", "1"))
            if attributes.get("table:visibility") in _UNSEEN_WAYS:
                self.sheet.columns.append((self.column, last - 1))
            self.column = last
        elif tag == "table:table-row":
            self.rows = int(attributes.get("table:number-rows-repeated", "1"))
            self.unseen = attributes.get("table:visibility") in _UNSEEN_WAYS
            self.column, self.filled = 0, False
        elif tag in _CELLS:
            self.columns = int(attributes.get("table:number-columns-repeated", "1"))
            self.wrong = attributes.get("calcext:value-type") == "error"
            self.inside = True
            self.pieces.clear()
            self._spans(attributes)

    def _spans(self, attributes: dict[str, str]) -> None:
        down = int(attributes.get("table:number-rows-spanned", "1"))
        right = int(attributes.get("table:number-columns-spanned", "1"))
        if down > 1 or right > 1:
            last = self.row + down - 1, self.column + right - 1
            self.sheet.merged.append(Merge(self.row, self.column, *last))

    def end(self, tag: str) -> None:
        if tag == "table:table-row":
            self.row += self.rows
            self.sheet.hidden += self.rows if self.unseen and self.filled else 0
        elif tag in _CELLS:
            text = "".join(self.pieces).strip()
            self.filled = self.filled or bool(text)
            if self.wrong and text:
                self.sheet.errors += [
                    (self.row + down, self.column + right, text)
                    for down in range(min(self.rows, _COPIES))
                    for right in range(min(self.columns, _COPIES))
                ]
            self.column += self.columns
            self.wrong = self.inside = False

    def text(self, piece: str) -> None:
        if self.inside:
            self.pieces.append(piece)


def _open(archive: zipfile.ZipFile) -> dict[str, OtherScan]:
    if _MAY_BE_OPEN.search(archive.read("content.xml")) is None:
        return {}
    found = _Open()
    parse(archive, "content.xml", found.start, found.end, found.text)
    return {
        name: _scan(name, sheet.errors, sheet.hidden, sheet.columns, tuple(sheet.merged))
        for name, sheet in found.sheets.items()
    }
