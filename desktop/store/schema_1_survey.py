"""The first schema's steps that can't be taken back: locks, seeds, attempts, decisions, papers."""

from typing import TYPE_CHECKING

from desktop.store.schema_1 import append_only

if TYPE_CHECKING:
    from sqlite_utils import Database


def locks_and_seeds(db: "Database") -> None:
    """Locks, what voids or extends them, and their seeds: one draw for one lock."""
    for statement in _LOCKS:
        db.execute(statement)
    for table in ("draw_lock", "lock_void", "lock_extension", "draw_seed"):
        append_only(db, table)


def attempts(db: "Database") -> None:
    """Every attempt to reach a firm."""
    for statement in _ATTEMPTS:
        db.execute(statement)
    append_only(db, "survey_attempt")


def decisions_and_papers(db: "Database") -> None:
    """The way of an application through the office, and what was printed."""
    for statement in _DECISIONS:
        db.execute(statement)
    append_only(db, "decision")
    append_only(db, "printed")


def _refuse(name: str, table: str, when: str, why: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table}\n"
        f"WHEN {when}\nBEGIN SELECT RAISE(ABORT, '{why}'); END"
    )


_HAS_SEED = "EXISTS (SELECT 1 FROM draw_seed WHERE lock_id = {0})"
_IS_VOID = "EXISTS (SELECT 1 FROM lock_void WHERE lock_id = {0})"

_LOCKS = (
    """CREATE TABLE draw_lock (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    number INTEGER NOT NULL,
    text BLOB NOT NULL CHECK (length(text) > 0),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    seed_kind TEXT NOT NULL CHECK (seed_kind IN ('witnessed', 'machine', 'public')),
    secret TEXT NOT NULL CHECK ((secret = '') = (seed_kind = 'public')),
    required INTEGER NOT NULL CHECK (required >= 0),
    size INTEGER NOT NULL CHECK (size >= 0),
    reason TEXT NOT NULL,
    supervisor TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (application_id, number)
) STRICT""",
    """CREATE TABLE lock_void (
    lock_id INTEGER PRIMARY KEY REFERENCES draw_lock (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    at TEXT NOT NULL
) STRICT""",
    """CREATE TABLE lock_extension (
    id INTEGER PRIMARY KEY,
    lock_id INTEGER NOT NULL REFERENCES draw_lock (id),
    size INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    at TEXT NOT NULL
) STRICT""",
    "CREATE INDEX lock_extension_lock ON lock_extension (lock_id)",
    """CREATE TABLE draw_seed (
    lock_id INTEGER PRIMARY KEY REFERENCES draw_lock (id),
    digits TEXT NOT NULL CHECK (digits NOT GLOB '*[^0-9]*'),
    evidence TEXT NOT NULL,
    supervisor TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT""",
    _refuse(
        "draw_lock_numbered",
        "draw_lock",
        "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM draw_lock "
        "WHERE application_id = NEW.application_id)",
        "locks are numbered without gaps",
    ),
    _refuse(
        "draw_lock_one_open",
        "draw_lock",
        "EXISTS (SELECT 1 FROM draw_lock AS old WHERE old.application_id = NEW.application_id "
        f"AND NOT {_HAS_SEED.format('old.id')} AND NOT {_IS_VOID.format('old.id')})",
        "a lock is still open",
    ),
    _refuse(
        "draw_lock_again",
        "draw_lock",
        "(NEW.reason = '' OR NEW.supervisor = '') AND EXISTS (SELECT 1 FROM draw_lock AS old "
        f"WHERE old.application_id = NEW.application_id AND {_HAS_SEED.format('old.id')})",
        "a lock after a draw needs a reason and a supervisor",
    ),
    _refuse(
        "lock_void_undrawn", "lock_void", _HAS_SEED.format("NEW.lock_id"), "the lock was drawn"
    ),
    _refuse("draw_seed_not_void", "draw_seed", _IS_VOID.format("NEW.lock_id"), "the lock is void"),
    _refuse("draw_seed_once", "draw_seed", _HAS_SEED.format("NEW.lock_id"), "the lock has a seed"),
    _refuse(
        "lock_extension_grows",
        "lock_extension",
        f"NOT {_HAS_SEED.format('NEW.lock_id')} OR NEW.size <= max("
        "(SELECT size FROM draw_lock WHERE id = NEW.lock_id), "
        "(SELECT coalesce(max(size), 0) FROM lock_extension WHERE lock_id = NEW.lock_id))",
        "a drawn lock only grows",
    ),
)

_ATTEMPTS = (
    """CREATE TABLE survey_attempt (
    id INTEGER PRIMARY KEY,
    lock_id INTEGER NOT NULL REFERENCES draw_lock (id),
    firm INTEGER NOT NULL CHECK (firm >= 1),
    called_at TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    method TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome <> ''),
    answer TEXT NOT NULL,
    words TEXT NOT NULL,
    interviewee TEXT NOT NULL,
    position TEXT NOT NULL,
    phone TEXT NOT NULL,
    service TEXT NOT NULL,
    call_back_at TEXT NOT NULL,
    supersedes INTEGER REFERENCES survey_attempt (id),
    reason TEXT NOT NULL,
    typed_by TEXT NOT NULL,
    typed_at TEXT NOT NULL,
    CHECK (supersedes IS NULL OR reason <> '')
) STRICT""",
    "CREATE INDEX survey_attempt_lock ON survey_attempt (lock_id, firm)",
    "CREATE UNIQUE INDEX survey_attempt_supersedes ON survey_attempt (supersedes) "
    "WHERE supersedes IS NOT NULL",
    _refuse(
        "survey_attempt_same_firm",
        "survey_attempt",
        "NEW.supersedes IS NOT NULL AND NOT EXISTS (SELECT 1 FROM survey_attempt "
        "WHERE id = NEW.supersedes AND lock_id = NEW.lock_id AND firm = NEW.firm)",
        "an attempt supersedes one of the same firm",
    ),
)

_DECISIONS = (
    """CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    from_stage TEXT NOT NULL,
    to_stage TEXT NOT NULL
        CHECK (to_stage IN ('初审', '拟办', '审核', '审签', '定稿', '报送', '退回')),
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT""",
    "CREATE INDEX decision_application ON decision (application_id)",
    """CREATE TABLE printed (
    id INTEGER PRIMARY KEY,
    application_id INTEGER REFERENCES application (id),
    round_id INTEGER REFERENCES round (id),
    sheet_id TEXT NOT NULL CHECK (sheet_id <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    head_before TEXT NOT NULL CHECK (length(head_before) = 64),
    at TEXT NOT NULL,
    draft INTEGER NOT NULL CHECK (draft IN (0, 1)),
    CHECK ((application_id IS NULL) <> (round_id IS NULL))
) STRICT""",
    "CREATE INDEX printed_application ON printed (application_id)",
    "CREATE INDEX printed_round ON printed (round_id)",
)
