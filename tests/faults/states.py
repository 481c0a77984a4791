"""Crash states: what a disk may hold when the power goes at any write, and whether it is good.

A step's writes are noted by the recorder. For every place where the power may go four kinds of
disk are built: all that was written; only what was synced; all but the torn end of the last
write; any part of what was not synced. Each is opened as the program would open it.
"""

import hashlib
import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from recorder import Op, Recorder

from desktop.store.store import Store

Disk = dict[str, bytearray]
KINDS = ("all", "synced", "torn", "some")


@dataclass(frozen=True)
class Commit:
    """One transaction that came back: its act, how many operations it took, what it left."""

    act: str
    ops: int
    digest: str


@dataclass
class Story:
    """A recorded run: the disk at its beginning, all operations, and every commit in order."""

    base: Disk
    ops: list[Op]
    commits: list[Commit] = field(default_factory=list)


@dataclass(frozen=True)
class State:
    """One disk: after operation `at` (0 is the beginning), of one kind, and what may be in it."""

    at: int
    kind: str
    act: str
    allowed: frozenset[str]
    disk: Disk


def digest_of(read: Callable[[str], Sequence[Sequence[object]]]) -> str:
    """Return the SHA-256 of all that stands in all tables, row by row."""
    found = hashlib.sha256()
    tables = read("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    for (name,) in tables:
        if not str(name).startswith("sqlite_"):
            found.update(repr((name, sorted(map(repr, read(f'SELECT * FROM "{name}"'))))).encode())
    return found.hexdigest()


@contextmanager
def commits_noted(store: Store, recorder: Recorder, story: Story) -> Iterator[None]:
    """Note every commit of the store; an act's own name, 草稿 where it is none."""
    names: list[str] = []
    heard, transaction = store.heard, store._transaction

    @contextmanager
    def noting() -> Iterator[None]:
        with transaction():
            yield
            names[:] = [link.act for link in store._written] or ["草稿"]
        store._written = []
        story.commits.append(
            Commit("、".join(dict.fromkeys(names)), len(recorder.ops), digest_of(store.read))
        )

    store._transaction = noting  # type: ignore[method-assign]  # the test's own ear at the door
    try:
        yield
    finally:
        store._transaction = transaction  # type: ignore[method-assign]  # as it was
        store.heard = heard


def states(story: Story, dice: random.Random, share: float) -> Iterator[State]:
    """Yield disks for the story; `share` is how many of the places are taken, from 0 to 1.

    The place right after each commit is always taken: there the act was acknowledged.
    """
    acknowledged = {one.ops for one in story.commits}
    synced, written = _copy(story.base), _copy(story.base)
    waiting: list[Op] = []
    for at, op in enumerate([Op("", "start"), *story.ops]):
        before = _copy(written) if op.kind == "write" else written
        _apply(written, op)
        waiting = _wait(synced, waiting, op)
        if at in acknowledged or dice.random() < share:
            act, allowed = _allowed(story, at)
            for kind in KINDS:
                disk = _disk(kind, (synced, written, before), waiting, op, dice)
                yield State(at, kind, act, allowed, disk)


def _wait(synced: Disk, waiting: list[Op], op: Op) -> list[Op]:
    """Let a sync bring what waits for its file to the synced disk; return what still waits."""
    if op.kind == "sync":
        for one in waiting:
            if one.name == op.name:
                _apply(synced, one)
        return [one for one in waiting if one.name != op.name]
    if op.kind in ("write", "truncate"):
        return [*waiting, op]
    _apply(synced, op)
    return waiting


def _disk(
    kind: str, disks: tuple[Disk, Disk, Disk], waiting: list[Op], op: Op, dice: random.Random
) -> Disk:
    synced, written, before = disks
    if kind == "all":
        return _copy(written)
    disk = _copy(before if kind == "torn" else synced)
    if kind == "torn" and op.kind == "write":
        cut = dice.randrange(len(op.data)) if op.data else 0
        _apply(disk, Op(op.name, "write", op.offset, op.data[:cut]))
    if kind == "some":
        for one in waiting:
            if dice.random() < 0.5:
                _apply(disk, one)
    return disk


def _allowed(story: Story, at: int) -> tuple[str, frozenset[str]]:
    """The act under way, and what the file may hold: as before it or as after it."""
    done = [one for one in story.commits if one.ops <= at]
    coming = next((one for one in story.commits if one.ops > at), None)
    last = done[-1]
    if last.ops == at or coming is None:
        return last.act, frozenset({last.digest})
    return coming.act, frozenset({last.digest, coming.digest})


def _copy(disk: Disk) -> Disk:
    return {name: bytearray(data) for name, data in disk.items()}


def _apply(disk: Disk, op: Op) -> None:
    if op.kind == "open":
        disk.setdefault(op.name, bytearray())
    elif op.kind == "delete":
        disk.pop(op.name, None)
    elif op.kind == "truncate":
        _resize(disk.setdefault(op.name, bytearray()), op.offset)
    elif op.kind == "write":
        data = disk.setdefault(op.name, bytearray())
        if len(data) < op.offset:
            _resize(data, op.offset)
        data[op.offset : op.offset + len(op.data)] = op.data


def _resize(data: bytearray, size: int) -> None:
    if len(data) > size:
        del data[size:]
    else:
        data.extend(bytes(size - len(data)))


def fault_of(state: State, path: Path, folder: Path) -> str:
    """Open the disk as it is and say what is wrong with it, in a word; "" for a good one."""
    for end in ("", "-journal"):
        target = folder / f"{path.name}{end}"
        data = state.disk.get(f"{path}{end}")
        if data is None:
            target.unlink(missing_ok=True)
        else:
            target.write_bytes(data)
    try:
        with closing(sqlite3.connect(folder / path.name, isolation_level=None)) as conn:
            read = lambda sql: conn.execute(sql).fetchall()  # noqa: E731 - the reader of one look
            if read("PRAGMA integrity_check(1)") != [("ok",)]:
                return "corrupt"
            found = digest_of(read)
    except sqlite3.Error:
        return "unreadable"
    if found in state.allowed:
        return ""
    return "lost" if len(state.allowed) == 1 else "half"
