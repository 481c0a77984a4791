"""The list of materials of one application (材料): what was seen, what is missing, how checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast, get_args

from desktop.domain import completeness
from desktop.domain.dates import parse_date
from desktop.domain.figure import MILLION, parse_figure
from desktop.domain.problem import UserError
from desktop.domain.scheme import Material, MaterialLine, Scheme
from desktop.store import materials as kept
from desktop.store.final import FINAL
from desktop.work.casedata import application_of
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.office_notes import (
    Attached,
    attach,
    attached,
    day_text,
    detach,
    notes,
    write_notes,
)
from desktop.work.rounds import call_of, scheme_of

TRUTH = "truth"
EXTRA = "extra"
CALL = "call:"  # begins the id of a paper that the year's call asks for; its text follows
HOW = ("见原件", "网上查询", "去函或去电核实", "实地走访")
RESULTS = ("相符", "部分相符", "不相符", "未能核实")
_FILES = ".files"
STATES = completeness.STATES
WORDS = dict(STATES)


@dataclass(frozen=True)
class LineState:
    """One paper of an item with what the reviewer noted; `state` is a key of STATES.

    `result` and `said` are what its 真实性核验 came to; `scans` are the pictures of it. What came
    after it was owed (`new_files`, `came`, `note_was`) is told by `newly_come`.
    """

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
    result: str = ""
    said: str = ""
    scans: tuple[Attached, ...] = ()
    new_files: bool = False
    came: str = ""
    note_was: str = ""

    @property
    def checked(self) -> bool:
        """Whether the reviewer noted how, by whom or when its truth was checked (真实性核验)."""
        return bool(self.how or self.by or self.on or self.result)


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


def handed_items(scheme: Scheme) -> frozenset[str]:
    """Return the ids of the items that are papers: the points of the 承诺书 are only looked at."""
    return frozenset({*(material.id for material in scheme.materials), EXTRA})


def extra_of(call: Mapping[str, str]) -> Material | None:
    """Return what the year's call asks for besides the regulation, a paper for each line."""
    texts = dict.fromkeys(filter(None, (one.strip() for one in call.get("extra", "").split("\n"))))
    lines = tuple(MaterialLine(f"{CALL}{text}", text) for text in texts)
    return Material(EXTRA, "申报通知", "申报通知另要求的材料", lines) if lines else None


def _wanted(
    desk: Desk, application_id: int, found: Mapping[str, kept.MaterialState]
) -> tuple[Material, ...]:
    """Return all items of one application; after 定稿 a changed call asks nothing new of it."""
    application = application_of(desk, application_id)
    scheme = scheme_of(desk, application.round_id)
    extra = extra_of(call_of(desk, application.round_id))
    if extra is not None and application.stage in FINAL:
        extra = replace(extra, lines=tuple(one for one in extra.lines if one.id in found))
    own = len(scheme.materials)
    every = materials_of(scheme)
    added = (extra,) if extra is not None and extra.lines else ()
    return (*every[:own], *added, *every[own:])


def checklist(desk: Desk, application_id: int) -> Checklist:
    """Return the list of materials of one application: the regulation's, and the call's own."""
    found = kept.states(desk.store, application_id)
    states = {line_id: line.state for line_id, line in found.items()}
    wanted = _wanted(desk, application_id, found)
    truth = _Truth(desk, application_id)
    items = tuple(_item(material, found, states, truth) for material in wanted)
    done, total = completeness.progress(wanted, states)
    gaps = completeness.gaps(wanted, states)
    missing = tuple(f"{gap.article} {gap.text}：{WORDS[gap.state]}" for gap in gaps)
    complete = all(item.state in (completeness.COMPLETE, completeness.NA) for item in items)
    return Checklist(items, done, total, missing, complete)


