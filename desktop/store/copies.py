"""Whole copies of the data file: made from the open one, and checked without touching it."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.domain.problem import Problem, Severity, UserError
from desktop.store import chain, lock_file, sums
from desktop.store.chain_check import Reads, check_chain
from desktop.store.file import check_header, drop, settle_reader, sync_file
from desktop.store.luck import bad_luck_told

_MODE = 0o600
_MOST_NAMED = 20  # faults that a check names one by one


@dataclass(frozen=True)
class CopyFacts:
    """What a copy says of itself: the file's name, its schema, its newest act, and its faults.

    `seq` is 0 and `at` empty where the journal has no row. `problems` is empty for a good copy.
    """

    uuid: str
    version: int
    seq: int
    at: str
    head: str
    problems: tuple[Problem, ...]


class Copy:
    """A data file opened for reading only; nothing is written, not even a lock file."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        """Keep what `open_copy` opened."""
        self._conn = conn

    def read(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of one SELECT."""
        with bad_luck_told():
            return self._conn.execute(sql, parameters).fetchall()


def copy_into(vacuum: Callable[[Path], None], target: Path) -> None:
    """Write a consistent copy of the open file to `target`, and put it on the disk.

    `vacuum` is `Store.vacuum_into`, on the store's thread. `target` must not exist. UserError
    where it can't be written; no half copy is left then.
    """
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _MODE))
    except OSError as error:
        raise UserError("备份不能写入。", "请检查磁盘空间和写入权限。") from error
    try:
        vacuum(target)
        sync_file(target)
    except OSError as error:
        drop(target)
        raise UserError("备份不能写入。", "请检查磁盘空间和写入权限。") from error
    except BaseException:
        drop(target)
        raise


def take_copy(path: Path, folder: Path) -> Path:
    """Copy a data file that no program has open into `folder`, its hot journal with it.

    What an act left unfinished is rolled back in the copy; the file itself is not written. Any
    thread. UserError where it is in use, isn't ours, or can't be read.
    """
    lock = lock_file.take(path)
    try:
        check_header(path)
        target = folder / path.name
        for end in ("", "-journal"):
            source = path.with_name(f"{path.name}{end}")
            if source.exists():
                shutil.copyfile(source, target.with_name(f"{target.name}{end}"))
    except OSError as error:
        raise UserError("数据文件打不开。", "请检查有没有读取权限。") from error
    finally:
        lock.release()
    settle_copy(target)
    return target


def settle_copy(path: Path) -> None:
    """Let SQLite roll back what an act left unfinished in a copy, by the journal beside it."""
    with bad_luck_told(), closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("ROLLBACK")


@contextmanager
def open_copy(path: Path) -> Iterator[Copy]:
    """Open a copy that no program has open, for reading; UserError where it isn't ours."""
    check_header(path)
    with bad_luck_told(), closing(_connect(path)) as conn:
        settle_reader(conn)
        yield Copy(conn)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", timeout=0, isolation_level=None, uri=True)


def check_copy(path: Path) -> CopyFacts:
    """Read a copy whole: its sum, SQLite's own check, foreign keys, the journal's chain.

    On any thread. UserError where it can't be opened at all, or isn't ours.
    """
    check_header(path)
    if sums.is_as_left(path) is False:
        return _damaged("内容与存放时不一致，磁盘可能有损坏")
    try:
        with open_copy(path) as copy:
            return _facts(copy)
    except sqlite3.Error:
        return _damaged("读不出来")


def _damaged(why: str) -> CopyFacts:
    told = Problem("文件结构", f"文件有损坏：{why}", Severity.ERROR)
    return CopyFacts("", 0, 0, "", "", (told,))


def _facts(copy: Copy) -> CopyFacts:
    damaged = _damage(copy)
    if damaged:
        return CopyFacts("", 0, 0, "", "", tuple(damaged))
    version = int(copy.read("PRAGMA user_version")[0][0])
    uuid = str(copy.read("SELECT uuid FROM identity")[0][0])
    seq, at, head = newest(copy)
    return CopyFacts(uuid, version, seq, at, head, tuple(_chain(copy)))


def newest(copy: Reads) -> tuple[int, str, str]:
    """Return number, time and hash of the newest act: (0, "", 64 zeros) where there is none."""
    rows = copy.read("SELECT seq, at, own FROM journal ORDER BY seq DESC LIMIT 1")
    return (int(rows[0][0]), str(rows[0][1]), str(rows[0][2])) if rows else (0, "", chain.GENESIS)


def _damage(copy: Copy) -> list[Problem]:
    found = [str(row[0]) for row in copy.read("PRAGMA integrity_check(20)")]
    lines = [line for line in found if line != "ok"][:_MOST_NAMED]
    orphans = copy.read("PRAGMA foreign_key_check")
    lines += [f"{row[0]} 第{row[1]}行所指的内容不存在" for row in orphans[:_MOST_NAMED]]
    return [Problem("文件结构", f"文件有损坏：{line}", Severity.ERROR) for line in lines]


def _chain(copy: Copy) -> list[Problem]:
    return [one for one in check_chain(copy) if one.severity is Severity.ERROR]
