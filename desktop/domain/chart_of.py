"""What the pictures of one application show: the survey, its functions, and the years."""

from collections.abc import Sequence
from fractions import Fraction

from desktop.domain.assessment import MET, OPEN, UNMET, VERDICT_WORDS, FunctionLine
from desktop.domain.case import Case
from desktop.domain.chart import Bar, Chart, Sign, share_of
from desktop.domain.figure import MILLION, parse_figure, percent
from desktop.domain.measures import read_number, show_exact, yearly_values
from desktop.domain.result import Result, Verdict
from desktop.domain.scheme import Scheme

_SIGNS: dict[str, Sign] = {MET: "met", UNMET: "unmet"}
_FOUND: dict[Verdict, Sign] = {Verdict.REACHED: "met", Verdict.MISSED: "unmet"}
_YEARS = 5  # of a table of years, the newest


def survey_chart(found: Result, threshold: tuple[int, int]) -> Chart:
    """The satisfied share against the line that the scheme draws, with what it can still become.

    At the least all that are missing or alleged turn out dissatisfied, at the most all satisfied.
    """
    x, a, rest = found.satisfied, found.asked, found.missing + found.alleged
    whole = a + rest
    low, high = share_of(x, whole), share_of(x + rest, whole)
    now = (
        f"已评价{a}家，满意{x}家，{percent(x, a)}，{found.text}" if a else f"尚无评价，{found.text}"
    )
    reach = f"；还可能在{percent(x, whole)}至{percent(x + rest, whole)}之间" if rest else ""
    sign = _FOUND.get(found.verdict, "open")
    line = percent(*threshold)
    return Chart(
        "满意度与要求",
        (Bar("满意的比例", now + reach, low, high, sign),),
        f"实心为已取得的满意评价，斜线为{rest}家未取得评价或待核实的企业可能带来的变化。"
        if rest
        else "数值为满意度随机抽查中已取得的评价。",
        share_of(*threshold),
        f"要求不低于{line}",
    )


def function_chart(functions: Sequence[FunctionLine]) -> Chart:
    """Each figure of the functions that are claimed, against its threshold in mid-picture."""
    bars = [
        _function_bar(line, at)
        for line in functions
        if line.claimed
        for at in range(len(line.figures))
    ]
    return Chart(
        "各类服务与数值要求",
        tuple(bars),
        "数值取自申报材料清点或审核人填写，只列申报的服务功能；达到要求两倍以上的画满。",
        MILLION // 2,
        "各项自己的要求",
    )


def _function_bar(line: FunctionLine, at: int) -> Bar:
    one = line.figures[at]
    value, needed = parse_figure(one.value.partition("（")[0]), parse_figure(one.threshold)
    label = f"{line.name}　{one.label}"
    if value is None:
        return Bar(
            label, f"{one.value or '未填'}（要求{one.threshold}{one.unit}以上）", 0, 0, "open"
        )
    full = min(MILLION, value * MILLION // (2 * needed)) if needed else MILLION
    words = (
        f"{one.value}{one.unit}，要求{one.threshold}{one.unit}以上，{VERDICT_WORDS[one.verdict]}"
    )
    return Bar(label, words, max(0, full), max(0, full), _SIGNS.get(one.verdict, "open"))


def met_chart(functions: Sequence[FunctionLine], needed: int) -> Chart:
    """How many functions are met, not met and open, of all; the line is at the `needed` number."""
    counts: list[tuple[str, Sign, int]] = [
        ("符合", "met", sum(one.verdict == MET for one in functions)),
        ("不符合", "unmet", sum(one.verdict == UNMET for one in functions)),
        ("待判断", "open", sum(one.claimed and one.verdict in OPEN for one in functions)),
    ]
    whole = max(len(functions), needed, 1)
    bars = tuple(
        Bar(word, f"{count}项", share_of(count, whole), share_of(count, whole), sign)
        for word, sign, count in counts
    )
    return Chart(
        "服务功能的结论",
        bars,
        f"办法列有{len(functions)}项服务功能，未申报的不计。",
        share_of(needed, whole) if needed else -1,
        f"至少{needed}项符合" if needed else "",
    )


def growth_charts(scheme: Scheme, case: Case) -> tuple[Chart, ...]:
    """The yearly figures that the scheme looks at, each over the years, the oldest first."""
    found = (_growth(scheme, case, table, column) for table, column in _yearly_columns(scheme))
    return tuple(one for one in found if one.bars)


def _yearly_columns(scheme: Scheme) -> list[tuple[str, str]]:
    """The columns of years that conditions measure; else the firms served."""
    measures = [one.declared for one in scheme.conditions if one.declared]
    named = [(m.table, m.column) for m in measures if m.kind in ("growth", "yearly")]
    if not named:
        tables = [(t.key, {c.key for c in t.columns}) for t in scheme.form.tables]
        named = [(key, "served") for key, columns in tables if {"year", "served"} <= columns]
    return list(dict.fromkeys(named))


def _growth(scheme: Scheme, case: Case, table: str, column: str) -> Chart:
    label, unit = _column_words(scheme, table, column)
    rows = yearly_values(table, column, case)[:_YEARS]
    numbers = [(year, read_number(value, label).low) for year, value in reversed(rows)]
    known = [(year, number) for year, number in numbers if number is not None and number >= 0]
    most = max((number for _, number in known), default=Fraction(0))
    bars = []
    for at, (year, number) in enumerate(known):
        width = int(number * MILLION / most) if most else 0
        before = known[at - 1] if at else None
        words = f"{show_exact(number)}{unit}{_step(year, number, before)}"
        bars.append(Bar(f"{year}年度", words, width, width))
    return Chart(f"历年{label}", tuple(bars), "取自申请表。")


def _step(year: int, number: Fraction, before: tuple[int, Fraction] | None) -> str:
    if before is None or before[0] != year - 1 or before[1] == 0:
        return ""
    change = (number - before[1]) * 100 / before[1]
    word = "减少" if change < 0 else "增长"
    return f"，比上年度{word}{show_exact(abs(change))}%"


def _column_words(scheme: Scheme, table: str, column: str) -> tuple[str, str]:
    columns = {t.key: t.columns for t in scheme.form.tables}[table]
    found = {one.key: one for one in columns}[column]
    return "".join(found.label.split()).removeprefix("其中："), found.unit or ""
