"""Terms in working days: every known year against its table, terms over the long holidays."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from desktop.domain.working_days import (
    Calendar,
    UnknownYear,
    YearDays,
    last_working_day,
    library_year,
    library_years,
    working_day_after,
    working_days_between,
)
from desktop.schemes.working_days_table import read_year

TABLES = Path(__file__).parent.parent / "data" / "working_days"


def days_of(year: int) -> Iterator[date]:
    """Every day of a year."""
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(1)


def table(year: int) -> YearDays:
    """A year as its table says it."""
    found = read_year((TABLES / f"{year}.toml").read_text("utf-8"))
    assert isinstance(found, YearDays), found
    return found


def test_each_year_that_the_library_knows_has_a_table() -> None:
    """A year that is not compared would be believed."""
    assert sorted(int(one.stem) for one in TABLES.glob("*.toml")) == list(library_years())
    assert library_years()[0] == 2004
    assert library_years()[-1] >= 2026


@pytest.mark.parametrize("year", range(2004, 2027))
def test_table_and_library_agree_on_every_day(year: int) -> None:
    """The table alone, the library alone, and chinese_calendar itself say the same of each day.

    The last days of the last year wait for the notice of the year after.
    """
    own = {one: table(one) for one in (year, year + 1) if one < 2027}
    by_table, by_library = Calendar(own), Calendar()
    for day in days_of(year):
        if year == 2026 and (day.month, day.day) >= (12, 29):
            expected: bool | UnknownYear = UnknownYear(2027)
        else:
            expected = chinese_calendar.is_workday(day)
        assert (day, by_table.works(day), by_library.works(day)) == (day, expected, expected)


@pytest.mark.parametrize(
    ("done", "due"),
    [
        ("2025-09-25", "2025-10-15"),  # eight days off, 28 September and 11 October worked
        ("2025-09-30", "2025-10-21"),
        ("2025-10-01", "2025-10-21"),  # done on a day off: the term begins on the first worked day
        ("2026-09-18", "2026-10-09"),  # 20 September worked, 25 to 27 off too
        ("2026-09-21", "2026-10-12"),
        ("2024-09-29", "2024-10-17"),  # 29 September and 12 October worked
        ("2024-10-18", "2024-11-01"),  # no holiday at all
    ],
)
def test_filing_within_ten_working_days_over_national_day(done: str, due: str) -> None:
    """The day of the change isn't counted; days off are left out and worked weekends counted."""
    found = working_day_after(Calendar(), date.fromisoformat(done), 10)
    assert found == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("done", "due"),
    [
        ("2026-02-06", "2026-02-27"),  # 15 to 23 February off, 14 and 28 worked
        ("2026-02-13", "2026-03-05"),
        ("2025-01-24", "2025-02-13"),  # 28 January to 4 February off, 26 January and 8 worked
        ("2024-02-09", "2024-02-29"),  # 10 to 17 February off, 18 worked
        ("2020-01-23", "2020-02-14"),  # lengthened to 2 February
    ],
)
def test_filing_within_ten_working_days_over_spring_festival(done: str, due: str) -> None:
    """As above."""
    found = working_day_after(Calendar(), date.fromisoformat(done), 10)
    assert found == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("count", "end"), [(5, "2026-10-08"), (10, "2026-10-14"), (15, "2026-10-21")]
)
def test_a_notice_over_national_day(count: int, end: str) -> None:
    """公示 of 5, 10 and 15 working days that begins on 23 September 2026."""
    found = working_day_after(Calendar(), date(2026, 9, 23), count)
    assert found == date.fromisoformat(end)


def test_days_left_and_days_late() -> None:
    """So many working days off; 0 on the day itself and over a weekend; below 0 when it is past."""
    due = date(2026, 10, 12)
    asked = [date(2026, 9, 30), date(2026, 10, 10), due, date(2026, 10, 13), date(2026, 10, 20)]
    assert [working_days_between(Calendar(), one, due) for one in asked] == [4, 1, 0, -1, -6]


def test_a_month_that_ends_on_a_day_off() -> None:
    """31 January 2026 is a Saturday; 28 February 2026 one that is worked."""
    found = [last_working_day(Calendar(), date(2026, *one)) for one in ((1, 31), (2, 28), (3, 31))]
    assert found == [date(2026, 1, 30), date(2026, 2, 28), date(2026, 3, 31)]


def test_a_year_that_is_not_there_is_said() -> None:
    """No count goes on into a year whose holidays nobody knows."""
    calendar = Calendar()
    assert working_day_after(calendar, date(2026, 12, 20), 10) == UnknownYear(2027)
    assert working_days_between(calendar, date(2027, 3, 1), date(2027, 3, 2)) == UnknownYear(2027)
    assert last_working_day(calendar, date(2030, 1, 31)) == UnknownYear(2030)
    assert calendar.works(date(2003, 6, 2)) == UnknownYear(2003)
    assert library_year(2027) is None
    assert UnknownYear(2027).sentence == (
        "没有2027年的放假安排，工作日算不出来；请在“设置”的“工作日历”中导入。"
    )


def test_a_table_settles_its_year_and_the_end_of_the_year_before() -> None:
    """With the table of 2027 the last days of 2026 are known; days may be off in December too."""
    text = """
year = 2027
[[festivals]]
name = "元旦"
from = 2026-12-31
to = 2027-01-02
work = [2027-01-03]
"""
    found = read_year(text)
    assert isinstance(found, YearDays)
    calendar = Calendar({2027: found})
    assert [calendar.works(date(2026, 12, one)) for one in (29, 30, 31)] == [True, True, False]
    assert working_day_after(calendar, date(2026, 12, 28), 5) == date(2027, 1, 5)


def test_an_own_table_stands_before_the_library() -> None:
    """Where the State Council changes a year afterwards, the clerk's table goes."""
    own = YearDays(2026, frozenset({date(2026, 11, 23)}), frozenset())
    assert Calendar({2026: own}).works(date(2026, 11, 23)) is False
    assert Calendar().works(date(2026, 11, 23)) is True


def test_a_term_without_days_is_a_bug() -> None:
    """Nobody files within no days."""
    with pytest.raises(ValueError, match="0"):
        working_day_after(Calendar(), date(2026, 3, 2), 0)


def test_the_library_is_not_loaded_at_the_start() -> None:
    """Its tables take a while to import: they come with the first count."""
    code = "import sys, desktop.domain.working_days; print('chinese_calendar' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
