"""The second count (复核清点) of large workbooks, made while the preview shows already."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

from desktop.domain.problem import Problem
from desktop.intake.reading import count_again
from desktop.work.incoming_file import Incoming

T = TypeVar("T")
Difference = tuple[Problem, ...]


def while_counting(
    one: Incoming, cancelled: Callable[[], bool], look: Callable[[], T]
) -> tuple[T, Difference | None]:
    """Count a workbook's cells in a child while `look` is done beside it; return what both say.

    The count is None where it was cancelled, and where the file holds no table to be counted
    there is no difference.
    """
    if one.book is None:
        return look(), ()
    with ThreadPoolExecutor(1) as pool:
        told = pool.submit(count_again, one.data, one.name, one.book, cancelled=cancelled)
        return look(), told.result()


def with_count(many: Sequence[Incoming], data: bytes, difference: Difference) -> list[Incoming]:
    """Return the files with what the count of one says; nothing keeps it from being kept now.

    All parts of a workbook come from its one count: what it says is said at the first.
    """
    done = []
    for one in many:
        if one.uncounted and one.data == data:
            problems = (*one.problems, *difference)
            done.append(replace(one, problems=problems, difference=difference, uncounted=False))
            difference = ()
        else:
            done.append(one)
    return done
