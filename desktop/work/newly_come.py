"""What came after a paper was noted as owed (补正收到): files to be looked at, and since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.domain.completeness import COMPLETE, MEND, MISSING, NA
from desktop.domain.dates import show_date
from desktop.store import files, journal
from desktop.work.desk import Desk, case_subject
from desktop.work.materials import Checklist, LineState, MaterialState
from desktop.work.received_files import Received

NEW_FILES = "有新文件，请审"
_OWED, _SETTLED = (MISSING, MEND), (COMPLETE, NA)


@dataclass
class _Times:
    """When each paper was noted, as the journal writes moments; the newest of each."""

    noted: dict[str, str] = field(default_factory=dict)
    owed: dict[str, str] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)
    remarked: dict[str, str] = field(default_factory=dict)


def with_news(
    desk: Desk, application_id: int, found: Checklist, received: Sequence[Received]
) -> Checklist:
    """Return the list with what came for papers that were owed, and with remarks of before.

    A paper still owed has new files (新文件) while nobody noted its state after they came: files
    that belong to it, or that belong to no paper yet. `came` is the day of the first file of its
    own that came after it was first owed, and `note_was` the day of a remark that was written
    before the paper was found settled: both as 2026年11月20日, "" for none.
    """
    times = _times(desk, application_id)
    if not times.owed:
        return found
    at = {one.id: one.at for one in files.files(desk.store, application_id)}
    came = [(at[one.file.id], one.line_id or one.offered) for one in received]
    return replace(found, items=tuple(_item(desk, one, times, came) for one in found.items))


def _item(
    desk: Desk, item: MaterialState, times: _Times, came: Sequence[tuple[str, str]]
) -> MaterialState:
    lines = tuple(
        _line(desk, line, times, came) if line.id in times.owed else line for line in item.lines
    )
    return replace(item, lines=lines)


def _line(desk: Desk, line: LineState, times: _Times, came: Sequence[tuple[str, str]]) -> LineState:
    noted, settled = times.noted[line.id], times.settled.get(line.id, "")
    own = sorted(at for at, paper in came if paper == line.id and at > times.owed[line.id])
    new = any(at > noted and paper in ("", line.id) for at, paper in came)
    remarked = times.remarked.get(line.id, "")
    new = new and line.state in _OWED
    before = new or (line.state in _SETTLED and remarked <= settled)
    return replace(
        line,
        new_files=new,
        came=_day(desk, own[0]) if own else "",
        note_was=_day(desk, remarked) if before and line.note and remarked else "",
    )


def _times(desk: Desk, application_id: int) -> _Times:
    found, subject = _Times(), case_subject(application_id)
    for one in journal.history_of(desk.store, subject, "材料审查"):
        detail = one.detail or {}
        before, state = detail.get("lines", {}), str(detail.get("state"))
        if isinstance(before, Mapping):
            for line_id, was in before.items():
                _note(found, line_id, str(was), state, one.at)
    for one in journal.history_of(desk.store, subject, "真实性核验"):
        detail = one.detail or {}
        if "note" in detail and "line" in detail:
            found.remarked[str(detail["line"])] = one.at
    return found


def _note(found: _Times, line_id: str, was: str, state: str, at: str) -> None:
    found.noted[line_id] = at
    if state in _OWED and was not in _OWED:
        found.owed[line_id] = at
    if state in _SETTLED and was in _OWED:
        found.settled[line_id] = at


def _day(desk: Desk, kept: str) -> str:
    return show_date(date.fromisoformat(desk.local(kept)[:10]))
