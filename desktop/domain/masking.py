"""Hides the middle of phones and identity numbers in what leaves the official way (脱敏)."""

import re

_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{7,18}(?![0-9A-Za-z])")
_SHORT, _FEW = 7, 8


def masked(text: str) -> str:
    """Return a text in which numbers of 7 to 18 digits keep their ends: 139****1234.

    Three characters stay at the front and four at the end (two of a short number), so that who
    knows the number finds it. Names stay.
    """
    return _LONG_NUMBER.sub(_stars, text)


def _stars(found: re.Match[str]) -> str:
    text = found[0]
    if sum(char.isdigit() for char in text) < _SHORT:
        return text
    kept = 4 if len(text) > _FEW else 2
    return f"{text[:3]}{'*' * (len(text) - 3 - kept)}{text[-kept:]}"


def masked_phone(text: str) -> str:
    """Return a phone as `masked` does, however it is written; a short one is hidden whole."""
    if len(text) < _SHORT:
        return "*" * len(text)
    kept = 4 if len(text) > _FEW else 2
    return f"{text[:3]}{'*' * (len(text) - 3 - kept)}{text[-kept:]}"
