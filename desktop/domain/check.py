"""One property of a draw record, and whether it holds, fails, or can't be told."""

from dataclasses import dataclass
from enum import StrEnum


class CheckState(StrEnum):
    """What came of looking: OPEN where what was given does not suffice to tell."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The state as the reader sees it."""
        return {"holds": "成立", "fails": "不成立", "open": "不能核验"}[self.value]


@dataclass(frozen=True)
class Check:
    """One property: `key` for machines, `name` in Chinese, `where` it was looked at, and why.

    `why` is a Chinese sentence; it may be empty where the property holds.
    """

    key: str
    name: str
    state: CheckState
    where: str = ""
    why: str = ""


NAMES = {
    "record": "记录文件完整、未被改动",
    "scheme": "办法数据与封存文本中的校验码一致",
    "rule": "抽查规则与办法数据一致",
    "case": "各次封存属于同一办法、同一申报",
    "lock-text": "封存文本的写法合乎规定",
    "lock-digest": "名单校验码由封存文本算得",
    "lock-fields": "登记的次数、方式和家数与封存文本一致",
    "chain": "各次封存依次相连，没有缺漏",
    "turns": "一次封存只抽取一次，作废和重新抽取都有原因",
    "times": "先封存、再取随机码、后询问，时间先后不乱",
    "firms": "每家企业在名单中只有一次",
    "size": "抽查家数不少于办法的规定",
    "undrawn": "未抽取的封存没有抽取结果",
    "commitment": "机内随机数与封存时印出的校验码（随机码承诺）一致",
    "seed": "随机码由规定的各部分组成",
    "order": "抽取顺序由随机码算得",
    "sample": "抽中企业是顺序中最前的企业，其后为递补企业",
    "extension": "追加抽取沿同一顺序向后",
    "witness": "随机码取自程序之外",
    "attempts": "每条联系记录都合乎规定，更正留有原记录",
    "substitutes": "递补企业只按抽取的先后",
    "result": "抽查结果由联系记录算得",
    "words": "结果的文字与数目一致",
    "claims": "与名单自报的对比前后一致",
    "roster-files": "名单文件与封存时相同",
    "roster": "由名单文件可重建同一份抽查企业名单",
    "roster-claims": "与名单自报的对比由名单算得",
    "paper": "与签字纸面上的校验码、随机码一致",
    "database": "与数据文件中的登记一致",
    "journal": "与操作日志一致",
}


def check(key: str, why: str, where: str = "") -> Check:
    """Return the property `key`: it fails for the reason `why`, or holds where that is empty."""
    state = CheckState.FAILS if why else CheckState.HOLDS
    return Check(key, NAMES[key], state, where, why)


def untold(key: str, why: str, where: str = "") -> Check:
    """Return the property `key` as one that can't be told, and why."""
    return Check(key, NAMES[key], CheckState.OPEN, where, why)


def first_fault(*faults: tuple[bool, str]) -> str:
    """Return the sentence of the first fault that is there, empty where none is."""
    return next((sentence for wrong, sentence in faults if wrong), "")
