"""Takes off the marks by which people and systems keep a number a text: '139…, ="139…"."""

import re
from collections.abc import Sequence

_LOOKED_AT = 200  # rows: who writes such marks writes them in every row
_FORMULA = re.compile(r'="(.*)"', re.DOTALL)


def without_apostrophes(cells: Sequence[list[str]]) -> int:
    """Take the apostrophe off each cell that begins with one; return how many there were.

    A long sheet is gone through only where its first rows have one. 'tis' is quoted and stays.
    """
    if not any(_is_marked(text) for row in cells[:_LOOKED_AT] for text in row):
        return 0
    count = 0
    for row in cells:
        for at, text in enumerate(row):
            if _is_marked(text):
                row[at] = text[1:]
                count += 1
    return count


def _is_marked(text: str) -> bool:
    return text[:1] == "'" and len(text) > 1 and "'" not in text[1:]


def without_formulas(row: list[str]) -> list[str]:
    """Return a text table's row with `="139…"` as `139…`."""
    return [
        match[1].replace('""', '"') if (match := _FORMULA.fullmatch(text)) else text for text in row
    ]
