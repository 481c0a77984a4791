"""Keeps the organisations (单位) that apply, each once over the years."""

from dataclasses import dataclass

from desktop.store.joined import followed
from desktop.store.store import Store


@dataclass(frozen=True)
class Organisation:
    """An organisation by its newest name; `code` is its 统一社会信用代码 or empty."""

    id: int
    name: str
    code: str


def find_or_add(store: Store, name: str, code: str = "") -> int:
    """Return the organisation's id: by its code, else by its name, else a new one.

    Found by code, it takes the new name. Found by name without a code of its own, it takes `code`;
    another code under the same name is another organisation. One that was joined into another
    (同一单位) is that one, and keeps its name.
    """
    known = _by_code(store, code) if code else []
    if not known:
        known = _by_name(store, name, code)
    if not known:
        return store.add("INSERT INTO organisation (name, code) VALUES (?, ?)", (name, code))
    found = int(known[0][0])
    if followed(store, found) != found:
        return followed(store, found)
    store.write(
        "UPDATE organisation SET name = ?, code = CASE WHEN ? <> '' THEN ? ELSE code END "
        "WHERE id = ?",
        (name, code, code, found),
    )
    return found


def _by_code(store: Store, code: str) -> list[tuple[int]]:
    return store.read("SELECT id FROM organisation WHERE code = ?", (code,))


def _by_name(store: Store, name: str, code: str) -> list[tuple[int]]:
    return store.read(
        "SELECT id FROM organisation WHERE name = ? AND (code = '' OR ? = '') "
        "ORDER BY code DESC, id LIMIT 1",
        (name, code),
    )


def organisations(store: Store) -> list[Organisation]:
    """Return all organisations, in the order in which they came."""
    rows = store.read("SELECT id, name, code FROM organisation ORDER BY id")
    return [Organisation(*row) for row in rows]


def organisation(store: Store, organisation_id: int) -> Organisation:
    """Return one organisation; KeyError where there is none."""
    found = store.read("SELECT id, name, code FROM organisation WHERE id = ?", (organisation_id,))
    if not found:
        raise KeyError(organisation_id)
    return Organisation(*found[0])
