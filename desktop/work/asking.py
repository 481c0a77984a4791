"""Asking the drawn firms (满意度随机抽查): who is next, what came of it, and the result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.domain.attempt import Attempt, Outcome, State
from desktop.domain.case import Row, Value
from desktop.domain.clean import fold_name
from desktop.domain.figure import percent
from desktop.domain.problem import UserError
from desktop.domain.result import Verdict
from desktop.domain.scheme import AnswerChoice, SampleRule, Scheme
from desktop.domain.survey import Place, check_attempt
from desktop.store import attempts as kept_attempts
from desktop.store import values
from desktop.work.casedata import application_of
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.receive import clean_text
from desktop.work.rounds import scheme_of
from desktop.work.surveydata import Drawn, draw_note, drawn, newest_lock

METHODS_PATH = "draw.methods"
TELEPHONE = "电话询问"
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


@dataclass(frozen=True)
class AskPage:
    """The whole survey as the page shows it; `drawn` is False before the draw."""

    lines: tuple[AskLine, ...]
    answers: tuple[AnswerChoice, ...]
    methods: tuple[str, ...]
    method_for: str
    survey_methods: tuple[int, ...]
    asked: int
    satisfied: int
    required: int
    verdict: str
    sentence: str
    notes: tuple[str, ...]
    drawn: bool
    finished: bool
    reached: bool
    draws: str = ""
    next_firm: int = 0


def ask_page(desk: Desk, application_id: int) -> AskPage:
    """Return where the survey of one application stands."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    found = drawn(desk, application_id, scheme)
    if found is None:
        return _before(desk, application_id, scheme.sample)
    result, now = found.standing.result, found.standing
    lines = _lines(found, _known(desk, application_id, scheme), scheme.sample)
    return AskPage(
        lines,
        scheme.sample.answers,
        scheme.sample.methods,
        scheme.sample.method_for,
        _survey_methods(desk, application_id, scheme.sample, lines),
        result.asked,
        result.satisfied,
        result.required,
        result.text,
        _sentence(found),
        (*result.notes, *(finding.sentence for finding in now.findings)),
        drawn=True,
        finished=result.finished,
        reached=result.verdict is Verdict.REACHED,
        draws=draw_note(desk, application_id),
        next_firm=now.next.i if now.next else 0,
    )


def _before(desk: Desk, application_id: int, rule: SampleRule) -> AskPage:
    locked = newest_lock(desk, application_id)
    sentence = "名单已封存，尚未抽取" if locked else "尚未抽取"
    return AskPage(
        (),
        rule.answers,
        rule.methods,
        rule.method_for,
        (),
        0,
        0,
        0,
        "",
        sentence,
        (),
        drawn=False,
        finished=False,
        reached=False,
        draws=draw_note(desk, application_id),
    )


def _sentence(found: Drawn) -> str:
    result = found.standing.result
    whole = f"，{result.whole_text}" if result.whole_text else ""
    if not result.finished:
        return f"应有{result.required}家评价，已有{result.asked}家，{result.text}{whole}"
    share = percent(result.satisfied, result.asked)
    head = f"抽查{result.asked}家，满意{result.satisfied}家（{share}），{result.text}"
    return head + whole


def _known(desk: Desk, application_id: int, scheme: Scheme) -> dict[str, Row]:
    """Return the roster's rows by code and folded name, for whom to call and about what."""
    keys = [key for key in (scheme.sample.roster, scheme.sample.compare_with) if key]
    return desk.memory.recall(
        ("known", application_id),
        desk.store.roster_revision(application_id),
        lambda: _by_sign(row for key in keys for row in desk.rows(application_id, key)),
    )


def _by_sign(rows: Iterable[Row]) -> dict[str, Row]:
    known: dict[str, Row] = {}
    for row in rows:
        for sign in _signs(row.cells.get("name", ""), row.cells.get("code", "")):
            known.setdefault(sign, row)
    return known


def _signs(name: str, code: str) -> tuple[str, ...]:
    # A code is only compared here: the lock holds valid ones alone, so nothing is checked anew.
    return (code.strip().upper(), fold_name(name)) if code.strip() else (fold_name(name),)


def _lines(found: Drawn, known: Mapping[str, Row], rule: SampleRule) -> tuple[AskLine, ...]:
    labels = {choice.id: choice.label for choice in rule.answers}
    n = len(found.standing.places)
    return tuple(_line(place, n, known, labels, rule) for place in found.standing.places)


