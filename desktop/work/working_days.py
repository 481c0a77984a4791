"""The working-day calendar of the open file: the library's years, and tables of later ones."""

from dataclasses import dataclass
from pathlib import Path

from desktop import paths
from desktop.domain.problem import Problem, Severity, UserError
from desktop.domain.working_days import Calendar, YearDays, library_years
from desktop.schemes.working_days_table import look_at, read_year, say_festival
from desktop.store import departments
from desktop.work.desk import Changed, Desk, changed

_KEY = "calendar."
_MOST = 1 << 20  # bytes of a table
EXAMPLE_NAME = "工作日历填写样例.toml"


@dataclass(frozen=True)
class CalendarReading:
    """A table as read, before it is kept; `days` is None where `problems` say why it can't be.

    `lines` say its paragraphs as the notice does; `looks` are what to look at before keeping it.
    """

    file: str
    text: str
    days: YearDays | None
    problems: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()
    looks: tuple[Problem, ...] = ()

    @property
    def sentence(self) -> str:
        """What was read, in words."""
        if self.days is None:
            return f"“{self.file}”不能导入："
        off, worked = len(self.days.off), len(self.days.worked)
        source = f"，依据：{self.days.source}" if self.days.source else ""
        return f"{self.days.year}年：放假{off}天，调休上班{worked}天{source}"


@dataclass(frozen=True)
class CalendarLine:
    """One year, or the library's years together, as the settings list them."""

    year: int
    words: str
    source: str


def calendar_of(desk: Desk) -> Calendar:
    """Return the working days that are known: tables of this file before the library's years."""
    kept = departments.settings_like(desk.store, _KEY)
    version = tuple(sorted((key, one["text"]) for key, one in kept.items()))
    return desk.memory.recall(("calendar",), version, lambda: Calendar(_own(version)))


def _own(kept: tuple[tuple[str, str], ...]) -> dict[int, YearDays]:
    read = [read_year(text) for _key, text in kept]
    return {one.year: one for one in read if isinstance(one, YearDays)}


def read_calendar(path: Path, calendar: Calendar) -> CalendarReading:
    """Read a table for a look; nothing is kept. UserError where the file can't be had."""
    try:
        with path.open("rb") as reading:
            data = reading.read(_MOST + 1)
    except OSError as error:
        raise UserError("文件打不开。", "请确认文件还在原处、没有被其他程序占用。") from error
    text = _decoded(data)
    if text is None:
        sentence = "这不是工作日历：请用记事本照填写样例写成文本文件（UTF-8）。"
        return CalendarReading(path.name, "", None, (Problem("", sentence, Severity.ERROR),))
    found = read_year(text)
    if not isinstance(found, YearDays):
        return CalendarReading(path.name, text, None, found)
    lines = tuple(say_festival(one) for one in found.festivals)
    return CalendarReading(path.name, text, found, (), lines, look_at(found, calendar))


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if len(data) <= _MOST and "\0" not in text else None
    return None


def keep_calendar(desk: Desk, reading: CalendarReading) -> Changed:
    """Keep a year's table in this file, in place of one that it had; `value` is the year.

    UserError where it can't be read.
    """
    if reading.days is None:
        raise UserError("这份工作日历还有错，没有保存。", "请改正后重新导入。")
    year = reading.days.year
    before = departments.setting(desk.store, f"{_KEY}{year}")
    old = str(before["text"]) if before else ""
    detail = {"item": f"{year}年工作日历", "name": reading.file, "before": old}
    with desk.act("导入工作日历", "department", text=reading.text, **detail):
        kept = {"text": reading.text, "file": reading.file}
        departments.put_setting(desk.store, f"{_KEY}{year}", kept)
    return changed("calendar", value=year)


def drop_calendar(desk: Desk, year: int) -> Changed:
    """Use a year's table no longer; the library's own goes again where it knows the year."""
    kept = departments.setting(desk.store, f"{_KEY}{year}")
    if kept is None:
        raise UserError(
            f"{year}年用的是程序附带的安排，不能停用。", "要改正，请导入这一年的工作日历。"
        )
    detail = {"item": f"{year}年工作日历", "name": str(kept["file"]), "before": str(kept["text"])}
    with desk.act("停用工作日历", "department", **detail):
        departments.drop_setting(desk.store, f"{_KEY}{year}")
    return changed("calendar")


def calendar_lines(desk: Desk) -> tuple[CalendarLine, ...]:
    """Return what is known: the library's years in one line, then each year of this file."""
    years, own = library_years(), calendar_of(desk).own
    lines = [CalendarLine(0, f"{years[0]}年至{years[-1]}年", "程序附带")]
    for year, days in sorted(own.items()):
        words = f"{year}年：放假{len(days.off)}天，调休上班{len(days.worked)}天"
        source = days.source or "（未写依据）"
        lines.append(CalendarLine(year, words, f"{source}（保存在本文件中）"))
    return tuple(lines)


def example_calendar() -> bytes:
    """Return the bundled example of a table, with how it is filled in."""
    return (paths.resources_dir() / "calendar" / "example.toml").read_bytes()
