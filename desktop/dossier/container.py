"""The container of a dossier: a plain zip of which every byte follows from its members.

Any zip program reads it. This reader takes nothing else: no gaps, no second directory, no links,
no dates, no comments, so that a changed byte is a changed member or no container at all.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from desktop.dossier.names import folded, wrong_name

STORED, DEFLATED = 0, 8
MOST_MEMBERS = 20_000
MOST_UNPACKED = 300_000_000  # bytes of one member
MOST_ALTOGETHER = 4_000_000_000  # bytes of the file, and of all members unpacked
_PACKED_KINDS = frozenset({"json", "html", "txt", "toml", "csv", "pem"})
_STEEPEST = 1_100  # deflate can't pack more tightly
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_NEEDS, _MADE, _UTF8, _MIDNIGHT, _1980 = 20, 0x0314, 0x0800, 0, 0x21
_ATTRIBUTES = 0o100600 << 16  # a plain file, the owner's own
_LEVEL = 6


class ContainerError(ValueError):
    """The bytes are no container, or a changed one; the message is a Chinese sentence."""


@dataclass(frozen=True)
class Entry:
    """One member as the directory lists it: sizes in bytes, `offset` of its local header."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def begins(self) -> int:
        """Where its packed bytes begin."""
        return self.offset + _LOCAL.size + len(self.name.encode("utf-8"))

    @property
    def ends(self) -> int:
        """Where the next member begins."""
        return self.begins + self.packed


class Writer:
    """Writes members one after the other; `finish` puts the directory behind them."""

    def __init__(self, out: BinaryIO) -> None:
        """`out` is an empty file that stands at its beginning."""
        self._out = out
        self.entries: list[Entry] = []

    def add(self, name: str, data: bytes, *, as_it_is: bool = False) -> str:
        """Write one member; returns the SHA-256 of its bytes as they are packed.

        With `as_it_is` they are not compressed, whatever the member's kind.

        ValueError for a name that is not safe everywhere or stands there already, and where the
        whole becomes too large.
        """
        taken = {folded(entry.name) for entry in self.entries}
        if (why := wrong_name(name)) or folded(name) in taken:
            raise ValueError(f"{name}: {why or 'twice'}")
        loose = name.rpartition(".")[2] in _PACKED_KINDS and not as_it_is
        method = DEFLATED if loose else STORED
        packed = _deflate(data) if method else data
        offset = self.entries[-1].ends if self.entries else 0
        entry = Entry(name, method, zlib.crc32(data), len(packed), len(data), offset)
        if entry.ends > MOST_ALTOGETHER or entry.size > MOST_UNPACKED:
            raise ValueError(f"{name}: too large")
        self._out.write(_local(entry))
        self._out.write(packed)
        self.entries.append(entry)
        return sha256(packed).hexdigest()

    def finish(self) -> None:
        """Write the directory."""
        start = self.entries[-1].ends if self.entries else 0
        self._out.write(_directory(self.entries, start))


def read_directory(file: BinaryIO) -> tuple[Entry, ...]:
    """Return the members in their order; ContainerError where one byte is not as it must be.

    Only the directory and the members' headers are looked at, not yet what is in them.
    """
    size = file.seek(0, 2)
    if size > MOST_ALTOGETHER:
        raise ContainerError("文件太大，不是报送材料包。")
    count, length, start = _end(file, size)
    raw = _read(file, start, length)
    entries = tuple(_entries(raw, count))
    wanted = entries[-1].ends if entries else 0
    if start != wanted or raw + _read(file, start + length, _END.size) != _directory(
        entries, start
    ):
        raise ContainerError("压缩包的目录不合规定，包被改动过。")
    _refuse_names(entries)
    _refuse_sizes(entries)
    for entry in entries:
        if _read(file, entry.offset, entry.begins - entry.offset) != _local(entry):
            raise ContainerError(f"“{entry.name}”的文件头与目录不符，包被改动过。")
    return entries


def packed_bytes(file: BinaryIO, entry: Entry) -> bytes:
    """Return a member's bytes as they are packed."""
    return _read(file, entry.begins, entry.packed)