class _Truth:
    """What was noted of the truth of each paper, read from the file once for the whole list."""

    def __init__(self, desk: Desk, application_id: int) -> None:
        self._notes = notes(desk, application_id, TRUTH)
        self._files = {
            line_id: attached(desk, application_id, truth_of(line_id))
            for line_id in (p.removesuffix(_FILES) for p in self._notes if p.endswith(_FILES))
        }

    def of(self, line: LineState) -> LineState:
        """Return a line with what is noted of its truth."""
        result = self._notes.get(f"{line.id}.result", "")
        said = self._notes.get(f"{line.id}.said", "")
        return replace(line, result=result, said=said, scans=self._files.get(line.id, ()))


def truth_of(line_id: str) -> str:
    """Return where the notes on the truth of one paper stand."""
    return f"{TRUTH}.{line_id}"


def _item(
    material: Material,
    found: Mapping[str, kept.MaterialState],
    states: Mapping[str, str],
    truth: _Truth,
) -> MaterialState:
    lines = tuple(
        truth.of(_line(line.id, line.text, line.any_of, found.get(line.id)))
        for line in material.lines
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
    """Note how a paper was checked: note, how, by, on (texts), copies, pages (whole numbers).

    `result` and `said` are what the check came to. `on` is a day, loosely typed: UserError where
    it is none, or still to come.
    """
    if "on" in noted:
        noted["on"] = _checked_day(desk, noted["on"])
    names = {"how": "checked_how", "by": "checked_by", "on": "checked_on"}
    own = {key: text for key, text in noted.items() if key not in ("result", "said")}
    wanted: dict[str, Any] = {names.get(key, key): text.strip() for key, text in own.items()}
    for key in ("copies", "pages"):
        if key in wanted:
            wanted[key] = _whole(wanted[key])
    found = kept.states(desk.store, application_id)
    line = found.get(line_id, kept.MaterialState(line_id, "unseen"))
    with desk.act("真实性核验", case_subject(application_id), line=line_id, **noted):
        kept.set_state(desk.store, application_id, replace(line, **wanted))
        came = {key: text.strip() for key, text in noted.items() if key in ("result", "said")}
        write_notes(desk, application_id, truth_of(line_id), came)
    return changed("materials")


def check_same(desk: Desk, application_id: int, line_id: str, others: Sequence[str]) -> Changed:
    """Note of `others` the very check that is noted of one paper, in one act.

    How, by whom, when and what came of it; what was said of the one paper stays with it.
    """
    found = kept.states(desk.store, application_id)
    like = found.get(line_id, kept.MaterialState(line_id, "unseen"))
    came = notes(desk, application_id, TRUTH).get(f"{line_id}.result", "")
    told = {"how": like.checked_how, "by": like.checked_by, "on": like.checked_on, "result": came}
    with desk.act("真实性核验", case_subject(application_id), lines=list(others), **told):
        for one in others:
            line = replace(
                found.get(one, kept.MaterialState(one, "unseen")),
                checked_how=like.checked_how,
                checked_by=like.checked_by,
                checked_on=like.checked_on,
            )
            kept.set_state(desk.store, application_id, line)
            write_notes(desk, application_id, truth_of(one), {"result": came})
    return changed("materials")


def _checked_day(desk: Desk, text: str) -> str:
    kept_text = day_text(text, "核验日期")
    day = parse_date(kept_text) if kept_text else None
    if day is not None and day > desk.clock().date():
        raise UserError(f"核验日期{kept_text}还没有到。", "请填写实际核验的日期。")
    return day.isoformat() if day is not None else ""


def attach_scan(
    desk: Desk, application_id: int, line_id: str, found: Sequence[tuple[str, bytes]]
) -> Changed:
    """Lay pictures or scans (name, bytes) beside one paper's check; UserError as `attach` says."""
    attach(desk, application_id, "真实性核验", truth_of(line_id), found)
    return changed("materials")


def drop_scan(desk: Desk, application_id: int, line_id: str, file_id: int) -> Changed:
    """Let a picture belong to the check no more; the history still names it."""
    detach(desk, application_id, "真实性核验", truth_of(line_id), file_id)
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
