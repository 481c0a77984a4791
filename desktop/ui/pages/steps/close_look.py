"""What is done beside the window for the files of a preview: a closer look, the second count."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from desktop.domain.scheme import Scheme
from desktop.ui.kit.office import Office
from desktop.work.incoming_file import Incoming
from desktop.work.looking import SHORT, Looked, let_go, look_closely
from desktop.work.recount import Difference, while_counting, with_count

Found = tuple[Looked, Difference | None]


class CloseLook:
    """Serves one set of files; `looked` and `latest` are the preview's own lists, put right here.

    `looked` belongs to the window's thread, `latest` to the slow worker. The preview sets `shown`
    (of a file's number) and `counted`, to be called in the window's thread.
    """

    def __init__(
        self, office: Office, owner: QObject, looked: list[Looked], latest: list[Incoming]
    ) -> None:
        """Nothing is looked at before `check`."""
        self._office, self._owner = office, owner
        self._looked, self._latest = looked, latest
        self._begun: set[int] = set()  # files whose second count was begun
        self._over = False
        self.shown: Callable[[int], None] = lambda _number: None
        self.counted: Callable[[], None] = lambda: None

    def stop(self) -> None:
        """Nothing of these files is wanted any more; a child that counts is ended."""
        self._over = True
        if self._looked:
            self._end(self._looked, self._latest)

    def drop(self, old: Looked) -> None:
        """Let go of a file as it was before it was read another way."""
        if sum(len(found.lines) for found in old.lines.values()) > SHORT:
            self._end([old], [])

    def _end(self, looked: list[Looked], latest: list[Incoming]) -> None:
        """Let these end beside the window; whoever is at an answer with them has done so by then.

        The lists are emptied there: nobody else may hold what was in them.
        """

        def work(_progress: object) -> None:
            let_go(looked, latest)

        def later() -> None:
            self._office.slow(work, lambda _none: None, owner=self._owner)

        QTimer.singleShot(0, self._owner, later)

    def check(self, scheme: Scheme) -> None:
        """Look closely at every file that was not yet, and count what was not counted."""
        for number, one in enumerate(self._looked):
            data = one.incoming.data
            count = one.incoming.uncounted and id(data) not in self._begun
            if count:
                self._begun.add(id(data))
            if count or (one.lines and not one.checked):
                work = self._work(one, scheme, count=count)
                self._office.slow(work, self._taker(number, one), owner=self._owner)

    def _work(self, one: Looked, scheme: Scheme, *, count: bool) -> Callable[[object], Found]:
        """Look closely, unless something was put right meanwhile: that is looked at after it."""

        def look() -> Looked:
            wanted = not self._over and any(one is other for other in self._looked)
            return look_closely(one.incoming, scheme, one) if wanted else one

        def work(_progress: object) -> Found:
            if not count:
                return look(), None
            return while_counting(one.incoming, lambda: self._over, look)

        return work

    def _taker(self, number: int, before: Looked) -> Callable[[Found], None]:
        def take(found: Found) -> None:
            fresh, difference = found
            if self._over:
                return
            if number < len(self._looked) and self._looked[number] is before:
                self._looked[number] = fresh
                self.shown(number)
            if difference is not None:
                self._put_count(before.incoming.data, difference)

        return take

    def _put_count(self, data: bytes, difference: Difference) -> None:
        """Say what the second count of a file found, after all that is under way."""

        def work(_progress: object) -> None:
            self._latest[:] = with_count(self._latest, data, difference)

        def put(_none: None) -> None:
            if not self._over:
                fresh = with_count([one.incoming for one in self._looked], data, difference)
                pairs = zip(self._looked, fresh, strict=True)
                self._looked[:] = [replace(one, incoming=incoming) for one, incoming in pairs]
                self.counted()

        self._office.slow(work, put, owner=self._owner)
