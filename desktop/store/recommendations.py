"""Keeps an application's way through the office: 拟办, 审核, 审签, 定稿, 报送, 退回.

What the recommendation itself says stands among the values, under `rec.<key>`.
"""

from dataclasses import dataclass

from desktop.store import applications
from desktop.store.applications import Stage
from desktop.store.store import Store


@dataclass(frozen=True)
class Decision:
    """One step: from what to what, who, when (ISO), why."""

    id: int
    application_id: int
    from_stage: Stage
    to_stage: Stage
    by: str
    at: str
    why: str


def add_decision(
    store: Store, application_id: int, to_stage: Stage, by: str, why: str = "", at: str = ""
) -> int:
    """Take the application to `to_stage` and keep the step; `at` is now where it isn't given."""
    before = applications.application(store, application_id).stage
    decision_id = store.add(
        "INSERT INTO decision (application_id, from_stage, to_stage, by_whom, at, why) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (application_id, before, to_stage, by, at or store.now(), why),
    )
    applications.set_state(store, application_id, stage=to_stage)
    return decision_id


def decisions(store: Store, application_id: int) -> list[Decision]:
    """Return the steps in their order."""
    rows = store.read(
        "SELECT id, application_id, from_stage, to_stage, by_whom, at, why FROM decision "
        "WHERE application_id = ? ORDER BY id",
        (application_id,),
    )
    return [Decision(*row) for row in rows]
