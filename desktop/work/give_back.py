"""Gives memory that is free back to the system, after long lists were read or let go."""

import ctypes
import sys
from collections.abc import Callable

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of malloc.h
_ARENA_MAX = -8  # M_ARENA_MAX of malloc.h
_LARGE = 512 * 1024


def give_back() -> None:
    """Return what is free to the system where its C library can be asked to (glibc).

    Each thread's own store of memory keeps what it was given once, and no other thread may use it.
    """
    trim = _of_system("malloc_trim")
    if trim is not None:
        trim(0)


def keep_large_apart() -> None:
    """Let every large piece of memory go straight back to the system once it is free (glibc).

    Else the C library learns from the first large piece to keep all that are no larger, and the
    small ones that came after them hold them for good: some 20 MB after a long list.
    """
    option = _of_system("mallopt")
    if option is not None:
        option(_MMAP_THRESHOLD, _LARGE)


def share_memory() -> None:
    """Let all threads take from one store of memory, and large pieces go straight back (glibc).

    Each thread would have a store of its own, which keeps what its longest list took: 20 to 40 MB.
    To be called before the threads are begun.
    """
    option = _of_system("mallopt")
    if option is not None:
        option(_ARENA_MAX, 1)
    keep_large_apart()


def _of_system(name: str) -> Callable[..., object] | None:
    found: Callable[..., object] | None = None
    if sys.platform == "linux":
        found = getattr(ctypes.CDLL(None), name, None)
    return found
