"""Keeps the recognised units (动态管理) of all schemes and years, and what was noted of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.store import organisations
from desktop.store.joined import followed
from desktop.store.store import Store

# What can be changed of a unit itself, one at a time.
COLUMNS = (
    "name",
    "operator_name",
    "code",
    "year",
    "document",
    "recognised_on",
    "valid_until",
    "outcome",
    "withdrawn_on",
    "withdrawn_ground",
    "plaque_on",
    "note",
)
_NEW = ("scheme_id", "application_id", "file_id", "place", *COLUMNS)


@dataclass(frozen=True)
class KeptUnit:
    """One unit as it is kept; days are ISO, or as typed. `void_why` is empty while it stands."""

    id: int
    organisation_id: int
    void_why: str
    entered_at: str
    scheme_id: str
    application_id: int | None
    file_id: int | None
    place: str
    name: str
    operator_name: str
    code: str
    year: int
    document: str
    recognised_on: str
    valid_until: str
    outcome: str
    withdrawn_on: str
    withdrawn_ground: str
    plaque_on: str
    note: str
    values: Mapping[str, str] = field(default_factory=dict)


def add_unit(store: Store, cells: Mapping[str, Any]) -> int:
    """Add a unit and return its id; what `cells` lacks is empty.

    Its organisation is found by its code, else by its operator's name (its own where there is
    none); one that is known keeps the name that it has.
    """
    empty: dict[str, Any] = dict.fromkeys(_NEW, "")
    made = empty | {"application_id": None, "file_id": None, "year": 0} | dict(cells)
    organisation = _organisation(store, made["operator_name"] or made["name"], made["code"])
    names = ", ".join(("organisation_id", *_NEW, "void_why", "entered_at"))
    marks = ", ".join("?" for _ in range(len(_NEW) + 3))
    return store.add(
        f"INSERT INTO recognised_unit ({names}) VALUES ({marks})",
        (organisation, *(made[key] for key in _NEW), "", store.now()),
    )


def _organisation(store: Store, name: str, code: str) -> int:
    """An old list must not give an organisation its old name back."""
    rows = store.read("SELECT id FROM organisation WHERE code = ? AND code <> ''", (code,))
    rows = rows or store.read(
        "SELECT id FROM organisation WHERE name = ? AND (code = '' OR ? = '') ORDER BY id",
        (name, code),
    )
    if not rows:
        return organisations.find_or_add(store, name, code)
    return followed(store, int(rows[0][0]))


def units(store: Store) -> list[KeptUnit]:
    """Return all units that stand, in the order in which they came."""
    return _units(store, "WHERE void_why = ''", ())


def unit(store: Store, unit_id: int) -> KeptUnit:
    """Return one unit, void or not; KeyError where there is none."""
    found = _units(store, "WHERE id = ?", (unit_id,))
    if not found:
        raise KeyError(unit_id)
    return found[0]


def _units(store: Store, where: str, parameters: tuple[Any, ...]) -> list[KeptUnit]:
    names = ", ".join(("id", "organisation_id", "void_why", "entered_at", *_NEW))
    rows = store.read(f"SELECT {names} FROM recognised_unit {where} ORDER BY id", parameters)
    noted: dict[int, dict[str, str]] = {}
    for unit_id, path, text in store.read(
        f"SELECT unit_id, path, text FROM recognised_value WHERE unit_id IN "
        f"(SELECT id FROM recognised_unit {where}) ORDER BY unit_id, path",
        parameters,
    ):
        noted.setdefault(unit_id, {})[path] = text
    return [replace(KeptUnit(*row), values=noted.get(row[0], {})) for row in rows]


def set_column(store: Store, unit_id: int, column: str, text: str | int) -> None:
    """Keep one of COLUMNS anew; KeyError for another."""
    if column not in COLUMNS:
        raise KeyError(column)
    store.write(f"UPDATE recognised_unit SET {column} = ? WHERE id = ?", (text, unit_id))


def put_value(store: Store, unit_id: int, path: str, text: str) -> None:
    """Keep what was noted at a path; an empty text takes it away."""
    if not text:
        drop_values(store, unit_id, [path])
        return
    store.write(
        "INSERT INTO recognised_value (unit_id, path, text) VALUES (?, ?, ?) "
        "ON CONFLICT (unit_id, path) DO UPDATE SET text = excluded.text",
        (unit_id, path, text),
    )


def drop_values(store: Store, unit_id: int, paths: Iterable[str]) -> None:
    """Take away what was noted; what it was belongs in the act's detail."""
    store.write_many(
        "DELETE FROM recognised_value WHERE unit_id = ? AND path = ?",
        ((unit_id, path) for path in paths),
    )


def void(store: Store, unit_id: int, why: str) -> None:
    """Let a unit stand no longer: it was entered by mistake."""
    store.write("UPDATE recognised_unit SET void_why = ? WHERE id = ?", (why, unit_id))
