"""Keeps each import of a roster (名单导入): what was taken, what was refused, and its undoing."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain as chained
from itertools import islice
from typing import Any

from desktop.domain.problem import UserError
from desktop.store import applications, chain
from desktop.store.roster_cells import Placed, prepared
from desktop.store.store import Store

_BOUND = 8  # values of a row that are its own
_TOGETHER = 50  # rows in a statement: 400 of the 999 values that the oldest SQLite takes


@dataclass(frozen=True)
class NewRow:
    """A row that is taken: its sheet, its 1-based line, its cleaned cells by column key."""

    sheet: str
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Refused:
    """A row that is not taken: its place, what stood there, and why (a Chinese sentence)."""

    sheet: str
    line: int
    cells: Mapping[str, str]
    reason: str


@dataclass(frozen=True)
class Import:
    """One import: read_n = taken_n + refused_n. `undone_at` is empty while it stands."""

    id: int
    application_id: int
    roster: str
    file_id: int | None
    read_n: int
    taken_n: int
    refused_n: int
    mapping: dict[str, Any]
    at: str
    undone_at: str


def add_import(
    store: Store,
    application_id: int,
    roster: str,
    file_id: int | None,
    rows: Iterable[Placed],
    refused: Iterable[Refused] = (),
    mapping: Mapping[str, Any] | None = None,
    replace: bool = False,
) -> int:
    """Keep one import whole and return its id; with `replace` the rows before it are hidden.

    Rows keep the order in which they are given: file, sheet, line. Nothing is deleted.
    """
    import_id = _start(store, application_id, roster, file_id, mapping or {})
    if replace:
        store.write(
            "UPDATE roster_row SET hidden_by = ? "
            "WHERE application_id = ? AND roster = ? AND hidden_by IS NULL AND removed = 0",
            (import_id, application_id, roster),
        )
    shared = (application_id, import_id, roster, _file_name(store, file_id))
    taken_n = _take(store, shared, rows)
    refused_n = store.write_many(
        "INSERT INTO refused_row (import_id, sheet, line, cells, reason) VALUES (?, ?, ?, ?, ?)",
        ((import_id, row.sheet, row.line, _as_it_stood(row.cells), row.reason) for row in refused),
    )
    store.write(
        "UPDATE import_batch SET read_n = ?, taken_n = ?, refused_n = ? WHERE id = ?",
        (taken_n + refused_n, taken_n, refused_n, import_id),
    )
    applications.touch(store, application_id)
    store.note_roster(application_id)
    return import_id


def _take(store: Store, shared: tuple[int, int, str, str], rows: Iterable[Placed]) -> int:
    """Keep the rows in bulk, several in a statement, which takes two thirds of the time of one.

    What they share is quoted into the statement, not bound row by row.
    """
    [quoted] = store.read("SELECT quote(?), quote(?), quote(?), quote(?)", shared)
    insert = (
        "INSERT INTO roster_row (application_id, import_id, roster, file, sheet, line, "
        "name, name_folded, code, contact, phone, cells, marks) VALUES "
    )
    row = f"({', '.join(quoted)}, {'?, ' * _BOUND}'{{}}')"
    rest: list[tuple[Any, ...]] = []
    taken_n = store.write_many(
        insert + ", ".join([row] * _TOGETHER), _together(prepared(rows), rest)
    )
    return taken_n + store.write_many(insert + row, rest)


def _together(
    rows: Iterable[tuple[Any, ...]], rest: list[tuple[Any, ...]]
) -> Iterator[tuple[Any, ...]]:
    """Yield what several rows bind, one after another; those left over at the end go to `rest`."""
    bound = chained.from_iterable(rows)
    while len(several := tuple(islice(bound, _TOGETHER * _BOUND))) == _TOGETHER * _BOUND:
        yield several
    rest.extend(several[at : at + _BOUND] for at in range(0, len(several), _BOUND))


def _start(
    store: Store, application_id: int, roster: str, file_id: int | None, mapping: Mapping[str, Any]
) -> int:
    return store.add(
        "INSERT INTO import_batch (application_id, roster, file_id, read_n, taken_n, refused_n, "
        "mapping, at) VALUES (?, ?, ?, 0, 0, 0, ?, ?)",
        (application_id, roster, file_id, chain.canonical(mapping), store.now()),
    )


def _file_name(store: Store, file_id: int | None) -> str:
    if file_id is None:
        return ""
    return str(store.read("SELECT name FROM source_file WHERE id = ?", (file_id,))[0][0])


def undo_import(store: Store, import_id: int) -> None:
    """Take an import back: its rows are hidden, those that it had replaced are shown again.

    UserError where it is undone already, or a later import replaced it.
    """
    later = store.read(
        "SELECT 1 FROM roster_row WHERE import_id = ? AND hidden_by IS NOT NULL LIMIT 1",
        (import_id,),
    )
    if later or store.read(
        "SELECT 1 FROM import_batch WHERE id = ? AND undone_at IS NOT NULL", (import_id,)
    ):
        raise UserError("这次导入已被撤销或已被后来的导入替换，不能撤销。", "请先撤销后来的导入。")
    store.write("UPDATE roster_row SET hidden_by = NULL WHERE hidden_by = ?", (import_id,))
    store.write("UPDATE roster_row SET hidden_by = ? WHERE import_id = ?", (import_id, import_id))
    store.write("UPDATE import_batch SET undone_at = ? WHERE id = ?", (store.now(), import_id))
    [(application_id,)] = store.read(
        "SELECT application_id FROM import_batch WHERE id = ?", (import_id,)
    )
    applications.touch(store, application_id)
    store.note_roster(application_id)


def row_ids(store: Store, import_id: int) -> dict[tuple[str, int], int]:
    """Return the ids of an import's rows by sheet and line."""
    rows = store.read("SELECT sheet, line, id FROM roster_row WHERE import_id = ?", (import_id,))
    return {(sheet, line): number for sheet, line, number in rows}


