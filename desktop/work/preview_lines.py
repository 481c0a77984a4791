"""A file's rows as the preview shows them: taken and refused, with all that is wrong with each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from desktop.domain.doubles import CERTAIN, Double, firm_doubles, name_doubles
from desktop.domain.fieldcheck import kind_sentences
from desktop.domain.form import Roster
from desktop.domain.plausible import MONEY, roster_hints
from desktop.domain.scheme import Scheme
from desktop.intake.found import RefusedRow, Taken, TakenRow
from desktop.work.incoming_file import Incoming, RowAt
from desktop.work.mend import MENDED

TAKEN, REFUSED, BY_HAND = "采纳", "拒绝", "不采纳"
_RIGHT: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_UNMENDED = frozenset[str]()  # one for all: each empty set would be another
_SENTENCES = 2_000  # texts whose sentences are remembered at once
_CHECKED = ("figure", "percent", "date", "phone", "code", "idcard")


class PreviewLine(NamedTuple):  # a long list has 100,000: made in a third of a dataclass's time
    """One row: its place, its state in a word, its cells, the reason or notes, the whole text.

    `wrong` are sentences by column; `mended` the columns corrected by hand.
    """

    at: RowAt
    state: str
    cells: Mapping[str, str]
    reason: str
    notes: tuple[str, ...]
    text: str = ""
    wrong: Mapping[str, tuple[str, ...]] = _RIGHT
    mended: frozenset[str] = _UNMENDED

    @property
    def line(self) -> int:
        """The row's 1-based line."""
        return self.at[2]

    @property
    def warned(self) -> bool:
        """True for a row that is taken and should be looked at; that it was mended is no reason."""
        left = bool(self.wrong) or any(not note.startswith(MENDED) for note in self.notes)
        return left and self.state == TAKEN

    @property
    def said(self) -> str:
        """What is said of the row, in one line."""
        if self.reason:
            return self.reason
        wrong = tuple(one for many in self.wrong.values() for one in many)
        return "；".join([*wrong, *(note for note in self.notes if not note.endswith(wrong))])


@dataclass(frozen=True)
class DoublePair:
    """Two rows of one file that are one firm, or likely so, side by side."""

    kind: str
    first: PreviewLine
    second: PreviewLine
    sentence: str


@dataclass(frozen=True)
class FileLines:
    """A roster of a file: its rows in the file's order, and the doubles among those taken.

    `counts` says how many rows are all, taken, refused, warned and mended.
    """

    roster: str
    lines: tuple[PreviewLine, ...]
    counts: Mapping[str, int]
    certain: tuple[DoublePair, ...] = ()
    likely: tuple[DoublePair, ...] = ()


def lines_of(incoming: Incoming, scheme: Scheme) -> dict[str, FileLines]:
    """Return the rows of each roster in the file, plainly: nothing is checked yet."""
    return {
        key: _plain(key, _lines(incoming, key, taken)) for key, taken in _found(incoming, scheme)
    }


def checked_lines(
    incoming: Incoming,
    scheme: Scheme,
    known: Mapping[str, FileLines] | None = None,
    plain: Mapping[str, FileLines] | None = None,
) -> dict[str, FileLines]:
    """Return the rows with what is wrong in their cells, and the doubles. For the slow worker.

    `known` are the lines as they were checked before: those of unchanged rows stay. `plain` are
    lines that were not: those in which nothing is wrong need not be made anew.
    """
    found = {}
    for key, taken in _found(incoming, scheme):
        roster, before = scheme.roster(key), (known or {}).get(key)
        made = _lines(incoming, key, taken, before or (plain or {}).get(key))
        lines = _checked(made, roster, before)
        found[key] = FileLines(key, lines, _counts(lines), *_doubles(lines, roster))
    return found


