"""Gives memory that is free back to the system, after long lists were read or let go."""

import ctypes
import sys


def give_back() -> None:
    """Return what is free to the system where its C library can be asked to (glibc).

    Each thread's own store of memory keeps what it was given once, and no other thread may use it.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
