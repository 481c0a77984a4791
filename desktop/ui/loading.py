"""Loads what the pages need before they are first asked for, while the clerk reads one."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from PySide6.QtCore import QTimer

from desktop.ui.kit.office import Office, Progress

AFTER_OPENING = 3000  # ms
_BUSY = 500  # ms
AFTER_PAINT = 400  # ms: what nobody sees in the first moment
# Each takes up to a third of a second to import, which would hold the window at its first visit.
ROOMS = (
    "desktop.ui.pages.cases",
    "desktop.ui.pages.case",
    "desktop.ui.pages.incoming",
    "desktop.ui.pages.send",
    "desktop.ui.pages.archive",
    "desktop.ui.pages.dynamic",
    "desktop.ui.pages.schemes",
    "desktop.ui.pages.settings",
    "desktop.ui.pages.round",
    "desktop.ui.pages.radar",
    "desktop.ui.pages.history",
    "desktop.ui.pages.safety",
)


def load_rooms(office: Office) -> None:
    """Import every page's module on the slow worker; stops between two when it is cancelled.

    It waits until nothing else is under way: what is loaded while a long roster is judged holds
    the memory that the rows have left for good.
    """
    if office.pending:
        QTimer.singleShot(_BUSY, office, partial(load_rooms, office))
        return

    def load(progress: Progress) -> None:
        for name in ROOMS:
            if progress.cancelled():
                return
            import_module(name)

    office.slow(load, lambda _none: None, owner=office)
