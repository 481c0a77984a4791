"""What a year's call (年度申报通知) says: its lines, its days, and what is wrong with them."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from desktop.domain.dates import parse_date, show_date

CALL_FIELDS = (
    ("number", "申报通知文号"),
    ("department_due", "本部门受理截止日期"),
    ("bureau_due", "上级要求报送日期"),
    ("copies", "报送份数"),
    ("quota", "推荐名额"),
    ("extra", "通知另要求的材料"),
    ("wishes", "其他要求"),
    ("receiver", "推荐函主送单位"),
    ("role", "本部门的职责"),
)
_DUE = ("department_due", "bureau_due")
_COUNTS = {"copies": ("报送份数", "份"), "quota": ("推荐名额", "个")}
_MOST = 1_000  # copies or places; more is a slip of the pen


def in_one_way(key: str, text: str) -> str:
    """Return a line as it is kept: a whole day as 2026年11月20日, a count without its unit."""
    if key in _DUE:
        day = _day(text)
        return show_date(day) if day is not None else text
    if key in _COUNTS:
        bare = _bare_count(key, text)
        return bare if bare.isdecimal() else text
    return text


def call_problems(call: Mapping[str, str], year: int) -> dict[str, tuple[str, ...]]:
    """Return what is wrong with a call's days and counts, by key; an empty blank is not wrong.

    `year` is the round's: a day far from it is a slip of the pen.
    """
    found = {key: _day_problem(call[key], year) for key in _DUE if call.get(key)}
    found |= {key: _count_problem(key, call[key]) for key in _COUNTS if call.get(key)}
    own, bureau = (_day(call.get(key, "")) for key in _DUE)
    if own is not None and bureau is not None and own >= bureau:
        found["department_due"] += (f"应早于上级要求报送日期{show_date(bureau)}，请核对。",)
        found["bureau_due"] += (f"应晚于本部门受理截止日期{show_date(own)}，请核对。",)
    return {key: sentences for key, sentences in found.items() if sentences}


def call_days(call: Mapping[str, str]) -> dict[str, date]:
    """Return the days of a call that can be read, by key."""
    days = {key: _day(call.get(key, "")) for key in _DUE}
    return {key: day for key, day in days.items() if day is not None}


def _day(text: str) -> date | None:
    """Return a whole day; a month alone (2026年11月) is none."""
    parts = re.findall(r"\d+", unicodedata.normalize("NFKC", text))
    is_whole = len(parts) >= 3 or (len(parts) == 1 and len(parts[0]) == 8)
    return parse_date(text) if is_whole else None


def _bare_count(key: str, text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).strip()
    return folded.removesuffix(_COUNTS[key][1]).removesuffix("家").strip()


def _day_problem(text: str, year: int) -> tuple[str, ...]:
    day = _day(text)
    if day is None:
        return (f"“{text}”不是日期，请按2026年11月20日、2026-11-20或20261120填写。",)
    if not year - 1 <= day.year <= year + 1:
        return (f"{show_date(day)}与{year}年度相差太远，请核对年份。",)
    return ()


def _count_problem(key: str, text: str) -> tuple[str, ...]:
    label, unit = _COUNTS[key]
    bare = _bare_count(key, text)
    if not bare.isdecimal():
        return (f"“{text}”不是{label}，请填整数（单位：{unit}）；其他要求写在下面。",)
    if not 1 <= int(bare) <= _MOST:
        return (f"{label}“{text}”不对，请填1至{_MOST}。",)
    return ()
