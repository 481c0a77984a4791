"""What a scheme's data must hold beyond types: references that lead somewhere, and no twins."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from desktop.domain.condition import Condition, Filter, Function, Measure
from desktop.domain.figure import MILLION, parse_figure
from desktop.domain.form import Field, Form
from desktop.domain.scheme import SampleRule, Scheme
from desktop.schemes.references import Names, check_measure, names_of
from desktop.schemes.structure import required_texts

Wrong = Iterator[tuple[str, str]]
_BLANK = re.compile(r"\{([^{}]*)\}")
_ID = re.compile(r"[a-z][a-z0-9_]*")


def check(scheme: Scheme, measures: frozenset[str]) -> list[tuple[str, str]]:
    """Return everything that is wrong as (place, Chinese sentence), in the order of the data."""
    names = names_of(scheme)
    return [
        *_texts(scheme, ""),
        *_twins(scheme, ""),
        *_keys(scheme, ""),
        *_all_twins(scheme),
        *_form(scheme.form),
        *_headers(scheme),
        *_offers(scheme, names),
        *_filters(scheme.filters, names),
        *_conditions(scheme.conditions, names, measures),
        *_functions(scheme.functions, names, measures),
        *_rule(scheme, names),
        *_materials(scheme, names),
        *_sample(scheme.sample, names, measures),
        *_rest(scheme, names),
    ]


def _parts(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield the dataclasses directly below `value`, with their paths."""
    for one in fields(value):
        below = getattr(value, one.name)
        here = f"{path}.{one.name}" if path else one.name
        if is_dataclass(below):
            yield here, below
        elif isinstance(below, tuple):
            yield from ((f"{here}[{at}]", item) for at, item in enumerate(below) if _is_part(item))


def _is_part(value: Any) -> bool:
    return is_dataclass(value)


def _texts(value: Any, path: str) -> Wrong:
    """Every text that has no default must say something; above all every article."""
    for name in required_texts(value):
        yield (f"{path}.{name}" if path else name), "不能为空。"
    for here, part in _parts(value, path):
        yield from _texts(part, here)


def _twins(value: Any, path: str) -> Wrong:
    """Within one list no two parts may have the same id or key."""
    for one in fields(value):
        below = getattr(value, one.name)
        if isinstance(below, tuple):
            here = f"{path}.{one.name}" if path else one.name
            yield from _repeated((here, [_name(item) for item in below]))
    for here, part in _parts(value, path):
        yield from _twins(part, here)


def _name(value: Any) -> str:
    return getattr(value, "id", "") or getattr(value, "key", "") if is_dataclass(value) else ""


def _repeated(listed: tuple[str, list[str]]) -> Wrong:
    path, names = listed
    counts = Counter(names)
    for at, name in enumerate(names):
        if name and counts[name] > 1 and name in names[:at]:
            yield f"{path}[{at}]", f"{name} 重复。"


def _keys(value: Any, path: str) -> Wrong:
    """Keys and ids become parts of the store's paths: lower-case ASCII words."""
    name = _name(value)
    if path and name and not _ID.fullmatch(name):
        yield path, f"标识 {name} 只能用小写字母、数字和下划线，以字母开头。"
    for here, part in _parts(value, path):
        yield from _keys(part, here)


def _all_twins(scheme: Scheme) -> Wrong:
    """Lines of different materials, and qualities of different functions, share one space."""
    lines = [
        (f"materials[{i}].lines[{j}]", line.id)
        for i, item in enumerate(scheme.materials)
        for j, line in enumerate(item.lines)
    ]
    qualities = [
        (f"functions[{i}].qualities[{j}]", quality.id)
        for i, function in enumerate(scheme.functions)
        for j, quality in enumerate(function.qualities)
    ]
    judged = [(f"conditions[{i}]", one.id) for i, one in enumerate(scheme.conditions)]
    tables = [(f"form.tables[{i}]", one.key) for i, one in enumerate(scheme.form.tables)]
    blanks = [(f"form.fields[{i}]", one.key) for i, one in enumerate(scheme.form.fields)]
    for places in (lines, [*judged, *qualities], [*blanks, *tables]):
        first: dict[str, str] = {}
        for path, name in places:
            there = first.setdefault(name, path)
            if there.rpartition("[")[0] != path.rpartition("[")[0]:  # else _twins has told it
                yield path, f"{name} 与 {there} 重复。"


