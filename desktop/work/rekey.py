"""The second keying of a tenth of the answers by another person (复核录入), and what differs."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.attempt import Attempt
from desktop.domain.draw import rekeyed
from desktop.domain.problem import UserError
from desktop.domain.scheme import AnswerChoice, SampleRule, Scheme
from desktop.domain.survey import Place
from desktop.store import rekeys as kept_rekeys
from desktop.work.casedata import application_of
from desktop.work.department import get_setting, put_setting
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.receive import clean_text
from desktop.work.rounds import scheme_of
from desktop.work.surveydata import Drawn, drawn

REKEY_SETTING = "survey.rekey"
WAITS, AGREES, DIFFERS, MENDED, UPHELD = "待录入", "一致", "不一致", "已更正", "已核对"
_TENTH = "本程序约定：抽查完成后由另一人再录入十分之一的答复，按随机码抽取"


@dataclass(frozen=True)
class RekeyLine:
    """One answer to be keyed again: `k` in the order of the draw, `i` in the lock.

    `first` and `second` are labels of the scale, both empty until it was keyed again. A difference
    is settled by a correction of the first: 已更正, or 已核对 where the answer stayed.
    """

    k: int
    i: int
    firm: str
    person: str
    method: str
    first_by: str
    state: str
    first: str = ""
    second: str = ""
    second_by: str = ""
    now: str = ""


@dataclass(frozen=True)
class RekeyPage:
    """The second keying of one application; `lines` are empty until all answers are there.

    `by` is who is at work now; `differing` are differences that nobody has settled yet.
    """

    on: bool
    sentence: str
    lines: tuple[RekeyLine, ...]
    answers: tuple[AnswerChoice, ...]
    by: str
    done: int
    differing: int

    @property
    def differences(self) -> tuple[RekeyLine, ...]:
        """The lines whose two answers differed, the settled ones too, by name with both."""
        return tuple(line for line in self.lines if line.first != line.second)


def rekey_on(desk: Desk) -> bool:
    """Return whether answers are keyed again (本程序约定, off unless switched on in 设置)."""
    return bool(get_setting(desk, REKEY_SETTING, default=False))


def put_rekey(desk: Desk, *, on: bool) -> Changed:
    """Switch the second keying on or off; what was keyed stays and stays on the paper."""
    return put_setting(desk, REKEY_SETTING, on)


def rekey_page(desk: Desk, application_id: int) -> RekeyPage:
    """Return the second keying of one application as it stands."""
    scheme, found = _found(desk, application_id)
    on = rekey_on(desk)
    lines = _lines(desk, found, scheme.sample, on=on) if found else ()
    return RekeyPage(
        on,
        _sentence(found, lines, on=on),
        lines,
        scheme.sample.answers,
        desk.operator,
        sum(bool(line.second) for line in lines),
        sum(line.state == DIFFERS for line in lines),
    )


def rekey(desk: Desk, application_id: int, firm: int, answer_id: str, by: str) -> Changed:
    """Keep what `by` keyed for a drawn firm, once, without having seen the first answer.

    UserError where `by` typed the first answer, before all answers are there, for another firm.
    """
    scheme, found = _found(desk, application_id)
    who = clean_text(by)
    if found is None:
        raise UserError("还没有抽取，没有可复核的答复。", "请先封存名单并抽取。")
    first = _to_key(desk, found, firm)
    if answer_id not in {choice.id for choice in scheme.sample.answers}:
        raise UserError("请选择评价。", "按所给的等次选择。")
    if not who:
        raise UserError("请填写复核录入人。", "复核录入由另一人完成。")
    if who == first.typed_by:
        raise UserError(f"这条答复由{who}录入，不能由同一人复核录入。", "请换另一人录入。")
    with desk.act(
        "复核录入",
        case_subject(application_id),
        lock=found.kept.id,
        firm=firm,
        attempt=first.id,
        answer=answer_id,
        by=who,
    ):
        kept_rekeys.add_rekey(desk.store, found.kept.id, first.id, answer_id, who)
    return changed("answers")


def _found(desk: Desk, application_id: int) -> tuple[Scheme, Drawn | None]:
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    return scheme, drawn(desk, application_id, scheme)


def _to_key(desk: Desk, found: Drawn, firm: int) -> Attempt:
    """Return the answer that is to be keyed again; UserError where there is none."""
    if not rekey_on(desk):
        raise UserError("复核录入没有启用。", "可在“设置”中启用。")
    if not found.standing.result.finished:
        raise UserError("抽查还没有完成，暂不能复核录入。", "全部答复登记后再复核。")
    if firm in {one.firm for one in kept_rekeys.rekeys(desk.store, found.kept.id)}:
        raise UserError("这家企业已经复核录入，不能再改。", "不一致的，请在答复中更正并写明原因。")
    place = found.standing.place(firm)
    if firm not in _chosen(found) or place is None or place.folded.last is None:
        raise UserError("这家企业不在复核录入之列。", "复核的企业按随机码抽取，不能自选。")
    return place.folded.last


def _chosen(found: Drawn) -> list[int]:
    if not found.standing.result.finished:
        return []
    answered = [place.i for place in found.standing.places if place.answer]
    return rekeyed(found.draw.seed, answered)


def _lines(desk: Desk, found: Drawn, rule: SampleRule, *, on: bool) -> tuple[RekeyLine, ...]:
    """Whoever was keyed again stays, even where later answers draw another tenth."""
    kept = {one.firm: one for one in kept_rekeys.rekeys(desk.store, found.kept.id)}
    chosen = {*kept, *(_chosen(found) if on else ())}
    labels = {choice.id: choice.label for choice in rule.answers}
    recorded = {one.id: one for one in found.standing.recorded}
    return tuple(
        _done(place, recorded, labels, kept[place.i]) if place.i in kept else _waiting(place)
        for place in found.standing.places
        if place.i in chosen
    )


def _waiting(place: Place) -> RekeyLine:
    last = place.folded.last
    assert last is not None  # an answer is there
    by = last.typed_by or "未填"
    return RekeyLine(place.k, place.i, place.name, last.interviewee, last.method, by, WAITS)


def _done(
    place: Place,
    recorded: Mapping[int, Attempt],
    labels: Mapping[str, str],
    second: kept_rekeys.Rekey,
) -> RekeyLine:
    first = recorded[second.attempt_id]
    now = labels.get(place.answer, place.state.label)
    last = place.folded.last
    touched = last is None or last.id != first.id
    return RekeyLine(
        place.k,
        place.i,
        place.name,
        first.interviewee,
        first.method,
        first.typed_by or "未填",
        _state(first.answer, second.answer, place.answer, touched=touched),
        labels.get(first.answer, first.answer),
        labels.get(second.answer, second.answer),
        second.by,
        now,
    )


def _state(first: str, second: str, now: str, *, touched: bool) -> str:
    if first == second:
        return AGREES
    if not touched:
        return DIFFERS
    return UPHELD if now == first else MENDED


def _sentence(found: Drawn | None, lines: tuple[RekeyLine, ...], *, on: bool) -> str:
    if lines:
        done = sum(bool(line.second) for line in lines)
        wrong = len([line for line in lines if line.first != line.second])
        left = sum(line.state == DIFFERS for line in lines)
        open_ = f"（{left}家待核对更正）" if left else ""
        counts = f"应复核录入{len(lines)}家，已录入{done}家，不一致{wrong}家{open_}"
        return f"{counts}。{_TENTH}。"
    if not on:
        return "复核录入没有启用，可在“设置”中启用。"
    if found is None or not found.standing.result.finished:
        return f"抽查完成后抽取要复核录入的企业。{_TENTH}。"
    return f"没有可复核的答复。{_TENTH}。"
