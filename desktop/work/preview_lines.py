"""A file's rows as the preview shows them: taken and refused, with all that is wrong with each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.case import Row
from desktop.domain.doubles import CERTAIN, Double, firm_doubles, name_doubles
from desktop.domain.fieldcheck import kind_sentences
from desktop.domain.form import Column, Roster
from desktop.domain.scheme import Scheme
from desktop.intake.found import Taken
from desktop.work.incoming_file import Incoming, RowAt

TAKEN, REFUSED, BY_HAND = "采纳", "拒绝", "不采纳"
_CHECKED = ("figure", "percent", "date", "phone", "code", "idcard")


@dataclass(frozen=True)
class PreviewLine:
    """One row: its place, its state in a word, its cells, the reason or notes, the whole text.

    `wrong` are sentences by column; `mended` the columns corrected by hand.
    """

    at: RowAt
    state: str
    cells: Mapping[str, str]
    reason: str
    notes: tuple[str, ...]
    text: str = ""
    wrong: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mended: frozenset[str] = frozenset()

    @property
    def line(self) -> int:
        """The row's 1-based line."""
        return self.at[2]

    @property
    def warned(self) -> bool:
        """True for a row that is taken and should be looked at."""
        return self.state == TAKEN and bool(self.wrong or self.notes)

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


def checked_lines(incoming: Incoming, scheme: Scheme) -> dict[str, FileLines]:
    """Return the rows with what is wrong in their cells, and the doubles. For the slow worker."""
    found = {}
    for key, taken in _found(incoming, scheme):
        roster = scheme.roster(key)
        lines = _checked(_lines(incoming, key, taken), roster)
        found[key] = FileLines(key, lines, _counts(lines), *_doubles(lines, roster))
    return found


def _plain(key: str, lines: tuple[PreviewLine, ...]) -> FileLines:
    return FileLines(key, lines, _counts(lines))


def _counts(lines: Sequence[PreviewLine]) -> dict[str, int]:
    taken = sum(one.state == TAKEN for one in lines)
    return {
        "all": len(lines),
        "taken": taken,
        "refused": len(lines) - taken,
        "warned": sum(one.warned for one in lines),
        "mended": sum(bool(one.mended) for one in lines),
    }


def _found(incoming: Incoming, scheme: Scheme) -> list[tuple[str, Taken]]:
    known = {roster.key for roster in scheme.rosters}
    return [(key, taken) for key, taken in incoming.rosters().items() if key in known]


def _lines(incoming: Incoming, key: str, taken: Taken) -> tuple[PreviewLine, ...]:
    fixes, refusals = incoming.fixes, incoming.refusals
    lines = [
        PreviewLine(at, TAKEN, row.cells, "", row.notes, "", {}, frozenset(fixes.get(at, ())))
        for row in taken.rows
        for at in [(key, row.sheet, row.line)]
    ]
    lines += [
        PreviewLine(
            at,
            BY_HAND if at in refusals else REFUSED,
            row.cells,
            row.reason,
            (),
            row.text,
            {},
            frozenset(fixes.get(at, ())),
        )
        for row in taken.refused
        for at in [(key, row.sheet, row.line)]
    ]
    if taken.refused:
        order = {sheet: n for n, sheet in enumerate(dict.fromkeys(one.at[1] for one in lines))}
        lines.sort(key=lambda one: (order[one.at[1]], one.line))
    return tuple(lines)


class _Sentences(dict[tuple[str, str, str], tuple[str, ...]]):
    """What is wrong with a text of a kind, each asked for once: districts and the like repeat."""

    def __missing__(self, asked: tuple[str, str, str]) -> tuple[str, ...]:
        """Check a text and keep what was found."""
        self[asked] = kind_sentences(*asked)
        return self[asked]


def _checked(lines: Sequence[PreviewLine], roster: Roster) -> tuple[PreviewLine, ...]:
    columns = [column for column in roster.columns if column.kind in _CHECKED]
    known = _Sentences()
    return tuple(_with_wrong(one, columns, known) for one in lines)


def _with_wrong(one: PreviewLine, columns: Sequence[Column], known: _Sentences) -> PreviewLine:
    if one.state != TAKEN:
        return one
    texts = ((column, one.cells.get(column.key, "")) for column in columns)
    wrong = {
        column.key: found
        for column, text in texts
        if text.strip() and (found := known[column.kind, column.unit, text])
    }
    if not wrong:
        return one
    return PreviewLine(
        one.at, one.state, one.cells, one.reason, one.notes, one.text, wrong, one.mended
    )


def _doubles(
    lines: Sequence[PreviewLine], roster: Roster
) -> tuple[tuple[DoublePair, ...], tuple[DoublePair, ...]]:
    keys = {column.key for column in roster.columns}
    if "name" not in keys or not keys & {"code", "phone"}:
        return (), ()
    rows = [
        Row(number, "", one.at[1], one.line, one.cells)
        for number, one in enumerate(lines)
        if one.state == TAKEN
    ]
    found = firm_doubles(rows) if "code" in keys else name_doubles(rows)
    pairs = [_pair(one, lines) for one in found]
    certain = tuple(one for one in pairs if one.kind == CERTAIN)
    return certain, tuple(one for one in pairs if one.kind != CERTAIN)


def _pair(one: Double, lines: Sequence[PreviewLine]) -> DoublePair:
    first, second = one.row_ids
    return DoublePair(one.kind, lines[first], lines[second], one.sentence)
