"""Locks the list of firms and draws from it (封存、抽取): one draw for one lock."""

from collections.abc import Sequence

from desktop.domain.clean import digits_of
from desktop.domain.draw import FEWEST_DIGITS
from desktop.domain.frame import Frame
from desktop.domain.lock import (
    Lock,
    Promise,
    SeedKind,
    Source,
    commitment,
    lock_text,
)
from desktop.domain.problem import UserError
from desktop.domain.seal import Subject, seal
from desktop.domain.size import Size
from desktop.store import files, locks
from desktop.work.casedata import Loaded, draw_number, load
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.framing import (
    REASONS,
    FirmLine,
    FramePage,
    LockLine,
    OutLine,
    frame_of,
    frame_page,
    leave_out,
    raise_size,
    size_of,
    take_back,
    why_not,
)
from desktop.work.paper_roster import paper_of
from desktop.work.receive import clean_text
from desktop.work.record import keep_scheme_texts
from desktop.work.rounds import round_of
from desktop.work.surveydata import newest_lock

__all__ = [
    "REASONS",
    "SEED_KINDS",
    "FirmLine",
    "FramePage",
    "LockLine",
    "OutLine",
    "digits_typed",
    "draw_sample",
    "extend_sample",
    "frame_page",
    "leave_out",
    "lock_frame",
    "raise_size",
    "take_back",
    "void_lock",
]

# How rows that the reviewer typed are named as a source, as the store names their place.
BY_HAND = "手工录入"
SEED_KINDS = (
    ("witnessed", "监督人在场掷出"),
    ("public", "公开号码"),
    ("machine", "系统生成"),
)


def lock_frame(
    desk: Desk,
    application_id: int,
    kind: SeedKind = "witnessed",
    public: Sequence[str] = (),
    reason: str = "",
    supervisor: str = "",
) -> Changed:
    """Lock the list (确认并封存名单): from here on firms, size and rules are frozen for this draw.

    `public` holds the number's source, issue, digit rule and fallback, for kind public. `value` is
    the lock's id. UserError where a lock is open, or a draw is done and reason or 监督人 lack.
    """
    loaded = load(desk, application_id)
    frame = frame_of(desk, loaded)
    kept = locks.locks(desk.store, application_id)
    refusal = why_not(kept, frame)
    if refusal:
        raise UserError(refusal)
    size = size_of(loaded, frame)
    promise, secret = _promise(desk, kind, public)
    text = lock_text(_lock(desk, loaded, frame, size, promise, kept))
    with desk.act(
        "确认并封存名单",
        case_subject(application_id),
        number=len(kept) + 1,
        kind=kind,
        firms=len(frame.firms),
        size=size.n,
        reason=reason,
        supervisor=supervisor,
    ) as act:
        lock_id = locks.add_lock(
            desk.store,
            application_id,
            text=text,
            seed_kind=kind,
            secret=secret,
            required=size.required,
            size=size.n,
            reason=clean_text(reason),
            supervisor=clean_text(supervisor),
        )
        act.detail["digest"] = locks.lock(desk.store, lock_id).digest
        keep_scheme_texts(desk, loaded.scheme)
    return changed("draw", value=lock_id)


def _promise(desk: Desk, kind: SeedKind, public: Sequence[str]) -> tuple[Promise, str]:
    if kind == "public":
        parts = [clean_text(part) for part in public]
        if len(parts) != 4 or not all(parts):
            raise UserError(
                "公开号码须写明来源、期号、取号规则和未公布时的办法。", "四项都要在封存前填写。"
            )
        return Promise("public", "", *parts), ""
    secret = desk.secret()
    return Promise(kind, commitment(secret)), secret


def _lock(
    desk: Desk,
    loaded: Loaded,
    frame: Frame,
    size: Size,
    promise: Promise,
    kept: Sequence[locks.Lock],
) -> Lock:
    application = loaded.application
    year = round_of(desk, application.round_id).year
    subject = Subject(
        loaded.scheme.id,
        loaded.scheme.digest,
        f"{year}-{draw_number(desk, application)}",
        application.name or application.operator_name,
    )
    previous = kept[-1].digest if kept else ""
    sources = _sources(desk, loaded)
    return seal(subject, frame, size, sources, promise, len(kept) + 1, previous)


def _sources(desk: Desk, loaded: Loaded) -> tuple[Source, ...]:
    paper = paper_of(loaded.case)
    if paper is not None:
        return (Source("paper", paper.title),)
    rows = loaded.case.rosters[loaded.scheme.sample.roster]
    digests = {f.name: f.sha256 for f in files.files(desk.store, loaded.application.id)}
    names = dict.fromkeys(row.file for row in rows)
    return tuple(
        Source("file", name, digests[name]) if name in digests else Source("paper", name or BY_HAND)
        for name in names
    )


def void_lock(desk: Desk, application_id: int, lock_id: int, reason: str) -> Changed:
    """Declare a lock void that was never drawn; the reason is listed for good."""
    with desk.act("作废封存", case_subject(application_id), lock=lock_id, reason=reason):
        locks.void_lock(desk.store, lock_id, clean_text(reason))
    return changed("draw")


def extend_sample(desk: Desk, application_id: int, size: int, reason: str) -> Changed:
    """Ask more firms down the same order (追加抽取); never a new draw, never fewer."""
    kept = newest_lock(desk, application_id)
    why = clean_text(reason)
    if kept is None or kept.seed is None:
        raise UserError("还没有抽取，不能追加。", "抽取之前可以直接增加抽查企业数。")
    if not why:
        raise UserError("追加抽取须写明原因。", "例如申报单位更正了服务企业数。")
    whole = kept.text.count(b"\nfirm\t")
    if not kept.size < size <= whole:
        raise UserError(f"追加后的家数应多于{kept.size}家，最多{whole}家。", "请改填家数。")
    with desk.act(
        "追加抽取", case_subject(application_id), lock=kept.id, old=kept.size, size=size, reason=why
    ):
        locks.extend_lock(desk.store, kept.id, size, why)
    return changed("draw", "answers")


def draw_sample(
    desk: Desk,
    application_id: int,
    lock_id: int,
    digits: str = "",
    supervisor: str = "",
    *,
    told: bool = False,
) -> Changed:
    """Keep the digits (随机码), once and for good; the order of firms follows from them.

    `told` where the digits were only called out (自报数字). The digits are on the disk before any
    ticket is computed.
    """
    kept = locks.lock(desk.store, lock_id)
    typed = digits_typed(kept.seed_kind, digits)
    witness = clean_text(supervisor)
    if kept.seed_kind == "witnessed" and not witness:
        raise UserError("请填写监督人。", "监督人可以是同事、申报单位的人或其他任何人。")
    evidence = "自报数字" if told else ""
    with desk.act(
        "登记随机码",
        case_subject(application_id),
        lock=lock_id,
        digits=typed,
        supervisor=witness,
        evidence=evidence,
    ):
        locks.add_seed(desk.store, lock_id, typed, evidence, witness)
    return changed("draw", "answers")


def digits_typed(kind: SeedKind, text: str) -> str:
    """Return the digits as they are kept; UserError where they can't be a 随机码 of this kind."""
    if kind == "machine":
        return ""
    digits = digits_of(text)
    if digits is None:
        raise UserError(
            f"随机码“{text}”中有数字以外的字符。", "只填写掷出或公布的数字，前面的0也要填。"
        )
    if kind == "witnessed" and len(digits) < FEWEST_DIGITS:
        raise UserError(
            f"随机码至少{FEWEST_DIGITS}位，现有{len(digits)}位。", "请再掷几位后一并填写。"
        )
    return digits
