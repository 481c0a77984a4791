"""手册: a window beside the program's own: contents, the chapter, and what is sought in it."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit, QSplitter, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.ui.kit.layouts import GAP, by_text, column, row
from desktop.ui.kit.manual_reader import Reader
from desktop.ui.kit.parts import button, clearable, empty_search, say, sentence, shortcut, tool
from desktop.ui.kit.theme import dress
from desktop.work.manual import Manual, parts, topic_file

_WIDTH, _HEIGHT, _CONTENTS, _LINE = 1080, 720, 210, 24
_SIZES = (-2, 8)  # steps of the text size, at the least and at the most
_KEY = Qt.ItemDataRole.UserRole
_PLACE, _SIZE = "manual/geometry", "manual/size"  # kept on this machine
_NOWHERE = "手册里没有“{}”。换一个词试试，例如界面上按钮的名称。"


class ManualWindow(QWidget):
    """The manual; nothing in it waits for the program's window, nor holds it."""

    pdf_wanted = Signal()

    def __init__(self, manual: Manual, parent: QWidget | None = None) -> None:
        """Closed until `open_topic`; with a dialog as its `parent` it lives as long as that."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setProperty("manual", True)  # noqa: FBT003 - Qt's own
        self.manual = manual
        self._size = 0
        self._line = by_text(_LINE)
        self._items: dict[str, QTreeWidgetItem] = {}
        dress(self)
        self._make()
        self._lay_out()
        self._connect()
        self.show_contents(manual.texts)
        self._remember()

    def _make(self) -> None:
        self.contents = QTreeWidget()
        self.contents.setHeaderHidden(True)
        self.contents.setRootIsDecorated(False)
        self.contents.setIndentation(2 * GAP)
        self.contents.setAccessibleName("手册目录")
        self.text = Reader()
        self.back = tool("back", "后退（Alt+←）", self.text.backward)
        self.forward = tool("next", "前进（Alt+→）", self.text.forward)
        self.smaller = tool("zoom-out", "缩小文字（Ctrl+-）", lambda: self.resize_text(-1))
        self.larger = tool("zoom-in", "放大文字（Ctrl++）", lambda: self.resize_text(1))
        self.search = QLineEdit()
        self.search.setPlaceholderText("在手册中查找（Ctrl+F）")
        self.search.setAccessibleName("在手册中查找")
        clearable(self.search)
        self.previous = tool("up", "上一处（Shift+F3）", lambda: self.turn(back=True))
        self.following = tool("down", "下一处（F3）", self.turn)
        self.told = sentence("", "quiet")
        self.pdf = button("把手册存为PDF…", self.pdf_wanted.emit, "save", "整本手册，可打印")
        self.split = QSplitter()

    def _lay_out(self) -> None:
        self.setObjectName("desk")
        self.setWindowTitle("使用手册")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(by_text(_WIDTH), by_text(_HEIGHT))
        self.search.setMinimumWidth(by_text(_CONTENTS))
        tools = (self.back, self.forward, self.smaller, self.larger, GAP, self.search)
        head = row(*tools, self.previous, self.following, None, self.pdf, gap=GAP)
        self.split.addWidget(self.contents)
        self.split.addWidget(self.text)
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([by_text(_CONTENTS), by_text(_WIDTH - _CONTENTS)])
        whole = column(head, self.told, self.split, gap=GAP, margin=GAP)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.told.hide()

    def _connect(self) -> None:
        self.text.turned.connect(self._mark)
        self.text.backwardAvailable.connect(self.back.setEnabled)
        self.text.forwardAvailable.connect(self.forward.setEnabled)
        self.back.setEnabled(False)
        self.forward.setEnabled(False)
        self.contents.itemClicked.connect(self._follow)
        self.contents.itemActivated.connect(self._follow)
        self.search.textChanged.connect(self.look)
        self.search.returnPressed.connect(self.turn)
        self._bind_keys()

    def _bind_keys(self) -> None:
        shortcut(self, "Ctrl+F", self._to_search)
        shortcut(self, "F3", self.turn)
        shortcut(self, "Shift+F3", lambda: self.turn(back=True))
        shortcut(self, "Alt+Left", self.text.backward)
        shortcut(self, "Alt+Right", self.text.forward)
        shortcut(self, "Ctrl++", lambda: self.resize_text(1))
        shortcut(self, "Ctrl+=", lambda: self.resize_text(1))
        shortcut(self, "Ctrl+-", lambda: self.resize_text(-1))
        shortcut(self, "Ctrl+0", lambda: self.resize_text(-self._size))
        shortcut(self, "Escape", self._leave)

    def open_topic(self, topic: str) -> None:
        """Show the chapter, at its heading where `topic` names one (`draw#核验`)."""
        file, heading = topic_file(self.manual, topic)
        self.search.clear()
        self.show()  # a heading's place is known once there is a width
        self._read(file, heading)
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def show_contents(self, keys: Container[str]) -> None:
        """List the chapters whose key is in `keys`, under the parts of the manual."""
        self._items = {}
        self.contents.clear()
        for part, chapters in parts(self.manual.chapters).items():
            shown = [one for one in chapters if one.key in keys]
            if not shown:
                continue
            head = QTreeWidgetItem(self.contents, [part])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            for one in shown:
                item = QTreeWidgetItem(head, [one.title])
                item.setSizeHint(0, QSize(0, self._line))
                item.setData(0, _KEY, one.key)
                self._items[one.key] = item
        self.contents.expandAll()
        self._mark(self.text.key())

    def look(self, words: str) -> None:
        """List the chapters that hold `words`, and mark them in the one that is shown."""
        sought = words.strip()
        holding = self.manual.holding(sought)
        self.show_contents(holding)
        if self.text.mark_all(sought):
            self.text.turn_to(sought, afresh=True)
        elif holding and sought:
            self._turn_page(holding[0])
            self.text.turn_to(sought, afresh=True)
        say(self.told, "" if holding else _NOWHERE.format(sought))

    def turn(self, *, back: bool = False) -> None:
        """Go to the next place that holds what is sought, in the next chapter after the last."""
        sought = self.search.text().strip()
        holding = self.manual.holding(sought)
        if not sought or not holding or self.text.turn_to(sought, back=back):
            return
        step = -1 if back else 1
        here = holding.index(self.text.key()) if self.text.key() in holding else -step
        self._turn_page(holding[(here + step) % len(holding)])
        self.text.turn_to(sought, back=back, afresh=True)

    def resize_text(self, steps: int) -> None:
        """Make the text larger or smaller; it is remembered."""
        size = min(max(self._size + steps, _SIZES[0]), _SIZES[1])
        self.text.zoomIn(size - self._size)
        self._size = size
        QSettings().setValue(_SIZE, size)

    def tell(self, words: str, name: str = "quiet") -> None:
        """Say what became of the PDF."""
        say(self.told, words, name)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window stood."""
        QSettings().setValue(_PLACE, self.saveGeometry())
        super().closeEvent(event)

    def _remember(self) -> None:
        kept = QSettings().value(_PLACE)
        if kept is not None:
            self.restoreGeometry(kept)
        self.resize_text(int(str(QSettings().value(_SIZE, 0))))

    def _turn_page(self, key: str) -> None:
        self._read(*topic_file(self.manual, key))

    def _read(self, file: Path, heading: str) -> None:
        url = QUrl.fromLocalFile(str(file))
        if heading:
            url.setFragment(heading, QUrl.ParsingMode.DecodedMode)
        self.text.read(url)

    def _follow(self, item: QTreeWidgetItem) -> None:
        key = item.data(0, _KEY)
        if key and key != self.text.key():
            self._turn_page(key)
            if self.search.text().strip():
                self.text.turn_to(self.search.text().strip(), afresh=True)

    def _mark(self, key: str) -> None:
        item = self._items.get(key)
        if item is not None:
            self.contents.setCurrentItem(item)
        else:
            self.contents.clearSelection()

    def _leave(self) -> None:
        """Empty the search, wherever the focus is; with nothing in it, close."""
        if not empty_search(self):
            self.close()

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
