"""Keeps the applications (申报) of each round: number, names, state and stage."""

from dataclasses import dataclass
from typing import Literal

from desktop.store import organisations
from desktop.store.store import Store

State = Literal["open", "withdrawn", "overdue", "declined", "void"]
Stage = Literal["初审", "拟办", "审核", "审签", "定稿", "报送", "退回"]

_SELECT = (
    "SELECT id, round_id, organisation_id, number, name, operator_name, state, stage, "
    "created_at, changed_at FROM application "
)


@dataclass(frozen=True)
class Application:
    """One application. `name` is the platform's or base's, `operator_name` the 运营单位's.

    `state`: open, withdrawn (撤回), overdue (逾期未补), declined (不予推荐), void (作废).
    """

    id: int
    round_id: int
    organisation_id: int
    number: str
    name: str
    operator_name: str
    state: State
    stage: Stage
    created_at: str
    changed_at: str


def add_application(
    store: Store, round_id: int, name: str, operator_name: str, code: str = ""
) -> int:
    """Add an application, numbered on in its round from `0001`, and return its id.

    The organisation is found by `code` or by `operator_name` (by `name` where that is empty).
    """
    organisation_id = organisations.find_or_add(store, operator_name or name, code)
    now = store.now()
    return store.add(
        "INSERT INTO application (round_id, organisation_id, number, name, operator_name, state, "
        "stage, created_at, changed_at) VALUES (?, ?, ?, ?, ?, 'open', '初审', ?, ?)",
        (round_id, organisation_id, _next_number(store, round_id), name, operator_name, now, now),
    )


def _next_number(store: Store, round_id: int) -> str:
    newest = store.read(
        "SELECT coalesce(max(CAST(number AS INTEGER)), 0) FROM application WHERE round_id = ?",
        (round_id,),
    )
    return f"{newest[0][0] + 1:04d}"


def applications(store: Store, round_id: int) -> list[Application]:
    """Return the round's applications by their numbers."""
    rows = store.read(f"{_SELECT} WHERE round_id = ? ORDER BY id", (round_id,))
    return [Application(*row) for row in rows]


def applications_of(store: Store, organisation_id: int) -> list[Application]:
    """Return an organisation's applications over the years, oldest first."""
    rows = store.read(f"{_SELECT} WHERE organisation_id = ? ORDER BY id", (organisation_id,))
    return [Application(*row) for row in rows]


def application(store: Store, application_id: int) -> Application:
    """Return one application; KeyError where there is none."""
    found = store.read(f"{_SELECT} WHERE id = ?", (application_id,))
    if not found:
        raise KeyError(application_id)
    return Application(*found[0])


def set_state(
    store: Store, application_id: int, state: State | None = None, stage: Stage | None = None
) -> None:
    """Set the state, the stage, or both; None leaves what is there."""
    store.write(
        "UPDATE application SET state = coalesce(?, state), stage = coalesce(?, stage), "
        "changed_at = ? WHERE id = ?",
        (state, stage, store.now(), application_id),
    )


def rename(
    store: Store, application_id: int, name: str, operator_name: str, code: str = ""
) -> None:
    """Rename the application, and find its organisation anew by the new name or `code`."""
    organisation_id = organisations.find_or_add(store, operator_name or name, code)
    store.write(
        "UPDATE application SET name = ?, operator_name = ?, organisation_id = ?, changed_at = ? "
        "WHERE id = ?",
        (name, operator_name, organisation_id, store.now(), application_id),
    )


def touch(store: Store, application_id: int) -> None:
    """Note that something of the application changed now."""
    store.write("UPDATE application SET changed_at = ? WHERE id = ?", (store.now(), application_id))


def move_round(store: Store, application_id: int, round_id: int) -> str:
    """Put an application into another round, and return its number there.

    It keeps its number where that is free, else it is numbered on.
    """
    number = application(store, application_id).number
    there = "SELECT 1 FROM application WHERE round_id = ? AND number = ?"
    if store.read(there, (round_id, number)):
        number = _next_number(store, round_id)
    store.write(
        "UPDATE application SET round_id = ?, number = ?, changed_at = ? WHERE id = ?",
        (round_id, number, store.now(), application_id),
    )
    return number
