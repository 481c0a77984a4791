"""Keeps who works here: the department, the 经办人, and the file's settings."""

import json
from dataclasses import dataclass
from typing import Any, Literal

from desktop.store import chain
from desktop.store.store import Store

Kind = Literal["district", "city", "province"]


@dataclass(frozen=True)
class Department:
    """The department as it is called from `valid_from` (ISO) on; `contact` is the 填表人."""

    name: str
    kind: Kind
    region: str
    contact: str
    phone: str
    valid_from: str


def save_department(store: Store, department: Department) -> None:
    """Keep the department as it is from its `valid_from` on; the earlier ones stay."""
    store.write(
        "INSERT INTO department (name, kind, region, contact, phone, valid_from) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (valid_from) DO UPDATE SET name = excluded.name, "
        "kind = excluded.kind, region = excluded.region, contact = excluded.contact, "
        "phone = excluded.phone",
        (
            department.name,
            department.kind,
            department.region,
            department.contact,
            department.phone,
            department.valid_from,
        ),
    )


def department(store: Store, on: str = "") -> Department | None:
    """Return the department as it was called on the day `on` (ISO), else the newest; or None."""
    found = store.read(
        "SELECT name, kind, region, contact, phone, valid_from FROM department "
        "WHERE ? = '' OR valid_from <= ? ORDER BY valid_from DESC LIMIT 1",
        (on, on),
    )
    return Department(*found[0]) if found else None


def names(store: Store) -> list[tuple[str, str]]:
    """Return what the department was called, each with its first day (ISO), the oldest first."""
    rows = store.read("SELECT name, valid_from FROM department ORDER BY valid_from")
    before = [None, *(name for name, _day in rows)]
    return [(name, day) for (name, day), old in zip(rows, before, strict=False) if name != old]


def operators(store: Store) -> list[str]:
    """Return the names of the 经办人, in the order in which they came."""
    return [name for (name,) in store.read("SELECT name FROM operator ORDER BY id")]


def add_operator(store: Store, name: str) -> None:
    """Add a 经办人; one who is there already stays."""
    store.write(
        "INSERT OR IGNORE INTO operator (name, added_at) VALUES (?, ?)", (name, store.now())
    )


def setting(store: Store, key: str, default: Any = None) -> Any:
    """Return what `put_setting` kept under `key`, or `default`."""
    found = store.read("SELECT json FROM setting WHERE key = ?", (key,))
    return json.loads(found[0][0]) if found else default


def put_setting(store: Store, key: str, value: Any) -> None:
    """Keep a plain value (text, whole numbers, lists, mappings; no floats) under `key`."""
    store.write(
        "INSERT INTO setting (key, json) VALUES (?, ?) "
        "ON CONFLICT (key) DO UPDATE SET json = excluded.json",
        (key, chain.canonical(value)),
    )


def settings_like(store: Store, prefix: str) -> dict[str, Any]:
    """Return every setting whose key begins with `prefix`, by key."""
    rows = store.read(
        "SELECT key, json FROM setting WHERE substr(key, 1, ?) = ? ORDER BY key",
        (len(prefix), prefix),
    )
    return {key: json.loads(text) for key, text in rows}


def drop_setting(store: Store, key: str) -> None:
    """Keep nothing under `key` any more."""
    store.write("DELETE FROM setting WHERE key = ?", (key,))
