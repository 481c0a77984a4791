"""Takes one stream out of an OLE file (MS-CFB), such as the workbook of an old .xls."""

import struct
from collections.abc import Sequence

_END = 0xFFFFFFFA  # this and above end a chain, or mark a sector that holds no data
_HEADER = 512
_ENTRY = 128
_IN_HEADER = 109  # sectors of the table that the header itself names
_SMALL = 64


def stream_of(data: bytes, names: Sequence[str]) -> bytes | None:
    """Return the first stream that bears one of the names, None where there is none.

    ValueError or struct.error where the file's own tables lead nowhere.
    """
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise ValueError(f"sectors of {size} bytes")
    table = _table(data, size)
    first, cutoff, first_small = struct.unpack_from("<I4xII", data, 48)
    directory = _chain(data, table, first, size)
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
    found = next((one for name in names for one in entries if _is(one, name)), None)
    if found is None:
        return None
    start, length = _place(found)
    if length >= cutoff:
        return _chain(data, table, start, size)[:length]
    root, room = _place(entries[0])
    small = _chain(data, table, root, size)[:room]
    links = _numbers(_chain(data, table, first_small, size))
    return _joined(small, links, start, _SMALL, 0)[:length]


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """Return which sector follows which: the sectors that the header and its list name."""
    sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    following, more = struct.unpack_from("<II", data, 68)
    for _ in range(min(more, len(data) // size)):
        if following >= _END:
            break
        names = _numbers(_sector(data, following, size))
        sectors += names[:-1]
        following = names[-1]
    return _numbers(b"".join(_sector(data, one, size) for one in sectors if one < _END))


def _sector(data: bytes, number: int, size: int) -> bytes:
    start = max(_HEADER, size) + number * size
    return data[start : start + size]


def _chain(data: bytes, table: tuple[int, ...], first: int, size: int) -> bytes:
    return _joined(data, table, first, size, max(_HEADER, size))


def _joined(data: bytes, links: tuple[int, ...], first: int, size: int, head: int) -> bytes:
    pieces: list[bytes] = []
    here = first
    while here < _END:
        if here >= len(links) or len(pieces) > len(links):
            raise ValueError("a chain of sectors leads nowhere")
        start = head + here * size
        pieces.append(data[start : start + size])
        here = links[here]
    return b"".join(pieces)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _is(entry: bytes, name: str) -> bool:
    wide = name.encode("utf-16-le") + b"\0\0"
    return entry[66:67] == b"\x02" and entry.startswith(wide)


def _place(entry: bytes) -> tuple[int, int]:
    start, length = struct.unpack_from("<II", entry, 116)
    return start, length
