"""Turns SQLite's bad luck (disk full, file locked, damaged) into sentences for the reader."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.domain.problem import UserError

# SQLite's primary result code -> the sentence, and what to do next.
SENTENCES = {
    sqlite3.SQLITE_BUSY: ("数据文件正在被另一个程序使用。", "请先关闭那个程序，再打开此文件。"),
    sqlite3.SQLITE_LOCKED: ("数据文件正在被另一个程序使用。", "请先关闭那个程序，再打开此文件。"),
    sqlite3.SQLITE_FULL: ("磁盘已满，刚才的内容没有保存。", "请腾出空间后再试一次。"),
    sqlite3.SQLITE_IOERR: ("读写数据文件时磁盘出错，刚才的内容没有保存。", "请检查磁盘后再试。"),
    sqlite3.SQLITE_READONLY: ("数据文件是只读的，不能保存。", "请把文件复制到本机硬盘后再打开。"),
    sqlite3.SQLITE_CORRUPT: ("数据文件已损坏。", "请保留此文件，并从备份恢复。"),
    sqlite3.SQLITE_NOTADB: ("这个文件不是本程序的数据文件。", "请选择另一个文件。"),
    sqlite3.SQLITE_CANTOPEN: ("数据文件打不开。", "请检查文件是否还在，以及有没有读写权限。"),
}


# Extended codes that say more than their primary code.
_MORE = {
    sqlite3.SQLITE_READONLY_DBMOVED: (
        "数据文件被移走或改名了，或者磁盘已拔出，刚才的内容没有保存。",
        "请接好磁盘、放回文件，再重新打开。",
    ),
}
# What the system says of a disk, as the reader is told it.
_DISK = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ENOENT: "文件夹不存在，或磁盘已拔出",
    errno.ENODEV: "磁盘已拔出",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EMFILE: "打开的文件太多",
    errno.EBUSY: "文件正被另一个程序使用",
}


def disk_words(error: OSError) -> str:
    """Return why the system refused a file, in a few words."""
    return _DISK.get(error.errno or 0, "系统没有说明原因")


@contextmanager
def damage_told() -> Iterator[None]:
    """Raise UserError for whatever SQLite says while a file is opened: it is damaged, or worse."""
    try:
        with bad_luck_told():
            yield
    except sqlite3.Error as error:
        sentence, hint = SENTENCES[sqlite3.SQLITE_CORRUPT]
        raise UserError(sentence, hint) from error


@contextmanager
def bad_luck_told() -> Iterator[None]:
    """Raise UserError for what SQLite meets by bad luck; a broken constraint stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        if code & 0xFF not in SENTENCES:
            raise
        sentence, hint = _MORE.get(code) or SENTENCES[code & 0xFF]
        raise UserError(sentence, hint) from error
