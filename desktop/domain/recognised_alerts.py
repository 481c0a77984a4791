"""What of a recognised unit wants doing now: overdue, soon due, or to be looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from desktop.domain.dates import show_date
from desktop.domain.following import Following, Level
from desktop.domain.recognised import (
    ENDED,
    ENDING,
    OPEN,
    OVERDUE,
    UNKNOWN,
    WITHDRAWN,
    DutyLine,
    Filing,
    Unit,
    duty_lines,
    filings,
    notice_of,
    state_of,
    term,
    validity_of,
)
from desktop.domain.working_days import Calendar, UnknownYear

Kind = Literal["overdue", "soon", "look"]
Topic = Literal["duty", "change", "notice", "validity", "evaluation", "plaque"]
_NO_DAY = "认定日期还没有登记，有效期不明"
_SOON = timedelta(45)  # before a yearly paper is due


@dataclass(frozen=True)
class Alert:
    """One thing that wants doing; `group` is the same for what may be told of many units at once.

    `sentence` doesn't name the unit; `what` is what is missing, `due` its last day, `left` how far
    off that is.
    """

    kind: Kind
    topic: Topic
    sentence: str
    what: str = ""
    due: date | None = None
    group: str = ""
    left: str = ""


@dataclass(frozen=True)
class Watch:
    """What units are watched by: the rules, the working days, today, whose desk this is."""

    following: Following
    calendar: Calendar
    today: date
    level: Level | None = None


def alerts(unit: Unit, watch: Watch, *, again: bool = False) -> tuple[Alert, ...]:
    """Return what wants doing of a unit, overdue first; `again`: it has applied again already."""
    if unit.void:
        return ()
    found = [
        *_duties(unit, watch),
        *_changes(unit, watch),
        *_notice(unit, watch),
        *_evaluations(unit, watch),
        *_plaque(unit, watch),
        *(() if again else _validity(unit, watch)),
    ]
    return tuple(sorted(found, key=lambda one: ("overdue", "soon", "look").index(one.kind)))


def _duties(unit: Unit, watch: Watch) -> Iterator[Alert]:
    """One alert for what is due on the same day from, or to, the same hands."""
    several: dict[tuple[str, str, date], list[DutyLine]] = {}
    if state_of(unit, watch.following, watch.today) in (ENDED, WITHDRAWN):
        return  # what was owed stands on its page; nobody asks for it any more
    for one in duty_lines(unit, watch.following, watch.today, watch.level):
        soon = one.state == OPEN and one.due - watch.today <= _SOON
        if one.state == OVERDUE or soon:
            several.setdefault((one.duty.who, one.state, one.due), []).append(one)
    for (who, state, due), lines in several.items():
        left = term(watch.calendar, watch.today, due)
        what = "、".join(one.title for one in lines)
        verb = "未收到" if who == "platform" else f"未报{lines[0].duty.to}"
        kind: Kind = "overdue" if state == OVERDUE else "soon"
        sentence = f"{what}{verb}，应于{show_date(due)}前，{left.words}"
        yield Alert(kind, "duty", sentence, f"{what}{verb}", due, f"{who}.{due}", left.words)


def _changes(unit: Unit, watch: Watch) -> Iterator[Alert]:
    for one in filings(unit, watch.following, watch.calendar):
        if one.missing:
            yield _change(one, watch)


def _change(one: Filing, watch: Watch) -> Alert:
    what = f"{one.what or '变更'}未向{'、'.join(one.missing)}备案"
    if isinstance(one.due, UnknownYear):
        return Alert("soon", "change", f"{what}。{one.due.sentence}", what)
    if one.due is None:
        asked = f"{one.what or '变更'}待备案，还没有填更改完成的日期"  # what to do comes first
        return Alert("look", "change", f"{asked}（向{'、'.join(one.missing)}备案）", what)
    left = term(watch.calendar, watch.today, one.due)
    kind: Kind = "overdue" if left.late else "soon"
    sentence = f"{what}，应于{show_date(one.due)}前，{left.words}"
    return Alert(kind, "change", sentence, what, one.due)


def _notice(unit: Unit, watch: Watch) -> Iterator[Alert]:
    found = notice_of(unit, watch.following, watch.calendar)
    if found is None:
        return
    if found.short:
        yield Alert("look", "notice", f"{found.name}{found.short}")
    elif not found.result and isinstance(found.full, UnknownYear):
        yield Alert("look", "notice", f"{found.name}何时期满：{found.full.sentence}")
    elif not found.result and isinstance(found.full, date):
        over = found.full < watch.today
        done = "已经期满，请登记结果" if over else "中"
        day = show_date(found.full)
        yield Alert("look", "notice", f"{found.name}{done}（{day}满期）", due=found.full)


def _evaluations(unit: Unit, watch: Watch) -> Iterator[Alert]:
    failed = [n for n in unit.numbers("evaluation") if unit.values.get(_result(n)) == "不合格"]
    if failed and not unit.withdrawn:
        article = watch.following.evaluation_article
        cited = f"（{article}）" if article else ""
        yield Alert("look", "evaluation", f"测评不合格，还没有登记撤销{cited}")


def _result(number: int) -> str:
    return f"evaluation.{number}.result"


def _plaque(unit: Unit, watch: Watch) -> Iterator[Alert]:
    grounds = {f"{one.text}（{one.article}）": one for one in watch.following.grounds}
    ground = grounds.get(unit.ground)
    taken = state_of(unit, watch.following, watch.today) == WITHDRAWN
    if taken and ground is not None and ground.plaque and unit.plaque_on is None:
        yield Alert("look", "plaque", f"已撤销，牌匾还没有收回（{ground.article}）")


def _validity(unit: Unit, watch: Watch) -> Iterator[Alert]:
    state = state_of(unit, watch.following, watch.today)
    if state == UNKNOWN:
        yield Alert("look", "validity", _NO_DAY, group=f"validity.{state}")
    found = validity_of(unit, watch.following)
    if found is None or found.year != watch.today.year or state not in (ENDING, ENDED):
        return
    day = show_date(found.until) if found.until else f"{found.year}年"
    again = "，当年可再次申报" if watch.following.reapply else ""
    words = f"有效期已于{day}届满{again}" if state == ENDED else f"有效期至{day}，今年到期{again}"
    yield Alert("look", "validity", words, due=found.until, group=f"validity.{state}")