def _form(form: Form) -> Wrong:
    keys = {one.key for one in form.fields}
    for name in ("name_field", "operator_field"):
        if getattr(form, name) not in keys:
            yield f"form.{name}", f"申请表没有 {getattr(form, name)} 这一栏。"
    for at, one in enumerate(form.fields):
        if one.section and one.section not in form.sections:
            yield f"form.fields[{at}].section", f"申请表没有“{one.section}”这一部分。"
    for at, pattern in enumerate(form.patterns):
        blanks = _BLANK.findall(pattern.text)
        if not blanks:
            yield f"form.patterns[{at}].text", "没有空格（{栏名}）。"
        yield from (
            (f"form.patterns[{at}].text", f"申请表没有 {key} 这一栏。")
            for key in blanks
            if key not in keys
        )
    yield from _tables(form, keys)


def _tables(form: Form, keys: set[str]) -> Wrong:
    for at, table in enumerate(form.tables):
        if not table.columns:
            yield f"form.tables[{at}].columns", "至少要有一栏。"
        if (table.rows == "fixed") != bool(table.fixed_rows):
            yield f"form.tables[{at}].fixed_rows", "rows 为 fixed 时须有固定行，否则不应有。"
        if table.section and table.section not in form.sections:
            yield f"form.tables[{at}].section", f"申请表没有“{table.section}”这一部分。"
        if table.after and table.after not in keys:
            yield f"form.tables[{at}].after", f"申请表没有 {table.after} 这一栏。"


def _offers(scheme: Scheme, names: Names) -> Wrong:
    for path, listed in (
        ("form.fields", scheme.form.fields),
        ("recommendation", scheme.recommendation),
    ):
        for at, one in enumerate(listed):
            yield from _field(one, f"{path}[{at}]", names)


def _field(one: Field, path: str, names: Names) -> Wrong:
    if one.offer and one.offer not in names.fields:
        yield f"{path}.offer", f"申请表没有 {one.offer} 这一栏。"
    if (one.kind in ("choice", "choices")) != bool(one.choices):
        yield f"{path}.choices", "选择类的栏须列出选项，其他栏不应有选项。"
    if one.max_chars < 0 or one.max_choices < 0:
        yield path, "字数、选项数的上限不能为负。"


def _headers(scheme: Scheme) -> Wrong:
    """No two columns may answer to the same header, or an import would have to guess."""
    listed = [(f"form.tables[{at}]", one.columns) for at, one in enumerate(scheme.form.tables)]
    listed += [(f"rosters[{at}]", one.columns) for at, one in enumerate(scheme.rosters)]
    for path, columns in listed:
        first: dict[str, int] = {}
        for at, column in enumerate(columns):
            for header in {column.label, *column.aliases}:
                if first.setdefault(header, at) != at:
                    yield (
                        f"{path}.columns[{at}]",
                        f"栏名“{header}”与 {columns[first[header]].key} 重复。",
                    )


def _filters(filters: tuple[Filter, ...], names: Names) -> Wrong:
    by_id = {one.id: one for one in filters}
    for at, one in enumerate(filters):
        path = f"filters[{at}]"
        if one.roster not in names.rosters:
            yield f"{path}.roster", f"没有 {one.roster} 这个名单。"
        yield from _leaf(one, path, names) if not one.filters else _branch(one, path, by_id)


