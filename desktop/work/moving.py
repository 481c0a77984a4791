"""迁移包 for a new computer: written from the open file, and read where nothing is open yet."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from desktop import settings
from desktop.store import moving
from desktop.work.desk import Desk
from desktop.work.keeping import files_of, forget_copy, passing_copy

Progress = Callable[[int, int, str], None]
_CHOICES = ("theme", "scale", "title_font", "body_font", "head_font")


@dataclass(frozen=True)
class Leaving:
    """A copy that was taken on the store's thread, and waits to be packed on another."""

    copy: Path
    attached: Path


def begin_package(desk: Desk, scratch: Path) -> Leaving:
    """Copy the open file into the scratch folder; on the store's thread."""
    return Leaving(passing_copy(desk, scratch), files_of(desk.path))


def write_package(leaving: Leaving, settings_file: Path, target: Path, say: Progress) -> int:
    """Check the copy and pack it with attachments and choices; returns how many attachments.

    On any thread. UserError where the copy isn't good or the target can't be written.
    """
    kept = settings.read_settings(settings_file)
    try:
        chosen = {key: getattr(kept, key) for key in _CHOICES}
        return moving.pack(leaving.copy, leaving.attached, chosen, target, say)
    finally:
        forget_copy(leaving.copy)


def read_package(package: Path, target: Path, settings_file: Path, say: Progress) -> Path:
    """Put a package's file at `target`, and its choices into this machine's settings.

    On any thread; nothing is there where UserError is raised. A choice that this program does not
    know is left out.
    """
    found = moving.unpack(package, target, say)
    kept = settings.read_settings(settings_file)
    known = {
        key: found[key] for key in _CHOICES if type(found.get(key)) is type(getattr(kept, key))
    }
    try:
        settings.write_settings(settings_file, replace(kept, **known))
    except OSError:
        return target  # the look of the window is no reason to refuse the data
    return target
