"""Reminders of figures that are out of proportion (提醒): they decide nothing and change nothing.

The bounds are the program's own (本程序约定). An amount in 元 below a header in 万元 is ten
thousand times too large, so a thousand times its fellows is asked about; all in whole numbers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.figure import MILLION, parse_figure, show_figure
from desktop.domain.form import Column, Form, FormTable, Roster
from desktop.domain.holes import shown_label

MONEY = "万元"
TIMES, YEARLY = 1000, 100  # how often its fellows, how often another year's
VAST = 1_000_000 * MILLION  # 万元: 100 亿元 of a service organisation
_LARGE = ("revenue", "service_revenue", "assets")  # of one size; a profit may be next to nothing
_ASSETS = "total_assets"
# A part and its whole, by the keys of one form's fields or of one year's columns.
_PARTS = (
    ("service_revenue", "revenue"),
    ("equipment_value", _ASSETS),
    ("area_public", "area"),
    ("staff_service", "staff_total"),
    ("staff_qualified", "staff_total"),
    ("small", "firms"),
)
_SUMS = ((("area_own", "area_rented"), "area"),)
_SHARES = (
    ("equipment_value", _ASSETS, "equipment_share"),
    ("staff_qualified", "staff_total", "staff_qualified_share"),
)
_OF_WHOM = "staff_service"  # a form with these leaves open whose share it asks for
_HUNDRED = 100 * MILLION
_YUAN = "可能按元填写，请核对"


@dataclass(frozen=True)
class Hint:
    """A reminder at the form's paths: the first is the figure in doubt, the others its fellows."""

    paths: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class _Figure:
    """A figure of the form: its path, what it is called, its value in millionths, its unit."""

    path: str
    name: str
    value: int
    unit: str

    def __str__(self) -> str:
        return f"{self.name}{show_figure(self.value)}{self.unit}"


def form_hints(form: Form, texts: Mapping[str, str]) -> tuple[Hint, ...]:
    """Return what is out of proportion among the figures of a form; `texts` go by path."""
    fields = _fields(form, texts)
    found = [*_field_hints(fields), *_total_hints(form, texts)]
    for table in form.tables:
        if table.rows == "years":
            found += _year_hints(table, texts, fields)
    return tuple(_once(found))


def asks_for_yuan(sentence: str) -> bool:
    """Tell whether a reminder asks whether the figure was filled in in 元."""
    return _YUAN in sentence


def _once(found: Sequence[Hint]) -> Iterator[Hint]:
    """Yield the hints, of those that ask whether one figure is in 元 the first alone."""
    asked = set()
    for hint in found:
        yuan = hint.sentence.endswith(f"{_YUAN}。")
        if not (yuan and hint.paths[0] in asked):
            yield hint
        asked |= {hint.paths[0]} if yuan else set()


def roster_hints(
    roster: Roster, rows: Sequence[Mapping[str, str]]
) -> tuple[tuple[int, str, str], ...]:
    """Return (place in `rows`, column, sentence) of amounts that are vast beside their column's."""
    return tuple(
        (place, column.key, sentence)
        for column in roster.columns
        if column.unit == MONEY
        for place, sentence in _column_hints(column, rows)
    )


def equipment_hints(
    form: Form, texts: Mapping[str, str], rows: Sequence[tuple[int, Mapping[str, str]]]
) -> tuple[Hint, ...]:
    """Return what the list of devices (line, cells) and the form's own figures say differently."""
    fields = _fields(form, texts)
    found = []
    assets, count = fields.get(_ASSETS), fields.get("equipment_count")
    for line, cells in rows if assets is not None and assets.value > 0 else ():
        price = parse_figure(cells.get("price", ""))
        if assets is not None and price is not None and price > assets.value:
            said = f"设备清单第{line}行的价格{show_figure(price)}万元大于{assets}，{_YUAN}。"
            found.append(Hint((assets.path,), said))
    pieces = [parse_figure(cells.get("quantity", "")) for _, cells in rows]
    told = [one for one in pieces if one is not None]
    if count is not None and rows and len(told) == len(pieces) and sum(told) != count.value:
        total = f"设备清单合计{show_figure(sum(told))}台（套），含软件"
        said = f"{total}；{count}，两处不同，请核对。"
        found.append(Hint((count.path,), said))
    return tuple(found)


