"""A department's own edition of a scheme (另存为新版本), and the rule for cases under way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.assessment import VERDICT_WORDS, Assessment, ConditionLine
from desktop.domain.edition_diff import Difference
from desktop.domain.following import Following
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.schemes.edition import origin_of
from desktop.store import applications, locks, rounds
from desktop.store.final import FINAL
from desktop.work.assess import assessed
from desktop.work.casedata import NO_NAME, Loaded, load
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.dynamic_units import following_of
from desktop.work.edition_keep import changes_of, in_use
from desktop.work.receive import clean_text
from desktop.work.record import keep_scheme_texts
from desktop.work.rounds import open_round
from desktop.work.surveydata import survey_figures


@dataclass(frozen=True)
class Edition:
    """A scheme of the shelf; `origin` is what it was made of, empty for one that ships.

    `following` is what 动态管理 follows after the recognition; `users` what goes by an edition in
    this file, in words.
    """

    scheme: Scheme
    is_own: bool
    origin: str
    changes: tuple[Difference, ...]
    following: Following
    users: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnderWay:
    """A case of the old edition: what it comes to by the old one, and by the new one.

    `differing` are the lines that the two do not judge alike, in words. `refused` says why it
    can't be put under the new edition; empty where it can.
    """

    application_id: int
    name: str
    old: str
    new: str
    differing: tuple[str, ...]
    refused: str


def editions(desk: Desk) -> list[Edition]:
    """Return every scheme of the shelf with what it changes against the one it was made of."""
    return [_edition(desk, scheme) for scheme in desk.schemes.values()]


def _edition(desk: Desk, scheme: Scheme) -> Edition:
    folder = desk.folder(scheme.id)
    origin = origin_of(folder)
    known = desk.schemes.get(origin)
    changes = changes_of(known, desk.folder(origin), scheme, folder) if known else ()
    following = following_of(desk, scheme.id)
    own = desk.is_own(scheme.id)
    users = tuple(in_use(desk, scheme.id)) if own else ()
    return Edition(scheme, own, origin, changes, following, users)


def cases_under_way(desk: Desk, new_id: str) -> list[UnderWay]:
    """Return the cases of the edition's origin with both results; nothing is changed."""
    origin = origin_of(desk.folder(new_id))
    kept = [one.id for one in rounds.rounds(desk.store) if one.scheme_id == origin]
    found = [one for where in kept for one in applications.applications(desk.store, where)]
    return [_under_way(desk, load(desk, one.id), desk.schemes[new_id]) for one in found]


def _under_way(desk: Desk, loaded: Loaded, new: Scheme) -> UnderWay:
    before, after = assessed(loaded), assessed(_under(desk, loaded, new))
    return UnderWay(
        loaded.application.id,
        loaded.application.name or NO_NAME,
        _tally(before),
        _tally(after),
        tuple(_differing(before, after)),
        _refusal(desk, loaded, new),
    )


def _under(desk: Desk, loaded: Loaded, new: Scheme) -> Loaded:
    """The same case as the other edition sees it."""
    number = loaded.application.id
    rosters = {one.key: desk.rows(number, one.key) for one in new.rosters}
    case = replace(loaded.case, rosters=rosters, survey=survey_figures(desk, number, new))
    return replace(loaded, scheme=new, case=case, counts={})


def _tally(found: Assessment) -> str:
    return f"符合{found.met}项，不符合{found.unmet}项，待定{found.open}项"


def _differing(before: Assessment, after: Assessment) -> list[str]:
    old = {line.id: line for line in before.conditions}
    new = {line.id: line for line in after.conditions}
    told = []
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key), new.get(key)
        if (was and was.verdict) != (now and now.verdict):
            one = now or was
            told.append(f"{one.article}{one.text}：{_word(was)} → {_word(now)}" if one else "")
    return told


def _word(line: ConditionLine | None) -> str:
    return VERDICT_WORDS[line.verdict] or "未审" if line else "无此条"


def _refusal(desk: Desk, loaded: Loaded, new: Scheme) -> str:
    if loaded.application.stage in FINAL:
        return f"已{loaded.application.stage}，按原办法"
    kept = locks.locks(desk.store, loaded.application.id)
    if any(not one.void_reason for one in kept) and loaded.scheme.sample != new.sample:
        return "抽查企业名单已封存，而新办法的抽查规定不同，按原办法"
    if kept and _is_taken(desk, loaded, new.id):  # the locked text names the case by its number
        return "抽查企业名单封存过，申报编号在新办法的年度中已被占用，按原办法"
    return ""


def _is_taken(desk: Desk, loaded: Loaded, new_id: str) -> bool:
    year = rounds.round_(desk.store, loaded.application.round_id).year
    there = [
        one.id for one in rounds.rounds(desk.store) if (one.scheme_id, one.year) == (new_id, year)
    ]
    numbers = {one.number for at in there for one in applications.applications(desk.store, at)}
    return loaded.application.number in numbers


def change_over(desk: Desk, application_ids: Sequence[int], new_id: str, why: str) -> Changed:
    """Put the chosen cases under the new edition (换用新办法), each journaled with both results.

    They go into the new edition's round of the same year, which is opened with the same call.
    UserError without a reason, or where one of them may not change.
    """
    reason = clean_text(why)
    if not application_ids:
        raise UserError("还没有选择申报。", "请先勾选要换用新办法的申报。")
    if not reason:
        raise UserError("请写明换用新办法的理由。", "例如：新办法规定施行前未办结的按新办法办理。")
    new = desk.schemes[new_id]
    whole = [load(desk, one) for one in application_ids]
    for one in whole:
        refused = _refusal(desk, one, new)
        if refused:
            raise UserError(f"{one.application.name or NO_NAME}：{refused}。", "请去掉勾选后再试。")
    for one in whole:
        _change(desk, one, new, reason)
    return changed("rounds", "values", "verdicts", "materials", "rosters")


def _change(desk: Desk, loaded: Loaded, new: Scheme, why: str) -> None:
    number, old = loaded.application.id, loaded.scheme
    found = _under_way(desk, loaded, new)
    there = _round_of(desk, loaded.application.round_id, new.id)
    with desk.act(
        "换用新办法",
        case_subject(number),
        old=old.name if old.name != new.name else old.id,
        new=new.name if old.name != new.name else new.id,
        old_digest=old.digest,
        new_digest=new.digest,
        by_old=found.old,
        by_new=found.new,
        why=why,
    ):
        applications.move_round(desk.store, number, there)
        keep_scheme_texts(desk, new)


def _round_of(desk: Desk, old_round: int, new_id: str) -> int:
    """Return the new edition's round of the same year; a new one has the old one's call."""
    old = rounds.round_(desk.store, old_round)
    known = {(one.scheme_id, one.year) for one in rounds.rounds(desk.store)}
    there = int(open_round(desk, new_id, old.year).value)
    if (new_id, old.year) not in known:
        with desk.act("填写申报通知", f"round:{there}", key="copied", old="", new=""):
            rounds.save_call(desk.store, there, old.call)
    return there
