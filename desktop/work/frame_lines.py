"""What the window's frame shows of a file: its rounds and its people, before any rule is loaded."""

from dataclasses import dataclass

from desktop.schemes.shelf import Shelf
from desktop.store import departments
from desktop.store import rounds as kept
from desktop.work.desk import Desk


@dataclass(frozen=True)
class RoundLine:
    """One round as the chooser shows it."""

    id: int
    scheme_id: str
    scheme_name: str
    short_name: str
    year: int
    label: str


def list_rounds(desk: Desk) -> list[RoundLine]:
    """Return every round of the file, the newest year first."""
    found = [_line(desk, entry) for entry in kept.rounds(desk.store)]
    return sorted(found, key=lambda line: (-line.year, line.scheme_id))


def people(desk: Desk) -> tuple[list[str], str]:
    """Return everybody who has worked with the file, and who is at work now."""
    desk.operator = desk.operator or str(departments.setting(desk.store, "operator", ""))
    return departments.operators(desk.store), desk.operator


def _line(desk: Desk, entry: kept.Round) -> RoundLine:
    name, short = _names(desk, entry.scheme_id) or (entry.scheme_id, entry.scheme_id)
    own = (
        "（非随附版本）" if desk.is_own(entry.scheme_id) and entry.scheme_id in desk.schemes else ""
    )
    label = f"{entry.year}年度 {name}{own}"
    return RoundLine(entry.id, entry.scheme_id, name, short, entry.year, label)


def _names(desk: Desk, scheme_id: str) -> tuple[str, str] | None:
    if isinstance(desk.schemes, Shelf):
        return desk.schemes.names(scheme_id)
    scheme = desk.schemes.get(scheme_id)
    return (scheme.name, scheme.short_name) if scheme else None
