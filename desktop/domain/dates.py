"""Dates as clerks write them, read loosely and shown in one way."""

import calendar
import re
import unicodedata
from datetime import date

_SPACED = re.compile(r"(\d{4})[年.\-/](\d{1,2})[月.\-/](\d{1,2})日?(?:\d{2}:\d{2}(:\d{2})?)?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})[年.\-/](\d{1,2})月?")
_YEAR = re.compile(r"(\d{4})年?")
_NUMERALS = re.compile(r"[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十元正]{1,3}月.{0,4}")
_DIGITS = str.maketrans("〇○零一二三四五六七八九元正", "00012345678911")
_TENS = re.compile(r"(?<!\d)([1-9]?)十([1-9]?)")


def parse_date(text: str) -> date | None:
    """Return the date in `text` (20261120, 2026.11.20, 2026-11-20, 2026年11月20日), or None.

    A month without a day (`2026年3月`) gives its last day, a year alone the 31st of December: what
    is not written is not counted in the applicant's favour.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    for pattern in (_SPACED, _SOLID, _MONTH, _YEAR):
        match = pattern.fullmatch(folded)
        if match:
            return _date(*[int(part) for part in match.groups()[:3] if part])
    return None


def arabic_date(text: str) -> str:
    """Return a date written in Chinese numerals (二〇一八年六月) with digits; else nothing."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    if _NUMERALS.fullmatch(folded) is None:
        return ""
    plain = _TENS.sub(lambda ten: f"{ten[1] or 1}{ten[2] or 0}", folded.translate(_DIGITS))
    return plain if parse_date(plain) is not None else ""


def _date(year: int, month: int = 12, day: int = 0) -> date | None:
    try:
        return date(year, month, day or calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


def show_date(day: date) -> str:
    """Return `day` as official papers write it: 2026年11月20日, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"
