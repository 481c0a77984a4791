"""Keeps every attempt of the survey (满意度随机抽查): added one after another, never changed."""

from dataclasses import astuple, dataclass

from desktop.domain.problem import UserError
from desktop.store import applications, locks
from desktop.store.store import Store


@dataclass(frozen=True)
class NewAttempt:
    """One attempt at the lock's firm `firm` (1…N): when (as typed, ISO), by whom, what came of it.

    A correction names the attempt that it `supersedes`, and the `reason`.
    """

    firm: int
    called_at: str
    by: str
    method: str
    outcome: str
    answer: str = ""
    words: str = ""
    interviewee: str = ""
    position: str = ""
    phone: str = ""
    service: str = ""
    call_back_at: str = ""
    supersedes: int | None = None
    reason: str = ""
    typed_by: str = ""


@dataclass(frozen=True)
class Attempt(NewAttempt):
    """An attempt as it is kept; `typed_at` is when it was typed in, which may be days later."""

    id: int = 0
    lock_id: int = 0
    typed_at: str = ""


_COLUMNS = (
    "firm, called_at, by_whom, method, outcome, answer, words, interviewee, position, phone, "
    "service, call_back_at, supersedes, reason, typed_by"
)


def add_attempt(store: Store, lock_id: int, attempt: NewAttempt) -> int:
    """Keep an attempt and return its id; UserError where a correction lacks its reason."""
    if attempt.supersedes is not None and not attempt.reason:
        raise UserError("更正须说明原因。", "请填写更正的原因。")
    attempt_id = store.add(
        f"INSERT INTO survey_attempt ({_COLUMNS}, lock_id, typed_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*astuple(attempt), lock_id, store.now()),
    )
    applications.touch(store, locks.lock(store, lock_id).application_id)
    return attempt_id


def attempts(store: Store, lock_id: int) -> list[Attempt]:
    """Return all attempts of a lock, the superseded ones too, in the order of typing."""
    rows = store.read(
        f"SELECT {_COLUMNS}, id, lock_id, typed_at FROM survey_attempt WHERE lock_id = ? "
        "ORDER BY id",
        (lock_id,),
    )
    return [Attempt(*row) for row in rows]
