"""A time of the day as clerks write it, with or without its date, read loosely."""

import re
import unicodedata
from datetime import date, datetime, time

from desktop.domain.dates import parse_date

_CLOCK = re.compile(r"(.*?)(上午|下午)? ?(\d{1,2})[:点时](\d{2})?分?")
_DAY = re.compile(r"(\d{1,2})[月.\-/](\d{1,2})日?")
_AFTERNOON = 12


def parse_moment(text: str, today: date) -> datetime | None:
    """Return the time in `text`, or None: `14:30`, `11-20 14:30`, `20261120 14:30`, `下午2点30`.

    Without a date it is `today`; a date without its year is in this year. Local and naive.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    found = _CLOCK.fullmatch(_spaced(text)) or _CLOCK.fullmatch(folded)
    if not found:
        return None
    day = _day(found.group(1).strip(), today)
    clock = _clock(int(found.group(3)), int(found.group(4) or 0), found.group(2) == "下午")
    return datetime.combine(day, clock) if day and clock else None


def _spaced(text: str) -> str:
    """Keep one blank between date and time: `20261120 14:30` is not one number."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _clock(hour: int, minute: int, afternoon: bool) -> time | None:
    if afternoon and hour < _AFTERNOON:
        hour += _AFTERNOON
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _day(text: str, today: date) -> date | None:
    if not text:
        return today
    short = _DAY.fullmatch(text)
    if short:
        try:
            return date(today.year, int(short.group(1)), int(short.group(2)))
        except ValueError:
            return None
    return parse_date(text)
