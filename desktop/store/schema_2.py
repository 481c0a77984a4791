"""The second schema: answers of the survey that another person keyed again (复核录入)."""

from typing import TYPE_CHECKING

from desktop.store.schema_1 import append_only

if TYPE_CHECKING:
    from sqlite_utils import Database


def second_keyings(db: "Database") -> None:
    """What the second person keyed: once for an answer, and by another hand."""
    for statement in _REKEYS:
        db.execute(statement)
    append_only(db, "survey_rekey")


_REKEYS = (
    """CREATE TABLE survey_rekey (
    id INTEGER PRIMARY KEY,
    attempt_id INTEGER NOT NULL UNIQUE REFERENCES survey_attempt (id),
    answer TEXT NOT NULL CHECK (answer <> ''),
    by_whom TEXT NOT NULL CHECK (by_whom <> ''),
    at TEXT NOT NULL
) STRICT""",
    """CREATE TRIGGER survey_rekey_other_hand BEFORE INSERT ON survey_rekey
WHEN EXISTS (SELECT 1 FROM survey_attempt WHERE id = NEW.attempt_id AND typed_by = NEW.by_whom)
BEGIN SELECT RAISE(ABORT, 'an answer is keyed again by another person'); END""",
    """CREATE TRIGGER survey_rekey_answer BEFORE INSERT ON survey_rekey
WHEN EXISTS (SELECT 1 FROM survey_attempt WHERE id = NEW.attempt_id AND answer = '')
BEGIN SELECT RAISE(ABORT, 'only an answer is keyed again'); END""",
)
