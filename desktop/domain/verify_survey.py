"""Checks the survey of a record: every attempt in its turn, the substitutes, the result."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from desktop.domain.attempt import Attempt, Patience, State
from desktop.domain.check import Check, check, first_fault, untold
from desktop.domain.claims import Comparison
from desktop.domain.draw import Draw
from desktop.domain.lock import Lock
from desktop.domain.record import Record, RecordedLock, attempt_of
from desktop.domain.result import Result
from desktop.domain.scheme import SampleRule
from desktop.domain.survey import Standing, check_attempt, standing

# What of a result is read and not counted; its wording is the program's.
_WORDS = ("text", "whole_text", "notes")


def check_survey(record: Record, kept: RecordedLock, lock: Lock) -> Iterator[Check]:
    """Yield what is true of the survey that followed one draw."""
    where = kept.where
    data = record.scheme(lock.scheme_digest)
    if data is None:
        why = "记录中没有封存时所用的办法数据。"
        yield from (untold(key, why, where) for key in ("attempts", "substitutes", "result"))
        return
    try:
        rows = [attempt_of(one) for one in kept.attempts]
    except ValueError:
        yield check("attempts", "联系时间的写法不合规定。", where)
        return
    drawn = (*kept.sample, *kept.substitutes)
    if sorted(drawn) != [firm.i for firm in lock.firms]:
        yield untold("attempts", "抽取顺序不对，联系记录无从核对。", where)
        return
    yield check("attempts", _attempts(kept, lock, rows, data.rule, record.patience), where)
    now = standing(lock, _draw(kept, drawn), rows, data.rule, record.patience)
    yield check("substitutes", _out_of_turn(now), where)
    yield check("result", _result(kept.result, now.result), where)
    yield check("words", _words(kept.result, now.result), where)
    if kept.claims is None:
        yield untold("claims", "记录中没有与名单自报的对比。", where)
    else:
        yield check("claims", _claims(kept.claims, now, data.rule), where)


def _draw(kept: RecordedLock, drawn: tuple[int, ...]) -> Draw:
    return Draw(kept.seed.text if kept.seed else "", drawn, len(kept.sample))


def _attempts(
    kept: RecordedLock,
    lock: Lock,
    rows: Sequence[Attempt],
    rule: SampleRule,
    patience: Patience,
) -> str:
    """Return the first fault of the rows, each looked at as it stood when it was recorded.

    Only as many firms as could have been reached are looked at, so that long lists stay quick;
    one more is kept, so that the list never looks exhausted when it isn't.
    """
    drawn = (*kept.sample, *kept.substitutes)
    near = drawn[: len(kept.sample) + len(rows) + 1]
    asked = set(near)
    small = replace(lock, firms=tuple(firm for firm in lock.firms if firm.i in asked))
    sizes = [lock.n, *(one.size for one in kept.extensions)]
    moments = [one.at for one in kept.extensions]
    before = 0
    for at, row in enumerate(rows):
        n = sizes[bisect_right(moments, kept.attempts[at].typed_at)]
        now = standing(small, Draw("", near, n), rows[:at], rule, patience)
        wrong = check_attempt(row, now, rule)
        if row.id <= before or wrong:
            sentence = wrong[0].sentence if wrong else "编号没有依次增加。"
            return f"第{row.id}条：{sentence}"
        before = row.id
    return ""


def _out_of_turn(now: Standing) -> str:
    asked = [place.k for place in now.places if place.attempts]
    strangers = [finding.where for finding in now.findings if "没有轮到" in finding.sentence]
    return first_fault(
        (bool(strangers), f"{'、'.join(strangers)}：没有轮到的企业被询问。"),
        (bool(asked) and asked[-1] > now.reach, "询问的企业超出了递补的次序。"),
    )


def _result(kept: Result | None, found: Result) -> str:
    if kept is None:
        return "记录中没有结果。"
    counted = [one.name for one in fields(Result) if one.name not in _WORDS]
    wrong = [name for name in counted if getattr(kept, name) != getattr(found, name)]
    right = f"满意{found.satisfied}家、评价{found.asked}家，{found.text}"
    return f"由联系记录算得的结果不同：{right}。" if wrong else ""


def _words(kept: Result | None, found: Result) -> str:
    same = kept is not None and all(getattr(kept, k) == getattr(found, k) for k in _WORDS)
    return "" if same else "结果的文字与联系记录不符。"


def _claims(kept: Comparison, now: Standing, rule: SampleRule) -> str:
    """Compare the comparison with the answers; whether the roster says so, only the roster shows.

    Each difference must be a firm that answered otherwise than it says the roster claimed.
    """
    labels = {choice.id: choice.label for choice in rule.answers}
    liked = {choice.id for choice in rule.answers if choice.satisfied}
    asked = {p.i: p for p in now.places if p.state in (State.ANSWERED, State.NEVER_SERVED)}
    claimed = kept.satisfied + kept.dissatisfied
    numbers = [difference.k for difference in kept.differences]
    strange = [
        one.name
        for one in kept.differences
        if one.i not in asked
        or (one.k, one.name) != (asked[one.i].k, asked[one.i].name)
        or one.found != labels.get(asked[one.i].answer, asked[one.i].state.label)
        or one.claimed != ("不满意" if asked[one.i].answer in liked else "满意")
    ]
    return first_fault(
        (claimed + kept.unclaimed != len(asked), "对比的家数与评价的家数不同。"),
        (min(kept.satisfied, kept.dissatisfied, kept.unclaimed) < 0, "对比的家数不对。"),
        (kept.agreeing != claimed - len(kept.differences), "一致的家数不对。"),
        (numbers != sorted(set(numbers)), "不一致的企业次序不对。"),
        (bool(strange), f"“{'、'.join(strange)}”的对比与其评价不符。"),
    )
