"""The fourth schema: a person's data in an attempt may be emptied, and which case was erased."""

from typing import TYPE_CHECKING

from desktop.store.schema_1 import append_only

if TYPE_CHECKING:
    from sqlite_utils import Database

# A correction must have a reason: one that named somebody says this instead.
ERASED = "（已清除）"
PERSONAL = ("words", "interviewee", "position", "phone", "service", "reason")
_FIXED = (
    "id",
    "lock_id",
    "firm",
    "called_at",
    "by_whom",
    "method",
    "outcome",
    "answer",
    "call_back_at",
    "supersedes",
    "typed_by",
    "typed_at",
)


def erasing_of_people(db: "Database") -> None:
    """Attempts stay append-only but for emptying what is somebody's; erasing is noted."""
    changed = " OR ".join(f"NEW.{one} IS NOT OLD.{one}" for one in _FIXED)
    filled = " OR ".join(
        f"(NEW.{one} IS NOT OLD.{one} AND NEW.{one} NOT IN ('', '{ERASED}'))" for one in PERSONAL
    )
    db.execute("DROP TRIGGER survey_attempt_no_update")
    db.execute(
        "CREATE TRIGGER survey_attempt_only_erased BEFORE UPDATE ON survey_attempt\n"
        f"WHEN {changed}\n  OR {filled}\n"
        "BEGIN SELECT RAISE(ABORT, 'survey_attempt is append-only but for erasing'); END"
    )
    db.execute(
        """CREATE TABLE erasure (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    at TEXT NOT NULL
) STRICT"""
    )
    append_only(db, "erasure")
