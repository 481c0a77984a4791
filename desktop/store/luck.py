"""Turns SQLite's bad luck (disk full, file locked, damaged) into sentences for the reader."""

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


@contextmanager
def bad_luck_told() -> Iterator[None]:
    """Raise UserError for what SQLite meets by bad luck; a broken constraint stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in SENTENCES:
            raise
        sentence, hint = SENTENCES[code]
        raise UserError(sentence, hint) from error
