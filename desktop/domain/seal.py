"""From the list and the size that the reviewer looked at to the lock that freezes them (封存)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.clean import clean
from desktop.domain.frame import Frame
from desktop.domain.lock import Lock, LockedFirm, LockedOut, Promise, Source
from desktop.domain.size import Size


@dataclass(frozen=True)
class Subject:
    """Whose list it is: the scheme with its data's digest, the case with its name."""

    scheme_id: str
    scheme_digest: str
    case_id: str
    case_name: str


def seal(
    subject: Subject,
    frame: Frame,
    size: Size,
    sources: Sequence[Source],
    promise: Promise,
    number: int = 1,
    previous: str = "",
) -> Lock:
    """Return the lock of `frame` at `size`; `number` and `previous` place it among the case's.

    A file's name is cleaned as every value is. ValueError where `size` was reckoned for another
    list.
    """
    if size.frame != len(frame.firms):
        raise ValueError(f"a size for {size.frame} firms, a list of {len(frame.firms)}")
    return Lock(
        subject.scheme_id,
        subject.scheme_digest,
        subject.case_id,
        subject.case_name,
        number,
        previous,
        size.stated,
        size.required,
        size.n,
        tuple(replace(source, name=clean(source.name).text) for source in sources),
        promise,
        tuple(LockedFirm(firm.i, firm.name, firm.code) for firm in frame.firms),
        tuple(LockedOut(row.place, row.name, row.code, row.reason) for row in frame.out),
    )
