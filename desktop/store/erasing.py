"""Empties what is somebody's in one application (清除个人信息); the chain of the journal stays."""

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from desktop.store.roster_cells import columns
from desktop.store.schema_4 import ERASED, PERSONAL
from desktop.store.store import Store

_SPOKEN = tuple(one for one in PERSONAL if one != "reason")
_LEAST = 2  # letters that a text must have before a journal detail is searched for it


def personal_texts(
    store: Store, application_id: int, paths: Collection[str], cells: Mapping[str, Collection[str]]
) -> set[str]:
    """Return all texts that `erase` will take out, for looking them up in journal details.

    `paths` are blanks' paths, `cells` the personal columns of each roster.
    """
    found: set[str] = set()
    for table in ("value", "value_read"):
        rows = store.read(
            f"SELECT path, text FROM {table} WHERE application_id = ?", (application_id,)
        )
        found |= {text for path, text in rows if path in paths}
    for roster, wanted in cells.items():
        for _id, body in _rows(store, application_id, roster):
            found |= {str(body.get(key, "")) for key in wanted}
    names = ", ".join(_SPOKEN)
    for row in store.read(
        f"SELECT {names} FROM survey_attempt WHERE {_OF_CASE}", (application_id,)
    ):
        found |= {str(cell) for cell in row}
    return {text for text in found if len(text) >= _LEAST and text != ERASED}


_OF_CASE = "lock_id IN (SELECT id FROM draw_lock WHERE application_id = ?)"


def _rows(store: Store, application_id: int, roster: str) -> list[tuple[int, dict[str, Any]]]:
    rows = store.read(
        "SELECT id, cells FROM roster_row WHERE application_id = ? AND roster = ?",
        (application_id, roster),
    )
    return [(int(number), json.loads(text)) for number, text in rows]


def erase_values(store: Store, application_id: int, paths: Iterable[str]) -> None:
    """Empty blanks, and what was read for them, inside an act."""
    for table in ("value", "value_read"):
        store.write_many(
            f"UPDATE {table} SET text = '' WHERE application_id = ? AND path = ?",
            ((application_id, path) for path in paths),
        )
    store.write(
        "UPDATE taking SET undone_at = coalesce(undone_at, at), "
        'detail = \'{"after":{},"before":{},"files":[],"imports":[]}\' WHERE application_id = ?',
        (application_id,),
    )


def erase_cells(store: Store, application_id: int, roster: str, wanted: Collection[str]) -> None:
    """Empty columns of a roster, hidden rows too, and what was corrected or refused of it."""
    for number, body in _rows(store, application_id, roster):
        kept = {key: ("" if key in wanted else str(text)) for key, text in body.items()}
        name, folded, code, contact, phone, text = columns(kept)
        store.write(
            "UPDATE roster_row SET name = ?, name_folded = ?, code = ?, contact = ?, phone = ?, "
            "cells = ? WHERE id = ?",
            (name, folded, code, contact, phone, text, number),
        )
    marks = ", ".join("?" for _ in wanted)
    rows = "(SELECT id FROM roster_row WHERE application_id = ? AND roster = ?)"
    store.write(
        f"DELETE FROM cell_origin WHERE row_id IN {rows} AND column_key IN ({marks})",
        (application_id, roster, *wanted),
    )
    imports = "(SELECT id FROM import_batch WHERE application_id = ? AND roster = ?)"
    store.write(
        f"UPDATE refused_row SET cells = '{{}}' WHERE import_id IN {imports}",
        (application_id, roster),
    )
    store.note_roster(application_id)


def erase_attempts(store: Store, application_id: int, texts: Collection[str]) -> None:
    """Empty who was spoken to, by which phone, and their words; answers and times stay.

    A reason (更正原因) goes only where it holds one of `texts`, for the record is verified by it.
    """
    named = [
        int(number)
        for number, reason in store.read(
            f"SELECT id, reason FROM survey_attempt WHERE {_OF_CASE}", (application_id,)
        )
        if any(text in reason for text in texts)
    ]
    empty = ", ".join(f"{one} = ''" for one in _SPOKEN)
    store.write(f"UPDATE survey_attempt SET {empty} WHERE {_OF_CASE}", (application_id,))
    store.write_many(
        f"UPDATE survey_attempt SET reason = CASE WHEN supersedes IS NULL THEN '' "
        f"ELSE '{ERASED}' END WHERE id = ?",
        ((number,) for number in named),
    )


def erase_details(
    store: Store, application_id: int, texts: Collection[str], units: Collection[int] = ()
) -> list[int]:
    """Empty the journal details that hold one of the texts; returns their rows' numbers.

    Those of the application, and of the `units` that it was recognised as. What a draw is verified
    by (its lock and its seed) names officials only, and stays.
    """
    subject = f"application:{application_id}"
    rows = store.read(
        "SELECT seq, json FROM journal JOIN journal_detail USING (seq) WHERE json IS NOT NULL "
        "AND act NOT IN ('确认并封存名单', '登记随机码') "
        "AND (subject = ? OR substr(subject, 1, ?) = ? OR subject IN "
        f"({', '.join('?' for _ in units)})) ORDER BY seq",
        (subject, len(subject) + 1, f"{subject}/", *(f"unit:{one}" for one in units)),
    )
    quoted = [json.dumps(text, ensure_ascii=False)[1:-1] for text in texts]
    found = [int(seq) for seq, body in rows if any(text in body for text in quoted)]
    store.write_many(
        "UPDATE journal_detail SET salt = NULL, json = NULL WHERE seq = ?",
        ((seq,) for seq in found),
    )
    return found


def erase_drafts(store: Store, application_id: int) -> None:
    """Forget what was half typed for the application."""
    store.write("DELETE FROM draft WHERE key LIKE ?", (f'%"application_id": {application_id},%',))


def note_erased(store: Store, application_id: int) -> None:
    """Note that the application was erased, and when."""
    store.add(
        "INSERT INTO erasure (application_id, at) VALUES (?, ?)", (application_id, store.now())
    )


def erased_at(store: Store) -> dict[int, str]:
    """Return when each erased application was last erased."""
    rows = store.read("SELECT application_id, max(at) FROM erasure GROUP BY application_id")
    return {int(number): str(at) for number, at in rows}


def own_files(store: Store, application_id: int) -> list[str]:
    """Return the hashes of files that only this application has: what the applicant handed in."""
    rows = store.read(
        "SELECT DISTINCT sha256 FROM source_file WHERE application_id = ? AND sha256 NOT IN "
        "(SELECT sha256 FROM source_file WHERE application_id IS NOT ?) ORDER BY sha256",
        (application_id, application_id),
    )
    return [str(row[0]) for row in rows]


def remove_files(folder: Path, digests: Iterable[str]) -> None:
    """Take attachments away; one that can't be taken away now stays, and the check says so."""
    for digest in digests:
        (folder / digest[:2] / digest).unlink(missing_ok=True)


def erased_files(store: Store, act: str) -> set[str]:
    """Return the attachments that acts called `act` took away."""
    rows = store.read(
        "SELECT each.value FROM journal JOIN journal_detail AS detail USING (seq), "
        "json_each(detail.json, '$.files') AS each WHERE act = ? AND detail.json IS NOT NULL",
        (act,),
    )
    return {str(row[0]) for row in rows}
