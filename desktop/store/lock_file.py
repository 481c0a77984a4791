"""Holds the small file that says which program has the data file open, so that only one has it.

It is taken before anything reads the data file: on POSIX, closing any handle of a file drops the
locks that SQLite holds on it in the same process.
"""

import getpass
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from desktop.domain.problem import UserError

# Windows keeps others from reading a locked byte, so the locked one lies beyond the text.
LOCKED_BYTE = 1 << 20

if sys.platform == "win32":
    import msvcrt

    def _take(handle: BinaryIO) -> None:
        handle.seek(LOCKED_BYTE)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        handle.seek(0)

else:
    import fcntl

    def _take(handle: BinaryIO) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LockFile:
    """The lock beside one data file; `release` gives it up."""

    def __init__(self, path: Path, handle: BinaryIO, *, left_behind: bool = False) -> None:
        """Keep what `take` opened and locked.

        `left_behind` where its last holder ended without giving it up (断电、强制结束).
        """
        self._path = path
        self._handle = handle
        self.left_behind = left_behind

    def release(self) -> None:
        """Give the lock up and take its file away."""
        if sys.platform == "win32":
            self._handle.close()
            _remove(self._path)
        else:
            _remove(self._path)
            self._handle.close()


def lock_path(path: Path) -> Path:
    """Return where the lock of the data file `path` lies."""
    return path.with_name(f".{path.name}.lock")


def take(path: Path) -> LockFile:
    """Take the lock of the data file `path`; UserError names the holder where it is taken."""
    beside = lock_path(path)
    while True:
        handle = _open(beside)
        try:
            _take(handle)
        except OSError:
            holder = _holder(handle)
            handle.close()
            raise in_use(holder) from None
        if _still_there(beside, handle):
            left = bool(_holder(handle))
            try:
                _sign(handle)
            except OSError as error:
                _give_up(handle)
                raise _refused() from error
            return LockFile(beside, handle, left_behind=left)
        handle.close()  # its holder took it away in between: what we locked has no name any more


def in_use(holder: str) -> UserError:
    """Return the refusal of a second opener."""
    who = f"（{holder}）" if holder else ""
    return UserError(
        f"数据文件正在使用中{who}，不能同时打开两次。",
        "请在已打开的窗口中继续，或先关闭它再打开此文件。",
    )


def _open(beside: Path) -> BinaryIO:
    try:
        number = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _refused() from error
    return os.fdopen(number, "r+b")


def _refused() -> UserError:
    return UserError("不能在数据文件所在的文件夹中写入。", "请把数据文件复制到本机硬盘后再打开。")


def _give_up(handle: BinaryIO) -> None:
    """Close a handle whose buffer could not be written; that it still can't is no news."""
    with suppress(OSError):
        handle.close()


def _still_there(beside: Path, handle: BinaryIO) -> bool:
    try:
        return os.path.samestat(beside.stat(), os.fstat(handle.fileno()))
    except FileNotFoundError:
        return False


def _sign(handle: BinaryIO) -> None:
    text = f"计算机 {socket.gethostname()}，用户 {_user()}，进程 {os.getpid()}"
    handle.seek(0)
    handle.truncate(0)
    handle.write(text.encode())
    handle.flush()


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # an account without a name; Windows lacks pwd
        return "-"


def _holder(handle: BinaryIO) -> str:
    handle.seek(0)
    return handle.read(500).decode("utf-8", "replace")


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # on Windows a second starter may just be looking into it; it is reused next time
