"""再次申报: what the same 单位 declared last time, beside its new form; taken over when wanted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.domain.case import Value
from desktop.domain.codes import valid_code
from desktop.domain.figure import parse_figure, percent
from desktop.domain.form import Field
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.store import applications, values
from desktop.store.applications import Application
from desktop.work.casedata import application_of
from desktop.work.cases import STATE_WORDS
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.office_way import stage_words
from desktop.work.receive import follow_name
from desktop.work.rounds import round_of, scheme_of

# What tells who the organisation is, and seldom changes; never a figure or a text of the year.
_IDENTITY = ("text", "phone", "code", "idcard", "date")
_OF_THE_YEAR = "填报"


@dataclass(frozen=True)
class LastBlank:
    """One blank as it was last time; `jump` says how far the new one is off, "" where it isn't.

    `offered` where it may be taken over: it tells who the organisation is, and is not so now.
    """

    text: str
    jump: str = ""
    offered: bool = False


@dataclass(frozen=True)
class LastTime:
    """The last application of the same organisation; `label` names it, `empty` can be filled."""

    application_id: int
    round_id: int
    label: str
    outcome: str
    blanks: Mapping[str, LastBlank] = field(default_factory=dict)
    empty: tuple[str, ...] = ()


def last_time(desk: Desk, application_id: int) -> LastTime | None:
    """Return what the same 单位 declared last, under this scheme else under another; or None.

    It is the same by its 统一社会信用代码, or by its name where one of them has no code. What was
    withdrawn counts, what was void does not.
    """
    application = application_of(desk, application_id)
    scheme = scheme_of(desk, application.round_id)
    found = _earlier(desk, application)
    if not found:
        return None
    last = max(found, key=lambda one: (*_rank(desk, one, application), one.id))
    round_ = round_of(desk, last.round_id)
    theirs = scheme_of(desk, last.round_id)
    now = values.values(desk.store, application_id)
    blanks = _blanks(scheme, theirs, now, values.values(desk.store, last.id))
    empty = tuple(p for p, one in blanks.items() if one.offered and not _text(now, p))
    label = f"{round_.year}年度 {theirs.short_name} {last.number}"
    how = STATE_WORDS[last.state] or stage_words(last.stage)
    return LastTime(last.id, last.round_id, label, how, blanks, empty)


def _rank(desk: Desk, one: Application, here: Application) -> tuple[bool, int]:
    same = round_of(desk, one.round_id).scheme_id == round_of(desk, here.round_id).scheme_id
    return same, round_of(desk, one.round_id).year


def _earlier(desk: Desk, here: Application) -> list[Application]:
    year, code = round_of(desk, here.round_id).year, _code(desk, here)
    ids = {one.id for one in applications.applications_of(desk.store, here.organisation_id)}
    ids |= _with_code(desk, code) if code else set()
    every = [applications.application(desk.store, one) for one in sorted(ids - {here.id})]
    return [
        one
        for one in every
        if one.state != "void"
        and round_of(desk, one.round_id).scheme_id in desk.schemes
        and (round_of(desk, one.round_id).year, one.id) < (year, here.id)
        and not (code and (other := _code(desk, one)) and other != code)
    ]


def _code_paths(scheme: Scheme) -> list[str]:
    form = [one.key for one in scheme.form.fields if one.kind == "code"]
    return form + [f"rec.{one.key}" for one in scheme.recommendation if one.kind == "code"]


def _code(desk: Desk, one: Application) -> str:
    scheme = desk.schemes[round_of(desk, one.round_id).scheme_id]
    found = values.values(desk.store, one.id)
    texts = (_text(found, path) for path in _code_paths(scheme))
    return next((code for text in texts if (code := valid_code(text))), "")


def _with_code(desk: Desk, code: str) -> set[int]:
    paths = sorted({path for one in desk.schemes.values() for path in _code_paths(one)})
    marks = ", ".join("?" for _ in paths)
    rows = desk.store.read(
        f"SELECT DISTINCT application_id FROM value WHERE text = ? AND path IN ({marks})",
        (code, *paths),
    )
    return {int(row[0]) for row in rows}


def _text(found: Mapping[str, Value], path: str) -> str:
    return found[path].text.strip() if path in found else ""


def _blanks(
    scheme: Scheme, theirs: Scheme, now: Mapping[str, Value], last: Mapping[str, Value]
) -> dict[str, LastBlank]:
    """The blanks that both forms have, as the same kind; figures only of the same scheme."""
    known = {one.key: one for one in theirs.form.fields}
    found = {}
    for one in scheme.form.fields:
        other, text = known.get(one.key), _text(last, one.key)
        if other is None or other.kind != one.kind or not text:
            continue
        who = is_identity(one)
        if scheme.id != theirs.id and not who:
            continue
        here = _text(now, one.key)
        if (who and here == text) or (one.kind == "date" and not who):
            continue
        jump = _jump(one, here, text) if here else ""
        found[one.key] = LastBlank(text, jump, who and here != text)
    return found


def is_identity(one: Field) -> bool:
    """Whether a blank tells who the organisation is, and not what it did in the year."""
    return one.kind in _IDENTITY and _OF_THE_YEAR not in one.label


def _jump(one: Field, here: str, last: str) -> str:
    """Say how far a blank is off what it was: half as much again, a third less, or another text.

    The bounds are the program's own (本程序约定); in whole numbers.
    """
    if one.kind not in ("figure", "percent"):
        return "与上次不同" if is_identity(one) and here != last else ""
    new, old = parse_figure(here), parse_figure(last)
    if new is None or old is None or old <= 0:
        return "与上次不同" if new != old else ""
    if 2 * new >= 3 * old:
        return f"比上次增加{percent(new - old, old)}"
    return f"比上次减少{percent(old - new, old)}" if 3 * new <= 2 * old else ""


def fill_from_last(desk: Desk, application_id: int, paths: Iterable[str]) -> Changed:
    """Take over blanks that tell who the organisation is (按上次填入); `value` is how many.

    Each bears where it came from until it is confirmed. UserError where there is nothing to take;
    a figure or text of the year is never taken.
    """
    found = last_time(desk, application_id)
    blanks = found.blanks if found is not None else {}
    wanted = [path for path in paths if path in blanks and blanks[path].offered]
    if found is None or not wanted:
        raise UserError(
            "没有可以按上次填入的内容。", "数字和当年的情况不按上次填入，请照申请表填写。"
        )
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    old = values.values(desk.store, application_id)
    source = f"上次申报（{found.label}）"
    new = {path: Value(blanks[path].text, source, confirmed=False) for path in wanted}
    texts = {path: value.text for path, value in new.items()}
    before = {path: _text(old, path) for path in wanted}
    with desk.act("按上次填入", case_subject(application_id), item=source, old=before, new=texts):
        values.put_values(desk.store, application_id, new.items())
        follow_name(desk, application_id, scheme, texts)
    return changed("values", value=len(wanted))
