"""Lets a second start bring the window up that has the file open on this machine.

By a small file in the profile and not by a socket: the program speaks to no network at all.
"""

import time
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject
from PySide6.QtWidgets import QWidget

_FOLDER = "windows"
_HERE, _CALL = "open\n", "show\n"
_WAIT_S, _STEP_S = 1.5, 0.05


def note_of(profile: Path, path: Path) -> Path:
    """Where the window of a file leaves its note: the name tells nothing of the file."""
    digest = sha256(str(path.resolve()).encode()).hexdigest()[:24]
    return profile / _FOLDER / f"{digest}.txt"


class Neighbour(QObject):
    """Watches for second starts on the file that is open, and brings its window up."""

    def __init__(self, window: QWidget, profile: Path) -> None:
        """Watches nothing yet."""
        super().__init__(window)
        self._window, self._profile = window, profile
        self._note: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self.look)

    def listen(self, path: str) -> None:
        """Leave a note for the file `path`, which is open here; without a profile there is none."""
        self.forget()
        note = note_of(self._profile, Path(path))
        try:
            note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            note.write_text(_HERE, "ascii")
        except OSError:
            return
        self._note = note
        self._watcher.addPath(str(note))

    def forget(self) -> None:
        """Take the note away: the file is closed."""
        if self._note is not None:
            self._watcher.removePath(str(self._note))
            self._note.unlink(missing_ok=True)
            self._note = None

    def look(self) -> None:
        """Answer a call, where there is one, by coming up."""
        note = self._note
        if note is None or _read(note) != _CALL:
            return
        note.write_text(_HERE, "ascii")
        window = self._window
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()


def show_other(profile: Path, path: Path) -> bool:
    """Bring up the window that has `path` open on this machine; False where none answers."""
    note = note_of(profile, path)
    if not note.exists():
        return False
    note.write_text(_CALL, "ascii")
    for _step in range(int(_WAIT_S / _STEP_S)):
        if _read(note) == _HERE:
            return True
        time.sleep(_STEP_S)
    return False


def _read(note: Path) -> str:
    try:
        return note.read_text("ascii", errors="replace")
    except OSError:
        return ""
