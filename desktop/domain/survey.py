"""The survey of the drawn firms (满意度随机抽查): who is to be asked, who comes in, who is done."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.attempt import (
    FINAL,
    REPLACEABLE,
    Attempt,
    Folded,
    Outcome,
    Patience,
    State,
    effective,
    fold,
)
from desktop.domain.draw import Draw
from desktop.domain.lock import Lock, LockedFirm
from desktop.domain.problem import Problem, Severity
from desktop.domain.result import Result, Tally, result_of
from desktop.domain.scheme import SampleRule

REPLACED = "由下一家递补"  # what is next with a firm whose place the next in order takes


@dataclass(frozen=True)
class Place:
    """One firm to be asked: position k in the order, number i in the lock, state, what is next.

    `attempts` are those that hold; `answer` is an id of the scale, empty without one. `next_act`
    is a Chinese phrase, empty where nothing is left to do. `substitute`: came in as 递补企业.
    """

    k: int
    i: int
    name: str
    code: str
    substitute: bool
    folded: Folded
    next_act: str
    attempts: tuple[Attempt, ...] = ()

    @property
    def state(self) -> State:
        """Where the firm stands."""
        return self.folded.state

    @property
    def answer(self) -> str:
        """The id of the answer that counts, empty without one."""
        last = self.folded.last
        return last.answer if last and self.state is State.ANSWERED else ""


@dataclass(frozen=True)
class Standing:
    """The whole survey: every firm to be asked in order, the result, and rows that don't fit.

    `reach` is the last position to be asked. `recorded` are all rows, superseded ones too.
    """

    places: tuple[Place, ...]
    reach: int
    result: Result
    recorded: tuple[Attempt, ...]
    findings: tuple[Problem, ...] = ()

    def place(self, i: int) -> Place | None:
        """Return the place of firm `i`, or None while it is not its turn."""
        return next((place for place in self.places if place.i == i), None)

    @property
    def next(self) -> Place | None:
        """The first firm in order that still waits for an attempt, or None."""
        waiting = (State.WAITING, State.TRYING, State.CALL_BACK)
        return next((place for place in self.places if place.state in waiting), None)


@dataclass
class _Record:
    """The record while it is gone through, row by row as it was written."""

    draw: Draw
    patience: Patience
    positions: Mapping[int, int]
    rows: dict[int, list[Attempt]] = field(default_factory=lambda: defaultdict(list))
    held: dict[int, tuple[Attempt, ...]] = field(default_factory=dict)
    folded: dict[int, Folded] = field(default_factory=dict)

    def reach(self) -> int:
        """Return the last position that is to be asked now.

        Each firm that may be replaced lets the next in order in. A substitute that was already
        asked stays in when a correction makes it superfluous.
        """
        needed = self.draw.n
        for position in sorted(self._replaced()):
            needed += position <= needed
        return min(max(needed, self._asked()), len(self.draw.order))

    def _replaced(self) -> Iterable[int]:
        for firm, folded in self.folded.items():
            if folded.state in REPLACEABLE or folded.state is State.OUT_OF_FRAME:
                yield self.positions[firm]

    def _asked(self) -> int:
        asked = (self.positions[firm] for firm, held in self.held.items() if held)
        return max(asked, default=0)

    def admits(self, firm: int) -> bool:
        position = self.positions.get(firm)
        if position is None:
            return False
        return position <= self.draw.n or position <= self.reach()

    def add(self, attempt: Attempt) -> None:
        rows = self.rows[attempt.firm]
        rows.append(attempt)
        self.held[attempt.firm] = effective(rows)
        self.folded[attempt.firm] = fold(self.held[attempt.firm], self.patience)


def standing(
    lock: Lock,
    draw: Draw,
    attempts: Sequence[Attempt],
    rule: SampleRule,
    patience: Patience | None = None,
) -> Standing:
    """Return where the survey stands after `attempts`, in the order in which they were recorded.

    Substitutes come in by themselves and in the order of the draw; a row for a firm whose turn
    had not come when it was recorded does not count and is a finding. `draw` has the size with
    every extension (追加抽取). Finished at `draw.n` answers, never at fewer.
    """
    positions = {i: k for k, i in enumerate(draw.order, 1)}
    record = _Record(draw, patience or Patience(), positions)
    out_of_turn = []
    for attempt in attempts:
        if record.admits(attempt.firm):
            record.add(attempt)
        else:
            out_of_turn.append(attempt)
    reach = record.reach()
    places = _places(lock, record, reach)
    findings = _out_of_turn(out_of_turn) + _idle(places)
    result = result_of(_tally(lock, draw, places), rule)
    return Standing(places, reach, result, tuple(attempts), findings)


def _places(lock: Lock, record: _Record, reach: int) -> tuple[Place, ...]:
    firms = {firm.i: firm for firm in lock.firms}
    asked = enumerate(record.draw.order[:reach], 1)
    left = reach < len(record.draw.order)
    return tuple(_place(k, firms[i], record, left=left) for k, i in asked)


def _place(k: int, firm: LockedFirm, record: _Record, *, left: bool) -> Place:
    folded = record.folded.get(firm.i, Folded())
    rows = record.held.get(firm.i, ())
    act = _next_act(folded, record.patience, left=left)
    return Place(k, firm.i, firm.name, firm.code, k > record.draw.n, folded, act, rows)


def _next_act(folded: Folded, patience: Patience, *, left: bool) -> str:
    if folded.state in REPLACEABLE:
        return REPLACED if left else "无企业可递补，请设法再联系"
    acts = {
        State.WAITING: "经核实接受过服务，请再询问评价" if folded.refuted else "请联系",
        State.TRYING: _try_again(folded, patience),
        State.CALL_BACK: _call_back(folded.last),
        State.ALLEGED: "请核实是否接受过服务",
    }
    return acts.get(folded.state, "")


def _try_again(folded: Folded, patience: Patience) -> str:
    tried = f"已联系{folded.tries}次"
    if folded.tries >= patience.attempts:
        return f"请改日再联系（{tried}，应分{patience.days}日）"
    return f"请再联系（{tried}，应满{patience.attempts}次、分{patience.days}日）"


def _call_back(last: Attempt | None) -> str:
    at = last.call_back_at if last else None
    if at is None:
        return "按约定再联系"
    return f"{at.month}月{at.day}日{at.hour:02d}:{at.minute:02d}再联系"


def _tally(lock: Lock, draw: Draw, places: Sequence[Place]) -> Tally:
    counts: dict[State, int] = defaultdict(int)
    for place in places:
        counts[place.state] += 1
    answers = tuple(place.answer for place in places if place.state is State.ANSWERED)
    whole = len(places) == len(draw.order)
    return Tally(draw.n, max(draw.n, lock.required), whole, answers, counts)


def _out_of_turn(attempts: Iterable[Attempt]) -> tuple[Problem, ...]:
    sentence = "记录时还没有轮到这家企业（递补只能按抽取的先后），此条不计入。"
    return tuple(
        Problem(f"联系记录第{attempt.id}条", sentence, Severity.ERROR) for attempt in attempts
    )


def _idle(places: Iterable[Place]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            f"联系记录第{attempt.id}条",
            f"“{place.name}”已有结果（{place.state.label}），此条不改变结果；更正须注明更正哪一条。",
        )
        for place in places
        for attempt in place.folded.idle
    )


def check_attempt(attempt: Attempt, now: Standing, rule: SampleRule) -> tuple[Problem, ...]:
    """Return what is wrong with a new row before it is recorded; errors mean it is refused."""
    place = now.place(attempt.firm)
    if place is None:
        sentence = "还没有轮到这家企业，递补只能按抽取的先后。"
        return (Problem("联系记录", sentence, Severity.ERROR),)
    sentences = [*_own_faults(attempt, rule), *_faults_in_turn(attempt, place, now)]
    return tuple(Problem(place.name, sentence, Severity.ERROR) for sentence in sentences)


def _own_faults(attempt: Attempt, rule: SampleRule) -> list[str]:
    answered = attempt.outcome is Outcome.ANSWERED
    scale = {choice.id for choice in rule.answers}
    checked = attempt.outcome in (Outcome.CHECKED_CONFIRMED, Outcome.CHECKED_REFUTED)
    corrects = attempt.supersedes is not None
    withdrawn = attempt.outcome is Outcome.WITHDRAWN
    why = corrects or attempt.outcome is Outcome.OUT_OF_FRAME
    known = not rule.methods_fixed or attempt.method in rule.methods
    faults = (
        (answered and attempt.answer not in scale, "请选择评价。"),
        (not answered and attempt.answer != "", "没有评价的联系结果不能带评价。"),
        (not attempt.by, "请填写联系人员。"),
        (not known and not withdrawn, "请选择规定的抽查方式。"),
        (why and not attempt.reason, "请填写原因。"),
        (withdrawn and not corrects, "请注明作废哪一条。"),
        (checked and not (attempt.interviewee and attempt.method), "请填写向谁、以何方式核实。"),
        (bool(attempt.typed_at and attempt.typed_at < attempt.when), "联系时间晚于录入时间。"),
    )
    return [sentence for wrong, sentence in faults if wrong]


def _faults_in_turn(attempt: Attempt, place: Place, now: Standing) -> list[str]:
    if attempt.supersedes is not None:
        held = {one.id for one in place.attempts}
        return [] if attempt.supersedes in held else ["要更正的记录不存在，或已更正过。"]
    checked = attempt.outcome in (Outcome.CHECKED_CONFIRMED, Outcome.CHECKED_REFUTED)
    alleged = place.state is State.ALLEGED
    faults = (
        (attempt.id in {one.id for one in now.recorded}, "这条记录已经存在。"),
        (place.state in FINAL, f"已有结果（{place.state.label}），更正须注明更正哪一条。"),
        (alleged and not checked, "反映未接受服务尚待核实，请先记录核实情况。"),
        (checked and not alleged, "没有待核实的反映。"),
    )
    return [sentence for wrong, sentence in faults if wrong]
