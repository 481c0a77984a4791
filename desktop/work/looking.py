"""The preview's errands (导入预览): a file with its rows ready to be shown, for the slow worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.domain.scheme import Scheme
from desktop.work.casedata import application_of
from desktop.work.desk import Desk
from desktop.work.give_back import give_back
from desktop.work.import_diff import RosterChange, Standing, roster_changes, standing_of
from desktop.work.incoming import columns_of
from desktop.work.incoming_file import Incoming
from desktop.work.incoming_more import More, more_of
from desktop.work.preview_lines import FileLines, checked_lines, lines_of, mended_lines
from desktop.work.rounds import scheme_of
from desktop.work.shapes import Shape, shapes

SHORT = 2_000  # rows that are looked at closely in a moment
_AT_ONCE = 1_000  # rows that are forgotten before another thread may have its turn


@dataclass(frozen=True)
class Basis:
    """What files are read with: the scheme, remembered choices, and what the case has now."""

    scheme: Scheme
    known: tuple[Shape, ...] = ()
    now: Standing = field(default_factory=Standing)


@dataclass(frozen=True)
class Looked:
    """A file with its rows by roster, and the file's columns; `checked` once all is looked at.

    `known` is whether each row is looked at, though doubles are still to be sought. `more` are
    other tables of the same file that could be taken too.
    """

    incoming: Incoming
    lines: Mapping[str, FileLines]
    columns: tuple[tuple[int, str], ...] = ()
    checked: bool = False
    more: tuple[More, ...] = ()
    known: bool = False


def basis_of_round(desk: Desk, round_id: int) -> Basis:
    """Return what files of a new application are read with."""
    scheme = scheme_of(desk, round_id)
    return Basis(scheme, shapes(desk, scheme))


def basis_of_case(desk: Desk, application_id: int) -> Basis:
    """Return what files of an application are read with, and what it has now."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    return Basis(scheme, shapes(desk, scheme), standing_of(desk, application_id))


def look(incoming: Incoming, scheme: Scheme) -> Looked:
    """Return a file with its rows, which is quick: nothing is checked yet."""
    return Looked(incoming, lines_of(incoming, scheme), tuple(columns_of(incoming)))


def look_closely(incoming: Incoming, scheme: Scheme, before: Looked | None = None) -> Looked:
    """Return a file with its rows and all that is wrong with them.

    Rows that are as they were `before`, where they were looked at, are not looked at again; and
    lines of `before` in which nothing is wrong stay, so that a long list is not held twice.
    """
    there = before.lines if before is not None else {}
    known, plain = (there, {}) if before is not None and before.known else ({}, there)
    lines, columns = checked_lines(incoming, scheme, known, plain), tuple(columns_of(incoming))
    more = more_of(incoming, scheme)
    if sum(len(found.lines) for found in lines.values()) > SHORT:
        give_back()
    return Looked(incoming, lines, columns, checked=True, more=more, known=True)


def look_again(incoming: Incoming, scheme: Scheme, before: Looked) -> Looked:
    """Return a file after something was changed, as closely as a moment allows.

    A short list is looked at closely. Of a long one only the rows that differ from `before` are,
    and doubles follow; where all may differ (another column, another header), all follows.
    """
    rows = sum(len(taken.rows) for taken in incoming.rosters().values())
    if rows <= SHORT:
        return look_closely(incoming, scheme, before)
    if before.known and incoming.found is before.incoming.found:
        lines = mended_lines(incoming, scheme, before.lines)
        return replace(before, incoming=incoming, lines=lines, checked=False)
    return look(incoming, scheme)


def let_go(looked: list[Looked], latest: list[Incoming]) -> None:
    """Forget files that are wanted no more. For the slow worker, and whoever held them has let go.

    A long list ends in a moment that holds all threads: here it does so some rows at a time.
    """
    rows = [each for one in looked for each in _rows_of(one)]
    looked.clear()
    latest.clear()
    for many in rows:
        while many:
            del many[-_AT_ONCE:]
    give_back()


def _rows_of(one: Looked) -> list[list[object]]:
    lines = [list[object](found.lines) for found in one.lines.values()]
    taken = [list[object](found.rows) for found in one.incoming.rosters().values()]
    sheets = one.incoming.book.sheets if one.incoming.book is not None else ()
    plain = (grid.cells for grid in sheets if isinstance(grid.cells, list))  # others end in no time
    return [*lines, *taken, *map(list[object], plain)]


def changes_of(chosen: Sequence[Incoming], basis: Basis) -> tuple[RosterChange, ...]:
    """Return what keeping the chosen files would change in the case."""
    return roster_changes(chosen, basis.scheme, basis.now)
