"""Writes the data of verified dossiers for PostgreSQL : one SQL file, whole or not at all."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from desktop import paths
from desktop.domain.problem import UserError
from desktop.domain.record import Record, RecordError, read_record
from desktop.dossier.container import ContainerError
from desktop.dossier.data import CASE_FORMAT, WHOLE_FORMAT, CaseData, WholeData, read_data
from desktop.dossier.manifest import ManifestError
from desktop.dossier.opened import Opened, open_dossier
from desktop.dossier.postgres import Exported, write_end, write_exported, write_start
from desktop.dossier.wrapping import PassphraseError, is_wrapped, unwrapped
from desktop.store.file import drop, sync_file, sync_folder
from desktop.store.luck import disk_words
from desktop.work.dossier_report import Report
from desktop.work.dossier_verify import WHOLE

Told = Callable[[int, int, str], None]
_NEEDED = ("container", "signature", "members", "data")


@dataclass(frozen=True)
class ExportDone:
    """What was written: how many dossiers, applications and rows, and which were left out."""

    dossiers: int
    applications: int
    rows: int
    left: tuple[str, ...]


def loadable(report: Report) -> bool:
    """Whether a dossier's data can be taken over: whole, signed and readable, whatever it says."""
    failed = {one.key for one in report.failed}
    return bool(report.cases) and not failed & set(_NEEDED)


def write_postgres(
    out: Path,
    files: Sequence[Path],
    reports: Sequence[Report],
    told: Told,
    passphrase: str = "",
) -> ExportDone:
    """Write the data of those that are `loadable`; what doesn't hold goes into review.finding.

    UserError where the file can't be written.
    """
    schema = (paths.resources_dir() / "dossier" / "postgres.sql").read_text("utf-8")
    fresh = out.with_name(f".{out.name}.{secrets.token_hex(4)}.new")
    dossiers = applications = rows = 0
    left: list[str] = []
    try:
        with fresh.open("x", encoding="utf-8", newline="\n") as writing:
            write_start(writing, schema)
            pairs = list(zip(files, reports, strict=True))
            for at, (path, report) in enumerate(pairs):
                told(at, len(pairs), report.unit or path.name)
                one = _exported(path, report, passphrase) if loadable(report) else None
                if one is None:
                    left.append(path.name)
                    continue
                try:
                    rows += write_exported(writing, one)
                except ValueError:  # data that the tables would refuse
                    left.append(path.name)
                    continue
                dossiers += 1
                applications += len(one.cases)
            write_end(writing)
        sync_file(fresh)
        fresh.replace(out)
        sync_folder(out.parent)
    except OSError as error:
        raise UserError(f"“{out.name}”没有写成（{disk_words(error)}）。") from error
    finally:
        drop(fresh)
    return ExportDone(dossiers, applications, rows, tuple(left))


def _exported(path: Path, report: Report, passphrase: str) -> Exported | None:
    """Read the data of a dossier that was verified; None where it is another file by now."""
    data = path.read_bytes()
    if sha256(data).hexdigest() != report.sha256:
        return None
    try:
        inside = unwrapped(data, passphrase) if is_wrapped(data) else data
        opened = open_dossier(BytesIO(inside))
        whole = read_data(WholeData, opened.read(WHOLE), WHOLE_FORMAT)
        cases = tuple(_case(opened, number) for number in whole.applications)
    except (ContainerError, ManifestError, PassphraseError, KeyError):
        return None
    checks = report.checks
    return Exported(path.name, report.sha256, opened.key, report.outcome, checks, whole, cases)


def _case(opened: Opened, number: str) -> tuple[CaseData, Record | None]:
    case = read_data(CaseData, opened.read(f"数据/{number}.json"), CASE_FORMAT)
    if not case.record:
        return case, None
    try:
        return case, read_record(opened.read(case.record).decode("utf-8"))
    except (RecordError, UnicodeDecodeError, KeyError, ContainerError):
        return case, None
