"""Finds a roster's table in the sheets of a workbook, by its header and never by its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop.domain.form import Roster
from desktop.intake.blocks import blocks
from desktop.intake.book import Grid, Merge
from desktop.intake.found import Found, RefusedRow, Taken, TakenRow
from desktop.intake.joint import with_joint
from desktop.intake.labels import (
    EXACT,
    LEAST,
    TICK_COLUMNS,
    Folds,
    fold_label,
    is_broken,
    is_serial,
    name_column,
)
from desktop.intake.rows import take_rows
from desktop.intake.words import HeaderWords, Heading, header_words

__all__ = [
    "Found",
    "RefusedRow",
    "Taken",
    "TakenRow",
    "find_table",
    "guess_roster",
    "take_rows",
]

_SEARCHED = 60  # rows from the top in which a header may begin
_TALLEST = 3  # rows of a header
_LONGEST = 60  # characters of a header's cell
_SAMPLES = ("示例", "样例", "样表", "范例", "模板", "填写说明", "填表说明")
_SURE = 90
_HEADS = dict[int, tuple[str, ...]]


def find_table(
    grids: Sequence[Grid],
    roster: Roster,
    *,
    mapping: Mapping[str, int] | None = None,
    header_line: int = 0,
    sheet: str = "",
    words: HeaderWords | None = None,
) -> Found | None:
    """Return the roster's table, or None where no sheet has a header that fits.

    `mapping` (key to 0-based column) and `header_line` (the header's last line, 1-based as on the
    sheet; 0: none given) are the reviewer's own choice; `sheet` narrows the search to one sheet.
    """
    chosen = [grid for grid in grids if not sheet or grid.name == sheet]
    if mapping is not None:
        return _by_hand(chosen[0], mapping, header_line) if chosen else None
    words, folds = words or header_words(), Folds()
    parts = [part for grid in chosen for part in blocks(grid, words)]
    if header_line:
        parts = [part for part in parts if _has_line(part, header_line)] or chosen
    return _search([_Lines(grid, folds) for grid in parts], roster, folds, words, header_line)


def _has_line(grid: Grid, line: int) -> bool:
    return grid.first_line <= line < grid.first_line + len(grid.cells)


def _search(
    sheets: Sequence["_Lines"],
    roster: Roster,
    folds: Folds,
    words: HeaderWords,
    header_line: int = 0,
) -> Found | None:
    search = _Search(roster, folds, words)
    found = [hit for lines in sheets if (hit := search.best(lines, header_line)) is not None]
    if not found:
        return None
    best = max(found, key=_rank) if len(found) > 1 else found[0]
    also = tuple(_place(hit, best) for hit in found if hit is not best)
    return with_joint(replace(best, also=also), roster)


def _rank(hit: Found) -> tuple[bool, bool, bool, float, int]:
    """Prefer sheets that are shown, are no sample, and have rows; then the better header."""
    sample = any(word in hit.grid.name for word in _SAMPLES)
    rows = sum(1 for row in hit.grid.cells[hit.first_row :] if any(row))
    return not hit.grid.hidden, not sample, rows > 0, round(hit.score, 1), rows


def _place(hit: Found, best: Found) -> str:
    if hit.grid.name != best.grid.name:
        return hit.grid.name
    return f"{hit.grid.name}（第{hit.grid.first_line + hit.header_lines[0]}行起）"


def guess_roster(
    grids: Sequence[Grid], rosters: Sequence[Roster], words: HeaderWords | None = None
) -> tuple[str, Found] | None:
    """Return the key of the roster that the sheets hold, told by their content, and where."""
    words, folds = words or header_words(), Folds()
    sheets = [_Lines(part, folds) for grid in grids for part in blocks(grid, words)]
    hits = _guesses(sheets, rosters, folds, words)
    if not hits:
        return None
    *_, key, best = max(hits, key=lambda hit: hit[:2])
    return key, best


def _guesses(
    sheets: Sequence["_Lines"], rosters: Sequence[Roster], folds: Folds, words: HeaderWords
) -> list[tuple[bool, float, str, Found]]:
    """Return each roster that is found: whether its title is there, how well it fits, and where."""
    hits = []
    for roster in rosters:
        found = _search(sheets, roster, folds, words)
        if found is not None:
            named = fold_label(roster.title) in fold_label(_above(found))
            if not named and _doubtful(found):
                continue
            share = len(found.mapping) / max(1, len(found.mapping) + len(found.unmapped))
            cover = len(found.mapping) / len(roster.columns)
            sure = sum(found.confidence.values()) / (100 * len(found.confidence))
            hits.append((named, (share + cover) * sure, roster.key, found))
    return hits


def _doubtful(found: Found) -> bool:
    """Tell whether a header is more likely another list's: few columns fit, and none is sure.

    A list of events (活动名称、时间、地点 …) is no list of devices (名称、购置时间 …).
    """
    unsure = max(found.confidence.values()) < _SURE
    return unsure and len(found.mapping) < len(found.unmapped)


def _above(found: Found) -> str:
    """Return the sheet's name and all that stands above the header."""
    rows = found.grid.cells[: found.header_lines[0]]
    return "".join([found.grid.name, *(text for row in rows for text in row)])


