"""Says a date as somebody wrote it in the one way of the papers, no more precise than it was."""

import re
import unicodedata

from desktop.domain.dates import parse_date, show_date

_MONTH = re.compile(r"\d{4}[年.\-/]\d{1,2}月?")
_YEAR = re.compile(r"\d{4}年?")


def date_words(text: str) -> str:
    """Return 2018年6月12日 for 2018.6.12, 2018年6月 for 2018-06; what is no date stays as it is."""
    day = parse_date(text)
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    if day is None or _YEAR.fullmatch(folded):
        return text
    return f"{day.year}年{day.month}月" if _MONTH.fullmatch(folded) else show_date(day)