def unpacked(entry: Entry, packed: bytes) -> bytes:
    """Return a member's own bytes, never more than the directory says; ContainerError otherwise."""
    if entry.method == STORED:
        data = packed
    else:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = inflate.decompress(packed, entry.size + 1)
        except zlib.error:
            raise ContainerError(f"“{entry.name}”解压时出错，内容被改动过。") from None
        if not inflate.eof or inflate.unused_data or inflate.unconsumed_tail:
            raise ContainerError(f"“{entry.name}”的大小与目录不符。")
    if len(data) != entry.size or zlib.crc32(data) != entry.crc:
        raise ContainerError(f"“{entry.name}”的内容与目录不符。")
    return data


def _end(file: BinaryIO, size: int) -> tuple[int, int, int]:
    if size < _END.size:
        raise ContainerError("这不是报送材料包，或文件不完整。")
    mark, *_disks, count, length, start, comment = _END.unpack(
        _read(file, size - _END.size, _END.size)
    )
    if mark != b"PK\5\6" or comment or start + length + _END.size != size:
        raise ContainerError("这不是报送材料包，或文件不完整。")
    if not 0 < count <= MOST_MEMBERS:
        raise ContainerError("包内文件的个数不合规定。")
    return count, length, start


def _entries(raw: bytes, count: int) -> Iterator[Entry]:
    """The members as listed; whatever else stands in `raw` shows when it is written again."""
    at = 0
    for _ in range(count):
        if at + _CENTRAL.size > len(raw):
            raise ContainerError("压缩包的目录不完整。")
        fields = _CENTRAL.unpack_from(raw, at)
        name = raw[at + _CENTRAL.size : at + _CENTRAL.size + fields[10]]
        at += _CENTRAL.size + fields[10]
        try:
            text = name.decode("utf-8")
        except UnicodeDecodeError:
            raise ContainerError("包内文件的名称不是UTF-8文字。") from None
        yield Entry(text, fields[4], fields[7], fields[8], fields[9], fields[16])


def _refuse_names(entries: tuple[Entry, ...]) -> None:
    seen: set[str] = set()
    for entry in entries:
        why = wrong_name(entry.name)
        if not why and folded(entry.name) in seen:
            why = "与包内另一个文件同名。"
        if why:
            raise ContainerError(f"包内文件“{printable(entry.name)}”：{why}")
        seen.add(folded(entry.name))


def printable(name: str) -> str:
    """Return a stranger's name as it may be shown: short, without controls and direction marks."""
    return "".join(sign if sign.isprintable() else "□" for sign in name[:80])


def _refuse_sizes(entries: tuple[Entry, ...]) -> None:
    offset = 0
    for entry in entries:
        steep = entry.size > entry.packed * _STEEPEST
        plain = entry.method == STORED and entry.size != entry.packed
        if entry.method not in (STORED, DEFLATED) or steep or plain:
            raise ContainerError(f"“{entry.name}”的压缩方式不合规定。")
        if entry.offset != offset or entry.size > MOST_UNPACKED:
            raise ContainerError(f"“{entry.name}”的位置或大小不合规定。")
        offset = entry.ends
    if sum(entry.size for entry in entries) > MOST_ALTOGETHER:
        raise ContainerError("包内文件解压后太大。")


def _read(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    found = file.read(length)
    if len(found) != length:
        raise ContainerError("文件不完整。")
    return found


def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def _local(entry: Entry) -> bytes:
    name = entry.name.encode("utf-8")
    return (
        _LOCAL.pack(b"PK\3\4", _NEEDS, _UTF8, entry.method, _MIDNIGHT, _1980, *_sums(entry, name))
        + name
    )


def _sums(entry: Entry, name: bytes) -> tuple[int, int, int, int, int]:
    return entry.crc, entry.packed, entry.size, len(name), 0


def _directory(entries: "list[Entry] | tuple[Entry, ...]", start: int) -> bytes:
    listed = b"".join(map(_central, entries))
    count = len(entries)
    return listed + _END.pack(b"PK\5\6", 0, 0, count, count, len(listed), start, 0)


def _central(entry: Entry) -> bytes:
    name = entry.name.encode("utf-8")
    head = (b"PK\1\2", _MADE, _NEEDS, _UTF8, entry.method, _MIDNIGHT, _1980)
    tail = (0, 0, 0, _ATTRIBUTES, entry.offset)
    return _CENTRAL.pack(*head, *_sums(entry, name), *tail) + name
