"""A recognised unit (已认定的平台、基地) over its years: validity, state, what is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop.domain.following import Duty, Following, Level
from desktop.domain.working_days import (
    Calendar,
    UnknownYear,
    working_day_after,
    working_days_between,
)

PENDING, REFUSED = "待认定", "未认定"
VALID, ENDING, ENDED = "有效", "今年到期", "已到期"
WITHDRAWN, VOID, UNKNOWN = "已撤销", "已作废", "有效期不明"
STATES = (PENDING, VALID, ENDING, ENDED, WITHDRAWN, REFUSED, UNKNOWN)

RECOGNISED_WORD, REFUSED_WORD = "认定", "未认定"


@dataclass(frozen=True)
class Unit:
    """One recognition of one unit, or an application that waits for it.

    `year` is the year of the recognition (0: not known), `stated_until` the end that its document
    states. `outcome` is 认定, 未认定 or nothing yet. `values` are what was noted, by path:
    `step.<key>.began|ended|result|note`, `duty.<year>.<key>`, `change.<n>.what|old|new|done|to1|…`,
    `evaluation.<n>.on|by|result|note`; days in them as ISO. `entered` is since when it is followed.
    """

    id: int
    scheme_id: str
    name: str
    operator: str = ""
    code: str = ""
    year: int = 0
    document: str = ""
    recognised_on: date | None = None
    stated_until: date | None = None
    outcome: str = RECOGNISED_WORD
    withdrawn: bool = False
    withdrawn_on: date | None = None
    ground: str = ""
    plaque_on: date | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    entered: date = date.max
    void: bool = False

    def day(self, path: str) -> date | None:
        """The day that was noted at `path`; None where there is none, or no whole day."""
        return iso_day(self.values.get(path, ""))

    def numbers(self, kind: str) -> tuple[int, ...]:
        """The numbers of what was noted several times (change, evaluation), in their order."""
        found = {path.split(".")[1] for path in self.values if path.startswith(f"{kind}.")}
        return tuple(sorted(int(one) for one in found))


def iso_day(text: str) -> date | None:
    """Return the day of an ISO text; None for any other text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Validity:
    """When a recognition ends: on a day, or (the day is not known) in a year."""

    until: date | None
    year: int

    def over(self, today: date) -> bool:
        """Whether it has ended; one of which only the year is known ends with that year."""
        return self.until < today if self.until else self.year < today.year


