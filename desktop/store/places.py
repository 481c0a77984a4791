"""Where a data file lies (本机、网络、可移动磁盘、只读): some places are no place to work in."""

import os
import shutil
import sys
from enum import StrEnum
from pathlib import Path

from desktop.domain.problem import UserError
from desktop.store.copies import check_copy, settle_copy
from desktop.store.file import check_header
from desktop.store.luck import disk_words

_NETWORK = frozenset(
    ("cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "ncpfs", "afs", "ceph", "fuse.sshfs", "davfs")
)
_READABLE_TIMES = 3  # how often a file in use is copied anew until the copy is whole
_DRIVES = {2: "removable", 4: "network", 5: "readonly"}  # Windows' GetDriveType; 5 is a CD


class Place(StrEnum):
    """What kind of place a file lies in."""

    LOCAL = "local"
    NETWORK = "network"
    REMOVABLE = "removable"
    READONLY = "readonly"


def place_of(
    path: Path, mounts: Path = Path("/proc/mounts"), blocks: Path = Path("/sys/class/block")
) -> Place:
    """Return where `path` lies; LOCAL where it can't be told. Nothing is written."""
    if str(path).startswith(("\\\\", "//")):
        return Place.NETWORK
    kind = _drive(path) if sys.platform == "win32" else _mounted(path, mounts, blocks)
    if kind is not Place.LOCAL:
        return kind
    existing = path.parent if path.parent.is_dir() else None
    closed = existing is not None and path.exists() and not _writable(path)
    return Place.READONLY if closed else Place.LOCAL


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _drive(path: Path) -> Place:
    import ctypes  # only where the drive's kind is asked of Windows

    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return Place.LOCAL
    kind = int(windows.kernel32.GetDriveTypeW(f"{path.absolute().drive}\\"))
    return Place(_DRIVES.get(kind, "local"))


def _mounted(path: Path, mounts: Path, blocks: Path) -> Place:
    try:
        lines = mounts.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return Place.LOCAL
    parts = [line.split(" ") for line in lines]
    entries = [(_plain(p[1]), p[0], p[2], p[3]) for p in parts if len(p) > 3]
    wanted = path.absolute()
    under = [one for one in entries if wanted.is_relative_to(one[0])]
    if not under:
        return Place.LOCAL
    _where, device, kind, options = max(under, key=lambda one: len(one[0]))
    if kind in _NETWORK or kind.startswith("fuse.sshfs"):
        return Place.NETWORK
    if "ro" in options.split(","):
        return Place.READONLY
    return Place.REMOVABLE if _is_removable(device, blocks) else Place.LOCAL


def _plain(mount: str) -> str:
    """Undo the octal signs that /proc/mounts has for blanks."""
    for sign, letter in (("\\040", " "), ("\\011", "\t"), ("\\134", "\\")):
        mount = mount.replace(sign, letter)
    return mount


def _is_removable(device: str, blocks: Path) -> bool:
    """Look up the disk that a partition is on, as the kernel says it."""
    name = Path(device).name
    if not name:
        return False
    block = (blocks / name).resolve()
    for folder in (block, block.parent):
        try:
            if (folder / "removable").read_text("ascii").strip() == "1":
                return True
        except (OSError, UnicodeDecodeError):
            continue
    return False


def snapshot(path: Path, target: Path) -> None:
    """Copy a file that another program may have open to `target`, and check the copy whole.

    Nothing is written beside the file. Never call it for a file that this process has open.
    UserError where it isn't ours, can't be read, or no whole copy could be had.
    """
    check_header(path)
    for _time in range(_READABLE_TIMES):
        try:
            for end in ("", "-journal"):
                source = path.with_name(f"{path.name}{end}")
                if source.exists():
                    shutil.copyfile(source, target.with_name(f"{target.name}{end}"))
            target.chmod(0o600)
        except OSError as error:
            raise UserError(
                f"文件不能复制（{disk_words(error)}）。", "请检查磁盘是否已连接、有没有空间。"
            ) from error
        settle_copy(target)
        if not check_copy(target).problems:
            return
    raise UserError("没能复制出完整的副本。", "文件可能正在被改动，请稍后再试。")
