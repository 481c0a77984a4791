"""How figures are found: one small computation for each kind of measure that a scheme may name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from desktop.domain.case import Case, Row, Value
from desktop.domain.clean import fold_name
from desktop.domain.condition import Filter, Measure
from desktop.domain.dates import parse_date
from desktop.domain.figure import MILLION, parse_figure, percent, show_figure
from desktop.domain.filters import count, holds


@dataclass(frozen=True)
class Measured:
    """A figure as found: exact fractions, `low` for sure and `high` at the most.

    Both are None where it can't be computed, and `why` then says so in Chinese. `shown` is the
    text for the screen, `source` the place that it came from.
    """

    low: Fraction | None
    high: Fraction | None
    shown: str = ""
    source: str = ""
    why: str = ""
    pending: bool = False
    judged: bool = False


# What was counted in rosters that have not changed since, by measure and readings.
Counts = dict[tuple[Measure, tuple[tuple[str, str], ...]], Measured]


@dataclass(frozen=True)
class Context:
    """What a measure may look at: the case, and the scheme's filters by their ids.

    `counts` may hold what was counted before in the very same rosters, and is added to.
    """

    case: Case
    filters: Mapping[str, Filter]
    counts: Counts | None = None


def measure(wanted: Measure, context: Context) -> Measured:
    """Return the figure that `wanted` asks for; KeyError where no computation has its kind."""
    if context.counts is None or not wanted.roster:
        return computations()[wanted.kind](wanted, context)
    key = (wanted, tuple(sorted(context.case.readings.items())))
    if key not in context.counts:
        context.counts[key] = computations()[wanted.kind](wanted, context)
    return context.counts[key]


def computations() -> Mapping[str, Callable[[Measure, Context], Measured]]:
    """Return every kind of measure with its computation; the scheme reader refuses all others."""
    return {
        "field": _field,
        "years": _years,
        "yearly": _yearly,
        "growth": _growth,
        "ratio": _ratio,
        "rows": _rows,
        "share": _share,
        "sum": _sum,
        "cell": _cell,
        "asked": _asked,
        "survey": _survey,
    }


def read_number(value: Value | None, name: str) -> Measured:
    """Return the number in `value`; a percent sign may stand, units and numerals aren't guessed."""
    if value is None or not value.text.strip():
        return Measured(None, None, why=f"{name}未填")
    found = parse_figure(value.text.strip().rstrip("%％"))
    if found is None:
        return Measured(None, None, value.text, value.source, f"{name}“{value.text}”不是数字")
    exact = Fraction(found, MILLION)
    return Measured(exact, exact, show_figure(found), value.source)


def _field(wanted: Measure, context: Context) -> Measured:
    return read_number(context.case.values.get(wanted.field), _name(wanted))


def _asked(wanted: Measure, context: Context) -> Measured:
    value = context.case.values.get(f"asked.{wanted.asked}")
    found = read_number(value, _name(wanted))
    if value is None or not value.text.strip():
        return Measured(None, None, why="申请表没有此项，须由审核人填写并注明出处")
    ground = context.case.text(f"asked.{wanted.asked}.ground")
    return Measured(found.low, found.high, found.shown, ground or "审核人填写", found.why)


def _cell(wanted: Measure, context: Context) -> Measured:
    path = f"{wanted.table}.{wanted.row}.{wanted.column}"
    return read_number(context.case.values.get(path), _name(wanted))


def _years(wanted: Measure, context: Context) -> Measured:
    path = wanted.field or f"asked.{wanted.asked}"
    value = context.case.values.get(path)
    if value is None or not value.text.strip():
        return Measured(None, None, why=f"{_name(wanted)}未填")
    start = parse_date(value.text)
    if start is None:
        return Measured(None, None, value.text, value.source, f"“{value.text}”不是日期")
    years = full_years(start, context.case.reference_day)
    exact = Fraction(years)
    return Measured(exact, exact, f"{years}年（自{start.year}年{start.month}月起）", value.source)


