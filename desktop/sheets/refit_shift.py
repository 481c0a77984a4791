"""Moves what refers to a worksheet's rows where rows are put in: formulas, ranges, names."""

import re
from dataclasses import dataclass, replace

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError

LAST_ROW = 1_048_576
_CELL = re.compile(r"(\$?[A-Za-z]{1,3}\$?)(\d{1,7})$")
_ROW = re.compile(r"(\$?)(\d{1,7})$")


@dataclass(frozen=True)
class Shift:
    """`count` rows are put in before row `at` (1-based) of one sheet.

    With `grows` a range that ends just above `at` takes the new rows in, so that a total goes on
    to add all entries.
    """

    at: int
    count: int
    grows: bool = False

    def row(self, row: int) -> int:
        """Where a row stands afterwards."""
        return min(LAST_ROW, row + self.count) if row >= self.at else row

    def end(self, last: int) -> int:
        """Where a range's last row stands afterwards."""
        if self.grows and last == self.at - 1:
            return min(LAST_ROW, last + self.count)
        return self.row(last)

    def still(self) -> "Shift":
        """The same shift, by which nothing grows."""
        return replace(self, grows=False)


def shift_ref(ref: str, shift: Shift) -> str:
    """Return one reference (`C5`, `$C$5:D9`, `5:9`, `A:C`) after the shift; others as they are."""
    first, colon, last = ref.partition(":")
    begin = _CELL.match(first) or (_ROW.match(first) if colon else None)
    if begin is None:
        return ref
    moved = f"{begin[1]}{shift.row(int(begin[2]))}"
    end = _CELL.match(last) or _ROW.match(last)
    if end is None:
        return moved + colon + last
    return f"{moved}:{end[1]}{shift.end(int(end[2]))}"


def shift_refs(refs: str, shift: Shift) -> str:
    """Return a list of references divided by blanks (`sqref`) after the shift."""
    return " ".join(shift_ref(ref, shift) for ref in refs.split())


def shift_formula(formula: str, shift: Shift, sheet: str, *, here: bool) -> str:
    """Return a formula (without its =) after the shift of `sheet`; `here`: it stands on it.

    What can't be taken apart stays as it is.
    """
    try:
        tokens = Tokenizer(f"={formula}").items
    except TokenizerError:
        return formula
    return "".join(_token(token, shift, sheet, here=here) for token in tokens)


def _token(token: Token, shift: Shift, sheet: str, *, here: bool) -> str:
    text = str(token.value)
    if token.type != Token.OPERAND or token.subtype != Token.RANGE:
        return text
    place, mark, ref = text.rpartition("!")
    if mark and place.strip("'").replace("''", "'") != sheet:
        return text
    return place + mark + shift_ref(ref, shift) if mark or here else text


def copied_formula(formula: str, origin: str, to: str) -> str:
    """Return a formula (without its =) as it is when copied from one cell to another."""
    try:
        return str(Translator(f"={formula}", origin).translate_formula(to)).removeprefix("=")
    except (TranslatorError, TokenizerError):
        return formula
