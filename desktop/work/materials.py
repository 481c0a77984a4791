"""The list of materials of one application (材料): what was seen, what is missing, how checked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast, get_args

from desktop.domain import completeness
from desktop.domain.figure import MILLION, parse_figure
from desktop.domain.problem import UserError
from desktop.domain.scheme import Material, MaterialLine, Scheme
from desktop.store import materials as kept
from desktop.work.casedata import application_of
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.rounds import scheme_of

STATES = completeness.STATES
WORDS = dict(STATES)


@dataclass(frozen=True)
class LineState:
    """One paper of an item with what the reviewer noted; `state` is a key of STATES."""

    id: str
    text: str
    any_of: str
    state: str
    note: str
    how: str
    by: str
    on: str
    copies: str
    pages: str


@dataclass(frozen=True)
class MaterialState:
    """One item of the regulation's list, with the state that follows from its lines."""

    id: str
    article: str
    text: str
    lines: tuple[LineState, ...]
    state: str
    sentence: str


@dataclass(frozen=True)
class Checklist:
    """The whole list. `missing` holds one sentence for each gap, for the notice (一次性告知)."""

    items: tuple[MaterialState, ...]
    done: int
    total: int
    missing: tuple[str, ...]
    complete: bool


def materials_of(scheme: Scheme) -> tuple[Material, ...]:
    """Return the regulation's items, and the points of the 承诺书 as one more, each a line."""
    points = tuple(
        MaterialLine(f"commitment_{number}", text)
        for number, text in enumerate(scheme.commitments, 1)
    )
    promised = Material("commitments", "承诺书", "承诺事项核对", points)
    return (*scheme.materials, promised) if points else scheme.materials


def checklist(desk: Desk, application_id: int) -> Checklist:
    """Return the list of materials of one application."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    found = kept.states(desk.store, application_id)
    states = {line_id: line.state for line_id, line in found.items()}
    wanted = materials_of(scheme)
    items = tuple(_item(material, found, states) for material in wanted)
    done, total = completeness.progress(wanted, states)
    gaps = completeness.gaps(wanted, states)
    missing = tuple(f"{gap.article} {gap.text}：{WORDS[gap.state]}" for gap in gaps)
    complete = all(item.state in (completeness.COMPLETE, completeness.NA) for item in items)
    return Checklist(items, done, total, missing, complete)


def _item(
    material: Material, found: Mapping[str, kept.MaterialState], states: Mapping[str, str]
) -> MaterialState:
    lines = tuple(
        _line(line.id, line.text, line.any_of, found.get(line.id)) for line in material.lines
    )
    state = completeness.item_state(material, states)
    return MaterialState(material.id, material.article, material.text, lines, state, WORDS[state])


def _line(line_id: str, text: str, any_of: str, found: kept.MaterialState | None) -> LineState:
    if found is None:
        return LineState(line_id, text, any_of, completeness.UNSEEN, "", "", "", "", "", "")
    return LineState(
        line_id,
        text,
        any_of,
        found.state,
        found.note,
        found.checked_how,
        found.checked_by,
        found.checked_on,
        str(found.copies or ""),
        str(found.pages or ""),
    )


def set_line(desk: Desk, application_id: int, line_id: str, state: str) -> Changed:
    """Note the state of one paper."""
    return set_lines(desk, application_id, [line_id], state)


def set_lines(desk: Desk, application_id: int, line_ids: list[str], state: str) -> Changed:
    """Note the same state for several papers in one act."""
    found = kept.states(desk.store, application_id)
    before = {i: found[i].state if i in found else completeness.UNSEEN for i in line_ids}
    with desk.act("材料审查", case_subject(application_id), lines=before, state=state):
        for line_id in line_ids:
            line = found.get(line_id, kept.MaterialState(line_id, "unseen"))
            kept.set_state(desk.store, application_id, replace(line, state=_state(state)))
    return changed("materials")


def save_line(desk: Desk, application_id: int, line_id: str, **noted: str) -> Changed:
    """Note how a paper was checked: note, how, by, on (texts), copies, pages (whole numbers)."""
    names = {"how": "checked_how", "by": "checked_by", "on": "checked_on"}
    wanted: dict[str, Any] = {names.get(key, key): text.strip() for key, text in noted.items()}
    for key in ("copies", "pages"):
        if key in wanted:
            wanted[key] = _whole(wanted[key])
    found = kept.states(desk.store, application_id)
    line = found.get(line_id, kept.MaterialState(line_id, "unseen"))
    with desk.act("真实性核验", case_subject(application_id), line=line_id, **noted):
        kept.set_state(desk.store, application_id, replace(line, **wanted))
    return changed("materials")


def _whole(text: str) -> int:
    if not text:
        return 0
    value = parse_figure(text)
    if value is None or value < 0 or value % MILLION:
        raise UserError(f"“{text}”不是份数或页数。", "请填写整数。")
    return value // MILLION


def _state(text: str) -> kept.State:
    for state in get_args(kept.State):
        if state == text:
            return cast(kept.State, state)
    raise UserError(f"没有“{text}”这种状态。", "请从列表中选择。")