def years_on(day: date, years: int) -> date:
    """Return the same day so many years on: the last of a term of years (民法典第二百零二条).

    29 February ends on 28 February where there is no 29th.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def validity_of(unit: Unit, following: Following) -> Validity | None:
    """Return when a unit's recognition ends, None where nothing tells.

    What its document states goes before the day of recognition, the day before the year.
    """
    until = unit.stated_until
    if until is None and unit.recognised_on is not None:
        until = years_on(unit.recognised_on, following.valid_years)
    if until is not None:
        return Validity(until, until.year)
    return Validity(None, unit.year + following.valid_years) if unit.year else None


def state_of(unit: Unit, following: Following, today: date) -> str:
    """Return how a unit stands today, in one of the words of STATES."""
    if unit.void:
        return VOID
    if unit.outcome != RECOGNISED_WORD:
        return REFUSED if unit.outcome == REFUSED_WORD else PENDING
    if unit.withdrawn:
        return WITHDRAWN
    validity = validity_of(unit, following)
    if validity is None:
        return UNKNOWN
    if validity.over(today):
        return ENDED
    return ENDING if validity.year == today.year else VALID


def recognised_year(unit: Unit) -> int:
    """Return the year of the recognition, 0 where it is not known."""
    return unit.recognised_on.year if unit.recognised_on else unit.year


IN_TIME, LATE, OVERDUE, OPEN, UNSAID, OTHERS = "in time", "late", "overdue", "open", "unsaid", ""


@dataclass(frozen=True)
class DutyLine:
    """One yearly paper of one year: when it is due, when it came or went, and how it stands.

    `state`: in time, late, overdue, open, unsaid (due before the unit was followed here), or "" for
    one that crosses another department's desk.
    """

    duty: Duty
    year: int
    due: date
    done: date | None
    state: str

    @property
    def path(self) -> str:
        """Where its day is kept."""
        return duty_path(self.year, self.duty.key)

    @property
    def title(self) -> str:
        """2026年度工作总结."""
        return self.duty.title(self.year)

    @property
    def word(self) -> str:
        """How it stands, in a word."""
        verb = "收" if self.duty.who == "platform" else "报"
        words = {IN_TIME: f"已{verb}", LATE: f"迟{verb}", OVERDUE: f"逾期未{verb}"}
        words |= {OPEN: f"待{verb}", UNSAID: "未登记", OTHERS: "非本级办理"}
        return words[self.state]


def duty_path(year: int, key: str) -> str:
    """Return where the day of a yearly paper is kept; `year` is the one in which it is due."""
    return f"duty.{year}.{key}"


def duty_lines(
    unit: Unit, following: Following, today: date, level: Level | None
) -> tuple[DutyLine, ...]:
    """Return the yearly papers of a recognised unit, up to those due this year.

    From the year after the recognition on (本程序约定), while it is valid and not withdrawn. In the
    last two months of a year those of the next are there too. `level` is the department's own.
    """
    first, validity = recognised_year(unit), validity_of(unit, following)
    if unit.outcome != RECOGNISED_WORD or not first or validity is None:
        return ()
    last = min(validity.year, today.year + (today.month > 10))
    return tuple(
        _duty_line(unit, duty, year, today, level)
        for year in range(first + 1, last + 1)
        for duty in following.duties
        if _applies(unit, duty.due(year), validity)
    )


def _applies(unit: Unit, due: date, validity: Validity) -> bool:
    if unit.withdrawn and (unit.withdrawn_on is None or unit.withdrawn_on <= due):
        return False
    return validity.until is None or due <= validity.until


def _duty_line(unit: Unit, duty: Duty, year: int, today: date, level: Level | None) -> DutyLine:
    due, done = duty.due(year), unit.day(duty_path(year, duty.key))
    if done is not None:
        state = IN_TIME if done <= due else LATE
    elif level is not None and duty.level != level:
        state = OTHERS
    elif due < unit.entered:
        state = UNSAID
    else:
        state = OVERDUE if due < today else OPEN
    return DutyLine(duty, year, due, done, state)


@dataclass(frozen=True)
class Filing:
    """One change that was done, with whom it is to be filed, and how that stands.

    `due` is None where the regulation asks for no filing or no day is noted, and an UnknownYear
    where it can't be reckoned. `filed` has a day, or None, for each of `to`.
    """

    number: int
    what: str
    done: date | None
    due: date | UnknownYear | None
    to: tuple[str, ...] = ()
    filed: tuple[date | None, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """With whom it is not filed yet."""
        return tuple(name for name, day in zip(self.to, self.filed, strict=True) if day is None)

    def late(self, today: date) -> bool:
        """Whether it is overdue today: not filed with somebody, and the term is over."""
        return bool(self.missing) and isinstance(self.due, date) and self.due < today


def filings(unit: Unit, following: Following, calendar: Calendar) -> tuple[Filing, ...]:
    """Return the changes of a unit that were noted, each with its term."""
    rule = following.change
    found = []
    for number in unit.numbers("change"):
        at = f"change.{number}"
        done = unit.day(f"{at}.done")
        due = working_day_after(calendar, done, rule.working_days) if rule and done else None
        to = rule.to if rule else ()
        filed = tuple(unit.day(f"{at}.to{index}") for index in range(1, len(to) + 1))
        found.append(Filing(number, unit.values.get(f"{at}.what", ""), done, due, to, filed))
    return tuple(found)


@dataclass(frozen=True)
class Notice:
    """The 公示: from when, the day by which it has stood long enough, and what was noted.

    `full` is an UnknownYear where it can't be reckoned; `short` says what the regulation lacks.
    """

    name: str
    began: date
    full: date | UnknownYear
    ended: date | None
    result: str
    short: str = ""


def notice_of(unit: Unit, following: Following, calendar: Calendar) -> Notice | None:
    """Return the 公示 of a unit, None where none was noted; its first day is not counted."""
    step = next((one for one in following.steps if one.working_days), None)
    began = unit.day(f"step.{step.key}.began") if step else None
    if step is None or began is None:
        return None
    full = working_day_after(calendar, began, step.working_days)
    ended = unit.day(f"step.{step.key}.ended")
    short = ""
    if ended is not None and isinstance(full, date) and ended < full:
        count = working_days_between(calendar, began, ended)
        least = "不少于" if step.at_least else ""
        short = (
            f"只有{count}个工作日，办法要求{least}{step.working_days}个工作日（{step.article}），"
            f"应到{full.year}年{full.month}月{full.day}日"
        )
    result = unit.values.get(f"step.{step.key}.result", "")
    return Notice(step.name, began, full, ended, result, short)


@dataclass(frozen=True)
class Term:
    """How far off a due day is: `late` where it is past, and the words that say so."""

    late: bool
    words: str


def term(calendar: Calendar, today: date, due: date) -> Term:
    """Say how far off a due day is in working days; without a count where the year isn't known."""
    left = working_days_between(calendar, today, due)
    late = due < today
    if due == today:
        return Term(late, "今天到期")
    if isinstance(left, UnknownYear) or left == 0:
        return Term(late, "已逾期" if late else _no_count(left))
    return Term(late, f"已逾期{-left}个工作日" if late else f"还有{left}个工作日")


def _no_count(left: int | UnknownYear) -> str:
    if isinstance(left, UnknownYear):
        return f"没有{left.year}年的放假安排，算不出还有几个工作日"
    return "此前已没有工作日"
