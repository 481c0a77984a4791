"""The assessment of one application (测评): the rules' verdicts, and the reviewer's own."""

from desktop.domain import assess as rules
from desktop.domain.assessment import (
    JUDGE,
    MET,
    NA,
    OPEN,
    RELAXED,
    UNMET,
    VERDICT_WORDS,
    Assessment,
)
from desktop.domain.case import Value
from desktop.domain.fieldcheck import kind_sentences
from desktop.domain.problem import UserError
from desktop.store import values, verdicts
from desktop.work.casedata import READING, Loaded, load
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.receive import clean_text

__all__ = ["VERDICT_WORDS", "assessed", "assessment", "judge", "save_asked", "set_reading"]

_OWN = (MET, UNMET, RELAXED, NA, "")


def assessment(desk: Desk, application_id: int) -> Assessment:
    """Return the assessment of one application."""
    return assessed(load(desk, application_id))


def assessed(loaded: Loaded) -> Assessment:
    """Return the assessment of what is loaded."""
    return rules.assess(loaded.scheme, loaded.case, loaded.own, loaded.counts)


def judge(desk: Desk, application_id: int, key: str, verdict: str, reason: str = "") -> Changed:
    """Keep the reviewer's own verdict on a condition, f:function or q:quality; empty clears it.

    UserError where a verdict other than the program's, or a relaxed one, has no reason.
    """
    loaded = load(desk, application_id)
    kept = clean_text(reason, is_long=True)
    if verdict not in _OWN:
        raise UserError(f"没有“{verdict}”这种结论。", "请从列表中选择。")
    if verdict and not kept:
        _demand_reason(loaded, key, verdict)
    before = loaded.own.get(key)
    old = {"verdict": before.verdict, "reason": before.reason} if before else {}
    with desk.act(
        "测评判断", case_subject(application_id), key=key, old=old, verdict=verdict, reason=kept
    ):
        if verdict:
            verdicts.set_verdict(desk.store, application_id, key, verdict, kept)
        else:
            verdicts.clear(desk.store, application_id, key)
    return changed("verdicts")


def judge_many(
    desk: Desk, application_id: int, keys: list[str], verdict: str, reason: str = ""
) -> Changed:
    """Keep one verdict on several judged lines in one act; lines with a figure are refused."""
    loaded = load(desk, application_id)
    for key in keys:
        _demand_reason(loaded, key, verdict)
    with desk.act(
        "测评判断", case_subject(application_id), keys=keys, verdict=verdict, reason=reason
    ):
        for key in keys:
            verdicts.set_verdict(desk.store, application_id, key, verdict, reason)
    return changed("verdicts")


def judge_rest(
    desk: Desk, application_id: int, keys: list[str], ground: str, rule: str = "functions"
) -> Changed:
    """Judge these lines as met; `rule` (how many functions are needed) last, if it is left open.

    `value` of the result is all keys that were judged.
    """
    judge_many(desk, application_id, keys, MET, ground)
    line = assessment(desk, application_id).line(rule)
    last = [rule] if line.verdict == JUDGE and line.kind == "judged" else []
    if last:
        judge_many(desk, application_id, last, MET, ground)
    return changed("verdicts", value=[*keys, *last])


def clear_many(desk: Desk, application_id: int, keys: list[str]) -> Changed:
    """Take the reviewer's verdicts on these lines back."""
    done = changed("verdicts")
    for key in keys:
        done = judge(desk, application_id, key, "")
    return done


def _demand_reason(loaded: Loaded, key: str, verdict: str) -> None:
    program = _program_verdict(loaded, key)
    if verdict == RELAXED:
        raise UserError("放宽条件须写明理由。", "请在理由栏写明放宽的依据和理由。")
    if program not in OPEN and program != verdict:
        words = VERDICT_WORDS[program]
        raise UserError(f"程序结论为“{words}”，改判须写明理由。", "请先填写理由，再选择结论。")


def _program_verdict(loaded: Loaded, key: str) -> str:
    found = assessed(loaded)
    if key.startswith("q:"):
        return "judge"
    if key.startswith("f:"):
        return {f"f:{line.id}": line.program for line in found.functions}[key]
    line = found.line(key)
    if line.program == NA and not line.province:
        return "judge"
    return line.program


def save_asked(desk: Desk, application_id: int, path: str, text: str, ground: str) -> Changed:
    """Keep a figure that no form carries, with its proof's place; `value` says what is wrong."""
    loaded = load(desk, application_id)
    asked = {f"asked.{a.key}": a for a in loaded.scheme.asked}[path]
    kept, place = clean_text(text), clean_text(ground)
    wrong = kind_sentences(asked.kind, asked.unit, kept) if kept else ()
    old = loaded.case.text(path)
    with desk.act(
        "填写测评数据", case_subject(application_id), path=path, old=old, new=kept, ground=place
    ):
        items = [(path, Value(kept)), (f"{path}.ground", Value(place))]
        values.put_values(desk.store, application_id, items)
    return changed("values", "verdicts", value=wrong)


def set_reading(desk: Desk, application_id: int, filter_id: str, join: str) -> Changed:
    """Read a switchable filter as either (any) or both (all); the reading is kept with the case."""
    with desk.act("选择读法", case_subject(application_id), filter=filter_id, join=join):
        verdicts.set_verdict(desk.store, application_id, f"{READING}{filter_id}", join, "")
    return changed("verdicts")
