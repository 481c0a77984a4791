"""What was changed after somebody signed (拟办, 审核, 审签): the opinion was on other facts."""

from dataclasses import dataclass

from desktop.work.casedata import application_of
from desktop.work.desk import Desk
from desktop.work.history_words import names_of, say
from desktop.work.office_way import stage_words
from desktop.work.rounds import scheme_of
from desktop.work.since_signing import acts_since

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
    since = acts_since(desk, application_id)
    found: list[str] = []
    for one in since.acts:
        said = say(one.act, one.detail, names)
        new = f"→{said.new}" if said.new else ""
        found.append(f"{one.act} {said.what}{new}".strip())
    return Since(stage_words(since.stage), tuple(dict.fromkeys(found)))
