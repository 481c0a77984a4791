"""Keeps where a cell or a blank has its text from, where that is not plainly the file."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.case import Value
from desktop.store.store import Store


@dataclass(frozen=True)
class Origin:
    """A cell that was corrected by hand, or taken from a list; `before` is what the file said.

    `kind` is hand or list; `list_name` and `place` (sheet, line) are those of the list.
    """

    row_id: int
    column: str
    kind: str
    before: str
    after: str
    entry_id: int | None = None
    list_name: str = ""
    place: str = ""


def put_origins(store: Store, origins: Iterable[Origin]) -> None:
    """Keep origins; a cell that had one keeps what the file said first."""
    store.write_many(
        "INSERT INTO cell_origin (row_id, column_key, kind, entry_id, before, after) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (row_id, column_key) DO UPDATE SET "
        "kind = excluded.kind, entry_id = excluded.entry_id, after = excluded.after",
        ((o.row_id, o.column, o.kind, o.entry_id, o.before, o.after) for o in origins),
    )


def drop_origin(store: Store, row_id: int, column: str) -> None:
    """Forget an origin: the cell says again what the file said."""
    store.write("DELETE FROM cell_origin WHERE row_id = ? AND column_key = ?", (row_id, column))


def origins(store: Store, application_id: int, roster: str) -> list[Origin]:
    """Return the origins of a roster's rows that are shown."""
    rows = store.read(
        "SELECT o.row_id, o.column_key, o.kind, o.before, o.after, o.entry_id, "
        "coalesce(l.name, ''), coalesce(e.sheet || ' 第' || e.line || '行', '') "
        "FROM cell_origin o JOIN roster_row r ON r.id = o.row_id "
        "LEFT JOIN reference_entry e ON e.id = o.entry_id "
        "LEFT JOIN reference_list l ON l.id = e.list_id "
        "WHERE r.application_id = ? AND r.roster = ? AND r.hidden_by IS NULL AND r.removed = 0 "
        "ORDER BY o.row_id, o.column_key",
        (application_id, roster),
    )
    return [Origin(*row) for row in rows]


def origin(store: Store, row_id: int, column: str) -> Origin | None:
    """Return where one cell has its text from; None where it is plainly the file's."""
    rows = store.read(
        "SELECT row_id, column_key, kind, before, after, entry_id FROM cell_origin "
        "WHERE row_id = ? AND column_key = ?",
        (row_id, column),
    )
    return Origin(*rows[0]) if rows else None


def put_read(store: Store, application_id: int, items: Iterable[tuple[str, Value]]) -> None:
    """Keep what was read from files at these paths, beside what may be typed over it."""
    store.write_many(
        "INSERT INTO value_read (application_id, path, text, source) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (application_id, path) DO UPDATE SET text = excluded.text, "
        "source = excluded.source",
        ((application_id, path, value.text, value.source) for path, value in items if value.source),
    )


def drop_read(store: Store, application_id: int, paths: Iterable[str]) -> None:
    """Forget what was read at these paths: the import that brought it was taken back."""
    store.write_many(
        "DELETE FROM value_read WHERE application_id = ? AND path = ?",
        ((application_id, path) for path in paths),
    )


def values_read(store: Store, application_id: int) -> dict[str, Value]:
    """Return what was last read from a file, by path."""
    rows = store.read(
        "SELECT path, text, source FROM value_read WHERE application_id = ?", (application_id,)
    )
    return {path: Value(text, source, confirmed=True) for path, text, source in rows}
