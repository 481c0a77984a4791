"""What a page of the window is: shown for a place, reloading on changes, going on to others.

How a page is made:
1. Subclass `Page`; set `title` and `kinds` (kinds of `Changed` that make it reload).
2. The constructor takes the Office and has three beats: `self._make()`, `self._lay_out()`,
   `self._connect()`; it asks for nothing yet, because no file may be open.
3. `reload()` reads what `self.place` says with `self.office.ask(errand, self._show, owner=self)`.
   It is called by `show_for`, and whenever one of `kinds` changes while the page is to be seen
   (else at the next showing). Never hold rows longer than that.
4. An edit is one `self.office.keep(lambda desk: errand(desk, …), owner=self)`; the page does not
   show its own change: the reload does.
5. To leave, emit `go` with a `Place`: `self.go.emit(self.place.at("case", step="materials"))`.
6. `filter(text)` gets the search box's text; a page with no list leaves it alone.
7. `shortcut(...)` of kit/parts.py binds keys while the page is to be seen.
8. Its head is one line: the title, at the right the tools, and at the right end the way back, which
   every page has that is no section of its own; Esc leads to the page before.
A step of one application is such a page with the same constructor; `self.place.application_id`
says which, and ui/pages/steps/__init__.py lists it in `STEPS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.office import Office

if TYPE_CHECKING:  # Qt's names cost time each, and these are not wanted before the first paint
    from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
    from PySide6.QtWidgets import QMenu

MANUAL = "manual"  # the page that is a window of its own; its detail is a topic


@dataclass(frozen=True)
class Place:
    """Where the reviewer is: the page's key, the round, the application, its step, and a detail.

    Pages: todo, cases, send, dynamic, archive, schemes, settings, case, round, first_start.
    Steps: receive, rosters, materials, assess, survey, recommend. `detail` is the page's own.
    `origin` is where a paper was asked for: its way back leads there.
    """

    page: str
    round_id: int | None = None
    application_id: int | None = None
    step: str = ""
    detail: str = ""
    origin: Place | None = None

    def at(self, page: str, **changes: Any) -> Place:
        """The same place on another page."""
        return replace(self, page=page, **changes)


class Page(QWidget):
    """A page; see the head of this file for how one is made."""

    go = Signal(object)  # a Place
    title = ""
    kinds: frozenset[str] = frozenset()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        """Keep the office and listen to what changes."""
        super().__init__(parent)
        self.office = office
        self.place = Place("")
        self._stale = False
        # Whether the page that is shown lets the reviewer go to another file; the window sets it.
        self.others_leave: Callable[[], bool] = self.leave
        office.changed.connect(self._on_changed)

    @property
    def application_id(self) -> int:
        """The application that is shown; asked for only by pages that show one."""
        assert self.place.application_id is not None
        return self.place.application_id

    def show_for(self, place: Place) -> None:
        """Show what belongs to `place`."""
        self.place = place
        self._stale = False
        self.reload()

    def reload(self) -> None:
        """Read again what the page shows."""

    def filter(self, text: str) -> None:
        """Narrow the page's list to what holds `text`."""

    def takes_files(self) -> bool:
        """True where files may be dropped on the window while this page is shown."""
        return False

    def wants(self, paths: Sequence[Path]) -> bool:
        """Whether it is here that just these files belong; `paths` were dropped."""
        return bool(paths) and self.takes_files()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Begin what dropping `paths` means here."""

    def help_topic(self) -> str:
        """The chapter of the manual that F1 opens here; `#` and a heading may follow."""
        return self.place.step if self.place.page == "case" else self.place.page

    def files_menu(self, menu: QMenu) -> None:
        """Offer files to open; the first page does."""

    def freeze(self, *, on: bool) -> None:
        """Show the blanks read only while the application is 定稿; a step with blanks does."""

    def leave(self) -> bool:
        """Called before another page is shown; False keeps the reviewer here."""
        return True

    def starts_at(self) -> QWidget | None:
        """What has the focus when the page is shown; a focus proxy would cut the way by Tab."""
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to where the work starts."""
        super().focusInEvent(event)
        wanted = self.starts_at()
        if wanted is not None:
            wanted.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the page was hidden."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing to do but what Qt does; pages that must stop work override it."""
        super().hideEvent(event)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if not self.kinds & kinds or not self.place.page:
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True
