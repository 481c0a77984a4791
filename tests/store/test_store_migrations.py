"""A file is brought up to date by all the steps together, or stays as it was."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from sqlite_utils import Database

from desktop.domain.case import Value
from desktop.domain.problem import UserError
from desktop.store import journal, origins, rosters
from desktop.store.file import APPLICATION_ID
from desktop.store.migrations import STEPS, migrate
from desktop.store.store import Store

OLD = Path(__file__).parent.parent / "old_files"
GOLDEN = Path(__file__).parent.parent / "golden" / "schema.sql"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An empty database, as the program connects to it."""
    conn = sqlite3.connect(tmp_path / "a.desk", isolation_level=None)
    yield Database(conn, execute_plugins=False)
    conn.close()


def stands(db: Database) -> tuple[int, int]:
    """How many tables there are, and which version the file says it is."""
    tables = db.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").fetchone()
    return int(tables[0]), int(db.execute("PRAGMA user_version").fetchone()[0])


def test_steps_are_applied_once(db: Database) -> None:
    """A second run finds nothing to do, and foreign keys are on again."""
    migrate(db)
    first = stands(db)
    migrate(db)
    assert stands(db) == first == (36, 5)
    assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_failing_step_takes_all_back(db: Database) -> None:
    """Steps that went well before it are gone too; the next program begins anew."""

    def fails(db: Database) -> None:
        db.execute("CREATE TABLE half (a TEXT)")
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - our own, bare
        migrate(db, (*STEPS, fails))
    assert stands(db) == (0, 0)
    migrate(db)
    assert stands(db)[1] == 5


def test_step_that_breaks_a_reference_takes_all_back(db: Database) -> None:
    """Foreign keys are off while a table is rebuilt, and looked at before the end."""

    def breaks(db: Database) -> None:
        db.execute("INSERT INTO value VALUES (7, 'a', '', '', 1)")

    with pytest.raises(UserError, match="没有改动它"):
        migrate(db, (*STEPS, breaks))
    assert stands(db) == (0, 0)


def test_a_file_of_the_first_schema_is_brought_up_to_date(db: Database, tmp_path: Path) -> None:
    """What it holds stays, and it has the golden schema with the second keyings afterwards."""
    migrate(db, STEPS[:8])
    uuid = "00000000-0000-4000-8000-000000000001"
    db.execute("INSERT INTO identity VALUES (1, ?, '2026-11-20T04:00:00.000+00:00')", (uuid,))
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute("PRAGMA user_version=1")
    assert stands(db) == (26, 1)
    db.conn.close()
    store = Store.open(tmp_path / "a.desk")
    found = (store.uuid, store.read("PRAGMA user_version"), schema_of(store))
    store.close()
    assert found == (uuid, [(5,)], GOLDEN.read_text("utf-8"))


def schema_of(store: Store) -> str:
    """All that the file is made of, in the golden file's order."""
    rows = store.read(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name"
    )
    return "".join(f"{sql};\n\n" for (sql,) in rows)


def test_a_file_of_the_second_schema_keeps_all_it_held(tmp_path: Path) -> None:
    """Rows, undone and replaced imports, values and journal stay; what was read is known.

    The file was made by the program as it was with the second schema.
    """
    path = tmp_path / "old.review"
    copyfile(OLD / "schema_2.review", path)
    before = _content(path)
    store = Store.open(path)
    found = (store.read("PRAGMA user_version"), schema_of(store))
    read = origins.values_read(store, 1)
    shown = [row.cells["name"] for row in rosters.rows(store, 1, "firms")]
    broken = journal.check_chain(store)
    store.close()
    assert found == ([(5,)], GOLDEN.read_text("utf-8"))
    assert read == {"operator_name": Value("甲公司", "申请表.docx 表1 第1行第2格")}
    assert (shown, broken) == (["甲", "丙", "丁"], [])
    assert _content(path) == before


def _content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables that the second schema has."""
    conn = sqlite3.connect(path)
    old = sqlite3.connect(OLD / "schema_2.review")
    names = [
        name
        for (name,) in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if not name.startswith(("sqlite_", "_sqlite"))
    ]
    found = {name: conn.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}
    old.close()
    conn.close()
    return found
