CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decision is append-only'); END;

CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decision is append-only'); END;

CREATE TRIGGER draw_lock_again BEFORE INSERT ON draw_lock
WHEN (NEW.reason = '' OR NEW.supervisor = '') AND EXISTS (SELECT 1 FROM draw_lock AS old WHERE old.application_id = NEW.application_id AND EXISTS (SELECT 1 FROM draw_seed WHERE lock_id = old.id))
BEGIN SELECT RAISE(ABORT, 'a lock after a draw needs a reason and a supervisor'); END;

CREATE TRIGGER draw_lock_no_delete BEFORE DELETE ON draw_lock BEGIN SELECT RAISE(ABORT, 'draw_lock is append-only'); END;

CREATE TRIGGER draw_lock_no_update BEFORE UPDATE ON draw_lock BEGIN SELECT RAISE(ABORT, 'draw_lock is append-only'); END;

CREATE TRIGGER draw_lock_numbered BEFORE INSERT ON draw_lock
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM draw_lock WHERE application_id = NEW.application_id)
BEGIN SELECT RAISE(ABORT, 'locks are numbered without gaps'); END;

CREATE TRIGGER draw_lock_one_open BEFORE INSERT ON draw_lock
WHEN EXISTS (SELECT 1 FROM draw_lock AS old WHERE old.application_id = NEW.application_id AND NOT EXISTS (SELECT 1 FROM draw_seed WHERE lock_id = old.id) AND NOT EXISTS (SELECT 1 FROM lock_void WHERE lock_id = old.id))
BEGIN SELECT RAISE(ABORT, 'a lock is still open'); END;

CREATE TRIGGER draw_seed_no_delete BEFORE DELETE ON draw_seed BEGIN SELECT RAISE(ABORT, 'draw_seed is append-only'); END;

CREATE TRIGGER draw_seed_no_update BEFORE UPDATE ON draw_seed BEGIN SELECT RAISE(ABORT, 'draw_seed is append-only'); END;

CREATE TRIGGER draw_seed_not_void BEFORE INSERT ON draw_seed
WHEN EXISTS (SELECT 1 FROM lock_void WHERE lock_id = NEW.lock_id)
BEGIN SELECT RAISE(ABORT, 'the lock is void'); END;

CREATE TRIGGER draw_seed_once BEFORE INSERT ON draw_seed
WHEN EXISTS (SELECT 1 FROM draw_seed WHERE lock_id = NEW.lock_id)
BEGIN SELECT RAISE(ABORT, 'the lock has a seed'); END;

CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, 'erasure is append-only'); END;

CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure BEGIN SELECT RAISE(ABORT, 'erasure is append-only'); END;

CREATE TRIGGER identity_no_delete BEFORE DELETE ON identity BEGIN SELECT RAISE(ABORT, 'identity is append-only'); END;

CREATE TRIGGER identity_no_update BEFORE UPDATE ON identity BEGIN SELECT RAISE(ABORT, 'identity is append-only'); END;

CREATE TRIGGER journal_detail_no_delete BEFORE DELETE ON journal_detail
BEGIN SELECT RAISE(ABORT, 'journal_detail is append-only'); END;

CREATE TRIGGER journal_detail_only_erased BEFORE UPDATE ON journal_detail
WHEN NEW.seq <> OLD.seq OR NEW.salt IS NOT NULL OR NEW.json IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'journal_detail can only be erased'); END;

