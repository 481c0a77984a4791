"""Keeps what came of a call: an answer, another outcome, a correction; nothing is ever changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desktop.domain.attempt import Attempt, Outcome
from desktop.domain.moment import parse_moment
from desktop.domain.problem import UserError
from desktop.domain.scheme import SampleRule, Scheme
from desktop.domain.survey import check_attempt
from desktop.store import attempts as kept_attempts
from desktop.work.casedata import application_of
from desktop.work.contacts import known_rows, signs_of
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.paper_roster import typed_rows
from desktop.work.receive import clean_text
from desktop.work.rounds import scheme_of
from desktop.work.surveydata import Drawn, drawn

ACT = "登记抽查答复"
TELEPHONE = "电话询问"
# What `noted` may say of the call itself, as typed; the rest are texts of the record.
CALLED_AT, BY, CALL_BACK_AT = "called_at", "by", "call_back_at"
_HOW_TIMES = "例如 14:30，或 11-20 14:30。"


@dataclass(frozen=True)
class _Call:
    """When and by whom the call was made, when it was typed, and when to call again."""

    when: datetime
    by: str
    back: datetime | None
    typed: datetime


@dataclass(frozen=True)
class Told:
    """What came of a call, before it is kept; `last` is the row that it corrects."""

    outcome: Outcome
    method: int = 0
    answer: str = ""
    reason: str = ""
    last: Attempt | None = None


def answer(
    desk: Desk,
    application_id: int,
    firm: int,
    answer_id: str,
    method: int = 0,
    **noted: str,
) -> Changed:
    """Keep a firm's answer. `noted`: interviewee, position, phone, service, words.

    What is not noted is taken from the roster's contact, as the page shows it. For a call made
    earlier or by others, `noted` has called_at (`11-20 14:30`) and by; the default is now and
    the 经办人.
    """
    return _keep(desk, application_id, firm, Told(Outcome.ANSWERED, method, answer_id), noted)


def record(
    desk: Desk,
    application_id: int,
    firm: int,
    outcome: str,
    method: int = 0,
    reason: str = "",
    **noted: str,
) -> Changed:
    """Keep what came of an attempt that brought no answer; `outcome` is a key of OUTCOMES.

    `noted` as with `answer`, and call_back_at where one is to call again.
    """
    told = Told(Outcome(outcome), method, reason=clean_text(reason))
    return _keep(desk, application_id, firm, told, noted)


def correct(
    desk: Desk, application_id: int, firm: int, answer_id: str, reason: str, **noted: str
) -> Changed:
    """Correct a firm's answer by a new row that supersedes the old one, with the reason."""
    return _correct(desk, application_id, firm, Told(Outcome.ANSWERED, 0, answer_id, reason), noted)


def correct_outcome(
    desk: Desk,
    application_id: int,
    firm: int,
    outcome: str,
    reason: str,
    method: int = 0,
    **noted: str,
) -> Changed:
    """Correct what came of the firm's last attempt; `withdrawn` takes that attempt back."""
    return _correct(desk, application_id, firm, Told(Outcome(outcome), method, "", reason), noted)


def _correct(
    desk: Desk, application_id: int, firm: int, told: Told, noted: Mapping[str, str]
) -> Changed:
    why = clean_text(told.reason)
    if not why:
        raise UserError("更正须写明原因。", "原来的答案会保留并一并打印。")
    line = drawn_now(desk, application_id).standing.place(firm)
    if line is None or not line.attempts:
        raise UserError("这家企业还没有记录，无须更正。")
    whole = Told(told.outcome, told.method, told.answer, why, line.attempts[-1])
    return _keep(desk, application_id, firm, whole, noted)