def mended_lines(
    incoming: Incoming, scheme: Scheme, known: Mapping[str, FileLines]
) -> dict[str, FileLines]:
    """Return the rows after a few were put right, which is quick; only these are checked.

    Doubles stay as they were in `known`, but for pairs of which a row is put right or gone.
    """
    found = {}
    for key, taken in _found(incoming, scheme):
        before = known.get(key)
        lines = _checked(_lines(incoming, key, taken, before), scheme.roster(key), before)
        fresh = FileLines(key, lines, _counts(lines))
        found[key] = _with_pairs(fresh, before) if before is not None else fresh
    return found


def _with_pairs(fresh: FileLines, before: FileLines) -> FileLines:
    pairs = (*before.certain, *before.likely)
    wanted = {one.at for pair in pairs for one in (pair.first, pair.second)}
    here = {one.at: one for one in fresh.lines if one.at in wanted}
    certain, likely = (
        tuple(
            pair
            for pair in many
            if here.get(pair.first.at) is pair.first and here.get(pair.second.at) is pair.second
        )
        for many in (before.certain, before.likely)
    )
    return replace(fresh, certain=certain, likely=likely)


def _plain(key: str, lines: tuple[PreviewLine, ...]) -> FileLines:
    return FileLines(key, lines, _counts(lines))


def _counts(lines: Sequence[PreviewLine]) -> dict[str, int]:
    taken = sum(one.state == TAKEN for one in lines)
    return {
        "all": len(lines),
        "taken": taken,
        "refused": len(lines) - taken,
        "warned": sum(one.warned for one in lines if one.wrong or one.notes),
        "mended": sum(bool(one.mended) for one in lines),
    }


def _found(incoming: Incoming, scheme: Scheme) -> list[tuple[str, Taken]]:
    known = {roster.key for roster in scheme.rosters}
    return [(key, taken) for key, taken in incoming.rosters().items() if key in known]


def _lines(
    incoming: Incoming, key: str, taken: Taken, before: FileLines | None = None
) -> tuple[PreviewLine, ...]:
    """Return the rows in the file's order; of those that are as `before` the very lines."""
    if before is None and not incoming.fixes:
        lines = [_line(key, *row) for row in taken.rows]
    else:
        lines = list(_lines_after(incoming, key, taken, before.lines if before is not None else ()))
    lines += [_refused_line(incoming, key, row) for row in taken.refused]
    if taken.refused:
        order = {sheet: n for n, sheet in enumerate(dict.fromkeys(one.at[1] for one in lines))}
        lines.sort(key=lambda one: (order[one.at[1]], one.line))
    return tuple(lines)


def _line(
    key: str, sheet: str, line: int, cells: Mapping[str, str], notes: tuple[str, ...]
) -> PreviewLine:
    return PreviewLine((key, sheet, line), TAKEN, cells, "", notes)


def _lines_after(
    incoming: Incoming, key: str, taken: Taken, before: Sequence[PreviewLine]
) -> Iterator[PreviewLine]:
    """Yield the lines of the rows taken; of those that are as `before` the very lines."""
    fixes, known = incoming.fixes, _Before(before)
    for row in taken.rows:
        old = known.find(row)
        if old is not None and old.cells is row.cells and old.notes is row.notes:
            yield old
            continue
        at = (key, row.sheet, row.line)
        fresh = _line(key, *row)
        yield fresh._replace(mended=frozenset(fixes[at])) if at in fixes else fresh


class _Before:
    """Finds a row's line as it was: mostly the one after that of the row before."""

    def __init__(self, lines: Sequence[PreviewLine]) -> None:
        """`lines` are in any order."""
        self._lines, self._next = lines, 0
        self._places: dict[tuple[str, int], int] | None = None  # made where they are not in step

    def find(self, row: TakenRow) -> PreviewLine | None:
        """Return the line at the row's sheet and line; none where it was refused before."""
        lines, at = self._lines, self._next
        while at < len(lines) and lines[at].state != TAKEN:
            at += 1
        if at < len(lines) and lines[at].at[1:] == (row.sheet, row.line):
            self._next = at + 1
            return lines[at]
        if self._places is None:
            self._places = {one.at[1:]: n for n, one in enumerate(lines) if one.state == TAKEN}
        place = self._places.get((row.sheet, row.line))
        if place is None:
            return None
        self._next = place + 1
        return lines[place]


