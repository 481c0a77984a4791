"""Counts applications by the step that each has come to (各步骤份数)."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.store.final import FINAL
from desktop.work.steps import DONE

if TYPE_CHECKING:  # the rules are loaded when an application is judged, and not before
    from desktop.work.cases import CaseLine


def done_words(stage: str) -> str:
    """Return what an application is called that has come to its end: 已定稿, 已报送."""
    return f"已{stage}"


def step_counts(cases: "Sequence[CaseLine]") -> tuple[tuple[str, int], ...]:
    """Return the steps' titles in their order, each with how many applications stand there."""
    titles = {step.key: step.title for case in cases for step in case.steps}
    standing = Counter(
        done_words(case.stage) if case.steps[-1].state == DONE else titles[case.next_step]
        for case in cases
    )
    order = [*dict.fromkeys(titles.values()), *map(done_words, FINAL)]
    return tuple((title, standing[title]) for title in order if standing[title])
