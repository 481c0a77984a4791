"""Whom to call: the roster's rows of the drawn firms, by code and name."""

from collections.abc import Iterable

from desktop.domain.case import Row
from desktop.domain.clean import fold_name
from desktop.domain.scheme import Scheme
from desktop.work.desk import Desk


def known_rows(desk: Desk, application_id: int, scheme: Scheme) -> dict[str, Row]:
    """Return the roster's rows by code and folded name, for whom to call and about what."""
    keys = [key for key in (scheme.sample.roster, scheme.sample.compare_with) if key]
    return desk.memory.recall(
        ("known", application_id),
        desk.store.roster_revision(application_id),
        lambda: rows_by_sign(row for key in keys for row in desk.rows(application_id, key)),
    )


def rows_by_sign(rows: Iterable[Row]) -> dict[str, Row]:
    """Return rows by what they are found by; of several the first."""
    known: dict[str, Row] = {}
    for row in rows:
        for sign in signs_of(row.cells.get("name", ""), row.cells.get("code", "")):
            known.setdefault(sign, row)
    return known


def signs_of(name: str, code: str) -> tuple[str, ...]:
    """Return what a firm is found by, the surer sign first."""
    # A code is only compared here: the lock holds valid ones alone, so nothing is checked anew.
    return (code.strip().upper(), fold_name(name)) if code.strip() else (fold_name(name),)
