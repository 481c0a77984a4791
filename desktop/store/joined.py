"""Organisations that the clerk said are one (同一单位): joined, and parted again; none is lost."""

from dataclasses import dataclass
from typing import Any

from desktop.store import departments
from desktop.store.store import Store

JOINED = "joined:"  # begins the key of the setting that tells what an organisation was joined into


@dataclass(frozen=True)
class Joined:
    """One organisation that stands for no more: into which it was joined, and what it had."""

    id: int
    into: int
    applications: tuple[int, ...]
    units: tuple[int, ...]


def followed(store: Store, organisation_id: int) -> int:
    """Return the organisation that stands for this one: itself, where it was joined into none."""
    found = departments.setting(store, f"{JOINED}{organisation_id}")
    return followed(store, int(found["into"])) if found else organisation_id


def join(store: Store, into: int, other: int) -> Joined:
    """Let `into` have all that `other` has, inside an act; ValueError where they are one."""
    into, other = followed(store, into), followed(store, other)
    if into == other:
        raise ValueError("one organisation already")
    made = Joined(other, into, _having(store, "application", other), _having(store, "unit", other))
    _move(store, made, into)
    kept: dict[str, Any] = {"into": into, "applications": list(made.applications)}
    departments.put_setting(store, f"{JOINED}{other}", kept | {"units": list(made.units)})
    return made


def part(store: Store, other: int) -> Joined | None:
    """Give an organisation back what it had when it was joined, inside an act; None: it was not."""
    found = next((one for one in all_joined(store) if one.id == other), None)
    if found is not None:
        _move(store, found, other)
        departments.drop_setting(store, f"{JOINED}{other}")
    return found


def all_joined(store: Store) -> tuple[Joined, ...]:
    """Return every organisation that was joined into another."""
    rows = departments.settings_like(store, JOINED).items()
    return tuple(
        Joined(
            int(key.removeprefix(JOINED)),
            int(told["into"]),
            tuple(told["applications"]),
            tuple(told["units"]),
        )
        for key, told in rows
    )


_TABLES = {"application": "application", "unit": "recognised_unit"}


def _having(store: Store, what: str, organisation_id: int) -> tuple[int, ...]:
    sql = f"SELECT id FROM {_TABLES[what]} WHERE organisation_id = ? ORDER BY id"
    return tuple(int(row[0]) for row in store.read(sql, (organisation_id,)))


def _move(store: Store, what: Joined, to: int) -> None:
    for table, ids in (("application", what.applications), ("recognised_unit", what.units)):
        store.write_many(
            f"UPDATE {table} SET organisation_id = ? WHERE id = ?", ((to, one) for one in ids)
        )
