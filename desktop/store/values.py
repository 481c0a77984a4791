"""Keeps an application's values: what stands in each blank, and where it came from."""

from collections.abc import Iterable

from desktop.domain.case import Value
from desktop.store import applications
from desktop.store.store import Store

_LAST = "\U0010ffff"  # behind every letter that a path may go on with


def values(store: Store, application_id: int) -> dict[str, Value]:
    """Return all values by their paths (domain.case.Case)."""
    rows = store.read(
        "SELECT path, text, source, confirmed FROM value WHERE application_id = ? ORDER BY path",
        (application_id,),
    )
    return {path: Value(text, source, bool(confirmed)) for path, text, source, confirmed in rows}


def texts_under(store: Store, application_id: int, start: str) -> dict[str, str]:
    """Return the texts of all values whose paths begin with `start`, by their whole paths."""
    rows = store.read(
        "SELECT path, text FROM value WHERE application_id = ? AND path >= ? AND path < ?",
        (application_id, start, f"{start}{_LAST}"),
    )
    return dict(rows)


def put_values(store: Store, application_id: int, items: Iterable[tuple[str, Value]]) -> None:
    """Keep values, each in place of what stood at its path."""
    store.write_many(
        "INSERT INTO value (application_id, path, text, source, confirmed) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (application_id, path) DO UPDATE SET text = excluded.text, "
        "source = excluded.source, confirmed = excluded.confirmed",
        (
            (application_id, path, value.text, value.source, int(value.confirmed))
            for path, value in items
        ),
    )
    applications.touch(store, application_id)


def confirm(store: Store, application_id: int, paths: Iterable[str]) -> None:
    """Mark values that were read from a file as seen by the reviewer."""
    store.write_many(
        "UPDATE value SET confirmed = 1 WHERE application_id = ? AND path = ?",
        ((application_id, path) for path in paths),
    )
    applications.touch(store, application_id)


def drop_values(store: Store, application_id: int, paths: Iterable[str]) -> None:
    """Take values away; what they were belongs in the act's detail."""
    store.write_many(
        "DELETE FROM value WHERE application_id = ? AND path = ?",
        ((application_id, path) for path in paths),
    )
    applications.touch(store, application_id)
