"""Breaks a text into lines as Chinese typesetting does: marks at their words, numbers whole."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate

SLACK = 1e-6  # sums of widths differ in their last bits with the order of adding
LONGEST = 40  # characters past a line's end that are looked at for a date or phone across it

# 避头: what never begins a line; 避尾: what never ends one.
NO_START = frozenset("，。、；：？！）》〉」』】〕］｝”’…—·・％‰℃°,.;:?!)]}%～~-／/㎡々〇")
NO_END = frozenset("（《〈「『【〔［｛“‘([{￥¥$＄#＃")
_WORD = r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\u00c0-\u024f]"
_JOIN = r"[-./:@_+'’%％&,，‰:~～×]"
# Dates, phones with blanks or 转 in them, and words or numbers with what joins them, are whole.
_TOKEN = re.compile(
    r"[0-9]{1,4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|[0-9]{1,2}月(?:[0-9]{1,2}日)?"
    r"|\+?[0-9][0-9()（）-]*(?:[ -]?[0-9()（）]+)+(?:转[0-9]+)?"
    # What goes on is no phone but a figure, a time or a code: 95.5%, 130/136, 12:30, 9153…MA01.
    r"(?![0-9A-Za-z]|[.:→][0-9]|/[0-9]{1,5}(?![0-9])|,[0-9]{3}(?![0-9]))"
    rf"|{_WORD}+(?:[-./:@_+'%&,~×→]+{_WORD}+)*[%％‰℃]?"
    r"|…+|—+| +|."
)

_NUMBER = re.compile("(?<![0-9A-Za-z])[0-9]{7,}(?![0-9A-Za-z])")  # a phone, not a part of a code
_JOINT = re.compile(
    r"[-/_@: 年月日)）]|(?<=[A-Za-z])\.|(?<=[0-9])(?=转)"
)  # after these even a whole number is cut, if it must be


def wrap(text: str, width: float, widths: Mapping[str, float]) -> list[str]:
    """The lines of `text`, none wider than `width`; both in the unit of `widths` (per character).

    A unit that is wider than a whole line is cut, at a joint if it has one; nothing else is. Line
    feeds break always. A blank at a line's end is dropped.
    """
    if "\n" not in text and sum(map(widths.__getitem__, text)) <= width:
        return [text]
    return [line for part in text.split("\n") for line in _paragraph(part, width, widths)]


def _paragraph(text: str, width: float, widths: Mapping[str, float]) -> Iterator[str]:
    ends = list(accumulate(map(widths.__getitem__, text)))
    start = 0
    while start < len(text):
        before = ends[start - 1] if start else 0.0
        reach = bisect_right(ends, before + width + SLACK, start)
        if reach < len(text):
            reach = _break(text, start, max(reach, start + 1))
        yield text[start:reach].rstrip(" ")
        start = reach
        while start < len(text) and text[start] == " ":
            start += 1
    if not text:
        yield ""


def _break(text: str, start: int, reach: int) -> int:
    """The last place up to `reach` where the line may end; `reach` itself if there is none."""
    if _plain(text[reach - 1]) and _plain(text[reach]):
        return reach
    place, found = start, start
    for unit in _units(text[start : reach + LONGEST]):
        place += len(unit)
        if place > reach:
            break
        found = place
    return found if found > start else _forced(text, start, reach)


def _forced(text: str, start: int, reach: int) -> int:
    """Where a unit that is wider than a line is cut: at a joint of it, and not beside a mark.

    A number that has room on a line is whole, though a mark should begin the next line.
    """
    joints = [match.end() for match in _JOINT.finditer(text, start, reach)]
    places: list[int] = [*reversed(joints), *range(reach, start, -1)]
    good = [at for at in places if text[at - 1] not in NO_END and text[at] not in NO_START]
    inside = {
        at for one in _NUMBER.finditer(text, start) for at in range(one.start() + 1, one.end())
    }
    whole = [at for at in good if at not in inside] or [at for at in places if at not in inside]
    return next(iter(whole or good), reach)


def _plain(character: str) -> bool:
    """An ideograph, which takes a break on either side except beside what `_units` glues."""
    ideograph = "\u3400" <= character < "\uff00" or character >= "\U00020000"
    return ideograph and character not in NO_START and character not in NO_END


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
