"""Backups, the second place, restoring, and what is said when an older copy comes back."""

import shutil
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.problem import UserError
from desktop.store import files, journal
from desktop.work import keeping
from desktop.work.cases import start_case
from desktop.work.department import Department, department, save_department
from desktop.work.desk import Desk, open_desk
from desktop.work.rounds import open_round

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))
OURS = Department("昆明市盘龙区工业和信息化局", "district", "云南省")


def _made(desk: Desk, why: str = "hand") -> keeping.Made:
    return keeping.finish_backup(keeping.begin_backup(desk, why))


def _again(desk: Desk) -> Desk:
    return open_desk(desk.path, paths.forms_dir(), paths.fonts_dir(), lambda: NOON)


def test_the_page_says_what_to_do_next(desk: Desk, tmp_path: Path):
    """No backup; one on the same disk only; a second place that is behind; then nothing."""
    assert keeping.keeping_page(desk).reminder == "还没有备份。"
    save_department(desk, OURS)
    assert keeping.is_wanted(desk)
    _made(desk)
    assert not keeping.is_wanted(desk)
    page = keeping.keeping_page(desk)
    assert (page.last, page.reminder[:9]) == ("2026年11月20日 12:00（手动）", "备份与数据文件在同")
    second = tmp_path / "另一块磁盘"
    second.mkdir()
    keeping.use_second_place(desk, second)
    assert keeping.keeping_page(desk).reminder == "第二备份位置还没有备份。"
    made = _made(desk)
    assert made.second is not None
    assert made.second.read_bytes() == made.backup.path.read_bytes()
    assert keeping.keeping_page(desk).reminder == ""
    desk.clock = lambda: NOON + timedelta(days=8)
    assert keeping.keeping_page(desk).reminder == (
        "第二备份位置已有8天没有备份，请连接该磁盘后备份一次。"
    )


def test_a_second_place_that_is_not_there_is_said_and_the_backup_stays(desk: Desk, tmp_path: Path):
    """The stick was pulled out: the first copy is good, and the trouble has its sentence."""
    second = tmp_path / "U盘"
    second.mkdir()
    keeping.use_second_place(desk, second)
    second.rmdir()
    made = _made(desk)
    assert made.backup.path.exists()
    assert (made.second, made.trouble) == (None, f"第二备份位置“{second}”没有连接。")


def test_the_second_place_is_not_the_first(desk: Desk, tmp_path: Path):
    """The file's own folder, or one that isn't there, is refused."""
    with pytest.raises(UserError, match="同一个文件夹"):
        keeping.use_second_place(desk, desk.path.parent)
    with pytest.raises(UserError, match="不存在"):
        keeping.use_second_place(desk, tmp_path / "没有")


def test_a_backup_is_looked_into_and_restored(desk: Desk, tmp_path: Path):
    """What it holds and how it differs is said first; then it is the file, the other aside."""
    save_department(desk, OURS)
    round_id = open_round(desk, "kunming-platform-2022", 2026).value
    case = int(start_case(desk, round_id, "甲平台").value)
    with desk.act("收件", f"application:{case}"):
        kept = files.keep_file(desk.store, case, "申请表.docx", b"form", "docx")
    made = _made(desk)
    start_case(desk, round_id, "乙平台")
    inside = keeping.look_inside(made.backup.path)
    assert (inside.department, inside.rounds, inside.applications) == (
        OURS.name,
        ("2026 kunming-platform-2022",),
        1,
    )
    told = keeping.compare_with(desk, made.backup.path)
    assert keeping.difference_words(told) == (
        "前4次操作相同；现有文件多1次操作（恢复后不再有，但留在搁置的文件里）。"
    )
    desk.close()
    shutil.rmtree(keeping.files_of(desk.path))
    aside, gone = keeping.restore_backup(desk.path, made.backup.path, NOON)
    again = _again(desk)
    keeping.note_restored(again, made.backup.path, aside, tmp_path)
    assert (gone, files.read_file(again.store, kept.sha256)) == ([], b"form")
    assert [one.act for one in journal.entries(again.store, 2)] == ["恢复备份", "收件"]
    assert keeping.look_inside(aside).applications == 2
    again.close()


def test_a_backup_of_another_file_is_refused(desk: Desk, tmp_path: Path):
    """Two departments' files are not compared."""
    other = open_desk(tmp_path / "别处.review", paths.forms_dir(), paths.fonts_dir())
    save_department(other, OURS)
    made = _made(other)
    other.close()
    with pytest.raises(UserError, match="另一份数据文件"):
        keeping.compare_with(desk, made.backup.path)


def test_a_damaged_backup_is_not_restored(desk: Desk):
    """The present file stays, and nothing is set aside."""
    save_department(desk, OURS)
    made = _made(desk)
    data = bytearray(made.backup.path.read_bytes())
    at = data.index(OURS.name.encode())
    data[at - 40 : at + 6] = bytes(46)
    made.backup.path.write_bytes(data)
    desk.close()
    before = desk.path.read_bytes()
    with pytest.raises(UserError):
        keeping.restore_backup(desk.path, made.backup.path, NOON)
    assert desk.path.read_bytes() == before
    assert [one.name for one in desk.path.parent.glob("*恢复前*")] == []


def test_an_older_copy_is_said_with_what_it_lacks_until_it_is_accepted(desk: Desk, tmp_path: Path):
    """The sentence names the number of acts and the last one's time; accepting is an act."""
    profile = tmp_path / "profile"
    assert keeping.watch(desk, profile) == keeping.Opening("", "", (), check=False)
    save_department(desk, OURS)
    made = _made(desk)
    open_round(desk, "kunming-platform-2022", 2026)
    desk.close()
    shutil.copyfile(made.backup.path, desk.path)
    again = _again(desk)
    said = keeping.watch(again, profile)
    assert (
        said.sentence == "这是一份较早的副本：缺少本机见过的1次操作（最后一次在2026-11-20 12:00）。"
    )
    assert (said.lost, said.check) == (("第2次 2026-11-20 12:00 新建年度",), True)
    assert keeping.watch(again, profile) == said
    keeping.accept(again, profile)
    assert keeping.watch(again, profile).sentence == ""
    assert department(again) == replace(OURS)
    again.close()


def test_a_passing_copy_leaves_nothing(desk: Desk, tmp_path: Path):
    """A check in the background works on a copy of its own, and takes it away."""
    save_department(desk, OURS)
    copy = keeping.passing_copy(desk, tmp_path / "scratch")
    assert keeping.look_inside(copy).department == OURS.name
    keeping.forget_copy(copy)
    assert list((tmp_path / "scratch").iterdir()) == []
