"""Takes a whole import back (撤销读入): rosters and values, and what these had replaced."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.case import Value
from desktop.domain.problem import UserError
from desktop.store import origins, rosters, takings, values
from desktop.work.casedata import application_of
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.receive import follow_name
from desktop.work.rounds import scheme_of


@dataclass(frozen=True)
class LastTaking:
    """The import that can be taken back now: when, which files, how many values and rosters."""

    id: int
    at: str
    files: tuple[str, ...]
    values: int
    rosters: int


def last_taking(desk: Desk, application_id: int) -> LastTaking | None:
    """Return the newest import of an application that stands, or None."""
    found = takings.last_taking(desk.store, application_id)
    if found is None:
        return None
    standing = {b.id for b in rosters.imports(desk.store, application_id) if not b.undone_at}
    return LastTaking(
        found.id,
        desk.local(found.at),
        found.files,
        len(found.after),
        len(standing.intersection(found.imports)),
    )


def undo_taking(desk: Desk, application_id: int, taking_id: int) -> Changed:
    """Take back the newest import: what it replaced stands again, in one act.

    A value that the reviewer has changed since stays; `value` is how many those are. The files
    themselves stay as attachments. UserError where a later import stands on it.
    """
    found = takings.last_taking(desk.store, application_id)
    if found is None or found.id != taking_id:
        raise UserError("这次读入已经撤销，或之后又读入过文件。", "请先撤销后一次读入。")
    standing = {b.id for b in rosters.imports(desk.store, application_id) if not b.undone_at}
    with desk.act("撤销读入", case_subject(application_id), taking=taking_id) as act:
        for number in reversed(found.imports):
            if number in standing:
                rosters.undo_import(desk.store, number)
        back, stays = _to_go_back(found, values.values(desk.store, application_id))
        _put_back(desk, application_id, back)
        _forget_read(desk, application_id, found)
        takings.end_taking(desk.store, taking_id)
        act.detail |= {"values": len(back), "stays": stays}
    return changed("values", "rosters", value=len(stays))


def _to_go_back(
    found: takings.Taking, now: Mapping[str, Value]
) -> tuple[dict[str, Value | None], list[str]]:
    """Return the values to put back, and the paths that somebody has changed since."""
    back: dict[str, Value | None] = {}
    stays = []
    for path, came in found.after.items():
        here = now.get(path)
        if here is not None and (here.text, here.source) == (came.text, came.source):
            back[path] = found.before.get(path)
        elif here is not None:
            stays.append(path)
    return back, stays


def _put_back(desk: Desk, application_id: int, back: Mapping[str, Value | None]) -> None:
    store = desk.store
    old = {path: value for path, value in back.items() if value is not None}
    values.drop_values(store, application_id, [path for path in back if path not in old])
    values.put_values(store, application_id, old.items())
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    follow_name(desk, application_id, scheme, {path: value.text for path, value in old.items()})


def _forget_read(desk: Desk, application_id: int, found: takings.Taking) -> None:
    """What the import read is read no more; what an earlier one read is again."""
    origins.drop_read(desk.store, application_id, found.after)
    earlier = [(path, value) for path, value in found.before.items() if value is not None]
    origins.put_read(desk.store, application_id, earlier)
