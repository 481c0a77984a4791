"""Builds the draw record (抽取记录) from what was kept, and masks private details."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.domain.attempt import Patience
from desktop.domain.claims import Comparison, compare_claims
from desktop.domain.draw import Draw, extended, sample, seed_of
from desktop.domain.lock import Lock, SeedKind, parse_lock
from desktop.domain.masking import masked_phone
from desktop.domain.problem import UserError
from desktop.domain.record import (
    FORMAT,
    Extension,
    JournalHead,
    Record,
    RecordedAttempt,
    RecordedLock,
    RecordedSeed,
    SchemeData,
    Void,
    attempt_of,
    sealed,
)
from desktop.domain.survey import Standing, standing

_DIGIT_RUN = re.compile("[0-9０-９](?:[- ]?[0-9０-９]){6,}")


@dataclass(frozen=True)
class KeptSeed:
    """A seed's parts as they are kept."""

    digits: str
    evidence: str
    supervisor: str
    at: str


@dataclass(frozen=True)
class KeptLock:
    """One lock as it is kept, with all that followed; `claimed` are the roster's own claims.

    `digest`, `required` and `size_at_lock` are the stored ones: where they contradict the text,
    the record has to show it.
    """

    number: int
    text: bytes
    digest: str
    seed_kind: SeedKind
    secret: str
    required: int
    size_at_lock: int
    reason: str
    supervisor: str
    locked_at: str
    void: Void | None = None
    seed: KeptSeed | None = None
    extensions: tuple[Extension, ...] = ()
    attempts: tuple[RecordedAttempt, ...] = ()
    claimed: Mapping[int, bool | None] | None = None


@dataclass(frozen=True)
class Heading:
    """What the record says of the case as a whole; `made_at` is ISO text."""

    made_at: str
    program: str
    case_id: str
    case_name: str
    schemes: tuple[SchemeData, ...]
    patience: Patience
    journal: JournalHead
    notes: tuple[str, ...] = ()


def build_record(heading: Heading, locks: Sequence[KeptLock], *, mask: bool = False) -> Record:
    """Return the record of a case's draws from all its kept `locks`, in their order.

    The secret of a lock that still waits for its digits is left out: it may not be told yet.
    What can't be drawn again from what was kept (someone changed it) stays empty, and `verify`
    names the reason. With `mask`, phones and the interviewees' names are masked. UserError where
    a lock text is no text at all.
    """
    recorded = tuple(_recorded(kept, heading) for kept in locks)
    record = Record(
        format=FORMAT,
        made_at=heading.made_at,
        program=heading.program,
        masked=False,
        case_id=heading.case_id,
        case_name=heading.case_name,
        schemes=heading.schemes,
        patience=heading.patience,
        locks=recorded,
        journal=heading.journal,
        notes=heading.notes,
    )
    return masked(record) if mask else sealed(record)


def _recorded(kept: KeptLock, heading: Heading) -> RecordedLock:
    followed = _followed(kept, heading)
    lock, draw, now, claims = followed or (None, None, None, None)
    hidden = kept.seed is None and kept.void is None
    return RecordedLock(
        kept.number,
        _text(kept),
        kept.digest,
        kept.seed_kind,
        "" if hidden else kept.secret,
        kept.required,
        kept.size_at_lock,
        kept.reason,
        kept.supervisor,
        kept.locked_at,
        kept.void,
        _seed(kept.seed, draw.seed if draw else "") if kept.seed else None,
        draw.sample if draw else (),
        draw.substitutes if draw else (),
        kept.extensions,
        kept.attempts,
        now.result if now else None,
        claims if lock else None,
    )


def _text(kept: KeptLock) -> str:
    try:
        return kept.text.decode("utf-8")
    except UnicodeDecodeError:
        raise UserError(
            f"第{kept.number}次封存的文本已损坏，不能导出抽取记录。", "请用备份的数据文件核对。"
        ) from None


def _seed(kept: KeptSeed, text: str) -> RecordedSeed:
    return RecordedSeed(kept.digits, kept.evidence, kept.supervisor, kept.at, text)


def _followed(
    kept: KeptLock, heading: Heading
) -> tuple[Lock, Draw, Standing | None, Comparison | None] | None:
    """Return the draw and the survey's standing, None where there is none or can't be re-done."""
    if kept.seed is None:
        return None
    try:
        lock = parse_lock(kept.text)
        draw = sample(lock, seed_of(lock, kept.seed.digits, kept.secret))
        draw = extended(draw, max([draw.n, *(one.size for one in kept.extensions)]))
        rows = [attempt_of(one) for one in kept.attempts]
    except ValueError:
        return None
    data = next((one for one in heading.schemes if one.digest == lock.scheme_digest), None)
    if data is None:
        return lock, draw, None, None
    now = standing(lock, draw, rows, data.rule, heading.patience)
    claims = kept.claimed
    compared = None if claims is None else compare_claims(now, claims, data.rule)
    return lock, draw, now, compared


def masked(record: Record) -> Record:
    """Return the record with phones and the interviewees' names masked, sealed anew."""
    locks = tuple(
        replace(lock, attempts=tuple(_masked(row) for row in lock.attempts))
        for lock in record.locks
    )
    return sealed(replace(record, masked=True, locks=locks))


def _masked(row: RecordedAttempt) -> RecordedAttempt:
    name = f"{row.interviewee[:1]}某" if row.interviewee else ""

    def hide(text: str) -> str:
        shown = text.replace(row.interviewee, name) if row.interviewee else text
        return _DIGIT_RUN.sub(lambda found: masked_phone(found.group()), shown)

    return replace(
        row,
        interviewee=name,
        phone=masked_phone(row.phone),
        words=hide(row.words),
        service=hide(row.service),
        reason=hide(row.reason),
        position=hide(row.position),
    )
