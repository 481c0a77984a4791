"""What is wrong, late or overdue in the blanks of a recognised unit, said beside each of them."""

from collections.abc import Iterator, Mapping
from datetime import date

from desktop.domain.codes import code_problem
from desktop.domain.dates import show_date
from desktop.domain.form import Field
from desktop.domain.recognised import (
    LATE,
    OVERDUE,
    duty_lines,
    filings,
    iso_day,
    notice_of,
    term,
)
from desktop.domain.recognised_alerts import Watch
from desktop.domain.working_days import UnknownYear
from desktop.work.dynamic_units import Followed, shown_day


def problems_of(
    one: Followed, fields: Mapping[str, Field], texts: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return what is wrong, late or overdue in a unit's blanks, in words, by their paths."""
    found: dict[str, list[str]] = {}
    for path, blank in fields.items():
        text = texts.get(path, "")
        if blank.kind == "date" and text and iso_day(text) is None:
            found.setdefault(path, []).append("请写明年月日，例如20260310。")
        if blank.kind == "code" and (wrong := code_problem(text)):
            found.setdefault(path, []).append(wrong)
    for path, sentence in (*_late_duties(one), *_filed(one), *_notice(one), *_order(one)):
        found.setdefault(path, []).append(sentence)
    return {path: tuple(sentences) for path, sentences in found.items()}


def _late_duties(one: Followed) -> Iterator[tuple[str, str]]:
    watch = one.watch
    for line in duty_lines(one.unit, watch.following, watch.today, watch.level):
        if line.state == OVERDUE:
            yield line.path, f"{line.word}：{term(watch.calendar, watch.today, line.due).words}"
        elif line.state == LATE:
            yield line.path, f"{line.word}：晚于{show_date(line.due)}"


def _filed(one: Followed) -> Iterator[tuple[str, str]]:
    for each in filings(one.unit, one.watch.following, one.watch.calendar):
        for index, day in enumerate(each.filed, 1):
            words = _filing_words(each.due, day, one.watch)
            if words:
                yield f"change.{each.number}.to{index}", words


def _filing_words(due: date | UnknownYear | None, day: date | None, watch: Watch) -> str:
    if due is None:
        return ""
    if isinstance(due, UnknownYear):
        return due.sentence
    if day is not None:
        return f"逾期备案：晚于{show_date(due)}" if day > due else ""
    left = term(watch.calendar, watch.today, due)
    return f"{'逾期未备案' if left.late else '未备案'}：应于{show_date(due)}前，{left.words}"


def _notice(one: Followed) -> Iterator[tuple[str, str]]:
    found = notice_of(one.unit, one.watch.following, one.watch.calendar)
    step = next((each for each in one.watch.following.steps if each.working_days), None)
    if found is None or step is None:
        return
    if found.short:
        yield f"step.{step.key}.ended", f"公示{found.short}。"
    elif isinstance(found.full, UnknownYear):
        yield f"step.{step.key}.began", found.full.sentence
    elif found.ended is None:
        yield f"step.{step.key}.ended", f"公示应到{show_date(found.full)}。"


def _order(one: Followed) -> Iterator[tuple[str, str]]:
    """Days that can't be: an end before its beginning, a withdrawal before the recognition."""
    for step in one.watch.following.steps:
        began, ended = (one.unit.day(f"step.{step.key}.{key}") for key in ("began", "ended"))
        if began and ended and ended < began:
            yield f"step.{step.key}.ended", "结束日期早于开始日期。"
    since = one.unit.recognised_on
    for path, day in (("unit.recognised_on", since), ("unit.withdrawn_on", one.unit.withdrawn_on)):
        if day and day > one.watch.today:
            yield path, "晚于今天，请核对。"
    for path, day in (
        ("unit.valid_until", one.unit.stated_until),
        ("unit.withdrawn_on", one.unit.withdrawn_on),
    ):
        if since and day and day < since:
            yield path, f"早于认定日期{shown_day(since.isoformat())}。"
