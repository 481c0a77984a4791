"""The words, boxes and buttons of 大屏抽取, large enough to be read across a room."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.ui.pages.steps.act import OnceButton
from desktop.work.ceremony import WaitingLock

_SHORT = 16  # hex digits of the digest that are read aloud
_BETWEEN = "　"  # of a firm's place and its name


class PlacedFirms(QStyledItemDelegate):
    """Puts the places below each other and the names too.

    A figure space would do, but the program's fonts have none that is as wide as their figures.
    """

    def __init__(self, parent: QListWidget) -> None:
        """Room for one figure, until it is known how many firms there will be."""
        super().__init__(parent)
        self.most = 1  # the last place

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Called by Qt: the place ends where the longest one would, the name begins behind it."""
        mine = QStyleOptionViewItem(option)
        self.initStyleOption(mine, index)
        place, _between, name = mine.text.partition(_BETWEEN)
        room = mine.widget.style().subElementRect(
            QStyle.SubElement.SE_ItemViewItemText, mine, mine.widget
        )
        mine.text = ""
        mine.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, mine, painter, mine.widget
        )
        wide = mine.fontMetrics.horizontalAdvance("0" * len(str(self.most)))
        behind = room.adjusted(wide + mine.fontMetrics.horizontalAdvance(_BETWEEN), 0, 0, 0)
        painter.save()
        painter.setFont(mine.font)
        painter.setPen(mine.palette.text().color())
        middle = Qt.AlignmentFlag.AlignVCenter
        first = QRect(room.left(), room.top(), wide, room.height())
        painter.drawText(first, middle | Qt.AlignmentFlag.AlignRight, place)
        painter.drawText(behind, middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()


def placed(place: int, firm: str) -> str:
    """A firm with its place, as it is drawn and read aloud."""
    return f"{place}{_BETWEEN}{firm}"


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
