"""Keeps verified backups of the data file in a folder: makes, lists, thins and counts them."""

import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desktop.domain.problem import UserError
from desktop.store import sums
from desktop.store.copies import CopyFacts, check_copy, copy_into
from desktop.store.file import drop, sync_file, sync_folder
from desktop.store.luck import disk_words

DAYS, WEEKS, MONTHS = 14, 8, 36
TODAY = 10  # of this day's own backups so many stay, for what went wrong an hour ago
WHY = {
    "open": "打开时",
    "close": "关闭时",
    "import": "导入前",
    "migrate": "升级前",
    "hand": "手动",
    "restore": "恢复前",
    "erase": "清除后",
}
_NAME = re.compile(r"(\d{8}-\d{6})-([a-z]+)-([0-9a-f]{12})(?:-\d+)?\.review")
_STAMP = "%Y%m%d-%H%M%S"
ATTACHED = "附件"
_FRESH = ".new"
_HEAD_SHOWN = 12


@dataclass(frozen=True)
class Backup:
    """One verified backup; `at` is local time to the second, `why` a key of WHY, `head` 12 hex.

    `born` is the file system's own time (ns), which tells the order within one second.
    """

    path: Path
    at: datetime
    why: str
    head: str
    size: int
    born: int = 0

    @property
    def reason(self) -> str:
        """Why it was made, as the reviewer reads it."""
        return WHY.get(self.why, self.why)


def folder_of(path: Path) -> Path:
    """Return where the backups of the data file `path` lie: beside it."""
    return path.with_name(f"{path.name}.备份")


def backups(folder: Path) -> list[Backup]:
    """Return the backups in a folder, newest first; what has another name is none."""
    found = (_read_name(one) for one in _entries(folder))
    return sorted((one for one in found if one is not None), key=_order, reverse=True)


def _order(one: Backup) -> tuple[datetime, int]:
    return one.at, one.born


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _read_name(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        at = datetime.strptime(match[1], _STAMP)
        found = path.stat()
        return Backup(path, at, match[2], match[3], found.st_size, found.st_mtime_ns)
    except (OSError, ValueError):
        return None


def begin(vacuum: Callable[[Path], None], folder: Path) -> Path:
    """Copy the open file into `folder` under a passing name, on the store's thread.

    `vacuum` is `Store.vacuum_into`. `finish` checks it and gives it its name, on any thread.
    UserError where it can't be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("备份文件夹不能建立。", "请检查磁盘空间和写入权限。") from error
    fresh = folder / f"{secrets.token_hex(8)}{_FRESH}"
    copy_into(vacuum, fresh)
    return fresh


def finish(fresh: Path, at: datetime, why: str) -> Backup:
    """Check a copy whole and give it its name; UserError where it isn't good (and it is dropped).

    A bad copy never takes the place of a good one.
    """
    try:
        facts = check_copy(fresh)
        if facts.problems:
            raise UserError(
                "备份没有通过检查，未保留。",
                f"{facts.problems[0].sentence}请保留现有文件，并从较早的备份恢复。",
            )
        return _name(fresh, at, why, facts)
    finally:
        drop(fresh)


def _name(fresh: Path, at: datetime, why: str, facts: CopyFacts) -> Backup:
    base = f"{at.strftime(_STAMP)}-{why}-{facts.head[:_HEAD_SHOWN]}"
    path = fresh.with_name(f"{base}.review")
    again = 1
    while path.exists():
        again += 1
        path = fresh.with_name(f"{base}-{again}.review")
    try:
        fresh.replace(path)
        sync_folder(path.parent)
        sums.write_sum(path)
        when = at.replace(tzinfo=None, microsecond=0)
        found = path.stat()
        head = facts.head[:_HEAD_SHOWN]
        return Backup(path, when, why, head, found.st_size, found.st_mtime_ns)
    except OSError as error:
        raise UserError("备份不能写入。", "请检查磁盘空间和写入权限。") from error


def is_kept(folder: Path, head: str) -> bool:
    """Return whether the newest backup already holds the file as it is, by its journal's head."""
    newest = next(iter(backups(folder)), None)
    return newest is not None and head.startswith(newest.head)


def copy_attached(files: Path, folder: Path) -> int:
    """Copy attachments that the backups lack, each once; return how many.

    `files` is the folder beside the data file. UserError where one can't be copied.
    """
    target = folder / ATTACHED
    copied = 0
    for source in _attached(files):
        place = target / source.parent.name / source.name
        if source.suffix == _FRESH or place.exists():
            continue
        copy_file(source, place)
        copied += 1
    return copied


def _attached(files: Path) -> list[Path]:
    try:
        return sorted(files.glob("??/*")) if files.is_dir() else []
    except OSError as error:
        raise UserError(f"附件文件夹读不出来（{disk_words(error)}）。", "请稍后再备份。") from error


def attached_place(folder: Path, digest: str) -> Path:
    """Return where the backups in `folder` hold the attachment with this SHA-256."""
    return folder / ATTACHED / digest[:2] / digest


def copy_file(source: Path, target: Path) -> None:
    """Copy a file whole or not at all, and put it on the disk; UserError on bad luck."""
    fresh = target.with_name(f"{target.name}.{secrets.token_hex(4)}{_FRESH}")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, fresh)
            fresh.chmod(0o600)
            sync_file(fresh)
            fresh.replace(target)
        finally:
            drop(fresh)
        sync_folder(target.parent)
    except OSError as error:
        raise UserError(
            f"备份不能复制（{disk_words(error)}）。", "请检查备份所在的磁盘。"
        ) from error


