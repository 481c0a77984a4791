"""The way through the office: 拟办, 科室审核, 领导审签 or 集体研究, 定稿, 报送, 退回修改."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.dates import show_date
from desktop.domain.problem import UserError
from desktop.store import applications, recommendations, values
from desktop.store.applications import Stage
from desktop.store.final import FINAL
from desktop.store.recommendations import Decision
from desktop.work.casedata import application_of, case_names, load
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.receive import clean_text
from desktop.work.role import agree_words
from desktop.work.role_since import KEY, role_now
from desktop.work.rounds import call_of
from desktop.work.since_signing import acts_since
from desktop.work.steps import Facts, gather_facts
from desktop.work.submissions import freeze, frozen_now, keep_day, up_day

STAGES: tuple[tuple[Stage, str], ...] = (
    ("初审", "初审"),
    ("拟办", "拟办"),
    ("审核", "科室审核"),
    ("审签", "领导审签"),
    ("定稿", "定稿"),
    ("报送", "报送"),
)
BACK: tuple[Stage, str] = ("退回", "退回修改")
COLLECTIVE = "集体研究"
FINAL_STAGES: tuple[str, ...] = FINAL
YES = ("是", "同意")
_WORDS: dict[str, str] = dict((*STAGES, BACK))
_WHOSE = {"审核": "科室负责人", "审签": "分管领导"}  # does which step
_KEYS: dict[str, Stage] = {words: key for key, words in (*STAGES, BACK)}
_KEYS |= {key: key for key, _words in (*STAGES, BACK)}


@dataclass(frozen=True)
class DecisionLine:
    """One step of the way through the office: who, when, from what to what, why."""

    at: str
    by: str
    from_stage: str
    to_stage: str
    why: str


def stage_words(stage: str, sent: int = 0) -> str:
    """Return a stage in the office's words; `sent` is how often it was sent (第2次报送)."""
    if stage == "报送" and sent > 1:
        return f"第{sent}次报送"
    return _WORDS.get(stage, stage)


def way_of(desk: Desk, application_id: int) -> tuple[DecisionLine, ...]:
    """Return the steps that an application went, the first first."""
    found, sent = [], 0
    for one in recommendations.decisions(desk.store, application_id):
        before = sent
        sent += one.to_stage == "报送"
        found.append(_line(desk, one, before, sent))
    return tuple(found)


def _line(desk: Desk, one: Decision, before: int, sent: int) -> DecisionLine:
    collective = one.by.startswith(COLLECTIVE)
    to = COLLECTIVE if collective and one.to_stage == "审签" else stage_words(one.to_stage, sent)
    from_ = stage_words(one.from_stage, before)
    return DecisionLine(desk.local(one.at), one.by, from_, to, one.why)


def times_sent(desk: Desk, application_id: int) -> int:
    """Return how often an application was sent up."""
    found = recommendations.decisions(desk.store, application_id)
    return sum(one.to_stage == "报送" for one in found)


def ways_on(stage: str, sent: int = 0) -> tuple[str, ...]:
    """Return where an application may go from `stage`, the usual one first.

    An office may leave steps out, but 报送 comes after 定稿 only; what was sent only comes back.
    """
    places = [key for key, _words in STAGES]
    here = places.index(stage) if stage in places else 0
    on = [stage_words(key, sent + 1) for key in places[here + 1 :] if key != "报送"]
    if "领导审签" in on:
        on.insert(on.index("领导审签") + 1, COLLECTIVE)
    if stage == "定稿":
        on = [stage_words("报送", sent + 1)]
    back = (BACK[1],) if here > 0 else ()
    return (*on, *back)


