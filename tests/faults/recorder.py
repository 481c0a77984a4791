"""A recording VFS: notes every write, truncation and sync that SQLite does to the data file.

It is laid over the system's own VFS of the very library that Python's sqlite3 uses, so that the
program under test runs as it is, without a line of its own changed.
"""

import ctypes
import ctypes.util
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

OK = 0
_NAME = b"recorder"


@dataclass(frozen=True)
class Op:
    """One thing that SQLite asked of the disk: `kind` is write, truncate, sync, open or delete."""

    name: str
    kind: str
    offset: int = 0
    data: bytes = b""


class _Vfs(ctypes.Structure):
    pass


_XOPEN = ctypes.CFUNCTYPE(
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_int,
    ctypes.POINTER(ctypes.c_int),
)
_XDELETE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
_Vfs._fields_ = [
    ("version", ctypes.c_int),
    ("size_of_file", ctypes.c_int),
    ("longest_path", ctypes.c_int),
    ("next", ctypes.c_void_p),
    ("name", ctypes.c_char_p),
    ("app_data", ctypes.c_void_p),
    ("open", _XOPEN),
    ("delete", _XDELETE),
    ("rest", ctypes.c_void_p * 14),
]

_XCLOSE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)
_XWRITE = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
)
_XTRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int64)
_XSYNC = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


class _Methods(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("close", _XCLOSE),
        ("read", ctypes.c_void_p),
        ("write", _XWRITE),
        ("truncate", _XTRUNCATE),
        ("sync", _XSYNC),
        ("rest", ctypes.c_void_p * 13),
    )


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


class Recorder:
    """The notes, and the callbacks that make them; one for a process."""

    def __init__(self) -> None:
        """Lay the recorder over the system's VFS and let it be the standard one."""
        self.ops: list[Op] = []
        self._library = ctypes.CDLL(ctypes.util.find_library("sqlite3") or "libsqlite3.so.0")
        self._library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        self._library.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
        self._library.sqlite3_vfs_register.argtypes = [ctypes.POINTER(_Vfs), ctypes.c_int]
        self._library.sqlite3_vfs_unregister.argtypes = [ctypes.POINTER(_Vfs)]
        self._base = self._library.sqlite3_vfs_find(None)
        self._names: dict[int, str] = {}
        self._below: dict[int, _Methods] = {}
        self._tables: dict[int, _Methods] = {}
        self._vfs = _Vfs.from_buffer_copy(self._base.contents)
        self._vfs.name = _NAME
        self._vfs.open = _XOPEN(self._open)
        self._vfs.delete = _XDELETE(self._delete)
        self._keep = [
            _XCLOSE(self._close),
            _XWRITE(self._write),
            _XTRUNCATE(self._truncate),
            _XSYNC(self._sync),
        ]

    def install(self) -> None:
        """Let every connection opened from now on be recorded."""
        self._library.sqlite3_vfs_register(ctypes.byref(self._vfs), 1)

    def remove(self) -> None:
        """Let the system's own VFS be the standard one again."""
        self._library.sqlite3_vfs_unregister(ctypes.byref(self._vfs))
        self._library.sqlite3_vfs_register(self._base, 1)

    def _open(self, _vfs: int, name: int, file: int, flags: int, out: object) -> int:
        base = ctypes.cast(self._base, ctypes.c_void_p).value
        done = int(self._base.contents.open(base, name, file, flags, out))
        if done == OK:
            held = _File.from_address(file)
            self._names[file] = ctypes.string_at(name).decode() if name else ""
            held.methods = ctypes.pointer(self._table(held.methods))
            self._note(file, "open")
        return done

    def _table(self, methods: "ctypes._Pointer[_Methods]") -> _Methods:
        """The methods with ours in four places; the system has several tables of them."""
        below = ctypes.addressof(methods.contents)
        if below not in self._tables:
            made = _Methods.from_buffer_copy(methods.contents)
            made.close, made.write, made.truncate, made.sync = self._keep
            self._tables[below] = made
            self._below[ctypes.addressof(made)] = methods.contents
        return self._tables[below]

    def _methods(self, file: int) -> _Methods:
        return self._below[ctypes.addressof(_File.from_address(file).methods.contents)]

    def _note(self, file: int, kind: str, offset: int = 0, data: bytes = b"") -> None:
        name = self._names.get(file, "")
        if name:  # a file without a name is SQLite's own scratch paper
            self.ops.append(Op(name, kind, offset, data))

    def _close(self, file: int) -> int:
        done = int(self._methods(file).close(file))
        self._names.pop(file, None)
        return done

    def _write(self, file: int, data: int, amount: int, offset: int) -> int:
        done = int(self._methods(file).write(file, data, amount, offset))
        if done == OK:
            self._note(file, "write", offset, ctypes.string_at(data, amount))
        return done

    def _truncate(self, file: int, size: int) -> int:
        done = int(self._methods(file).truncate(file, size))
        if done == OK:
            self._note(file, "truncate", size)
        return done

    def _sync(self, file: int, flags: int) -> int:
        done = int(self._methods(file).sync(file, flags))
        if done == OK:
            self._note(file, "sync")
        return done

    def _delete(self, _vfs: int, name: bytes, sync_folder: int) -> int:
        base = ctypes.cast(self._base, ctypes.c_void_p).value
        done = int(self._base.contents.delete(base, name, sync_folder))
        if done == OK:
            self.ops.append(Op(name.decode(), "delete", sync_folder))
        return done


@contextmanager
def recording() -> Iterator[Recorder]:
    """Record all that SQLite does within the block."""
    recorder = Recorder()
    recorder.install()
    try:
        yield recorder
    finally:
        recorder.remove()
