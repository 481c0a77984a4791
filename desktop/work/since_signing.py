"""Which acts changed a case after somebody signed it (拟办, 审核, 审签), by the journal."""

from dataclasses import dataclass

from desktop.store import journal
from desktop.store.final import ALLOWED
from desktop.store.journal import Entry
from desktop.work.desk import Desk, case_subject

MOVED = "流转"
_SIGNED = ("拟办", "审核", "审签")
_BACK = "退回"
# They look at what stands there already, or leave the facts alone as those of ALLOWED do.
_LEAVES = ALLOWED | {"核对", "交叉核对", "不是同一单位"}


@dataclass(frozen=True)
class ActsSince:
    """The last signature's `stage` (its key, "" where nobody has signed), and the acts after it."""

    stage: str
    acts: tuple[Entry, ...]


def acts_since(desk: Desk, application_id: int) -> ActsSince:
    """Return what was changed since an application was last signed; nothing after 退回修改."""
    stage = ""
    found: list[Entry] = []
    for one in journal.history(desk.store, case_subject(application_id)):
        if one.act == MOVED:
            to = str((one.detail or {}).get("new", ""))
            stage = to if to in _SIGNED else "" if to == _BACK else stage
            found = [] if to in (*_SIGNED, _BACK) else found
        elif stage and one.act not in _LEAVES:
            found.append(one)
    return ActsSince(stage, tuple(found))