def move_stage(
    desk: Desk,
    application_id: int,
    to_stage: str,
    by: str,
    why: str = "",
    on: str = "",
    *,
    checked: bool = False,
) -> Changed:
    """Take the application on (拟办 … 报送) or back (退回); who and why are kept for good.

    An office may leave steps out; `by` of 集体研究 is the meeting. What is sent is frozen; it went
    up `on` that day (loosely typed), today where none is said. UserError where 定稿 lacks its
    decision, where it is agreed to before the survey is done, where 报送 comes before 定稿, where
    its day is none or still to come, or going back has no reason; and where 定稿 would stand on a
    signature given before changes, unless they were looked at and it is to stand (`checked`).
    """
    facts = gather_facts(desk, application_id)
    who, reason = clean_text(by), clean_text(why, is_long=True)
    stage = _target(to_stage)
    _refuse_step(facts, stage, who, reason)
    if stage == "定稿" and not checked:
        _refuse_changed(desk, application_id)
    if to_stage == COLLECTIVE and not who.startswith(COLLECTIVE):
        who = f"{COLLECTIVE}（{who}）"
    number = times_sent(desk, application_id) + 1
    cells = frozen_now(desk, application_id) if stage == "报送" else ()
    day = up_day(on, desk.clock().date()) if on and stage == "报送" else ""
    old = facts.loaded.application.stage
    subject = case_subject(application_id)
    with desk.act("流转", subject, old=old, new=stage, by=who, why=reason) as act:
        recommendations.add_decision(desk.store, application_id, stage, who, reason)
        if stage == "定稿":
            act.detail |= {KEY: role_now(desk, facts.loaded.application.round_id)}
        if stage == "报送":
            act.detail |= {"sent": number, "sha256": freeze(desk, application_id, number, cells)}
        if day:
            act.detail["on"] = day
            keep_day(desk, application_id, number, day)
    return changed("recommendation", "office")


def _target(words: str) -> Stage:
    """Return the stage that `words` name: 第2次报送 is 报送, 集体研究 stands for 审签."""
    if words == COLLECTIVE:
        return "审签"
    if words.startswith("第") and words.endswith("次报送"):
        return "报送"
    if words not in _KEYS:
        raise UserError(f"没有“{words}”这一步。", "请从列表中选择。")
    return _KEYS[words]


def _refuse_step(facts: Facts, target: Stage, who: str, why: str) -> None:
    here = facts.loaded.application.stage
    if not who:
        whose = "定稿人" if target == "定稿" else "科室负责人或分管领导"
        raise UserError(
            "请填写办理人，即做这一步的人。", f"例如{whose}的姓名；集体研究填会议名称。"
        )
    if target == BACK[0] and not why:
        raise UserError("退回修改须写明原因。", "原因会记入办理经过。")
    if here in FINAL and target not in (BACK[0], "报送"):
        raise UserError(f"已{here}的申报只能报送或退回修改。", "要修改，请先退回修改并写明原因。")
    state = facts.loaded.application.state
    if target == "报送" and state in ("withdrawn", "void"):
        word = "撤回" if state == "withdrawn" else "作废"
        raise UserError(f"已{word}的申报不能报送。", "要报送，请先恢复办理并写明原因。")
    if target == "报送" and here != "定稿":
        raise UserError("还没有定稿，不能报送。", "请先定稿；退回修改后的，改好再定稿。")
    if target == "定稿":
        _refuse_final(facts)


def _refuse_final(facts: Facts) -> None:
    agrees, act = (
        facts.loaded.case.text("rec.agrees"),
        agree_words(preparing=facts.loaded.preparing),
    )
    if not agrees:
        raise UserError(f"还没有填写是否同意{act}，不能定稿。", f"请在“是否同意{act}”一栏选择。")
    if agrees in YES and not facts.asking.finished:
        raise UserError(f"满意度随机抽查尚未完成，不能同意{act}并定稿。", facts.asking.sentence)


