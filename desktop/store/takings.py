"""Keeps what one import brought and replaced (一次导入), so that all of it can be taken back."""

import json
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.case import Value
from desktop.store import chain
from desktop.store.store import Store


@dataclass(frozen=True)
class Taking:
    """One act of importing: the files' names, its imports' ids, the values before and after.

    `before` has None where there was no value.
    """

    id: int
    application_id: int
    at: str
    undone_at: str
    files: tuple[str, ...] = ()
    imports: tuple[int, ...] = ()
    before: dict[str, Value | None] = field(default_factory=dict)
    after: dict[str, Value] = field(default_factory=dict)


def add_taking(
    store: Store,
    application_id: int,
    files: tuple[str, ...],
    imports: tuple[int, ...],
    before: dict[str, Value | None],
    after: dict[str, Value],
) -> int:
    """Keep what an import brought and replaced, and return its id."""
    detail = {
        "files": list(files),
        "imports": list(imports),
        "before": {path: _plain(value) for path, value in before.items()},
        "after": {path: _plain(value) for path, value in after.items()},
    }
    return store.add(
        "INSERT INTO taking (application_id, detail, at) VALUES (?, ?, ?)",
        (application_id, chain.canonical(detail), store.now()),
    )


def last_taking(store: Store, application_id: int) -> Taking | None:
    """Return the newest import that stands, or None."""
    found = store.read(
        "SELECT id, application_id, at, coalesce(undone_at, ''), detail FROM taking "
        "WHERE application_id = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
        (application_id,),
    )
    return _taking(found[0]) if found else None


def import_groups(store: Store, application_id: int) -> dict[int, tuple[int, ...]]:
    """Return, for each import that an act of importing made, all imports of that act."""
    found = store.read(
        "SELECT json_extract(detail, '$.imports') FROM taking WHERE application_id = ? "
        "AND detail IS NOT NULL ORDER BY id",
        (application_id,),
    )
    groups = [tuple(json.loads(text)) for (text,) in found if text]
    return {number: group for group in groups for number in group}


def end_taking(store: Store, taking_id: int) -> None:
    """Note that an import was taken back."""
    store.write("UPDATE taking SET undone_at = ? WHERE id = ?", (store.now(), taking_id))


def _taking(found: tuple[Any, ...]) -> Taking:
    number, application_id, at, undone_at, text = found
    detail = json.loads(text)
    after = {path: _value(plain) for path, plain in detail["after"].items()}
    return Taking(
        number,
        application_id,
        at,
        undone_at,
        tuple(detail["files"]),
        tuple(detail["imports"]),
        {path: _value(plain) for path, plain in detail["before"].items()},
        {path: value for path, value in after.items() if value is not None},
    )


def _plain(value: Value | None) -> list[str | int] | None:
    return None if value is None else [value.text, value.source, int(value.confirmed)]


def _value(plain: list[Any] | None) -> Value | None:
    return None if plain is None else Value(plain[0], plain[1], bool(plain[2]))
