"""At the bureau (上级汇总): many dossiers compared with each other, and poured into one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from desktop.domain.check import Check
from desktop.domain.clean import fold_name
from desktop.domain.problem import UserError
from desktop.domain.regulation import SheetRef
from desktop.domain.role import holds_in
from desktop.domain.scheme import Scheme
from desktop.dossier.checks import told, untold
from desktop.dossier.signing import fingerprint
from desktop.sheets.fonts import Fonts
from desktop.work.dossier_report import CaseReport, Report
from desktop.work.papers import SheetFacts

ENDINGS = (".rdpack", ".rdpack.age")
MOST_FILES = 2_000


@dataclass(frozen=True)
class Entered:
    """One application that goes up: from which unit, in which dossier, and its report."""

    unit: str
    file: str
    case: CaseReport


def dossiers_in(places: Iterable[Path]) -> list[Path]:
    """Return the dossiers among these files and folders, by name; links are not followed.

    UserError where there is none, or far too many.
    """
    found: list[Path] = []
    for place in places:
        if place.is_dir() and not place.is_symlink():
            inside = (one for one in place.rglob("*") if one.name.endswith(ENDINGS))
            found += sorted(one for one in inside if one.is_file() and not one.is_symlink())
        elif place.is_file():
            found.append(place)
        else:
            raise UserError(f"没有“{place}”这个文件或文件夹。")
    unique = list(dict.fromkeys(found))
    if not unique:
        raise UserError("没有找到报送材料包。", f"报送材料包的文件名以 {ENDINGS[0]} 结尾。")
    if len(unique) > MOST_FILES:
        raise UserError(f"一次最多核验{MOST_FILES}个报送材料包，这里有{len(unique)}个。")
    return unique


def with_keys(reports: Sequence[Report], known: Mapping[str, str]) -> list[Report]:
    """Add what is to be said of each signing key; `known` maps a unit to its key (hex).

    A key that nobody compared with the sealed paper yet can't be told; another one than was known
    for the unit fails, and so do two keys of one unit at once.
    """
    return [
        one.with_checks([_key_check(one, known)]) if one.key and one.unit else one
        for one in reports
    ]


def _key_check(report: Report, known: Mapping[str, str]) -> Check:
    shown = fingerprint(report.key)
    if report.unit not in known:
        why = (
            f"首次收到该部门的包，请与盖章的推荐函（报送函）或报送材料清单上印的核对码比较：{shown}"
        )
        return untold("key", why)
    if known[report.unit] != report.key:
        why = f"核对码与登记的不同，可能是冒用，也可能是换了电脑，请向该部门核实：{shown}"
        return told("key", [why])
    return told("key", [])


def compared(
    reports: Sequence[Report],
    schemes: Mapping[str, Scheme],
    quotas: Mapping[tuple[str, int], str],
) -> list[Report]:
    """Add to each report what shows only beside the others: sent twice, over quota, two channels.

    `quotas` are what the bureau's own calls say (推荐名额) by scheme and year; without one the
    department's own call is looked at, then the scheme.
    """
    twice = _sent_twice(reports)
    channels = _second_channels(reports)
    return [
        one.with_checks(
            [
                told("once", twice.get(at, [])),
                told("channel", channels.get(at, [])),
                *_quota_checks(one, reports, schemes, quotas),
            ]
        )
        if one.cases
        else one
        for at, one in enumerate(reports)
    ]


def _sent_twice(reports: Sequence[Report]) -> dict[int, list[str]]:
    """The same file twice, or the same unit's same application in two dossiers."""
    found: dict[int, list[str]] = defaultdict(list)
    seen: dict[tuple[object, ...], int] = {}
    for at in _newest_first(reports):
        for case in reports[at].cases:
            newest = seen.setdefault((case.number, *_round(reports[at])), at)
            if newest != at:
                file = reports[newest].file
                found[at].append(f"“{case.name}”另在“{file}”中报送，汇总以那一份为准。")
    return found


def _newest_first(reports: Sequence[Report]) -> list[int]:
    """The places of the reports, those made last first; what is as old stays in its order."""
    return sorted(range(len(reports)), key=lambda at: reports[at].made_at, reverse=True)


def _round(report: Report) -> tuple[str, str, int]:
    return report.unit, report.scheme_id, report.year


def _second_channels(reports: Sequence[Report]) -> dict[int, list[str]]:
    """One platform or one code from two units in the same scheme and year."""
    found: dict[int, list[str]] = defaultdict(list)
    by_sign: dict[tuple[str, int, str], dict[str, tuple[int, CaseReport]]] = defaultdict(dict)
    for at, report in enumerate(reports):
        for case in report.cases:
            for sign in _signs(case):
                entered = by_sign[(report.scheme_id, report.year, sign)]
                entered.setdefault(report.unit, (at, case))
    told_: set[tuple[int, str, str]] = set()
    for entered in by_sign.values():
        for unit, (at, case) in entered.items() if len(entered) > 1 else ():
            others = "、".join(sorted(other for other in entered if other != unit))
            if (at, case.number, others) not in told_:
                told_.add((at, case.number, others))
                found[at].append(f"“{case.name}”（{case.operator}）另由{others}报送。")
    return found