def carry(backup: Backup, second: Path) -> Path:
    """Copy a verified backup to the second place (另一块磁盘) and read it back.

    UserError where it can't be written, or what was read back isn't the same.
    """
    target = second / backup.path.name
    copy_file(backup.path, target)
    if target.read_bytes() != backup.path.read_bytes():
        drop(target)
        raise UserError("第二备份位置写入后读出的内容不一致。", "请更换磁盘。")
    sums.write_sum(target)
    return target


def thin(folder: Path, now: datetime, made: str) -> list[Path]:
    """Drop what is too many: ten of today, one a day for 14 days, a week for 8, a month for 36.

    The newest of each stays, the newest of all whatever its age, and the one that was just
    `made` (its name), whatever the clock says. Returns what was dropped.
    """
    found = backups(folder)
    kept = kept_of(found, now)
    dropped = [one.path for one in found if one not in kept and one.path.name != made]
    for path in dropped:
        drop(path)
        sums.forget_sum(path)
    _sweep(folder, now)
    return dropped


def kept_of(found: Sequence[Backup], now: datetime) -> set[Backup]:
    """Return which backups stay (newest first in, in any order out)."""
    kept = set(found[:1])
    kept |= {one for one in found[:TODAY] if one.at.date() == now.date()}
    rules = ((DAYS, "%Y%m%d"), (7 * WEEKS, "%G-%V"), (31 * MONTHS, "%Y%m"))
    for days, period in rules:
        recent = (one for one in found if (now.date() - one.at.date()).days < days)
        kept |= set(_first_of_each(recent, period))
    return kept


def _first_of_each(found: Iterable[Backup], period: str) -> Iterable[Backup]:
    seen: set[str] = set()
    for one in found:
        key = one.at.strftime(period)
        if key not in seen:
            seen.add(key)
            yield one


def forget_backup(path: Path) -> None:
    """Take one backup away with its sum: it holds what was erased."""
    drop(path)
    sums.forget_sum(path)


def _sweep(folder: Path, now: datetime) -> None:
    """Take away copies that a crash left half made, once they are a day old."""
    old = now.timestamp() - timedelta(days=1).total_seconds()
    for path in _entries(folder):
        if path.suffix == _FRESH and _born(path) < old:
            drop(path)


def _born(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return float("inf")