CREATE TRIGGER journal_follows BEFORE INSERT ON journal
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
  OR NEW.previous <> coalesce((SELECT own FROM journal ORDER BY seq DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'journal goes on from its last row'); END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;

CREATE TRIGGER lock_extension_grows BEFORE INSERT ON lock_extension
WHEN NOT EXISTS (SELECT 1 FROM draw_seed WHERE lock_id = NEW.lock_id) OR NEW.size <= max((SELECT size FROM draw_lock WHERE id = NEW.lock_id), (SELECT coalesce(max(size), 0) FROM lock_extension WHERE lock_id = NEW.lock_id))
BEGIN SELECT RAISE(ABORT, 'a drawn lock only grows'); END;

CREATE TRIGGER lock_extension_no_delete BEFORE DELETE ON lock_extension BEGIN SELECT RAISE(ABORT, 'lock_extension is append-only'); END;

CREATE TRIGGER lock_extension_no_update BEFORE UPDATE ON lock_extension BEGIN SELECT RAISE(ABORT, 'lock_extension is append-only'); END;

CREATE TRIGGER lock_void_no_delete BEFORE DELETE ON lock_void BEGIN SELECT RAISE(ABORT, 'lock_void is append-only'); END;

CREATE TRIGGER lock_void_no_update BEFORE UPDATE ON lock_void BEGIN SELECT RAISE(ABORT, 'lock_void is append-only'); END;

CREATE TRIGGER lock_void_undrawn BEFORE INSERT ON lock_void
WHEN EXISTS (SELECT 1 FROM draw_seed WHERE lock_id = NEW.lock_id)
BEGIN SELECT RAISE(ABORT, 'the lock was drawn'); END;

CREATE TRIGGER printed_no_delete BEFORE DELETE ON printed BEGIN SELECT RAISE(ABORT, 'printed is append-only'); END;

CREATE TRIGGER printed_no_update BEFORE UPDATE ON printed BEGIN SELECT RAISE(ABORT, 'printed is append-only'); END;

CREATE TRIGGER survey_attempt_no_delete BEFORE DELETE ON survey_attempt BEGIN SELECT RAISE(ABORT, 'survey_attempt is append-only'); END;

CREATE TRIGGER survey_attempt_only_erased BEFORE UPDATE ON survey_attempt
WHEN NEW.id IS NOT OLD.id OR NEW.lock_id IS NOT OLD.lock_id OR NEW.firm IS NOT OLD.firm OR NEW.called_at IS NOT OLD.called_at OR NEW.by_whom IS NOT OLD.by_whom OR NEW.method IS NOT OLD.method OR NEW.outcome IS NOT OLD.outcome OR NEW.answer IS NOT OLD.answer OR NEW.call_back_at IS NOT OLD.call_back_at OR NEW.supersedes IS NOT OLD.supersedes OR NEW.typed_by IS NOT OLD.typed_by OR NEW.typed_at IS NOT OLD.typed_at
  OR (NEW.words IS NOT OLD.words AND NEW.words NOT IN ('', '（已清除）')) OR (NEW.interviewee IS NOT OLD.interviewee AND NEW.interviewee NOT IN ('', '（已清除）')) OR (NEW.position IS NOT OLD.position AND NEW.position NOT IN ('', '（已清除）')) OR (NEW.phone IS NOT OLD.phone AND NEW.phone NOT IN ('', '（已清除）')) OR (NEW.service IS NOT OLD.service AND NEW.service NOT IN ('', '（已清除）')) OR (NEW.reason IS NOT OLD.reason AND NEW.reason NOT IN ('', '（已清除）'))
BEGIN SELECT RAISE(ABORT, 'survey_attempt is append-only but for erasing'); END;

CREATE TRIGGER survey_attempt_same_firm BEFORE INSERT ON survey_attempt
WHEN NEW.supersedes IS NOT NULL AND NOT EXISTS (SELECT 1 FROM survey_attempt WHERE id = NEW.supersedes AND lock_id = NEW.lock_id AND firm = NEW.firm)
BEGIN SELECT RAISE(ABORT, 'an attempt supersedes one of the same firm'); END;

CREATE TRIGGER survey_rekey_answer BEFORE INSERT ON survey_rekey
WHEN EXISTS (SELECT 1 FROM survey_attempt WHERE id = NEW.attempt_id AND answer = '')
BEGIN SELECT RAISE(ABORT, 'only an answer is keyed again'); END;

CREATE TRIGGER survey_rekey_no_delete BEFORE DELETE ON survey_rekey BEGIN SELECT RAISE(ABORT, 'survey_rekey is append-only'); END;

CREATE TRIGGER survey_rekey_no_update BEFORE UPDATE ON survey_rekey BEGIN SELECT RAISE(ABORT, 'survey_rekey is append-only'); END;

CREATE TRIGGER survey_rekey_other_hand BEFORE INSERT ON survey_rekey
WHEN EXISTS (SELECT 1 FROM survey_attempt WHERE id = NEW.attempt_id AND typed_by = NEW.by_whom)
BEGIN SELECT RAISE(ABORT, 'an answer is keyed again by another person'); END;

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE TABLE application (
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
) STRICT;

CREATE TABLE cell_origin (
    row_id INTEGER NOT NULL REFERENCES roster_row (id),
    column_key TEXT NOT NULL CHECK (column_key <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('hand', 'list')),
    entry_id INTEGER REFERENCES reference_entry (id),
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (row_id, column_key),
    CHECK ((kind = 'list') = (entry_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    from_stage TEXT NOT NULL,
    to_stage TEXT NOT NULL
        CHECK (to_stage IN ('初审', '拟办', '审核', '审签', '定稿', '报送', '退回')),
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;

CREATE TABLE department (
    valid_from TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('district', 'city', 'province')),
    region TEXT NOT NULL,
    contact TEXT NOT NULL,
    phone TEXT NOT NULL
) STRICT;

CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL) STRICT;

CREATE TABLE draw_lock (
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
) STRICT;

CREATE TABLE draw_seed (
    lock_id INTEGER PRIMARY KEY REFERENCES draw_lock (id),
    digits TEXT NOT NULL CHECK (digits NOT GLOB '*[^0-9]*'),
    evidence TEXT NOT NULL,
    supervisor TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE erasure (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    at TEXT NOT NULL
) STRICT;

CREATE TABLE identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid TEXT NOT NULL CHECK (length(uuid) = 36),
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE import_batch (
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
) STRICT;

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act <> ''),
    subject TEXT NOT NULL,
    detail_hash TEXT NOT NULL CHECK (length(detail_hash) = 64),
    previous TEXT NOT NULL CHECK (length(previous) = 64),
    own TEXT NOT NULL UNIQUE CHECK (length(own) = 64)
) STRICT;

CREATE TABLE journal_detail (
    seq INTEGER PRIMARY KEY REFERENCES journal (seq),
    salt BLOB,
    json TEXT,
    CHECK ((salt IS NULL) = (json IS NULL))
) STRICT;

CREATE TABLE left_out (
    application_id INTEGER NOT NULL REFERENCES application (id),
    roster_row_id INTEGER NOT NULL REFERENCES roster_row (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    PRIMARY KEY (application_id, roster_row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE lock_extension (
    id INTEGER PRIMARY KEY,
    lock_id INTEGER NOT NULL REFERENCES draw_lock (id),
    size INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    at TEXT NOT NULL
) STRICT;

CREATE TABLE lock_void (
    lock_id INTEGER PRIMARY KEY REFERENCES draw_lock (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    at TEXT NOT NULL
) STRICT;

CREATE TABLE material_state (
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
) STRICT, WITHOUT ROWID;

CREATE TABLE operator (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    added_at TEXT NOT NULL
) STRICT;

CREATE TABLE organisation (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    code TEXT NOT NULL
) STRICT;

CREATE TABLE printed (
    id INTEGER PRIMARY KEY,
    application_id INTEGER REFERENCES application (id),
    round_id INTEGER REFERENCES round (id),
    sheet_id TEXT NOT NULL CHECK (sheet_id <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    head_before TEXT NOT NULL CHECK (length(head_before) = 64),
    at TEXT NOT NULL,
    draft INTEGER NOT NULL CHECK (draft IN (0, 1)),
    CHECK ((application_id IS NULL) <> (round_id IS NULL))
) STRICT;

CREATE TABLE radar_note (
    round_id INTEGER NOT NULL REFERENCES round (id),
    key TEXT NOT NULL CHECK (key <> ''),
    note TEXT NOT NULL CHECK (note <> ''),
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (round_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE recognised_unit (
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
) STRICT;

CREATE TABLE recognised_value (
    unit_id INTEGER NOT NULL REFERENCES recognised_unit (id),
    path TEXT NOT NULL CHECK (path <> ''),
    text TEXT NOT NULL CHECK (text <> ''),
    PRIMARY KEY (unit_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference_entry (
    id INTEGER PRIMARY KEY,
    list_id INTEGER NOT NULL REFERENCES reference_list (id),
    sheet TEXT NOT NULL,
    line INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    code TEXT NOT NULL,
    value TEXT NOT NULL CHECK (value <> '')
) STRICT;

CREATE TABLE reference_list (
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
) STRICT;

CREATE TABLE refused_row (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import_batch (id),
    sheet TEXT NOT NULL,
    line INTEGER NOT NULL,
    cells TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE TABLE roster_row (
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
) STRICT;

CREATE TABLE round (
    id INTEGER PRIMARY KEY,
    scheme_id TEXT NOT NULL CHECK (scheme_id <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    call TEXT NOT NULL,
    scheme_digest TEXT NOT NULL,
    scheme_json TEXT NOT NULL,
    UNIQUE (scheme_id, year)
) STRICT;

CREATE TABLE setting (key TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;

CREATE TABLE source_file (
    id INTEGER PRIMARY KEY,
    application_id INTEGER REFERENCES application (id),
    name TEXT NOT NULL CHECK (name <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size >= 0),
    kind TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE survey_attempt (
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
) STRICT;

CREATE TABLE survey_rekey (
    id INTEGER PRIMARY KEY,
    attempt_id INTEGER NOT NULL UNIQUE REFERENCES survey_attempt (id),
    answer TEXT NOT NULL CHECK (answer <> ''),
    by_whom TEXT NOT NULL CHECK (by_whom <> ''),
    at TEXT NOT NULL
) STRICT;

CREATE TABLE taking (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    detail TEXT NOT NULL,
    at TEXT NOT NULL,
    undone_at TEXT
) STRICT;

CREATE TABLE value (
    application_id INTEGER NOT NULL REFERENCES application (id),
    path TEXT NOT NULL CHECK (path <> ''),
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    PRIMARY KEY (application_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE value_read (
    application_id INTEGER NOT NULL REFERENCES application (id),
    path TEXT NOT NULL CHECK (path <> ''),
    text TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source <> ''),
    PRIMARY KEY (application_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE verdict (
    application_id INTEGER NOT NULL REFERENCES application (id),
    condition_id TEXT NOT NULL CHECK (condition_id <> ''),
    verdict TEXT NOT NULL CHECK (verdict <> ''),
    reason TEXT NOT NULL,
    place TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (application_id, condition_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX application_organisation ON application (organisation_id);

CREATE INDEX decision_application ON decision (application_id);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE INDEX import_batch_application ON import_batch (application_id, roster);

CREATE INDEX journal_subject ON journal (subject, seq);

CREATE INDEX lock_extension_lock ON lock_extension (lock_id);

CREATE UNIQUE INDEX organisation_code ON organisation (code) WHERE code <> '';

CREATE INDEX organisation_name ON organisation (name);

CREATE INDEX printed_application ON printed (application_id);

CREATE INDEX printed_round ON printed (round_id);

CREATE UNIQUE INDEX recognised_unit_application ON recognised_unit (application_id) WHERE application_id IS NOT NULL AND void_why = '';

CREATE INDEX recognised_unit_organisation ON recognised_unit (organisation_id);

CREATE INDEX reference_entry_list ON reference_entry (list_id);

CREATE INDEX refused_row_import ON refused_row (import_id);

CREATE INDEX roster_row_hidden ON roster_row (hidden_by) WHERE hidden_by IS NOT NULL;

CREATE INDEX roster_row_shown ON roster_row (application_id, roster) WHERE hidden_by IS NULL AND removed = 0;

CREATE INDEX source_file_application ON source_file (application_id);

CREATE INDEX survey_attempt_lock ON survey_attempt (lock_id, firm);

CREATE UNIQUE INDEX survey_attempt_supersedes ON survey_attempt (supersedes) WHERE supersedes IS NOT NULL;

CREATE INDEX taking_application ON taking (application_id);

