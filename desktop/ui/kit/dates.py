"""Dates as a clerk types them (20261120, 2026.11.20, 2026-11-20) and as they are shown."""

import re
import unicodedata
from datetime import date

_LOOSE = re.compile(
    r"(\d{4})\s*[.\-/年]\s*(\d{1,2})\s*[.\-/月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})"
)


def read_date(text: str) -> date | None:
    """The day that `text` means, or None where it is no whole date."""
    match = _LOOSE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def show_date(text: str) -> str:
    """`text` as 2026年11月20日 where it is a date, and as it stands where it is none."""
    day = read_date(text)
    return f"{day.year}年{day.month}月{day.day}日" if day else text
