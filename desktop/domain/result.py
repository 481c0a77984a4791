"""The survey's result (抽查结果): the counts, the verdict on them, and the notes that go along."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.attempt import REPLACEABLE, State
from desktop.domain.case import SurveyFigures
from desktop.domain.figure import percent
from desktop.domain.scheme import SampleRule

# Firms that are still to be asked, or asked again.
PENDING = (State.WAITING, State.TRYING, State.CALL_BACK)


class Verdict(StrEnum):
    """Whether the share of satisfied firms reaches the scheme's line, or can't be told yet."""

    REACHED = "reached"
    MISSED = "missed"
    OPEN = "open"


@dataclass(frozen=True)
class Tally:
    """What was counted: answers wanted, the rule's number, whether the whole list is asked.

    `answers` are the ids given by the firms that answered, `states` counts the firms to be asked.
    """

    wanted: int
    required: int
    whole: bool
    answers: tuple[str, ...]
    states: Mapping[State, int]


@dataclass(frozen=True)
class Result:
    """`asked` = answered and confirmed never-served, `satisfied` of them, `required` are wanted.

    `text` is the verdict in words (达到80%, 未达到80%, 尚不能判定（…）), `whole_text` says 全部抽查
    where every firm of the list is asked, `answers` counts each answer of the scale. `missing`
    firms are still to be reached, `alleged` allegations to be checked. `notes` decide nothing.
    """

    asked: int
    satisfied: int
    required: int
    finished: bool
    verdict: Verdict
    text: str
    whole_text: str
    missing: int
    alleged: int
    never_served: int
    answers: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]

    def figures(self) -> SurveyFigures:
        """Return the counts that the assessment looks at."""
        return SurveyFigures(self.asked, self.satisfied, self.required, self.finished)


def reaches(satisfied: int, asked: int, threshold: tuple[int, int]) -> bool:
    """Whether `satisfied` of `asked` is at least `threshold` (4/5: 5x >= 4a), in whole numbers."""
    part, whole = threshold
    return whole * satisfied >= part * asked


def result_of(tally: Tally, rule: SampleRule) -> Result:
    """Return the result of the counts.

    Finished when as many answered as were wanted, or when the whole list was asked and every
    firm of it answered, was found never served, or fell out of the frame. Until then, and where
    the number can't be reached, nothing is judged.
    """
    states = tally.states
    counts = tuple((choice.id, tally.answers.count(choice.id)) for choice in rule.answers)
    liked = {choice.id for choice in rule.answers if choice.satisfied}
    satisfied = sum(count for answer, count in counts if answer in liked)
    never = states.get(State.NEVER_SERVED, 0)
    asked = len(tally.answers) + never
    alleged = states.get(State.ALLEGED, 0)
    rest = _rest(states)
    used_up = tally.whole and rest == 0 and alleged == 0
    finished = asked > 0 and (asked >= tally.wanted or used_up)
    missing = 0 if finished else min(max(tally.wanted - asked - alleged, 0), rest)
    pending = sum(states.get(one, 0) for one in PENDING)
    verdict = _verdict(satisfied, asked, rule.threshold) if finished else Verdict.OPEN
    return Result(
        asked=asked,
        satisfied=satisfied,
        required=tally.wanted,
        finished=finished,
        verdict=verdict,
        text=_text(verdict, rule.threshold, missing, alleged, min(missing, pending)),
        whole_text=_whole_text(tally),
        missing=missing,
        alleged=alleged,
        never_served=never,
        answers=counts,
        notes=_notes(tally, rule, satisfied, asked, over=finished or not pending),
    )


def _rest(states: Mapping[State, int]) -> int:
    settled = (State.ANSWERED, State.NEVER_SERVED, State.OUT_OF_FRAME, State.ALLEGED)
    return sum(count for state, count in states.items() if state not in settled)


def _verdict(satisfied: int, asked: int, threshold: tuple[int, int]) -> Verdict:
    return Verdict.REACHED if reaches(satisfied, asked, threshold) else Verdict.MISSED


def _text(
    verdict: Verdict, threshold: tuple[int, int], missing: int, alleged: int, waiting: int = 0
) -> str:
    """Say the verdict; of the `missing` firms `waiting` are still to be asked, or asked again."""
    if verdict is not Verdict.OPEN:
        words = "达到" if verdict is Verdict.REACHED else "未达到"
        return words + percent(*threshold)
    why = [f"{waiting}家待联系"] if waiting else []
    why += [f"{missing - waiting}家未联系上"] if missing > waiting else []
    why += [f"{alleged}家反映待核实"] if alleged else []
    return f"尚不能判定（{'，'.join(why)}）" if why else "尚不能判定"


def _whole_text(tally: Tally) -> str:
    if not tally.whole:
        return ""
    short = tally.required - sum(tally.states.values()) + tally.states.get(State.OUT_OF_FRAME, 0)
    return f"全部抽查（名单不足{short}家）" if short > 0 else "全部抽查"


def _notes(
    tally: Tally, rule: SampleRule, satisfied: int, asked: int, *, over: bool
) -> tuple[str, ...]:
    """Return the notes; how bad it could be is said when nobody waits to be asked (`over`)."""
    states = tally.states
    unanswered = sum(states.get(one, 0) for one in REPLACEABLE) if over else 0
    notes = (
        _allegation_note(states.get(State.ALLEGED, 0), satisfied, asked, rule.threshold),
        _worst_note(unanswered, satisfied, asked, rule.threshold),
        _convention_note(tally, rule),
        _never_note(states.get(State.NEVER_SERVED, 0)),
        _out_note(states.get(State.OUT_OF_FRAME, 0)),
    )
    return tuple(note for note in notes if note)


def _share(satisfied: int, asked: int, threshold: tuple[int, int]) -> str:
    if asked == 0:
        return "尚无评价"
    verdict = _text(_verdict(satisfied, asked, threshold), threshold, 0, 0)
    return f"{satisfied}/{asked}（{percent(satisfied, asked)}，{verdict}）"


def _allegation_note(alleged: int, x: int, a: int, threshold: tuple[int, int]) -> str:
    if not alleged:
        return ""
    without, counted = _share(x, a, threshold), _share(x, a + alleged, threshold)
    return f"反映未接受服务（待核实）{alleged}家：不计入为{without}，按不满意计入为{counted}。"


def _worst_note(unanswered: int, x: int, a: int, threshold: tuple[int, int]) -> str:
    if not unanswered:
        return ""
    worst = _share(x, a + unanswered, threshold)
    each = "均" if unanswered > 1 else ""
    return f"未取得评价的{unanswered}家如{each}为不满意，则为{worst}；仅供参考，不作结论。"


def _convention_note(tally: Tally, rule: SampleRule) -> str:
    read = [choice for choice in rule.answers if choice.by_convention and choice.satisfied]
    given = [(choice.label, tally.answers.count(choice.id)) for choice in read]
    parts = "、".join(f"“{label}”{count}家" for label, count in given if count)
    return f"{parts}按本程序约定计入满意。" if parts else ""


def _never_note(never: int) -> str:
    return f"经核实未接受服务{never}家，按本程序约定计为不满意。" if never else ""


def _out_note(out: int) -> str:
    return f"不在抽查范围{out}家，已由后续企业递补或扣除，不计入。" if out else ""
