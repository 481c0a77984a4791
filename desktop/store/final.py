"""Refuses to change an application after 定稿: it goes back (退回修改) first, with a reason."""

from collections.abc import Callable, Sequence
from typing import Any

from desktop.domain.problem import Finalised

FINAL = ("定稿", "报送")
# What may still be done: it changes nothing of what was decided on. Every act that is not here is
# refused, so that a new one has to be thought about.
ALLOWED = frozenset(
    {
        "流转",
        "变更状态",
        "打印",
        "另存",
        "重印",
        "导出抽取记录",
        "导出问题清单",
        "清除个人信息",
        "登记告知",
        "征求意见",
        "登记报送",
    }
)
Read = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]


def refuse_after_final(read: Read, act: str, subject: str) -> None:
    """Raise Finalised where `act` would change an application (`application:3`) after 定稿.

    `read` reads the file. An application that is not there is no matter of this room.
    """
    kind, _, number = subject.partition(":")
    if kind != "application" or act in ALLOWED or not number.isdigit():
        return
    found = read("SELECT stage FROM application WHERE id = ?", (int(number),))
    if found and found[0][0] in FINAL:
        raise Finalised(int(number), str(found[0][0]))
