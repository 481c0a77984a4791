"""迁移包: data file, attachments and this machine's choices in one file for a new computer."""

import hashlib
import json
import re
import secrets
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from desktop.domain.problem import UserError
from desktop.store.copies import check_copy
from desktop.store.file import drop, sync_file, sync_folder
from desktop.store.luck import disk_words

MANIFEST, DATA, SETTINGS = "清单.json", "数据.review", "设置.json"
FORMAT = 1
_ATTACHED = re.compile(r"附件/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_MOST_MEMBERS = 50_000
_MOST_BYTES = 8 << 30  # unpacked, in all
_MOST_TEXT = 16 << 20  # of the manifest and the settings
_BLOCK = 1 << 20
_BAD = "迁移包已损坏或被改动过，没有导入任何内容。"
_AGAIN = "请在原来的电脑上重新导出一份。"
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


def pack(
    copy: Path, attached: Path, settings: Mapping[str, Any], target: Path, say: Progress
) -> int:
    """Write the package whole or not at all; returns how many attachments are in it.

    `copy` is a checked copy of the data file that no program has open, `attached` the folder of
    its attachments. UserError where the copy isn't good, or the target can't be written.
    """
    if check_copy(copy).problems:
        raise UserError("数据文件没有通过检查，没有导出。", "请先在“备份与检查”中检查数据文件。")
    files = sorted(one for one in attached.glob("??/*") if _ATTACHED.fullmatch(_inside(one)))
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        with zipfile.ZipFile(fresh, "x", zipfile.ZIP_DEFLATED) as archive:
            fresh.chmod(0o600)
            listed = {DATA: _add(archive, DATA, copy)}
            for at, one in enumerate(files, 1):
                say(at, len(files), "正在装入附件")
                listed[_inside(one)] = _add(archive, _inside(one), one)
            text = json.dumps(dict(settings), ensure_ascii=False).encode()
            archive.writestr(SETTINGS, text)
            listed[SETTINGS] = (hashlib.sha256(text).hexdigest(), len(text))
            archive.writestr(MANIFEST, _manifest(listed))
        sync_file(fresh)
        fresh.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        why = disk_words(error)
        raise UserError(f"迁移包不能写入（{why}）。", "请检查磁盘空间和写入权限。") from error
    finally:
        drop(fresh)
    return len(files)


def _inside(path: Path) -> str:
    return f"附件/{path.parent.name}/{path.name}"


def _manifest(listed: Mapping[str, tuple[str, int]]) -> str:
    members = [{"name": n, "sha256": s, "size": z} for n, (s, z) in sorted(listed.items())]
    return json.dumps({"format": FORMAT, "members": members}, ensure_ascii=False, indent=1)


def _add(archive: zipfile.ZipFile, name: str, source: Path) -> tuple[str, int]:
    found, size = hashlib.sha256(), 0
    with source.open("rb") as reading, archive.open(name, "w", force_zip64=True) as writing:
        while block := reading.read(_BLOCK):
            found.update(block)
            size += len(block)
            writing.write(block)
    return found.hexdigest(), size


def unpack(package: Path, target: Path, say: Progress) -> dict[str, Any]:
    """Put a package's data file at `target`, its attachments beside it; returns its settings.

    All or nothing: names by a whitelist, sizes counted and not believed, each SHA-256 compared,
    the data file checked whole. UserError where it is damaged, hostile, or of a newer program,
    and where `target` is there already.
    """
    files = target.with_name(f"{target.name}.files")
    if target.exists() or files.exists():
        raise UserError(f"“{target.name}”已经存在，没有导入。", "请换一个文件名。")
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        fresh.mkdir(mode=0o700)
        try:
            settings = _unpacked(package, fresh, say)
        except _ERRORS as error:
            raise UserError(_BAD, _AGAIN) from error
        if check_copy(fresh / DATA).problems:
            raise UserError(_BAD, _AGAIN)
        if (fresh / "附件").is_dir():
            (fresh / "附件").replace(files)
        (fresh / DATA).replace(target)
        sync_folder(target.parent)
    except OSError as error:
        why = disk_words(error)
        raise UserError(f"迁移包不能导入（{why}）。", "请检查磁盘空间和写入权限。") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return settings


def _unpacked(package: Path, folder: Path, say: Progress) -> dict[str, Any]:
    with zipfile.ZipFile(package) as archive:
        listed = dict(_listed(archive))
        _refuse_other_names(archive, listed)
        for at, (name, (digest, size)) in enumerate(sorted(listed.items()), 1):
            say(at, len(listed), "正在取出")
            place = folder / name
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with archive.open(name) as reading, place.open("xb") as writing:
                place.chmod(0o600)
                if _copied(reading, writing, size) != digest:
                    raise ValueError("another sum")
            sync_file(place)
        return dict(json.loads((folder / SETTINGS).read_text("utf-8")))


def _listed(archive: zipfile.ZipFile) -> Iterator[tuple[str, tuple[str, int]]]:
    with archive.open(MANIFEST) as reading:
        text = reading.read(_MOST_TEXT + 1)
    if len(text) > _MOST_TEXT:
        raise ValueError("a manifest without end")
    raw = json.loads(text)
    if not isinstance(raw, dict) or not isinstance(raw.get("members"), list):
        raise ValueError("no manifest")
    if int(raw.get("format", 0)) > FORMAT:
        raise UserError("这个迁移包是用更新版本的程序导出的。", "请安装新版程序后再导入。")
    for one in raw["members"]:
        yield str(one["name"]), (str(one["sha256"]), int(one["size"]))


def _refuse_other_names(archive: zipfile.ZipFile, listed: Mapping[str, tuple[str, int]]) -> None:
    names = archive.namelist()
    if len(names) > _MOST_MEMBERS or sorted(names) != sorted([MANIFEST, *listed]):
        raise ValueError("members that the manifest lacks, or lacking ones")
    if not {DATA, SETTINGS} <= set(listed) or listed[SETTINGS][1] > _MOST_TEXT:
        raise ValueError("no data")
    for name, (digest, size) in listed.items():
        kept = _ATTACHED.fullmatch(name)
        fits = name in (DATA, SETTINGS) or (kept is not None and kept[2] == digest)
        if not fits or size < 0:
            raise ValueError("a name that is none of ours")
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
