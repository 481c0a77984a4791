"""Which acts changed a case after somebody signed it (拟办, 审核, 审签), by the journal."""

from dataclasses import dataclass

from desktop.store import journal
from desktop.store.final import ALLOWED
from desktop.store.journal import Entry
from desktop.work.desk import Desk, case_subject

MOVED = "流转"
_SIGNED = ("拟办", "审核", "审签")
_CHIEFS = ("审核", "审签")
_BACK = "退回"
# They look at what stands there already, or leave the facts alone as those of ALLOWED do.
LEAVES = ALLOWED | {"核对", "交叉核对", "不是同一单位"}


@dataclass(frozen=True)
class ActsSince:
    """The signature that counts, by its `stage` (its key, "" for none), and the acts after it.

    `returned`: it was taken back (退回修改) since, and nobody as high has signed again.
    """

    stage: str
    acts: tuple[Entry, ...]
    returned: bool = False


def acts_since(desk: Desk, application_id: int) -> ActsSince:
    """Return what was changed since an application was last signed.

    After 退回修改 a chief's signature (审核, 审签) is owed again by one who is as high: neither the
    way back nor a lower signature after it lets what was changed pass unseen.
    """
    stage, returned = "", False
    found: list[Entry] = []
    for one in journal.history(desk.store, case_subject(application_id)):
        if one.act != MOVED:
            if stage and one.act not in LEAVES:
                found.append(one)
            continue
        to = str((one.detail or {}).get("new", ""))
        if to == _BACK:
            stage, returned = (stage, True) if stage in _CHIEFS else ("", False)
            found = found if stage else []
        elif to in _SIGNED and not _owes(stage, to, returned=returned):
            stage, found, returned = to, [], False
    return ActsSince(stage, tuple(found), returned and bool(stage))


def _owes(stage: str, to: str, *, returned: bool) -> bool:
    """Whether a signature at `to` is lower than the one that was taken back."""
    return returned and bool(stage) and _SIGNED.index(to) < _SIGNED.index(stage)