def _fields(form: Form, texts: Mapping[str, str]) -> dict[str, _Figure]:
    found = {}
    for one in form.fields:
        value = parse_figure(texts.get(one.key, ""))
        if value is not None and one.kind == "figure":
            found[one.key] = _Figure(one.key, f"“{shown_label(one.label)}”", value, one.unit)
        elif one.kind == "percent" and (share := _percent(texts.get(one.key, ""))) is not None:
            found[one.key] = _Figure(one.key, f"“{shown_label(one.label)}”", share, "%")
    return found


def _percent(text: str) -> int | None:
    return parse_figure(text.strip().rstrip("%％"))


def _field_hints(found: Mapping[str, _Figure]) -> Iterator[Hint]:
    yield from _parts(found)
    assets = found.get(_ASSETS)
    if assets is not None and assets.value >= VAST:
        yield Hint((assets.path,), f"{assets}，即{_in_yi(assets.value)}，{_YUAN}。")
    for one in found.values():
        if assets is not None and one.unit == MONEY and one is not assets:
            yield from _out_of_proportion(one, [assets])
    for parts, whole in _SUMS:
        yield from _sum(found, parts, whole)
    for part, whole, share in _SHARES:
        if not (whole == "staff_total" and _OF_WHOM in found):
            yield from _share(found, part, whole, share)


def _in_yi(value: int) -> str:
    return f"{show_figure(value // 10_000)}亿元"


def _parts(found: Mapping[str, _Figure]) -> Iterator[Hint]:
    """A part that is larger than its whole."""
    for part, whole in _PARTS:
        if part in found and whole in found and found[part].value > found[whole].value >= 0:
            small, large = found[part], found[whole]
            yuan = small.unit == MONEY and small.value >= TIMES * large.value > 0
            tail = _YUAN if yuan else "请核对"
            yield Hint((small.path, large.path), f"{small}大于{large}，{tail}。")


def _sum(found: Mapping[str, _Figure], parts: Sequence[str], whole: str) -> Iterator[Hint]:
    if whole in found and all(part in found for part in parts):
        total = sum(found[part].value for part in parts)
        if total != found[whole].value:
            told = "与".join(str(found[part]) for part in parts)
            paths = (whole, *parts)
            said = f"{told}合计{show_figure(total)}{found[whole].unit}，{found[whole]}，请核对。"
            yield Hint(paths, said)


def _share(found: Mapping[str, _Figure], part: str, whole: str, share: str) -> Iterator[Hint]:
    """A share that is off its two figures by more than one in a hundred."""
    if part in found and whole in found and share in found and found[whole].value > 0:
        right = found[part].value * _HUNDRED // found[whole].value
        if abs(right - found[share].value) > MILLION and right <= _HUNDRED:
            said = f"{found[share]}，按{found[part]}、{found[whole]}计算约为{right // MILLION}%"
            yield Hint((share, part, whole), f"{said}，请核对。")


def _out_of_proportion(one: _Figure, fellows: Sequence[_Figure]) -> Iterator[Hint]:
    known = [fellow for fellow in fellows if fellow.value > 0 and fellow is not one]
    if not known:
        return
    most = max(known, key=lambda fellow: fellow.value)
    if one.value >= TIMES * most.value:
        said = f"{one}是{most}的{one.value // most.value}倍，{_YUAN}。"
        yield Hint((one.path, most.path), said)


def _year_hints(
    table: FormTable, texts: Mapping[str, str], fields: Mapping[str, _Figure]
) -> Iterator[Hint]:
    rows = list(_rows(table, texts))
    for row in rows:
        large = [row[key] for key in _LARGE if key in row]
        for key, one in row.items():
            if one.unit == MONEY and large:
                yield from _out_of_proportion(one, [f for f in large if f is not row.get(key)])
        yield from _parts(row)
    for column in table.columns:
        yield from _between_years([row[column.key] for row in rows if column.key in row])
    last = rows[-1].get("assets") if rows else None
    if last is not None and _ASSETS in fields:
        yield from _out_of_proportion(fields[_ASSETS], [last])
        yield from _out_of_proportion(last, [fields[_ASSETS]])
    yield from _blanks(table, texts)


