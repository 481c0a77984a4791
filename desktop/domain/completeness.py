"""Whether an application's materials are complete (完整性): lines, any-of groups, items."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.scheme import Material, MaterialLine

UNSEEN, COMPLETE, MISSING, MEND, NA = "unseen", "complete", "missing", "mend", "na"

STATES = (
    (UNSEEN, "未审"),
    (COMPLETE, "齐全"),
    (MISSING, "缺件"),
    (MEND, "需补正"),
    (NA, "不涉及"),
)

_WORST_FIRST = (MISSING, MEND, UNSEEN, COMPLETE)


@dataclass(frozen=True)
class Gap:
    """Something that the applicant still owes: the item's article, and what is missing or wrong."""

    article: str
    text: str
    state: str


def item_state(material: Material, states: Mapping[str, str]) -> str:
    """Return an item's state: the worst of its lines, where papers joined by 或 are one line.

    An item of which nothing applies is 不涉及. What nobody has looked at is 未审, never complete.
    """
    found = [_group_state(group, states) for group in _groups(material)]
    for state in _WORST_FIRST:
        if state in found:
            return state
    return NA


def _groups(material: Material) -> list[tuple[MaterialLine, ...]]:
    groups: dict[str, list[MaterialLine]] = {}
    for line in material.lines:
        groups.setdefault(line.any_of or f"line {line.id}", []).append(line)
    return [tuple(lines) for lines in groups.values()]


def _group_state(lines: tuple[MaterialLine, ...], states: Mapping[str, str]) -> str:
    found = {states.get(line.id, UNSEEN) for line in lines}
    if COMPLETE in found:
        return COMPLETE
    for state in (MEND, UNSEEN, MISSING):
        if state in found:
            return state
    return NA


def gaps(materials: tuple[Material, ...], states: Mapping[str, str]) -> tuple[Gap, ...]:
    """Return all that is missing or to be mended, once each, in the regulation's order.

    Of papers joined by 或 one gap is told, naming all of them.
    """
    found = []
    for material in materials:
        for group in _groups(material):
            state = _group_state(group, states)
            if state in (MISSING, MEND):
                text = "或".join(line.text for line in group if states.get(line.id) != NA)
                found.append(Gap(material.article, text, state))
    return tuple(found)


def progress(materials: tuple[Material, ...], states: Mapping[str, str]) -> tuple[int, int]:
    """Return (looked at, all) over lines, an any-of group counting as one."""
    groups = [group for material in materials for group in _groups(material)]
    return sum(_group_state(group, states) != UNSEEN for group in groups), len(groups)
