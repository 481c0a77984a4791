"""Verifies one dossier of unknown origin, and re-does all that can be done again from its data."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from desktop.domain.check import Check
from desktop.dossier.checks import told, untold
from desktop.dossier.container import ContainerError, printable
from desktop.dossier.data import CASE_FORMAT, WHOLE_FORMAT, CaseData, WholeData, read_data
from desktop.dossier.manifest import ManifestError
from desktop.dossier.opened import Opened, open_dossier, wrong_members
from desktop.dossier.signing import fingerprint
from desktop.dossier.wrapping import PassphraseError, is_wrapped, unwrapped
from desktop.work.dossier_cases import case_checks, case_report, restored
from desktop.work.dossier_report import Report, refused
from desktop.work.dossier_scheme import Tools, bench_of
from desktop.work.dossier_sheets import (
    Bench,
    Restored,
    as_said,
    sheet_facts,
    summary_rows,
    wanted_sheets,
    wrong_letters,
    wrong_sheet,
)

WHOLE = "数据/报送.json"
_LARGEST = 4_000_000_000  # bytes
_NUMBER = re.compile("[0-9]{4,9}")
Told = Callable[[int, int], None]


def _nobody(_done: int, _total: int) -> None:
    return None


def verify_file(path: Path, tools: Tools, passphrase: str = "", told_: Told = _nobody) -> Report:
    """Verify one file, whatever it is; nothing of it is ever written but its scheme's texts.

    `told_` hears how many members are hashed. A file that can't be read is a check that fails.
    """
    try:
        with path.open("rb") as file:
            digest, size = _sum(file)
            return _verify(path.name, digest, size, file, tools, passphrase, told_)
    except OSError:
        return refused(path.name, "", 0, told("container", ["文件读不出来。"]))


def _sum(file: BinaryIO) -> tuple[str, int]:
    found, size = sha256(), 0
    while block := file.read(1 << 20):
        found.update(block)
        size += len(block)
    return found.hexdigest(), size


def _verify(
    name: str, digest: str, size: int, file: BinaryIO, tools: Tools, passphrase: str, told_: Told
) -> Report:
    try:
        opened = open_dossier(_plain(file, size, passphrase))
    except (ContainerError, PassphraseError) as error:
        return refused(name, digest, size, told("container", [str(error)]))
    manifest = opened.manifest
    report = replace(
        refused(name, digest, size, told("container", [])),
        unit=printable(manifest.unit),
        scheme_id=manifest.scheme_id,
        scheme_digest=manifest.scheme_digest,
        year=manifest.year,
        made_at=manifest.made_at,
        draft=manifest.draft,
        key=opened.key,
    )
    report = report.with_checks([told("signature", [opened.unsigned] if opened.unsigned else [])])
    wrong = wrong_members(opened, told_)
    report = report.with_checks([told("members", wrong)])
    return report if wrong else _looked_into(report, opened, tools)


def _plain(file: BinaryIO, size: int, passphrase: str) -> BinaryIO:
    file.seek(0)
    if size > _LARGEST or not is_wrapped(file.read(64)):
        return file
    if not passphrase:
        raise PassphraseError("这个包加了口令，没有给出口令。")
    file.seek(0)
    return io.BytesIO(unwrapped(file.read(), passphrase))


def _looked_into(report: Report, opened: Opened, tools: Tools) -> Report:
    try:
        whole = read_data(WholeData, opened.read(WHOLE), WHOLE_FORMAT)
        cases = [
            read_data(CaseData, opened.read(f"数据/{number}.json"), CASE_FORMAT)
            for number in whole.applications
        ]
    except KeyError as error:
        return report.with_checks([told("data", [f"包内没有{error}。"])])
    except (ManifestError, ContainerError) as error:
        return report.with_checks([told("data", [str(error)])])
    report = replace(
        report,
        level=whole.unit.level,
        scheme_name=whole.scheme_name,
        call_quota=whole.call.get("quota", ""),
        region=whole.unit.region,
    ).with_checks(
        [told("data", []), _final(whole, cases), told("listed", _unlike(opened, whole, cases))]
    )
    with bench_of(opened, whole, tools) as (bench, check, edition):
        notes = (*report.notes, *_renumbered(cases))
        report = replace(report, edition=edition, notes=notes).with_checks([check])
        return report if bench is None else _redone(report, opened, whole, cases, bench)


def _renumbered(cases: list[CaseData]) -> Iterator[str]:
    """An application that was drawn under another number, before it came to this department."""
    for one in cases:
        drawn = one.case_id.partition("-")[2]
        if drawn != one.number:
            name = printable(one.name)
            yield f"“{name}”的申报编号为{one.number}，抽取记录中为{one.case_id}（移交前的编号）。"


def _final(whole: WholeData, cases: list[CaseData]) -> Check:
    drafts = [one.name or one.number for one in cases if one.stage not in ("定稿", "报送")]
    if whole.draft or drafts:
        return told("final", [f"这是草稿包，尚未定稿：{'、'.join(drafts) or '未说明'}。"])
    return told("final", [])


def _unlike(opened: Opened, whole: WholeData, cases: list[CaseData]) -> list[str]:
    """Compare what manifest and data say of the whole, sentence by sentence."""
    manifest = opened.manifest
    pairs = (
        ("报送单位", manifest.unit, whole.unit.name),
        ("办法", manifest.scheme_id, whole.scheme_id),
        ("办法校验码", manifest.scheme_digest, whole.scheme_digest),
        ("年度", manifest.year, whole.year),
        ("制作时间", manifest.made_at, whole.made_at),
        ("是否草稿", manifest.draft, whole.draft),
        ("核对码（签名密钥指纹）", fingerprint(opened.key), whole.key),
        ("份数", manifest.copies, whole.call.get("copies", "")),
    )
    found = [f"清单与数据的{what}不同。" for what, one, other in pairs if one != other]
    listed = [(one.number, one.name) for one in manifest.applications]
    if listed != [(one.number, one.name) for one in cases] or len(set(listed)) != len(listed):
        found.append("清单所列的申报与数据不同，或有重复。")
    found += [
        f"“{case.name}”的编号与数据文件不同。"
        for number, case in zip(whole.applications, cases, strict=True)
        if case.number != number or not _is_id(case.case_id, whole.year)
    ]
    if len({case.case_id for case in cases}) != len(cases):
        found.append("两份申报用同一个抽取编号。")
    return found


def _is_id(case_id: str, year: int) -> bool:
    """A case's draws go by the number that it had where it was drawn (移交 may change it)."""
    start, _, number = case_id.partition("-")
    return start == str(year) and _NUMBER.fullmatch(number) is not None


