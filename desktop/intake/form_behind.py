"""Finds an answer that was typed straight behind its label, within the label's own cell."""

import re
from collections.abc import Iterable

from desktop.domain.dates import parse_date
from desktop.domain.form import Field
from desktop.domain.phone import read_phones

_TEN = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"\s*(?:(?:[{_TEN}]+、|[（(][{_TEN}\d]+[)）])\s*)?")
_NOTE = r"(?:\s*[（(][^（）()\n]{1,40}[)）])?"
_GOES_ON = frozenset("的及和与或等表、，,。；;：:_＿）)（(/")  # a longer word begins like the label
_FIGURE = re.compile(r"[约共]?\s*[\d,.]+\s*[^\d\W]{0,4}[%％]?")
_CODE = re.compile(r"[0-9A-Za-z]{15,20}")
_LABEL, _SAID = 4, 6  # characters: shorter ones may be any sentence's


class Behind:
    """The labels that an answer may stand behind."""

    def __init__(self, spellings: Iterable[str]) -> None:
        """`spellings` are expressions of labels as printed, the longest first."""
        self._label = re.compile("(" + "|".join(spellings) + ")" + _NOTE)

    def find(self, text: str) -> tuple[str, int] | None:
        """Return the label that `text` begins with, and where the answer behind it begins."""
        numbered = _NUMBERED.match(text)
        match = self._label.match(text, numbered.end() if numbered else 0)
        if match is None or not text[match.end() :].strip():
            return None
        return match[1], match.end()


def may_answer(field: Field, label: str, said: str) -> bool:
    """Tell whether what stands behind a label is an answer of the field's kind.

    A sentence that merely begins with the label's words is none: words alone are taken only
    behind a blank or a line's end, figures and the like where they are such.
    """
    text = said.strip()
    if not text or text[0] in _GOES_ON:
        return False
    if field.kind == "long":
        return len("".join(label.split())) >= _LABEL and (said[0].isspace() or len(text) >= _SAID)
    if field.kind in ("figure", "percent"):
        return _FIGURE.fullmatch(text) is not None
    if field.kind == "phone":
        phones = read_phones(text)
        return bool(phones.numbers) and not phones.notes
    if field.kind == "date":
        return parse_date(text) is not None
    if field.kind in ("code", "idcard"):
        return _CODE.fullmatch(text) is not None
    return said[0].isspace() and field.kind == "text" and len("".join(label.split())) >= _LABEL
