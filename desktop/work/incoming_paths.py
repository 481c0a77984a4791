"""Which files a drop or a choice means: folders are walked, litter is passed over."""

import os
from collections.abc import Sequence
from os.path import exists, isdir, isfile, realpath
from pathlib import Path

from desktop.domain.problem import UserError

MOST_FILES = 500


def files_of(paths: Sequence[Path]) -> list[Path]:
    """Return every file once, folders walked; a path that is not there is for the reading to say.

    Links to folders are not followed, and what is no plain file (a pipe) is left alone.
    """
    found: dict[str, Path] = {}
    for path in paths:
        inside = _walked(path) if isdir(path) else [path]  # noqa: PTH112 - Path raises: long name
        for one in inside:
            plain = isfile(one)  # noqa: PTH113 - Path raises where the name is too long
            gone = not exists(one)  # noqa: PTH110 - the same
            if (plain or gone) and not _is_litter(one.name):
                found.setdefault(realpath(one), one)
    if len(found) > MOST_FILES:
        raise UserError(
            f"共有{len(found)}个文件，一次最多读入{MOST_FILES}个。",
            "请只选这一家申报单位的文件夹。",
        )
    return list(found.values())


def _walked(folder: Path) -> list[Path]:
    return sorted(Path(place, name) for place, _, names in os.walk(folder) for name in names)


def _is_litter(name: str) -> bool:
    """Whether it is what Word, Excel or a file manager leave behind."""
    return name.startswith(("~$", ".")) or name in ("Thumbs.db", "desktop.ini")
