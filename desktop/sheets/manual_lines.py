"""A text of the manual as lines of marked-up words, broken as Chinese typesetting does."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from desktop.sheets.wrap import wrap

ACCENT = "#1f5a99"
_RUN = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|`(?P<code>.+?)`|(?P<label>【.+?】)"
    r"|\[(?P<link>.+?)\]\((?P<to>\w+)\.md(?:#.*?)?\)"
)
_FULL = 0.02  # ems by which a line may be shorter than its room, so that none is broken again


def runs(text: str) -> list[tuple[str, str]]:
    """What is shown of a line, and the tag that it is shown with; the marks are gone.

    Labels and emphasis are coloured: there is no bold face for all characters, and a slanted
    Chinese one is no emphasis.
    """
    found: list[tuple[str, str]] = []
    done = 0
    for match in _RUN.finditer(text):
        found.append((text[done : match.start()], ""))
        words = match["bold"] or match["label"] or match["link"] or match["code"]
        tag = f'a href="#{match["to"]}" ' if match["link"] else "font "
        found.append((words, "" if match["code"] else f'{tag}color="{ACCENT}"'))
        done = match.end()
    found.append((text[done:], ""))
    return [(words, tag) for words, tag in found if words]


def inline(text: str, room: float, widths: Mapping[str, float]) -> str:
    """A text as reportlab writes it, broken into lines of `room` ems as Chinese typesetting does.

    reportlab's own breaking leaves commas at the beginning of a line and brackets at its end.
    """
    parts = runs(text)
    lines = wrap("".join(words for words, _tag in parts), room - _FULL, widths)
    shown: list[str] = []
    for line in lines:
        shown.append("".join(_line(line, parts)))
    return "<br/>".join(shown)


def _line(line: str, parts: list[tuple[str, str]]) -> Iterator[str]:
    """Take one line's characters off the front of `parts`; a blank at a break is dropped."""
    left = len(line)
    while left and parts:
        words, tag = parts.pop(0)
        taken, rest = words[:left], words[left:]
        left -= len(taken)
        shown = escape(taken, quote=False)
        yield f"<{tag}>{shown}</{tag.split()[0]}>" if tag else shown
        if rest:
            parts.insert(0, (rest, tag))
    if parts and parts[0][0].startswith(" "):
        words, tag = parts.pop(0)
        parts.insert(0, (words.lstrip(" "), tag))
