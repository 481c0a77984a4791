"""What looking for names reads of all rosters at once: slices for the index, and rows that hit."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from desktop.store.roster_cells import fold
from desktop.store.store import Store

__all__ = [
    "HitRow",
    "SliceRow",
    "count_cases",
    "fold",
    "hit_rows",
    "last_row",
    "look_through",
    "slice_rows",
]

_SHOWN = "r.hidden_by IS NULL AND r.removed = 0"
_HIT = (
    "SELECT r.id, r.application_id, a.round_id, a.name, r.roster, r.file, r.line, r.name, "
    "r.contact, r.phone, r.code FROM roster_row r JOIN application a ON a.id = r.application_id "
)


class SliceRow(NamedTuple):
    """One shown row as the index needs it; `name` is folded."""

    id: int
    application_id: int
    name: str
    contact: str
    phone: str
    code: str


class HitRow(NamedTuple):
    """One shown row with where it stands."""

    id: int
    application_id: int
    round_id: int
    application: str
    roster: str
    file: str
    line: int
    name: str
    contact: str
    phone: str
    code: str


def last_row(store: Store) -> int:
    """Return the highest id of any roster's rows, 0 where there is none."""
    return int(store.read("SELECT coalesce(max(id), 0) FROM roster_row")[0][0])


def slice_rows(store: Store, first: int, end: int) -> list[SliceRow]:
    """Return the shown rows whose ids are from `first` up to, not including, `end`."""
    found = store.read(
        "SELECT r.id, r.application_id, r.name_folded, r.contact, r.phone, r.code "
        f"FROM roster_row r WHERE r.id >= ? AND r.id < ? AND {_SHOWN} ORDER BY r.id",
        (first, end),
    )
    return [SliceRow(*row) for row in found]


def hit_rows(store: Store, ids: Sequence[int]) -> list[HitRow]:
    """Return the rows with these ids (a few hundred at most) that are still shown, by id."""
    marks = ",".join("?" * len(ids))
    return _hits(store, f"{_HIT} WHERE r.id IN ({marks}) AND {_SHOWN} ORDER BY r.id", tuple(ids))


def look_through(store: Store, text: str, limit: int) -> list[HitRow]:
    """Return the first rows whose name, contact, phone or code holds the folded `text`.

    Without an index: it reads every row until there are enough.
    """
    contact, phone = "replace(lower(r.contact), ' ', '')", "replace(r.phone, ' ', '')"
    texts = ("r.name_folded", contact, phone, "lower(r.code)")
    holds = " OR ".join(f"instr({one}, ?)" for one in texts)
    sql = f"{_HIT} WHERE {_SHOWN} AND ({holds}) ORDER BY r.id LIMIT ?"
    return _hits(store, sql, (text, text, text, text, limit))


def count_cases(store: Store) -> dict[int, int]:
    """Return how many applications each organisation has."""
    rows = store.read("SELECT organisation_id, count(*) FROM application GROUP BY 1")
    return dict(rows)


def _hits(store: Store, sql: str, values: tuple[Any, ...]) -> list[HitRow]:
    return [HitRow(*row) for row in store.read(sql, values)]