def _first_of(hits: Sequence[Found], best: Found, name: str) -> Found:
    """Return the header that `best` repeats further down: all rows below the first are its own.

    A header repeated on a page in one row can fit better than the merged one of two rows on top.
    """
    above = [
        hit
        for hit in hits
        if hit.header_lines[-1] + 1 < best.header_lines[0]
        and hit.mapping.get(name) == best.mapping[name]
        and 3 * _alike(hit, best) >= 2 * len(best.mapping)
    ]
    return max(above, key=lambda hit: (_alike(hit, best), hit.score), default=best)


def _alike(one: Found, other: Found) -> int:
    """Return how many columns both headers put in the same place."""
    return len(one.mapping.items() & other.mapping.items())


def _by_hand(grid: Grid, mapping: Mapping[str, int], header_line: int) -> Found:
    last = header_line - grid.first_line
    heads = _heads(grid, last, 1) if 0 <= last < len(grid.cells) else {}
    return Found(
        grid,
        (last,) if last >= 0 else (),
        dict(mapping),
        dict.fromkeys(mapping, EXACT),
        _unmapped(heads, mapping),
    )


def _unmapped(heads: _HEADS, mapping: Mapping[str, int]) -> tuple[str, ...]:
    taken = set(mapping.values())
    return tuple(
        " ".join(texts)
        for column, texts in heads.items()
        if column not in taken and not is_serial(texts[-1])
    )


def _heads(grid: Grid, top: int, height: int) -> _HEADS:
    """Return the distinct texts of each column's header from top to bottom, merges filled in."""
    rows = [
        [text.strip() for text in grid.cells[row]]
        for row in range(top, min(top + height, len(grid.cells)))
    ]
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    _fill_merges(rows, top, grid.merged)
    for above, below in pairwise(rows):
        _fill_groups(above, below)
    heads = {}
    for column in range(width):
        texts = tuple(dict.fromkeys(row[column] for row in rows if row[column]))
        if texts:
            heads[column] = texts
    return heads


def _fill_merges(rows: list[list[str]], top: int, merged: Sequence[Merge]) -> None:
    for merge in merged:
        if not top <= merge.top < top + len(rows):
            continue
        source = rows[merge.top - top]
        text = source[merge.left] if merge.left < len(source) else ""
        for row in rows[merge.top - top : merge.bottom - top + 1]:
            for column in range(merge.left, min(merge.right + 1, len(row))):
                row[column] = text


def _fill_groups(above: list[str], below: list[str]) -> None:
    """Carry a group's name to the right over labels (a csv has no merges: 企业满意度, empty)."""
    for column in range(1, len(above)):
        if not above[column] and below[column] and below[column - 1] and above[column - 1]:
            above[column] = above[column - 1]


class _Lines:
    """A sheet whose first rows are folded for comparing once, however many rosters ask."""

    def __init__(self, grid: Grid, folds: Folds) -> None:
        self.grid = grid
        self._folds = folds
        self._folded: dict[int, tuple[frozenset[str], bool]] = {}

    def may_hold(self, row: int, label: Heading) -> bool:
        """Tell whether a row has a cell that can be the label or a part of it."""
        if row >= len(self.grid.cells):
            return False
        if row not in self._folded:
            texts = [text for text in self.grid.cells[row] if text]
            folds = {fold for text in texts for fold in self._folds[text]}
            self._folded[row] = frozenset(folds), any(map(is_broken, texts))
        folded, broken = self._folded[row]
        return broken or bool(label.group) or any(map(label.may_hold, folded))


@dataclass(frozen=True)
class _Column:
    key: str
    label: Heading