def _redone(
    report: Report, opened: Opened, whole: WholeData, cases: list[CaseData], bench: Bench
) -> Report:
    checks: list[Check] = []
    found: dict[str, Restored] = {}
    for case in cases:
        made = restored(opened, case, bench.scheme, whole)
        checks += case_checks(opened, case, bench.scheme, made)
        if made.restored is not None:
            found[case.number] = made.restored
    known = [(case, found[case.number]) for case in cases if case.number in found]
    rows = summary_rows([as_said(made) for _case, made in known])
    if len(found) < len(cases):
        checks.append(untold("sheets", "有申报的数据不能重算，表上的内容没有核对。"))
    else:
        agreed = [str(row["name"]) for row in rows if row["agrees"]]
        wrong = [*_wrong_sheets(opened, whole, bench, found)]
        wrong += wrong_letters(whole, agreed, list(opened.entries), opened.read)
        checks.append(told("sheets", wrong))
    reports = tuple(case_report(*one, row) for one, row in zip(known, rows, strict=True))
    return replace(report, cases=reports).with_checks(checks)


def _wrong_sheets(
    opened: Opened, whole: WholeData, bench: Bench, found: Mapping[str, Restored]
) -> Iterator[str]:
    wanted = wanted_sheets(bench.scheme, whole.applications)
    given = {(one.id, one.application): one for one in whole.sheets}
    titles = {ref.id: ref.title for ref in bench.scheme.sheets}
    if len(given) != len(whole.sheets) or given.keys() - wanted:
        yield "数据所列的表有重复或多余。"
    for key in sorted(wanted):
        if key not in given:
            yield f"没有“{titles[key[0]]}”{key[1]}。"
            continue
        sheet = given[key]
        try:
            if why := wrong_sheet(sheet_facts(bench, whole, sheet, found), sheet, opened.read):
                yield f"{key[1]} {why}".strip()
        except (KeyError, ContainerError, ValueError):
            yield f"“{titles[key[0]]}”{key[1]}不在包内，或不能由数据生成。"
