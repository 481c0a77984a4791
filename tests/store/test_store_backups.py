"""Backups are copies that were checked; the last good one is never lost."""

import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.problem import UserError
from desktop.store import anchor, backups, copies, file, files, journal, restore
from desktop.store.anchor import Anchor, State
from desktop.store.store import Clock, Store

DAY = datetime(2026, 11, 20, 9, 0, 0)


def act(store: Store, number: int) -> None:
    """One act on one application."""
    with store.act("经办人甲", f"改{number}", f"application:{number}", {"n": number}):
        pass


def back_up(store: Store, at: datetime = DAY, why: str = "hand") -> backups.Backup:
    """A backup in the usual place."""
    folder = backups.folder_of(store.path)
    return backups.finish(backups.begin(store.vacuum_into, folder), at, why)


def test_a_backup_is_a_whole_checked_copy(store: Store, private_mode: int):
    """It has the file's name, its newest act and no fault, and its reader owns it alone."""
    act(store, 1)
    made = back_up(store)
    facts = copies.check_copy(made.path)
    assert (facts.uuid, facts.seq, facts.head, facts.problems) == (store.uuid, 1, store.head(), ())
    assert (made.path.name, made.reason) == (
        f"20261120-090000-hand-{store.head()[:12]}.review",
        "手动",
    )
    assert made.path.stat().st_mode & 0o777 == private_mode
    assert backups.backups(made.path.parent) == [made]
    act(store, 2)  # the file goes on as before
    assert [backups.is_kept(made.path.parent, one) for one in (facts.head, store.head())] == [
        True,
        False,
    ]


def test_a_copy_that_is_damaged_is_dropped_and_the_good_one_stays(store: Store):
    """A byte that went wrong while the copy lay in the folder is seen before it gets a name."""
    for number in range(200):
        act(store, number)
    good = back_up(store)
    fresh = backups.begin(store.vacuum_into, good.path.parent)
    data = bytearray(fresh.read_bytes())
    at = data.rindex("经办人甲".encode())
    data[at : at + 3] = "乙".encode()
    fresh.write_bytes(data)
    with pytest.raises(UserError, match="备份没有通过检查"):
        backups.finish(fresh, DAY + timedelta(days=1), "hand")
    assert [one.path for one in backups.backups(good.path.parent)] == [good.path]
    assert list(good.path.parent.glob("*.new")) == []


def test_where_there_is_no_room_no_half_copy_stays(store: Store, monkeypatch: pytest.MonkeyPatch):
    """A copy that fails half way leaves nothing behind, and the file works on."""

    def full(target: Path) -> None:
        target.write_bytes(b"half")
        raise UserError("磁盘已满，刚才的内容没有保存。")

    monkeypatch.setattr(store, "vacuum_into", full)
    with pytest.raises(UserError, match="磁盘已满"):
        back_up(store)
    assert list(backups.folder_of(store.path).iterdir()) == []
    act(store, 1)


def test_thinning_keeps_days_weeks_months_and_always_the_newest(tmp_path: Path):
    """Of three years of daily backups 14 days, 8 weeks and 36 months are left, and the newest."""
    found = [
        backups.Backup(tmp_path / str(n), DAY - timedelta(hours=12 * n), "open", "0" * 12, 1)
        for n in range(2 * 3 * 365)
    ]
    kept = sorted(backups.kept_of(found, DAY), key=lambda one: one.at, reverse=True)
    days = {one.at.date() for one in kept if DAY - one.at < timedelta(days=14)}
    assert (kept[0], len(days)) == (found[0], 14)
    assert len({one.at.strftime("%G-%V") for one in kept if DAY - one.at < timedelta(weeks=8)}) >= 8
    assert len({one.at.strftime("%Y%m") for one in kept}) >= 36
    assert len(kept) < 70
    old = [backups.Backup(tmp_path / "x", DAY - timedelta(days=4000), "open", "0" * 12, 1)]
    assert backups.kept_of(old, DAY) == set(old)


def test_what_thinning_drops_is_off_the_disk(store: Store):
    """Yesterday's two backups become one, the newer; a stranger's file in the folder stays."""
    first = back_up(store, DAY)
    act(store, 1)
    second = back_up(store, DAY + timedelta(hours=1))
    stranger = first.path.with_name("说明.txt")
    stranger.write_text("别动", "utf-8")
    assert backups.thin(first.path.parent, DAY + timedelta(hours=2), "") == []
    assert backups.thin(first.path.parent, DAY + timedelta(days=1), "") == [first.path]
    assert (second.path.exists(), stranger.exists(), first.path.exists()) == (True, True, False)


def test_a_clock_that_went_back_does_not_cost_the_newest_backup(store: Store):
    """A backup made "a year ago" by a wrong clock stays, though older names lie beside it."""
    later = [back_up(store, DAY + timedelta(days=n)) for n in range(3)]
    act(store, 1)
    made = back_up(store, DAY - timedelta(days=365))
    assert backups.thin(made.path.parent, made.at, made.path.name) == []
    assert [one.path.exists() for one in (*later, made)] == [True] * 4


def test_attachments_are_copied_once_each(store: Store, application: int):
    """The second backup copies only what is new."""
    folder, beside = backups.folder_of(store.path), store.path.with_name(f"{store.path.name}.files")
    with store.act("甲", "收", "application:1", {}):
        kept = files.keep_file(store, application, "申请表.docx", b"one", "docx")
    assert backups.copy_attached(beside, folder) == 1
    assert backups.copy_attached(beside, folder) == 0
    assert backups.attached_place(folder, kept.sha256).read_bytes() == b"one"


