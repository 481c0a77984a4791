"""The open data file: one connection, one thread, and one transaction for each act."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.store import backups, chain, file, sums
from desktop.store.final import refuse_after_final, refuse_while_handed
from desktop.store.luck import bad_luck_told

if TYPE_CHECKING:
    from sqlite_utils import Database

    from desktop.store.lock_file import LockFile

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the machine's time."""
    return datetime.now(UTC)


@dataclass
class Act:
    """The act under way; `detail` (what it was, what it became) may grow until the block ends.

    `beside` are acts on other subjects that are kept with this one, all of them or none.
    """

    operator: str
    act: str
    subject: str
    detail: dict[str, Any]
    beside: list["Act"] = field(default_factory=list)
    may: Callable[[str, str], None] = field(default=lambda _act, _subject: None, repr=False)

    def also(self, act: str, subject: str, **detail: Any) -> None:
        """Let the journal have a row of its own for what is done to `subject` in this act.

        UserError where `subject` is an application after 定稿, or one that a colleague has.
        """
        self.may(act, subject)
        self.beside.append(Act(self.operator, act, subject, dict(detail)))


class Store:
    """One open data file. It belongs to the thread that opened it."""

    def __init__(
        self, path: Path, db: "Database | file.Plain", lock: "LockFile", clock: Clock
    ) -> None:
        """Keep what `open` made ready."""
        self.path = path
        self.db = db
        self._lock = lock
        # True where the program that had it open last ended without closing it.
        self.left_open = lock.left_behind
        # True where its bytes are not those that it was closed with: a bad disk, or another hand.
        self.changed_outside = False
        self._clock = clock
        self._act: Act | None = None
        # Hears of every committed act, for the memory outside the file.
        self.heard: Callable[[Sequence[chain.Link]], None] = _nobody
        self._written: list[chain.Link] = []
        # How often the rosters of an application were written since the file was opened.
        self._roster_writes: Counter[int] = Counter()
        self._roster_notes: set[tuple[int, int | None]] = set()

    @classmethod
    def open(cls, path: Path | str, clock: Clock = system_clock) -> "Store":
        """Open the data file at `path`, made or brought up to date where needed.

        A file of an older schema is backed up, and the backup checked, before it is migrated.
        UserError where it is in use, not ours, of a newer program, or can't be read or written.
        """
        where = Path(path).absolute()

        def back_up(vacuum: Callable[[Path], None]) -> None:
            fresh = backups.begin(vacuum, backups.folder_of(where))
            backups.finish(fresh, clock().astimezone(), "migrate")

        changed: list[bool] = []

        def look(path: Path) -> None:
            changed.append(sums.is_as_left(path) is False)
            sums.forget_sum(path)

        db, lock = file.open_file(where, timestamp(clock), back_up, look)
        store = cls(where, db, lock, clock)
        store.changed_outside = any(changed) and not lock.left_behind
        return store

    def close(self) -> None:
        """Close the file and let others have it."""
        self.db.conn.close()
        sums.write_sum(self.path)
        self._lock.release()

    @contextmanager
    def act(
        self, operator: str, act: str, subject: str, detail: Mapping[str, Any]
    ) -> Iterator[Act]:
        """Do one act of the reviewer whole, or not at all, with its row in the journal.

        `subject` names what it is about (`application:3`). RuntimeError where an act is open;
        FinalisedError where it would change an application after 定稿, UserError while a colleague
        has it.
        """
        if self._act is not None:
            raise RuntimeError("an act inside an act")
        self._refuse(act, subject)
        doing = Act(operator, act, subject, dict(detail), may=self._refuse)
        self._written = []
        with bad_luck_told(), self._transaction():
            self._act = doing
            try:
                yield doing
                for one in (doing, *doing.beside):
                    self._write_down(one)
            finally:
                self._act = None
        self.heard(self._written)

    @contextmanager
    def unjournalled(self) -> Iterator[None]:
        """Write what is no act (drafts); inside an act it is part of that act's transaction."""
        if self._act is not None:
            yield
            return
        with bad_luck_told(), self._transaction():
            yield

    def write(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one writing statement inside the act; RuntimeError outside of one."""
        self._require_act()
        return self.db.execute(sql, parameters)

    def write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        """Run one statement for many rows inside the act, in bulk; returns how many it wrote."""
        self._require_act()
        return self.db.conn.executemany(sql, rows).rowcount

    def add(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run one INSERT inside the act and return the new row's id."""
        return int(self.write(sql, parameters).lastrowid or 0)

    def read(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of one SELECT."""
        with bad_luck_told():
            return self.db.execute(sql, parameters).fetchall()

    def read_parts(
        self, sql: str, parameters: Sequence[Any] = (), size: int = 1_000
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Yield the rows of one SELECT, `size` at a time: a long answer is never held whole."""
        with bad_luck_told():
            found = self.db.execute(sql, parameters)
            while part := found.fetchmany(size):
                yield part

    def shrink(self) -> None:
        """Let go of the pages of the file that SQLite has at hand, 2 MB after a whole look."""
        self.db.execute("PRAGMA shrink_memory")

    def vacuum_into(self, target: Path) -> None:
        """Write the whole file anew to `target`, an empty file; UserError on bad luck."""
        if self._act is not None:
            raise RuntimeError("a copy inside an act")
        with bad_luck_told():
            self.db.conn.execute("PRAGMA query_only=OFF")
            try:
                self.db.conn.execute("VACUUM INTO ?", (str(target),))
            finally:
                self.db.conn.execute("PRAGMA query_only=ON")

    @property
    def in_act(self) -> bool:
        """Whether an act is open, so that what is read may still be rolled back."""
        return self._act is not None

    def roster_revision(self, application_id: int) -> int:
        """Return a number that grows whenever a roster of the application is written."""
        return self._roster_writes[application_id]

    def note_roster(self, application_id: int, row_id: int | None = None) -> None:
        """Note that a roster of the application was written: one row of it, or many."""
        self._roster_writes[application_id] += 1
        self._roster_notes.add((application_id, row_id))

    def take_roster_notes(self) -> set[tuple[int, int | None]]:
        """Return what was noted since the last time: applications, each with a row or None."""
        notes, self._roster_notes = self._roster_notes, set()
        return notes

    def now(self) -> str:
        """Return the clock's time as the file keeps it: UTC, with milliseconds and offset."""
        return timestamp(self._clock)

    @property
    def uuid(self) -> str:
        """The file's own name, given when it was made."""
        return str(self.read("SELECT uuid FROM identity")[0][0])

    def head(self) -> str:
        """Return the newest journal row's hash, 64 hex digits; zeros where there is none."""
        rows = self.read("SELECT own FROM journal ORDER BY seq DESC LIMIT 1")
        return str(rows[0][0]) if rows else chain.GENESIS

    def _refuse(self, act: str, subject: str) -> None:
        refuse_while_handed(self.read, act, subject)
        refuse_after_final(self.read, act, subject)

    def _require_act(self) -> None:
        if self._act is None:
            raise RuntimeError("a write outside of an act")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        conn = self.db.conn
        conn.execute("PRAGMA query_only=OFF")
        try:
            conn.execute("BEGIN IMMEDIATE")
            yield
            conn.execute("COMMIT")
        finally:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            conn.execute("PRAGMA query_only=ON")

    def _write_down(self, doing: Act) -> None:
        text = chain.canonical(doing.detail)
        salt = chain.new_salt()
        seq = int(self.read("SELECT coalesce(max(seq), 0) + 1 FROM journal")[0][0])
        link = chain.Link(
            seq,
            self.now(),
            doing.operator,
            doing.act,
            doing.subject,
            chain.detail_hash(salt, text),
            self.head(),
        )
        link = replace(link, own=chain.own_hash(link))
        self.write(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                seq,
                link.at,
                link.operator,
                link.act,
                link.subject,
                link.detail_hash,
                link.previous,
                link.own,
            ),
        )
        self.write("INSERT INTO journal_detail VALUES (?, ?, ?)", (seq, salt, text))
        self._written.append(link)


def _nobody(_links: Sequence[chain.Link]) -> None:
    return None


def timestamp(clock: Clock) -> str:
    """Return the clock's time as text: `2026-11-20T01:02:03.456+00:00`."""
    return clock().astimezone(UTC).isoformat(timespec="milliseconds")
