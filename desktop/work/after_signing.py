"""What was changed after somebody signed (拟办, 审核, 审签): the opinion was on other facts."""

from dataclasses import dataclass

from desktop.store import journal
from desktop.store.final import ALLOWED
from desktop.work.casedata import application_of
from desktop.work.desk import Desk, case_subject
from desktop.work.history_words import names_of, say
from desktop.work.office_way import stage_words
from desktop.work.rounds import scheme_of

MOVED = "流转"
_SIGNED = ("拟办", "审核", "审签")
_BACK = "退回"
# They look at what stands there already, or leave the facts alone as those of ALLOWED do.
_LEAVES = ALLOWED | {"核对", "交叉核对", "不是同一单位"}
_SHOWN = 6


@dataclass(frozen=True)
class Since:
    """What was changed since the last signature: `stage` in words, each change as a phrase."""

    stage: str
    changes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Say it with the first changes; empty where nothing was changed."""
        if not self.changes:
            return ""
        told = "；".join(self.changes[:_SHOWN])
        rest = "；其余见办理历史" if len(self.changes) > _SHOWN else ""
        return f"{self.stage}后改动了{len(self.changes)}处：{told}{rest}。"


def changed_since(desk: Desk, application_id: int) -> Since:
    """Return what was changed since an application was last signed; nothing after 退回修改."""
    names = names_of(scheme_of(desk, application_of(desk, application_id).round_id))
    stage = ""
    found: list[str] = []
    for one in journal.history(desk.store, case_subject(application_id)):
        if one.act == MOVED:
            to = str((one.detail or {}).get("new", ""))
            stage = stage_words(to) if to in _SIGNED else "" if to == _BACK else stage
            found = [] if to in (*_SIGNED, _BACK) else found
        elif stage and one.act not in _LEAVES:
            said = say(one.act, one.detail, names)
            new = f"→{said.new}" if said.new else ""
            found.append(f"{one.act} {said.what}{new}".strip())
    return Since(stage, tuple(dict.fromkeys(found)))
