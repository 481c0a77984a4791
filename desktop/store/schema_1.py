"""The first schema: file and journal, people and rounds, applications, rosters, the review."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

ZEROS = "0" * 64


def append_only(db: "Database", table: str) -> None:
    """Make triggers that refuse to change or delete a row of `table`."""
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def file_and_journal(db: "Database") -> None:
    """The file's name, and the journal with its chain."""
    for statement in _JOURNAL:
        db.execute(statement)
    append_only(db, "identity")
    append_only(db, "journal")


def people_and_rounds(db: "Database") -> None:
    """Department, 经办人, settings, rounds, organisations."""
    for statement in _PEOPLE:
        db.execute(statement)


def applications(db: "Database") -> None:
    """Applications, their values, their files."""
    for statement in _APPLICATIONS:
        db.execute(statement)


def rosters(db: "Database") -> None:
    """Imports, what was refused, and the rows."""
    for statement in _ROSTERS:
        db.execute(statement)


def review(db: "Database") -> None:
    """States of materials, the reviewer's verdicts, drafts."""
    for statement in _REVIEW:
        db.execute(statement)


_JOURNAL = (
    """CREATE TABLE identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid TEXT NOT NULL CHECK (length(uuid) = 36),
    created_at TEXT NOT NULL
) STRICT""",
    """CREATE TABLE journal (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act <> ''),
    subject TEXT NOT NULL,
    detail_hash TEXT NOT NULL CHECK (length(detail_hash) = 64),
    previous TEXT NOT NULL CHECK (length(previous) = 64),
    own TEXT NOT NULL UNIQUE CHECK (length(own) = 64)
) STRICT""",
    "CREATE INDEX journal_subject ON journal (subject, seq)",
    """CREATE TABLE journal_detail (
    seq INTEGER PRIMARY KEY REFERENCES journal (seq),
    salt BLOB,
    json TEXT,
    CHECK ((salt IS NULL) = (json IS NULL))
) STRICT""",
    f"""CREATE TRIGGER journal_follows BEFORE INSERT ON journal
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
  OR NEW.previous <> coalesce((SELECT own FROM journal ORDER BY seq DESC LIMIT 1), '{ZEROS}')
BEGIN SELECT RAISE(ABORT, 'journal goes on from its last row'); END""",
    # Erasing a person empties a detail; nothing else may happen to it.
    """CREATE TRIGGER journal_detail_only_erased BEFORE UPDATE ON journal_detail
WHEN NEW.seq <> OLD.seq OR NEW.salt IS NOT NULL OR NEW.json IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'journal_detail can only be erased'); END""",
    """CREATE TRIGGER journal_detail_no_delete BEFORE DELETE ON journal_detail
BEGIN SELECT RAISE(ABORT, 'journal_detail is append-only'); END""",
)

_PEOPLE = (
    """CREATE TABLE department (
    valid_from TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('district', 'city', 'province')),
    region TEXT NOT NULL,
    contact TEXT NOT NULL,
    phone TEXT NOT NULL
) STRICT""",
    """CREATE TABLE operator (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    added_at TEXT NOT NULL
) STRICT""",
    "CREATE TABLE setting (key TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT",
    """CREATE TABLE round (
    id INTEGER PRIMARY KEY,
    scheme_id TEXT NOT NULL CHECK (scheme_id <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    call TEXT NOT NULL,
    scheme_digest TEXT NOT NULL,
    scheme_json TEXT NOT NULL,
    UNIQUE (scheme_id, year)
) STRICT""",
    """CREATE TABLE organisation (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    code TEXT NOT NULL
) STRICT""",
    "CREATE UNIQUE INDEX organisation_code ON organisation (code) WHERE code <> ''",
    "CREATE INDEX organisation_name ON organisation (name)",
)

