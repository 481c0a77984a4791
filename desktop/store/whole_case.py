"""One application whole, as plain rows that mean the same in every file (移交): read, compared.

A row's id is no part of it: rows with an id go by their place in the order in which they came, and
whatever points at one names that place, from 1. So the same application has the same text, and
the same digest, in the file that it left and in the one that it came to.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.store import applications, chain, organisations
from desktop.store.store import Store

KEPT = "handover"  # the kind of files that tell of handing over, and are no part of what is handed
Cell = str | int | list[Any] | None
Rows = list[list[Cell]]


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_CASE = "application_id = ?"
_IMPORT = f"import_id IN (SELECT id FROM import_batch WHERE {_CASE})"
_ROW = f"row_id IN (SELECT id FROM roster_row WHERE {_CASE})"
_LOCK = f"lock_id IN (SELECT id FROM draw_lock WHERE {_CASE})"
_ATTEMPT = f"attempt_id IN (SELECT id FROM survey_attempt WHERE {_LOCK})"


@dataclass(frozen=True)
class Part:
    """One table's share of an application; `refs` say which column points at which table.

    `order` is what its rows go by; "id" where they have one. `fixed` rows are never changed.
    """

    table: str
    columns: tuple[str, ...]
    where: str = _CASE
    order: str = "id"
    refs: Mapping[str, str] = field(default_factory=dict)
    fixed: bool = False


PARTS = (
    Part(
        "source_file",
        ("name", "sha256", "size", "kind", "at"),
        f"{_CASE} AND kind <> '{KEPT}'",
    ),
    Part(
        "import_batch",
        ("roster", "file_id", "read_n", "taken_n", "refused_n", "mapping", "at", "undone_at"),
        refs={"file_id": "source_file"},
    ),
    Part(
        "refused_row",
        ("import_id", "sheet", "line", "cells", "reason"),
        _IMPORT,
        refs={"import_id": "import_batch"},
    ),
    Part(
        "roster_row",
        _names(
            "import_id roster file sheet line name name_folded code contact phone cells marks "
            "hidden_by removed"
        ),
        refs={"import_id": "import_batch", "hidden_by": "import_batch"},
    ),
    Part("taking", ("detail", "at", "undone_at")),
    Part(
        "cell_origin",
        ("row_id", "column_key", "kind", "entry_id", "before", "after"),
        _ROW,
        "row_id, column_key",
        {"row_id": "roster_row"},
    ),
    Part(
        "left_out",
        ("roster_row_id", "reason"),
        order="roster_row_id",
        refs={"roster_row_id": "roster_row"},
    ),
    Part("value", ("path", "text", "source", "confirmed"), order="path"),
    Part("value_read", ("path", "text", "source"), order="path"),
    Part(
        "material_state",
        _names("line_id state note checked_how checked_by checked_on copies pages"),
        order="line_id",
    ),
    Part("verdict", ("condition_id", "verdict", "reason", "place", "at"), order="condition_id"),
    Part(
        "draw_lock",
        _names("number text digest seed_kind secret required size reason supervisor created_at"),
        fixed=True,
    ),
    Part(
        "lock_void",
        ("lock_id", "reason", "at"),
        _LOCK,
        "lock_id",
        {"lock_id": "draw_lock"},
        fixed=True,
    ),
    Part(
        "draw_seed",
        ("lock_id", "digits", "evidence", "supervisor", "at"),
        _LOCK,
        "lock_id",
        {"lock_id": "draw_lock"},
        fixed=True,
    ),
    Part(
        "lock_extension",
        ("lock_id", "size", "reason", "at"),
        _LOCK,
        refs={"lock_id": "draw_lock"},
        fixed=True,
    ),
    Part(
        "survey_attempt",
        _names(
            "lock_id firm called_at by_whom method outcome answer words interviewee position "
            "phone service call_back_at supersedes reason typed_by typed_at"
        ),
        _LOCK,
        refs={"lock_id": "draw_lock", "supersedes": "survey_attempt"},
        fixed=True,
    ),
    Part(
        "survey_rekey",
        ("attempt_id", "answer", "by_whom", "at"),
        _ATTEMPT,
        refs={"attempt_id": "survey_attempt"},
        fixed=True,
    ),
    Part("decision", ("from_stage", "to_stage", "by_whom", "at", "why"), fixed=True),
    Part("erasure", ("at",), fixed=True),
)


def ids_of(store: Store, application_id: int, part: Part) -> list[int]:
    """Return the ids of an application's rows in one table that has ids, in their order."""
    sql = f"SELECT id FROM {part.table} WHERE {part.where} ORDER BY id"
    return [int(row[0]) for row in store.read(sql, (application_id,))]


