"""Breaks a text into lines of which the last is no stray character: titles, cells, notes alike."""

from collections.abc import Callable, Iterator, Mapping

from desktop.sheets.wrap import NO_START, wrap

FEW = 2  # characters that a last line has at least, marks not counted
FEW_OF_TITLE = 3
_MOST_LINES = 8  # of a longer text a short last line is no stray
_STEP = 0.5  # ems by which the other lines are made narrower, in steps
_LEAST = 2.0  # ems, narrower than which no line is tried


def even(text: str, width: float, widths: Mapping[str, float]) -> list[str]:
    """The lines of `text` as `wrap` gives them, narrower where its last line had a stray character.

    There are never more lines than `wrap` makes, and none is wider than `width`.
    """
    return _even(text, width, widths, lambda found: found[0], FEW)


def even_title(text: str, width: float, widths: Mapping[str, float]) -> list[str]:
    """The lines of a title, of like length where the last had fewer than three characters."""
    return _even(text, width, widths, lambda found: found[-1], FEW_OF_TITLE)


def _even(
    text: str,
    width: float,
    widths: Mapping[str, float],
    chosen: Callable[[list[list[str]]], list[str]],
    few: int,
) -> list[str]:
    lines = wrap(text, width, widths)
    if len(lines) == 1:
        return lines
    if "\n" in text:
        parts = text.split("\n")
        return [line for part in parts for line in _even(part, width, widths, chosen, few)]
    if len(lines) > _MOST_LINES or not _is_stray(lines[-1], few):
        return lines
    found = [
        one
        for one in _narrower(text, width, widths)
        if len(one) == len(lines) and not _is_stray(one[-1], few)
    ]
    return chosen(found) if found else lines


def _narrower(text: str, width: float, widths: Mapping[str, float]) -> Iterator[list[str]]:
    wide = width - _STEP
    while wide >= max(_LEAST, width / 2):
        yield wrap(text, wide, widths)
        wide -= _STEP


def _is_stray(line: str, few: int) -> bool:
    return sum(one not in NO_START for one in line) < few
