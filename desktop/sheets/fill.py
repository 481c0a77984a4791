"""What fills a blank: a dotted path into the facts, and a formatter from a fixed list."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from desktop.sheets.document import BOX, BOX_TICKED

TICK = "√"
BLANK_DATE = "　　　年　　月　　日"
PATH = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_BLANK = re.compile(r"\{([^{}|]*)(?:\|([^{}|]*))?\}")
# What a paste from elsewhere brings along and no paper shows: controls, soft hyphens, zero-width
# and direction marks (Windows puts U+202D before a number), the BOM, surrogates, no characters.
_UNSEEN = dict.fromkeys(
    (
        *(*range(9), *range(11, 32), *range(0x7F, 0xA0), 0xAD),
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)),
        *(*range(0xD800, 0xE000), 0xFEFF, *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF),
    )
)
_SEEN = str.maketrans({**_UNSEEN, "\t": " ", "\v": "\n", "\f": "\n", "\u2028": "\n"})


def look_up(path: str, facts: Mapping[str, Any]) -> Any:
    """The fact at the dotted `path`. Raises KeyError with the whole path where there is none."""
    found: Any = facts
    for key in path.split("."):
        if not isinstance(found, Mapping) or key not in found:
            raise KeyError(path)
        found = found[key]
    return found


def fill(text: str, facts: Mapping[str, Any]) -> str:
    """`text` with every blank `{path}` or `{path|formatter}` filled from the facts."""
    if "{" not in text:
        return text
    return _BLANK.sub(lambda blank: show(look_up(blank[1], facts), blank[2] or "text"), text)


def show(value: Any, formatter: str) -> str:
    """The value as it is printed; None and "" are an empty text. KeyError: no such formatter."""
    return FORMATTERS[formatter](None if value == "" else value)


def ticks(choices: tuple[str, ...], chosen: Any) -> str:
    """A row of boxes, those among `chosen` (a list of labels, or one) ticked."""
    labels = [chosen] if isinstance(chosen, str) else list(chosen or ())
    return "　".join(f"{BOX_TICKED if c in labels else BOX} {c}" for c in choices)


def faults(text: str) -> list[str]:
    """What is wrong with the blanks of a described text, as sentences; empty where all is well."""
    found = [
        f"空位“{blank[0]}”写错了"
        for blank in _BLANK.finditer(text)
        if not PATH.fullmatch(blank[1]) or (blank[2] or "text") not in FORMATTERS
    ]
    stray = "{" in (rest := _BLANK.sub("", text)) or "}" in rest
    return [*found, *([f"“{text}”里的花括号不成对"] if stray else [])]


def clean(text: str) -> str:
    """The text without characters that no paper shows, its line ends as `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_SEEN).strip()


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(f"not a text: {value!r}")
    return clean(value) if isinstance(value, str) else str(value)


def _date(value: date | None) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def _date_or_blank(value: date | None) -> str:
    return _date(value) or BLANK_DATE


def _month(value: date | None) -> str:
    return f"{value.year}年{value.month}月" if value else ""


def _yes_no(value: bool | None) -> str:
    return {None: "", True: "是", False: "否"}[value]


def _tick(value: bool | None) -> str:
    return TICK if value else ""


def _box(value: Any) -> str:
    return BOX_TICKED if value else BOX


def _paragraphs(value: str | None) -> str:
    lines = (line.strip() for line in _text(value).split("\n"))
    return "\n".join("　　" + line for line in lines if line)


def _list(value: Any) -> str:
    return value if isinstance(value, str) else "、".join(map(_text, value or ()))


FORMATTERS: Mapping[str, Callable[[Any], str]] = {
    "text": _text,
    "serial": _text,
    "date": _date,
    "date_or_blank": _date_or_blank,
    "month": _month,
    "yes_no": _yes_no,
    "tick": _tick,
    "box": _box,
    "paragraphs": _paragraphs,
    "list": _list,
}
