"""A TrueType face for reportlab that takes little memory: its file stays on the disk.

reportlab's own reads the whole file and keeps a Python object for every character and glyph: some
30 MB for a Chinese face, and half as much again while a subset is made. The PDF is the same, byte
for byte.
"""

from __future__ import annotations

import os
import struct
import sys
from array import array
from collections.abc import Callable, Iterator, Mapping
from io import FileIO
from pathlib import Path
from threading import RLock
from typing import Any, overload
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.pdfbase import ttfonts

from desktop.domain.problem import UserError

_PAGE = 256  # characters whose glyphs lie together
_SEGMENTS, _GROUPS = 4, 12  # formats of a cmap (OpenType 1.9)
_SHORT_OFFSETS = 0
_CHANGED = "打印用的字体文件“{name}”在使用中被改动了。"
_Scale = Callable[[float], float]  # the face's own units to thousandths of an em
_BLANK, _FIXED_BLANK = 0x20, 0xA0


class LeanFont(ttfonts.TTFont):
    """reportlab's font over a `LeanFace`."""

    def __init__(self, name: str, path: Path, index: int = 0) -> None:
        """`index` counts in a collection. OSError, TTFError, struct.error, LookupError.

        What reportlab's own constructor sets, but for the face.
        """
        self.fontName = name
        self.face = LeanFace(path, index)
        self.encoding = ttfonts.TTEncoding()
        self.state = WeakKeyDictionary[Any, Any]()
        self._asciiReadable = rl_config.ttfAsciiReadable
        self.shapable = False


class LeanFace(ttfonts.TTFontFace):
    """A face whose outlines stay on the disk until they are wanted; its tables are kept packed."""

    _pdfScale: _Scale  # noqa: N815 - reportlab's name

    def __init__(self, path: Path, index: int = 0) -> None:
        """`index` counts in a collection."""
        self.filename = str(path)
        self._ttf_data = _OnDisk(path)  # where this is set, reportlab reads no file
        with self._ttf_data:
            super().__init__(self.filename, subfontIndex=index)

    def makeSubset(self, subset: Any) -> bytes:  # noqa: N802 - reportlab's name
        """A face of some characters alone. UserError where the file was changed meanwhile."""
        with self._ttf_data:
            made: bytes = super().makeSubset(subset)
            return made

    def get_table(self, tag: str) -> Any:
        """A table's bytes; of the outlines only what is asked of them is read."""
        if tag == "glyf":
            return _Slices(self._ttf_data, self.get_table_pos(tag)[0])
        return super().get_table(tag)  # type: ignore[no-untyped-call] # reportlab's own

    def extractInfo(self, charInfo: Any = 1) -> None:  # noqa: N802, N803 - reportlab's names
        """Read what reportlab reads; widths and glyphs of characters are kept packed."""
        super().extractInfo(0)
        start = self._cmap() if charInfo else None
        pages = None if start is None else self._pages(start)
        if not charInfo or pages is None:
            super().extractInfo(charInfo)  # a rare form of the table
            return
        self._read_metrics()
        self._read_places()
        glyphs = _Glyphs(pages)
        self.charToGlyph = glyphs
        self.charWidths = _Widths(glyphs, self.hmetrics, self._pdfScale)

    def _cmap(self) -> int | None:
        """Where the table lies that reportlab would take."""
        start: int = self.seek_table("cmap")
        _version, count = self.read_ushort(), self.read_ushort()
        found, rank = None, 0
        for _table in range(count):
            platform, encoding = self.read_ushort(), self.read_ushort()
            offset: int = self.read_ulong()
            wide = platform == 3 or (platform, encoding) == (1, 1)
            if wide or (platform == 0 and encoding != 5):
                found, rank = offset, 1
            elif (platform, encoding) == (1, 0) and rank == 0:
                found = offset
        return None if found is None else start + found

    def _pages(self, start: int) -> dict[int, array[int]] | None:
        """The glyphs of the table at `start`; None in another form than the two usual ones."""
        kind = self.get_ushort(start)
        if kind == _SEGMENTS:
            return _segments(self._ttf_data[start : start + self.get_ushort(start + 2)])
        if kind == _GROUPS:
            return _groups(self._ttf_data[start : start + self.get_ulong(start + 4)])
        return None

    def _read_metrics(self) -> None:
        """Advance and left bearing of each glyph (hmtx); the last advance holds for the rest."""
        pairs: int = self.get_ushort(self.get_table_pos("hhea")[0] + 34)
        place = self.get_table_pos("hmtx")[0]
        rest = max(0, self.numGlyphs - pairs)
        table = _numbers("H", self._ttf_data, place, 2 * pairs + rest)
        bearings = table[1 : 2 * pairs : 2] + table[2 * pairs :]
        self.hmetrics = _Metrics(table[0 : 2 * pairs : 2], bearings, self._pdfScale)
        self.defaultWidth = self._pdfScale(table[0])

    def _read_places(self) -> None:
        """Where each glyph's outline begins (loca)."""
        place = self.get_table_pos("loca")[0]
        head = self.get_table_pos("head")[0]
        if self.get_ushort(head + 50) == _SHORT_OFFSETS:
            halves = _numbers("H", self._ttf_data, place, self.numGlyphs + 1)
            self.glyphPos = array("I", [half << 1 for half in halves])
        else:
            self.glyphPos = _numbers("I", self._ttf_data, place, self.numGlyphs + 1)


