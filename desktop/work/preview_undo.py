"""What was done in a preview, act by act, so that the last one can be taken back (撤销)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.scheme import Scheme
from desktop.intake.rows import take_rows
from desktop.work.incoming_file import AsRead, Incoming, RowAt
from desktop.work.mend import settle

_LINES = 5  # of many rows, named in the words


@dataclass(frozen=True)
class Done:
    """One act: `before` is what the files from `number` were read as, without their long rows.

    `span` is how many files stand there now. `out` are the numbers of the files that were left out
    before, `count` how many corrections the act was (0: none that would be missed), `places` the
    rows that it touched.
    """

    words: str
    number: int
    before: Incoming
    out: frozenset[int]
    span: int = 1
    count: int = 1
    places: tuple[RowAt, ...] = ()


def kept_short(one: Incoming) -> Incoming:
    """Return what a file was read as without its rows, which are read again if need be."""
    return replace(one, taken=None, as_read=None)


def put_back(before: Incoming, now: Incoming, scheme: Scheme) -> Incoming:
    """Return a file as it was read `before`; what its second count said since then stays said."""
    counted = before.uncounted and not now.uncounted
    fresh = replace(
        before,
        uncounted=now.uncounted,
        difference=now.difference,
        problems=(*before.problems, *now.difference) if counted else before.problems,
    )
    found = before.found
    if found is None:
        return settle(fresh, scheme)
    known = now.as_read
    if known is None or known.found is not found:
        known = AsRead(found, take_rows(found, scheme.roster(before.roster)))
    again = settle(replace(fresh, taken=known.taken, as_read=known), scheme)
    return replace(again, sentence=before.sentence)


def lost(done: Sequence[Done]) -> int:
    """Return how many corrections would be missed if the files were not taken."""
    return sum(one.count for one in done)


def lines_in_words(places: Sequence[RowAt]) -> str:
    """Return which rows these are: 第3、5行; of many the first ones."""
    lines = "、".join(str(at[2]) for at in places[:_LINES])
    return f"第{lines}{'…' if len(places) > _LINES else ''}行"
