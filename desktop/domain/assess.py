"""Measures one application against the regulation's conditions (测评)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.domain.assessment import (
    AWAITING,
    CANNOT,
    JUDGE,
    MET,
    NA,
    NONE,
    OPEN,
    SETTLED,
    UNMET,
    AskedLine,
    Assessment,
    ConditionLine,
    FunctionLine,
    Own,
    ReadingLine,
)
from desktop.domain.case import Case
from desktop.domain.condition import Condition, Measure
from desktop.domain.functions import applied_for, function_lines, function_verdict
from desktop.domain.holes import shown_label
from desktop.domain.measures import Context, Counts, Measured, measure
from desktop.domain.role import holds_in
from desktop.domain.scheme import Scheme
from desktop.domain.thresholds import compare

FUNCTIONS_LINE = "functions"


def assess(
    scheme: Scheme, case: Case, own: Mapping[str, Own], counts: Counts | None = None
) -> Assessment:
    """Assess `case` by `scheme`; `own` holds the reviewer's verdicts by condition id, f:…, q:….

    `counts` may hold what was counted before in the same rosters. The line `functions` stands for
    the rule on how many service functions are needed.
    """
    context = Context(case, {f.id: f for f in scheme.filters}, counts)
    functions = function_lines(scheme, context, own)
    program, sentence = function_verdict(scheme.function_rule, functions)
    rule_line = ConditionLine(
        FUNCTIONS_LINE,
        scheme.function_rule.article,
        scheme.function_rule.text,
        "judged" if program == JUDGE else "figure",
        counted=sentence,
        program=program,
        why=sentence if program in OPEN else "",
    )
    lines = [condition_line(condition, context) for condition in scheme.conditions]
    lines = _settle_groups(scheme.conditions, lines, own)
    settled = tuple(_with_own(line, own.get(line.id)) for line in (*lines, rule_line))
    return _whole(scheme, case, settled, functions, sentence)


def _whole(
    scheme: Scheme,
    case: Case,
    lines: tuple[ConditionLine, ...],
    functions: tuple[FunctionLine, ...],
    sentence: str,
) -> Assessment:
    met, unmet, still, _apart = tally(lines)
    return Assessment(
        lines,
        functions,
        scheme.function_rule.text,
        sentence,
        _asked_lines(scheme, case, functions),
        _reading_lines(scheme, case),
        met,
        unmet,
        still,
        tally_sentence(lines),
    )


def tally(lines: Sequence[ConditionLine]) -> tuple[int, int, int, int]:
    """Count (met, unmet, open, 不涉及) of `lines`; one that is only a ground is left out."""
    demanded = [line for line in lines if not line.ground_only]
    met = sum(line.verdict in SETTLED and line.verdict != NA for line in demanded)
    unmet = sum(line.verdict == UNMET for line in demanded)
    apart = sum(line.verdict == NA for line in demanded)
    return met, unmet, len(demanded) - met - unmet - apart, apart


def tally_sentence(lines: Sequence[ConditionLine]) -> str:
    """Return `tally` in words, as it stands above the lines and in the opinion."""
    met, unmet, still, apart = tally(lines)
    whole = met + unmet + still + apart
    if met == whole:
        return f"{whole}项条件均符合"
    counts = (("不涉及", apart), ("不符合", unmet), ("待定", still))
    others = "".join(f"，{word}{count}项" for word, count in counts if count)
    return f"{whole}项条件：符合{met}项{others}"


def condition_line(condition: Condition, context: Context) -> ConditionLine:
    """Return one condition's line with the program's own verdict."""
    line = ConditionLine(
        condition.id,
        condition.article,
        condition.text,
        condition.kind,
        threshold=condition.threshold,
        unit=condition.unit,
        relaxable=condition.relaxable,
        note=condition.note,
        ground_only=condition.ground_only,
        province=condition.province,
    )
    region = context.case.region
    if condition.province and region and not holds_in(condition.province, region):
        why = f"只有{condition.province}要求，本部门在{region}"
        return replace(line, program=NA, why=why)
    if condition.kind == "judged":
        return replace(line, program=JUDGE, why=_judged_why(condition, region))
    if condition.kind == "outcome":
        program, why = _outcome(context.case)
        return replace(line, program=program, why=why)
    return _figure_line(condition, line, context)


def _judged_why(condition: Condition, region: str) -> str:
    """A province's own demand is judged by hand while the department's province is not said."""
    if not condition.province or region:
        return "由审核人判断"
    return f"只有{condition.province}要求，请在“设置”中填写所在省（区、市），或由审核人判断"


def _outcome(case: Case) -> tuple[str, str]:
    """获得…推荐: what this very case leads to; in 预审 it is for the level above to say."""
    if case.recommender:
        return AWAITING, f"由{case.recommender}推荐时判断"
    said = {"是": MET, "同意": MET, "否": UNMET, "不同意": UNMET}
    return said.get(case.text("rec.agrees"), AWAITING), "以本次推荐意见为准"


def _figure_line(condition: Condition, line: ConditionLine, context: Context) -> ConditionLine:
    declared = _found(condition.declared, context)
    counted = _found(condition.counted, context)
    program, why = _decided(condition, declared, counted)
    return replace(
        line,
        declared=_shown(declared),
        declared_source=shown_label(declared.source) if declared else "",
        counted=_shown(counted),
        counted_source=counted.source if counted else "",
        differs=condition.compared and not _sampled(condition) and _differ(declared, counted),
        program=program,
        why=why,
        counted_met=counted is not None and verdict_of(counted, condition)[0] == MET,
    )


def _sampled(condition: Condition) -> bool:
    """Whether what is set beside the declared figure is a sample's share, which is never equal."""
    return condition.counted is not None and condition.counted.kind == "survey"