def test_the_second_place_holds_the_same_bytes(store: Store, tmp_path: Path):
    """What is carried to another disk is read back; a place that is no folder is said."""
    made = back_up(store)
    assert backups.carry(made, tmp_path / "另一块磁盘").read_bytes() == made.path.read_bytes()
    (tmp_path / "文件").write_text("x")
    with pytest.raises(UserError, match="备份不能复制"):
        backups.carry(made, tmp_path / "文件")


def test_restoring_sets_the_present_file_aside(store: Store, path: Path, clock: Clock):
    """What was done after the backup is named before, and is still there after, in the old file."""
    act(store, 1)
    made = back_up(store)
    act(store, 2)
    with copies.open_copy(made.path) as copy:
        told = restore.difference(store, copy)
    assert (told.common, [one.act for one in told.only_here], told.only_there) == (1, ["改2"], ())
    store.close()
    aside = restore.put_in_place(made.path, path, DAY)
    again = Store.open(path, clock)
    assert [one.act for one in journal.entries(again)] == ["改1"]
    again.close()
    assert aside.name == "某区 2026 恢复前 20261120-090000.desk"
    assert copies.check_copy(aside).seq == 2


def test_two_copies_that_went_on_separately_are_told_as_such(store: Store, tmp_path: Path):
    """Acts on both sides are named, each on its side."""
    act(store, 1)
    made = back_up(store)
    other = tmp_path / "另一台电脑.review"
    shutil.copyfile(made.path, other)
    elsewhere = Store.open(other)
    act(elsewhere, 7)
    elsewhere.close()
    act(store, 2)
    with copies.open_copy(other) as copy:
        told = restore.difference(store, copy)
    assert [one.act for one in told.only_here] == ["改2"]
    assert [one.act for one in told.only_there] == ["改7"]


def test_attachments_come_back_with_a_backup(store: Store, application: int, path: Path):
    """Those that are in neither place are named by their hash."""
    with store.act("甲", "收", "application:1", {}):
        one = files.keep_file(store, application, "一.docx", b"one", "docx")
        two = files.keep_file(store, application, "二.docx", b"two", "docx")
    beside, folder = path.with_name(f"{path.name}.files"), backups.folder_of(path)
    backups.copy_attached(beside, folder)
    backups.attached_place(folder, two.sha256).unlink()
    shutil.rmtree(beside)
    store.close()
    assert restore.bring_attached(path, folder) == [two.sha256]
    assert (beside / one.sha256[:2] / one.sha256).read_bytes() == b"one"


def test_an_older_copy_that_came_back_is_noticed(store: Store, path: Path, tmp_path: Path):
    """The memory outside knows the acts that the older file lacks, by number and name."""
    outside = Anchor(tmp_path / "profile", store.uuid)
    assert outside.compare(store).state is State.UNKNOWN
    store.heard = outside.note
    act(store, 1)
    older = back_up(store)
    act(store, 2)
    assert outside.compare(store).state is State.SAME
    store.close()
    shutil.copyfile(older.path, path)
    again = Store.open(path)
    told = outside.compare(again)
    assert (told.state, [(one.seq, one.act) for one in told.lost]) == (State.OLDER, [(2, "改2")])
    act(again, 9)
    told = outside.compare(again)
    assert (told.state, [one.act for one in told.lost]) == (State.DIVERGED, ["改2"])
    outside.renew(again)
    assert outside.compare(again).state is State.SAME
    again.close()


def test_the_memory_outside_never_stops_an_act(store: Store, tmp_path: Path):
    """A profile that can't be written, or holds nonsense, costs the memory and nothing else."""
    blocked = tmp_path / "profile"
    blocked.write_text("a file, no folder")
    store.heard = Anchor(blocked, store.uuid).note
    act(store, 1)
    outside = Anchor(tmp_path / "other", store.uuid)
    outside.note([])
    (tmp_path / "other" / "heads" / f"{store.uuid}.jsonl").write_text('[1]\n{"a"\n[1,2,3,4]\n')
    assert (outside.remembered(), outside.compare(store)) == ([], anchor.Standing(State.UNKNOWN))


def test_a_file_left_open_by_a_dead_program_is_known(path: Path, clock: Clock):
    """The lock file that nobody holds any more is a sign of an unclean end."""
    first = Store.open(path, clock)
    assert first.left_open is False
    first.close()
    beside = path.with_name(f".{path.name}.lock")
    beside.write_text("计算机 甲，用户 乙，进程 1")
    again = Store.open(path, clock)
    assert (again.left_open, beside.read_bytes().startswith(b"\x00")) == (True, False)
    again.close()


def test_an_older_file_is_backed_up_before_it_is_migrated(path: Path, clock: Clock):
    """The backup holds the file as it was, with its older schema; without it nothing is changed."""
    Store.open(path, clock).close()
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA user_version=2")
    conn.close()
    before = path.read_bytes()
    folder = backups.folder_of(path)
    folder.write_text("in the way")
    with pytest.raises(UserError, match="备份文件夹不能建立"):
        Store.open(path, clock)
    assert path.read_bytes() == before
    folder.unlink()
    Store.open(path, clock).close()
    (made,) = backups.backups(folder)
    assert (made.reason, copies.check_copy(made.path).version) == ("升级前", 2)
    assert file.check_header(path) is None
