"""What stands in the journal can't be changed quietly."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.problem import Problem, Severity
from desktop.store import chain, journal
from desktop.store.chain import Link
from desktop.store.store import Store


@pytest.fixture
def store(store: Store) -> Store:
    """A file with three acts."""
    for number in (1, 2, 3):
        with store.act("经办人甲", "改", f"application:{number}", {"n": number}):
            pass
    return store


@pytest.fixture
def raw(store: Store, path: Path) -> Iterator[sqlite3.Connection]:
    """The closed file in the hands of somebody with another program."""
    store.close()
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA recursive_triggers=ON")
    yield conn
    conn.close()


def problems(raw: sqlite3.Connection, path: Path) -> list[tuple[str, str]]:
    """Close what somebody did, open the file with the program, and check the chain."""
    raw.close()
    opened = Store.open(path)
    found = [(each.where, each.sentence) for each in journal.check_chain(opened)]
    opened.close()
    return found


def test_hashes_are_those_of_the_design(store: Store) -> None:
    """Each row holds the one before; anyone can compute them again from the file's columns."""
    links = [
        Link(*row)
        for row in store.read(
            "SELECT seq, at, operator, act, subject, detail_hash, previous, own FROM journal"
        )
    ]
    details = store.read("SELECT salt, json FROM journal_detail ORDER BY seq")
    assert [chain.detail_hash(salt, text) for salt, text in details] == [
        link.detail_hash for link in links
    ]
    assert [link.previous for link in links] == ["0" * 64, links[0].own, links[1].own]
    assert [link.own for link in links] == [chain.own_hash(link) for link in links]
    assert store.head() == links[2].own
    assert journal.check_chain(store) == []


def test_own_hash_is_stable() -> None:
    """The hash that stands on paper today must come out of every later program."""
    link = Link(1, "2026-11-20T01:00:00.000+00:00", "甲", "改", "a:1", "1" * 64, "0" * 64)
    assert (
        chain.own_hash(link) == "f41250834bc0e8f1899da31908ef4f21b5d6933fbcff69ff3fdfeb68b26a24f7"
    )


def test_history_is_of_the_subject_and_its_parts(store: Store) -> None:
    """`application:1` has its own acts and those on `application:1/…`, not those of `:11`."""
    for subject in ("application:1/values", "application:11"):
        with store.act("乙", "改", subject, {}):
            pass
    assert [entry.subject for entry in journal.history(store, "application:1")] == [
        "application:1",
        "application:1/values",
    ]


REFUSED = [
    ("UPDATE journal SET operator = '乙' WHERE seq = 2", "journal is append-only"),
    ("DELETE FROM journal WHERE seq = 3", "journal is append-only"),
    ("DELETE FROM journal", "journal is append-only"),
    (
        "INSERT OR REPLACE INTO journal SELECT seq, at, '乙', act, subject, detail_hash, previous, "
        "own FROM journal WHERE seq = 2",
        "journal goes on from its last row",
    ),
    (
        "INSERT INTO journal SELECT 9, at, operator, act, subject, detail_hash, own, '"
        + "a" * 64
        + "' FROM journal WHERE seq = 3",
        "journal goes on from its last row",
    ),
    ("UPDATE journal_detail SET json = '{}' WHERE seq = 2", "journal_detail can only be erased"),
    ("DELETE FROM journal_detail WHERE seq = 2", "journal_detail is append-only"),
    (
        "INSERT OR REPLACE INTO journal_detail VALUES (2, x'00', '{}')",
        "journal_detail is append-only",
    ),
    ("UPDATE identity SET uuid = '" + "0" * 36 + "'", "identity is append-only"),
]


@pytest.mark.parametrize(("sql", "why"), REFUSED, ids=[sql[:45] for sql, _why in REFUSED])
def test_tampering_is_refused_by_the_file(store: Store, sql: str, why: str) -> None:
    """Even the program itself, inside an act, can't change what was written."""
    head = store.head()
    with pytest.raises(sqlite3.IntegrityError, match=why), store.act("乙", "改", "x", {}):
        store.write(sql)
    assert (store.head(), journal.check_chain(store)) == (head, [])


def test_erased_detail_leaves_a_whole_chain(store: Store) -> None:
    """A person's data can go; that something stood there stays."""
    with store.act("甲", "删除个人信息", "application:2", {}):
        store.write("UPDATE journal_detail SET salt = NULL, json = NULL WHERE seq = 2")
    assert journal.check_chain(store) == []
    assert journal.history(store, "application:2")[0].detail is None


def test_rewritten_row_is_found(raw: sqlite3.Connection, path: Path) -> None:
    """Who takes the triggers away and changes a row breaks the row's own hash."""
    raw.execute("DROP TRIGGER journal_no_update")
    raw.execute("UPDATE journal SET operator = '乙' WHERE seq = 2")
    assert problems(raw, path) == [("操作日志 第2条", "记录被改动过，校验码不符。")]


def test_rewritten_row_with_a_new_hash_is_found(raw: sqlite3.Connection, path: Path) -> None:
    """Computing the row's hash again breaks the link to the next one."""
    raw.execute("DROP TRIGGER journal_no_update")
    columns = "seq, at, operator, act, subject, detail_hash, previous, own"
    row = raw.execute(f"SELECT {columns} FROM journal WHERE seq = 2").fetchone()
    link = Link(*row[:2], "乙", *row[3:])
    raw.execute("UPDATE journal SET operator = '乙', own = ? WHERE seq = 2", [chain.own_hash(link)])
    assert problems(raw, path) == [("操作日志 第3条", "与前一条记录衔接不上。")]


def test_rewritten_detail_is_found(raw: sqlite3.Connection, path: Path) -> None:
    """The detail in clear must be the one that was hashed."""
    raw.execute("DROP TRIGGER journal_detail_only_erased")
    raw.execute("UPDATE journal_detail SET json = '{\"n\":9}' WHERE seq = 1")
    assert problems(raw, path) == [("操作日志 第1条", "记录的内容被改动过。")]


def test_row_taken_out_is_found(raw: sqlite3.Connection, path: Path) -> None:
    """A gap shows, and so does the detail that was left."""
    raw.execute("DROP TRIGGER journal_no_delete")
    raw.execute("DELETE FROM journal WHERE seq = 2")
    assert problems(raw, path) == [
        ("操作日志 第3条", "前面缺少第2条记录。"),
        ("操作日志 第3条", "与前一条记录衔接不上。"),
        ("操作日志 第2条", "只有内容，没有对应的记录。"),
    ]


def test_whole_chain_written_anew_has_another_head(
    raw: sqlite3.Connection, path: Path, tmp_path: Path
) -> None:
    """The chain of a rewritten file holds; the head that stands on paper is what shows it."""
    kept = tmp_path / "kept.desk"
    shutil.copy(path, kept)
    raw.close()
    first = Store.open(kept)
    printed = first.head()
    first.close()
    other = Store.open(tmp_path / "other.desk")
    for number in (1, 2, 3):
        with other.act("经办人乙", "改", f"application:{number}", {"n": number}):
            pass
    assert (journal.check_chain(other), other.head() == printed) == ([], False)
    other.close()


def test_clock_that_went_back_is_noted(store: Store, clock: Any) -> None:
    """Order is by sequence; the clock is only noted."""
    clock.time -= timedelta(days=1)
    with store.act("甲", "改", "x", {}):
        pass
    assert journal.check_chain(store) == [
        Problem(
            "操作日志 第4条",
            "时间早于前一条记录，计算机时钟曾被调回。",
            Severity.NOTE,
        )
    ]
