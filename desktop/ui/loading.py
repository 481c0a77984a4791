"""Loads what the pages need before they are first asked for, while the clerk reads one."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from PySide6.QtCore import QTimer

from desktop.ui.kit.office import Office, Progress

AFTER_OPENING = 3000  # ms
_BUSY = 500  # ms
AFTER_PAINT = 400  # ms: what nobody sees in the first moment
# Each takes up to a third of a second to import, which would hold the window at its first visit:
# the page's key and its module. What the first paint shows is not among them.
ROOMS = {
    "cases": "desktop.ui.pages.cases",
    "case": "desktop.ui.pages.case",
    "incoming": "desktop.ui.pages.incoming",
    "send": "desktop.ui.pages.send",
    "archive": "desktop.ui.pages.archive",
    "dynamic": "desktop.ui.pages.dynamic",
    "schemes": "desktop.ui.pages.schemes",
    "settings": "desktop.ui.pages.settings",
    "round": "desktop.ui.pages.round",
    "radar": "desktop.ui.pages.radar",
    "history": "desktop.ui.pages.history",
    "safety": "desktop.ui.pages.safety",
    "bureau": "desktop.ui.pages.bureau",
    "unit": "desktop.ui.pages.dynamic_unit",
    "letters": "desktop.ui.pages.letters",
    "handover": "desktop.ui.pages.handover",
}


def load_rooms(office: Office) -> None:
    """Import every page's module on the slow worker; stops between two when it is cancelled.

    It waits until nothing else is under way: what is loaded while a long roster is judged holds
    the memory that the rows have left for good.
    """
    if office.pending:
        QTimer.singleShot(_BUSY, office, partial(load_rooms, office))
        return

    def load(progress: Progress) -> None:
        for name in ROOMS.values():
            if progress.cancelled():
                return
            import_module(name)

    office.slow(load, lambda _none: None, owner=office)
