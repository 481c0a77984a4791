"""A year's table is read strictly, and looked at before it is kept."""

from datetime import date

from desktop import paths
from desktop.domain.problem import Problem, Severity
from desktop.domain.working_days import Calendar, YearDays, library_year
from desktop.schemes.working_days_table import look_at, read_year, say_festival

NEW_YEAR = """
[[festivals]]
name = "元旦"
from = 2027-01-01
to = 2027-01-03
"""


def said(text: str) -> list[str]:
    """All that is wrong with a text, place and sentence in one."""
    found = read_year(text)
    assert isinstance(found, tuple), found
    return [f"{one.where}：{one.sentence}" for one in found]


def test_the_bundled_example_is_what_the_library_knows() -> None:
    """The clerk copies a table that is right; its paragraphs read as the notice's do."""
    found = read_year((paths.resources_dir() / "calendar" / "example.toml").read_text("utf-8"))
    assert isinstance(found, YearDays)
    known = library_year(2026)
    assert known is not None
    assert (found.off, found.worked) == (known.off, known.worked)
    assert [say_festival(one) for one in found.festivals[:3]] == [
        "元旦：1月1日至1月3日放假，共3天；1月4日（周日）上班",
        "春节：2月15日至2月23日放假，共9天；2月14日（周六）、2月28日（周六）上班",
        "清明节：4月4日至4月6日放假，共3天",
    ]
    assert look_at(found, Calendar()) == (Problem("", "2026年与已有的安排一致。", Severity.NOTE),)


def test_what_is_wrong_is_said_all_at_once() -> None:
    """A key that nobody knows, a day of another year, a weekday as 调休, days in both lists."""
    text = """
year = 2027
years = 1
[[festivals]]
name = "国庆节"
from = 2027-10-01
to = 2027-10-07
work = [2027-10-02, 2027-10-11, 2028-01-01, "2027-09-26"]
day = 3
[[festivals]]
name = "中秋节"
from = 2027-10-07
to = 2027-10-05
"""
    assert said(text) == [
        "years：没有这一项，请照填写样例核对。",
        "第1段（国庆节）：没有“day”这一项。",
        "第1段（国庆节） work：2028年1月1日不在2027年。",
        "第1段（国庆节） work：请写日期，例如 2027-10-01（不加引号）。",
        "第1段（国庆节）：2027年10月11日是星期一，本来就上班，不是调休。",
        "第1段（国庆节）：2027年1月1日是星期五，本来就上班，不是调休。",
        "第1段（国庆节）：2027年1月1日是星期五，本来就上班，不是调休。",
        "第2段（中秋节）：放假的最后一天（to）早于第一天（from）。",
        "中秋节：2027年10月7日写了两次。",
        "国庆节：2027年10月2日既放假又上班。",
    ]


def test_a_text_that_is_no_table() -> None:
    """Not TOML, no year, no festivals."""
    assert said("year = ")[0].startswith("文件：写法不对，读不出来（")
    assert said("source = 'x'") == ["year：请写明年份，例如 year = 2027。"]
    assert said("year = 2027") == ["festivals：没有写放假的日子（[[festivals]]）。"]
    assert said("year = 2027\nfestivals = [3]") == [
        "第1段：没有写节日名称（name）。",
        "第1段 from：请写日期，例如 2027-10-01（不加引号）。",
        "第1段 to：请写日期，例如 2027-10-01（不加引号）。",
    ]


def test_a_thin_table_may_be_kept_after_a_look() -> None:
    """What every year has and this one lacks is said, and forbids nothing."""
    found = read_year(f"year = 2027\n{NEW_YEAR}")
    assert isinstance(found, YearDays)
    assert found.off == {date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)}
    assert [one.sentence for one in look_at(found, Calendar())] == [
        "没有写春节、清明、劳动、端午、中秋、国庆的放假。",
        "放假一共只有3天，请核对。",
    ]


def test_a_table_that_differs_from_what_is_known_names_the_days() -> None:
    """An own table of a known year is shown with its differences."""
    found = read_year(f"year = 2026\n{NEW_YEAR.replace('2027', '2026')}")
    assert isinstance(found, YearDays)
    told = look_at(found, Calendar())[-1].sentence
    assert told.startswith("2026年与已有的安排不同：2026年1月4日、2026年2月14日、2026年2月15日、")
