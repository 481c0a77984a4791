"""Figures as whole numbers: every amount, count or share is an int in millionths of its unit."""

import re
import unicodedata
from fractions import Fraction

MILLION = 1_000_000
_PLAIN = re.compile(r"([+-]?)(\d{1,15})(?:\.(\d{1,6})0*)?")
_OF_FIRMS = ("户", "家", "个")  # one and the same where firms are counted
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


def parse_figure(text: str) -> int | None:
    """Return the figure written in `text` in millionths, or None where it is not a plain number.

    Full-width digits are folded, thousands commas are taken only where they group by three.
    Units and Chinese numerals (`二百万`) are not guessed: they give None.
    """
    folded = unicodedata.normalize("NFKC", text).replace(" ", "")
    if "," in folded:
        if not _GROUPED.fullmatch(folded):
            return None
        folded = folded.replace(",", "")
    match = _PLAIN.fullmatch(folded)
    if match is None:
        return None
    sign, whole, part = match.groups()
    value = int(whole) * MILLION + int((part or "").ljust(6, "0"))
    return -value if sign == "-" else value


def without_unit(text: str, unit: str) -> str:
    """Return a figure without its own unit: `350万元` in a blank of 万元, `168家` in one of 户.

    Any other text comes back as it is.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    own = "".join(unicodedata.normalize("NFKC", unit).split())
    for ending in _OF_FIRMS if own in _OF_FIRMS else (own,):
        if ending and folded.endswith(ending):
            plain = folded.removesuffix(ending)
            return plain if parse_figure(plain) is not None else text
    return text


def show_figure(value: int) -> str:
    """Return `value` (millionths) as the shortest decimal text: 1500000 is `1.5`."""
    sign = "-" if value < 0 else ""
    whole, part = divmod(abs(value), MILLION)
    tail = f"{part:06d}".rstrip("0")
    return f"{sign}{whole}.{tail}" if tail else f"{sign}{whole}"


def figure(count: int) -> int:
    """Return a whole `count` in millionths."""
    return count * MILLION


def percent(part: int | Fraction, whole: int | Fraction) -> str:
    """Return part/whole as a percentage for reading, cut (never rounded up) to one decimal."""
    if whole <= 0:
        return "—"
    tenths = int(part * 1000 // whole)
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"
