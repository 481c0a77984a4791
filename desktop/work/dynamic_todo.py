"""What 动态管理 asks for in sentences of 待办事项: overdue first, many units of one kind in one."""

from collections.abc import Iterator, Sequence

from desktop.domain.dates import show_date
from desktop.domain.recognised_alerts import Alert
from desktop.work.desk import Desk
from desktop.work.dynamic import OWED, UnitLine, unit_lines
from desktop.work.dynamic_units import following_wrong
from desktop.work.todo_names import TodoLine
from desktop.work.working_days import calendar_of

_SEVERAL = 3  # so many units of one kind are told together
_DECEMBER = 12
_KINDS = {"overdue": "overdue", "soon": "due", "look": "open"}
_FILTERS = {"duty": OWED}
_STATES = {"validity.今年到期": "今年到期", "validity.已到期": "已到期"}


def dynamic_lines(desk: Desk) -> list[TodoLine]:
    """Return what is to be done of recognised units of all schemes, overdue first.

    Applications that were sent up and wait for an outcome are told in one sentence.
    """
    units = unit_lines(desk)
    lines = [*_calendar(desk, units), *_data(desk, units), *_told(units), *_waiting(units)]
    return sorted(lines, key=lambda one: one.kind != "overdue")


def _told(units: Sequence[UnitLine]) -> Iterator[TodoLine]:
    several: dict[tuple[str, str, str], list[tuple[UnitLine, Alert]]] = {}
    for unit in units:
        for at, one in enumerate(unit.alerts):
            key = (unit.scheme_id, one.kind, one.group or f"{unit.id}.{at}")
            several.setdefault(key, []).append((unit, one))
    for pairs in several.values():
        if len(pairs) >= _SEVERAL:
            yield _together(pairs)
        else:
            yield from (_alone(unit, one) for unit, one in pairs)


def _alone(unit: UnitLine, one: Alert) -> TodoLine:
    late = "逾期：" if one.kind == "overdue" else ""
    sentence = f"{late}{unit.name}：{one.sentence}"
    return TodoLine(sentence, None, "unit", _KINDS[one.kind], detail=str(unit.id))


def _together(pairs: Sequence[tuple[UnitLine, Alert]]) -> TodoLine:
    unit, first = pairs[0]
    count, late = len(pairs), "逾期：" if first.kind == "overdue" else ""
    whats = {one.what for _unit, one in pairs}
    if first.topic != "duty":
        state = _STATES.get(first.group, "")
        sentence = f"{unit.scheme}：{count}家{state}"
        return TodoLine(sentence, None, "dynamic", _KINDS[first.kind], detail=state)
    what = f"的{first.what}" if len(whats) == 1 else "的年度总结和计划还没有交齐"
    due = f"，应于{show_date(first.due)}前，{first.left}" if first.due else ""
    sentence = f"{late}{unit.scheme}：{count}家{what}{due}"
    return TodoLine(sentence, None, "dynamic", _KINDS[first.kind], detail=OWED)


def _waiting(units: Sequence[UnitLine]) -> Iterator[TodoLine]:
    several: dict[str, int] = {}
    for unit in units:
        if not unit.id:
            several[unit.scheme] = several.get(unit.scheme, 0) + 1
    for scheme, count in several.items():
        sentence = f"{scheme}：已报送{count}家，等待登记评审、公示和认定结果"
        yield TodoLine(sentence, None, "dynamic", "open", detail="待认定")


def _data(desk: Desk, units: Sequence[UnitLine]) -> Iterator[TodoLine]:
    """Say that a scheme's data of 动态管理 can't be used: its yearly papers are not followed."""
    for scheme_id, name in dict.fromkeys((one.scheme_id, one.scheme) for one in units):
        wrong = following_wrong(desk, scheme_id)
        if wrong:
            sentence = (
                f"{name}：动态管理的数据（dynamic/after.toml）不能用，只按有效期提醒。{wrong}"
            )
            yield TodoLine(sentence, None, "schemes", "problem")


def _calendar(desk: Desk, units: Sequence[UnitLine]) -> Iterator[TodoLine]:
    """Say that a year's holidays are missing while there is something to reckon by them."""
    if not units:
        return
    calendar, today = calendar_of(desk), desk.clock().date()
    wanted = [today.year, *([today.year + 1] if today.month == _DECEMBER else [])]
    for year in wanted:
        if calendar.year(year) is None:
            sentence = f"还没有{year}年的放假安排，工作日算不出来，请导入工作日历"
            yield TodoLine(sentence, None, "settings", "start", detail="calendar")