def imports(store: Store, application_id: int) -> list[Import]:
    """Return an application's imports, oldest first."""
    rows = store.read(
        "SELECT id, application_id, roster, file_id, read_n, taken_n, refused_n, mapping, at, "
        "coalesce(undone_at, '') FROM import_batch WHERE application_id = ? ORDER BY id",
        (application_id,),
    )
    return [Import(*(*row[:7], json.loads(row[7]), *row[8:])) for row in rows]


def standing(store: Store, application_id: int) -> frozenset[int]:
    """Return the imports of which rows are shown: none has replaced them since."""
    rows = store.read(
        "SELECT DISTINCT import_id FROM roster_row "
        "WHERE application_id = ? AND hidden_by IS NULL AND removed = 0 AND import_id IS NOT NULL",
        (application_id,),
    )
    return frozenset(number for (number,) in rows)


def _as_it_stood(cells: Mapping[str, str]) -> str:
    """Return a refused row's cells as JSON, in the order of the sheet's columns."""
    return json.dumps(dict(cells), ensure_ascii=False, separators=(",", ":"))


def refused(store: Store, import_id: int) -> list[Refused]:
    """Return the rows that an import refused, in their order; cells go by the sheet's columns."""
    rows = store.read(
        "SELECT sheet, line, cells, reason FROM refused_row WHERE import_id = ? ORDER BY id",
        (import_id,),
    )
    found = store.read("SELECT mapping FROM import_batch WHERE id = ?", (import_id,))
    places = json.loads(found[0][0]) if found else {}

    def place(cell: tuple[str, str]) -> int:
        at = places.get(cell[0])
        return at if isinstance(at, int) else len(places)

    return [
        Refused(sheet, line, dict(sorted(json.loads(cells).items(), key=place)), why)
        for sheet, line, cells, why in rows
    ]
