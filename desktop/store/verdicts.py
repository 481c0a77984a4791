"""Keeps the reviewer's own verdicts, with their reasons."""

from dataclasses import dataclass

from desktop.store import applications
from desktop.store.store import Store


@dataclass(frozen=True)
class Verdict:
    """The reviewer's word on a condition, a function `f:<id>`, a quality `q:<id>` or how to read
    a filter `r:<id>`; `place` is where it can be seen (page, file)."""

    condition_id: str
    verdict: str
    reason: str
    place: str
    at: str


def verdicts(store: Store, application_id: int) -> dict[str, Verdict]:
    """Return all verdicts by what they are about."""
    rows = store.read(
        "SELECT condition_id, verdict, reason, place, at FROM verdict WHERE application_id = ? "
        "ORDER BY condition_id",
        (application_id,),
    )
    return {row[0]: Verdict(*row) for row in rows}


def set_verdict(
    store: Store,
    application_id: int,
    condition_id: str,
    verdict: str,
    reason: str = "",
    place: str = "",
) -> None:
    """Keep a verdict in place of the one before."""
    store.write(
        "INSERT OR REPLACE INTO verdict (application_id, condition_id, verdict, reason, place, at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (application_id, condition_id, verdict, reason, place, store.now()),
    )
    applications.touch(store, application_id)


def clear(store: Store, application_id: int, condition_id: str) -> None:
    """Take a verdict back, so that the program's own stands."""
    store.write(
        "DELETE FROM verdict WHERE application_id = ? AND condition_id = ?",
        (application_id, condition_id),
    )
    applications.touch(store, application_id)
