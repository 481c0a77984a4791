"""Reads the journal: what was done, by whom, and whether the chain still holds."""

import json
from dataclasses import dataclass
from typing import Any

from desktop.store.chain import short_code
from desktop.store.chain_check import check_chain
from desktop.store.store import Store

__all__ = ["Entry", "acts_after", "check_chain", "entries", "history", "history_of", "short_code"]

_COLUMNS = "seq, at, operator, act, subject, detail_hash, previous, own"
_SELECT = (
    "SELECT journal.seq, at, operator, act, subject, json FROM journal "
    "LEFT JOIN journal_detail ON journal_detail.seq = journal.seq "
)


@dataclass(frozen=True)
class Entry:
    """One act as a person reads it; `detail` is None where it was erased."""

    seq: int
    at: str
    operator: str
    act: str
    subject: str
    detail: dict[str, Any] | None


def history(store: Store, subject: str) -> list[Entry]:
    """Return the acts on `subject` and on its parts (`subject/…`), oldest first."""
    part = f"{subject}/"
    where = "WHERE subject = ? OR substr(subject, 1, ?) = ? ORDER BY journal.seq"
    return [_entry(row) for row in store.read(_SELECT + where, (subject, len(part), part))]


def acts_after(store: Store, subject: str, seq: int) -> list[str]:
    """Return the names of the acts on `subject` and its parts after the entry `seq`, in order."""
    part = f"{subject}/"
    where = "WHERE seq > ? AND (subject = ? OR substr(subject, 1, ?) = ?) ORDER BY seq"
    asked = (seq, subject, len(part), part)
    return [str(act) for (act,) in store.read(f"SELECT act FROM journal {where}", asked)]


def history_of(store: Store, subject: str, act: str) -> list[Entry]:
    """Return the acts called `act` on `subject` alone, oldest first."""
    where = "WHERE subject = ? AND act = ? ORDER BY journal.seq"
    return [_entry(row) for row in store.read(_SELECT + where, (subject, act))]


def entries(store: Store, limit: int = 200) -> list[Entry]:
    """Return the newest acts of the whole file, newest first."""
    rows = store.read(f"{_SELECT} ORDER BY journal.seq DESC LIMIT ?", (limit,))
    return [_entry(row) for row in rows]


def _entry(row: tuple[Any, ...]) -> Entry:
    seq, at, operator, act, subject, text = row
    return Entry(seq, at, operator, act, subject, None if text is None else json.loads(text))


def heads(store: Store) -> dict[int, tuple[str, str]]:
    """Return every row's time and own hash by its number, oldest first."""
    rows = store.read("SELECT seq, at, own FROM journal ORDER BY seq")
    return {seq: (at, own) for seq, at, own in rows}