def _refused_line(incoming: Incoming, key: str, row: RefusedRow) -> PreviewLine:
    at = (key, row.sheet, row.line)
    state = BY_HAND if at in incoming.refusals else REFUSED
    mended = frozenset(incoming.fixes[at]) if at in incoming.fixes else _UNMENDED
    return PreviewLine(at, state, row.cells, row.reason, (), row.text, _RIGHT, mended)


class _Sentences(dict[tuple[str, str, str], tuple[str, ...]]):
    """What is wrong with a text of a kind, each asked for once: districts and the like repeat.

    Phones and codes don't, and a long list's are not held all.
    """

    def __missing__(self, asked: tuple[str, str, str]) -> tuple[str, ...]:
        """Check a text and keep what was found."""
        if len(self) >= _SENTENCES:
            self.clear()
        self[asked] = kind_sentences(*asked)
        return self[asked]


def _checked(
    lines: Sequence[PreviewLine], roster: Roster, before: FileLines | None
) -> tuple[PreviewLine, ...]:
    """Return the lines with what is wrong in them; those that were there `before` are checked."""
    columns = [(c.key, c.kind, c.unit) for c in roster.columns if c.kind in _CHECKED]
    money = any(column.unit == MONEY for column in roster.columns)
    known, there = _Sentences(), set(map(id, before.lines)) if before is not None else set()
    if money:  # what is out of proportion hangs on all rows
        plain = [one._replace(wrong=_RIGHT) if one.wrong else one for one in lines]
        return _with_doubts([_with_wrong(one, columns, known) for one in plain], roster)
    return tuple(one if id(one) in there else _with_wrong(one, columns, known) for one in lines)


def _with_doubts(lines: list[PreviewLine], roster: Roster) -> tuple[PreviewLine, ...]:
    """Return the lines with reminders beside amounts that may be in 元."""
    taken = [place for place, one in enumerate(lines) if one.state == TAKEN]
    for nth, key, said in roster_hints(roster, [lines[place].cells for place in taken]):
        one = lines[taken[nth]]
        wrong = {**one.wrong, key: (*one.wrong.get(key, ()), said)}
        lines[taken[nth]] = one._replace(wrong=wrong)
    return tuple(lines)


def _with_wrong(
    one: PreviewLine, columns: Sequence[tuple[str, str, str]], known: _Sentences
) -> PreviewLine:
    if one.state != TAKEN:
        return one
    wrong = {}
    for key, kind, unit in columns:
        text = one.cells.get(key, "")
        if text and text.strip() and (found := known[kind, unit, text]):
            wrong[key] = found
    return one._replace(wrong=wrong) if wrong else one


def _doubles(
    lines: Sequence[PreviewLine], roster: Roster
) -> tuple[tuple[DoublePair, ...], tuple[DoublePair, ...]]:
    keys = {column.key for column in roster.columns}
    if "name" not in keys or not keys & {"code", "phone"}:
        return (), ()
    taken = [one for one in lines if one.state == TAKEN]
    cells = [one.cells for one in taken]
    found = firm_doubles(cells) if "code" in keys else name_doubles(cells)
    pairs = [_pair(one, taken) for one in found]
    certain = tuple(one for one in pairs if one.kind == CERTAIN)
    return certain, tuple(one for one in pairs if one.kind != CERTAIN)


def _pair(one: Double, lines: Sequence[PreviewLine]) -> DoublePair:
    first, second = one.places
    return DoublePair(one.kind, lines[first], lines[second], one.sentence)
