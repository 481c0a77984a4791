"""Finds the form's lines with blanks (`自有{own}平方米，租用{rented}平方米`) in a row of cells."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.form import Field, Pattern
from desktop.intake.book import WordCell
from desktop.intake.layout import Plane

_WALL = "\x1f"  # between two cells
_BLANK = re.compile(r"\{(\w+)\}")
_EMPTY = frozenset(" \t\r\n\u3000\xa0_＿﹍")
_ALIKE = ("：:", "，,、", "；;", "（(", "）)", "％%", "。.")
_FIGURE_BEFORE = re.compile(r"\d[^\W\d_]{1,3}\Z")  # a figure and its unit: 24人, 800平方米
_LONGEST = 400  # characters of one blank


@dataclass(frozen=True)
class Hit:
    """One blank that was found: its key, text, the cell that it stands in, and whether filled."""

    key: str
    text: str
    cell: WordCell


@dataclass(frozen=True)
class Line:
    """A pattern ready for matching: the whole line, and its pieces for lines that were changed."""

    whole: re.Pattern[str]
    pieces: tuple[re.Pattern[str], ...]


def compile_lines(pattern: Pattern, fields: Mapping[str, Field]) -> tuple[Line, ...]:
    """Return a line in all its spellings: with the labels' aliases, the longest first."""
    texts = [pattern.text]
    for key in _BLANK.findall(pattern.text):
        blank = fields.get(key)
        if blank is not None and f"{blank.label}{{{key}}}" in pattern.text:
            texts += [
                text.replace(f"{blank.label}{{{key}}}", f"{alias}{{{key}}}")
                for text in tuple(texts)
                for alias in blank.aliases
            ]
    return tuple(compile_pattern(Pattern(text)) for text in sorted(set(texts), key=_rank))


def _rank(text: str) -> tuple[int, str]:
    return -len(text), text


def compile_pattern(pattern: Pattern) -> Line:
    """Return the expression of a line, tolerant of blanks, of marks' width, and of cell borders.

    The pieces, one for each blank with enough words before it, are tried where an applicant has
    changed the line; they are looked for in order and after the line's first words.
    """
    parts = _BLANK.split(pattern.text)
    parts[::2] = ["".join(char for char in text if char not in _EMPTY) for text in parts[::2]]
    pieces = []
    for place in range(1, len(parts), 2):
        before = re.split(r"[，,；;。]", parts[place - 1])[-1]
        after = re.split(r"[，,；;。]", parts[place + 1])[0]
        if len(before) >= 2:
            pieces.append(re.compile(_literal(before) + _blank(parts[place], after)))
    return Line(re.compile(_expression(parts)), tuple(pieces))


def _expression(parts: list[str]) -> str:
    out = [_literal(parts[0])]
    for place in range(1, len(parts), 2):
        out.append(_blank(parts[place], parts[place + 1]))
    return "".join(out)


def _blank(key: str, after: str) -> str:
    """Return a blank and the words behind it; the last blank runs to the end of its cell.

    The group is atomic: a line that does not match is given up in linear time.
    """
    body = rf"{_WALL}?(?P<{key}>[^{_WALL}]{{0,{_LONGEST}}}?){_WALL}?"
    end = rf"(?={_WALL}|$)"
    if after and all(_is_mark(char) for char in after):
        first = _character(after[0]).rstrip("?")
        return f"(?>{body}(?:{first}{_literal(after[1:])}|{end}))"
    return f"(?>{body}{_literal(after) if after else end})"


def _is_mark(char: str) -> bool:
    return any(char in alike for alike in _ALIKE)


def _literal(text: str) -> str:
    return f"{_WALL}?".join(_character(char) for char in text)


def _character(char: str) -> str:
    for alike in _ALIKE:
        if char in alike:
            return f"[{re.escape(alike)}]?"
    return re.escape(char)


@dataclass(frozen=True)
class RowText:
    """A row's texts without blanks, in one string, and where each character came from."""

    text: str
    origin: tuple[tuple[int, int], ...]
    cells: tuple[WordCell, ...]

    def span(self, start: int, end: int) -> Iterator[tuple[WordCell, int, int]]:
        """Yield the cells between two places, with the first and last character of each."""
        ends: dict[int, tuple[int, int]] = {}
        for index, offset in self.origin[start:end]:
            if offset >= 0:
                ends[index] = (ends.get(index, (offset, 0))[0], offset + 1)
        for index, (first, last) in ends.items():
            yield self.cells[index], first, last


def row_text(cells: tuple[WordCell, ...]) -> RowText:
    """Join a row's cells for matching."""
    chars: list[str] = []
    origin: list[tuple[int, int]] = []
    for index, cell in enumerate(cells):
        if index:
            chars.append(_WALL)
            origin.append((index, -1))
        for offset, char in enumerate(cell.text[:20000]):
            if char not in _EMPTY:
                chars.append(char)
                origin.append((index, offset))
    return RowText("".join(chars), tuple(origin), cells)


_Found = list[tuple[list[Hit], list[tuple[WordCell, int, int]]]]


def find_line(spellings: Sequence[Line], row: RowText) -> _Found:
    """Return, for each place where the line stands in the row, its blanks and the cells' spans.

    A line begins where a cell or a clause does, or behind a figure; only where no spelling does so
    may it follow other words (`本单位从业人员30人`), but never 的: `…职称的专职服务人员` is not
    专职服务人员.
    """
    for may_begin in (_is_free, _is_not_qualified):
        for line in spellings:
            if found := _find(line, row, may_begin):
                return found
    return []


def _is_free(text: str, place: int) -> bool:
    return not place or not text[place - 1].isalpha() or bool(_FIGURE_BEFORE.search(text, 0, place))


def _is_not_qualified(text: str, place: int) -> bool:
    return text[place - 1] != "的"


def _find(line: Line, row: RowText, may_begin: Callable[[str, int], bool]) -> _Found:
    whole = _search(line.whole, row.text, 0, may_begin)
    if whole:
        return [_hits(whole, row)]
    if not (line.pieces and _search(line.pieces[0], row.text, 0, may_begin)):
        return []
    found, place = [], 0
    for piece in line.pieces:
        match = _search(piece, row.text, place, may_begin)
        if match:
            found.append(_hits(match, row))
            place = match.end()
    return found


def _search(
    pattern: re.Pattern[str], text: str, place: int, may_begin: Callable[[str, int], bool]
) -> re.Match[str] | None:
    match = pattern.search(text, place)
    while match and not may_begin(text, match.start()):
        match = pattern.search(text, match.start() + 1)
    return match


def _hits(match: re.Match[str], row: RowText) -> tuple[list[Hit], list[tuple[WordCell, int, int]]]:
    hits = []
    for key in match.groupdict():
        spans = list(row.span(*match.span(key)))
        if spans:
            cell, first, last = spans[0]
            hits.append(Hit(key, cell.text[first:last], cell))
        else:
            index = row.origin[min(match.start(key), len(row.origin) - 1)][0]
            hits.append(Hit(key, "", row.cells[index]))
    return hits, list(row.span(*match.span()))


def lines_of(plane: Plane) -> Iterator[RowText]:
    """Yield each row of a plane that has text."""
    for cells in plane.rows:
        if cells and any(cell.text for cell in cells):
            yield row_text(cells)
