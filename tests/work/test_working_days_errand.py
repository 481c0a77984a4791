"""A year's table is read, looked at, kept in the file, and may be given up again."""

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.problem import UserError
from desktop.domain.working_days import UnknownYear
from desktop.work.desk import Desk
from desktop.work.working_days import (
    CalendarLine,
    calendar_lines,
    calendar_of,
    drop_calendar,
    example_calendar,
    keep_calendar,
    read_calendar,
)

TABLE = """year = 2027
source = "国办发明电〔2026〕1号"
[[festivals]]
name = "元旦"
from = 2027-01-01
to = 2027-01-03
work = [2027-01-09]
"""


def test_a_year_is_known_once_its_table_is_kept(desk: Desk, tmp_path: Path) -> None:
    """Read, look, keep; given up, the year is unknown again."""
    place = tmp_path / "工作日历2027.toml"
    place.write_bytes(TABLE.encode("gb18030"))
    before = calendar_of(desk).works(date(2027, 1, 4))
    reading = read_calendar(place, calendar_of(desk))
    assert (before, reading.sentence, reading.lines, len(reading.looks)) == (
        UnknownYear(2027),
        "2027年：放假3天，调休上班1天，依据：国办发明电〔2026〕1号",
        ("元旦：1月1日至1月3日放假，共3天；1月9日（周六）上班",),
        2,
    )
    assert keep_calendar(desk, reading).value == 2027
    calendar = calendar_of(desk)
    days = [calendar.works(date(2027, 1, one)) for one in (1, 4, 9, 10)]
    assert days == [False, True, True, False]
    assert calendar_lines(desk) == (
        CalendarLine(0, "2004年至2026年", "程序附带"),
        CalendarLine(
            2027, "2027年：放假3天，调休上班1天", "国办发明电〔2026〕1号（保存在本文件中）"
        ),
    )
    drop_calendar(desk, 2027)
    assert calendar_of(desk).works(date(2027, 1, 4)) == UnknownYear(2027)
    with pytest.raises(UserError, match="程序附带"):
        drop_calendar(desk, 2026)


def test_what_can_not_be_read_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    """A binary file, and a table with a mistake; the sentence says so."""
    place = tmp_path / "a.toml"
    place.write_bytes(b"PK\x03\x04\0\0")
    reading = read_calendar(place, calendar_of(desk))
    assert (reading.sentence, [one.sentence for one in reading.problems]) == (
        "“a.toml”不能导入：",
        ["这不是工作日历：请用记事本照填写样例写成文本文件（UTF-8）。"],
    )
    place.write_text("year = 2027\nyear2 = 1", "utf-8")
    reading = read_calendar(place, calendar_of(desk))
    with pytest.raises(UserError, match="没有保存"):
        keep_calendar(desk, reading)
    with pytest.raises(UserError, match="打不开"):
        read_calendar(tmp_path / "b.toml", calendar_of(desk))


def test_the_example_can_be_read_in(desk: Desk, tmp_path: Path) -> None:
    """What the clerk copies is right as it stands."""
    place = tmp_path / "样例.toml"
    place.write_bytes(example_calendar())
    reading = read_calendar(place, calendar_of(desk))
    assert [one.sentence for one in reading.looks] == ["2026年与已有的安排一致。"]
