"""Lets what was judged of a row stay with it when its roster is imported anew, unchanged."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.case import Row
from desktop.domain.roster_diff import same_rows
from desktop.store import frames, locks, rosters
from desktop.work.desk import Desk


@dataclass(frozen=True)
class Judged:
    """The rows of which something was judged, by roster, and why some are not to be drawn."""

    rows: Mapping[str, tuple[Row, ...]]
    left_out: Mapping[int, str]


def judged(desk: Desk, application_id: int) -> Judged:
    """Return what there is to carry over, before a roster is replaced."""
    out = frames.left_out(desk.store, application_id)
    found = {
        key: tuple(one for one in desk.rows(application_id, key) if one.marks or one.id in out)
        for key in rosters.judged(desk.store, application_id)
    }
    return Judged(found, out)


def carry(desk: Desk, application_id: int, roster: str, before: Judged) -> int:
    """Judge the new rows as those were that had the same cells; returns how many.

    To be called in the act that has replaced the roster: undoing the import shows the old rows
    with all that was judged of them. While the list is sealed nobody is left out anew.
    """
    old_rows = before.rows.get(roster, ())
    # A long roster is read, and its names compared, only where there is something to carry.
    pairs = same_rows(old_rows, desk.rows(application_id, roster)) if old_rows else []
    if not pairs:
        return 0
    rosters.mark_rows(desk.store, application_id, ((new.id, old.marks) for old, new in pairs))
    if not locks.is_sealed(desk.store, application_id):
        for old, new in pairs:
            if old.id in before.left_out:
                why = before.left_out[old.id]
                frames.leave_out(desk.store, application_id, new.id, why)
    return len(pairs)
