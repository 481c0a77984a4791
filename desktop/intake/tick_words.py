"""Ticks that stand beside their words, or that a symbol face shows: ☑满意 □不满意, R, ü."""

import re
import unicodedata

# Letters that Wingdings and Wingdings 2 show as a tick or a ticked box: a sheet's text tells no
# face, and in a column of ticks they stand for nothing else.
LETTERS = {"ü": "√", "þ": "☑", "ý": "☒", "P": "√", "R": "☑", "T": "☒"}
_MARKS = "☑☒√✓✔■●✅"
_BOXES = f"{_MARKS}□☐○"
_WORD = "(非常满意|很满意|基本满意|比较满意|不满意|满意|一般)"
_BEFORE = re.compile(rf"([{_BOXES}])\s*{_WORD}")
_BEHIND = re.compile(rf"{_WORD}\s*(?:[(\[]\s*)?([{_BOXES}])?(?:\s*[)\]])?")


def chosen(text: str) -> str:
    """Return the one word of a cell that is ticked (`☑满意 □不满意`), nothing where none or many.

    Boxes stand before their words where one begins the cell, and behind them where one ends it.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    if not any(mark in folded for mark in _MARKS):
        return ""
    before = folded[0] in _BOXES
    if not before and folded[-1] not in f"{_BOXES})]":
        return ""  # 满意 √不满意: whose is it?
    pattern = _BEFORE if before else _BEHIND
    pairs = [
        match.groups() if before else match.groups()[::-1] for match in pattern.finditer(folded)
    ]
    ticked = {word for mark, word in pairs if mark and mark in _MARKS}
    if len(ticked) != 1 or re.search(r"\w", pattern.sub("", folded)):
        return ""
    return ticked.pop()
