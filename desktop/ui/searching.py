"""The search of the whole file: asks for what is typed, leads there, keeps the index fresh."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.domain.problem import UserError
from desktop.ui.kit.find_panel import FindPanel
from desktop.ui.kit.frame import Top
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place

if TYPE_CHECKING:  # the store's libraries are loaded when a file is opened, not when a window is
    from desktop.work.desk import Desk
    from desktop.work.search import Found, Hit

AFTER_OPENING = 1500  # ms
_BETWEEN, _BUSY, _AFTER_CHANGE = 15, 200, 400  # ms


class Searching(QObject):
    """Stands between the search box, its panel and the store."""

    def __init__(
        self, office: Office, top: Top, panel: FindPanel, lead: Callable[[Place], None]
    ) -> None:
        """`lead` shows a place."""
        super().__init__(panel)
        self._office, self._top, self.panel, self._lead = office, top, panel, lead
        self._turn = 0
        self.idle = QTimer(self, singleShot=True)
        self.idle.timeout.connect(self.grow)
        office.opened.connect(self._on_opened)
        office.changed.connect(self._on_changed)
        top.searched.connect(self.look)
        top.search.textChanged.connect(self._typed)
        top.search.returnPressed.connect(panel.follow)
        panel.followed.connect(self._follow)

    def look(self, text: str) -> None:
        """Look for `text` in the whole file; what is listed already stays, with what is chosen."""
        if self.panel.lists(text):
            return
        self._turn += 1
        turn = self._turn
        if not text.strip() or not self._office.path:
            self.panel.forget()
            return

        def show(found: Found) -> None:
            if turn == self._turn and self._top.search.hasFocus():
                self.panel.show_found(found)

        self._office.ask(lambda desk: _find(desk, text), show, owner=self)

    def _typed(self, text: str) -> None:
        """An emptied box has no results: they go at once, and what is on the way is dropped."""
        if not text:
            self._turn += 1
            self.panel.forget()

    def grow(self) -> None:
        """Make the index more complete while nothing else is under way."""
        if self._office.pending:
            self.idle.start(_BUSY)
            return
        self._office.ask(_grow, self._grown, owner=self, otherwise=_no_file)

    def _grown(self, more: bool) -> None:
        if more:
            self.idle.start(_BETWEEN)

    def _follow(self, hit: Hit) -> None:
        place = Place(hit.page, hit.round_id, hit.application_id, hit.step, hit.detail)
        self._turn += 1
        self.panel.forget()
        self._lead(place)

    def _on_opened(self, _path: str) -> None:
        self._turn += 1
        self.panel.forget()
        self.idle.start(AFTER_OPENING)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"rosters", "values"} and not self.idle.isActive():
            self.idle.start(_AFTER_CHANGE)


def _find(desk: Desk, text: str) -> Found:
    from desktop.work.search import find

    return find(desk, text)


def _grow(desk: Desk) -> bool:
    from desktop.work.search import grow

    return grow(desk)


def _no_file(_error: UserError) -> None:
    return None
