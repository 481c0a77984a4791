"""Opens the data file safely: looked at before SQLite sees it, locked, its settings read back."""

import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.problem import UserError
from desktop.store import lock_file, migrations
from desktop.store.luck import bad_luck_told, damage_told

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x52564453  # "RVDS"
MAGIC = b"SQLite format 3\x00"
HEADER_BYTES = 100

# Setting, value, what it must read as afterwards. FULL and WAL lost or can't be carried on a
# read-only medium; without recursive_triggers, INSERT OR REPLACE slips past the journal's triggers.
PRAGMAS = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", "3"),
    ("foreign_keys", "ON", "1"),
    ("recursive_triggers", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("fullfsync", "ON", "1"),
)


class Plain:
    """A connection as the store uses one; what sqlite-utils adds is for making and migrating.

    Importing it takes as long as painting the window, so a file of today's schema does without.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        """Keep the connection."""
        self.conn = conn

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self.conn.execute(sql, parameters)


# What is done before an older file is changed; it is given the way to copy the file as it is.
Before = Callable[[Callable[[Path], None]], None]


def open_file(
    path: Path, now: str, before: Before, look: Callable[[Path], None]
) -> "tuple[Database | Plain, lock_file.LockFile]":
    """Return the open database and its lock, the file made or migrated where needed.

    `now` is the time that a new file keeps as its birth; `before` makes the backup without which
    an older file is not migrated; `look` sees the file while it still lies at rest. UserError as
    `Store.open` says.
    """
    if not path.parent.is_dir():
        raise UserError("数据文件所在的文件夹不存在。", "请检查磁盘或网络是否已连接。")
    lock = lock_file.take(path)
    try:
        if not path.exists():
            _make(path, now)
        check_header(path)
        look(path)
        return _connect(path, before), lock
    except BaseException:
        lock.release()
        raise


def check_header(path: Path) -> None:
    """Look at the file's first bytes plainly; UserError where it isn't ours, or is newer.

    Never call it for a file that this process has open: closing it drops SQLite's locks.
    """
    try:
        with path.open("rb") as handle:
            head = handle.read(HEADER_BYTES)
    except OSError as error:
        raise UserError("数据文件打不开。", "请检查有没有读取权限。") from error
    ours = int.from_bytes(head[68:72], "big") == APPLICATION_ID
    if not (head.startswith(MAGIC) and len(head) == HEADER_BYTES and ours):
        raise UserError(f"“{path.name}”不是本程序的数据文件，没有改动它。", "请选择另一个文件。")
    if int.from_bytes(head[60:64], "big") > migrations.VERSION:
        raise UserError(
            f"“{path.name}”是用更新版本的程序保存的，没有改动它。", "请安装新版程序后再打开。"
        )


def _make(path: Path, now: str) -> None:
    """Make the file whole under another name first, so that a crash leaves no half of it."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        _forget(fresh)
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        conn = _connect(fresh, _nothing_before).conn
        try:
            with bad_luck_told():
                _seal(conn, now)
        finally:
            conn.close()
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise UserError("数据文件不能新建。", "请检查磁盘空间和写入权限。") from error
    finally:
        _forget(fresh)


def _forget(fresh: Path) -> None:
    for left in (fresh, fresh.with_name(f"{fresh.name}-journal")):
        drop(left)


def _seal(conn: sqlite3.Connection, now: str) -> None:
    from uuid import uuid4  # only a new file wants one

    conn.execute("PRAGMA query_only=OFF")
    conn.execute("BEGIN IMMEDIATE")
    conn.execute("INSERT INTO identity VALUES (1, ?, ?)", (str(uuid4()), now))
    conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
    conn.execute("COMMIT")


def _nothing_before(_vacuum: Callable[[Path], None]) -> None:
    return None


def _connect(path: Path, before: Before) -> "Database | Plain":
    with damage_told():
        address = f"{path.as_uri()}?mode=rw"
        conn = sqlite3.connect(address, timeout=0, isolation_level=None, uri=True)
        try:
            settle(conn)
            conn.execute("BEGIN EXCLUSIVE")  # only an access takes the exclusive lock
            conn.execute("COMMIT")
            db = _brought_up(conn, before)
            conn.execute("PRAGMA query_only=ON")  # outside of an act nothing is written
        except BaseException:
            conn.close()
            raise
        return db


def _brought_up(conn: sqlite3.Connection, before: Before) -> "Database | Plain":
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    if version == migrations.VERSION:
        return Plain(conn)
    from sqlite_utils import Database  # at first use: it takes 68 ms to import

    db = Database(conn, execute_plugins=False)
    if 0 < version < migrations.VERSION:
        before(partial(_vacuum_into, conn))
    migrations.migrate(db)
    return db


def _vacuum_into(conn: sqlite3.Connection, target: Path) -> None:
    with bad_luck_told():
        conn.execute("VACUUM INTO ?", (str(target),))


def settle(conn: sqlite3.Connection) -> None:
    """Set every setting of PRAGMAS and read it back; UserError where one did not take."""
    for name, value, reads in PRAGMAS:
        conn.execute(f"PRAGMA {name}={value}").fetchall()
        found = str(conn.execute(f"PRAGMA {name}").fetchone()[0])
        if found != reads:
            raise UserError(
                f"数据文件的安全设置（{name}）没有生效，未打开。",
                "请把文件复制到本机硬盘后再打开。",
            )


def settle_reader(conn: sqlite3.Connection) -> None:
    """Let a connection read only, and believe nothing that the file's schema says."""
    for setting in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
        conn.execute(f"PRAGMA {setting}")


def drop(path: Path) -> None:
    """Take a passing file away; one that can't be taken away now is left, and harms nothing."""
    with suppress(OSError):
        path.unlink()


def sync_file(path: Path) -> None:
    """Put a file's bytes on the disk."""
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """Put a folder's entries on the disk; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
