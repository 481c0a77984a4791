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
    """What was changed since the last signature: `stage` in words, each change as a phrase.

    `returned`: the case was taken back since (退回修改), and was not signed as high again.
    """

    stage: str
    changes: tuple[str, ...]
    returned: bool = False

    @property
    def sentence(self) -> str:
        """Say it with the first changes; empty where nothing was changed."""
        if not self.changes:
            return ""
        told = "；".join(self.changes[:_SHOWN])
        rest = "；其余见办理历史" if len(self.changes) > _SHOWN else ""
        since = f"{self.stage}退回修改" if self.returned else self.stage
        return f"{since}后改动了{len(self.changes)}处：{told}{rest}。"

    @property
    def advice(self) -> str:
        """Say what is to be done about the changes; empty where there are none."""
        if not self.changes:
            return ""
        if self.returned:
            return f"还没有重新{self.stage}：请先办“{self.stage}”，签过再定稿。"
        return "请核对；要重新呈批的，请退回修改。"

    @property
    def question(self) -> str:
        """Ask whether it is to be made final all the same."""
        if self.returned:
            return f"退回修改后有过改动，还没有重新{self.stage}，仍要定稿吗？"
        return f"{self.stage}之后有过改动，仍按已签的意见定稿吗？"

    @property
    def noted(self) -> str:
        """What the way through the office keeps of it where it is made final all the same."""
        if self.returned:
            return f"退回修改后的改动未重新{self.stage}"
        return f"{self.stage}后的改动已核对"


def changed_since(desk: Desk, application_id: int) -> Since:
    """Return what was changed since an application was last signed, whatever came back since."""
    names = names_of(scheme_of(desk, application_of(desk, application_id).round_id))
    since = acts_since(desk, application_id)
    found: list[str] = []
    for one in since.acts:
        said = say(one.act, one.detail, names)
        new = f"→{said.new}" if said.new else ""
        found.append(f"{one.act} {said.what}{new}".strip())
    return Since(stage_words(since.stage), tuple(dict.fromkeys(found)), since.returned)
