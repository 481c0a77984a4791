"""The fifth schema: units that were recognised (动态管理), and what was noted of them since."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def recognised_units(db: "Database") -> None:
    """Recognised platforms and bases of any year, and what was noted of each, by path."""
    for statement in _UNITS:
        db.execute(statement)


# Days are ISO, or what was typed where that is no whole day. `place` is where an imported unit
# stood in its file; `void_why` is empty while the unit stands.
_UNITS = (
    """CREATE TABLE recognised_unit (
    id INTEGER PRIMARY KEY,
    scheme_id TEXT NOT NULL CHECK (scheme_id <> ''),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    application_id INTEGER REFERENCES application (id),
    file_id INTEGER REFERENCES source_file (id),
    place TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    operator_name TEXT NOT NULL,
    code TEXT NOT NULL,
    year INTEGER NOT NULL CHECK (year = 0 OR year BETWEEN 1990 AND 2099),
    document TEXT NOT NULL,
    recognised_on TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('', '认定', '未认定')),
    withdrawn_on TEXT NOT NULL,
    withdrawn_ground TEXT NOT NULL,
    plaque_on TEXT NOT NULL,
    note TEXT NOT NULL,
    void_why TEXT NOT NULL,
    entered_at TEXT NOT NULL
) STRICT""",
    "CREATE INDEX recognised_unit_organisation ON recognised_unit (organisation_id)",
    "CREATE UNIQUE INDEX recognised_unit_application ON recognised_unit (application_id) "
    "WHERE application_id IS NOT NULL AND void_why = ''",
    """CREATE TABLE recognised_value (
    unit_id INTEGER NOT NULL REFERENCES recognised_unit (id),
    path TEXT NOT NULL CHECK (path <> ''),
    text TEXT NOT NULL CHECK (text <> ''),
    PRIMARY KEY (unit_id, path)
) STRICT, WITHOUT ROWID""",
)
