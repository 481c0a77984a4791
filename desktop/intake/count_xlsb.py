"""The second engine for .xlsb (BIFF12): walks each sheet's own records and counts filled cells."""

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from desktop.intake.count_text import per_line

_BOOK, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_STRINGS = "xl/sharedStrings.bin"
_ROW, _SHEET, _STRING = 0, 156, 19
_INDEXED = 7
_TEXTS = frozenset({6, 8})  # a text of its own, a formula's text
_VALUES = frozenset({2, 3, 4, 5, 9, 10, 11})  # numbers, truths and errors, of formulas too


def count_xlsb(archive: zipfile.ZipFile) -> dict[str, list[int]]:
    """Return how many cells of each row (from line 1) of each worksheet have content.

    ValueError, KeyError, IndexError or struct.error where the records can't be followed.
    """
    names = set(archive.namelist())
    blank = _blank(archive.read(_STRINGS)) if _STRINGS in names else frozenset()
    return {
        name: per_line(_cells(archive.read(member), blank))
        for name, member in members(archive)
        if member in names and "worksheets/" in member
    }


def members(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name and zip member."""
    root = ElementTree.fromstring(archive.read(_RELATIONS))
    targets = {
        one.get("Id", ""): posixpath.normpath(posixpath.join("xl", one.get("Target", "")))
        for one in root
    }
    for kind, body in records(archive.read(_BOOK)):
        if kind == _SHEET:
            relation, end = _text(body, 8)
            name, _ = _text(body, end)
            yield name, targets.get(relation, "").lstrip("/")


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _number(data: bytes, at: int, longest: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, and where it ends."""
    value = 0
    for place in range(longest):
        byte = data[at + place]
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value, at + place + 1
    return value, at + longest


def _text(body: bytes, at: int) -> tuple[str, int]:
    """Return a text that says its own length, and where it ends."""
    letters = struct.unpack_from("<I", body, at)[0]
    if letters == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * letters
    if end > len(body):
        raise ValueError("a text is longer than its record")
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _blank(data: bytes) -> frozenset[int]:
    """Return the indexes of shared strings that have nothing but white space."""
    texts = [_text(body, 1)[0] for kind, body in records(data) if kind == _STRING]
    return frozenset(index for index, text in enumerate(texts) if not text.strip())


def _cells(data: bytes, blank: frozenset[int]) -> list[tuple[int, int]]:
    cells = []
    row = 0
    for kind, body in records(data):
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0]
        elif kind in _VALUES or kind in _TEXTS or kind == _INDEXED:
            if kind in _TEXTS:
                filled = bool(_text(body, 8)[0].strip())
            elif kind == _INDEXED:
                filled = struct.unpack_from("<I", body, 8)[0] not in blank
            else:
                filled = True
            if filled:
                cells.append((row, struct.unpack_from("<I", body)[0]))
    return cells
