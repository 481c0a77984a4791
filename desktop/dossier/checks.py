"""What is looked at in a dossier, each property with its name (核验项目)."""

from desktop.domain.check import Check, CheckState

NAMES = {
    "container": "报送材料包完整，没有多余的内容",
    "signature": "签名有效，清单未被改动",
    "key": "核对码（签名密钥）是该部门的",
    "members": "包内文件与清单一致",
    "data": "数据合乎公布的格式",
    "final": "各份申报均已定稿",
    "scheme": "办法数据与本机随附的版本相同",
    "listed": "清单、数据和抽取记录说的是同样的申报",
    "files": "申报单位的文件齐全、未被改动",
    "draw": "满意度随机抽查重做一致",
    "survey": "抽查结果由抽取记录算得",
    "conditions": "测评结论由数据重算一致",
    "sheets": "表上的内容与数据一致",
    "once": "每份申报、每个报送材料包只报送一次",
    "quota": "推荐数量不超过名额",
    "channel": "同一家没有通过两个部门重复申报",
}
_MOST = 6  # findings of one kind that are told in full


def told(key: str, faults: "list[str] | tuple[str, ...]", where: str = "") -> Check:
    """Return the property `key`: it fails for these sentences, or holds where there is none."""
    state = CheckState.FAILS if faults else CheckState.HOLDS
    more = f"另有{len(faults) - _MOST}处。" if len(faults) > _MOST else ""
    return Check(key, NAMES[key], state, where, "".join(faults[:_MOST]) + more)


def untold(key: str, why: str, where: str = "") -> Check:
    """Return the property `key` as one that can't be told, and why."""
    return Check(key, NAMES[key], CheckState.OPEN, where, why)
