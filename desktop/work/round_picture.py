"""How far a round is (年度办理情况): its applications by the step that each has come to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain.chart import Chart, round_chart
from desktop.domain.dates import parse_date, show_date
from desktop.domain.recognised import term
from desktop.store import applications
from desktop.store.final import FINAL
from desktop.work.cases import STATE_WORDS, CaseLine, known_line, list_cases
from desktop.work.charts import chart_rows
from desktop.work.desk import Desk
from desktop.work.office_way import stage_words
from desktop.work.rounds import CALL_FIELDS, call_of
from desktop.work.step_counts import done_words, step_counts
from desktop.work.steps import TROUBLE
from desktop.work.working_days import calendar_of

_GOING = "办理中"


@dataclass(frozen=True)
class RoundState:
    """The picture of a round as far as it is reckoned; `unread` are the applications to come."""

    chart: Chart | None
    unread: tuple[int, ...]


def round_state(desk: Desk, round_id: int) -> RoundState:
    """Return how many applications under way stand at each step; no picture of none."""
    there = [a for a in applications.applications(desk.store, round_id) if a.state == "open"]
    known = [(one.id, known_line(desk, one)) for one in there]
    counts = step_counts([line for _number, line in known if line is not None])
    unread = tuple(number for number, line in known if line is None)
    return RoundState(round_chart(counts) if counts else None, unread)


def round_state_facts(desk: Desk, round_id: int) -> dict[str, Any]:
    """Return what stands on 年度办理情况表: the call's days, the picture, every application."""
    lines = list_cases(desk, round_id)
    going = [one for one in lines if one.state == "open"]
    counts = step_counts(going)
    chart = round_chart(counts)
    return {
        "count": f"共收到申报{len(lines)}份{_shares(lines)}。",
        "days": "；".join(_days(desk, round_id)) or "申报通知的日期未填。",
        "charts": (chart,) if len(counts) > 1 else (),  # of one step alone it shows nothing
        "chart_rows": chart_rows((chart,)),
        "rows": [{"serial": serial} | _row(one) for serial, one in enumerate(lines, 1)],
    }


def _shares(lines: Sequence[CaseLine]) -> str:
    """Say how many of them are under way, at their end, or closed otherwise."""
    ends = {stage: done_words(stage) for stage in FINAL}
    counts = Counter(STATE_WORDS[one.state] or ends.get(one.stage, _GOING) for one in lines)
    order = (_GOING, *ends.values(), *STATE_WORDS.values())
    told = "，".join(f"{word}{counts[word]}份" for word in order if counts[word])
    return f"：{told}" if told else ""


def _days(desk: Desk, round_id: int) -> list[str]:
    call, today, calendar = call_of(desk, round_id), desk.clock().date(), calendar_of(desk)
    found = [
        (label, day)
        for key, label in CALL_FIELDS
        if key.endswith("_due") and (day := parse_date(call.get(key, ""))) is not None
    ]
    return [f"{label}{show_date(day)}，{term(calendar, today, day).words}" for label, day in found]


def _row(line: CaseLine) -> dict[str, Any]:
    titles = {step.key: step.title for step in line.steps}
    troubled = [step.title for step in line.steps if step.state == TROUBLE]
    closed = STATE_WORDS[line.state]
    at = closed or (done_words(line.stage) if line.stage in FINAL else titles[line.next_step])
    return {
        "number": line.number,
        "name": "\n".join(dict.fromkeys(filter(None, (line.name, line.operator_name)))),
        "step": at,
        "stage": stage_words(line.stage),
        "trouble": "" if closed else "、".join(troubled),
        "gaps": "" if closed or not line.gaps else f"{line.gaps}项",
        "verdict": line.verdict,
        "agrees": line.agrees,
    }
