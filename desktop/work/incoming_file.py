"""One file of an applicant as it was read, and what became of it: plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.problem import Problem
from desktop.intake.book import Book
from desktop.intake.found import Found, Taken
from desktop.intake.word import FormReading

FORM, ROSTER, OTHER, REFUSED = "form", "roster", "other", "refused"

# A row of a file: the roster's key, the sheet (or the form's table), the 1-based line.
RowAt = tuple[str, str, int]


@dataclass(frozen=True)
class AsRead:
    """What became of a table's rows before anything was put right by hand."""

    found: Found
    taken: Taken


@dataclass(frozen=True)
class Incoming:
    """One file as read. `what` is form, roster, other (kept as it is) or refused (can't be read).

    `sentence` says in Chinese what it was taken for, or why it can't be read. `inner` are rosters
    that stand inside a form, by key; `wanted` names those that the reviewer wants of them (None:
    those that the application has no better roster for). `fixes` are cells that the reviewer
    corrected, by row and column key, and `refusals` rows that the reviewer refused, with reasons:
    both are in `taken` and `inner` already. `beside` is True where a roster's rows shall come
    behind those that the application has, instead of in their place (补充名单). `by_hand` is True
    where the reviewer chose what the file is or which column is which; `shape` names the remembered
    choice that was used. `as_read` saves judging all rows anew where some were put right.
    `uncounted` is True while the second count is still to come, and then the file can't be kept;
    `difference` is what the count says.
    """

    name: str
    what: str
    roster: str
    sentence: str
    problems: tuple[Problem, ...] = ()
    data: bytes = b""
    kind: str = ""
    form: FormReading | None = None
    taken: Taken | None = None
    found: Found | None = None
    book: Book | None = None
    inner: Mapping[str, Taken] = field(default_factory=dict)
    wanted: frozenset[str] | None = None
    fixes: Mapping[RowAt, Mapping[str, str]] = field(default_factory=dict)
    refusals: Mapping[RowAt, str] = field(default_factory=dict)
    beside: bool = False
    by_hand: bool = False
    shape: str = ""
    uncounted: bool = False
    difference: tuple[Problem, ...] = ()
    as_read: AsRead | None = field(default=None, compare=False, repr=False)

    def rosters(self) -> dict[str, Taken]:
        """Return every roster in the file by its key: the table's own, or those of the form."""
        return {self.roster: self.taken} if self.taken is not None else dict(self.inner)


def holds_rosters(one: Incoming) -> bool:
    """Whether a Word file has rosters of the form, and no more of its blanks than their totals."""
    return one.what == FORM and one.form is not None and len(one.form.values) <= len(one.inner) > 0


def whole_files(incoming: Sequence[Incoming]) -> list[Incoming]:
    """Return one reading for each file: a workbook is read once for each roster that it holds."""
    seen: set[tuple[str, int]] = set()
    files = []
    for one in incoming:
        at = (one.name, id(one.data))
        if one.book is None or at not in seen:
            files.append(one)
        seen.add(at)
    return files


@dataclass(frozen=True)
class Kept:
    """What became of one file: `read` = `taken` + `refused` rows, or blanks for a form.

    `again` is True for a further roster of a workbook that was kept already.
    """

    name: str
    read: int
    taken: int
    refused: int
    sentence: str
    again: bool = False
