"""A sum beside a file that lies at rest: whether its bytes are those that were left there.

SQLite's own check sees most damage, but a flipped bit in a cell may read as another text. The sum
(CRC-32 and size) is there against bad disks; against people there is the journal's chain.
"""

import os
import zlib
from pathlib import Path

from desktop.store.file import drop

_BLOCK = 1 << 18


def sum_path(path: Path) -> Path:
    """Return where the sum of the file `path` lies."""
    return path.with_name(f".{path.name}.sum")


def write_sum(path: Path) -> None:
    """Keep the sum of a closed file beside it; where that can't be written there is none."""
    text = _sum(path)
    try:
        if text:
            number = os.open(sum_path(path), os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            with os.fdopen(number, "w", encoding="ascii") as out:
                out.write(text)
    except OSError:
        drop(sum_path(path))


def is_as_left(path: Path) -> bool | None:
    """Return whether a closed file has the bytes that its sum was made of; None without a sum.

    Never call it for a file that this process has open: closing it drops SQLite's locks.
    """
    try:
        kept = sum_path(path).read_text("ascii", errors="replace")
    except OSError:
        return None
    return kept == _sum(path) if kept else None


def forget_sum(path: Path) -> None:
    """Take the sum away, before the file is written."""
    drop(sum_path(path))


def _sum(path: Path) -> str:
    found, size, block = 0, 0, memoryview(bytearray(_BLOCK))
    try:
        with path.open("rb", buffering=0) as handle:
            while read := handle.readinto(block):  # always into the same memory
                found = zlib.crc32(block[:read], found)
                size += read
    except OSError:
        return ""
    return f"crc32 {found:08x} {size}\n"
