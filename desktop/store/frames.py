"""Keeps which firms are left out of the 抽查企业名单, each with its reason."""

from desktop.store import applications
from desktop.store.locks import refuse_while_sealed
from desktop.store.store import Store


def left_out(store: Store, application_id: int) -> dict[int, str]:
    """Return the reasons by the ids of the roster rows that are left out."""
    return dict(
        store.read(
            "SELECT roster_row_id, reason FROM left_out WHERE application_id = ? "
            "ORDER BY roster_row_id",
            (application_id,),
        )
    )


def leave_out(store: Store, application_id: int, row_id: int, reason: str) -> None:
    """Leave a row out of the frame; IntegrityError where the reason is empty.

    UserError while the list is locked and not drawn.
    """
    refuse_while_sealed(store, application_id)
    store.write(
        "INSERT OR REPLACE INTO left_out (application_id, roster_row_id, reason) VALUES (?, ?, ?)",
        (application_id, row_id, reason),
    )
    applications.touch(store, application_id)


def take_in(store: Store, application_id: int, row_id: int) -> None:
    """Take a row that was left out back into the frame; UserError while it is locked."""
    refuse_while_sealed(store, application_id)
    store.write(
        "DELETE FROM left_out WHERE application_id = ? AND roster_row_id = ?",
        (application_id, row_id),
    )
    applications.touch(store, application_id)
