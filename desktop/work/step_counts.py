"""Counts applications by the step that each has come to (各步骤件数)."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.work.steps import DONE

if TYPE_CHECKING:  # the rules are loaded when an application is judged, and not before
    from desktop.work.cases import CaseLine


def step_counts(cases: "Sequence[CaseLine]") -> tuple[tuple[str, int], ...]:
    """Return the steps' titles in their order, each with how many applications stand there."""
    titles = {step.key: step.title for case in cases for step in case.steps}
    standing = Counter(
        "已定稿" if case.steps[-1].state == DONE else titles[case.next_step] for case in cases
    )
    order = [*dict.fromkeys(titles.values()), "已定稿"]
    return tuple((title, standing[title]) for title in order if standing[title])