def drawn_now(desk: Desk, application_id: int) -> Drawn:
    """Return the draw that is being asked; UserError before it is done."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    found = drawn(desk, application_id, scheme)
    if found is None:
        raise UserError("还没有抽取，不能登记答复。", "请先封存名单并抽取。")
    return found


def _keep(
    desk: Desk, application_id: int, firm: int, told: Told, noted: Mapping[str, str]
) -> Changed:
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    found = drawn_now(desk, application_id)
    attempt = attempt_of(desk, application_id, scheme, found, firm, told, noted)
    wrong = check_attempt(attempt, found.standing, scheme.sample)
    if wrong:
        raise UserError("".join(problem.sentence for problem in wrong))
    with desk.act(ACT, case_subject(application_id), **in_journal(found, attempt)):
        write_attempt(desk, found, attempt)
    return changed("answers")


def in_journal(found: Drawn, attempt: Attempt) -> dict[str, Any]:
    """Return what the journal says of one attempt."""
    return {
        "lock": found.kept.id,
        "firm": attempt.firm,
        "outcome": attempt.outcome.value,
        "answer": attempt.answer,
        "supersedes": attempt.supersedes,
        "reason": attempt.reason,
    }


def write_attempt(desk: Desk, found: Drawn, attempt: Attempt) -> None:
    """Write a checked attempt inside the act that is under way."""
    kept_attempts.add_attempt(desk.store, found.kept.id, _stored(attempt))


def attempt_of(
    desk: Desk,
    application_id: int,
    scheme: Scheme,
    found: Drawn,
    firm: int,
    told: Told,
    noted: Mapping[str, str],
) -> Attempt:
    """Return what was told as a row of the record, not yet checked (its id is 0).

    UserError where a time is not understood, or lies before the draw or after now.
    """
    texts = _defaults(desk, application_id, scheme, found, firm)
    if told.last is not None:
        texts |= _of_last(told.last)
    cleaned = {key: clean_text(text) for key, text in noted.items()}
    texts |= cleaned
    call = _call(desk, found, told, cleaned)
    method = _method(scheme.sample, told.method)
    if told.last is not None and not told.method:
        method = told.last.method
    return Attempt(
        0,
        firm,
        call.when,
        call.by,
        method,
        told.outcome,
        told.answer,
        texts.get("words", ""),
        texts.get("interviewee", ""),
        texts.get("position", ""),
        texts.get("phone", ""),
        texts.get("service", ""),
        call.back if told.outcome is Outcome.CALL_BACK else None,
        told.last.id if told.last else None,
        told.reason,
        call.typed,
        desk.operator,
    )


def _of_last(last: Attempt) -> dict[str, str]:
    """A correction changes what it says; whom one spoke to stays as it was noted."""
    return {
        "interviewee": last.interviewee,
        "position": last.position,
        "phone": last.phone,
        "service": last.service,
        "words": last.words,
    }


def _call(desk: Desk, found: Drawn, told: Told, noted: Mapping[str, str]) -> _Call:
    now = desk.clock().replace(tzinfo=None, microsecond=0)
    when = _moment(noted.get(CALLED_AT, ""), now, "联系时间")
    by = noted.get(BY, "")
    if told.last is not None:
        when, by = when or told.last.when, by or told.last.by
    back = _moment(noted.get(CALL_BACK_AT, ""), now, "再联系时间")
    if when is not None:
        when = _after_draw(desk, found, when, now)
    if back is not None and back <= (when or now):
        raise UserError("再联系时间应晚于这次联系。", _HOW_TIMES)
    return _Call(when or now, by or desk.operator or "经办人", back, now)


def _moment(text: str, now: datetime, name: str) -> datetime | None:
    if not text:
        return None
    moment = parse_moment(text, now.date())
    if moment is None:
        raise UserError(f"{name}“{text}”看不懂。", _HOW_TIMES)
    return moment


def _after_draw(desk: Desk, found: Drawn, when: datetime, now: datetime) -> datetime:
    """A call typed in later lies between the draw and now; it is known to the minute only."""
    assert found.kept.seed is not None
    seed = datetime.fromisoformat(desk.local(found.kept.seed.at)).replace(tzinfo=None)
    if when.replace(second=0) == seed.replace(second=0, microsecond=0):
        when = max(when, min(seed.replace(microsecond=0) + timedelta(seconds=1), now))
    if when > now:
        raise UserError("联系时间不能晚于现在。", "请核对日期和时间。")
    if when < seed.replace(second=0, microsecond=0):
        raise UserError(
            f"联系时间早于抽取（{seed.month}月{seed.day}日{seed:%H:%M}）。",
            "抽取之后的联系才计入；请核对日期和时间。",
        )
    return when


def _stored(attempt: Attempt) -> kept_attempts.NewAttempt:
    return kept_attempts.NewAttempt(
        attempt.firm,
        attempt.when.isoformat(),
        attempt.by,
        attempt.method,
        attempt.outcome.value,
        attempt.answer,
        attempt.words,
        attempt.interviewee,
        attempt.position,
        attempt.phone,
        attempt.service,
        attempt.call_back_at.isoformat() if attempt.call_back_at else "",
        attempt.supersedes,
        attempt.reason,
        attempt.typed_by,
    )


def _method(rule: SampleRule, number: int) -> str:
    if 1 <= number <= len(rule.methods):
        return rule.methods[number - 1]
    return TELEPHONE if TELEPHONE in rule.methods else rule.methods[0]


def _defaults(
    desk: Desk, application_id: int, scheme: Scheme, found: Drawn, firm: int
) -> dict[str, str]:
    locked = {one.i: one for one in found.lock.firms}
    if firm not in locked:
        return {}
    known = {**known_rows(desk, application_id, scheme), **typed_rows(desk, application_id)}
    signs = signs_of(locked[firm].name, locked[firm].code)
    cells = next((known[sign].cells for sign in signs if sign in known), {})
    return {
        "interviewee": cells.get("contact", ""),
        "position": cells.get("position", ""),
        "phone": cells.get("phone", ""),
        "service": cells.get("service", ""),
    }
