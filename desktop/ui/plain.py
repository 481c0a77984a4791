"""Settles how Python runs beside Qt, before the window's own modules are imported."""

from __future__ import annotations

import builtins
import dataclasses
import gc
import sys
from collections.abc import Callable
from typing import Any

_YOUNG, _OLDER = 50_000, 1_000
_TURN_S = 0.00002
_TURN_ON_WINDOWS_S = 0.001


def settle_python() -> None:
    """Let modules be imported quickly, and let the window answer while others work beside it."""
    calm_python()  # before Qt's names are made: a collection looks at all of them
    plain_imports()
    late_methods()


def plain_imports() -> None:
    """Give Python its own import statement back.

    PySide lays one of its own over it, which reads the source of every module that is imported,
    to see whether it asks for names in snake_case. This program never does; it would cost a
    fifth of the time to the first paint, and the texts that were read stay in memory, 17 MB.
    """
    from PySide6 import QtCore

    kept: dict[str, Any] = vars(builtins)
    if QtCore and "__orig_import__" in kept:  # it is laid there when QtCore is imported
        kept["__import__"] = kept["__orig_import__"]


def late_methods() -> None:
    """Let a dataclass compile what is seldom asked of it (==, hash, repr, ...) when it is asked.

    Python compiles six functions for each of the program's thousand classes while they are
    imported, which is two fifths of the time that a page takes to load. Only `__init__` is wanted
    of all of them. Where Python's own way changes (3.13), nothing is done.
    """
    kept: dict[str, Any] = vars(dataclasses)
    if "_create_fn" in kept and not hasattr(kept["_create_fn"], "late"):
        kept["_create_fn"] = late(kept["_create_fn"])


def late(create: Callable[..., Callable[..., Any]]) -> Callable[..., Callable[..., Any]]:
    """Return `create` (the way in which dataclasses make a method) done at the first call."""

    def make(name: str, *how: Any, **more: Any) -> Callable[..., Any]:
        if name == "__init__":
            return create(name, *how, **more)
        made: list[Callable[..., Any]] = []

        def method(*given: Any) -> Any:
            if not made:
                made.append(create(name, *how, **more))
                for kind in type(given[0]).__mro__:
                    if vars(kind).get(name) is method:
                        setattr(kind, name, made[0])
            return made[0](*given)

        method.__name__ = name
        return method

    make.late = True  # type: ignore[attr-defined] # so that it isn't done twice
    return make


def calm_python() -> None:
    """Let the window answer while a long roster is worked on beside it.

    A full collection looks at every row of every table, and stops all threads meanwhile: a fifth
    of a second for 30,000 rows, which hold no circles. So only young objects are looked at. And
    a window that wants its turn gets it at once: Qt hands Python's lock over for each cell that it
    paints, and waiting a millisecond for each adds up to a third of a second.
    """
    gc.set_threshold(_YOUNG, _OLDER, _OLDER)
    sys.setswitchinterval(turn_on(sys.platform))


def turn_on(platform: str) -> float:
    """Return after how many seconds a thread asks for Python's lock on such a system.

    Windows waits in whole milliseconds. Of a fraction nothing is left: the thread would not wait
    at all but ask again and again, and keep the other one from getting on.
    """
    return _TURN_ON_WINDOWS_S if platform == "win32" else _TURN_S
