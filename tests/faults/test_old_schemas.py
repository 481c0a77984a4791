"""Every schema that was ever released is brought up to date, whatever happens on the way."""

import os
import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from recorder import recording
from states import Commit, Story, digest_of, fault_of, states

from desktop.domain.problem import UserError
from desktop.store import file, journal, migrations
from desktop.store.store import Store

SHARE = float(os.environ.get("REVIEW_DESK_SHARE", "0.2"))  # 1 looks at every write
OLD = sorted((Path(__file__).parents[1] / "old_files").glob("schema_*.review"))


def _digest(path: Path) -> str:
    with closing(sqlite3.connect(path)) as conn:
        return digest_of(lambda sql: conn.execute(sql).fetchall())


def test_there_is_an_old_file_for_each_schema_but_the_newest():
    """A schema without an old file was never tried."""
    wanted = [f"schema_{number}.review" for number in range(1, migrations.VERSION)]
    assert [path.name for path in OLD] == wanted


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_the_power_may_go_at_any_write_of_a_migration(old: Path, tmp_path: Path):
    """The file is as it was, or migrated whole, at each place that was looked at."""
    path, scratch = tmp_path / old.name, tmp_path / "disks"
    scratch.mkdir()
    shutil.copyfile(old, path)
    before = _digest(path)
    base = {str(path): bytearray(path.read_bytes()), f"{path}-journal": bytearray()}
    with recording() as recorder:
        store = Store.open(path)
        done, after = len(recorder.ops), digest_of(store.read)
        ops = [one for one in recorder.ops if one.name.startswith(str(path))]
        store.close()
    own = sum(one.name.startswith(str(path)) for one in recorder.ops[:done])
    story = Story(base, ops[:own], [Commit("", 0, before), Commit("升级", own, after)])
    found: Counter[str] = Counter()
    for state in states(story, random.Random(1), SHARE):
        found[fault_of(state, path, scratch)] += 1
    assert (before == after, set(found), found[""] > own * SHARE) == (False, {""}, True)


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_what_stood_in_an_old_file_stands_in_the_new_one(old: Path, tmp_path: Path):
    """Every row of every old table is there, the chain holds, and the next act follows it."""
    path = tmp_path / old.name
    shutil.copyfile(old, path)
    with closing(sqlite3.connect(path)) as conn:
        held = _rows(lambda sql: conn.execute(sql).fetchall())
    store = Store.open(path)
    now = _rows(store.read)
    assert {name: now[name][: len(rows)] for name, rows in held.items()} == held
    with store.act("甲", "更改设置", "department", {}):
        pass
    assert (journal.check_chain(store), store.read("PRAGMA user_version")) == (
        [],
        [(migrations.VERSION,)],
    )
    store.close()


def _rows(read: object) -> dict[str, list[tuple[object, ...]]]:
    """Each table's rows, cut to what the old schema had in them."""
    assert callable(read)
    tables = read("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    names = [str(name) for (name,) in tables if not str(name).startswith(("sqlite_", "_sqlite"))]
    return {name: read(f'SELECT * FROM "{name}"') for name in names}


def test_a_newer_file_stays_as_it_is_byte_for_byte(tmp_path: Path):
    """It is refused by name, and nothing beside it is touched, not even its hot journal."""
    path = tmp_path / "新.review"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version={migrations.VERSION + 1}")
    (tmp_path / "新.review-journal").write_bytes(b"\xd9\xd5\x05\xf9 hot")
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    with pytest.raises(UserError, match="用更新版本的程序保存"):
        Store.open(path)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before
    assert file.APPLICATION_ID == 0x52564453
