"""Keeps what the reviewer found of each line of the list of materials (申报材料)."""

from dataclasses import astuple, dataclass
from typing import Literal

from desktop.store import applications
from desktop.store.store import Store

State = Literal["unseen", "complete", "missing", "mend", "na"]


@dataclass(frozen=True)
class MaterialState:
    """One line: unseen 未审, complete 齐全, missing 缺件, mend 需补正, na 不涉及.

    `checked_*` tell of the 真实性核验: how, by whom, on which day; empty where there was none.
    """

    line_id: str
    state: State
    note: str = ""
    checked_how: str = ""
    checked_by: str = ""
    checked_on: str = ""
    copies: int = 0
    pages: int = 0


def states(store: Store, application_id: int) -> dict[str, MaterialState]:
    """Return the lines that were ever set, by their ids; what isn't there is unseen."""
    rows = store.read(
        "SELECT line_id, state, note, checked_how, checked_by, checked_on, copies, pages "
        "FROM material_state WHERE application_id = ? ORDER BY line_id",
        (application_id,),
    )
    return {row[0]: MaterialState(*row) for row in rows}


def set_state(store: Store, application_id: int, state: MaterialState) -> None:
    """Keep a line's state in place of the one before."""
    store.write(
        "INSERT OR REPLACE INTO material_state (application_id, line_id, state, note, "
        "checked_how, checked_by, checked_on, copies, pages) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (application_id, *astuple(state)),
    )
    applications.touch(store, application_id)
