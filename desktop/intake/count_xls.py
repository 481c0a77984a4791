"""The second engine for .xls and .et: walks the workbook's own records and counts filled cells."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.intake.count_text import per_line
from desktop.intake.ole import stream_of

_BOF, _EOF, _CONTINUE, _SHEET, _STRINGS, _CODEPAGE = 0x809, 0x0A, 0x3C, 0x85, 0xFC, 0x42
_FORMULA, _RESULT = 0x06, 0x207
_INDEXED, _LABEL, _RICH = 0xFD, 0x204, 0xD6
_ROW_OF_NUMBERS = 0xBD
_VALUES = frozenset({0x203, 0x27E, 0x205})  # a number, a short number, a truth or an error
_FORMULAS = frozenset({_FORMULA, 0x206, 0x406})
_AFTER_FORMULA = frozenset({0x4BC, 0x221, 0x236})  # shared, array and table formulas
_CODES = {1200: "utf-16-le", 936: "gb18030", 950: "big5", 10008: "gb18030", 65001: "utf-8"}

Record = tuple[int, bytes]


def count_xls(data: bytes) -> dict[str, list[int]]:
    """Return how many cells of each row (from line 1) of each worksheet have content.

    ValueError, IndexError or struct.error where the records can't be followed.
    """
    stream = stream_of(data, ("Workbook", "Book"))
    if stream is None:
        raise ValueError("no workbook")
    known = Known()
    sheets = list(globals_of(stream, known))
    return {
        name: per_line(_cells(stream, offset, known)) for name, offset, kind in sheets if kind == 0
    }


@dataclass
class Known:
    """What holds for all sheets: whether texts are BIFF8's, their code, and blank strings."""

    wide: bool = True
    code: str = "gb18030"
    blank: frozenset[int] = frozenset()


@dataclass
class _Pieces:
    """A record and its continuations, read on and on."""

    pieces: list[bytes]
    at: int = 0
    place: int = 0

    def take(self, count: int) -> bytes:
        """Return the next bytes, over the borders of records."""
        out = b""
        while len(out) < count:
            if self.place >= len(self.pieces[self.at]):
                self.at, self.place = self.at + 1, 0
            fresh = self.pieces[self.at][self.place : self.place + count - len(out)]
            self.place += len(fresh)
            out += fresh
        return out

    def text(self, letters: int, wide: bool) -> str:
        """Return so many letters; behind a border a byte says anew how wide they are."""
        out = ""
        while len(out) < letters:
            if self.place >= len(self.pieces[self.at]):
                self.at, self.place = self.at + 1, 1
                wide = bool(self.pieces[self.at][0] & 1)
            width = 2 if wide else 1
            room = max(1, (len(self.pieces[self.at]) - self.place) // width)
            fresh = self.take(min(letters - len(out), room) * width)
            # Surrogates are two units here, as they are counted in the file.
            out += (
                "".join(map(chr, struct.unpack(f"<{len(fresh) // 2}H", fresh)))
                if wide
                else (fresh.decode("latin-1"))
            )
        return out


def records(stream: bytes, at: int) -> Iterator[Record]:
    """Yield records until the substream that begins here ends; those of charts inside too."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        at += 4 + length
    raise ValueError("the records end before the sheet does")


def globals_of(stream: bytes, known: Known) -> Iterator[tuple[str, int, int]]:
    """Yield name, offset and kind of each sheet; what holds for all sheets is noted."""
    strings: _Pieces | None = None
    last = 0
    for kind, body in records(stream, 0):
        if kind == _BOF:
            known.wide = struct.unpack_from("<H", body)[0] == 0x600
        elif kind == _CODEPAGE:
            known.code = _CODES.get(struct.unpack_from("<H", body)[0], "cp1252")
        elif kind == _SHEET:
            offset, _, sheet = struct.unpack_from("<IBB", body)
            yield _short_text(body[6:], known), offset, sheet
        elif kind == _STRINGS:
            strings = _Pieces([body])
        elif kind == _CONTINUE and last in (_STRINGS, _CONTINUE) and strings is not None:
            strings.pieces.append(body)
        if kind != _CONTINUE or last not in (_STRINGS, _CONTINUE):
            last = kind
    if strings is not None:
        known.blank = frozenset(_blank(strings))


def _short_text(body: bytes, known: Known) -> str:
    if not known.wide:
        return body[1 : 1 + body[0]].decode(known.code, "replace")
    if body[1] & 1:
        return body[2 : 2 + 2 * body[0]].decode("utf-16-le", "replace")
    return body[2 : 2 + body[0]].decode("latin-1")


def _blank(strings: _Pieces) -> Iterator[int]:
    """Yield the indexes of shared strings that have nothing but white space."""
    _, count = struct.unpack("<II", strings.take(8))
    for index in range(count):
        letters, flags = struct.unpack("<HB", strings.take(3))
        runs = struct.unpack("<H", strings.take(2))[0] if flags & 8 else 0
        more = struct.unpack("<I", strings.take(4))[0] if flags & 4 else 0
        if not strings.text(letters, wide=bool(flags & 1)).strip():
            yield index
        strings.take(4 * runs + more)


@dataclass
class _Sheet:
    """The cells of one sheet so far, and a formula whose text is still to come."""

    known: Known
    waiting: tuple[int, int] | None = None
    depth: int = 0
    cells: list[tuple[int, int]] = field(default_factory=list)

    def put(self, kind: int, body: bytes) -> None:
        """Note what a record says of cells."""
        self.depth += (kind == _BOF) - (kind == _EOF)
        if self.depth != 1 or kind in (_BOF, _EOF):
            return
        if kind == _RESULT and self.waiting is not None:
            if _long_text(body, self.known).strip():
                self.cells.append(self.waiting)
        elif kind in _VALUES or kind in _FORMULAS or kind in (_INDEXED, _LABEL, _RICH):
            self._cell(kind, body)
            return
        elif kind == _ROW_OF_NUMBERS:
            row, first = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0]
            self.cells += [(row, column) for column in range(first, last + 1)]
        if kind not in _AFTER_FORMULA:
            self.waiting = None

    def _cell(self, kind: int, body: bytes) -> None:
        place: tuple[int, int] = struct.unpack_from("<HH", body)
        self.waiting = None
        if kind == _INDEXED:
            filled = struct.unpack_from("<I", body, 6)[0] not in self.known.blank
        elif kind in (_LABEL, _RICH):
            filled = bool(_long_text(body[6:], self.known).strip())
        elif kind in _FORMULAS and body[12:14] == b"\xff\xff":
            filled = body[6] in (1, 2)  # a truth or an error; 0 is a text to come, 3 an empty one
            self.waiting = place if body[6] == 0 else None
        else:
            filled = True
        if filled:
            self.cells.append(place)


def _long_text(body: bytes, known: Known) -> str:
    letters = struct.unpack_from("<H", body)[0]
    if not known.wide:
        return body[2 : 2 + letters].decode(known.code, "replace")
    if body[2:3] and body[2] & 1:
        return body[3 : 3 + 2 * letters].decode("utf-16-le", "replace")
    return body[3 : 3 + letters].decode("latin-1")


def _cells(stream: bytes, offset: int, known: Known) -> list[tuple[int, int]]:
    sheet = _Sheet(known)
    for kind, body in records(stream, offset):
        sheet.put(kind, body)
    return sheet.cells