def _leaf(one: Filter, path: str, names: Names) -> Wrong:
    if not one.columns:
        yield f"{path}.columns", "没有说看哪几栏。"
    for column in one.columns:
        if column not in names.rosters.get(one.roster, ()):
            yield f"{path}.columns", f"名单 {one.roster} 没有 {column} 这一栏。"
    for column in set(one.against) - {*names.rosters.get(one.roster, ())}:
        yield f"{path}.against", f"名单 {one.roster} 没有 {column} 这一栏。"
    if bool(one.contains) == one.filled:
        yield f"{path}.contains", "contains 和 filled 须有且只有一项。"
    if one.switchable:
        yield f"{path}.switchable", "只有由几项合成的才能切换。"
    for word in set(one.contains) & {*one.unless, *one.unsure, *one.nothing}:
        yield f"{path}.contains", f"“{word}”既算又不算。"


def _branch(one: Filter, path: str, by_id: dict[str, Filter]) -> Wrong:
    if one.columns or one.contains or one.filled:
        yield path, "由几项合成的，不应再说看哪几栏。"
    for name in one.filters:
        if name not in by_id:
            yield f"{path}.filters", f"没有 {name} 这一项筛选。"
        elif by_id[name].roster != one.roster:
            yield f"{path}.filters", f"{name} 看的是另一个名单。"
    if _reaches(one.id, one.filters, by_id, frozenset()):
        yield f"{path}.filters", "绕了一圈又回到自身。"


def _reaches(
    wanted: str, names: Iterable[str], by_id: dict[str, Filter], seen: frozenset[str]
) -> bool:
    return any(
        name == wanted
        or (name not in seen and _reaches(wanted, by_id[name].filters, by_id, seen | {name}))
        for name in names
        if name in by_id
    )


def _conditions(conditions: tuple[Condition, ...], names: Names, measures: frozenset[str]) -> Wrong:
    groups = Counter(one.one_of for one in conditions)
    for at, one in enumerate(conditions):
        path = f"conditions[{at}]"
        if one.kind == "figure":
            yield from _figure_condition(one, path, names, measures)
        elif one.threshold or one.unit or one.declared or one.counted:
            yield path, "只有数字条件才有数值和算法。"
        if one.one_of and groups[one.one_of] < 2:
            yield f"{path}.one_of", f"{one.one_of} 这一组只有一项。"


def _deciding(one: Condition) -> tuple[Measure | None, ...]:
    sides = {"declared": (one.declared,), "counted": (one.counted,)}
    return sides.get(one.decides, (one.declared, one.counted))


def _figure_condition(one: Condition, path: str, names: Names, measures: frozenset[str]) -> Wrong:
    yield from _threshold(one.threshold, one.unit, path)
    if not one.declared and not one.counted:
        yield path, "数字条件须有申报数或清点数的算法。"
    elif None in _deciding(one):
        yield f"{path}.decides", f"据以判断的 {one.decides} 没有算法。"
    for side in ("declared", "counted"):
        if measure := getattr(one, side):
            yield from check_measure(measure, f"{path}.{side}", names, measures)


def _threshold(threshold: str, unit: str, path: str) -> Wrong:
    figure = parse_figure(threshold)
    if figure is None:
        yield f"{path}.threshold", f"“{threshold}”不是数字。"
    elif figure < 0 or (unit == "%" and figure > 100 * MILLION):
        yield f"{path}.threshold", f"{threshold}{unit} 不合情理。"
    if not unit:
        yield f"{path}.unit", "数值须有单位。"


def _functions(functions: tuple[Function, ...], names: Names, measures: frozenset[str]) -> Wrong:
    for at, one in enumerate(functions):
        path = f"functions[{at}]"
        if one.row and one.row not in names.rows:
            yield f"{path}.row", f"申请表没有 {one.row} 这一行。"
        for number, figure in enumerate(one.figures):
            here = f"{path}.figures[{number}]"
            yield from _threshold(figure.threshold, figure.unit, here)
            yield from check_measure(figure.measure, f"{here}.measure", names, measures)
        keys = {figure.key for figure in one.figures}
        named = {key for reading in one.readings for way in reading for key in way}
        for key in sorted(named - keys):
            yield f"{path}.readings", f"没有 {key} 这一项数值。"
        for key in sorted(keys - named if one.readings else ()):
            yield f"{path}.readings", f"没有一种理解用到 {key}。"
        if any(not reading or not all(reading) for reading in one.readings):
            yield f"{path}.readings", "有一种理解是空的。"