def tables_of(store: Store, application_id: int) -> dict[str, Rows]:
    """Return all rows of an application by table, as plain cells; see the head of this file."""
    places: dict[str, dict[int, int]] = {}
    found: dict[str, Rows] = {}
    for part in PARTS:
        if part.order == "id":
            ids = ids_of(store, application_id, part)
            places[part.table] = {one: at for at, one in enumerate(ids, 1)}
        names = ", ".join(part.columns)
        rows = store.read(
            f"SELECT {names} FROM {part.table} WHERE {part.where} ORDER BY {part.order}",
            (application_id,),
        )
        found[part.table] = [_plain(store, part, row, places) for row in rows]
    return found


def _plain(
    store: Store, part: Part, row: Sequence[Any], places: Mapping[str, Mapping[int, int]]
) -> list[Cell]:
    cells: dict[str, Any] = dict(zip(part.columns, row, strict=True))
    for column, table in part.refs.items():
        if cells[column] is not None:
            cells[column] = places[table][cells[column]]
    if part.table == "draw_lock":
        cells["text"] = base64.b64encode(bytes(cells["text"])).decode("ascii")
    elif part.table == "taking":
        cells["detail"] = with_imports(cells["detail"], places["import_batch"])
    elif part.table == "value" and is_files(cells["path"]):
        cells["text"] = with_files(cells["text"], places["source_file"])
    elif part.table == "cell_origin" and cells["entry_id"] is not None:
        cells["entry_id"] = _entry(store, cells["entry_id"])
    return list(cells.values())


def with_imports(detail: str, places: Mapping[int, int]) -> str:
    """Return a taking's detail with its imports named by `places`."""
    raw = json.loads(detail)
    raw["imports"] = [places[one] for one in raw.get("imports", [])]
    return chain.canonical(raw)


def is_files(path: str) -> bool:
    """Whether a value's text names files by their ids (the office's scans beside a note)."""
    return path.startswith("office.") and path.endswith(".files")


def with_files(text: str, places: Mapping[int, int]) -> str:
    """Return the text of such a value with its files named by `places`."""
    return ",".join(str(places[int(one)]) for one in text.split(",") if one)


def _entry(store: Store, entry_id: int) -> list[Any]:
    """A cell that was taken from a published list names the list's file and its entry's place."""
    rows = store.read(
        "SELECT f.sha256, l.name, (SELECT count(*) FROM reference_entry AS o "
        "WHERE o.list_id = e.list_id AND o.id <= e.id) FROM reference_entry AS e "
        "JOIN reference_list AS l ON l.id = e.list_id JOIN source_file AS f ON f.id = l.file_id "
        "WHERE e.id = ?",
        (entry_id,),
    )
    return list(rows[0])


def head_of(store: Store, application_id: int) -> dict[str, Any]:
    """Return the application's own row, without what another file numbers in its own way."""
    one = applications.application(store, application_id)
    return {
        "name": one.name,
        "operator_name": one.operator_name,
        "state": one.state,
        "stage": one.stage,
        "created_at": one.created_at,
    }


def whole(store: Store, application_id: int) -> dict[str, Any]:
    """Return the application whole: its head and its tables, and what is told beside them."""
    one = applications.application(store, application_id)
    return {
        "head": head_of(store, application_id),
        "tables": tables_of(store, application_id),
        "number": one.number,
        "code": organisations.organisation(store, one.organisation_id).code,
    }


def digest_of(case: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an application's head and tables, the same in every file."""
    told = {"head": case["head"], "tables": case["tables"]}
    return hashlib.sha256(chain.canonical(told).encode()).hexdigest()


def grew_from(here: Mapping[str, Rows], there: Mapping[str, Rows]) -> bool:
    """Whether `there` keeps every row that nobody may change (draws, answers, decisions) of `here`.

    Only then can it stand in the place of what is here.
    """
    for part in PARTS:
        old, new = here[part.table], there[part.table]
        if part.fixed and part.order == "id" and new[: len(old)] != old:
            return False
        if part.fixed and any(row not in new for row in old):
            return False
    return True


def lists_used(store: Store, case: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Return the published lists that cells of the case were taken from, whole."""
    at = parts_by_table()["cell_origin"].columns.index("entry_id")
    used = {tuple(row[at][:2]) for row in case["tables"]["cell_origin"] if row[at] is not None}
    for sha256, name in sorted(used):
        rows = store.read(
            "SELECT l.id, l.publisher, l.dated, l.column_key, l.refused_n, f.name, f.kind "
            "FROM reference_list AS l JOIN source_file AS f ON f.id = l.file_id "
            "WHERE f.sha256 = ? AND l.name = ? ORDER BY l.id LIMIT 1",
            (sha256, name),
        )
        number, publisher, dated, column, refused, file_name, kind = rows[0]
        entries = store.read(
            "SELECT sheet, line, name, code, value FROM reference_entry WHERE list_id = ? "
            "ORDER BY id",
            (number,),
        )
        yield {
            "head": [name, publisher, dated, column],
            "refused": refused,
            "file": [file_name, kind, sha256],
            "entries": [list(one) for one in entries],
        }


def parts_by_table() -> dict[str, Part]:
    """Return the parts by their tables."""
    return {part.table: part for part in PARTS}
