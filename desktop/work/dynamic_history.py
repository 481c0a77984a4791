"""What was done to a recognised unit, and taking the last filled-in blank back (撤销)."""

from desktop.domain.problem import UserError
from desktop.store import files, journal, rounds
from desktop.store.journal import Entry
from desktop.work.desk import Changed, Desk, changed
from desktop.work.dynamic_keep import FILL, KIND, standing, unit_subject, write_field
from desktop.work.dynamic_page import fields_of, groups_of
from desktop.work.dynamic_units import Followed, followed_one, kept_day, shown_day
from desktop.work.free_papers import owner_scheme
from desktop.work.history import HistoryLine, Undoable, subject_history
from desktop.work.inward_papers import OF_UNITS
from desktop.work.printed_papers import PRINTING

_EMPTY = "（空）"


def unit_history(desk: Desk, unit_id: int) -> tuple[HistoryLine, ...]:
    """Return all acts on one unit, newest first; the lists of its scheme that were printed too.

    Such a list names every unit of the scheme, and belongs to its year or to the scheme itself.
    """
    one = followed_one(desk, unit_id)
    own = subject_history(desk, unit_subject(unit_id), one.unit.name)
    since = _arrived(desk, one)
    lists: list[HistoryLine] = []
    for subject in _printed_under(desk, one.kept.scheme_id):
        lists += subject_history(
            desk, subject, one.unit.name, lambda act: act.seq > since and _is_list(act)
        )
    return tuple(sorted((*own, *lists), key=lambda line: line.seq, reverse=True))


def _printed_under(desk: Desk, scheme_id: str) -> list[str]:
    """What the journal calls that which a scheme's lists belong to."""
    found = [one for one in rounds.rounds(desk.store) if one.scheme_id == scheme_id]
    return [owner_scheme(scheme_id), *(f"round:{one.id}" for one in found)]


def _is_list(act: Entry) -> bool:
    sheet = str((act.detail or {}).get("sheet", ""))
    return act.act in PRINTING and sheet in {one.id for one in OF_UNITS}


def _arrived(desk: Desk, one: Followed) -> int:
    """The number of the act that brought a unit in, alone or with a list; 0 where none is told."""
    kept = {file.id: file.sha256 for file in files.files(desk.store, None)}
    digest = kept.get(one.kept.file_id or 0, "-")
    for act in journal.history(desk.store, KIND):
        detail = act.detail or {}
        if detail.get("unit") == one.kept.id or detail.get("sha256") == digest:
            return act.seq
    return 0


def unit_undoable(desk: Desk, unit_id: int) -> Undoable | None:
    """Return the last act where it filled a blank in and the blank still says so; else None.

    What was taken back, and the taking back itself, are passed over: the act before is next.
    """
    found = journal.history(desk.store, unit_subject(unit_id))
    gone = {one.detail["undone"] for one in found if one.detail and "undone" in one.detail}
    stands = [one for one in found if one.seq not in gone and "undone" not in (one.detail or {})]
    return _offer(desk, unit_id, stands[-1]) if stands else None


def _offer(desk: Desk, unit_id: int, last: Entry) -> Undoable | None:
    detail = last.detail or {}
    if last.act != FILL or "key" not in detail:
        return None
    one, path = followed_one(desk, unit_id), str(detail["key"])
    if path not in fields_of(groups_of(one)) or shown_day(standing(one, path)) != detail["new"]:
        return None
    words = f"撤销填写“{detail['item']}”，改回“{detail['old'] or _EMPTY}”"
    return Undoable(last.seq, words)


def undo_unit(desk: Desk, unit_id: int, seq: int) -> Changed:
    """Take back the blank that the journal has as `seq`: an act of its own, nothing vanishes.

    UserError where it is not, or no longer, the last act of the unit.
    """
    offer = unit_undoable(desk, unit_id)
    if offer is None or offer.seq != seq:
        raise UserError("这一步已不能撤销。", "之后又有改动；请直接填写正确的内容。")
    found = journal.history(desk.store, unit_subject(unit_id))
    detail = next(one for one in found if one.seq == seq).detail or {}
    one, path = followed_one(desk, unit_id), str(detail["key"])
    old = str(detail["old"])
    is_day = fields_of(groups_of(one))[path].kind == "date"
    with desk.act(
        "撤销填写动态管理",
        unit_subject(unit_id),
        item=detail["item"],
        key=path,
        old=detail["new"],
        new=old,
        undone=seq,
    ):
        write_field(desk, one, path, kept_day(old) if is_day else old)
    return changed(KIND)
