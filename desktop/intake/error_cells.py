"""Finds the error cells (#N/A) of .xls, .xlsb and .ods, which the first engine leaves empty."""

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

from desktop.intake.book import Kind
from desktop.intake.count_text import parse
from desktop.intake.count_xls import Known, globals_of
from desktop.intake.count_xls import records as old_records
from desktop.intake.count_xlsb import members
from desktop.intake.count_xlsb import records as binary_records
from desktop.intake.ole import stream_of

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
_BEGIN, _END, _TRUTH_OR_ERROR = 0x809, 0x0A, 0x205
_FORMULAS = frozenset({0x06, 0x206, 0x406})
_ROW, _ERRORS = 0, frozenset({3, 11})  # of an .xlsb: a row, an error, a formula's error
_WRONG = (b'value-type="error"', b"value-type='error'")
_COPIES = 300  # of a repeated cell or row that are written out
# A quick look that no error escapes: most old workbooks have none, and are not walked through.
_MAY_BE_WRONG = re.compile(rb"\x05\x02\x08\0.{7}\x01|\x02.{5}\xff\xff", re.DOTALL)


def error_cells(data: bytes, kind: Kind) -> dict[str, Cells]:
    """Return the cells with errors of each sheet as (row, column, text), 0-based.

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


def _old(data: bytes) -> dict[str, Cells]:
    stream = stream_of(data, ("Workbook", "Book")) or b""
    if _MAY_BE_WRONG.search(stream) is None:
        return {}
    sheets = list(globals_of(stream, Known()))
    return {name: tuple(_old_cells(stream, at)) for name, at, kind in sheets if kind == 0}


def _old_cells(stream: bytes, at: int) -> Iterator[tuple[int, int, str]]:
    depth = 0
    for kind, body in old_records(stream, at):
        depth += (kind == _BEGIN) - (kind == _END)
        if depth != 1:
            continue  # a chart's own numbers
        if kind == _TRUTH_OR_ERROR and body[7:8] == b"\1":
            yield *struct.unpack_from("<HH", body), _text(body[6])
        elif kind in _FORMULAS and body[12:14] == b"\xff\xff" and body[6] == 2:
            yield *struct.unpack_from("<HH", body), _text(body[8])


def _binary(archive: zipfile.ZipFile) -> dict[str, Cells]:
    names = set(archive.namelist())
    return {
        name: tuple(_binary_cells(archive.read(member)))
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
class _Open:
    """The error cells of an open document so far, and the one under way."""

    sheets: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    name: str = ""
    row: int = 0
    rows: int = 1
    column: int = 0
    columns: int = 1
    wrong: bool = False
    pieces: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.name, self.row = attributes.get("table:name", ""), 0
        elif tag == "table:table-row":
            self.rows = int(attributes.get("table:number-rows-repeated", "1"))
            self.column = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.columns = int(attributes.get("table:number-columns-repeated", "1"))
            self.wrong = attributes.get("calcext:value-type") == "error"
            self.pieces.clear()

    def end(self, tag: str) -> None:
        if tag == "table:table-row":
            self.row += self.rows
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            text = "".join(self.pieces).strip()
            if self.wrong and text:
                self.sheets.setdefault(self.name, []).extend(
                    (self.row + down, self.column + right, text)
                    for down in range(min(self.rows, _COPIES))
                    for right in range(min(self.columns, _COPIES))
                )
            self.column += self.columns
            self.wrong = False

    def text(self, piece: str) -> None:
        if self.wrong:
            self.pieces.append(piece)


def _open(archive: zipfile.ZipFile) -> dict[str, Cells]:
    if not any(mark in archive.read("content.xml") for mark in _WRONG):
        return {}
    found = _Open()
    parse(archive, "content.xml", found.start, found.end, found.text)
    return {name: tuple(cells) for name, cells in found.sheets.items()}
