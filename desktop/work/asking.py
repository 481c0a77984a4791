"""Asking the drawn firms (满意度随机抽查): who is next, what came of it, and the result."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.attempt import Attempt, Outcome, State
from desktop.domain.case import Row, Value
from desktop.domain.figure import percent
from desktop.domain.result import Result, Verdict
from desktop.domain.scheme import AnswerChoice, SampleRule, Scheme
from desktop.domain.survey import Place, Standing
from desktop.store import values
from desktop.work.answers import TELEPHONE, answer, correct, correct_outcome, record
from desktop.work.casedata import application_of
from desktop.work.contacts import known_rows, signs_of
from desktop.work.department import department
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.paper_roster import PAPER_NAME, typed_rows
from desktop.work.rounds import scheme_of
from desktop.work.surveydata import Drawn, draw_note, drawn, newest_lock

__all__ = [
    "OUTCOMES",
    "TELEPHONE",
    "AskLine",
    "AskPage",
    "answer",
    "ask_page",
    "correct",
    "correct_outcome",
    "record",
    "set_survey_methods",
]

METHODS_PATH = "draw.methods"
AGAIN = "再联系"  # stands in `following` where a call was promised
OUTCOMES: tuple[tuple[str, str], ...] = tuple(
    (outcome.value, outcome.label)
    for outcome in Outcome
    if outcome not in (Outcome.ANSWERED, Outcome.WITHDRAWN)
)


@dataclass(frozen=True)
class AskLine:
    """One firm to be asked, in the order of the draw: `k` of `n`, its number `i` in the lock.

    `method` is the number of the method (from 1), `state` the firm's state in words, `next_act`
    what to do, `on_sheet` whether the official form lists it.
    """

    k: int
    n: int
    i: int
    firm: str
    contact: str
    phone: str
    service: str
    state: str
    outcome: str
    answer: str
    answer_label: str
    method: int
    interviewee: str
    position: str
    remark: str
    attempts: tuple[str, ...]
    substitute: bool
    next_act: str
    on_sheet: bool
    district: str = ""
    code: str = ""


@dataclass(frozen=True)
class AskPage:
    """The whole survey as the page shows it; `drawn` is False before the draw.

    `locked` is True where the list is locked and waits for its draw. `following` says who is asked
    next, and which calls were promised for an hour.
    """

    lines: tuple[AskLine, ...]
    answers: tuple[AnswerChoice, ...]
    methods: tuple[str, ...]
    method_for: str
    sentence: str
    draws: str
    drawn: bool = False
    survey_methods: tuple[int, ...] = ()
    asked: int = 0
    satisfied: int = 0
    required: int = 0
    verdict: str = ""
    notes: tuple[str, ...] = ()
    finished: bool = False
    reached: bool = False
    locked: bool = False
    next_firm: int = 0
    opening: str = ""
    following: str = ""


def ask_page(desk: Desk, application_id: int) -> AskPage:
    """Return where the survey of one application stands."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    found = drawn(desk, application_id, scheme)
    if found is None:
        return _before(desk, application_id, scheme.sample)
    return page_of(desk, application_id, scheme, found)


def page_of(desk: Desk, application_id: int, scheme: Scheme, found: Drawn) -> AskPage:
    """Return where the survey of one draw stands, also of a draw that counts no more."""
    known = {**known_rows(desk, application_id, scheme), **typed_rows(desk, application_id)}
    ticked = values.values(desk.store, application_id).get(METHODS_PATH)
    page = page_from(found.standing, known, scheme.sample, ticked)
    opening = _opening(desk, application_id, scheme)
    return replace(page, draws=draw_note(desk, application_id), opening=opening)


def page_from(
    now: Standing, known: Mapping[str, Row], rule: SampleRule, ticked: Value | None
) -> AskPage:
    """Return where a survey stands, from its values alone: neither its opening nor its draws.

    `known` are the roster's rows by code and folded name, `ticked` the methods of the whole.
    """
    result, lines = now.result, _lines(now, known, rule)
    return AskPage(
        lines,
        rule.answers,
        rule.methods,
        rule.method_for,
        _sentence(result),
        "",
        drawn=True,
        survey_methods=_survey_methods(ticked, rule, lines),
        asked=result.asked,
        satisfied=result.satisfied,
        required=result.required,
        verdict=result.text,
        notes=(*result.notes, *(finding.sentence for finding in now.findings)),
        finished=result.finished,
        reached=result.verdict is Verdict.REACHED,
        next_firm=now.next.i if now.next else 0,
        following="" if result.finished else following_words(now),
    )


def following_words(now: Standing) -> str:
    """Say who is asked next, and whom to call when (`下一家7/14，11月20日14:30再联系`).

    Of several that were promised a call only the earliest is named; "" where nobody is left.
    """
    following = now.next
    if following is None:
        return ""
    promised = [(when, place) for place in now.places if (when := _promised(place)) is not None]
    when, first = min(promised, key=lambda pair: pair[0], default=(None, None))
    words = f"下一家{following.k}/{len(now.places)}"
    if when is None or first is None:
        return words
    at = f"{when.month}月{when.day}日{when:%H:%M}{AGAIN}"
    return f"{words}，{at}" if first is following else f"{words}；第{first.k}家{at}"


