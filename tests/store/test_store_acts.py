"""An act is done whole, with its row in the journal, or not at all."""

import re
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop.domain.case import Value
from desktop.domain.problem import UserError
from desktop.store import applications, chain, departments, drafts, journal, rosters, values
from desktop.store.journal import Entry
from desktop.store.store import Store


def test_act_and_its_row_are_kept_together(store: Store) -> None:
    """What was done and who did it are read back; the detail may grow inside."""
    with store.act("经办人甲", "设置", "setting:attempts", {"to": 3}) as act:
        act.detail["was"] = departments.setting(store, "attempts")
        departments.put_setting(store, "attempts", 3)
    assert departments.setting(store, "attempts") == 3
    assert journal.history(store, "setting:attempts") == [
        Entry(
            1,
            "2026-11-20T01:00:02.000+00:00",
            "经办人甲",
            "设置",
            "setting:attempts",
            {"to": 3, "was": None},
        )
    ]


def test_failed_act_leaves_nothing(store: Store) -> None:
    """An error inside takes back the writes, and no row is in the journal."""

    def fail() -> None:
        with store.act("甲", "设置", "setting", {}):
            departments.put_setting(store, "a", 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (departments.setting(store, "a"), store.head()) == (None, "0" * 64)
    with store.act("甲", "设置", "setting", {}):
        departments.put_setting(store, "a", 2)
    assert departments.setting(store, "a") == 2


def test_act_inside_an_act_is_a_bug(store: Store) -> None:
    """It raises, and the outer act goes on."""
    with store.act("甲", "设置", "setting", {}):
        with (
            pytest.raises(RuntimeError, match="an act inside an act"),
            store.act("甲", "b", "c", {}),
        ):
            pass
        departments.put_setting(store, "a", 1)
    assert [entry.act for entry in journal.entries(store)] == ["设置"]


def test_write_outside_of_an_act_is_a_bug(store: Store) -> None:
    """The store's functions raise, and so does SQLite for what goes around them."""
    with pytest.raises(RuntimeError, match="outside of an act"):
        departments.put_setting(store, "a", 1)
    with pytest.raises(RuntimeError, match="outside of an act"):
        store.write_many("INSERT INTO setting VALUES (?, ?)", [("a", "1")])
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.db.execute("INSERT INTO setting VALUES ('a', '1')")
    assert departments.setting(store, "a") is None


def test_store_belongs_to_its_thread(store: Store) -> None:
    """Another thread gets an error, not a row."""
    met: list[str] = []

    def ask() -> None:
        try:
            store.head()
        except sqlite3.ProgrammingError as error:
            met.append(str(error)[:40])

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert met == ["SQLite objects created in a thread can o"]


def test_drafts_need_no_act_and_no_journal(store: Store) -> None:
    """Keystrokes are kept at once; inside an act a draft goes the way of the act."""
    drafts.put_draft(store, "application:1/name", "云")
    drafts.put_draft(store, "application:1/name", "云岭")

    def fail() -> None:
        with store.act("甲", "改", "x", {}):
            drafts.drop_draft(store, "application:1/name")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert drafts.drafts(store, "application:1/") == {"application:1/name": "云岭"}
    drafts.drop_draft(store, "application:1/name")
    assert (drafts.draft(store, "application:1/name"), store.head()) == (None, "0" * 64)


IMPORT = """
import os, sys
from desktop.store import rosters
from desktop.store.store import Store

store = Store.open(sys.argv[1])
fatal = int(sys.argv[2])

def rows():
    for line in range(1, 1001):
        if line == fatal:
            os.kill(os.getpid(), 9)
        yield rosters.NewRow("名录", line, {"name": f"企业{line}", "note": "长" * 3000})

with store.act("甲", "导入名单", "application:1", {}):
    rosters.add_import(store, 1, "firms", None, rows())
    if fatal == 1001:
        os.kill(os.getpid(), 9)
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize(("fatal", "kept"), [(1, 0), (500, 0), (1000, 0), (1001, 0), (1002, 1000)])
def test_killed_import_leaves_all_or_nothing(
    store: Store, path: Path, application: int, fatal: int, kept: int
) -> None:
    """A kill in the middle, before or after the commit: 1,000 rows or none, and a whole chain.

    The rows are long enough for SQLite to write some of them to the disk before the commit.
    """
    store.close()
    done = subprocess.run([sys.executable, "-c", IMPORT, str(path), str(fatal)], check=False)
    assert abs(done.returncode) == 9  # Windows ends a process with what it is killed by
    again = Store.open(path)
    found = (
        rosters.count(again, application, "firms"),
        [each.taken_n for each in rosters.imports(again, application)],
        [entry.act for entry in journal.entries(again)],
        journal.check_chain(again),
        again.read("PRAGMA integrity_check"),
    )
    again.close()
    acts = ["导入名单", "收件登记"] if kept else ["收件登记"]
    assert found == (kept, [kept] if kept else [], acts, [], [("ok",)])


def test_full_disk_is_bad_luck_and_loses_nothing(
    store: Store, path: Path, application: int
) -> None:
    """The act is taken back with a sentence, and the next one works."""
    resource = pytest.importorskip("resource", reason="Windows bounds no file's size")
    head = store.head()
    rows = [rosters.NewRow("名录", line, {"note": "长" * 3000}) for line in range(1, 301)]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 65_536, hard))
    try:
        with pytest.raises(UserError, match="没有保存"), store.act("甲", "导入名单", "x", {}):
            rosters.add_import(store, application, "firms", None, rows)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (rosters.count(store, application, "firms"), store.head()) == (0, head)
    with store.act("甲", "导入名单", "x", {}):
        rosters.add_import(store, application, "firms", None, rows)
    assert rosters.count(store, application, "firms") == 300
    assert (journal.check_chain(store), store.read("PRAGMA integrity_check")) == ([], [("ok",)])


def test_journal_takes_no_floats_and_no_strange_keys() -> None:
    """What can't be written the same by every program is refused."""
    for detail in ({"a": 1.5}, {"a": [{"b": 0.1}]}, {1: "a"}, {"a": b"x"}, {"a": {1, 2}}):
        with pytest.raises(TypeError, match="a journal"):
            chain.canonical(detail)
    assert chain.canonical({"丙": [1, None, True], "a": "x y", "A": {"c": "𬭎\n", "b": ()}}) == (
        '{"A":{"b":[],"c":"𬭎\\n"},"a":"x y","丙":[1,null,true]}'
    )


def test_float_in_a_detail_takes_the_act_back(store: Store, application: int) -> None:
    """The act raises as a bug, and its writes are gone."""
    with pytest.raises(TypeError, match="float"), store.act("甲", "改", "x", {"share": 0.8}):
        values.put_values(store, application, [("a", Value("1"))])
    assert values.values(store, application) == {}


def test_short_code_is_the_first_twenty_digits_in_fours() -> None:
    """As it stands on paper (校验码)."""
    assert chain.short_code("0123456789abcdef" * 4) == "0123 4567 89ab cdef 0123"


def test_change_is_noted_with_its_time(store: Store, application: int) -> None:
    """An application knows when something of it changed last."""
    before = applications.application(store, application)
    with store.act("甲", "改", "x", {}):
        values.put_values(store, application, [("a", Value("1"))])
    after = applications.application(store, application)
    assert re.fullmatch(r"2026-11-20T01:00:\d\d\.000\+00:00", after.changed_at)
    assert (after.created_at, after.changed_at > before.changed_at) == (before.created_at, True)
