"""What 待办事项 says of cases that a colleague has (已移交), and of those that came from one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.domain.dates import show_date
from desktop.store import departments, journal
from desktop.store.applications import Application
from desktop.store.final import HANDED
from desktop.work.desk import Desk, case_subject
from desktop.work.todo_names import TodoLine

_CAME = "接收移交"
_PLACE = "case:"  # names a case to the page of 移交和收回


@dataclass(frozen=True)
class HandedLines:
    """The lines, and the applications that can't be worked here meanwhile, by their ids."""

    away: frozenset[int]
    lines: tuple[TodoLine, ...]


def handed_lines(desk: Desk, there: Sequence[Application]) -> HandedLines:
    """Return what is said of these applications: away first, each with since when.

    One that came from a colleague is named until it is handed on or back, or is settled.
    """
    told = {
        int(key.removeprefix(HANDED)): found
        for key, found in departments.settings_like(desk.store, HANDED).items()
    }
    known = [(one, told[one.id]) for one in there if one.id in told and one.state == "open"]
    away = [(one, found) for one, found in known if found.get("to")]
    came = [
        (one, found) for one, found in known if not found.get("to") and _is_foreign(desk, found)
    ]
    lines = (*(_away(desk, *pair) for pair in away), *_came(desk, came))
    return HandedLines(frozenset(one.id for one, _found in away), lines)


def _is_foreign(desk: Desk, found: Mapping[str, Any]) -> bool:
    """Whether a case began in a colleague's file: what came back home is ours again."""
    home = str(found.get("home", ""))
    return bool(found.get("from") and home) and not home.startswith(f"{desk.store.uuid}:")


def _away(desk: Desk, one: Application, found: Mapping[str, Any]) -> TodoLine:
    since = _since(desk, str(found.get("at", "")))
    sentence = f"{one.name}：已移交给{found['to']}{since}，还没有收回"
    return _line(sentence, one)


def _came(desk: Desk, came: Sequence[tuple[Application, Mapping[str, Any]]]) -> Iterator[TodoLine]:
    for one, found in came:
        if one.stage != "报送":
            acts = journal.history(desk.store, case_subject(one.id))
            at = next((each.at for each in reversed(acts) if each.act == _CAME), "")
            since = _since(desk, at)
            yield _line(f"{one.name}：{found['from']}移交来的{since}，办完请移交回去", one)


def _since(desk: Desk, at: str) -> str:
    """Return since when in words, and how many days that is; at: as the file keeps it (UTC)."""
    if not at:
        return ""
    day, today = date.fromisoformat(desk.local(at)[:10]), desk.clock().date()
    days = (today - day).days
    return f"（{show_date(day)}" + (f"，已{days}天）" if days > 0 else "）")


def _line(sentence: str, one: Application) -> TodoLine:
    place = f"{_PLACE}{one.id}"
    return TodoLine(sentence, None, "handover", "away", one.round_id, place)