def _refuse_changed(desk: Desk, application_id: int) -> None:
    """Refuse what was signed on other facts: nobody may be made to have agreed to them."""
    since = acts_since(desk, application_id)
    signed = stage_words(since.stage)
    if since.acts and since.returned:
        raise UserError(
            f"退回修改后又有改动，还没有重新{signed}，不能定稿。",
            f"请先办“{signed}”，签过再定稿。",
        )
    if since.acts:
        raise UserError(
            f"{signed}之后又有改动，不能不经核对就按已签的意见定稿。",
            "请在“推荐”一步看过改动再定稿，或重新送签。",
        )


@dataclass(frozen=True)
class Sendable:
    """What would go up now, what would stay, by their names, and the day that is offered."""

    ready: tuple[str, ...]
    left: tuple[str, ...]
    today: date


def sendable(desk: Desk, application_ids: Sequence[int]) -> Sendable:
    """Return which applications may be noted as sent; UserError where none of them may."""
    ready = _ready(desk, application_ids)
    left = [one for one in application_ids if one not in ready]
    names = {one: case_names(load(desk, one))[0] for one in application_ids}
    return Sendable(
        tuple(names[one] for one in ready),
        tuple(names[one] for one in left),
        desk.clock().date(),
    )


def _ready(desk: Desk, application_ids: Sequence[int]) -> list[int]:
    if not application_ids:
        raise UserError("还没有列入任何申报。", "请先在左边勾选报出去的申报。")
    ready = [one for one in application_ids if application_of(desk, one).stage == "定稿"]
    if not ready:
        raise UserError("列入的申报都没有定稿，或已经报送。", "请先在各份申报的“推荐”一步定稿。")
    return ready


def send_up(desk: Desk, application_ids: Sequence[int], why: str, on: str = "") -> Changed:
    """Note that applications went up together on a day: those at 定稿, each frozen by itself.

    `value` is how many did, `said` names what did not. UserError where none of them is 定稿, or
    the day is none or still to come.
    """
    who = desk.operator or "（未填经办人）"
    ready = _ready(desk, application_ids)
    for one in ready:
        move_stage(desk, one, "报送", who, why, on)
    left = [case_names(load(desk, one))[0] for one in application_ids if one not in ready]
    rest = f"；未定稿或已报送过的{len(left)}份没有登记：{'、'.join(left)}" if left else ""
    said = f"已登记报送{len(ready)}份{rest}。认定结果公布后，请到“动态管理”登记。"
    return Changed(changed("recommendation", "office").kinds, len(ready), said)


def over_quota(desk: Desk, round_id: int) -> str:
    """Say that more are recommended than the year's call has places for; "" where they are not."""
    quota = call_of(desk, round_id).get("quota", "")
    agreed = sum(
        one.state == "open"
        and values.texts_under(desk.store, one.id, "rec.agrees").get("rec.agrees") in YES
        for one in applications.applications(desk.store, round_id)
    )
    if not quota.isdecimal() or agreed <= int(quota):
        return ""
    return f"同意推荐{agreed}个，超过申报通知的推荐名额{quota}个。"


def reopen(desk: Desk, application_id: int, why: str) -> Changed:
    """Take an application back from 定稿 or 报送 by the one who is at work, with a reason."""
    return move_stage(desk, application_id, BACK[0], desk.operator or "（未填经办人）", why)


def told(steps: Sequence[DecisionLine]) -> list[str]:
    """Return the steps in a line each, for the history below the acts: who did which, and when.

    Going back names what it came back from; every other step stands by itself.
    """
    return [
        f"{show_date(date.fromisoformat(one.at[:10]))} {one.at[11:16]}　{_step(one)}"
        + (f"　{one.why}" if one.why else "")
        for one in steps
    ]


def _step(one: DecisionLine) -> str:
    came = f"（由{one.from_stage}退回）" if one.to_stage == BACK[1] else ""
    meeting = one.to_stage == COLLECTIVE and one.by.startswith(COLLECTIVE)
    return one.by if meeting else f"{one.to_stage}{came}：{one.by}"
