"""The preview's errands (导入预览): a file with its rows ready to be shown, for the slow worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.scheme import Scheme
from desktop.work.casedata import application_of
from desktop.work.desk import Desk
from desktop.work.import_diff import RosterChange, Standing, roster_changes, standing_of
from desktop.work.incoming import columns_of
from desktop.work.incoming_file import Incoming
from desktop.work.incoming_more import More, more_of
from desktop.work.preview_lines import FileLines, checked_lines, lines_of
from desktop.work.rounds import scheme_of
from desktop.work.shapes import Shape, shapes


@dataclass(frozen=True)
class Basis:
    """What files are read with: the scheme, remembered choices, and what the case has now."""

    scheme: Scheme
    known: tuple[Shape, ...] = ()
    now: Standing = field(default_factory=Standing)


@dataclass(frozen=True)
class Looked:
    """A file with its rows by roster, and the file's columns; `checked` once all is looked at.

    `more` are other tables of the same file that could be taken too.
    """

    incoming: Incoming
    lines: Mapping[str, FileLines]
    columns: tuple[tuple[int, str], ...] = ()
    checked: bool = False
    more: tuple[More, ...] = ()


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


def look_closely(incoming: Incoming, scheme: Scheme) -> Looked:
    """Return a file with its rows and all that is wrong with them."""
    lines, columns = checked_lines(incoming, scheme), tuple(columns_of(incoming))
    return Looked(incoming, lines, columns, checked=True, more=more_of(incoming, scheme))


def changes_of(chosen: Sequence[Incoming], basis: Basis) -> tuple[RosterChange, ...]:
    """Return what keeping the chosen files would change in the case."""
    return roster_changes(chosen, basis.scheme, basis.now)
