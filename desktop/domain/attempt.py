"""One attempt to ask a drawn firm (联系记录), what came of it, and where a firm stands by them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What came of one attempt. The two checks settle an allegation (反映未接受服务)."""

    ANSWERED = "answered"
    NOT_REACHED = "not_reached"
    NOT_THE_RIGHT_PERSON = "not_the_right_person"
    CALL_BACK = "call_back"
    REFUSED = "refused"
    WRONG_NUMBER = "wrong_number"
    NO_OPINION = "no_opinion"
    OUT_OF_FRAME = "out_of_frame"
    NEVER_SERVED = "never_served"
    CHECKED_CONFIRMED = "checked_confirmed"
    CHECKED_REFUTED = "checked_refuted"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The outcome as the reviewer and the papers read it."""
        return _OUTCOME_LABELS[self]


_OUTCOME_LABELS = {
    Outcome.ANSWERED: "已评价",
    Outcome.NOT_REACHED: "未联系上",
    Outcome.NOT_THE_RIGHT_PERSON: "非知情人员",
    Outcome.CALL_BACK: "约定再联系",
    Outcome.REFUSED: "拒绝评价",
    Outcome.WRONG_NUMBER: "号码有误",
    Outcome.NO_OPINION: "无法评价",
    Outcome.OUT_OF_FRAME: "不在抽查范围",
    Outcome.NEVER_SERVED: "反映未接受服务（待核实）",
    Outcome.CHECKED_CONFIRMED: "核实：未接受服务",
    Outcome.CHECKED_REFUTED: "核实：接受过服务",
    Outcome.WITHDRAWN: "此条作废",
}


class State(StrEnum):
    """Where one firm stands."""

    WAITING = "waiting"
    TRYING = "trying"
    CALL_BACK = "call_back"
    ANSWERED = "answered"
    ALLEGED = "alleged"
    NEVER_SERVED = "never_served"
    OUT_OF_FRAME = "out_of_frame"
    NOT_REACHED = "not_reached"
    REFUSED = "refused"
    WRONG_NUMBER = "wrong_number"
    NO_OPINION = "no_opinion"

    @property
    def label(self) -> str:
        """The state as the reviewer and the papers read it."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    State.WAITING: "待联系",
    State.TRYING: "联系中",
    State.CALL_BACK: "约定再联系",
    State.ANSWERED: "已评价",
    State.ALLEGED: "反映未接受服务（待核实）",
    State.NEVER_SERVED: "未接受服务（已核实）",
    State.OUT_OF_FRAME: "不在抽查范围",
    State.NOT_REACHED: "未联系上",
    State.REFUSED: "拒绝评价",
    State.WRONG_NUMBER: "号码有误",
    State.NO_OPINION: "无法评价",
}
_CLOSING = {
    Outcome.ANSWERED: State.ANSWERED,
    Outcome.REFUSED: State.REFUSED,
    Outcome.WRONG_NUMBER: State.WRONG_NUMBER,
    Outcome.NO_OPINION: State.NO_OPINION,
    Outcome.OUT_OF_FRAME: State.OUT_OF_FRAME,
    Outcome.NEVER_SERVED: State.ALLEGED,
}
CHECKS = frozenset({Outcome.CHECKED_CONFIRMED, Outcome.CHECKED_REFUTED})
# May be replaced by the next substitute, stays on every list, and may still answer later.
REPLACEABLE = frozenset({State.NOT_REACHED, State.REFUSED, State.WRONG_NUMBER, State.NO_OPINION})
# Changed only by a row that supersedes the one which said so.
FINAL = frozenset({State.ANSWERED, State.NEVER_SERVED, State.OUT_OF_FRAME})


@dataclass(frozen=True)
class Attempt:
    """One row of the record, which is only ever added to.

    `firm` is the firm's number in the lock; `when` and `by` are time and caller of the call
    itself, `typed_at` and `typed_by` those of the typing, where paper was typed in later. `answer`
    is an id of the scheme's scale. `supersedes` is the id of the row that this one corrects, with
    its `reason`; OUT_OF_FRAME has its reason there too. Times are local and naive.
    """

    id: int
    firm: int
    when: datetime
    by: str
    method: str
    outcome: Outcome
    answer: str = ""
    words: str = ""
    interviewee: str = ""
    position: str = ""
    phone: str = ""
    service: str = ""
    call_back_at: datetime | None = None
    supersedes: int | None = None
    reason: str = ""
    typed_at: datetime | None = None
    typed_by: str = ""


@dataclass(frozen=True)
class Patience:
    """How often and on how many days a firm is tried before it counts as not reached."""

    attempts: int = 3
    days: int = 2


@dataclass(frozen=True)
class Folded:
    """What the attempts at one firm come to: `last` is the attempt that settled the state.

    `tries` and `days` count the attempts in vain; `refuted` says that an allegation was checked
    and did not hold; `idle` are rows that changed nothing though they meant to.
    """

    state: State = State.WAITING
    last: Attempt | None = None
    tries: int = 0
    days: frozenset[date] = frozenset()
    refuted: bool = False
    idle: tuple[Attempt, ...] = ()


def effective(attempts: Sequence[Attempt]) -> tuple[Attempt, ...]:
    """Return the rows of one firm that hold: each correction in the place of what it corrects.

    Withdrawn rows are gone. A correction of a row that is not there, or was corrected before,
    stands at its own place.
    """
    standing: dict[int, Attempt] = {}
    for attempt in attempts:
        place = next((at for at, one in standing.items() if one.id == attempt.supersedes), None)
        standing[attempt.id if place is None else place] = attempt
    return tuple(one for one in standing.values() if one.outcome is not Outcome.WITHDRAWN)


def fold(attempts: Iterable[Attempt], patience: Patience) -> Folded:
    """Return where a firm stands after its effective `attempts`, in order."""
    folded = Folded()
    for attempt in attempts:
        folded = _after(folded, attempt, patience)
    return folded


def _after(before: Folded, attempt: Attempt, patience: Patience) -> Folded:
    if before.state in FINAL or (before.state is State.ALLEGED) != (attempt.outcome in CHECKS):
        return replace(before, idle=(*before.idle, attempt))
    if attempt.outcome is Outcome.CHECKED_CONFIRMED:
        return replace(before, state=State.NEVER_SERVED, last=attempt)
    if attempt.outcome is Outcome.CHECKED_REFUTED:
        return replace(before, state=State.WAITING, last=attempt, refuted=True)
    if attempt.outcome in _CLOSING:
        return replace(before, state=_CLOSING[attempt.outcome], last=attempt)
    return _after_trying(before, attempt, patience)


def _after_trying(before: Folded, attempt: Attempt, patience: Patience) -> Folded:
    """A further attempt in vain never reopens a firm that may already have been replaced."""
    tries, days = before.tries + 1, before.days | {attempt.when.date()}
    if before.state in REPLACEABLE:
        state, last = before.state, before.last
    elif attempt.outcome is Outcome.CALL_BACK:
        state, last = State.CALL_BACK, attempt
    elif tries >= patience.attempts and len(days) >= patience.days:
        state, last = State.NOT_REACHED, attempt
    else:
        state, last = State.TRYING, attempt
    return replace(before, state=state, last=last, tries=tries, days=days)