def _signs(case: CaseReport) -> Iterator[str]:
    if case.code:
        yield f"code {case.code}"
    names = fold_name(case.name), fold_name(case.operator)
    if all(names):
        yield f"names {names[0]} {names[1]}"


def _quota_checks(
    report: Report,
    reports: Sequence[Report],
    schemes: Mapping[str, Scheme],
    quotas: Mapping[tuple[str, int], str],
) -> Iterator[Check]:
    """The unit's recommended applications against the quotas that have a figure."""
    own = [one for one in reports if _round(one) == _round(report)]
    agreed = list({one.number: one for r in own for one in r.cases if one.row.agrees}.values())
    quota = quotas.get((report.scheme_id, report.year), "")
    limit, ground = _limit(report, schemes.get(report.scheme_id), quota)
    if limit is None:
        yield untold("quota", f"没有写明推荐名额，该部门同意推荐{len(agreed)}家。")
        return
    counted = [one for one in agreed if not _is_outside(one)]
    over = len(counted) > limit
    why = [f"同意推荐{len(counted)}家，{ground}{limit}家，超额报送不予受理。"] if over else []
    carriers = [one for one in agreed if _is_outside(one) and "实验室" not in one.row.quota]
    if report.level == "city" and len(carriers) > 1:
        why.append(f"不计入名额的特色载体、合作区、示范城市推荐了{len(carriers)}家，只能推荐1家。")
    yield told("quota", why)


def _is_outside(case: CaseReport) -> bool:
    """Whether the sheet's remark says that it stands outside of the province's own quota."""
    return bool(case.row.quota) and "推荐名额" not in case.row.quota


def _limit(report: Report, scheme: Scheme | None, quota: str) -> tuple[int | None, str]:
    for text, ground in ((quota, "本级通知的推荐名额为"), (report.call_quota, "通知的推荐名额为")):
        if text.strip().isdecimal():
            return int(text.strip()), ground
    standing = {"province": "province", "city": "guangdong_city"}.get(report.level, "")
    for one in scheme.quotas if scheme else ():
        elsewhere = report.region and not holds_in(one.province, report.region)
        if one.id == standing and one.limit and not elsewhere:
            return one.limit, f"{one.article}规定不超过"
    return None, ""


def entered_of(reports: Sequence[Report], scheme_id: str, year: int) -> list[Entered]:
    """Return the recommended applications of one scheme and year: by unit, in each unit's order.

    What was sent twice is entered once, from the dossier that was made last.
    """
    found: dict[tuple[str, str], Entered] = {}
    newest = [reports[at] for at in _newest_first(reports)]
    for report in sorted(newest, key=lambda one: one.unit):
        if (report.scheme_id, report.year) == (scheme_id, year):
            for case in report.cases:
                if case.row.agrees:
                    key = report.unit, case.number
                    found.setdefault(key, Entered(report.unit, report.file, case))
    return list(found.values())


def rounds_in(reports: Sequence[Report]) -> list[tuple[str, int]]:
    """Return the schemes and years that the reports speak of, in the order of first sight."""
    return list(dict.fromkeys((one.scheme_id, one.year) for one in reports if one.cases))


@dataclass(frozen=True)
class Office:
    """Whose summary it is: the bureau's name as on its seal, who fills it in, and when."""

    unit: str
    filler: str
    phone: str
    region: str
    date: date


def summary_sheet(scheme: Scheme) -> SheetRef | None:
    """Return the scheme's summary sheet (推荐汇总表), None where it has none."""
    found = [one for one in scheme.sheets if one.made_for == "round" and one.outward]
    return found[0] if found else None


def summary_facts(
    entered: Sequence[Entered],
    scheme: Scheme,
    year: int,
    office: Office,
    place: tuple[Path, Fonts],
    *,
    draft: bool,
) -> SheetFacts:
    """Return the next level's summary sheet: 序号 anew, the recommending unit in each remark.

    `place` are the folder of the scheme and the faces; `draft` stands on it while something does
    not hold. UserError where the scheme has no such sheet, or nobody is recommended.
    """
    ref = summary_sheet(scheme)
    if ref is None:
        raise UserError(f"{scheme.name}没有推荐汇总表。", "各家的推荐表在各报送材料包内。")
    if not entered:
        raise UserError("这些报送材料包里没有同意推荐的申报。", "请核对后再汇总。")
    folder, fonts = place
    facts: dict[str, Any] = {
        "unit": office.unit,
        "filler": office.filler,
        "filler_phone": office.phone,
        "region": office.region,
        "date": office.date,
        "year": year,
        "rows": [_row(serial, one) for serial, one in enumerate(entered, 1)],
    }
    return SheetFacts(ref, folder / ref.file, fonts, facts, draft, 0, ())


def _row(serial: int, one: Entered) -> dict[str, Any]:
    row = asdict(replace(one.case.row, serial=serial))
    kept = f"推荐单位：{one.unit}"
    return row | {
        "remark": "；".join(filter(None, (kept, row["remark"]))),
        "quota": "；".join(filter(None, (row["quota"], kept))),
    }
