"""Empties who was somebody in the changes of units that one application was recognised as."""

from collections.abc import Callable, Mapping

from desktop.store import recognised
from desktop.store.schema_4 import ERASED
from desktop.store.store import Store


def personal_changes(
    store: Store, application_id: int, is_personal: Callable[[str], object]
) -> dict[int, dict[str, str]]:
    """Return, by unit and path, what changes of a person say: who it was, and who it is now.

    A change is of a person where `is_personal` says so of its 变更事项. Void units count too.
    """
    rows = store.read("SELECT id FROM recognised_unit WHERE application_id = ?", (application_id,))
    found: dict[int, dict[str, str]] = {}
    for (unit_id,) in rows:
        values = recognised.unit(store, unit_id).values
        found[unit_id] = {
            path: text
            for path, text in values.items()
            if path.startswith("change.")
            and path.endswith((".old", ".new"))
            and is_personal(values.get(f"{path.rpartition('.')[0]}.what", ""))
        }
    return found


def erase_changes(store: Store, found: Mapping[int, Mapping[str, str]]) -> None:
    """Let what `personal_changes` found say nothing any more, inside an act."""
    store.write_many(
        "UPDATE recognised_value SET text = ? WHERE unit_id = ? AND path = ?",
        ((ERASED, unit_id, path) for unit_id, paths in found.items() for path in paths),
    )
