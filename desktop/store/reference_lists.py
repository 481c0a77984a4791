"""Keeps published lists (专精特新企业名单 and the like) and what they say of each firm."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.store.store import Store


@dataclass(frozen=True)
class NewEntry:
    """A firm on a list: its place there, its name, its valid code or nothing, what is said."""

    sheet: str
    line: int
    name: str
    code: str
    value: str


@dataclass(frozen=True)
class Entry:
    """A firm as a list has it, with the list's id and name."""

    id: int
    list_id: int
    list_name: str
    sheet: str
    line: int
    name: str
    code: str
    value: str


@dataclass(frozen=True)
class ReferenceList:
    """A list: its name, who published it, its date (ISO or empty), the column that it answers.

    `read_n` = `taken_n` + `refused_n` rows; the file is kept by its hash.
    """

    id: int
    name: str
    publisher: str
    dated: str
    column: str
    file_name: str
    sha256: str
    read_n: int
    taken_n: int
    refused_n: int
    at: str


def add_list(
    store: Store,
    head: tuple[str, str, str, str],
    file_id: int,
    entries: Iterable[NewEntry],
    refused_n: int,
) -> int:
    """Keep a list; `head` is its name, publisher, date and column. Returns its id."""
    many = list(entries)
    list_id = store.add(
        "INSERT INTO reference_list (name, publisher, dated, column_key, file_id, read_n, taken_n, "
        "refused_n, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*head, file_id, len(many) + refused_n, len(many), refused_n, store.now()),
    )
    store.write_many(
        "INSERT INTO reference_entry (list_id, sheet, line, name, code, value) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        ((list_id, one.sheet, one.line, one.name, one.code, one.value) for one in many),
    )
    return list_id


def lists(store: Store) -> list[ReferenceList]:
    """Return the lists that stand, oldest first."""
    rows = store.read(
        "SELECT l.id, l.name, publisher, dated, column_key, f.name, f.sha256, read_n, taken_n, "
        "refused_n, l.at FROM reference_list l JOIN source_file f ON f.id = l.file_id "
        "WHERE withdrawn_at IS NULL ORDER BY l.id"
    )
    return [ReferenceList(*row) for row in rows]


def entries(store: Store, column: str) -> list[Entry]:
    """Return what the lists that stand say in the column `column`, the newest list first."""
    rows = store.read(
        "SELECT e.id, l.id, l.name, sheet, line, e.name, code, value FROM reference_entry e "
        "JOIN reference_list l ON l.id = e.list_id "
        "WHERE l.withdrawn_at IS NULL AND l.column_key = ? ORDER BY l.dated DESC, l.id DESC, e.id",
        (column,),
    )
    return [Entry(*row) for row in rows]


def withdraw(store: Store, list_id: int) -> None:
    """Use a list no longer; what was taken from it stays and says so."""
    store.write("UPDATE reference_list SET withdrawn_at = ? WHERE id = ?", (store.now(), list_id))
