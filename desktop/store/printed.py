"""Keeps what was printed: which sheet, the PDF's SHA-256, and the journal's head before it."""

from dataclasses import dataclass

from desktop.store.store import Store


@dataclass(frozen=True)
class Printed:
    """One print, of an application's sheet or of a round's; `draft` is True before 定稿."""

    id: int
    application_id: int | None
    round_id: int | None
    sheet_id: str
    sha256: str
    head_before: str
    at: str
    draft: bool


def add_printed(
    store: Store,
    sheet_id: str,
    sha256: str,
    draft: bool,
    *,
    application_id: int | None = None,
    round_id: int | None = None,
    head_before: str = "",
) -> int:
    """Keep a print of one application or of one round; the head is the one before this act."""
    return store.add(
        "INSERT INTO printed (application_id, round_id, sheet_id, sha256, head_before, at, draft) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            application_id,
            round_id,
            sheet_id,
            sha256,
            head_before or store.head(),
            store.now(),
            int(draft),
        ),
    )


def printed(
    store: Store, *, application_id: int | None = None, round_id: int | None = None
) -> list[Printed]:
    """Return an application's or a round's prints, oldest first."""
    rows = store.read(
        "SELECT id, application_id, round_id, sheet_id, sha256, head_before, at, draft "
        "FROM printed WHERE application_id IS ? AND round_id IS ? ORDER BY id",
        (application_id, round_id),
    )
    return [Printed(*(*row[:7], bool(row[7]))) for row in rows]
