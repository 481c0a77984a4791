"""How a step, a paper or a verdict stands: by icon, word and colour, never by colour alone."""

from dataclasses import dataclass

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.ui.kit import icons
from desktop.ui.kit.layouts import TIGHT
from desktop.ui.kit.theme import tones, with_icon


@dataclass(frozen=True)
class Look:
    """A state's icon and tone."""

    icon: str
    tone: str


_NONE = Look("state-none", "quiet")
_PART = Look("state-part", "part")
_WRONG = Look("state-wrong", "wrong")
_DONE = Look("state-done", "good")
_BAD = Look("state-bad", "wrong")
_OFF = Look("state-off", "quiet")

_LOOKS = {
    "未开始": _NONE,
    "未完成": _PART,
    "有问题": _WRONG,
    "完好": _DONE,
    "未能检查": _PART,
    "完成": _DONE,
    "未审": _NONE,
    "齐全": _DONE,
    "缺件": _BAD,
    "需补正": _WRONG,
    "不涉及": _OFF,
    "符合": _DONE,
    "不符合": _BAD,
    "待判断": _PART,
    "无法计算": _WRONG,
    "未填": _NONE,
    "放宽后符合": _DONE,
    "待抽查": _NONE,
    "待推荐": _NONE,
    "达到80%": _DONE,
    "未达到80%": _BAD,
    "尚不能判定": _PART,
    "同意推荐": _DONE,
    "不同意推荐": _BAD,
    "成立": _DONE,
    "不成立": _BAD,
    "不能核验": _PART,
    "一致": _DONE,
    "不一致": _WRONG,
    "有不符": _BAD,
    "待核对": _PART,
    "已更正": _DONE,
    "已核对": _DONE,
    "采纳": _DONE,
    "已改正": _DONE,
    "有提醒": _WRONG,
    "拒绝": _BAD,
    "不采纳": _OFF,
    "有效": _DONE,
    "有效期不明": _WRONG,
    "今年到期": _PART,
    "已到期": _OFF,
    "已撤销": _BAD,
    "已作废": _OFF,
    "待认定": _NONE,
    "未认定": _OFF,
    "逾期": _BAD,
    "待办": _PART,
    "待交": _PART,
    "已交齐": _DONE,
    "待备案": _PART,
    "已备案": _DONE,
    "办法未规定": _OFF,
}


def look_of(word: str) -> Look:
    """The look of a state's word or of its beginning (`尚不能判定（…）`); else the plain one."""
    exact = _LOOKS.get(word)
    if exact is not None:
        return exact
    starts = [look for state, look in _LOOKS.items() if word.startswith(state)]
    return starts[0] if starts else _NONE


def state_icon(word: str) -> QIcon:
    """The icon of a state's word in the present tones, for a table's cell."""
    look = look_of(word)
    return icons.icon(look.icon, str(getattr(tones(), look.tone)))


def state_colour(word: str) -> str:
    """The tone of a state's word as #rrggbb."""
    return str(getattr(tones(), look_of(word).tone))


class StateBadge(QWidget):
    """A state's icon and its word side by side."""

    def __init__(self, word: str = "", parent: QWidget | None = None) -> None:
        """Show `word` at once."""
        super().__init__(parent)
        self._icon = QLabel()
        self._word = QLabel()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(TIGHT)
        box.addWidget(self._icon)
        box.addWidget(self._word)
        box.addStretch(1)
        self.show_state(word)

    def show_state(self, word: str, shown: str = "") -> None:
        """Show the state `word`, or the text `shown` in its look."""
        look = look_of(word)
        with_icon(self._icon, look.icon, look.tone)
        self._icon.setVisible(bool(word))
        self._word.setText(shown or word)
        self._word.setObjectName(
            {"good": "good", "part": "part", "wrong": "wrong"}.get(look.tone, "")
        )
        self._word.style().polish(self._word)
        self.setAccessibleName(shown or word)

    def word(self) -> str:
        """What is shown."""
        return self._word.text()
