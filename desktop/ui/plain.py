"""Settles how Python runs beside Qt, before the window's own modules are imported."""

from __future__ import annotations

import builtins
import gc
import sys
from typing import Any

from PySide6 import QtCore

_YOUNG, _OLDER = 50_000, 1_000
_TURN_S = 0.001


def settle_python() -> None:
    """Let modules be imported quickly, and let the window answer while others work beside it."""
    plain_imports()
    calm_python()


def plain_imports() -> None:
    """Give Python its own import statement back.

    PySide lays one of its own over it, which reads the source of every module that is imported,
    to see whether it asks for names in snake_case. This program never does; it would cost a
    fifth of the time to the first paint, and the texts that were read stay in memory, 17 MB.
    """
    kept: dict[str, Any] = vars(builtins)
    if QtCore and "__orig_import__" in kept:  # it is laid there when QtCore is imported
        kept["__import__"] = kept["__orig_import__"]


def calm_python() -> None:
    """Let the window answer while a long roster is worked on beside it.

    A full collection looks at every row of every table, and stops all threads meanwhile: a fifth
    of a second for 30,000 rows, which hold no circles. So only young objects are looked at. And
    a window that wants its turn gets it in a millisecond, not in five for every cell it paints.
    """
    gc.set_threshold(_YOUNG, _OLDER, _OLDER)
    sys.setswitchinterval(_TURN_S)
