"""A way on where a file can't be worked in where it lies: a copy, to look at or to go on with."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.problem import UserError
from desktop.store import file, places
from desktop.store.places import Place

if TYPE_CHECKING:  # every file's opening asks this room, and few are copied
    from desktop.work.desk import Desk

_SENTENCES = {
    Place.NETWORK: (
        "“{name}”在网络共享上，断网时会丢失改动，不能直接打开。",
        "可以先复制到本机再办理，或打开一份副本只供查看。",
    ),
    Place.REMOVABLE: (
        "“{name}”在可移动磁盘（U盘）上，拔出时会损坏，不能直接打开。",
        "可以先复制到本机再办理，或打开一份副本只供查看。",
    ),
    Place.READONLY: (
        "“{name}”所在的位置是只读的，不能保存。",
        "可以先复制到本机再办理，或打开一份副本只供查看。",
    ),
}


def refuse_place(path: Path, look: Callable[[Path], Place] = places.place_of) -> None:
    """Raise UserError where the file lies in a place that is not fit for work."""
    told = _SENTENCES.get(look(path))
    if told is not None:
        raise UserError(told[0].format(name=path.name), told[1])


def can_be_copied(path: Path) -> bool:
    """Return whether a file that was refused is ours and can be read; not for an open one."""
    try:
        file.check_header(path)
    except UserError:
        return False
    return True


def copy_to_look(path: Path, scratch: Path) -> Path:
    """Copy a file into a folder of its own within the scratch folder; on any thread.

    UserError where no whole copy can be had.
    """
    own = scratch / f"look-{secrets.token_hex(8)}"
    own.mkdir(mode=0o700, parents=True)
    target = own / path.name
    try:
        places.snapshot(path, target)
        _copy_attached(path, target)
    except BaseException:
        shutil.rmtree(own, ignore_errors=True)
        raise
    return target


def copy_here(path: Path, folder: Path) -> Path:
    """Copy a file with its attachments into a folder of this machine, under a name that is free.

    UserError where no whole copy can be had, or the folder can't be written.
    """
    target = _free(folder / path.name)
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        places.snapshot(path, fresh)
        _copy_attached(path, target)
        file.sync_file(fresh)
        fresh.replace(target)
        file.sync_folder(folder)
    except OSError as error:
        raise UserError("文件不能复制到本机。", "请检查磁盘空间和写入权限。") from error
    finally:
        file.drop(fresh)
    return target


def open_to_look(path: Path, scratch: Path, make: Callable[[Path], Desk]) -> Desk:
    """Open a copy of `path` that takes no act; `make` opens a file as the program does."""
    desk = make(copy_to_look(path, scratch))
    desk.looking = path
    return desk


def _free(path: Path) -> Path:
    names = (path.name, *(f"{path.stem} {n}{path.suffix}" for n in range(2, 1000)))
    return next(one for one in map(path.with_name, names) if not one.exists())


def _copy_attached(path: Path, target: Path) -> None:
    from desktop.work.keeping import files_of

    source = files_of(path)
    try:
        if source.is_dir():
            shutil.copytree(source, files_of(target), dirs_exist_ok=True)
    except (OSError, shutil.Error) as error:
        raise UserError("附件不能复制。", "请检查磁盘空间和写入权限。") from error
