"""Writes an application whole into the file: a new one, or in the place of what stands there."""

import base64
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.domain.problem import UserError
from desktop.store import files, organisations, reference_lists
from desktop.store.store import Store
from desktop.store.whole_case import (
    KEPT,
    PARTS,
    Cell,
    Part,
    Rows,
    digest_of,
    grew_from,
    ids_of,
    is_files,
    tables_of,
    whole,
    with_files,
    with_imports,
)

_DRAWS = ("draw_lock", "lock_void", "draw_seed", "lock_extension")
_KEYED = {"cell_origin": "row_id IN (SELECT id FROM roster_row WHERE application_id = ?)"}
_HEAD = ("name", "operator_name", "state", "stage", "created_at")
Ids = dict[str, dict[int, int]]


def add_whole(store: Store, round_id: int, number: str, case: Mapping[str, Any]) -> int:
    """Add an application as another file has it, inside an act; returns its id.

    UserError where it can't be kept just as it is.
    """
    head = case["head"]
    organisation_id = organisations.find_or_add(
        store, head["operator_name"] or head["name"], case["code"]
    )
    application_id = store.add(
        "INSERT INTO application (round_id, organisation_id, number, changed_at, name, "
        "operator_name, state, stage, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (round_id, organisation_id, number, store.now(), *(head[key] for key in _HEAD)),
    )
    _put(store, application_id, case)
    return application_id


def replace_whole(store: Store, application_id: int, case: Mapping[str, Any]) -> None:
    """Put what another file has in the place of an application, inside an act.

    Draws, answers and decisions that are here stay, and only grow. UserError where the other copy
    lacks one of them, or it can't be kept just as it is.
    """
    if not grew_from(tables_of(store, application_id), case["tables"]):
        raise UserError(
            "这里有封存、抽取、答复、流转或清除记录是那一份所没有的，不能替换。",
            "这些记录按办法不得删改；可以保留这里的，或把那一份另存为一份申报。",
        )
    head = case["head"]
    organisation_id = organisations.find_or_add(
        store, head["operator_name"] or head["name"], case["code"]
    )
    store.write(
        "UPDATE application SET organisation_id = ?, changed_at = ?, name = ?, operator_name = ?, "
        "state = ?, stage = ?, created_at = ? WHERE id = ?",
        (organisation_id, store.now(), *(head[key] for key in _HEAD), application_id),
    )
    _put(store, application_id, case)


def _put(store: Store, application_id: int, case: Mapping[str, Any]) -> None:
    """Write all rows, then read them back: what is kept must be what was told."""
    try:
        _put_rows(store, application_id, case["tables"])
        is_same = digest_of(whole(store, application_id)) == digest_of(case)
    except (sqlite3.IntegrityError, LookupError, ValueError, TypeError, OverflowError) as error:
        raise UserError("移交件的内容前后不符，没有收入。", "请让对方重新移交一次。") from error
    if not is_same:
        raise UserError("移交件的内容没有原样写入，没有收入。", "请让对方重新移交一次。")
    store.note_roster(application_id)


def _put_rows(store: Store, application_id: int, tables: Mapping[str, Rows]) -> None:
    there: Ids = {}
    spare: list[tuple[Part, list[int]]] = []
    for part in PARTS:  # what points at rows goes first, and comes back last
        if not part.fixed and part.order != "id":
            where = _KEYED.get(part.table, "application_id = ?")
            store.write(f"DELETE FROM {part.table} WHERE {where}", (application_id,))
    for part in PARTS:
        if part.order == "id":
            there[part.table], left = _ids(store, application_id, part, len(tables[part.table]))
            spare.append((part, left))
    old = tables_of_fixed(store, application_id)
    for part in PARTS:
        rows = tables[part.table]
        if part.table in _DRAWS:
            continue
        if part.fixed:
            rows = rows[len(old[part.table]) :]
            _insert(store, application_id, part, rows, there, len(old[part.table]))
        elif part.order == "id":
            _put_numbered(store, application_id, part, rows, there)
        else:
            _insert(store, application_id, part, rows, there, 0)
        if part.table == "verdict":  # locks come before the answers that stand on them
            _put_draws(store, application_id, tables, there, old)
    for part, left in reversed(spare):
        _drop(store, part, left)


def tables_of_fixed(store: Store, application_id: int) -> dict[str, Rows]:
    """Return the rows that nobody may change, as they are here."""
    found = tables_of(store, application_id)
    return {part.table: found[part.table] for part in PARTS if part.fixed}


def _ids(
    store: Store, application_id: int, part: Part, count: int
) -> tuple[dict[int, int], list[int]]:
    """Return the ids by place for `count` rows, those here before new ones; and what is left."""
    here = ids_of(store, application_id, part)
    newest = int(store.read(f"SELECT coalesce(max(id), 0) FROM {part.table}")[0][0])
    new = range(newest + 1, newest + 1 + max(0, count - len(here)))
    return dict(enumerate([*here[:count], *new], 1)), here[count:]