def _line(
    place: Place, n: int, known: Mapping[str, Row], labels: Mapping[str, str], rule: SampleRule
) -> AskLine:
    rows = [known[sign] for sign in _signs(place.name, place.code) if sign in known]
    cells: Mapping[str, str] = rows[0].cells if rows else {}
    last = place.attempts[-1] if place.attempts else None
    remark = "" if place.state is State.ANSWERED else place.state.label if last else ""
    return AskLine(
        place.k,
        n,
        place.i,
        place.name,
        cells.get("contact", ""),
        (last.phone if last else "") or cells.get("phone", ""),
        (last.service if last else "") or cells.get("service", ""),
        place.state.label,
        last.outcome.value if last else "",
        place.answer,
        labels.get(place.answer, ""),
        rule.methods.index(last.method) + 1 if last and last.method in rule.methods else 0,
        (last.interviewee if last else "") or cells.get("contact", ""),
        (last.position if last else "") or cells.get("position", ""),
        remark,
        tuple(_told(one, labels) for one in place.attempts),
        place.substitute,
        place.next_act,
        place.state is not State.OUT_OF_FRAME,
        cells.get("district", ""),
    )


def _told(attempt: Attempt, labels: Mapping[str, str]) -> str:
    when = f"{attempt.when.month}月{attempt.when.day}日{attempt.when:%H:%M}"
    what = labels.get(attempt.answer, "") or attempt.outcome.label
    words = f"：{attempt.words}" if attempt.words else ""
    why = f"（更正：{attempt.reason}）" if attempt.supersedes else ""
    return f"{when} {attempt.by} {attempt.method} {what}{words}{why}"


def _survey_methods(
    desk: Desk, application_id: int, rule: SampleRule, lines: tuple[AskLine, ...]
) -> tuple[int, ...]:
    """The methods of the whole survey: as ticked by hand, else those of the attempts."""
    ticked = values.values(desk.store, application_id).get(METHODS_PATH)
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


def answer(
    desk: Desk,
    application_id: int,
    firm: int,
    answer_id: str,
    method: int = 0,
    **noted: str,
) -> Changed:
    """Keep a firm's answer. `noted`: interviewee, position, phone, service, words.

    What is not noted is taken from the roster's contact, as the page shows it.
    """
    return _keep(desk, application_id, firm, Outcome.ANSWERED, method, noted, answer=answer_id)


def record(
    desk: Desk,
    application_id: int,
    firm: int,
    outcome: str,
    method: int = 0,
    reason: str = "",
    **noted: str,
) -> Changed:
    """Keep what came of an attempt that brought no answer; `outcome` is a key of OUTCOMES."""
    return _keep(desk, application_id, firm, Outcome(outcome), method, noted, reason=reason)


def correct(
    desk: Desk, application_id: int, firm: int, answer_id: str, reason: str, **noted: str
) -> Changed:
    """Correct a firm's answer by a new row that supersedes the old one, with the reason."""
    why = clean_text(reason)
    if not why:
        raise UserError("更正须写明原因。", "原来的答案会保留并一并打印。")
    line = _drawn(desk, application_id).standing.place(firm)
    if line is None or not line.attempts:
        raise UserError("这家企业还没有记录，无须更正。")
    last = line.attempts[-1]
    return _keep(
        desk,
        application_id,
        firm,
        Outcome.ANSWERED,
        0,
        noted,
        answer=answer_id,
        reason=why,
        supersedes=last.id,
    )


def _drawn(desk: Desk, application_id: int) -> Drawn:
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    found = drawn(desk, application_id, scheme)
    if found is None:
        raise UserError("还没有抽取，不能登记答复。", "请先封存名单并抽取。")
    return found


def _keep(
    desk: Desk,
    application_id: int,
    firm: int,
    outcome: Outcome,
    method: int,
    noted: Mapping[str, str],
    answer: str = "",
    reason: str = "",
    supersedes: int | None = None,
) -> Changed:
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    found = _drawn(desk, application_id)
    texts = _defaults(desk, application_id, scheme, found, firm)
    texts |= {key: clean_text(text) for key, text in noted.items()}
    moment = desk.clock().replace(tzinfo=None, microsecond=0)
    attempt = Attempt(
        0,
        firm,
        moment,
        desk.operator or "经办人",
        _method(scheme.sample, method),
        outcome,
        answer,
        texts.get("words", ""),
        texts.get("interviewee", ""),
        texts.get("position", ""),
        texts.get("phone", ""),
        texts.get("service", ""),
        None,
        supersedes,
        clean_text(reason),
        moment,
        desk.operator,
    )
    wrong = check_attempt(attempt, found.standing, scheme.sample)
    if wrong:
        raise UserError("".join(problem.sentence for problem in wrong))
    with desk.act(
        "登记抽查答复",
        case_subject(application_id),
        lock=found.kept.id,
        firm=firm,
        outcome=outcome.value,
        answer=answer,
        supersedes=supersedes,
        reason=attempt.reason,
    ):
        kept_attempts.add_attempt(desk.store, found.kept.id, _stored(attempt))
    return changed("answers")


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
        "",
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
    known = _known(desk, application_id, scheme)
    signs = _signs(locked[firm].name, locked[firm].code)
    cells = next((known[sign].cells for sign in signs if sign in known), {})
    return {
        "interviewee": cells.get("contact", ""),
        "position": cells.get("position", ""),
        "phone": cells.get("phone", ""),
        "service": cells.get("service", ""),
    }