class _OnDisk:
    """A file's bytes, read where they are asked for; it is open only within `with`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: FileIO | None = None
        self._lock = RLock()  # whoever reads, reads alone: the place in the file is one
        self._left = (0, 0)  # size, and when it was written

    def __enter__(self) -> None:
        self._lock.acquire()
        try:
            self._file = FileIO(self._path)
            found = os.fstat(self._file.fileno())
            now = (found.st_size, found.st_mtime_ns)
            self._left = self._left if any(self._left) else now
            if now != self._left:
                raise UserError(_CHANGED.format(name=self._path.name), "请重新打开本程序。")
        except BaseException:
            self._close()
            raise

    def __exit__(self, *_how: object) -> None:
        self._close()

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
        self._lock.release()

    @overload
    def __getitem__(self, wanted: int) -> int: ...
    @overload
    def __getitem__(self, wanted: slice) -> bytes: ...
    def __getitem__(self, wanted: int | slice) -> int | bytes:
        """One byte, or those from `start` up to `stop`, as a bytes object would give them."""
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        assert self._file is not None, "not open"
        self._file.seek(wanted.start)
        return self._file.read(max(0, wanted.stop - wanted.start))


class _Slices:
    """The bytes of a table, cut out when they are asked for."""

    def __init__(self, data: _OnDisk, start: int) -> None:
        self._data, self._start = data, start

    def __getitem__(self, wanted: slice) -> bytes:
        return self._data[self._start + wanted.start : self._start + wanted.stop]


class _Glyphs(Mapping[int, int]):
    """Glyphs by character; glyph 0 stands for what is missing."""

    def __init__(self, pages: dict[int, array[int]]) -> None:
        """`pages` hold the glyphs of 256 characters each."""
        self._pages = pages
        for one, other in ((_FIXED_BLANK, _BLANK), (_BLANK, _FIXED_BLANK)):
            glyph = self.get(other, 0)  # as reportlab: the blanks are one
            if glyph:
                _page_of(pages, one)[one % _PAGE] = glyph

    def get(self, code: int, default: Any = None, /) -> Any:
        page = self._pages.get(code // _PAGE)
        return (page[code % _PAGE] if page is not None else 0) or default

    def __getitem__(self, code: int) -> int:
        glyph: int = self.get(code, 0)
        if not glyph:
            raise KeyError(code)
        return glyph

    def __contains__(self, code: object) -> bool:
        return isinstance(code, int) and bool(self.get(code, 0))

    def __iter__(self) -> Iterator[int]:
        for number, page in sorted(self._pages.items()):
            yield from (number * _PAGE + at for at, glyph in enumerate(page) if glyph)

    def __len__(self) -> int:
        return sum(1 for _code in self)


class _Metrics:
    """Advance and left bearing by glyph, in the face's own units."""

    def __init__(self, advances: array[int], bearings: array[int], scale: _Scale) -> None:
        self._advances, self._bearings = advances, bearings
        self._rest = scale(advances[-1])

    def width(self, glyph: int, scale: _Scale) -> float:
        """The advance in thousandths of an em."""
        return scale(self._advances[glyph]) if glyph < len(self._advances) else self._rest

    def __getitem__(self, glyph: int) -> tuple[float, int]:
        # reportlab gives the advance of all the rest in thousandths; so it stands in our goldens.
        known = glyph < len(self._advances)
        return self._advances[glyph] if known else self._rest, self._bearings[glyph]


class _Widths(Mapping[int, float]):
    """Widths by character, in thousandths of an em."""

    def __init__(self, glyphs: _Glyphs, metrics: _Metrics, scale: _Scale) -> None:
        self._glyphs, self._metrics, self._scale = glyphs, metrics, scale

    def get(self, code: int, default: Any = None, /) -> Any:
        glyph = self._glyphs.get(code, 0)
        return self._metrics.width(glyph, self._scale) if glyph else default

    def __getitem__(self, code: int) -> float:
        return self._metrics.width(self._glyphs[code], self._scale)

    def __iter__(self) -> Iterator[int]:
        return iter(self._glyphs)

    def __len__(self) -> int:
        return len(self._glyphs)


def _numbers(kind: str, data: _OnDisk | bytes, start: int, count: int) -> array[int]:
    """`count` numbers as they stand in a font, the high byte first; struct.error where it ends."""
    found = array(kind)
    whole = data[start : start + count * found.itemsize]
    if len(whole) < count * found.itemsize:
        raise struct.error(f"a table of {count} ends after {len(whole)} bytes")
    found.frombytes(whole)
    if sys.byteorder == "little":
        found.byteswap()
    return found


def _page_of(pages: dict[int, array[int]], code: int) -> array[int]:
    if code // _PAGE not in pages:
        pages[code // _PAGE] = array("H", bytes(2 * _PAGE))
    return pages[code // _PAGE]


def _segments(table: bytes) -> dict[int, array[int]]:
    """The glyphs of a cmap of segments (format 4)."""
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = _numbers("H", table, 14, count)
    starts = _numbers("H", table, 16 + 2 * count, count)
    deltas = _numbers("H", table, 16 + 4 * count, count)
    pages: dict[int, array[int]] = {}
    for at, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        place = 16 + 6 * count + 2 * at
        offset = struct.unpack_from(">H", table, place)[0]
        for code in range(first, last + 1):
            glyph = code
            if offset:
                where = place + offset + 2 * (code - first)
                glyph = struct.unpack_from(">H", table, where)[0] if where + 2 <= len(table) else 0
            if glyph or not offset:
                _page_of(pages, code)[code % _PAGE] = (glyph + delta) & 0xFFFF
    return pages


def _groups(table: bytes) -> dict[int, array[int]]:
    """The glyphs of a cmap of groups (format 12)."""
    count = struct.unpack_from(">I", table, 12)[0]
    numbers = _numbers("I", table, 16, 3 * count)
    pages: dict[int, array[int]] = {}
    for first, last, glyph in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        for code in range(first, last + 1):
            _page_of(pages, code)[code % _PAGE] = (glyph + code - first) & 0xFFFF
    return pages
