"""Another table of the same file (一并导入): offered where one is left, taken as its own part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.problem import Problem
from desktop.domain.scheme import Scheme
from desktop.intake.blocks import blocks
from desktop.intake.book import Book, Grid
from desktop.intake.found import Found
from desktop.intake.rows import take_rows
from desktop.intake.tables import find_table
from desktop.intake.words import header_words
from desktop.work.incoming_file import OTHER, ROSTER, Incoming
from desktop.work.mend import settle

_FEWEST = 3  # columns of a table that nobody has named


@dataclass(frozen=True)
class More:
    """A table that is left: its sheet, the 1-based line that it begins at, and how many rows.

    `rows` are those below its header, where that is known. `known` is whether it has the header
    of the same roster, `whole` whether it fills its sheet.
    """

    sheet: str
    line: int
    rows: int
    known: bool
    whole: bool

    @property
    def place(self) -> str:
        """Where it lies, in the reader's words."""
        return self.sheet if self.whole else f"{self.sheet}（第{self.line}行起）"


def more_of(one: Incoming, scheme: Scheme) -> tuple[More, ...]:
    """Return the tables of a file that are not the one that is read; no sample, no hidden sheet."""
    found, book = one.found, one.book
    if found is None or book is None or one.what != ROSTER:
        return ()
    parts = [part for part in _parts(book) if not _is_used(part, found, book)]
    offers = (_more(part, one, scheme, book) for part in parts)
    return tuple(offer for offer in offers if offer is not None)


def _parts(book: Book) -> list[Grid]:
    words = header_words()
    found = [part for sheet in book.sheets if not sheet.hidden for part in blocks(sheet, words)]
    return [part for part in found if sum(map(any, part.cells)) > 1]


def _is_used(part: Grid, found: Found, book: Book) -> bool:
    if part.name != found.grid.name:
        return False
    whole = any(
        len(one.cells) == len(found.grid.cells) for one in book.sheets if one.name == part.name
    )
    return whole or part.first_line == found.grid.first_line


def _more(part: Grid, one: Incoming, scheme: Scheme, book: Book) -> More | None:
    hit = find_table([part], scheme.roster(one.roster))
    below = part.cells[hit.first_row :] if hit is not None else part.cells
    rows = sum(any(text.strip() for text in row) for row in below)
    if not rows or (hit is None and max(sum(map(bool, row)) for row in below) < _FEWEST):
        return None
    whole = any(
        sheet.name == part.name and len(sheet.cells) == len(part.cells) for sheet in book.sheets
    )
    return More(part.name, part.first_line, rows, hit is not None, whole)


def used_grids(one: Incoming) -> tuple[Grid, ...]:
    """Return the table that a part reads, or those that it waits for the clerk to name."""
    if one.found is not None:
        return (one.found.grid,)
    return one.book.sheets if one.book is not None and one.what == OTHER else ()


def take_more(
    one: Incoming, scheme: Scheme, more: More, left: Sequence[More]
) -> tuple[Incoming, Incoming]:
    """Return the file's part as it was and the other table as its own, in the file's order.

    A table of the same roster has its own columns; one whose header is
    not known waits for the clerk to say what it is. `left` are the tables that are still left.
    """
    if one.book is None or one.found is None:
        raise ValueError("no table is shown")
    part = next(p for p in _parts(one.book) if (p.name, p.first_line) == (more.sheet, more.line))
    here, fresh = _told_again(one, scheme, more, left), _part(one, scheme, part)
    order = [(grid.name, grid.first_line) for grid in _parts(one.book)]
    mine = (one.found.grid.name, one.found.grid.first_line)
    is_above = mine in order and order.index((more.sheet, more.line)) < order.index(mine)
    return (fresh, here) if is_above else (here, fresh)


def _part(one: Incoming, scheme: Scheme, part: Grid) -> Incoming:
    fresh = replace(
        one, problems=(), fixes={}, refusals={}, by_hand=False, shape="", found=None, taken=None
    )
    roster = scheme.roster(one.roster)
    hit = find_table([part], roster)
    if hit is None:
        sentence = "没有认出这张表的表头，请选择这是哪一份名单，并指明标题行和各列。"
        only = Book((part,))
        return replace(fresh, what=OTHER, roster="", sentence=sentence, book=only)
    taken = take_rows(hit, roster)
    return settle(replace(fresh, found=hit, taken=taken, problems=taken.problems), scheme)


def _told_again(one: Incoming, scheme: Scheme, more: More, left: Sequence[More]) -> Incoming:
    """Return the first part without the word that this table was not taken."""
    assert one.found is not None
    also = tuple(each.place for each in left if each.known)
    found = replace(one.found, also=also)
    taken = take_rows(found, scheme.roster(one.roster))
    before = one.taken.problems if one.taken is not None else ()
    kept = [each for each in one.problems if each not in before and not _tells_of(each, more)]
    return settle(replace(one, found=found, taken=taken, problems=(*kept, *taken.problems)), scheme)


def _tells_of(problem: Problem, more: More) -> bool:
    starts = (f"第{more.line}行起还有一张表（", f"工作表“{more.sheet}”（")
    return problem.where == more.sheet and problem.sentence.startswith(starts)