def _promised(place: Place) -> datetime | None:
    last = place.attempts[-1] if place.attempts else None
    return last.call_back_at if last and place.state is State.CALL_BACK else None


def _opening(desk: Desk, application_id: int, scheme: Scheme) -> str:
    """What is said first on the telephone, as the 记录表 prints it."""
    ours = department(desk)
    application = application_of(desk, application_id)
    scale = "、".join(choice.label for choice in scheme.sample.answers)
    return (
        f"开场白：您好！这里是{ours.name if ours else '本部门'}。"
        f"{application.operator_name or application.name}申报{scheme.name}，在名单中将贵单位列为其"
        f"{scheme.sample.frame_label}。现随机抽到贵单位，请您作出评价。"
        f"请问：贵单位接受过其服务吗？是什么服务？对服务的评价是{scale}中的哪一种？有什么意见建议？您的回答只用于本次审查。"
    )


def _before(desk: Desk, application_id: int, rule: SampleRule) -> AskPage:
    locked = newest_lock(desk, application_id)
    sentence = "名单已封存，尚未抽取" if locked else "尚未抽取"
    return AskPage(
        (),
        rule.answers,
        rule.methods,
        rule.method_for,
        sentence,
        draw_note(desk, application_id),
        locked=locked is not None,
    )


def _sentence(result: Result) -> str:
    whole = f"，{result.whole_text}" if result.whole_text else ""
    if not result.finished:
        return f"应有{result.required}家评价，已有{result.asked}家，{result.text}{whole}"
    share = percent(result.satisfied, result.asked)
    head = f"抽查{result.asked}家，满意{result.satisfied}家（{share}），{result.text}"
    return head + whole


def _lines(now: Standing, known: Mapping[str, Row], rule: SampleRule) -> tuple[AskLine, ...]:
    labels = {choice.id: choice.label for choice in rule.answers}
    n = len(now.places)
    return tuple(_line(place, n, known, labels, rule) for place in now.places)


def _line(
    place: Place, n: int, known: Mapping[str, Row], labels: Mapping[str, str], rule: SampleRule
) -> AskLine:
    rows = [known[sign] for sign in signs_of(place.name, place.code) if sign in known]
    cells: Mapping[str, str] = rows[0].cells if rows else {}
    last = place.attempts[-1] if place.attempts else None
    remark = "" if place.state is State.ANSWERED else place.state.label if last else ""
    return AskLine(
        place.k,
        n,
        place.i,
        cells.get(PAPER_NAME) or place.name,
        cells.get("contact", ""),
        (last.phone if last else "") or cells.get("phone", ""),
        (last.service if last else "") or cells.get("service", ""),
        place.state.label,
        last.outcome.value if last else "",
        place.answer,
        labels.get(place.answer, ""),
        rule.methods.index(last.method) + 1 if last and last.method in rule.methods else 0,
        (last.interviewee if last else "") or cells.get("contact", ""),
        _position(last, cells),
        remark,
        tuple(_told(one, labels) for one in place.attempts),
        place.substitute,
        place.next_act,
        place.state is not State.OUT_OF_FRAME,
        cells.get("district", ""),
        place.code,
    )


def _position(last: Attempt | None, cells: Mapping[str, str]) -> str:
    """The roster tells its own contact's position, and nobody else's."""
    told = last.position if last else ""
    other = last is not None and last.interviewee not in ("", cells.get("contact", ""))
    return told if other else told or cells.get("position", "")


def _told(attempt: Attempt, labels: Mapping[str, str]) -> str:
    when = f"{attempt.when.month}月{attempt.when.day}日{attempt.when:%H:%M}"
    what = labels.get(attempt.answer, "") or attempt.outcome.label
    words = f"：{attempt.words}" if attempt.words else ""
    kind = "更正：" if attempt.supersedes else ""
    why = f"（{kind}{attempt.reason}）" if attempt.reason else ""
    return f"{when} {attempt.by} {attempt.method} {what}{words}{why}"


def _survey_methods(
    ticked: Value | None, rule: SampleRule, lines: tuple[AskLine, ...]
) -> tuple[int, ...]:
    """The methods of the whole survey: as ticked by hand, else those of the attempts."""
    if ticked is not None:
        return tuple(int(number) for number in ticked.text.split("、") if number)
    used = {line.method for line in lines if line.method}
    return tuple(number for number in range(1, len(rule.methods) + 1) if number in used)


def set_survey_methods(desk: Desk, application_id: int, numbers: tuple[int, ...]) -> Changed:
    """Tick the methods of the whole survey (national 推荐表), by number from 1."""
    text = "、".join(str(number) for number in sorted(set(numbers)))
    with desk.act("填写测评方法", case_subject(application_id), methods=text):
        values.put_values(desk.store, application_id, [(METHODS_PATH, Value(text))])
    return changed("answers")