def _rows(table: FormTable, texts: Mapping[str, str]) -> Iterator[dict[str, _Figure]]:
    """Yield the figures of each row of years that has any, by column."""
    for number in _numbers(table, texts):
        prefix = f"{table.key}.{number}"
        year = _year(texts, prefix, number)
        row = {}
        for column in table.columns:
            value = parse_figure(texts.get(f"{prefix}.{column.key}", ""))
            if value is not None and column.kind == "figure":
                name = f"{year}“{_bare(column.label)}”"
                row[column.key] = _Figure(f"{prefix}.{column.key}", name, value, column.unit)
        if row:
            yield row


def _numbers(table: FormTable, texts: Mapping[str, str]) -> list[int]:
    parts = [path.split(".") for path, text in texts.items() if text.strip()]
    own = {part[1] for part in parts if len(part) == 3 and part[0] == table.key}
    return sorted(int(number) for number in own if number.isdigit())


def _year(texts: Mapping[str, str], prefix: str, number: int) -> str:
    year = texts.get(f"{prefix}.year", "").strip()
    return f"{year}年" if year.isdigit() else year or f"第{number}行"


def _bare(label: str) -> str:
    return label.replace("\n", "").replace(" ", "").removeprefix("其中:").removeprefix("其中：")


def _between_years(figures: Sequence[_Figure]) -> Iterator[Hint]:
    known = [one for one in figures if one.value > 0]
    if len(known) < 2:
        return
    most, least = (f(known, key=lambda one: one.value) for f in (max, min))
    if most.value >= YEARLY * least.value:
        tail = _YUAN if most.unit == MONEY else "请核对"
        said = f"{most}是{least}的{most.value // least.value}倍，{tail}。"
        yield Hint((most.path, least.path), said)


def _blanks(table: FormTable, texts: Mapping[str, str]) -> Iterator[Hint]:
    """A year that has figures, and a blank among them."""
    for number in _numbers(table, texts):
        prefix = f"{table.key}.{number}"
        filled = [c for c in table.columns if texts.get(f"{prefix}.{c.key}", "").strip()]
        if len(filled) < 2:
            continue
        year = _year(texts, prefix, number)
        for column in table.columns:
            if column not in filled and not column.additional:
                said = f"{year}“{_bare(column.label)}”没有填写，确无此项的请填0或“无”。"
                yield Hint((f"{prefix}.{column.key}",), said)


def _total_hints(form: Form, texts: Mapping[str, str]) -> Iterator[Hint]:
    """Shares of one table's rows that come to more than the whole."""
    for table in form.tables:
        for column in table.columns:
            if table.rows != "free" or column.key != "revenue_share":
                continue
            paths = [f"{table.key}.{n}.{column.key}" for n in _numbers(table, texts)]
            read = {path: _percent(texts.get(path, "")) for path in paths}
            told = {path: value for path, value in read.items() if value is not None}
            if sum(told.values()) > _HUNDRED:
                total = show_figure(sum(told.values()))
                said = f"各行“{_bare(column.label)}”合计{total}%，大于100%，请核对。"
                yield Hint(tuple(told), said)


def _column_hints(column: Column, rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[int, str]]:
    """A vast amount, by the middle one of its column, or by itself where there are few."""
    read = [(place, parse_figure(cells.get(column.key, ""))) for place, cells in enumerate(rows)]
    told = [(place, value) for place, value in read if value is not None and value > 0]
    middle = sorted(value for _, value in told)[len(told) // 2] if len(told) > 2 else 0
    most = VAST // 100 if column.key == "price" else VAST // 10
    for place, value in told:
        here = f"{show_figure(value)}{column.unit}"
        if middle and value >= TIMES * middle:
            times = value // middle
            yield (
                place,
                f"{here}是本栏居中的{show_figure(middle)}{column.unit}的{times}倍，{_YUAN}。",
            )
        elif value >= most:
            yield place, f"{here}，即{_in_yi(value)}，{_YUAN}。"
