"""Refuses to change an application after 定稿, or while a colleague has it (已移交)."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from desktop.domain.problem import FinalisedError, UserError

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
        "移交",
        "接收移交",
        "收回移交",
        "收回",
    }
)
# Begins the key of the setting that tells who has an application now (work/handover.py).
HANDED = "handover:"
# What may be done with an application that a colleague has: it changes nothing of what was handed
# over, or it brings it back. Erasing what is somebody's is a duty that nobody else can do here.
WHILE_HANDED = frozenset(
    {
        "打印",
        "另存",
        "重印",
        "导出抽取记录",
        "导出问题清单",
        "清除个人信息",
        "接收移交",
        "收回移交",
        "收回",
    }
)
Read = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]


def refuse_after_final(read: Read, act: str, subject: str) -> None:
    """Raise FinalisedError where `act` would change an application (`application:3`) after 定稿.

    `read` reads the file. An application that is not there is no matter of this room.
    """
    kind, _, number = subject.partition(":")
    if kind != "application" or act in ALLOWED or not number.isdigit():
        return
    found = read("SELECT stage FROM application WHERE id = ?", (int(number),))
    if found and found[0][0] in FINAL:
        raise FinalisedError(int(number), str(found[0][0]))


def refuse_while_handed(read: Read, act: str, subject: str) -> None:
    """Raise UserError where `act` would change an application that a colleague has now (已移交)."""
    kind, _, number = subject.partition(":")
    if kind != "application" or act in WHILE_HANDED or not number.isdigit():
        return
    found = read("SELECT json FROM setting WHERE key = ?", (f"{HANDED}{number}",))
    told = json.loads(found[0][0]) if found else {}
    if told.get("to"):
        raise UserError(
            f"这份申报已移交给{told['to']}，在这里不能改动。",
            "等对方交回后收回；要提前在这里继续，请在申报上方按“收回”并写明原因。",
        )
