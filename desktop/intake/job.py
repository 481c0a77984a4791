"""Binds this process's memory on Windows, where there are no rlimits, by a Job Object of its own.

Written from the documented structures and not tried on Windows by its makers: where any call fails
the child reads on under the time limit and the limits on content alone.
"""

import ctypes
import sys
from typing import ClassVar

_EXTENDED = 9  # JobObjectExtendedLimitInformation
_PROCESS_MEMORY = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
_NO_DIALOG = 0x400  # JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_: ClassVar = [
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    ]


class Limit(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION: the basic limits, six counters, four sizes."""

    _fields_: ClassVar = [
        ("basic", _Basic),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    ]


def limit_of(memory: int) -> Limit:
    """Return the structure that allows a process so many bytes, and no crash dialog."""
    limit = Limit()
    limit.basic.flags = _PROCESS_MEMORY | _NO_DIALOG
    limit.process_memory = memory
    return limit


def bind_memory(memory: int) -> bool:
    """Put this process into a job of at most `memory` bytes; False where that can't be done."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        if not job:
            return False
        limit = limit_of(memory)
        size = ctypes.sizeof(limit)
        told = kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limit), size)
        mine = ctypes.c_void_p(kernel.GetCurrentProcess())
        return bool(told and kernel.AssignProcessToJobObject(job, mine))
    return False