def _put_numbered(store: Store, application_id: int, part: Part, rows: Rows, there: Ids) -> None:
    known = set(ids_of(store, application_id, part))
    names = ", ".join(f"{one} = ?" for one in part.columns)
    changes = [
        (*_cells(store, part, row, there), there[part.table][at])
        for at, row in enumerate(rows, 1)
        if there[part.table][at] in known
    ]
    store.write_many(f"UPDATE {part.table} SET {names} WHERE id = ?", changes)
    _insert(store, application_id, part, rows[len(changes) :], there, len(changes))


def _insert(
    store: Store, application_id: int, part: Part, rows: Rows, there: Ids, before: int
) -> None:
    """Add rows; `before` of their table stand already."""
    numbered, owned = part.order == "id", part.where.startswith("application_id")
    names = (*(("id",) if numbered else ()), *(("application_id",) if owned else ()), *part.columns)
    marks = ", ".join("?" for _ in names)
    store.write_many(
        f"INSERT INTO {part.table} ({', '.join(names)}) VALUES ({marks})",
        (
            (
                *((there[part.table][at],) if numbered else ()),
                *((application_id,) if owned else ()),
                *_cells(store, part, row, there),
            )
            for at, row in enumerate(rows, before + 1)
        ),
    )


def _put_draws(
    store: Store,
    application_id: int,
    tables: Mapping[str, Rows],
    there: Ids,
    old: Mapping[str, Rows],
) -> None:
    """Add locks one after another, each with what ended or extended it before the next."""
    parts = {part.table: part for part in PARTS}
    for number in range(1, len(tables["draw_lock"]) + 1):
        if number > len(old["draw_lock"]):
            row = tables["draw_lock"][number - 1]
            _insert(store, application_id, parts["draw_lock"], [row], there, number - 1)
        for table in ("lock_void", "draw_seed"):
            new = [row for row in tables[table] if row[0] == number and row not in old[table]]
            _insert(store, application_id, parts[table], new, there, 0)
    done = len(old["lock_extension"])
    rows = tables["lock_extension"][done:]
    _insert(store, application_id, parts["lock_extension"], rows, there, done)


def _cells(store: Store, part: Part, row: Sequence[Cell], there: Ids) -> tuple[Any, ...]:
    cells: dict[str, Any] = dict(zip(part.columns, row, strict=True))
    for column, table in part.refs.items():
        if cells[column] is not None:
            cells[column] = there[table][cells[column]]
    if part.table == "draw_lock":
        cells["text"] = base64.b64decode(cells["text"], validate=True)
    elif part.table == "taking":
        cells["detail"] = with_imports(cells["detail"], there["import_batch"])
    elif part.table == "value" and is_files(cells["path"]):
        cells["text"] = with_files(cells["text"], there["source_file"])
    elif part.table == "cell_origin" and cells["entry_id"] is not None:
        cells["entry_id"] = _entry_id(store, *cells["entry_id"])
    return tuple(cells.values())


def _entry_id(store: Store, sha256: str, name: str, place: int) -> int:
    rows = store.read(
        "SELECT e.id FROM reference_entry AS e WHERE e.list_id = (SELECT l.id FROM reference_list "
        "AS l JOIN source_file AS f ON f.id = l.file_id WHERE f.sha256 = ? AND l.name = ? "
        "ORDER BY l.id LIMIT 1) ORDER BY e.id LIMIT 1 OFFSET ?",
        (sha256, name, place - 1),
    )
    return int(rows[0][0])


def _drop(store: Store, part: Part, left: Sequence[int]) -> None:
    """Take rows away that the other copy lacks; a file stays, as one that tells of handing over."""
    ids = [(one,) for one in left]
    if part.table == "source_file":
        store.write_many(f"UPDATE source_file SET kind = '{KEPT}' WHERE id = ?", ids)
    else:
        store.write_many(f"DELETE FROM {part.table} WHERE id = ?", ids)


def add_lists(store: Store, lists: Iterable[Mapping[str, Any]], read: Mapping[str, bytes]) -> int:
    """Keep the published lists that are not here yet, inside an act; returns how many.

    `read` are their files by SHA-256.
    """
    added = 0
    for one in lists:
        file_name, kind, sha256 = one["file"]
        name, publisher, dated, column = one["head"]
        if not store.read(
            "SELECT 1 FROM reference_list AS l JOIN source_file AS f ON f.id = l.file_id "
            "WHERE f.sha256 = ? AND l.name = ?",
            (sha256, name),
        ):
            kept = files.keep_file(store, None, file_name, read[sha256], kind)
            entries = (reference_lists.NewEntry(*entry) for entry in one["entries"])
            head = (name, publisher, dated, column)
            reference_lists.add_list(store, head, kept.id, entries, one["refused"])
            added += 1
    return added
