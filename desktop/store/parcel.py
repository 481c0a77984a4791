"""A parcel: members and attachments in one zip, each with its SHA-256, read by a whitelist."""

import hashlib
import json
import re
import secrets
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from desktop.domain.problem import UserError
from desktop.store.file import drop, sync_file, sync_folder
from desktop.store.luck import disk_words

MANIFEST = "清单.json"
HANDED = "移交.json"  # what a 移交件 holds beside its attachments
FORMAT = 1
_ATTACHED = re.compile(r"附件/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_MOST_MEMBERS = 50_000
_MOST_BYTES = 8 << 30  # unpacked, in all
_MOST_TEXT = 16 << 20  # of the manifest
_BLOCK = 1 << 20
_ERRORS = (
    zipfile.BadZipFile,
    ValueError,
    TypeError,
    NotImplementedError,
    struct.error,
    zlib.error,
    EOFError,
    KeyError,
    RuntimeError,
)
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Kind:
    """What a parcel is called, its own members with the most bytes of each, and its advice.

    `again` says how to get another one; `nothing` what did not happen.
    """

    word: str
    members: Mapping[str, int]
    nothing: str
    again: str

    @property
    def bad(self) -> UserError:
        """What is said of a parcel that is damaged or hostile."""
        return UserError(f"{self.word}已损坏或被改动过，{self.nothing}。", self.again)


def inside(path: Path) -> str:
    """Return the name that an attachment has in a parcel, by the folder and name it lies under."""
    return f"附件/{path.parent.name}/{path.name}"


def is_attachment(path: Path) -> bool:
    """Whether a file lies where attachments lie, by its SHA-256."""
    return _ATTACHED.fullmatch(inside(path)) is not None


def write_parcel(
    target: Path, kind: Kind, members: Mapping[str, Path | bytes], say: Progress
) -> None:
    """Write a parcel whole or not at all; UserError where the target can't be written."""
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        with zipfile.ZipFile(fresh, "x", zipfile.ZIP_DEFLATED) as archive:
            fresh.chmod(0o600)
            listed = {}
            for at, (name, source) in enumerate(members.items(), 1):
                say(at, len(members), "正在装入附件")
                listed[name] = _add(archive, name, source)
            archive.writestr(MANIFEST, _manifest(listed))
        sync_file(fresh)
        fresh.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        why = disk_words(error)
        raise UserError(f"{kind.word}不能写入（{why}）。", "请检查磁盘空间和写入权限。") from error
    finally:
        drop(fresh)


def _manifest(listed: Mapping[str, tuple[str, int]]) -> str:
    members = [{"name": n, "sha256": s, "size": z} for n, (s, z) in sorted(listed.items())]
    return json.dumps({"format": FORMAT, "members": members}, ensure_ascii=False, indent=1)


def _add(archive: zipfile.ZipFile, name: str, source: Path | bytes) -> tuple[str, int]:
    if isinstance(source, bytes):
        archive.writestr(name, source)
        return hashlib.sha256(source).hexdigest(), len(source)
    found, size = hashlib.sha256(), 0
    with source.open("rb") as reading, archive.open(name, "w", force_zip64=True) as writing:
        while block := reading.read(_BLOCK):
            found.update(block)
            size += len(block)
            writing.write(block)
    return found.hexdigest(), size


def read_parcel(package: Path, folder: Path, kind: Kind, say: Progress) -> None:
    """Put a parcel's members into `folder`, a new one that is thrown away where this raises.

    Names by a whitelist, sizes counted and not believed, each SHA-256 compared. UserError where
    it is damaged, hostile, or of a newer program.
    """
    try:
        _unpacked(package, folder, kind, say)
    except _ERRORS as error:
        raise kind.bad from error


def _unpacked(package: Path, folder: Path, kind: Kind, say: Progress) -> None:
    with zipfile.ZipFile(package) as archive:
        listed = dict(_listed(archive, kind))
        _refuse_other_names(archive, listed, kind)
        for at, (name, (digest, size)) in enumerate(sorted(listed.items()), 1):
            say(at, len(listed), "正在取出")
            place = folder / name
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with archive.open(name) as reading, place.open("xb") as writing:
                place.chmod(0o600)
                if _copied(reading, writing, size) != digest:
                    raise ValueError("another sum")
            sync_file(place)


def _listed(archive: zipfile.ZipFile, kind: Kind) -> Iterator[tuple[str, tuple[str, int]]]:
    with archive.open(MANIFEST) as reading:
        text = reading.read(_MOST_TEXT + 1)
    if len(text) > _MOST_TEXT:
        raise ValueError("a manifest without end")
    raw = json.loads(text)
    if not isinstance(raw, dict) or not isinstance(raw.get("members"), list):
        raise ValueError("no manifest")
    if int(raw.get("format", 0)) > FORMAT:
        raise newer(kind.word)
    for one in raw["members"]:
        yield str(one["name"]), (str(one["sha256"]), int(one["size"]))


def newer(word: str) -> UserError:
    """Return what is said of a parcel that a newer program made."""
    return UserError(f"这个{word}是用更新版本的程序导出的。", "请安装新版程序后再导入。")


def _refuse_other_names(
    archive: zipfile.ZipFile, listed: Mapping[str, tuple[str, int]], kind: Kind
) -> None:
    names = archive.namelist()
    if len(names) > _MOST_MEMBERS or sorted(names) != sorted([MANIFEST, *listed]):
        raise ValueError("members that the manifest lacks, or lacking ones")
    if not set(kind.members) <= set(listed):
        raise ValueError("no data")
    for name, (digest, size) in listed.items():
        kept = _ATTACHED.fullmatch(name)
        most = kind.members.get(name, _MOST_BYTES if kept and kept[2] == digest else -1)
        if not 0 <= size <= most:
            raise ValueError("a name that is none of ours, or too large")
    if sum(size for _digest, size in listed.values()) > _MOST_BYTES:
        raise ValueError("too large")


def _copied(reading: IO[bytes], writing: IO[bytes], size: int) -> str:
    """Copy at most `size` bytes and return their SHA-256; ValueError where there are more, or less.

    What the zip says of its sizes is not believed: bytes are counted as they come.
    """
    found, left = hashlib.sha256(), size
    while block := reading.read(min(_BLOCK, left + 1)):
        left -= len(block)
        if left < 0:
            raise ValueError("more than it says")
        found.update(block)
        writing.write(block)
    if left:
        raise ValueError("less than it says")
    return found.hexdigest()
