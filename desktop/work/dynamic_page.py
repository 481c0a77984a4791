"""One recognised unit as its page shows it: blanks in groups, and what stands in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.domain.case import Value
from desktop.domain.dates import show_date
from desktop.domain.following import Following, OutcomeStep
from desktop.domain.form import Field
from desktop.domain.recognised import (
    OPEN,
    OVERDUE,
    RECOGNISED_WORD,
    REFUSED_WORD,
    DutyLine,
    duty_lines,
    term,
    validity_of,
)
from desktop.domain.recognised_alerts import Watch
from desktop.domain.working_days import UnknownYear, last_working_day
from desktop.store.recognised import KeptUnit
from desktop.work.desk import Desk
from desktop.work.dynamic import UnitLine, unit_line, unit_lines
from desktop.work.dynamic_problems import problems_of
from desktop.work.dynamic_units import Followed, followed_one
from desktop.work.dynamic_words import urging

CHANGE, EVALUATION = "change", "evaluation"
OTHER_CHANGE = "其他重大变更事项"
_NO_RULE = "办法没有规定变更备案，可以作为记录登记。"
_PLAIN_CHANGES = ("名称", "地址", "法定代表人", OTHER_CHANGE)
_OUTCOMES = (RECOGNISED_WORD, REFUSED_WORD)
_EVALUATED = ("合格", "不合格")


@dataclass(frozen=True)
class Group:
    """Blanks that stand together; `hint` cites the rule, `adds` names the button that adds more.

    `kind` is change or evaluation where its sections may be taken away again, each by its number.
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    hint: str = ""
    adds: str = ""
    kind: str = ""
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class UnitPage:
    """One unit whole: its line in the list, its groups, values and problems by path.

    `urges` is True where there is something to urge the unit to (催报).
    """

    line: UnitLine
    groups: tuple[Group, ...]
    values: Mapping[str, Value]
    problems: Mapping[str, tuple[str, ...]]
    place: str = ""
    void_why: str = ""
    urges: bool = False


def unit_page(desk: Desk, unit_id: int) -> UnitPage:
    """Return one unit as its page shows it; UserError where it is gone."""
    one = followed_one(desk, unit_id)
    line = next((each for each in unit_lines(desk) if each.id == unit_id), None)
    groups = groups_of(one)
    texts = _texts(one.kept)
    return UnitPage(
        line or unit_line(desk, one),
        groups,
        {path: Value(text) for path, text in texts.items()},
        problems_of(one, fields_of(groups), texts),
        one.kept.place,
        one.kept.void_why,
        bool(urging(desk, unit_id)),
    )


def fields_of(groups: tuple[Group, ...]) -> dict[str, Field]:
    """Return every blank by its path."""
    return {one.key: one for group in groups for one in group.fields}


def groups_of(one: Followed) -> tuple[Group, ...]:
    """Return the groups of a unit's page: until it is recognised its steps first, afterwards last.

    What is done every year stands above what is done once.
    """
    following = one.watch.following
    steps, award = _steps_group(following), _award_group(one)
    later = [_change_group(one), _evaluation_group(one), _withdrawal_group(following)]
    if following.duties:
        later.insert(0, _duty_group(one))
    if one.unit.outcome == RECOGNISED_WORD:
        return (_unit_group(), award, *later, steps)
    return (_unit_group(), steps, award, *later)


def _unit_group() -> Group:
    fields = (
        Field("unit.name", "名称", required=True, note="平台（基地）名称"),
        Field("unit.operator_name", "运营（服务）机构名称"),
        Field("unit.code", "统一社会信用代码", "code"),
        Field("unit.note", "备注", "long"),
    )
    return Group("unit", "单位", fields)


def _steps_group(following: Following) -> Group:
    fields: list[Field] = []
    for step in following.steps:
        fields += [] if step.awards else _step_fields(step)
    return Group("steps", "评审、公示", tuple(fields))


def _head(step: OutcomeStep) -> str:
    return f"{step.name}（{step.article}）" if step.article else step.name


def _step_fields(step: OutcomeStep) -> Iterator[Field]:
    at, head = f"step.{step.key}", _head(step)
    if step.working_days:
        least = "不少于" if step.at_least else ""
        note = f"公示期{least}{step.working_days}个工作日，公示当日不计入"
        yield Field(f"{at}.began", f"{step.name}开始日期", "date", head, note=note)
        yield Field(f"{at}.ended", f"{step.name}结束日期", "date", head)
    else:
        yield Field(f"{at}.ended", f"{step.name}日期", "date", head)
    if step.results:
        yield Field(f"{at}.result", f"{step.name}结果", "choice", head, choices=step.results)
    yield Field(f"{at}.note", f"{step.name}说明", section=head)


def _award_group(one: Followed) -> Group:
    following = one.watch.following
    step = following.award
    again = f"，{following.reapply}" if following.reapply else ""
    rule = f"有效期{following.valid_years}年{again}（{following.valid_article}）。"
    fields = (
        Field("unit.outcome", "认定结果", "choice", choices=_OUTCOMES),
        Field("unit.recognised_on", "认定日期", "date", note="认定文件的印发日期"),
        Field("unit.year", "认定年度", "figure", note="不知道认定日期时填写，如2024"),
        Field("unit.document", "认定文件及文号"),
        Field("unit.valid_until", "有效期至", "date", note=_reckoned(one)),
        Field(f"step.{step.key}.note", f"{step.name}说明"),
    )
    return Group("award", _head(step), fields, rule)


