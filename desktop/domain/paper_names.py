"""Which paper of the list of materials a file's name speaks of, where only one can be meant."""

import re
from collections.abc import Sequence

_SHORTEST = 4  # characters of a line that a name may hold whole
_BRACKETED = re.compile(r"[(（《][^()（）《》]*[)）》]")
# Words in a file's name, and the words of the paper's own line that they stand for.
_WORDS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("营业执照", "执照副本"), ("营业执照",)),
    (("法人证书",), ("法人证书",)),
    (("信用代码证",), ("统一社会信用代码证",)),
    (("专项审计", "收支审计", "服务收支"), ("专项审计报告",)),
    (("审计报告", "审计"), ("审计报告",)),
    (("租赁", "租房", "房租", "租约"), ("租赁合同",)),
    (("房产证", "产权", "不动产", "房屋所有权", "土地使用"), ("房产证", "产权证", "土地使用权证")),
    (("声明",), ("声明",)),
    (("承诺书",), ("承诺书",)),
    (("申请表", "申报表"), ("申请表",)),
    (("省级平台", "省级示范", "省级认定", "省厅认定"), ("省级示范平台认定",)),
    (("认定证书",), ("认定证书",)),
    (("ICP", "网站备案", "备案截图"), ("网站备案",)),
    (("许可证",), ("许可证",)),
    (("资质证",), ("资质证书", "从业资格（资质）", "资质（复印件）")),
    (("荣誉", "奖状", "获奖", "奖牌"), ("荣誉证书",)),
    (("媒体报道", "新闻报道"), ("媒体报道",)),
    (("服务流程", "服务指南"), ("服务流程",)),
    (("管理制度", "规章制度", "制度汇编"), ("制度文件",)),
    (("通知",), ("通知",)),
    (("签到",), ("签到",)),
    (("照片",), ("照片",)),
    (("总结",), ("总结",)),
    (("毕业证", "学历证", "学位证"), ("学历证明",)),
)
# What sets papers of one name apart: it stands in both the file's name and the line, or in none.
_ONLY = ("专项", "已包含", "入驻", "对应", "导师")


def paper_of(name: str, papers: Sequence[tuple[str, str, bool]]) -> str:
    """Return the id of the paper that a file's name surely speaks of, "" where none or several.

    `papers` are (id, text, whether it is a part of the 申请报告); a paper that is handed in by
    itself goes before the same one inside the report.
    """
    plain = "".join(name.upper().split())
    hits = [
        (line_id, inside)
        for line_id, text, inside in papers
        if (any(_speaks(plain, text, words, own) for words, own in _WORDS) or _says(plain, text))
        and all((one in plain) == (one in text) for one in _ONLY)
    ]
    single = [line_id for line_id, inside in hits if not inside] or [one for one, _ in hits]
    return single[0] if len(single) == 1 else ""


def _speaks(name: str, text: str, words: tuple[str, ...], own: tuple[str, ...]) -> bool:
    return any(word in name for word in words) and any(word in text for word in own)


def _says(name: str, text: str) -> bool:
    """Tell whether the name holds the whole line, brackets apart: 信用报告, asked for by a call."""
    bare = "".join(_BRACKETED.sub("", text).upper().split())
    return len(bare) >= _SHORTEST and bare in name
