"""Keeps other people's files beside the data file, by their SHA-256, and knows when one changed."""

import os
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from desktop.domain.problem import UserError
from desktop.store import applications
from desktop.store.file import drop, sync_folder
from desktop.store.store import Store

_SELECT = "SELECT id, application_id, name, sha256, size, kind, at FROM source_file "


@dataclass(frozen=True)
class FileRef:
    """A file that was handed in: its own name, its hash (lower-case hex), its size in bytes."""

    id: int
    application_id: int | None
    name: str
    sha256: str
    size: int
    kind: str
    at: str


def keep_file(
    store: Store, application_id: int | None, name: str, data: bytes, kind: str
) -> FileRef:
    """Keep a file's bytes beside the data file and its name within; UserError on a full disk.

    `application_id` is None for what belongs to no application (a list published for all).
    """
    digest = sha256(data).hexdigest()
    _put(_place(store, digest), data)
    now = store.now()
    file_id = store.add(
        "INSERT INTO source_file (application_id, name, sha256, size, kind, at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (application_id, name, digest, len(data), kind, now),
    )
    if application_id is not None:
        applications.touch(store, application_id)
    return FileRef(file_id, application_id, name, digest, len(data), kind, now)


def files(store: Store, application_id: int | None) -> list[FileRef]:
    """Return an application's files in the order in which they came."""
    rows = store.read(f"{_SELECT} WHERE application_id IS ? ORDER BY id", (application_id,))
    return [FileRef(*row) for row in rows]


def read_file(store: Store, digest: str) -> bytes:
    """Return the bytes of a kept file; UserError where it is missing or was changed."""
    try:
        data = _place(store, digest).read_bytes()
    except OSError as error:
        raise UserError("保存的附件不见了或读不出来。", "请从备份恢复附件文件夹。") from error
    if sha256(data).hexdigest() != digest:
        raise UserError("保存的附件被改动过，与登记的校验码不符。", "请从备份恢复附件文件夹。")
    return data


def file_place(store: Store, digest: str) -> Path:
    """Return where a kept file lies; whoever reads it there checks its hash."""
    return _place(store, digest)


def put_back(store: Store, digest: str, data: bytes) -> None:
    """Write a kept file's bytes again where they are missing or were changed."""
    _put(_place(store, digest), data)


def _place(store: Store, digest: str) -> Path:
    return store.path.with_name(f"{store.path.name}.files") / digest[:2] / digest


def _put(place: Path, data: bytes) -> None:
    """Write whole or not at all; bytes that are there and right stay as they are."""
    try:
        if place.exists() and place.read_bytes() == data:
            return
        _folder(place.parent)
        fresh = place.with_name(f"{place.name}.{secrets.token_hex(4)}.new")
        try:
            _write(fresh, data)
            fresh.replace(place)
        finally:
            drop(fresh)
        sync_folder(place.parent)
    except OSError as error:
        raise UserError("附件不能保存。", "请检查磁盘空间和写入权限。") from error


def _write(fresh: Path, data: bytes) -> None:
    number = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(number, "wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def _folder(folder: Path) -> None:
    """Make the folder and the one above it, and put their names on the disk."""
    for each in (folder.parent, folder):
        if not each.exists():
            each.mkdir(mode=0o700, exist_ok=True)
            sync_folder(each.parent)
