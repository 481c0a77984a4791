"""The round's applications (申报初审): the list, one case's rail of six steps, and its state."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from time import monotonic

from desktop.domain.assess import tally
from desktop.domain.assessment import Assessment
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.store import applications, recognised
from desktop.store.applications import Application, State
from desktop.work.casedata import NO_NAME, application_of, case_names
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.receive import clean_text
from desktop.work.rounds import round_of, scheme_of
from desktop.work.steps import StepState, gather_facts, next_step, step_states
from desktop.work.surveydata import draw_note

STATE_WORDS = {
    "open": "",
    "withdrawn": "撤回",
    "overdue": "逾期未补",
    "declined": "不予推荐",
    "void": "作废",
}


@dataclass(frozen=True)
class CaseLine:
    """One application in the list; `verdict` is a few words, `next_step` a step's key."""

    id: int
    number: str
    name: str
    operator_name: str
    contact: str
    phone: str
    steps: tuple[StepState, ...]
    next_step: str
    verdict: str
    state: str
    stage: str
    changed_at: str
    gaps: int = 0
    agrees: str = ""
    outcome: str = ""  # 认定 or 未认定, once that is known


@dataclass(frozen=True)
class CaseView:
    """One application as its page needs it."""

    id: int
    number: str
    name: str
    operator_name: str
    round_id: int
    year: int
    scheme: Scheme
    steps: tuple[StepState, ...]
    state: str
    stage: str
    draws: str = ""


def list_cases(desk: Desk, round_id: int) -> list[CaseLine]:
    """Return the round's applications, each with its steps; what did not change is remembered."""
    known = {
        one.application_id: one.outcome
        for one in recognised.units(desk.store)
        if not one.void_why and one.outcome
    }
    lines = [line_of(desk, found) for found in applications.applications(desk.store, round_id)]
    return [replace(one, outcome=known[one.id]) if one.id in known else one for one in lines]


def line_of(desk: Desk, application: Application) -> CaseLine:
    """Return one application's line, from memory where nothing of it changed since."""
    known = known_line(desk, application)
    if known is not None:
        return known
    line = _line(desk, application)
    desk.summaries[application.id] = line
    return line


def known_line(desk: Desk, application: Application) -> CaseLine | None:
    """Return one application's line where it is remembered."""
    known = desk.summaries.get(application.id)
    return known if isinstance(known, CaseLine) else None


def reckon_lines(desk: Desk, numbers: Sequence[int], seconds: float = 0.3) -> int:
    """Reckon lines of these applications so that they are remembered; returns how many.

    It ends after the first that is over at `seconds`. One that is gone meanwhile is passed over.
    """
    until = monotonic() + seconds
    for done, number in enumerate(numbers, 1):
        with suppress(KeyError):
            line_of(desk, applications.application(desk.store, number))
            desk.memory.forget(number)  # 100,000 rows take 100 MB, and few cases are opened
        if monotonic() >= until:  # Windows' clock may stand still for 16 ms
            return done
    return len(numbers)


def _line(desk: Desk, application: Application) -> CaseLine:
    facts = gather_facts(desk, application.id)
    steps = step_states(facts)
    case = facts.loaded.case
    name, operator = case_names(facts.loaded)
    return CaseLine(
        application.id,
        application.number,
        name or NO_NAME,
        operator,
        case.text("contact"),
        case.text("phone") or case.text("mobile"),
        steps,
        next_step(steps),
        _verdict(facts.assessment),
        application.state,
        application.stage,
        desk.local(application.changed_at),
        len(facts.checklist.missing),
        case.text("rec.agrees"),
    )


def _verdict(found: Assessment) -> str:
    """Say how the conditions stand as 初审测评情况表 does: the recommendation is none of them."""
    lines = [line for line in found.conditions if line.kind != "outcome"]
    _met, unmet, still, _apart = tally(lines)
    if unmet:
        return f"不符合{unmet}项"
    return f"待定{still}项" if still else "各项符合"


def open_case(desk: Desk, application_id: int) -> CaseView:
    """Return one application with its steps."""
    application = application_of(desk, application_id)
    line = line_of(desk, application)
    return CaseView(
        application.id,
        application.number,
        line.name,
        line.operator_name,
        application.round_id,
        round_of(desk, application.round_id).year,
        scheme_of(desk, application.round_id),
        line.steps,
        application.state,
        application.stage,
        draw_note(desk, application_id),
    )


def start_case(desk: Desk, round_id: int, name: str = "") -> Changed:
    """Start an application in the round; `value` is its id."""
    round_of(desk, round_id)
    kept = clean_text(name) or NO_NAME
    with desk.act("收件登记", f"round:{round_id}", name=kept) as act:
        application_id = applications.add_application(desk.store, round_id, kept, "")
        act.detail["application"] = application_id
    return changed("values", value=application_id)


def set_state(desk: Desk, application_id: int, state: State, why: str) -> Changed:
    """Note that an application was withdrawn, is overdue, declined, void, or open again."""
    reason = clean_text(why, is_long=True)
    if not reason:
        raise UserError("请写明原因。", "原因会记入办理经过。")
    before = application_of(desk, application_id).state
    if before == state:
        word = STATE_WORDS[state] or "办理中"
        raise UserError(f"这份申报已经是“{word}”。", "没有改动。")
    with desk.act("变更状态", case_subject(application_id), old=before, new=state, why=reason):
        applications.set_state(desk.store, application_id, state=state)
    return changed("values")