def full_years(start: date, end: date) -> int:
    """Return the whole years from `start` to `end`: the anniversary itself completes a year."""
    years = end.year - start.year
    return years - ((end.month, end.day) < (start.month, start.day))


def yearly_paths(table: str, column: str, case: Case) -> list[tuple[int, str]]:
    """Return (year, path) of a table of years, newest first; rows without a year are left out."""
    found = []
    prefix = f"{table}."
    for path, value in case.values.items():
        if path.startswith(prefix) and path.endswith(".year"):
            year = parse_figure(value.text.strip().removesuffix("年度").removesuffix("年"))
            wanted = path.removesuffix("year") + column
            if year is not None and case.text(wanted).strip():
                found.append((year // MILLION, wanted))
    return sorted(found, key=lambda pair: -pair[0])


def yearly_values(table: str, column: str, case: Case) -> list[tuple[int, Value]]:
    """Return (year, value) of a table of years, newest first; rows without a year are left out."""
    return [(year, case.values[path]) for year, path in yearly_paths(table, column, case)]


def _yearly(wanted: Measure, context: Context) -> Measured:
    rows = yearly_values(wanted.table, wanted.column, context.case)
    if len(rows) <= wanted.back:
        return Measured(None, None, why=f"{_name(wanted)}未填")
    year, value = rows[wanted.back]
    found = read_number(value, _name(wanted))
    shown = f"{found.shown}（{year}年度）" if found.low is not None else found.shown
    return Measured(found.low, found.high, shown, found.source, found.why)


def _growth(wanted: Measure, context: Context) -> Measured:
    rows = yearly_values(wanted.table, wanted.column, context.case)[wanted.back :]
    if len(rows) < 2:
        return Measured(None, None, why=f"{_name(wanted)}不足两个年度，无法计算增幅")
    numbers = [(year, read_number(value, _name(wanted))) for year, value in rows]
    (year, new), (before, old) = numbers[0], numbers[1]
    if new.low is None or old.low is None:
        return Measured(None, None, why=new.why or old.why)
    if before != year - 1:
        why = f"{before}年度与{year}年度不相邻，请判断"
        return Measured(None, None, why=why, judged=True)
    if old.low == 0:
        return Measured(None, None, why=f"{before}年度为零，无法计算增幅，请判断", judged=True)
    exact = (new.low - old.low) * 100 / old.low
    source = "；".join(part.source for _, part in numbers[:2] if part.source)
    return Measured(exact, exact, _growth_steps(numbers), source)


def _growth_steps(numbers: list[tuple[int, Measured]]) -> str:
    steps = []
    for (year, new), (before, old) in pairwise(numbers):
        if new.low is not None and old.low:
            change = show_exact((new.low - old.low) * 100 / old.low)
            steps.append(f"{before}→{year}年度：{old.shown}→{new.shown}，{change}%")
    return "；".join(steps)


def _ratio(wanted: Measure, context: Context) -> Measured:
    part = read_number(context.case.values.get(wanted.part), _name(wanted))
    if wanted.table:  # the whole is a yearly figure: 入驻企业户数 of the last year
        whole = _yearly(wanted, context)
    else:
        whole = read_number(context.case.values.get(wanted.whole), _name(wanted))
    if part.low is None or whole.low is None:
        return Measured(None, None, why=part.why or whole.why)
    return _percentage(part.low, part.low, whole.low, part.source)


def _rows(wanted: Measure, context: Context) -> Measured:
    rows = context.case.rosters.get(wanted.roster)
    if not rows:
        return Measured(None, None, why=f"{_name(wanted)}：名单未读入")
    if wanted.each:
        rows = _each_once(rows, wanted.each)
    found = count(rows, (wanted.where,), context.filters, context.case.readings)
    shown = str(found.sure) + (f"（另有{found.unknown}行无法判断）" if found.unknown else "")
    return Measured(Fraction(found.sure), Fraction(found.high), shown, _files(rows))


def _each_once(rows: tuple[Row, ...], column: str) -> tuple[Row, ...]:
    """Keep the first row of each name: a firm that stands twice is one firm."""
    first: dict[str, Row] = {}
    for row in rows:
        name = fold_name(row.cells.get(column, ""))
        first.setdefault(name or str(row.id), row)
    return tuple(first.values())


def _share(wanted: Measure, context: Context) -> Measured:
    rows = context.case.rosters.get(wanted.roster)
    if not rows:
        return Measured(None, None, why=f"{_name(wanted)}：名单未读入")
    filters, readings = context.filters, context.case.readings
    whole = count(rows, (wanted.among,), filters, readings)
    part = count(rows, (wanted.among, wanted.where), filters, readings)
    if whole.high == 0:
        return Measured(None, None, why=f"{_name(wanted)}：名单中没有可计算的人或户")
    if not whole.unknown and not part.unknown:
        exact = Fraction(part.sure)
        return _percentage(exact, exact, Fraction(whole.sure), _files(rows))
    return _uncertain_share(part.sure, part.high, whole.sure, whole.high)


def _uncertain_share(low: int, high: int, whole_low: int, whole_high: int) -> Measured:
    # The worst case counts every row in doubt into the whole and none of them into the part;
    # the best case counts every row in doubt into both. Between the two the reviewer judges.
    worst = Fraction(low * 100, whole_high)
    best = Fraction(high * 100, max(whole_low, high, 1))
    shown = f"{show_exact(worst)}%至{show_exact(best)}%（部分行无法判断）"
    return Measured(worst, best, shown)


def _sum(wanted: Measure, context: Context) -> Measured:
    rows = context.case.rosters.get(wanted.roster)
    if not rows:
        return Measured(None, None, why=f"{_name(wanted)}：名单未读入")
    low, high, unread = Fraction(0), Fraction(0), 0
    for row in rows:
        counts = _counts(wanted.where, row, context)
        number = read_number(Value(row.cells.get(wanted.column, "")), "")
        unread += counts is not False and number.low is None
        low += number.low or 0 if counts else 0
        high += number.low or 0 if counts is not False else 0
    shown = show_exact(low) if low == high else f"{show_exact(low)}至{show_exact(high)}"
    if unread:
        why = f"{_name(wanted)}：{unread}行未填或不是数字，合计至少{show_exact(low)}"
        return Measured(None, None, shown, why=why, judged=True)
    return Measured(low, high, shown, _files(rows))


def _counts(where: str, row: Row, context: Context) -> bool | None:
    return not where or holds(where, row, context.filters, context.case.readings)


def _survey(_wanted: Measure, context: Context) -> Measured:
    survey = context.case.survey
    if survey is None or not survey.finished:
        return Measured(None, None, why="满意度随机抽查尚未完成", pending=True)
    if survey.asked == 0:
        return Measured(None, None, why="没有企业给出评价，请判断", judged=True)
    whole = Fraction(survey.asked)
    return _percentage(
        Fraction(survey.satisfied), Fraction(survey.satisfied), whole, "满意度随机抽查"
    )


def _percentage(low: Fraction, high: Fraction, whole: Fraction, source: str) -> Measured:
    if whole == 0:
        return Measured(None, None, why="分母为零，无法计算比例", judged=True)
    shown = f"{percent(low, whole)}（{show_exact(low)}/{show_exact(whole)}）"
    return Measured(low * 100 / whole, high * 100 / whole, shown, source)


def show_exact(value: Fraction) -> str:
    """Return an exact value with at most two decimals, cut and never rounded up."""
    hundredths = abs(value.numerator) * 100 // value.denominator
    text = show_figure(hundredths * MILLION // 100)
    return f"-{text}" if value < 0 and hundredths else text


def _files(rows: tuple[Row, ...]) -> str:
    """Where the rows stand; a supplement (补充名单) comes last, so two files tell of it."""
    files = dict.fromkeys((rows[0].file, rows[-1].file))
    return f"{'、'.join(files)}，共{len(rows)}行"


def _name(wanted: Measure) -> str:
    return wanted.text or wanted.field or wanted.column or wanted.asked or wanted.roster
