"""The data file is opened only where it is ours, of this age, and nobody else has it."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.domain.problem import UserError
from desktop.store import departments, file, lock_file, migrations
from desktop.store.store import Store

GOLDEN = Path(__file__).parent.parent / "golden" / "schema.sql"


def everything(folder: Path) -> dict[str, bytes]:
    """All that lies in a folder, by name."""
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_settings_are_as_the_design_wants_them(store: Store) -> None:
    """Each setting reads back on the connection that the program works with."""
    found = {
        name: str(store.read(f"PRAGMA {name}")[0][0])
        for name in (*(each[0] for each in file.PRAGMAS), "query_only", "user_version")
    }
    assert found == {
        "locking_mode": "exclusive",
        "journal_mode": "truncate",
        "synchronous": "3",
        "foreign_keys": "1",
        "recursive_triggers": "1",
        "secure_delete": "1",
        "trusted_schema": "0",
        "cell_size_check": "1",
        "fullfsync": "1",
        "query_only": "1",
        "user_version": "5",
    }


def test_setting_that_does_not_take_is_refused() -> None:
    """A database in memory can't have a rollback file: it is not opened as if it could."""
    conn = sqlite3.connect(":memory:")
    with pytest.raises(UserError, match="journal_mode"):
        file.settle(conn)
    conn.close()


def test_schema_is_the_golden_one(store: Store) -> None:
    """What a new file holds is the schema that was agreed on, word by word."""
    rows = store.read(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name"
    )
    assert "".join(f"{sql};\n\n" for (sql,) in rows) == GOLDEN.read_text("utf-8")


def test_every_table_of_ours_is_strict(store: Store) -> None:
    """A text in a number's place is refused by the file itself."""
    rows = store.read("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0")
    assert sorted(rows) == [("_sqlite_migrations",), ("sqlite_schema",), ("sqlite_temp_schema",)]


def test_new_file_is_private_and_alone(store: Store, path: Path, private_mode: int) -> None:
    """Only its owner may read it, and no half-made file lies beside it."""
    assert path.stat().st_mode & 0o777 == private_mode
    assert {each.name for each in path.parent.iterdir()} == {
        path.name,
        lock_file.lock_path(path).name,
    }


def test_closed_file_opens_again_as_it_was(path: Path) -> None:
    """The uuid stays, and a second opening changes nothing in the schema."""
    first = Store.open(path)
    uuid = first.uuid
    first.close()
    again = Store.open(path)
    assert (again.uuid, again.head()) == (uuid, "0" * 64)
    again.close()
    assert not lock_file.lock_path(path).exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04" + bytes(200), b"SQLite format 3\x00" + bytes(200), b"SQLite format 3\x00"],
    ids=["empty", "a workbook", "another program's database", "cut off"],
)
def test_what_is_not_ours_stays_untouched(tmp_path: Path, content: bytes) -> None:
    """It is refused by name, and not a byte changes, in it or beside it."""
    path = tmp_path / "别人的.db"
    path.write_bytes(content)
    (tmp_path / "别人的.db-journal").write_bytes(b"hot")
    before = everything(tmp_path)
    with pytest.raises(UserError, match=r"“别人的\.db”不是本程序的数据文件"):
        Store.open(path)
    assert everything(tmp_path) == before


def test_newer_file_stays_untouched(path: Path) -> None:
    """A file of a newer program is refused by name, and not a byte changes."""
    Store.open(path).close()
    content = bytearray(path.read_bytes())
    content[60:64] = (migrations.VERSION + 1).to_bytes(4, "big")
    path.write_bytes(content)
    before = everything(path.parent)
    with pytest.raises(UserError, match="更新版本"):
        Store.open(path)
    assert everything(path.parent) == before


def test_second_opener_is_told_who_has_it(store: Store, path: Path) -> None:
    """The same program opens a file once, and the first goes on undisturbed."""
    with pytest.raises(UserError, match=f"正在使用中（.*进程 {os.getpid()}）"):
        Store.open(path)
    with store.act("甲", "试", "file", {}):
        pass


def test_another_process_is_told_that_the_file_is_in_use(store: Store, path: Path) -> None:
    """A second program gets the sentence, and no part of the file."""
    script = (
        "import sys\n"
        "from desktop.store.store import Store\n"
        "from desktop.domain.problem import UserError\n"
        "try:\n    Store.open(sys.argv[1])\n"
        "except UserError as error:\n    sys.stdout.buffer.write(error.sentence.encode())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, check=True
    )
    assert "数据文件正在使用中" in done.stdout.decode()


def test_any_other_program_is_kept_out(store: Store, path: Path) -> None:
    """SQLite's own lock holds against programs that know nothing of ours."""
    other = sqlite3.connect(path, timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("SELECT * FROM journal")
    other.close()


def test_file_that_another_program_reads_is_in_use(path: Path) -> None:
    """Where somebody else's program has the file open, ours says so."""
    Store.open(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT * FROM journal").fetchall()
    with pytest.raises(UserError, match="正在被另一个程序使用"):
        Store.open(path)
    other.close()
    Store.open(path).close()


def test_an_account_without_a_name_has_a_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows asks for no pwd: without USERNAME Python finds no module, and the lock is taken."""

    def nameless() -> str:
        raise ModuleNotFoundError("pwd")

    monkeypatch.setattr("getpass.getuser", nameless)
    lock = lock_file.take(path)
    text = lock_file.lock_path(path).read_text("utf-8")
    lock.release()
    assert text.split("，")[1:] == ["用户 -", f"进程 {os.getpid()}"]


def test_lock_that_a_dead_program_left_does_not_bind(path: Path) -> None:
    """The lock is the system's, and not the file that carries it."""
    lock_file.lock_path(path).write_text("计算机 旧，用户 旧，进程 1", "utf-8")
    Store.open(path).close()


def test_missing_folder_is_said(tmp_path: Path) -> None:
    """A stick that was pulled is bad luck, and no bug."""
    with pytest.raises(UserError, match="文件夹不存在"):
        Store.open(tmp_path / "没有" / "a.desk")


def test_a_file_that_was_changed_after_it_was_closed_is_known(path: Path):
    """A flipped bit in a text is no damage that SQLite sees; the sum beside the file sees it."""
    first = Store.open(path)
    with first.act("甲", "更改设置", "department", {}):
        departments.put_setting(first, "k", "昆明市盘龙区")
    first.close()
    again = Store.open(path)
    assert again.changed_outside is False
    again.close()
    data = bytearray(path.read_bytes())
    at = data.rindex("盘龙".encode())
    data[at : at + 3] = "官".encode()
    path.write_bytes(data)
    changed = Store.open(path)
    assert changed.changed_outside is True
    changed.close()
    last = Store.open(path)
    assert last.changed_outside is False
    last.close()