_APPLICATIONS = (
    """CREATE TABLE application (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES round (id),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    number TEXT NOT NULL CHECK (length(number) >= 4 AND number NOT GLOB '*[^0-9]*'),
    name TEXT NOT NULL CHECK (name <> ''),
    operator_name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'withdrawn', 'overdue', 'declined', 'void')),
    stage TEXT NOT NULL
        CHECK (stage IN ('初审', '拟办', '审核', '审签', '定稿', '报送', '退回')),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (round_id, number)
) STRICT""",
    "CREATE INDEX application_organisation ON application (organisation_id)",
    """CREATE TABLE value (
    application_id INTEGER NOT NULL REFERENCES application (id),
    path TEXT NOT NULL CHECK (path <> ''),
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    PRIMARY KEY (application_id, path)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE source_file (
    id INTEGER PRIMARY KEY,
    application_id INTEGER REFERENCES application (id),
    name TEXT NOT NULL CHECK (name <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size >= 0),
    kind TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT""",
    "CREATE INDEX source_file_application ON source_file (application_id)",
)

# A row of a roster is never deleted: an import that replaces hides the rows before it, undoing one
# hides its own and shows those again. `name_folded` is for searching and comparing only.
_ROSTERS = (
    """CREATE TABLE import_batch (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    roster TEXT NOT NULL CHECK (roster <> ''),
    file_id INTEGER REFERENCES source_file (id),
    read_n INTEGER NOT NULL,
    taken_n INTEGER NOT NULL CHECK (taken_n >= 0),
    refused_n INTEGER NOT NULL CHECK (refused_n >= 0),
    mapping TEXT NOT NULL,
    at TEXT NOT NULL,
    undone_at TEXT,
    CHECK (read_n = taken_n + refused_n)
) STRICT""",
    "CREATE INDEX import_batch_application ON import_batch (application_id, roster)",
    """CREATE TABLE refused_row (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import_batch (id),
    sheet TEXT NOT NULL,
    line INTEGER NOT NULL,
    cells TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT""",
    "CREATE INDEX refused_row_import ON refused_row (import_id)",
    """CREATE TABLE roster_row (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    import_id INTEGER REFERENCES import_batch (id),
    roster TEXT NOT NULL CHECK (roster <> ''),
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    line INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    code TEXT NOT NULL,
    contact TEXT NOT NULL,
    phone TEXT NOT NULL,
    cells TEXT NOT NULL,
    marks TEXT NOT NULL,
    hidden_by INTEGER REFERENCES import_batch (id),
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT""",
    "CREATE INDEX roster_row_shown ON roster_row (application_id, roster) "
    "WHERE hidden_by IS NULL AND removed = 0",
    "CREATE INDEX roster_row_hidden ON roster_row (hidden_by) WHERE hidden_by IS NOT NULL",
)

_REVIEW = (
    """CREATE TABLE material_state (
    application_id INTEGER NOT NULL REFERENCES application (id),
    line_id TEXT NOT NULL CHECK (line_id <> ''),
    state TEXT NOT NULL CHECK (state IN ('unseen', 'complete', 'missing', 'mend', 'na')),
    note TEXT NOT NULL,
    checked_how TEXT NOT NULL,
    checked_by TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    copies INTEGER NOT NULL CHECK (copies >= 0),
    pages INTEGER NOT NULL CHECK (pages >= 0),
    PRIMARY KEY (application_id, line_id)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE verdict (
    application_id INTEGER NOT NULL REFERENCES application (id),
    condition_id TEXT NOT NULL CHECK (condition_id <> ''),
    verdict TEXT NOT NULL CHECK (verdict <> ''),
    reason TEXT NOT NULL,
    place TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (application_id, condition_id)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE left_out (
    application_id INTEGER NOT NULL REFERENCES application (id),
    roster_row_id INTEGER NOT NULL REFERENCES roster_row (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    PRIMARY KEY (application_id, roster_row_id)
) STRICT, WITHOUT ROWID""",
    "CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL) STRICT",
)
