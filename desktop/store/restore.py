"""Puts a backup in the place of the data file: the file that was there is set aside, never lost."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.problem import UserError
from desktop.store import backups, sums
from desktop.store.chain_check import Reads
from desktop.store.copies import check_copy, open_copy
from desktop.store.file import drop, sync_folder


@dataclass(frozen=True)
class ActLine:
    """One act of a journal: its number, time (UTC), operator, name and subject."""

    seq: int
    at: str
    operator: str
    act: str
    subject: str


@dataclass(frozen=True)
class Difference:
    """How a backup differs from the present file, by their journals.

    `common` acts are the same in both. `only_here` would be lost by restoring, `only_there` would
    come back; oldest first. Both are there where two copies went on separately.
    """

    common: int
    only_here: tuple[ActLine, ...]
    only_there: tuple[ActLine, ...]


def difference(here: Reads, there: Reads) -> Difference:
    """Compare two journals by their hashes; neither is changed."""
    mine, theirs = _owns(here), _owns(there)
    common = next(
        (at for at, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b),
        min(len(mine), len(theirs)),
    )
    return Difference(common, _acts(here, common), _acts(there, common))


def _owns(journal: Reads) -> Sequence[str]:
    return [str(row[0]) for row in journal.read("SELECT own FROM journal ORDER BY seq")]


def _acts(journal: Reads, after: int) -> tuple[ActLine, ...]:
    rows = journal.read(
        "SELECT seq, at, operator, act, subject FROM journal WHERE seq > ? ORDER BY seq", (after,)
    )
    return tuple(ActLine(*row) for row in rows)


def put_in_place(backup: Path, path: Path, now: datetime) -> Path:
    """Let a copy of `backup` be the data file `path`, which no program has open; any thread.

    The backup is checked whole first. Returns where the file that was there lies now (its hot
    journal beside it). UserError where the backup isn't good, or something can't be written; the
    file is then as it was.
    """
    facts = check_copy(backup)
    if facts.problems:
        raise UserError("这份备份没有通过检查，没有恢复。", "请选择另一份备份。")
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    backups.copy_file(backup, fresh)
    aside = _aside(path, now)
    try:
        if path.exists():
            path.replace(aside)
            journal = path.with_name(f"{path.name}-journal")
            if journal.exists():
                journal.replace(aside.with_name(f"{aside.name}-journal"))
        sums.forget_sum(path)
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        if aside.exists() and not path.exists():
            aside.replace(path)
        drop(fresh)
        raise UserError("数据文件不能替换，没有恢复。", "请检查磁盘和写入权限。") from error
    return aside


def _aside(path: Path, now: datetime) -> Path:
    """Return a name that nothing has yet, in the same folder."""
    base = f"{path.stem} 恢复前 {now:%Y%m%d-%H%M%S}"
    names = (f"{base}{path.suffix}", *(f"{base} {n}{path.suffix}" for n in range(2, 1000)))
    return next(one for one in (path.with_name(name) for name in names) if not one.exists())


def _attached(path: Path) -> list[str]:
    """The hashes of attachments that a copy names, each once."""
    with open_copy(path) as copy:
        rows = copy.read("SELECT DISTINCT sha256 FROM source_file ORDER BY sha256")
    return [str(row[0]) for row in rows]


def bring_attached(path: Path, folder: Path) -> list[str]:
    """Copy attachments that the restored file `path` names and lacks back from the backups.

    Returns the hashes of those that are in neither place.
    """
    files = path.with_name(f"{path.name}.files")
    gone = []
    for digest in _attached(path):
        place = files / digest[:2] / digest
        kept = backups.attached_place(folder, digest)
        if place.exists():
            continue
        if kept.exists():
            backups.copy_file(kept, place)
        else:
            gone.append(digest)
    return gone
