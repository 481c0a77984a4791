"""A workbook with several rosters (名单工作簿) is read as one file for each of them."""

from dataclasses import replace

from desktop.domain.problem import Problem
from desktop.domain.scheme import Scheme
from desktop.intake.found import Found
from desktop.intake.many_rosters import rosters_of_book
from desktop.intake.rows import take_rows
from desktop.work.incoming_file import ROSTER, Incoming
from desktop.work.mend import settle


def split_book(one: Incoming, scheme: Scheme) -> list[Incoming]:
    """Return a reading for each roster of a workbook, or the reading itself where it has but one.

    A reading that follows the reviewer's own or a remembered choice stays as it is.
    """
    if one.what != ROSTER or one.book is None or one.by_hand or one.shape:
        return [one]
    found = rosters_of_book(one.book.sheets, scheme.rosters)
    if len(one.book.sheets) < 2 and len(found) < 2:
        return [one]
    parts = [part for key, hit in found if (part := _part(one, scheme, key, hit))]
    if not parts or (len(parts) == 1 and one.taken is not None and one.taken.rows):
        return [one]
    first = replace(parts[0], problems=(*_of_file(one), *parts[0].problems))
    return [first, *parts[1:]]


def _part(one: Incoming, scheme: Scheme, key: str, hit: Found) -> Incoming | None:
    taken = take_rows(hit, scheme.roster(key))
    if not taken.rows:
        return None
    part = replace(one, roster=key, found=hit, taken=taken, problems=taken.problems)
    return settle(part, scheme)


def _of_file(one: Incoming) -> tuple[Problem, ...]:
    """Return what is to be said of the whole file; it is said once."""
    own = one.taken.problems if one.taken is not None else ()
    return tuple(problem for problem in one.problems if problem not in own)
