"""The Windows limit is laid out as Windows documents it; elsewhere nothing is bound."""

import ctypes
import os

import pytest

from desktop.intake.job import Limit, bind_memory, limit_of


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes are those of 64 bits")
def test_the_structure_has_the_documented_size_and_places() -> None:
    """144 bytes, flags at 16, the process's memory at 112."""
    limit = limit_of(1 << 30)
    assert ctypes.sizeof(Limit) == 144
    raw = bytes(limit)
    assert int.from_bytes(raw[16:20], "little") == 0x500
    assert int.from_bytes(raw[112:120], "little") == 1 << 30


@pytest.mark.skipif(os.name == "nt", reason="there it would bind the test run")
def test_elsewhere_nothing_is_bound() -> None:
    """Other systems have rlimits."""
    assert bind_memory(1 << 30) is False
