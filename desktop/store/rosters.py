"""Keeps the rosters' rows (名单): reads them whole or by the page, edits, adds and marks them."""

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.domain.case import Row
from desktop.domain.packed import Frame, pack_all
from desktop.domain.sharing import sharing
from desktop.store import applications, chain
from desktop.store.imports import (
    Import,
    NewRow,
    Refused,
    add_import,
    imports,
    refused,
    row_ids,
    standing,
    undo_import,
)
from desktop.store.roster_cells import columns, fold
from desktop.store.store import Store

__all__ = [
    "Import",
    "NewRow",
    "Refused",
    "add_import",
    "add_row",
    "count",
    "drop_row",
    "edit_row",
    "imports",
    "mark_row",
    "names_after",
    "page",
    "refused",
    "row",
    "row_ids",
    "rows",
    "rows_of",
    "shown_columns",
    "shown_ids",
    "shown_texts",
    "standing",
    "undo_import",
]

_SELECT = "SELECT id, file, sheet, line, cells, marks FROM roster_row "
_SHOWN = "application_id = ? AND roster = ? AND hidden_by IS NULL AND removed = 0"
_AT_ONCE = 500  # a statement takes 999 values in the oldest SQLite that is met
_MATCH = (
    " AND (instr(name_folded, ?) OR instr(lower(code), ?) OR instr(lower(contact), ?) "
    "OR instr(phone, ?))"
)


def rows(store: Store, application_id: int, roster: str) -> tuple[Row, ...]:
    """Return all rows of a roster in the order of file, sheet, line; typed ones come last."""
    sql = f"{_SELECT} WHERE {_SHOWN} ORDER BY import_id IS NULL, id"
    frames, known, marks = dict[tuple[str, ...], Frame](), dict[str, str](), dict[str, bool]()
    found: list[Row] = []
    for part in store.read_parts(sql, (application_id, roster)):
        share = sharing(known)
        cells = pack_all(_cells(part), frames)
        for (row_id, file, sheet, line, _, marked), texts in zip(part, cells, strict=True):
            own = marks if marked == "{}" else json.loads(marked)
            found.append(Row(row_id, share(file, file), share(sheet, sheet), line, texts, own))
    return tuple(found)


def _cells(part: Sequence[tuple[Any, ...]]) -> list[dict[str, str]]:
    """Return the cells of some rows; taken apart in one go, they have their keys in common."""
    found: list[dict[str, str]] = json.loads(f"[{','.join(each[4] for each in part)}]")
    return found


def row(store: Store, row_id: int) -> Row:
    """Return one row, shown or hidden; KeyError where there is none."""
    found = store.read(f"{_SELECT} WHERE id = ?", (row_id,))
    if not found:
        raise KeyError(row_id)
    return _row(found[0])


def page(
    store: Store,
    application_id: int,
    roster: str,
    after_id: int = 0,
    limit: int = 100,
    search: str = "",
) -> list[Row]:
    """Return up to `limit` rows by id after `after_id`: whose name, code, contact or phone has
    `search` in it, where it isn't empty."""
    where, wanted = _wanted(application_id, roster, search)
    sql = f"{_SELECT} WHERE {where} AND id > ? ORDER BY id LIMIT ?"
    return [_row(each) for each in store.read(sql, (*wanted, after_id, limit))]


def count(store: Store, application_id: int, roster: str, search: str = "") -> int:
    """Return how many rows `page` would show in all."""
    where, wanted = _wanted(application_id, roster, search)
    return int(store.read(f"SELECT count(*) FROM roster_row WHERE {where}", wanted)[0][0])


def shown_ids(
    store: Store,
    application_id: int,
    roster: str,
    search: str = "",
    by: str = "",
    *,
    down: bool = False,
) -> list[int]:
    """Return all ids that `page` would show, by id, `code` or `phone`, the empty last.

    ValueError for another column: its order is not SQL's to give.
    """
    if by not in ("", "code", "phone"):
        raise ValueError(by)
    where, wanted = _wanted(application_id, roster, search)
    if not by:
        found = store.read(f"SELECT id FROM roster_row WHERE {where} ORDER BY id", wanted)
        return [row[0] for row in found]
    order = f"{by} {'DESC' if down else 'ASC'}, id"
    found = store.read(
        f"SELECT id, {by} = '' FROM roster_row WHERE {where} ORDER BY {order}", wanted
    )
    empty = 0 if down else sum(row[1] for row in found)
    return [row[0] for row in (*found[empty:], *found[:empty])]


def shown_texts(
    store: Store, application_id: int, roster: str, search: str, by: str
) -> list[tuple[str, int]]:
    """Return the text in the column `by` and the id of all rows that `page` would show, by id."""
    sql, values = _texts(application_id, roster, search, by)
    return store.read(sql, values)


def shown_columns(
    store: Store, application_id: int, roster: str, by: str
) -> tuple[list[str], Sequence[int]]:
    """Return what `shown_texts` does, the texts and the ids apart.

    SQLite hands over one long text of each, which takes three quarters of the time of pairs.
    """
    sql, values = _texts(application_id, roster, "", by)
    [(whole, numbers)] = store.read(
        f"SELECT group_concat(text, char(10)), group_concat(id) FROM ({sql})", values
    )
    if numbers is None:
        return [], ()
    texts, ids = whole.split("\n"), array("q", map(int, numbers.split(",")))
    if len(texts) == len(ids):
        return texts, ids
    pairs = store.read(sql, values)  # a break inside a text
    return [text for text, _id in pairs], [one for _text, one in pairs]


