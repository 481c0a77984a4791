"""A year's holidays as a clerk writes them down from the State Council's notice, read strictly.

year = 2026
source = "国办发明电〔2025〕7号"

[[festivals]]
name = "春节"
from = 2026-02-15
to = 2026-02-23
work = [2026-02-14, 2026-02-28]
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from desktop.domain.dates import show_date
from desktop.domain.problem import Problem, Severity
from desktop.domain.working_days import Calendar, Festival, YearDays

_TOP = {"year": "年份", "source": "通知的名称或文号", "festivals": "各节放假"}
_KEYS = ("name", "from", "to", "work")
_SATURDAY = 5
_LEAST_OFF = 11  # 全国年节及纪念日放假办法: at least so many days off a year (2014's edition)
_USUAL = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")
_WEEKDAYS = "一二三四五六日"
_EARLIEST, _LATEST = 2000, 2099


def read_year(text: str) -> YearDays | tuple[Problem, ...]:
    """Return the year that a table's text lays down, or all that is wrong with it."""
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (_wrong("文件", f"写法不对，读不出来（{error}）。请照填写样例改正。"),)
    problems = [_wrong(key, "没有这一项，请照填写样例核对。") for key in read if key not in _TOP]
    year = read.get("year")
    if not isinstance(year, int) or isinstance(year, bool) or not _EARLIEST <= year <= _LATEST:
        return (*problems, _wrong("year", "请写明年份，例如 year = 2027。"))
    listed = read.get("festivals")
    if not isinstance(listed, list) or not listed:
        return (*problems, _wrong("festivals", "没有写放假的日子（[[festivals]]）。"))
    festivals = [_festival(at, one, year, problems) for at, one in enumerate(listed, 1)]
    problems += _clashes(festivals)
    if problems:
        return tuple(problems)
    off = frozenset(day for one in festivals for day in one.days)
    worked = frozenset(day for one in festivals for day in one.worked)
    return YearDays(year, off, worked, str(read.get("source", "")), tuple(festivals))


def _festival(at: int, one: Any, year: int, problems: list[Problem]) -> Festival:
    """Return one paragraph; what is wrong with it is added to `problems`."""
    where = f"第{at}段"
    table: Mapping[str, Any] = one if isinstance(one, dict) else {}
    name = str(table.get("name", "")).strip()
    where += f"（{name}）" if name else ""
    problems += [_wrong(where, f"没有“{key}”这一项。") for key in table if key not in _KEYS]
    if not name:
        problems.append(_wrong(where, "没有写节日名称（name）。"))
    first, last = (_day(table.get(key), f"{where} {key}", year, problems) for key in _KEYS[1:3])
    work = table.get("work", [])
    if not isinstance(work, list):
        problems.append(_wrong(where, "调休上班（work）要写在方括号里，例如 [2026-02-14]。"))
        work = []
    worked = tuple(_day(day, f"{where} work", year, problems) for day in work)
    if last < first:
        problems.append(_wrong(where, "放假的最后一天（to）早于第一天（from）。"))
        last = first
    problems += [
        _wrong(where, f"{show_date(day)}是星期{_WEEKDAYS[day.weekday()]}，本来就上班，不是调休。")
        for day in worked
        if day.weekday() < _SATURDAY
    ]
    return Festival(name, first, last, worked)


def _day(found: Any, where: str, year: int, problems: list[Problem]) -> date:
    """Return a day of the year or of the December before; any other stands as 1 January."""
    if not isinstance(found, date) or isinstance(found, datetime):
        problems.append(_wrong(where, f"请写日期，例如 {year}-10-01（不加引号）。"))
    elif found.year == year or (found.year == year - 1 and found.month == 12):
        return found
    else:
        problems.append(_wrong(where, f"{show_date(found)}不在{year}年。"))
    return date(year, 1, 1)


def _clashes(festivals: Sequence[Festival]) -> list[Problem]:
    """Days that are both off and worked, or off twice."""
    off: dict[date, str] = {}
    found = []
    for one in festivals:
        for day in one.days:
            if day in off:
                found.append(_wrong(one.name, f"{show_date(day)}写了两次。"))
            off[day] = one.name
    worked = [(one, day) for one in festivals for day in one.worked]
    found += [
        _wrong(one.name, f"{show_date(day)}既放假又上班。") for one, day in worked if day in off
    ]
    return found


def look_at(found: YearDays, calendar: Calendar) -> tuple[Problem, ...]:
    """Return what a reviewer should look at before a table is kept; none of it forbids keeping.

    Festivals that every year has and this one lacks, too few days off, and days on which it
    differs from what was known of the year before.
    """
    names = " ".join(one.name for one in found.festivals)
    lacking = "、".join(name for name in _USUAL if name not in names)
    told = [Problem("", f"没有写{lacking}的放假。", Severity.WARNING)] if lacking else []
    if len(found.off) < _LEAST_OFF:
        told.append(Problem("", f"放假一共只有{len(found.off)}天，请核对。", Severity.WARNING))
    known = calendar.year(found.year)
    if known is not None:
        days = sorted((known.off ^ found.off) | (known.worked ^ found.worked))
        listed = "、".join(show_date(day) for day in days)
        same = "与已有的安排一致。" if not days else f"与已有的安排不同：{listed}。"
        told.append(Problem("", f"{found.year}年{same}", Severity.NOTE))
    return tuple(told)


def say_festival(one: Festival) -> str:
    """Say a paragraph as the notice does: 春节：2月15日至2月23日放假，共9天；…上班."""
    days = (
        _short(one.first) if one.first == one.last else f"{_short(one.first)}至{_short(one.last)}"
    )
    worked = "、".join(f"{_short(day)}（周{_WEEKDAYS[day.weekday()]}）" for day in one.worked)
    return f"{one.name}：{days}放假，共{len(one.days)}天" + (f"；{worked}上班" if worked else "")


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _wrong(where: str, sentence: str) -> Problem:
    return Problem(where, sentence, Severity.ERROR)
