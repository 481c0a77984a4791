"""The Chinese fonts of this machine: their names, and why one can't be embedded in a PDF."""

import os
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_ENDINGS = frozenset({".ttf", ".ttc", ".otf", ".otc"})
_OPEN_TYPE, _COLLECTION = b"OTTO", b"ttcf"
_RESTRICTED, _WHOLE_OR_BITMAP = 0x0002, 0x0300  # OS/2 fsType (OpenType 1.9)
_CHINESE_PAGES = 1 << 18 | 1 << 20  # ulCodePageRange1: 936 and 950
_MOST_NAMES = 1000  # a name table with more is damaged
OUTLINES = "轮廓不是TrueType格式，不能嵌入PDF"
FORBIDDEN = "字体的许可不允许嵌入"
DAMAGED = "文件读不出来"


@dataclass(frozen=True)
class FaceFile:
    """A face in a file of this machine; `index` counts in a collection (TTC). `name` is shown."""

    name: str
    path: Path
    index: int = 0


@dataclass(frozen=True)
class MachineFont:
    """A Chinese face with all its `names`, and `why_not`: empty where it can be used."""

    file: FaceFile
    names: frozenset[str]
    why_not: str = ""


def font_folders(environment: Mapping[str, str], home: Path, *, windows: bool) -> list[Path]:
    """Return where the system keeps fonts, for everybody and for this user."""
    if windows:
        local = environment.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        whole = Path(environment.get("WINDIR", "C:\\Windows")) / "Fonts"
        return [whole, Path(local) / "Microsoft" / "Windows" / "Fonts"]
    shared = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "fonts"
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", shared]


def machine_fonts(folders: Sequence[Path]) -> list[MachineFont]:
    """Return the Chinese faces in these folders and below, each name once, by name.

    Only headers are read. What can be used goes before what can't, where both have one name.
    """
    found: dict[str, MachineFont] = {}
    for path in (one for folder in folders for one in _files(folder)):
        for font in _fonts_in(path):
            kept = found.get(font.file.name)
            if kept is None or (kept.why_not and not font.why_not):
                found[font.file.name] = font
    return [found[name] for name in sorted(found)]


def _files(folder: Path) -> Iterator[Path]:
    for where, _folders, names in os.walk(folder):
        yield from (Path(where, name) for name in sorted(names) if _is_font(name))


def _is_font(name: str) -> bool:
    return Path(name).suffix.lower() in _ENDINGS


def _fonts_in(path: Path) -> list[MachineFont]:
    try:
        with path.open("rb") as stream:
            starts = _starts(stream)
            fonts = [_font(path, stream, index, start) for index, start in enumerate(starts)]
    except (OSError, struct.error, UnicodeDecodeError, KeyError, ValueError):
        return [MachineFont(FaceFile(path.name, path), frozenset({path.name}), DAMAGED)]
    return [font for font in fonts if font is not None]


def _starts(stream: BinaryIO) -> Sequence[int]:
    if stream.read(4) != _COLLECTION:
        return (0,)
    _version, count = struct.unpack(">II", stream.read(8))
    return struct.unpack(f">{count}I", stream.read(4 * min(count, _MOST_NAMES)))


def _font(path: Path, stream: BinaryIO, index: int, start: int) -> MachineFont | None:
    """Return the face that begins at `start`; None where it is not a Chinese one."""
    stream.seek(start)
    kind, count = stream.read(4), struct.unpack(">H6x", stream.read(8))[0]
    places = [struct.unpack(">4s4xII", stream.read(16)) for _ in range(count)]
    tables = {tag: (offset, length) for tag, offset, length in places}
    names = _names(_table(stream, tables[b"name"]))
    chinese = [name for name in names if _has_ideograph(name)]
    os2 = _table(stream, tables[b"OS/2"]) if b"OS/2" in tables else b""
    pages = struct.unpack(">I", os2[78:82])[0] if len(os2) >= 82 else 0
    if not names or not (chinese or pages & _CHINESE_PAGES):
        return None
    allowed = struct.unpack(">H", os2[8:10])[0] if len(os2) >= 10 else 0
    outlines = kind != _OPEN_TYPE and b"glyf" in tables
    file = FaceFile((chinese or names)[0], path, index)
    return MachineFont(file, frozenset(names), _why_not(allowed, outlines=outlines))


def _why_not(allowed: int, *, outlines: bool) -> str:
    if not outlines:
        return OUTLINES
    if allowed & 0x000F == _RESTRICTED or allowed & _WHOLE_OR_BITMAP:
        return FORBIDDEN
    return ""


def _table(stream: BinaryIO, place: tuple[int, int]) -> bytes:
    stream.seek(place[0])
    return stream.read(place[1])


def _names(table: bytes) -> list[str]:
    """Return the family and full names in Unicode; family names first, each once."""
    _format, count, strings = struct.unpack(">HHH", table[:6])
    if count > _MOST_NAMES:
        raise ValueError(count)
    records = [struct.unpack(">6H", table[6 + 12 * at : 18 + 12 * at]) for at in range(count)]
    wanted = sorted(
        (kind, language, strings + offset, length)
        for platform, _encoding, language, kind, length, offset in records
        if platform == 3 and kind in (1, 4)
    )
    texts = (table[at : at + length].decode("utf-16-be") for _k, _l, at, length in wanted)
    return list(dict.fromkeys(text for text in texts if text.strip()))


def _has_ideograph(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)
