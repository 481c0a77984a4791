"""Keeps the file safe (备份、第二位置、恢复): what to copy, where to, and what a backup holds."""

import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.problem import UserError
from desktop.store import anchor, backups, copies, restore
from desktop.store.backups import Backup
from desktop.store.restore import ActLine, Difference
from desktop.work.department import get_setting, put_setting
from desktop.work.desk import Changed, Desk
from desktop.work.watching import Opening, accept, watch

__all__ = ["Backup", "Opening", "accept", "watch"]

SECOND = "keeping.second"
_SECOND_AT = "第二位置.txt"  # beside the backups; in the file itself it would be a change
REMIND_DAYS = 7


@dataclass(frozen=True)
class KeepingPage:
    """What the page 备份 shows: backups newest first, the second place, what is overdue.

    `second` is "" where none was chosen; `reminder` is "" where there is nothing to do.
    """

    folder: Path
    backups: tuple[Backup, ...]
    last: str
    second: str
    second_last: str
    reminder: str


@dataclass(frozen=True)
class Begun:
    """A copy that was taken on the store's thread and waits to be checked on another."""

    fresh: Path
    folder: Path
    files: Path
    second: Path | None
    uuid: str
    why: str
    at: datetime


@dataclass(frozen=True)
class Made:
    """A backup that was made; `second` where its second copy lies, `trouble` why there is none."""

    backup: Backup
    second: Path | None
    trouble: str = ""


@dataclass(frozen=True)
class Inside:
    """What a backup holds, for a look before it is restored."""

    facts: copies.CopyFacts
    department: str
    rounds: tuple[str, ...]
    applications: int
    last: tuple[ActLine, ...]


def files_of(path: Path) -> Path:
    """Return the folder of a data file's attachments."""
    return path.with_name(f"{path.name}.files")


def keeping_page(desk: Desk) -> KeepingPage:
    """Return what the page 备份 shows; reads names of files only."""
    folder = backups.folder_of(desk.store.path)
    found = tuple(backups.backups(folder))
    second = str(get_setting(desk, SECOND, ""))
    told = _told_at(folder, second)
    reminder = _reminder(desk.clock(), found, second, told)
    last = f"{_when(found[0].at)}（{found[0].reason}）" if found else ""
    return KeepingPage(folder, found, last, second, told, reminder)


def last_words(desk: Desk) -> str:
    """Say when the newest good backup was made, or that there is none; reads names of files only.

    Empty for a copy that is only looked at, which is not backed up.
    """
    if desk.looking is not None:
        return ""
    found = backups.backups(backups.folder_of(desk.store.path))
    return next((f"最近备份 {_when(one.at)}" for one in found), "还没有备份")


def _told_at(folder: Path, second: str) -> str:
    """When that second place got its last copy: ISO local time, "" where it never did."""
    try:
        place, _, at = (folder / _SECOND_AT).read_text("utf-8").rstrip().rpartition("\t")
        datetime.fromisoformat(at)
    except (OSError, ValueError):
        return ""
    return at if place == second else ""


def _when(at: datetime) -> str:
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def _reminder(now: datetime, found: tuple[Backup, ...], second: str, told: str) -> str:
    if not found:
        return "还没有备份。"
    if not second:
        return "备份与数据文件在同一块磁盘上，磁盘损坏时会一起丢失。请选择第二备份位置。"
    last = datetime.fromisoformat(told) if told else None
    if last is None:
        return "第二备份位置还没有备份。"
    days = (now.replace(tzinfo=None) - last).days
    if days >= REMIND_DAYS:
        return f"第二备份位置已有{days}天没有备份，请连接该磁盘后备份一次。"
    return ""


def use_second_place(desk: Desk, place: Path | None) -> Changed:
    """Choose where a second copy of each backup goes (另一块磁盘或U盘); None: nowhere.

    UserError where the place is no folder, or lies beside the file itself.
    """
    if place is not None:
        if not place.is_dir():
            raise UserError(f"文件夹“{place}”不存在。", "请先连接磁盘。")
        own = desk.store.path.parent
        if place.resolve() in (own.resolve(), backups.folder_of(desk.store.path).resolve()):
            raise UserError("第二备份位置不能与数据文件在同一个文件夹。", "请选择另一块磁盘。")
    return put_setting(desk, SECOND, str(place) if place else "")


def is_wanted(desk: Desk) -> bool:
    """Return whether the newest backup lacks something that the file holds."""
    return not backups.is_kept(backups.folder_of(desk.store.path), desk.store.head())


def begin_backup(desk: Desk, why: str = "hand") -> Begun:
    """Copy the file as it is; on the store's thread. UserError where there is no room."""
    path = desk.store.path
    folder = backups.folder_of(path)
    second = str(get_setting(desk, SECOND, ""))
    fresh = backups.begin(desk.store.vacuum_into, folder)
    place = Path(second) if second else None
    at = desk.clock()
    return Begun(fresh, folder, files_of(path), place, desk.store.uuid, why, at)


