"""Rows of the 抽查企业名单 that look like one firm, and what the reviewer found them to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from desktop.domain.frame import Frame
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.office_notes import notes, write_notes

ACT = "核对名称相近"
APART = "不是同一家"
_UNDER = "apart"
_PLACES = "，未合并："  # where the sentence goes on with places, which a new file changes


@dataclass(frozen=True)
class Alike:
    """Rows (their ids) that look like one firm, and the sentence that says so.

    `key` is the same while the sentence is; `settled` where the reviewer found them to be several
    firms. It is a reminder alone: nothing waits for it.
    """

    key: str
    sentence: str
    row_ids: tuple[int, ...]
    settled: bool = False


def alike_of(desk: Desk, application_id: int, frame: Frame) -> tuple[Alike, ...]:
    """Return what looks like one firm in `frame`: first what nobody has looked at."""
    said = notes(desk, application_id, _UNDER)
    pairs = [
        *((one.sentence, one.row_ids) for one in frame.pending),
        *((one.sentence, one.row_ids) for one in frame.likely),
    ]
    found = [
        Alike(key, sentence, tuple(row_ids), bool(said.get(key)))
        for sentence, row_ids in pairs
        for key in (_key(sentence),)
    ]
    return tuple(sorted(found, key=lambda one: one.settled))


def open_ones(found: Sequence[Alike]) -> tuple[Alike, ...]:
    """Return those that nobody has looked at."""
    return tuple(one for one in found if not one.settled)


def settle(desk: Desk, application_id: int, one: Alike, *, apart: bool) -> Changed:
    """Keep that the rows are several firms (不是同一家), or take that back."""
    if one.settled != apart:
        new = APART if apart else ""
        old = "" if apart else APART
        subject = case_subject(application_id)
        with desk.act(ACT, subject, name=one.sentence, key=one.key, old=old, new=new):
            write_notes(desk, application_id, _UNDER, {one.key: new})
    return changed("draw")


def _key(sentence: str) -> str:
    return sha256(sentence.partition(_PLACES)[0].encode()).hexdigest()[:16]
