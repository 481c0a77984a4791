"""Re-does everything from a draw record (核验): alone, or with roster, paper and database."""

from collections.abc import Iterator

from desktop.domain.check import Check, check, untold
from desktop.domain.lock import Lock
from desktop.domain.record import Record, RecordError, read_record
from desktop.domain.verify_draw import check_draw
from desktop.domain.verify_lock import RuleReader, check_lock, check_whole, read_lock
from desktop.domain.verify_outside import (
    Database,
    Paper,
    RosterFiles,
    check_database,
    check_paper,
    check_roster,
)
from desktop.domain.verify_survey import check_survey


def verify(
    record: Record,
    *,
    roster: RosterFiles | None = None,
    paper: Paper | None = None,
    database: Database | None = None,
    read_rule: RuleReader | None = None,
) -> tuple[Check, ...]:
    """Return every property of the record, and whether it holds, fails or can't be told.

    Whatever is not given (roster, paper, database) yields checks that can't be told, so that a
    reader sees what this look did not cover. `read_rule` reads the sample rule out of the
    scheme's files, None where they are no scheme.
    """
    checks = list(check_whole(record, read_rule))
    for kept in record.locks:
        lock = read_lock(kept)
        checks += check_lock(record, kept, lock)
        if isinstance(lock, Lock):
            checks += check_draw(kept, lock)
        if isinstance(lock, Lock) and kept.seed is not None:
            checks += check_survey(record, kept, lock)
    checks += _outside(record, roster, paper, database)
    return tuple(checks)


def _outside(
    record: Record,
    roster: RosterFiles | None,
    paper: Paper | None,
    database: Database | None,
) -> Iterator[Check]:
    if roster is None:
        yield untold("roster", "没有给出名单文件。")
    else:
        yield from check_roster(record, roster)
    if paper is None:
        yield untold("paper", "请与签字的确认表和抽取记录核对。")
    else:
        yield from check_paper(record, paper)
    if database is None:
        yield untold("database", "没有给出数据文件。")
        yield untold("journal", f"没有给出数据文件（日志第{record.journal.seq}条）。")
    else:
        yield from check_database(record, database)


def verify_text(
    text: str,
    *,
    roster: RosterFiles | None = None,
    paper: Paper | None = None,
    database: Database | None = None,
    read_rule: RuleReader | None = None,
) -> tuple[Check, ...]:
    """Verify the text of a record file; what is no record fails with one sentence."""
    try:
        record = read_record(text)
    except RecordError as error:
        return (check("record", str(error)),)
    return verify(record, roster=roster, paper=paper, database=database, read_rule=read_rule)