def _decided(
    condition: Condition, declared: Measured | None, counted: Measured | None
) -> tuple[str, str]:
    by_count = condition.decides == "counted"
    deciding, other = (counted, declared) if by_count else (declared, counted)
    if deciding is None:
        return CANNOT, "办法数据未给出算法"
    verdict, why = verdict_of(deciding, condition)
    if condition.decides == "both" and other is not None:
        return _both(verdict, why, *verdict_of(other, condition))
    return verdict, why or (other.why if other and not other.pending else "")


def _both(verdict: str, why: str, second: str, second_why: str) -> tuple[str, str]:
    if {verdict, second} == {MET, UNMET}:
        return JUDGE, "按申报数与按名单清点，一个符合，一个不符合，请核对后判断"
    if verdict in OPEN and second not in OPEN:
        return second, why
    return verdict, why or second_why


def _differ(declared: Measured | None, counted: Measured | None) -> bool:
    if declared is None or counted is None:
        return False
    if declared.low is None or counted.low is None or counted.high is None:
        return False
    return not counted.low <= declared.low <= counted.high


def _found(wanted: Measure | None, context: Context) -> Measured | None:
    return measure(wanted, context) if wanted else None


def _shown(found: Measured | None) -> str:
    return found.shown if found else ""


def verdict_of(found: Measured, condition: Condition) -> tuple[str, str]:
    """Return (verdict, why) of a figure against the condition's threshold.

    以上 and 不低于 include the number itself (民法典 第1259条). Where rows can't be told, the
    verdict stands only if they can't change it.
    """
    return compare(found, condition.threshold, condition.compare == "at_least")


def _settle_groups(
    conditions: tuple[Condition, ...], lines: list[ConditionLine], own: Mapping[str, Own]
) -> list[ConditionLine]:
    groups: dict[str, list[int]] = {}
    for index, condition in enumerate(conditions):
        applies = own.get(condition.id, Own(NONE)).verdict != NA
        if condition.one_of and applies:
            groups.setdefault(condition.one_of, []).append(index)
    for members in groups.values():
        verdicts = {lines[index].program for index in members}
        if len(members) > 1 and len(verdicts) > 1:
            for index in members:
                why = "几项中只适用一项，请将不适用的标为“不涉及”"
                lines[index] = replace(lines[index], program=JUDGE, why=why)
    return lines


def _with_own(line: ConditionLine, own: Own | None) -> ConditionLine:
    if own is None or not own.verdict:
        return replace(line, verdict=line.program)
    return replace(line, own=own.verdict, reason=own.reason, verdict=own.verdict)


def _asked_lines(
    scheme: Scheme, case: Case, functions: tuple[FunctionLine, ...]
) -> tuple[AskedLine, ...]:
    # A function that the form has no place for is claimed by its figures until 推荐 names those
    # that are applied for: so long they are asked for.
    by_form = scheme.function_rule.claimed_field
    told = {f.id for f in scheme.functions if f.row or by_form or applied_for(f, scheme, case)}
    idle_lines = [line for line in functions if line.id in told and not line.claimed]
    unclaimed = {figure.asked_path for line in idle_lines for figure in line.figures}
    claimed = {figure.asked_path for line in functions if line.claimed for figure in line.figures}
    asked = {m.asked for c in scheme.conditions for m in (c.declared, c.counted) if m}
    idle = {path for path in unclaimed - claimed if path.removeprefix("asked.") not in asked}
    return tuple(
        AskedLine(
            f"asked.{asked.key}",
            asked.label,
            asked.unit,
            asked.kind,
            asked.article,
            case.text(f"asked.{asked.key}"),
            case.text(f"asked.{asked.key}.ground"),
            asked.note,
            f"asked.{asked.key}" not in idle,
        )
        for asked in scheme.asked
    )


def _reading_lines(scheme: Scheme, case: Case) -> tuple[ReadingLine, ...]:
    return tuple(
        ReadingLine(f.id, f.text, case.readings.get(f.id, f.join))
        for f in scheme.filters
        if f.switchable
    )
