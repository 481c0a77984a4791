"""Writes an exported draw record and its verification page into a folder, and notes it."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from desktop.domain.check import Check, CheckState
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.papers import save_file
from desktop.work.record import RecordFiles

# Signs that a file's name can't have on one of the systems.
_UNFIT = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))


@dataclass(frozen=True)
class WrittenRecord:
    """Where the record and its page were written, and the record's SHA-256."""

    record: Path
    page: Path
    digest: str


def write_record(found: RecordFiles, folder: Path) -> WrittenRecord:
    """Write both files, each whole or not at all; UserError where the folder can't be written."""
    name = found.name.translate(_UNFIT)
    record, page = folder / f"{name}.json", folder / f"{name} 核验页.html"
    data = found.record.encode("utf-8")
    save_file(record, data)
    save_file(page, found.page.encode("utf-8"))
    return WrittenRecord(record, page, sha256(data).hexdigest())


def note_exported(
    desk: Desk, application_id: int, written: WrittenRecord, *, mask: bool
) -> Changed:
    """Note in the journal that the record was exported, with its SHA-256."""
    with desk.act("导出抽取记录", case_subject(application_id), sha256=written.digest, masked=mask):
        pass
    return changed("printed")


def told_in_one(checks: tuple[Check, ...]) -> str:
    """Return the outcome of a verification in one sentence."""
    counts = {state: sum(one.state is state for one in checks) for state in CheckState}
    failed, unknown = counts[CheckState.FAILS], counts[CheckState.OPEN]
    head = f"有{failed}项不成立" if failed else "没有发现不符"
    rest = f"，{unknown}项不能核验（原因见下）" if unknown else ""
    return f"{head}：{counts[CheckState.HOLDS]}项成立{rest}。"
