"""The third schema: published lists, what was read before it was typed over, and whole imports."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def reference_lists(db: "Database") -> None:
    """Lists that somebody published (专精特新企业名单), kept once for all applications."""
    for statement in _LISTS:
        db.execute(statement)


def what_was_read(db: "Database") -> None:
    """What stood in a file, beside what was typed over it; what one import brought and replaced.

    Values that came from a file before this schema are what was read, as far as is known.
    """
    for statement in _READ:
        db.execute(statement)
    db.execute(
        "INSERT INTO value_read (application_id, path, text, source) "
        "SELECT application_id, path, text, source FROM value WHERE source <> ''"
    )


def findings_over_rosters(db: "Database") -> None:
    """What was noted of a finding over the rosters of a round (已核)."""
    db.execute(_NOTES)


_LISTS = (
    """CREATE TABLE reference_list (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    publisher TEXT NOT NULL,
    dated TEXT NOT NULL,
    column_key TEXT NOT NULL CHECK (column_key <> ''),
    file_id INTEGER NOT NULL REFERENCES source_file (id),
    read_n INTEGER NOT NULL,
    taken_n INTEGER NOT NULL CHECK (taken_n >= 0),
    refused_n INTEGER NOT NULL CHECK (refused_n >= 0),
    at TEXT NOT NULL,
    withdrawn_at TEXT,
    CHECK (read_n = taken_n + refused_n)
) STRICT""",
    """CREATE TABLE reference_entry (
    id INTEGER PRIMARY KEY,
    list_id INTEGER NOT NULL REFERENCES reference_list (id),
    sheet TEXT NOT NULL,
    line INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    code TEXT NOT NULL,
    value TEXT NOT NULL CHECK (value <> '')
) STRICT""",
    "CREATE INDEX reference_entry_list ON reference_entry (list_id)",
)

# `kind` hand: corrected by the reviewer, in the preview or later; list: taken from a list.
# `before` is what the file said, so that it can be given back.
_READ = (
    """CREATE TABLE cell_origin (
    row_id INTEGER NOT NULL REFERENCES roster_row (id),
    column_key TEXT NOT NULL CHECK (column_key <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('hand', 'list')),
    entry_id INTEGER REFERENCES reference_entry (id),
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (row_id, column_key),
    CHECK ((kind = 'list') = (entry_id IS NOT NULL))
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE value_read (
    application_id INTEGER NOT NULL REFERENCES application (id),
    path TEXT NOT NULL CHECK (path <> ''),
    text TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source <> ''),
    PRIMARY KEY (application_id, path)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE taking (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    detail TEXT NOT NULL,
    at TEXT NOT NULL,
    undone_at TEXT
) STRICT""",
    "CREATE INDEX taking_application ON taking (application_id)",
)

_NOTES = """CREATE TABLE radar_note (
    round_id INTEGER NOT NULL REFERENCES round (id),
    key TEXT NOT NULL CHECK (key <> ''),
    note TEXT NOT NULL CHECK (note <> ''),
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (round_id, key)
) STRICT, WITHOUT ROWID"""
