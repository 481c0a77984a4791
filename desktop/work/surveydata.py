"""Reads the stored lock, seed and attempts of one application back into the rules' values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.attempt import Attempt, Outcome, Patience
from desktop.domain.case import SurveyFigures
from desktop.domain.draw import Draw, extended, sample, seed_of
from desktop.domain.lock import Lock, parse_lock
from desktop.domain.record import RecordedAttempt, attempt_of
from desktop.domain.scheme import Scheme
from desktop.domain.survey import Standing, standing
from desktop.store import attempts, locks
from desktop.work.department import get_setting
from desktop.work.desk import Desk

ATTEMPTS_SETTING, DAYS_SETTING = "survey.attempts", "survey.days"


@dataclass(frozen=True)
class Drawn:
    """A draw: the lock as stored and as read, its order, and where the survey is."""

    kept: locks.Lock
    lock: Lock
    draw: Draw
    standing: Standing


def newest_lock(desk: Desk, application_id: int) -> locks.Lock | None:
    """Return the newest lock that is not void, drawn or not, or None."""
    standing_locks = [one for one in locks.locks(desk.store, application_id) if not one.void_reason]
    return standing_locks[-1] if standing_locks else None


def drawn(desk: Desk, application_id: int, scheme: Scheme) -> Drawn | None:
    """Return the draw that counts, or None while the newest lock has none."""
    return drawn_by(desk, newest_lock(desk, application_id), scheme)


def drawn_by(desk: Desk, kept: locks.Lock | None, scheme: Scheme) -> Drawn | None:
    """Return the draw that was made from one lock, also one that counts no more."""
    if kept is None or kept.seed is None:
        return None
    lock, draw = desk.memory.recall(("draw", kept.id), kept.size, lambda: _redone(kept))
    rows = [_attempt(desk, one) for one in attempts.attempts(desk.store, kept.id)]
    now = standing(lock, draw, rows, scheme.sample, patience(desk))
    return Drawn(kept, lock, draw, now)


def with_attempts(desk: Desk, found: Drawn, scheme: Scheme, more: Sequence[Attempt]) -> Drawn:
    """Return the draw as it would stand if these attempts followed; nothing is kept."""
    rows = (*found.standing.recorded, *more)
    now = standing(found.lock, found.draw, rows, scheme.sample, patience(desk))
    return replace(found, standing=now)


def _redone(kept: locks.Lock) -> tuple[Lock, Draw]:
    """Draw anew from the stored lock and seed: the sample itself is never stored."""
    lock = parse_lock(kept.text)
    draw = sample(lock, seed_of(lock, kept.seed.digits if kept.seed else "", kept.secret))
    return lock, extended(draw, kept.size) if kept.size > draw.n else draw


def patience(desk: Desk) -> Patience:
    """Return how often and on how many days a firm is tried (本程序约定, a setting)."""
    standard = Patience()
    return Patience(
        int(get_setting(desk, ATTEMPTS_SETTING, standard.attempts)),
        int(get_setting(desk, DAYS_SETTING, standard.days)),
    )


def recorded_attempt(kept: attempts.Attempt) -> RecordedAttempt:
    """Return a stored attempt as the record shows it."""
    return RecordedAttempt(
        kept.id,
        kept.firm,
        kept.called_at,
        kept.by,
        kept.method,
        Outcome(kept.outcome),
        kept.answer,
        kept.words,
        kept.interviewee,
        kept.position,
        kept.phone,
        kept.service,
        kept.call_back_at,
        kept.supersedes,
        kept.reason,
        kept.typed_at,
        kept.typed_by,
    )


def _attempt(desk: Desk, kept: attempts.Attempt) -> Attempt:
    # The rules know the survey's days as the clerk's clock shows them; the store keeps UTC.
    typed_at = datetime.fromisoformat(desk.local(kept.typed_at)).replace(tzinfo=None)
    return replace(attempt_of(recorded_attempt(kept)), typed_at=typed_at)


def survey_figures(desk: Desk, application_id: int, scheme: Scheme) -> SurveyFigures | None:
    """Return the survey's counts for the assessment, None while nothing is drawn."""
    found = drawn(desk, application_id, scheme)
    return found.standing.result.figures() if found else None


def draw_note(desk: Desk, application_id: int) -> str:
    """Return what every later screen and paper of the case says of its draws and void locks.

    第2次抽取 with its reason and 监督人, then each void lock with its reason. Empty after a first
    draw that stands.
    """
    return draw_words(locks.locks(desk.store, application_id))


def draw_words(kept: Sequence[locks.Lock]) -> str:
    """Return `draw_note` of these locks, the oldest first."""
    standing = [one for one in kept if not one.void_reason]
    parts = [_drawn_again(len(standing), standing[-1])] if len(standing) > 1 else []
    parts += [f"第{one.number}次封存已作废：{one.void_reason}" for one in kept if one.void_reason]
    return "；".join(parts)


def _drawn_again(count: int, newest: locks.Lock) -> str:
    by = newest.supervisor or "未填"
    return f"第{count}次抽取：{newest.reason or '未写原因'}（监督人：{by}）"


def earlier_note(desk: Desk, kept: locks.Lock) -> str:
    """Return what a paper of an earlier lock says of itself; empty for the one that counts."""
    if kept.void_reason:
        return f"第{kept.number}次封存，已作废：{kept.void_reason}"
    newest = newest_lock(desk, kept.application_id)
    if newest is None or newest.id == kept.id:
        return ""
    by = f"已由第{newest.number}次封存取代：{newest.reason or '未写原因'}"
    return f"第{kept.number}次封存，{by}（监督人：{newest.supervisor or '未填'}）"