def _texts(application_id: int, roster: str, search: str, by: str) -> tuple[str, tuple[Any, ...]]:
    where, wanted = _wanted(application_id, roster, search)
    text, values = by, wanted
    if by not in ("name", "contact"):
        text, values = "coalesce(json_extract(cells, ?), '')", (f'$."{by}"', *wanted)
    return f"SELECT {text} AS text, id FROM roster_row WHERE {where} ORDER BY id", values


def names_after(
    store: Store, application_id: int, roster: str, after_id: int, limit: int
) -> list[tuple[str, int]]:
    """Return name and id of up to `limit` shown rows after the row `after_id`, by id."""
    sql = f"SELECT name, id FROM roster_row WHERE {_SHOWN} AND id > ? ORDER BY id LIMIT ?"
    return store.read(sql, (application_id, roster, after_id, limit))


def rows_of(store: Store, ids: Sequence[int]) -> list[Row]:
    """Return the rows with these ids, in the order of `ids`."""
    found: dict[int, Row] = {}
    for at in range(0, len(ids), _AT_ONCE):
        part = tuple(ids[at : at + _AT_ONCE])
        marks = ",".join("?" * len(part))
        for each in store.read(f"{_SELECT} WHERE id IN ({marks})", part):
            found[each[0]] = _row(each)
    return [found[one] for one in ids if one in found]


def _wanted(application_id: int, roster: str, search: str) -> tuple[str, tuple[Any, ...]]:
    text = fold(search)
    if not text:
        return _SHOWN, (application_id, roster)
    return _SHOWN + _MATCH, (application_id, roster, text, text, text, text)


def add_row(store: Store, application_id: int, roster: str, cells: Mapping[str, str]) -> int:
    """Add a row that the reviewer typed, and return its id; its line is its number among those."""
    row_id = store.add(
        "INSERT INTO roster_row (application_id, roster, file, sheet, line, name, name_folded, "
        "code, contact, phone, cells, marks) SELECT ?, ?, '手工录入', '', count(*) + 1, "
        "?, ?, ?, ?, ?, ?, '{}' FROM roster_row "
        "WHERE application_id = ? AND roster = ? AND import_id IS NULL",
        (application_id, roster, *columns(cells), application_id, roster),
    )
    applications.touch(store, application_id)
    store.note_roster(application_id, row_id)
    return row_id


def edit_row(store: Store, row_id: int, cells: Mapping[str, str]) -> dict[str, str]:
    """Put `cells` in place of all of a row's cells; returns what they were, for the journal."""
    before = dict(row(store, row_id).cells)
    store.write(
        "UPDATE roster_row SET name = ?, name_folded = ?, code = ?, contact = ?, phone = ?, "
        "cells = ? WHERE id = ?",
        (*columns(cells), row_id),
    )
    _touch(store, row_id)
    return before


def mark_row(store: Store, row_id: int, marks: Mapping[str, bool]) -> dict[str, bool]:
    """Put `marks` in place of all of a row's marks; returns what they were."""
    before = dict(row(store, row_id).marks)
    store.write(
        "UPDATE roster_row SET marks = ? WHERE id = ?", (chain.canonical(dict(marks)), row_id)
    )
    _touch(store, row_id)
    return before


def mark_rows(
    store: Store, application_id: int, marks: Iterable[tuple[int, Mapping[str, bool]]]
) -> None:
    """Put marks in place of all that rows of one application have, by their ids."""
    store.write_many(
        "UPDATE roster_row SET marks = ? WHERE id = ?",
        ((chain.canonical(dict(one)), row_id) for row_id, one in marks),
    )
    applications.touch(store, application_id)
    store.note_roster(application_id)


def judged(store: Store, application_id: int) -> frozenset[str]:
    """Return the rosters of which some row is marked, or left out of the frame."""
    found = store.read(
        "SELECT DISTINCT roster FROM roster_row WHERE application_id = ? AND hidden_by IS NULL "
        "AND removed = 0 AND (marks <> '{}' OR id IN (SELECT roster_row_id FROM left_out))",
        (application_id,),
    )
    return frozenset(roster for (roster,) in found)


def drop_row(store: Store, row_id: int, removed: bool = True) -> None:
    """Take a row out of its roster, or with `removed=False` back in; it is never deleted."""
    store.write("UPDATE roster_row SET removed = ? WHERE id = ?", (int(removed), row_id))
    _touch(store, row_id)


def _touch(store: Store, row_id: int) -> None:
    [(application_id,)] = store.read(
        "SELECT application_id FROM roster_row WHERE id = ?", (row_id,)
    )
    applications.touch(store, application_id)
    store.note_roster(application_id, row_id)


def _row(found: tuple[Any, ...]) -> Row:
    row_id, file, sheet, line, cells, marks = found
    return Row(
        row_id, file, sheet, line, json.loads(cells), {} if marks == "{}" else json.loads(marks)
    )
