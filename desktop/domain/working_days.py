"""Days counted in working days (工作日), by what is known of each year and never by a guess.

Which weekend is worked and which weekday is off is laid down by the State Council year by year
(《关于…年部分节假日安排的通知》). The library knows the years that were laid down when it was made;
a later year is added as a table (schemes/working_days_table.py). A year that is not there is an
`UnknownYear`, which says so: it is never taken for a year of plain weekends.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

_SATURDAY = 5
# From this day on a year's end is settled by the next year's notice as well: of 22 known years
# six had their last days moved by it (2007, 2018: worked from the 29th on; 2022: off on the 31st).
_TURN = (12, 29)
_LONGEST = 400  # days that a count looks at: no term here is as long


@dataclass(frozen=True)
class Festival:
    """One paragraph of a year's notice: off from `first` to `last`, and weekend days worked."""

    name: str
    first: date
    last: date
    worked: tuple[date, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """Every day from the first to the last."""
        count = (self.last - self.first).days
        return tuple(self.first + timedelta(number) for number in range(count + 1))


@dataclass(frozen=True)
class YearDays:
    """What one year's notice lays down; its days may begin in the December before."""

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    source: str = ""
    festivals: tuple[Festival, ...] = ()


@dataclass(frozen=True)
class UnknownYear:
    """The answer where a year's working days are not known."""

    year: int

    @property
    def sentence(self) -> str:
        """What is missing, and what to do about it."""
        return f"没有{self.year}年的放假安排，工作日算不出来；请在“设置”的“工作日历”中导入。"


@dataclass(frozen=True)
class Calendar:
    """The working days that are known: the library's years, and `own` tables in their place."""

    own: Mapping[int, YearDays] = field(default_factory=dict)

    def year(self, number: int) -> YearDays | None:
        """Return what is known of a year, its own table before the library's; None for nothing."""
        return self.own.get(number) or library_year(number)

    def works(self, day: date) -> "bool | UnknownYear":
        """Tell whether a day is worked; UnknownYear where no notice that settles it is known."""
        years = [day.year, day.year + 1] if (day.month, day.day) >= _TURN else [day.year]
        worked = day.weekday() < _SATURDAY
        for number in years:
            known = self.year(number)
            if known is None:
                return UnknownYear(number)
            worked = (worked or day in known.worked) and day not in known.off
        return worked


def working_day_after(calendar: Calendar, day: date, count: int) -> date | UnknownYear:
    """Return the last day of a term of `count` working days that begins with an event on `day`.

    The day of the event is not counted (民法典第二百零一条): the term begins on the day after.
    ValueError for a count below 1.
    """
    if count < 1:
        raise ValueError(count)
    for number in range(1, _LONGEST):
        at = day + timedelta(number)
        works = calendar.works(at)
        if isinstance(works, UnknownYear):
            return works
        count -= works
        if not count:
            return at
    raise ValueError("a term that is longer than a year")


def working_days_between(calendar: Calendar, first: date, last: date) -> int | UnknownYear:
    """Count the working days after `first`, up to and with `last`; below 0 where it is before.

    So a due day that is `last` is so many working days off when it is `first` today.
    """
    low, high = min(first, last), max(first, last)
    found = 0
    for number in range(1, (high - low).days + 1):
        works = calendar.works(low + timedelta(number))
        if isinstance(works, UnknownYear):
            return works
        found += works
    return found if first <= last else -found


def last_working_day(calendar: Calendar, day: date) -> date | UnknownYear:
    """Return `day`, or the working day before it: by then must be done what is due on `day`."""
    for number in range(_LONGEST):
        at = day - timedelta(number)
        works = calendar.works(at)
        if isinstance(works, UnknownYear):
            return works
        if works:
            return at
    raise ValueError("a year without work")


def library_years() -> range:
    """Return the years that the library knows."""
    from chinese_calendar import constants  # at first use: its tables take a while to import

    return range(min(constants.holidays).year, max(constants.holidays).year + 1)


@lru_cache(maxsize=64)
def library_year(number: int) -> YearDays | None:
    """Return what the library knows of a year, None for a year that it doesn't know."""
    from chinese_calendar import constants  # at first use: its tables take a while to import

    if number not in library_years():
        return None
    off = frozenset(day for day in constants.holidays if _settled_by(day, number))
    worked = frozenset(day for day in constants.workdays if _settled_by(day, number))
    return YearDays(number, off, worked, "程序附带")


def _settled_by(day: date, number: int) -> bool:
    """Whether a year's notice speaks of a day: it may begin in the December before."""
    return day.year == number or (day.year == number - 1 and (day.month, day.day) >= _TURN)
