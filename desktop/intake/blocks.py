"""Cuts a sheet into its tables: where another header begins, another table does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.domain.labels import fold_label
from desktop.intake.book import Grid, Merge
from desktop.intake.long_cells import without_figures
from desktop.intake.words import HeaderWords

_FEWEST = 3  # cells of a row that may be a header below another table
_TITLES = 3  # lines of one cell that may stand above a header
_LONGEST = 24
_NUMBERED = ("序号", "编号")


def blocks(grid: Grid, words: HeaderWords) -> tuple[Grid, ...]:
    """Return a sheet's tables as sheets of the same name, each with the line that it begins at.

    A header that is repeated in the middle of its own table begins no other.
    """
    starts = [0, *_starts(grid, words)]
    if len(starts) == 1:
        return (grid,)
    ends = [*starts[1:], len(grid.cells)]
    return tuple(_cut(grid, start, end) for start, end in zip(starts, ends, strict=True))


def _starts(grid: Grid, words: HeaderWords) -> Iterator[int]:
    """Yield the rows at which another table begins, its title lines with it."""
    last: frozenset[tuple[int, str]] | None = None
    before = -2
    for row in _header_rows(grid, words):
        if row == before + 1:  # a header of several rows
            before = row
            last = (last or frozenset()) | _labels(grid, row)
            continue
        before = row
        own = _labels(grid, row)
        if last is not None and 2 * len(own & last) < len(own):
            yield _title(grid, row)
        # A merged header's other row may be of group names alone, or of words that nobody knows.
        near = range(max(0, row - 1), min(row + 2, len(grid.cells)))
        last = frozenset(one for at in near for one in _labels(grid, at))


def _labels(grid: Grid, row: int) -> frozenset[tuple[int, str]]:
    return frozenset(
        (column, fold_label(text)) for column, text in enumerate(grid.cells[row]) if text
    )


def _header_rows(grid: Grid, words: HeaderWords) -> Iterator[int]:
    """Yield the rows that look like a header; none of its cells is a figure."""
    known = {*words.words, *words.free, *words.words.values()}
    for row in without_figures(grid.cells):
        cells = grid.cells[row]
        if len(cells) >= _FEWEST and _is_header(cells, words, known):
            yield row


def _is_header(cells: Sequence[str], words: HeaderWords, known: set[str]) -> bool:
    """Tell whether most cells of a row are made of the words of headers."""
    if sum(map(bool, cells)) < _FEWEST:
        return False
    texts = {text.strip() for text in cells} - {""}
    good = sum(1 for text in texts if _is_label(text, words, known))
    first = next(text for text in cells if text)
    share = 4 if fold_label(first) in _NUMBERED else 7  # no row of data begins with 序号
    return len(texts) >= _FEWEST and 10 * good >= share * len(texts)


def _is_label(text: str, words: HeaderWords, known: set[str]) -> bool:
    if len(text) > _LONGEST:
        return False
    folded = fold_label(text)
    if folded in _NUMBERED:
        return True
    tokens = words.tokens(folded)
    return any(token not in words.free for token in tokens) and all(map(known.__contains__, tokens))


def _title(grid: Grid, row: int) -> int:
    """Return the first of the title lines (one cell each) right above a header."""
    top = row
    while top and row - top < _TITLES:
        above = [text for text in grid.cells[top - 1] if text.strip()]
        if len(above) != 1:
            break
        top -= 1
    return top


def _cut(grid: Grid, start: int, end: int) -> Grid:
    merged = tuple(
        Merge(m.top - start, m.left, min(m.bottom, end - 1) - start, m.right)
        for m in grid.merged
        if start <= m.top < end
    )
    places = frozenset((row - start, col) for row, col in grid.long_numbers if start <= row < end)
    first = grid.first_line + start
    return replace(
        grid, cells=grid.cells[start:end], first_line=first, merged=merged, long_numbers=places
    )
