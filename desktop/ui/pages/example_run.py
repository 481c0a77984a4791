"""Puts the bundled example into a file of its own, by the same reading and keeping as ever."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.domain.scheme import Scheme
from desktop.ui.kit.office import Office, Progress
from desktop.work.cases import list_cases
from desktop.work.desk import Changed, Desk
from desktop.work.example import Note, example_notes, start_department
from desktop.work.incoming import Incoming, read_incoming, receive_new
from desktop.work.rounds import list_rounds


class ExampleRun(QObject):
    """Opens the example's file and, where it is still empty, receives every applicant in turn."""

    def __init__(
        self,
        office: Office,
        open_desk: Callable[[Path], Desk],
        file: Path,
        examples: Path,
        parent: QObject,
    ) -> None:
        """Begin at once; `parent` keeps the run alive while it lasts."""
        super().__init__(parent)
        self._office = office
        self._notes = example_notes(examples)
        self._all = len(self._notes)
        self._office.open_file(lambda: _open(open_desk, file), self._look, owner=self)

    def _look(self, _path: str) -> None:
        self._office.ask(_is_empty, self._begin, owner=self)

    def _begin(self, empty: bool) -> None:
        if empty:
            self._next()
        else:
            self.deleteLater()

    def _next(self) -> None:
        if not self._notes:
            self.deleteLater()
            return
        note = self._notes.pop(0)
        self._office.ask(
            lambda desk: desk.schemes[note.scheme],
            lambda scheme: self._read(note, scheme),
            owner=self,
        )

    def _read(self, note: Note, scheme: Scheme) -> None:
        done, total = self._all - len(self._notes), self._all

        def read(progress: Progress) -> list[Incoming]:
            progress(done - 1, total, note.applicant)
            return read_incoming([note.folder], scheme, _quiet, progress.cancelled)

        self._office.slow(
            read, lambda found: self._keep(note, found), owner=self, title="正在准备示例"
        )

    def _keep(self, note: Note, found: list[Incoming]) -> None:
        self._office.keep(
            lambda desk: _receive(desk, note, found), lambda _changed: self._next(), owner=self
        )


def _open(open_desk: Callable[[Path], Desk], file: Path) -> Desk:
    file.parent.mkdir(parents=True, exist_ok=True)
    return open_desk(file)


def _is_empty(desk: Desk) -> bool:
    return not any(list_cases(desk, one.id) for one in list_rounds(desk))


def _receive(desk: Desk, note: Note, found: list[Incoming]) -> Changed:
    round_id = start_department(desk, note.scheme, note.year)
    kept = receive_new(desk, round_id, note.applicant, found)
    return Changed(kept.kinds | {"rounds"}, kept.value)


def _quiet(_done: int, _total: int, _sentence: str) -> None:
    return None
