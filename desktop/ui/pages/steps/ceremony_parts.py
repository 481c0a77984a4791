"""The words, boxes and buttons of 大屏抽取, large enough to be read across a room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from desktop.ui.pages.steps.act import OnceButton
from desktop.work.ceremony import WaitingLock

_SHORT = 16  # hex digits of the digest that are read aloud


def told_lock(one: WaitingLock, then: str = "") -> str:
    """One locked list in words that can be read aloud; `then` stands before the digest."""
    again = f"（第{one.number}次封存）" if one.number > 1 else ""
    draws = f"{then or '　'}{one.draws}" if one.draws else ""
    return (
        f"{one.name}{again}：名单{one.firms}家，抽查{one.size}家。"
        f"{then}校验码前{_SHORT}位 {one.digest[:_SHORT]}{draws}"
    )


def choice_of(one: WaitingLock) -> QCheckBox:
    return QCheckBox(told_lock(one))


def once(text: str) -> OnceButton:
    made = OnceButton(text)
    made.setAccessibleName(text)
    made.setAutoDefault(True)
    made.setObjectName("primary" if text != "返回修改" else "")
    return made


def large_line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    if name == "随机码":
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