def finish_backup(begun: Begun) -> Made:
    """Check the copy, keep it, copy attachments, thin, and carry it to the second place.

    On any thread. UserError where the copy isn't good. That the second place isn't there is no
    error: it is said in `trouble`.
    """
    made = backups.finish(begun.fresh, begun.at, begun.why)
    backups.copy_attached(begun.files, begun.folder)
    backups.thin(begun.folder, begun.at, made.path.name)
    if begun.second is None:
        return Made(made, None)
    if not begun.second.is_dir():
        return Made(made, None, f"第二备份位置“{begun.second}”没有连接。")
    own = begun.second / f"审查数据备份-{begun.uuid[:8]}"
    try:
        carried = backups.carry(made, own)
        backups.copy_attached(begun.files, own)
        backups.thin(own, begun.at, made.path.name)
    except UserError as error:
        return Made(made, None, f"{error.sentence}{error.hint}")
    note = f"{begun.second}\t{made.at.isoformat(timespec='seconds')}\n"
    (begun.folder / _SECOND_AT).write_text(note, "utf-8")
    return Made(made, carried)


def look_inside(path: Path) -> Inside:
    """Check a backup whole and say what it holds; on any thread. UserError where it isn't ours."""
    facts = copies.check_copy(path)
    if facts.problems:
        return Inside(facts, "", (), 0, ())
    with copies.open_copy(path) as copy:
        units = copy.read("SELECT name FROM department ORDER BY valid_from DESC LIMIT 1")
        rounds = copy.read("SELECT year, scheme_id FROM round ORDER BY year DESC, scheme_id")
        count = copy.read("SELECT count(*) FROM application")[0][0]
        rows = copy.read(
            "SELECT seq, at, operator, act, subject FROM journal ORDER BY seq DESC LIMIT 10"
        )
    return Inside(
        facts,
        str(units[0][0]) if units else "",
        tuple(f"{year} {scheme}" for year, scheme in rounds),
        int(count),
        tuple(ActLine(*row) for row in rows),
    )


def compare_with(desk: Desk, path: Path) -> Difference:
    """Compare the open file's acts with those of a backup or another copy of the same file.

    UserError where the other is of another file.
    """
    with copies.open_copy(path) as copy:
        if str(copy.read("SELECT uuid FROM identity")[0][0]) != desk.store.uuid:
            raise UserError("这是另一份数据文件，不是本文件的备份。", "请选择本文件的备份。")
        return restore.difference(desk.store, copy)


def difference_words(found: Difference) -> str:
    """Say a difference in one sentence."""
    here, there = len(found.only_here), len(found.only_there)
    if not here and not there:
        return "与现有文件完全相同。"
    parts = []
    if here:
        parts.append(f"现有文件多{here}次操作（恢复后不再有，但留在搁置的文件里）")
    if there:
        parts.append(f"备份多{there}次操作（恢复后回来）")
    return f"前{found.common}次操作相同；{'；'.join(parts)}。"


def restore_backup(path: Path, backup: Path, now: datetime) -> tuple[Path, list[str]]:
    """Put a backup in the place of the closed file `path`; on any thread.

    Returns where the file that was there lies now, and the hashes of attachments that are nowhere.
    """
    aside = restore.put_in_place(backup, path, now)
    return aside, restore.bring_attached(path, backups.folder_of(path))


def note_restored(desk: Desk, backup: Path, aside: Path, profile: Path) -> Changed:
    """Note in the restored file where it came from, and let the memory outside follow it."""
    with desk.act("恢复备份", "file", backup=backup.name, aside=aside.name):
        pass
    anchor.Anchor(profile, desk.store.uuid).renew(desk.store)
    return Changed(frozenset({"department", "rounds", "cases"}))


def passing_copy(desk: Desk, folder: Path) -> Path:
    """Copy the file into a folder of its own within the program's scratch folder.

    Runs on the store's thread; whoever gets the path takes its folder away again (`forget_copy`).
    """
    own = folder / f"check-{secrets.token_hex(8)}"
    own.mkdir(mode=0o700, parents=True)
    target = own / desk.store.path.name
    copies.copy_into(desk.store.vacuum_into, target)
    return target


def forget_copy(path: Path) -> None:
    """Take a passing copy away, with all that was made beside it."""
    shutil.rmtree(path.parent, ignore_errors=True)


def overdue(desk: Desk) -> str:
    """Return the reminder that the second place has waited for a week, or "" where it has not.

    That none was chosen is said on its page, and not at every opening.
    """
    page = keeping_page(desk)
    return page.reminder if page.second and page.backups else ""
