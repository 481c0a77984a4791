"""The ceremony of the draw (当场抽取, 集中抽取): waiting lists, one act for all, the firms."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.clean import clean
from desktop.domain.lock import SeedKind
from desktop.domain.problem import UserError
from desktop.store import applications, locks
from desktop.work.casedata import application_of
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.drawing import digits_typed
from desktop.work.receive import clean_text
from desktop.work.rounds import scheme_of
from desktop.work.surveydata import draw_note, drawn, newest_lock

TOLD = "自报数字"


@dataclass(frozen=True)
class WaitingLock:
    """One locked list that waits for its 随机码; `number` says the how-manieth lock it is."""

    application_id: int
    lock_id: int
    name: str
    number: int
    firms: int
    size: int
    kind: SeedKind
    digest: str
    draws: str = ""


@dataclass(frozen=True)
class DrawnCase:
    """The firms of one application in the order in which they were drawn.

    `draws` says whether it was drawn again or locks were void, as every later screen does.
    """

    application_id: int
    name: str
    digits: str
    supervisor: str
    firms: tuple[str, ...]
    draws: str = ""


def waiting_locks(desk: Desk, application_id: int) -> tuple[WaitingLock, ...]:
    """Return this application's open lock first, then those of the round that may join it.

    Only locks whose digits are rolled before a 监督人 can be drawn together.
    """
    round_id = application_of(desk, application_id).round_id
    numbers = [one.id for one in applications.applications(desk.store, round_id)]
    found = [one for number in numbers if (one := _waiting(desk, number)) is not None]
    own = [one for one in found if one.application_id == application_id]
    if own and own[0].kind != "witnessed":
        return tuple(own)
    others = (one for one in found if one not in own and one.kind == "witnessed")
    return (*own, *others)


def _waiting(desk: Desk, application_id: int) -> WaitingLock | None:
    kept = newest_lock(desk, application_id)
    if kept is None or kept.seed is not None:
        return None
    application = application_of(desk, application_id)
    return WaitingLock(
        application_id,
        kept.id,
        application.name or application.operator_name,
        kept.number,
        kept.text.count(b"\nfirm\t"),
        kept.size,
        kept.seed_kind,
        kept.digest,
        draw_note(desk, application_id),
    )


def draw_many(
    desk: Desk,
    application_ids: Sequence[int],
    digits: str,
    supervisor: str,
    *,
    told: bool = False,
) -> Changed:
    """Draw the open locks of all these applications with one 随机码: all of them or none.

    The digests keep their seeds apart (集中抽取). `told` where the digits were only called out.
    UserError where one has no open lock, or several are not all of the kind witnessed.
    """
    chosen = [_open_lock(desk, number) for number in dict.fromkeys(application_ids)]
    if not chosen:
        raise UserError("还没有选择要抽取的申报。", "请先勾选已封存名单的申报。")
    if len(chosen) > 1 and any(one.kind != "witnessed" for one in chosen):
        raise UserError("只有监督人在场掷出的随机码可以集中抽取。", "其他的请逐家抽取。")
    typed = digits_typed(chosen[0].kind, digits)
    witness = clean_text(supervisor)
    if chosen[0].kind == "witnessed" and not witness:
        raise UserError("请填写监督人。", "监督人可以是同事、申报单位的人或其他任何人。")
    _keep(desk, chosen, typed, TOLD if told else "", witness)
    return changed("draw", "answers", value=tuple(one.application_id for one in chosen))


def _open_lock(desk: Desk, application_id: int) -> WaitingLock:
    found = _waiting(desk, application_id)
    if found is None:
        name = application_of(desk, application_id).name
        raise UserError(f"“{name}”没有待抽取的封存名单。", "已经抽取的不能再抽；请重新选择。")
    return found


def _keep(
    desk: Desk, chosen: Sequence[WaitingLock], typed: str, evidence: str, witness: str
) -> None:
    first, *rest = chosen
    # The same journal rows as of single draws, so that each case verifies by itself.
    what = {"digits": typed, "supervisor": witness, "evidence": evidence}
    together = {"together": len(chosen)} if rest else {}
    subject = case_subject(first.application_id)
    with desk.act("登记随机码", subject, lock=first.lock_id, **what, **together) as act:
        locks.add_seed(desk.store, first.lock_id, typed, evidence, witness)
        for one in rest:
            act.also(
                "登记随机码",
                case_subject(one.application_id),
                lock=one.lock_id,
                **what,
                **together,
            )
            locks.add_seed(desk.store, one.lock_id, typed, evidence, witness)
            desk.summaries.pop(one.application_id, None)


def drawn_cases(desk: Desk, application_ids: Sequence[int]) -> tuple[DrawnCase, ...]:
    """Return the drawn firms of these applications, in order; those not drawn are left out."""
    found = (_drawn(desk, number) for number in application_ids)
    return tuple(one for one in found if one is not None)


def _drawn(desk: Desk, application_id: int) -> DrawnCase | None:
    application = application_of(desk, application_id)
    found = drawn(desk, application_id, scheme_of(desk, application.round_id))
    if found is None or found.kept.seed is None:
        return None
    names = {firm.i: firm.name for firm in found.lock.firms}
    return DrawnCase(
        application_id,
        clean(application.name or application.operator_name).text,
        found.kept.seed.digits,
        found.kept.seed.supervisor,
        tuple(names[i] for i in found.draw.sample),
        draw_note(desk, application_id),
    )