def _rule(scheme: Scheme, names: Names) -> Wrong:
    rule = scheme.function_rule
    if not 1 <= rule.needed <= max(1, len(scheme.functions)):
        yield (
            "function_rule.needed",
            f"共 {len(scheme.functions)} 项功能，不能要求 {rule.needed} 项。",
        )
    if (rule.kind == "claimed") != bool(rule.claimed_field):
        yield "function_rule.claimed_field", "kind 为 claimed 时须指明申报功能的一栏，否则不应有。"
    if rule.claimed_field and rule.claimed_field not in names.fields:
        yield "function_rule.claimed_field", f"申请表没有 {rule.claimed_field} 这一栏。"


def _materials(scheme: Scheme, names: Names) -> Wrong:
    for at, item in enumerate(scheme.materials):
        path = f"materials[{at}].lines"
        if not item.lines:
            yield path, "至少要有一行。"
        groups = Counter(line.any_of for line in item.lines)
        for number, line in enumerate(item.lines):
            if line.any_of and groups[line.any_of] < 2:
                yield f"{path}[{number}].any_of", f"{line.any_of} 这一组只有一行。"
            if line.roster and line.roster not in names.rosters:
                yield f"{path}[{number}].roster", f"没有 {line.roster} 这个名单。"


def _sample(rule: SampleRule, names: Names, measures: frozenset[str]) -> Wrong:
    for name in ("roster", "compare_with"):
        roster = getattr(rule, name)
        if roster and roster not in names.rosters:
            yield f"sample.{name}", f"没有 {roster} 这个名单。"
        elif roster and "name" not in names.rosters[roster]:
            yield f"sample.{name}", "这个名单没有企业名称（name）一栏，不能抽查。"
    if rule.where and rule.where not in names.filters:
        yield "sample.where", f"没有 {rule.where} 这一项筛选。"
    if rule.share and not (len(rule.share) == 2 and 0 < rule.share[0] <= rule.share[1]):
        yield "sample.share", "比例须写成 [分子, 分母]，大于零且不大于一。"
    if not 0 < rule.threshold[0] <= rule.threshold[1]:
        yield "sample.threshold", "满意度须写成 [分子, 分母]，大于零且不大于一。"
    if rule.minimum < 0 or not (rule.share or rule.minimum):
        yield "sample.minimum", "抽查比例和最少户数至少要有一项。"
    if {answer.satisfied for answer in rule.answers} != {True, False}:
        yield "sample.answers", "评价须既有满意，也有不满意。"
    if not rule.methods:
        yield "sample.methods", "须列出测评方法。"
    yield from check_measure(rule.stated, "sample.stated", names, measures)


def _rest(scheme: Scheme, names: Names) -> Wrong:
    asked_later = {one.key for one in scheme.recommendation}
    for at, rule in enumerate(scheme.naming):
        if rule.field not in names.fields | asked_later:
            yield f"naming[{at}].field", f"申请表和推荐栏都没有 {rule.field} 这一栏。"
    for at, roster in enumerate(scheme.rosters):
        if not roster.columns:
            yield f"rosters[{at}].columns", "至少要有一栏。"
        if roster.fixed_rows and "type" not in names.rosters[roster.key]:
            yield f"rosters[{at}].columns", "印好的行须有 type（类型）一栏。"
        if roster.total_field and roster.total_field not in names.fields:
            yield f"rosters[{at}].total_field", f"申请表没有 {roster.total_field} 这一栏。"
    for at, report in enumerate(scheme.after.reports):
        if not 1 <= report.month <= 12:
            yield f"after.reports[{at}].month", f"{report.month} 不是月份。"
    if scheme.truth_check and not scheme.truth_article:
        yield "truth_article", "须写明核验真实性的条款。"
    for name in ("levels", "conditions", "materials", "sheets", "recommendation"):
        if not getattr(scheme, name):
            yield name, "不能为空。"
