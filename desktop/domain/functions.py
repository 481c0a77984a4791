"""Measures an application's service functions (服务功能) against their own thresholds."""

from collections.abc import Mapping

from desktop.domain.assessment import (
    CANNOT,
    JUDGE,
    MET,
    NA,
    OPEN,
    RELAXED,
    SETTLED,
    UNMET,
    FigureLine,
    FunctionLine,
    Own,
    QualityLine,
)
from desktop.domain.case import Case
from desktop.domain.condition import Function, FunctionFigure, FunctionRule
from desktop.domain.measures import Context, measure
from desktop.domain.scheme import Scheme
from desktop.domain.thresholds import compare


def function_lines(
    scheme: Scheme, context: Context, own: Mapping[str, Own]
) -> tuple[FunctionLine, ...]:
    """Return every service function of the scheme as assessed, in the regulation's order."""
    return tuple(_function_line(function, scheme, context, own) for function in scheme.functions)


def _function_line(
    function: Function, scheme: Scheme, context: Context, own: Mapping[str, Own]
) -> FunctionLine:
    figures = tuple(_figure_line(figure, context) for figure in function.figures)
    qualities = tuple(
        QualityLine(q.id, q.text, said.verdict, said.reason)
        for q in function.qualities
        for said in [own.get(f"q:{q.id}", Own(""))]
    )
    claimed = is_claimed(function, scheme, context)
    program, why = _program(function, figures, qualities) if claimed else (NA, "未申报此项功能")
    said = own.get(f"f:{function.id}", Own(""))
    return FunctionLine(
        function.id,
        function.name,
        function.article,
        function.text,
        claimed,
        figures,
        qualities,
        program,
        why,
        said.verdict,
        said.reason,
        said.verdict or program,
    )


def is_claimed(function: Function, scheme: Scheme, context: Context) -> bool:
    """Return whether the application says that it has the function.

    By the form's own blank for it (申报服务功能) where the scheme has one, else by any figure in
    the function's row of the form; a function without a row, by any figure entered for it, or by
    the boxes of 推荐 (`applied_for`).
    """
    field = scheme.function_rule.claimed_field
    if field:
        return function.name.removesuffix("服务") in context.case.text(field)
    if not function.row:
        entered = any(measure(f.measure, context).shown for f in function.figures)
        return entered or function.name in applied_for(function, scheme, context.case)
    tables = [t.key for t in scheme.form.tables if function.row in {r.key for r in t.fixed_rows}]
    rows = tuple(f"{table}.{function.row}." for table in tables)
    return any(
        path.startswith(rows) and value.text.strip() not in ("", "0", "/", "—", "无")
        for path, value in context.case.values.items()
    )


def applied_for(function: Function, scheme: Scheme, case: Case) -> str:
    """Return the functions ticked on 推荐 where it has a box for this one; empty before that.

    申请示范平台服务功能类别（不超过3类） of the national 汇总表: that application form has no place
    for it.
    """
    keys = [field.key for field in scheme.recommendation if function.name in field.choices]
    return "、".join(filter(None, (case.text(f"rec.{key}") for key in keys)))


def _figure_line(figure: FunctionFigure, context: Context) -> FigureLine:
    found = measure(figure.measure, context)
    verdict, why = compare(found, figure.threshold)
    asked = f"asked.{figure.measure.asked}" if figure.measure.kind == "asked" else ""
    return FigureLine(
        figure.key,
        figure.label,
        found.shown,
        found.source,
        figure.threshold,
        figure.unit,
        verdict,
        why,
        asked,
    )


def _program(
    function: Function, figures: tuple[FigureLine, ...], qualities: tuple[QualityLine, ...]
) -> tuple[str, str]:
    verdict, why = _by_figures(function, figures)
    if verdict == UNMET:
        return verdict, why
    if any(q.own == UNMET for q in qualities):
        return UNMET, "；".join(f"不具备：{q.text}" for q in qualities if q.own == UNMET)
    still = sum(q.own not in SETTLED for q in qualities)
    if verdict == MET and still:
        return JUDGE, f"数量要求已满足，另有{still}项功能要求由审核人判断"
    if not figures and not qualities:
        return JUDGE, "办法对此项功能未定数量要求，由审核人判断"
    return verdict, why


def _by_figures(function: Function, figures: tuple[FigureLine, ...]) -> tuple[str, str]:
    verdicts = {figure.key: figure.verdict for figure in figures}
    every = (tuple(verdicts),)
    readings = [_reading(reading, verdicts) for reading in function.readings or (every,)]
    if all(verdict == MET for verdict in readings):
        return MET, ""
    if all(verdict == UNMET for verdict in readings):
        short = [f"{f.label}未达到{f.threshold}{f.unit}" for f in figures if f.verdict == UNMET]
        return UNMET, "；".join(short)
    if MET in readings and UNMET in readings:
        return JUDGE, "条文有两种读法：一种读法符合，另一种不符合，由审核人判断"
    missing = "；".join(f"{f.label}：{f.why}" for f in figures if f.verdict in OPEN)
    return CANNOT, missing


def _reading(reading: tuple[tuple[str, ...], ...], verdicts: Mapping[str, str]) -> str:
    """One reading is a list of alternatives, each of which needs all of its figures."""
    alternatives = [_all_of([verdicts[key] for key in keys]) for keys in reading]
    if MET in alternatives:
        return MET
    return UNMET if all(verdict == UNMET for verdict in alternatives) else CANNOT


def _all_of(verdicts: list[str]) -> str:
    if UNMET in verdicts:
        return UNMET
    return MET if all(verdict == MET for verdict in verdicts) else CANNOT


def function_verdict(rule: FunctionRule, lines: tuple[FunctionLine, ...]) -> tuple[str, str]:
    """Return (verdict, sentence) on the rule how many functions are needed."""
    claimed = [line for line in lines if line.claimed or line.own]
    met = [line for line in claimed if line.verdict == MET]
    still = [line for line in claimed if line.verdict in OPEN]
    names = "、".join(line.name for line in met)
    sentence = f"申报{len(claimed)}项，符合{len(met)}项" + (f"（{names}）" if names else "")
    counts = (("不符合", UNMET), ("放宽后符合", RELAXED), ("不涉及", NA))
    for word, verdict in counts:
        if many := sum(line.verdict == verdict for line in claimed):
            sentence += f"，{word}{many}项"
    if still:
        sentence += f"，待定{len(still)}项"
    if not claimed:
        return CANNOT, "申请表未填服务功能"
    if rule.kind == "claimed":
        return _every_claimed(claimed, still), sentence
    return _at_least(rule, len(met), len(still)), sentence


def _every_claimed(claimed: list[FunctionLine], still: list[FunctionLine]) -> str:
    if any(line.verdict == UNMET for line in claimed):
        return UNMET
    return JUDGE if still else MET


def _at_least(rule: FunctionRule, met: int, still: int) -> str:
    if met >= rule.needed:
        return MET
    if met + still >= rule.needed or (rule.distinctive and met + still >= 1):
        return JUDGE
    return UNMET