def _reckoned(one: Followed) -> str:
    found = validity_of(one.unit, one.watch.following)
    reckoned = "填写认定日期后算出；" if found is None else ""
    if found is not None and one.unit.stated_until is None:
        until = show_date(found.until) if found.until else f"{found.year}年"
        reckoned = f"按认定{'日期' if found.until else '年度'}算到{until}；"
    return f"{reckoned}认定文件另有写明的，填文件上的日期"


def _duty_group(one: Followed) -> Group:
    watch = one.watch
    lines = duty_lines(one.unit, watch.following, watch.today, watch.level)
    newest = sorted(lines, key=lambda line: -line.year)
    fields = tuple(_duty_field(line, watch) for line in newest)
    none = "" if fields else "认定的次年起列出。"
    return Group("duties", "年度总结和计划", fields, f"{watch.following.duty_words}。{none}")


def _duty_field(line: DutyLine, watch: Watch) -> Field:
    who = "收到" if line.duty.who == "platform" else f"上报{line.duty.to}"
    words = "" if line.state in (OVERDUE, OPEN) else f"，{line.word}"
    left = f"，{_left(line, watch)}" if line.state == OPEN else ""
    note = f"应于{show_date(line.due)}前{left}{words}"
    section = f"{line.year}年"
    return Field(line.path, f"{line.title}：{who}日期", "date", section, note=note)


def _left(line: DutyLine, watch: Watch) -> str:
    """How far off a paper is; a month that ends on a day off has an earlier last working day."""
    words = term(watch.calendar, watch.today, line.due).words
    last = last_working_day(watch.calendar, line.due)
    if isinstance(last, UnknownYear) or last == line.due:
        return words
    return f"{words}（当日休息，此前最后一个工作日是{show_date(last)}）"


def _change_group(one: Followed) -> Group:
    rule = one.watch.following.change
    hint = f"{rule.text}（{rule.article}）。" if rule else _NO_RULE
    numbers = one.unit.numbers(CHANGE)
    fields = tuple(each for number in numbers for each in _change_fields(number, one))
    return Group("changes", "变更备案", fields, hint, "登记一项变更", CHANGE, numbers)


def _change_fields(number: int, one: Followed) -> Iterator[Field]:
    rule = one.watch.following.change
    at, head = f"{CHANGE}.{number}", f"变更{number}"
    choices = rule.what if rule else _PLAIN_CHANGES
    yield Field(f"{at}.what", f"{head}：事项", "choice", head, choices=choices)
    yield Field(f"{at}.old", f"{head}：原来", section=head)
    yield Field(f"{at}.new", f"{head}：现在", section=head)
    yield Field(f"{at}.done", f"{head}：完成日期", "date", head)
    for index, name in enumerate(rule.to if rule else (), 1):
        yield Field(f"{at}.to{index}", f"{head}：报{name}日期", "date", head)
    yield Field(f"{at}.note", f"{head}：说明", section=head)


def _evaluation_group(one: Followed) -> Group:
    following = one.watch.following
    cited = f"{following.evaluation}（{following.evaluation_article}）。"
    hint = cited if following.evaluation else "办法没有规定测评，可以作为记录登记。"
    numbers = one.unit.numbers(EVALUATION)
    fields = tuple(each for number in numbers for each in _evaluation_fields(number))
    return Group("evaluations", "测评", fields, hint, "登记一次测评", EVALUATION, numbers)


def _evaluation_fields(number: int) -> Iterator[Field]:
    at, head = f"{EVALUATION}.{number}", f"测评{number}"
    yield Field(f"{at}.on", f"{head}：日期", "date", head)
    yield Field(f"{at}.by", f"{head}：由谁测评", section=head)
    yield Field(f"{at}.result", f"{head}：结果", "choice", head, choices=_EVALUATED)
    yield Field(f"{at}.note", f"{head}：说明", section=head)


def _withdrawal_group(following: Following) -> Group:
    grounds = tuple(f"{one.text}（{one.article}）" for one in following.grounds)
    fields = (
        Field("unit.withdrawn_on", "撤销日期", "date"),
        Field("unit.withdrawn_ground", "撤销原因", "choice", choices=grounds),
        Field("unit.plaque_on", "收回牌匾日期", "date"),
    )
    return Group("withdrawal", "撤销称号", fields, "没有撤销的不填。")


def _texts(kept: KeptUnit) -> dict[str, str]:
    """Every text of a unit by its path."""
    own = {
        "name": kept.name,
        "operator_name": kept.operator_name,
        "code": kept.code,
        "year": str(kept.year or ""),
        "document": kept.document,
        "recognised_on": kept.recognised_on,
        "valid_until": kept.valid_until,
        "outcome": kept.outcome,
        "withdrawn_on": kept.withdrawn_on,
        "withdrawn_ground": kept.withdrawn_ground,
        "plaque_on": kept.plaque_on,
        "note": kept.note,
    }
    return {f"unit.{key}": text for key, text in own.items()} | dict(kept.values)
