"""What is to be done (待办事项), in sentences that are links."""

from collections import Counter

from desktop.domain.dates import parse_date, show_date
from desktop.domain.recognised import term
from desktop.store import applications
from desktop.store.applications import Application
from desktop.work.asking import AGAIN
from desktop.work.cases import CaseLine, known_line, line_of
from desktop.work.department import department
from desktop.work.desk import Desk
from desktop.work.dynamic_todo import dynamic_lines
from desktop.work.handover_todo import handed_lines
from desktop.work.mending import told_since
from desktop.work.rounds import CALL_FIELDS, call_of, list_rounds
from desktop.work.step_counts import step_counts
from desktop.work.steps import TROUBLE, StepState
from desktop.work.todo_names import TodoLine, TodoPage, waiting_line
from desktop.work.working_days import calendar_of

__all__ = ["TodoLine", "TodoPage", "todo"]


def todo(desk: Desk, round_id: int | None = None, *, hasty: bool = False) -> TodoPage:
    """Return what is to be done in one round, or in all of them.

    Judging a roster of 100,000 firms takes seconds. `hasty` reckons no application that isn't
    known yet: it is named, and stands in `unread`.
    """
    rounds = [line for line in list_rounds(desk) if round_id in (None, line.id)]
    followed = dynamic_lines(desk)
    late = [one for one in followed if one.kind == "overdue"]
    lines = [*_first_things(desk, bool(rounds)), *late]
    cases: list[tuple[int, CaseLine]] = []
    unread: list[tuple[int, Application]] = []
    away: set[int] = set()
    for each in rounds:
        lines += _due(desk, each.id)
        there = applications.applications(desk.store, each.id)
        handed = handed_lines(desk, there)
        lines += handed.lines
        away |= handed.away
        later = [a for a in there if hasty and known_line(desk, a) is None]
        found = [line_of(desk, a) for a in there if a not in later]
        unread += [(each.id, a) for a in later]
        if not there:
            lines.append(TodoLine(f"{each.label}：还没有收到申报", None, "", "start", each.id))
        cases += [(each.id, line) for line in found if line.state == "open"]
    here = [(where, case) for where, case in cases if case.id not in away]
    lines += [made for where, case in here for made in _case_lines(desk, where, case)]
    lines += [
        waiting_line(where, one)
        for where, one in unread
        if one.state == "open" and one.id not in away
    ]
    lines += [*_to_send(cases), *(one for one in followed if one not in late)]
    recent = sorted(cases, key=lambda pair: (pair[1].changed_at, pair[1].id), reverse=True)
    counts = step_counts([case for _, case in cases])
    left = tuple(one.id for _where, one in unread)
    resume = _resume(desk, [pair for pair in recent if pair[1].id not in away])
    return TodoPage(tuple(lines), counts, resume, tuple(recent), left)


def _first_things(desk: Desk, any_round: bool) -> list[TodoLine]:
    lines = []
    if department(desk) is None:
        lines.append(
            TodoLine("请先填写本部门的名称，表上的推荐单位要用", None, "settings", "start")
        )
    if not any_round:
        lines.append(TodoLine("还没有年度，请先新建年度", None, "round", "start"))
    return lines


def _due(desk: Desk, round_id: int) -> list[TodoLine]:
    """Say how many working days off the call's dates are; one that can't be read is left out."""
    call, today, calendar = call_of(desk, round_id), desk.clock().date(), calendar_of(desk)
    lines = []
    for key, label in CALL_FIELDS:
        day = parse_date(call.get(key, "")) if key.endswith("_due") else None
        if day is not None:
            sentence = f"{label}{show_date(day)}，{term(calendar, today, day).words}"
            lines.append(TodoLine(sentence, None, "round", "due", round_id))
    return lines


def _case_lines(desk: Desk, round_id: int, case: CaseLine) -> list[TodoLine]:
    if case.stage in ("定稿", "报送"):
        return []
    troubled = [step for step in case.steps if step.state == TROUBLE]
    lines = [_line(desk, case, step, "problem", round_id) for step in troubled]
    following = next(step for step in case.steps if step.key == case.next_step)
    if following not in troubled:
        lines.append(_line(desk, case, following, "open", round_id))
    promised = [step for step in case.steps if AGAIN in step.following and step != following]
    return [*lines, *(_line(desk, case, step, "due", round_id) for step in promised)]


def _line(desk: Desk, case: CaseLine, step: StepState, kind: str, round_id: int) -> TodoLine:
    owing = step.key == "materials" and case.gaps
    parts = (step.sentence, step.following, told_since(desk, case.id) if owing else "")
    sentence = f"{case.name}：{step.title}，{'，'.join(filter(None, parts))}"
    return TodoLine(sentence, case.id, step.key, kind, round_id)


def _to_send(cases: list[tuple[int, CaseLine]]) -> list[TodoLine]:
    ready = Counter(where for where, case in cases if case.stage == "定稿")
    return [
        TodoLine(f"有{count}份申报已定稿，待汇总报送", None, "send", "send", where)
        for where, count in ready.items()
    ]


def _resume(desk: Desk, cases: list[tuple[int, CaseLine]]) -> TodoLine | None:
    """Return the step to go on with; `cases` come with the last edited first."""
    going = [(where, case) for where, case in cases if case.stage not in ("定稿", "报送")]
    if not going:
        return None
    where, case = going[0]
    step = next(one for one in case.steps if one.key == case.next_step)
    return _line(desk, case, step, "open", where)
