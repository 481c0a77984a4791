"""Keeps the answers that another person keyed again (复核录入): added, never changed."""

from dataclasses import dataclass

from desktop.store import applications, locks
from desktop.store.store import Store


@dataclass(frozen=True)
class Rekey:
    """One answer keyed again: which attempt it was, its firm in the lock, the second answer."""

    attempt_id: int
    firm: int
    answer: str
    by: str
    at: str


def add_rekey(store: Store, lock_id: int, attempt_id: int, answer: str, by: str) -> int:
    """Keep a second keying of an attempt of this lock and return its id."""
    rekey_id = store.add(
        "INSERT INTO survey_rekey (attempt_id, answer, by_whom, at) VALUES (?, ?, ?, ?)",
        (attempt_id, answer, by, store.now()),
    )
    applications.touch(store, locks.lock(store, lock_id).application_id)
    return rekey_id


def rekeys(store: Store, lock_id: int) -> list[Rekey]:
    """Return all second keyings of a lock's answers, in the order of typing."""
    rows = store.read(
        "SELECT k.attempt_id, a.firm, k.answer, k.by_whom, k.at FROM survey_rekey AS k "
        "JOIN survey_attempt AS a ON a.id = k.attempt_id WHERE a.lock_id = ? ORDER BY k.id",
        (lock_id,),
    )
    return [Rekey(*row) for row in rows]
