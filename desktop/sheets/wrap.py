"""Breaks a text into lines as Chinese typesetting does: marks at their words, numbers whole."""

import re
from collections.abc import Iterator, Mapping

# 避头: what never begins a line; 避尾: what never ends one.
NO_START = frozenset("，。、；：？！）》〉」』】〕］｝”’…—·・％‰℃°,.;:?!)]}%～~-／/㎡々〇")
NO_END = frozenset("（《〈「『【〔［｛“‘([{￥¥$＄#＃")
_WORD = r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\u00c0-\u024f]"
_JOIN = r"[-./:@_+'’%％&,，‰:~～×]"
# Dates, phones with blanks or 转 in them, and words or numbers with what joins them, are whole.
_TOKEN = re.compile(
    r"[0-9]{1,4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|[0-9]{1,2}月(?:[0-9]{1,2}日)?"
    r"|\+?[0-9][0-9()（）-]*(?:[ -]?[0-9()（）]+)+(?:转[0-9]+)?"
    rf"|{_WORD}+(?:[-./:@_+'%&,~×]+{_WORD}+)*[%％‰℃]?"
    r"|…+|—+| +|."
)


def wrap(text: str, width: float, widths: Mapping[str, float]) -> list[str]:
    """The lines of `text`, none wider than `width`; both in the unit of `widths` (per character).

    A unit that is wider than a whole line is cut between characters, nothing else is. Line feeds
    break always. A blank at a line's end is dropped.
    """
    if "\n" not in text and sum(map(widths.__getitem__, text)) <= width:
        return [text]
    return [line for part in text.split("\n") for line in _paragraph(part, width, widths)]


def _paragraph(text: str, width: float, widths: Mapping[str, float]) -> Iterator[str]:
    line, used = "", 0.0
    for unit in _units(text):
        wide = sum(map(widths.__getitem__, unit))
        if used + wide <= width:
            line, used = line + unit, used + wide
            continue
        if line.strip(" "):
            yield line.rstrip(" ")
        *full, line = _cut(unit.lstrip(" "), width, widths)
        yield from full
        used = sum(map(widths.__getitem__, line))
    yield line.rstrip(" ")


def _cut(unit: str, width: float, widths: Mapping[str, float]) -> list[str]:
    """The unit in pieces that fit; one piece where it fits whole."""
    pieces, start, used = [], 0, 0.0
    for at, character in enumerate(unit):
        used += widths[character]
        if used > width and at > start:
            pieces.append(unit[start:at])
            start, used = at, widths[character]
    return [*pieces, unit[start:]]


def _units(text: str) -> Iterator[str]:
    """Tokens glued so that a break between two units is always allowed; blanks stand alone."""
    unit = blank = ""
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token[0] == " ":
            blank = token
            continue
        if unit and (token[0] in NO_START or unit[-1] in NO_END):
            unit, blank = unit + blank + token, ""
            continue
        yield from filter(None, (unit, blank))
        unit, blank = token, ""
    yield from filter(None, (unit, blank))
