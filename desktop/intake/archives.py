"""Unpacks a zip of an applicant's files into memory: by a count of bytes, never by its promises."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from desktop.domain.problem import Problem, Severity
from desktop.intake.book import Limits, Refused

OFFICE = ("word/", "xl/", "ppt/", "Index/", "content.xml", "OFD.xml", "[Content_Types].xml")
_UNICODE_NAME = 0x7075  # Info-ZIP's extra field with the name in UTF-8
_LITTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tar")
_BROKEN = Refused("压缩包已损坏，打不开。", "请重新拷贝一份，或自己解压后再导入。")
_SELF = "请自己解压，再导入里面的文件。"


@dataclass(frozen=True)
class Unpacked:
    """The files of a zip as (path inside, bytes), in the zip's order, and what was left out."""

    files: tuple[tuple[str, bytes], ...]
    problems: tuple[Problem, ...] = ()


def is_archive(data: bytes) -> bool:
    """Tell whether `data` is a zip that holds files of its own, and is no office file itself."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError):
        return False
    return not any(name.startswith(OFFICE) for name in names)


def unpack(data: bytes, limits: Limits) -> Unpacked | Refused:
    """Return the files of a zip, or why it is not unpacked; what is litter is left out.

    A zip inside is kept as the file that it is, unopened, and said. At most `limits.files` files
    and `limits.unpacked` bytes; names are UTF-8 or, where they are not, GB18030.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError):
        return _BROKEN
    with archive:
        infos = [info for info in archive.infolist() if _wanted(info)]
        if len(infos) > limits.files:
            return Refused(f"压缩包里有{len(infos)}个文件，一次最多{limits.files}个。", _SELF)
        if any(info.flag_bits & 1 for info in infos):
            return Refused("压缩包设有密码。", _SELF)
        if not infos:
            return Refused("压缩包里没有文件。", "请向申报单位重新要一份。")
        return _unpacked(archive, infos, limits)


def _wanted(info: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(info.filename).name
    litter = name.lower() in _LITTER or name.startswith(("~$", "._"))
    return not info.is_dir() and not litter and not info.filename.startswith("__MACOSX/")


def _unpacked(
    archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], limits: Limits
) -> Unpacked | Refused:
    room = limits.unpacked
    files: list[tuple[str, bytes]] = []
    problems: list[Problem] = []
    for info in infos:
        name = _shown(info)
        if name.lower().endswith(_ARCHIVES):
            told = "这是压缩包里的压缩包，没有打开，请解压后再导入。"
            problems.append(Problem(name, told, Severity.WARNING))
        content = _content(archive, info, room, limits)
        if content is None:
            return Refused("压缩包展开后大得不合常理，为安全起见没有打开。", _SELF)
        if isinstance(content, Refused):
            told = "这个文件在压缩包里已损坏，没有读到。"
            problems.append(Problem(name, told, Severity.ERROR))
            continue
        room -= len(content)
        files.append((name, content))
    return Unpacked(tuple(files), tuple(problems))


def _content(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int, limits: Limits
) -> bytes | Refused | None:
    """Return a member's bytes, None where they are too many, _BROKEN where they can't be read."""
    pieces, size = [], 0
    try:
        for piece in _pieces(archive, info):
            size += len(piece)
            if size > room or (size > 10_000_000 and size > limits.ratio * info.compress_size):
                return None
            pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        return _BROKEN
    except (RuntimeError, struct.error):  # zipfile: an unknown method, a header cut short
        return _BROKEN
    return b"".join(pieces)


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as file:
        while piece := file.read(1 << 20):
            yield piece


def _shown(info: zipfile.ZipInfo) -> str:
    """Return the member's path as its maker wrote it; it is shown and never opened by."""
    name = _unicode_name(info) or info.filename
    if not info.flag_bits & 0x800 and name == info.filename:
        name = _folded(info.orig_filename)
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("/", "..", ".")) or "无名文件"


def _folded(name: str) -> str:
    """Return a name whose bytes were taken for cp437: in UTF-8, else in GB18030."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _unicode_name(info: zipfile.ZipInfo) -> str:
    """Return the name in the extra field of Info-ZIP and WinRAR, empty where there is none."""
    extra, place = info.extra, 0
    while place + 4 <= len(extra):
        tag, length = struct.unpack_from("<HH", extra, place)
        if tag == _UNICODE_NAME and length > 5:
            return extra[place + 9 : place + 4 + length].decode("utf-8", "replace")
        place += 4 + length
    return ""
