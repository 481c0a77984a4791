"""One application of a dossier: its draw done again, its conditions measured again, its files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from desktop.domain.assessment import UNMET, VERDICT_WORDS
from desktop.domain.check import Check, CheckState
from desktop.domain.record import Record, RecordError, read_record
from desktop.domain.scheme import SampleRule, Scheme
from desktop.domain.verify import verify
from desktop.domain.verify_lock import RuleReader, scheme_digest
from desktop.domain.verify_outside import RosterFiles
from desktop.dossier.checks import told, untold
from desktop.dossier.container import ContainerError
from desktop.dossier.data import CaseData, ConditionData, FunctionData, WholeData
from desktop.dossier.opened import Opened
from desktop.schemes.texts import rule_of_texts
from desktop.work.assess import assessed
from desktop.work.casedata import Loaded
from desktop.work.dossier_data import (
    conditions_of,
    functions_of,
    loaded_of,
    page_of_data,
    standing_of,
    survey_of,
)
from desktop.work.dossier_report import CaseReport, SummaryRow
from desktop.work.dossier_sheets import Restored, unit_prepares
from desktop.work.paper_roster import paper_of
from desktop.work.papers import YES

_LABELS = {
    "declared": "申报数",
    "counted": "清点数",
    "threshold": "标准",
    "program": "程序结论",
    "own": "审核人结论",
    "verdict": "结论",
}


@dataclass(frozen=True)
class Made:
    """What could be made again of an application; `problem` says why its record can't be read."""

    record: Record | None
    restored: Restored | None
    problem: str = ""


def restored(opened: Opened, case: CaseData, scheme: Scheme, whole: WholeData) -> Made:
    """Make an application again from its data and its draw record."""
    record: Record | None = None
    if case.record:
        try:
            record = read_record(opened.read(case.record).decode("utf-8"))
        except KeyError:
            return Made(None, None, "抽取记录不在包内。")
        except (ContainerError, UnicodeDecodeError, RecordError) as error:
            return Made(None, None, f"抽取记录不能读取：{error}")
    try:
        now = standing_of(record, scheme) if record else None
        preparing = unit_prepares(whole, scheme)
        loaded = loaded_of(case, scheme, now, whole.unit.region, preparing=preparing)
    except (ValueError, KeyError):
        return Made(record, None, "抽取记录或数据中的日期、名单不能读取，不能重算。")
    return Made(record, Restored(loaded, page_of_data(loaded, now)))


def case_checks(opened: Opened, case: CaseData, scheme: Scheme, made: Made) -> Iterator[Check]:
    """Yield what is true of one application."""
    where = case.name or case.number
    yield told("files", list(_files(opened, case)), where)
    yield _draw(case, scheme, made, where)
    if made.restored is None:
        yield untold("survey", "抽取记录不能重算。", where)
        yield untold("conditions", "数据不能重算。", where)
        return
    right = survey_of(made.restored.asking)
    wrong = [] if right == case.survey else [f"按抽取记录应为：{right.sentence}。"]
    yield told("survey", wrong, where)
    yield told("conditions", list(_conditions(case, made.restored.loaded)), where)


def _files(opened: Opened, case: CaseData) -> Iterator[str]:
    inside = {one.path: one for one in opened.manifest.members if one.kind == "material"}
    for one in case.files:
        member = inside.get(one.member)
        if member is None or member.application != case.number:
            yield f"“{one.name}”不在包内。"
        elif (member.sha256, member.size) != (one.sha256, one.size):
            yield f"“{one.name}”与登记的校验码不符。"
    named = {one.member for one in case.files}
    for path, member in inside.items():
        if member.application == case.number and path not in named:
            yield f"“{path.rpartition('/')[2]}”没有登记。"


def _draw(case: CaseData, scheme: Scheme, made: Made, where: str) -> Check:
    if made.record is None:
        claimed = case.survey.drawn or case.text("rec.agrees") in YES
        faults = [made.problem] if made.problem else []
        if claimed and not faults:
            faults = ["没有抽取记录，数据却写有抽查结果，或同意推荐。"]
        return told("draw", faults, where)
    record, faults = made.record, []
    if (record.case_id, record.case_name) != (case.case_id, case.name):
        faults.append("抽取记录是另一份申报的。")
    if not made.restored:
        faults.append(made.problem)
    checks = verify(record, roster=_roster(case, made), read_rule=_rules(scheme))
    faults += [
        f"{one.where}{one.name}：{one.why}" for one in checks if one.state is CheckState.FAILS
    ]
    return told("draw", faults, where)


def _rules(known: Scheme) -> RuleReader:
    """Reads the sample rule out of a scheme's files; those of the known digest are known."""

    def read(texts: Mapping[str, str]) -> SampleRule | None:
        return known.sample if scheme_digest(texts) == known.digest else rule_of_texts(texts)

    return read


def _roster(case: CaseData, made: Made) -> RosterFiles | None:
    if made.restored is None:
        return None
    loaded = made.restored.loaded
    digests = {one.name: one.sha256 for one in case.files}
    rule, rosters = loaded.scheme.sample, loaded.case.rosters
    if paper_of(loaded.case) is not None:
        return RosterFiles((), digests, ())
    other = rosters.get(rule.compare_with, ()) if rule.compare_with else ()
    return RosterFiles(rosters.get(rule.roster, ()), digests, other)


def _conditions(case: CaseData, loaded: Loaded) -> Iterator[str]:
    found = assessed(loaded)
    yield from _unlike(case.conditions, conditions_of(found), lambda one: one.text)
    yield from _unlike(case.functions, functions_of(found), lambda one: one.name)


def _unlike(given: Any, right: Any, name: Any) -> Iterator[str]:
    """Compare lines by their ids, and name the first figure of each that is another one."""
    theirs: Mapping[str, ConditionData | FunctionData] = {one.id: one for one in given}
    if len(given) != len(right) or [one.id for one in given] != [one.id for one in right]:
        yield "测评的条件有缺少、多余或次序不同。"
    for one in right:
        other = theirs.get(one.id)
        if other is not None and other != one:
            yield f"“{name(one)[:30]}”（{one.article}）{_first_difference(other, one)}。"


def _first_difference(given: Any, right: Any) -> str:
    for one in fields(right):
        a, b = getattr(given, one.name), getattr(right, one.name)
        if a != b:
            words = VERDICT_WORDS if one.name in ("program", "own", "verdict") else {}
            what = _LABELS.get(one.name, "的文字")
            return f"{what}写为“{words.get(a, a)}”，重算为“{words.get(b, b)}”"
    return "不同"


def case_report(case: CaseData, made: Restored, row: dict[str, Any]) -> CaseReport:
    """Return what the next level needs of an application; `row` is that of the summary sheet."""
    found = assessed(made.loaded)
    unmet = tuple(
        f"{line.text}（{line.article}）"
        for line in found.conditions
        if line.verdict == UNMET and line.kind != "outcome" and not line.ground_only
    )
    shown = SummaryRow(**row)
    return CaseReport(case.number, shown.name, shown.operator, case.code, shown, unmet, found.open)
