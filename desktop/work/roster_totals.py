"""What a roster's foot states (上一年度共服务企业 家) goes into the form's own blank."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.case import Value
from desktop.domain.figure import parse_figure
from desktop.domain.scheme import Scheme
from desktop.store import values
from desktop.work.desk import Desk
from desktop.work.receive import UNREAD

# A roster's foot is a line of a sheet, a form's blank a cell (格) or a paragraph (段).
_LINE = "行"


@dataclass(frozen=True)
class Stated:
    """A total as a roster's foot states it, with its source: file, sheet, line."""

    roster: str
    text: str
    source: str


def keep_totals(desk: Desk, application_id: int, scheme: Scheme, stated: Sequence[Stated]) -> None:
    """Keep each total, unconfirmed, where the form and the reviewer said nothing; inside an act.

    One that differs from what was said is a line among what was not understood.
    """
    there = values.values(desk.store, application_id)
    fresh: dict[str, Value] = {}
    notes = there[UNREAD].text.split("\n") if UNREAD in there and there[UNREAD].text else []
    for one in stated:
        path = scheme.roster(one.roster).total_field
        if not path:
            continue
        old = fresh.get(path) or there.get(path)
        if old is None or not old.text or (path not in fresh and _was_stated(old)):
            fresh[path] = Value(one.text, one.source, confirmed=False)
        elif parse_figure(old.text) != parse_figure(one.text):
            notes.append(_difference(one, old))
    if fresh or notes:
        unread = Value("\n".join(dict.fromkeys(notes)))
        values.put_values(desk.store, application_id, [*fresh.items(), (UNREAD, unread)])


def _was_stated(old: Value) -> bool:
    """Tell whether a value is an earlier roster's foot that nobody has confirmed."""
    return not old.confirmed and old.source.endswith(_LINE)


def _difference(one: Stated, old: Value) -> str:
    where = f"{old.source}的" if old.source else "已填写的"
    return f"{one.source}：名单下方写的是“{one.text}”家，与{where}“{old.text}”不同，未采用，请核对"
