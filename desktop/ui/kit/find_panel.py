"""The results of the search box: grouped, below it, led through by the keys while one types."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desktop.ui.kit.layouts import GAP, TIGHT, by_text, column
from desktop.ui.kit.parts import sentence

if TYPE_CHECKING:  # what only a search needs is loaded at the first one
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QListWidget, QListWidgetItem

    from desktop.work.search import Found, Hit

_WIDTH, _HEIGHT = 620, 460
_HIT = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_PREPARING = "拼音首字母索引正在准备，稍后再查一次就能按首字母查到。"
_NOTHING = "没有找到“{}”。可以输入名称、联系人、电话、信用代码的一部分，或拼音首字母。"
_MORE = "只列出前面一些；多输几个字可以缩小范围。"


class FindPanel(QFrame):
    """A list over the page; the focus stays in the box, whose Up, Down and Enter work here."""

    followed = Signal(object)  # a Hit

    def __init__(self, box: QLineEdit, window: QWidget) -> None:
        """Hidden until something was looked for with `box`; shown over `window`."""
        super().__init__(window)
        self._box, self._window = box, window
        self.shown: Found | None = None
        self._eager = False  # Enter was pressed before the results came
        self.note = sentence("", "quiet")
        self.setObjectName("find")
        self.setAccessibleName("查找结果")
        box.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    @cached_property
    def list(self) -> QListWidget:
        """The results, made at the first search: the window is painted before that."""
        from PySide6.QtWidgets import QListWidget

        made = QListWidget()
        made.setAccessibleName("查找结果")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setWordWrap(True)
        made.setResizeMode(QListWidget.ResizeMode.Adjust)
        made.itemClicked.connect(self._follow)
        self.setLayout(column(made, self.note, gap=TIGHT, margin=GAP))
        return made

    def show_found(self, found: Found) -> None:
        """List what was found, the first of it chosen."""
        self.shown = found
        self.list.clear()
        group = ""
        for hit in found.hits:
            if hit.group != group:
                group = hit.group
                self._add_group(group)
            self._add(hit)
        self._choose(0, 1)
        self.note.setText(_note(found))
        self.note.setVisible(bool(self.note.text()))
        self.list.setVisible(bool(found.hits))  # an empty one would take the note's room
        self._place()
        self.show()
        self.raise_()
        if self._eager:
            self.follow()

    def lists(self, text: str) -> bool:
        """Whether the results of this very text are to be seen."""
        return self.isVisible() and self.shown is not None and self.shown.text == text

    def follow(self) -> None:
        """Go where the chosen result stands; before any came, as soon as they are there."""
        text = self._box.text().strip()
        self._eager = bool(text) and (self.shown is None or self.shown.text.strip() != text)
        item = self.list.currentItem() if self.isVisible() else None
        if not self._eager and item is not None:
            self._follow(item)

    def forget(self) -> None:
        """Close, and know nothing."""
        if self.shown is not None:
            self.list.clear()
        self.shown, self._eager = None, False
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The box's keys move in the list; a window of another size has the panel elsewhere."""
        if watched is self._box:
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(cast("QKeyEvent", event))
            if event.type() == QEvent.Type.FocusOut:
                self.hide()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        step = _MOVES.get(Qt.Key(event.key()))
        if step is None or not self.list.count():
            return False
        self.show()
        self._choose(self.list.currentRow() + step, 1 if step > 0 else -1)
        return True

    def _choose(self, row: int, step: int) -> None:
        """Choose the row, or the next one in this direction that is a result and no heading."""
        last = self.list.count() - 1
        row = max(0, min(row, last))
        while 0 <= row <= last and self.list.item(row).data(_HIT) is None:
            row += step
        if 0 <= row <= last:
            self.list.setCurrentRow(row)

    def _add_group(self, name: str) -> None:
        from PySide6.QtWidgets import QListWidgetItem

        item = QListWidgetItem(name)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        self.list.addItem(item)

    def _add(self, hit: Hit) -> None:
        from PySide6.QtWidgets import QListWidgetItem

        item = QListWidgetItem("\n".join(filter(None, (hit.name, hit.where))))
        item.setData(_HIT, hit)
        item.setToolTip(f"{hit.name}\n{hit.where}")
        self.list.addItem(item)

    def _follow(self, item: QListWidgetItem) -> None:
        hit = item.data(_HIT)
        if hit is not None:
            self.followed.emit(hit)

    def _place(self) -> None:
        window = self._window
        corner = self._box.mapTo(window, self._box.rect().bottomRight())
        width = min(by_text(_WIDTH), window.width() - 2 * GAP)
        left = max(GAP, corner.x() - width)
        most = min(by_text(_HEIGHT), window.height() - corner.y() - 3 * GAP)
        self.setGeometry(left, corner.y() + TIGHT, width, most)
        self.resize(width, min(most, self._wanted()))

    def _wanted(self) -> int:
        """Px that the results need at this width: a few leave no hole below them."""
        inside = self.layout()
        if inside is None:
            return 0
        inside.activate()
        self.list.doItemsLayout()
        last = self.list.visualItemRect(self.list.item(self.list.count() - 1))
        rows = last.bottom() + self.list.verticalOffset() + 1 if self.list.count() else 0
        note = self.note.heightForWidth(self.note.width()) + TIGHT if self.note.text() else 0
        return rows + note + 2 * GAP + 2 * self.list.frameWidth() + 2


def _note(found: Found) -> str:
    words = [] if found.hits else [_NOTHING.format(found.text.strip())]
    words += [_MORE] if found.more else []
    words += [] if found.ready else [_PREPARING]
    return "".join(words)