class _Search:
    """Looks for one roster's header; remembers how well each text fits each column."""

    def __init__(self, roster: Roster, folds: Folds, words: HeaderWords) -> None:
        self._folds = folds
        self._words = words
        self._name = name_column(roster)
        self._columns = [_Column(c.key, words.heading(roster.key, c)) for c in roster.columns]
        self._names = next(c for c in self._columns if c.key == self._name)
        self._needed = min(2, len(roster.columns))
        self._scores: dict[tuple[str, str], int] = {}

    def best(self, lines: _Lines, header_line: int) -> Found | None:
        """Return the header that fits best: more columns, surer words, fewer rows, higher up."""
        grid, name = lines.grid, self._names.label
        # Nearly all rows are data: whether the name's label can stand there saves all other looks.
        hits = [
            self._try(grid, top, height)
            for top, height in self._places(grid, header_line)
            if any(
                lines.may_hold(row, name) for row in range(top, min(top + height, len(grid.cells)))
            )
        ]
        good = [hit for hit in hits if hit]
        best = max(good, key=lambda hit: hit.score, default=None)
        return best if best is None or header_line else _first_of(good, best, self._name)

    def _places(self, grid: Grid, header_line: int) -> Iterator[tuple[int, int]]:
        last = header_line - grid.first_line
        if header_line:
            yield from ((last - h + 1, h) for h in range(1, _TALLEST + 1) if last - h + 1 >= 0)
            return
        for top in range(min(_SEARCHED, len(grid.cells))):
            if any(grid.cells[top]):
                for height in range(1, min(_TALLEST, len(grid.cells) - top) + 1):
                    yield top, height

    def _try(self, grid: Grid, top: int, height: int) -> Found | None:
        heads = _heads(grid, top, height)
        if any(len(texts[-1]) > _LONGEST for texts in heads.values()):
            return None
        if not any(map(self._can_name, heads.values())):
            return None
        mapping, confidence = self._assign(heads)
        if self._name not in mapping or len(set(mapping.values())) < self._needed:
            return None
        if not self._can_name(heads[mapping[self._name]]):
            return None
        score = sum(confidence.values()) - height + 0.001 * (_SEARCHED - top)
        rows = tuple(range(top, top + height))
        return Found(grid, rows, mapping, confidence, _unmapped(heads, mapping), (), score)

    def _can_name(self, texts: tuple[str, ...]) -> bool:
        """Tell whether a column's header is the name's, with no data below its label."""
        if self._fit(self._names, texts) < LEAST:
            return False
        if self._score(self._name, self._names.label, "".join(texts)) == EXACT:
            return True  # one label that was broken into lines
        fits = [index for index, text in enumerate(texts) if self._fits_name(text)]
        return all(map(self._fits_name, texts[fits[0] + 1 :])) if fits else True

    def _fits_name(self, text: str) -> bool:
        return self._score(self._name, self._names.label, text) >= LEAST

    def _score(self, key: str, label: Heading, text: str) -> int:
        if (key, text) not in self._scores:
            scale = key in TICK_COLUMNS and self._words.is_scale(text)
            self._scores[key, text] = 0 if scale else label.score_folded(*self._folds[text])
        return self._scores[key, text]

    def _assign(self, heads: _HEADS) -> tuple[dict[str, int], dict[str, int]]:
        """Give each column of the roster the header that fits best, surest pairs first.

        Of columns below one merged text (联系方式) the one whose own label fits better goes first.
        """
        pairs = [
            (score, self._score(column.key, column.label, texts[-1]), -index, -place, column.key)
            for index, column in enumerate(self._columns)
            for place, texts in heads.items()
            if (score := self._fit(column, texts)) >= LEAST
        ]
        mapping: dict[str, int] = {}
        confidence: dict[str, int] = {}
        for score, _, _, less, key in sorted(pairs, reverse=True):
            place = -less
            if key not in mapping and place not in mapping.values():
                mapping[key], confidence[key] = place, score
        self._assign_scale(heads, mapping, confidence)
        keys = [column.key for column in self._columns if column.key in mapping]
        return {key: mapping[key] for key in keys}, {key: confidence[key] for key in keys}

    def _fit(self, column: _Column, texts: tuple[str, ...]) -> int:
        label, key = column.label, column.key
        if not label.group:
            return max(self._score(key, label, text) for text in (*texts, "".join(texts)))
        low = self._score(key, label, texts[-1])
        joined, _ = self._folds["".join(texts)]
        if joined in (label.group + label.plain, label.plain + label.group):
            return EXACT
        grouped = any(self._folds[text][0] == label.group for text in texts[:-1])
        return low if grouped else low - 5

    def _assign_scale(
        self, heads: _HEADS, mapping: dict[str, int], confidence: dict[str, int]
    ) -> None:
        """Take one column 满意度 for both 满意 and 不满意, where neither has its own."""
        ticks = [c for c in self._columns if c.key in TICK_COLUMNS and c.key not in mapping]
        if len(ticks) != len(TICK_COLUMNS):
            return
        groups = {c.label.group for c in ticks}
        for place, texts in heads.items():
            own = fold_label(texts[-1]) in groups or self._words.is_scale(texts[-1])
            if place not in mapping.values() and own:
                for column in ticks:
                    mapping[column.key], confidence[column.key] = place, LEAST
                return
