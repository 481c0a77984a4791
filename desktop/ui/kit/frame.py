"""The window's frame: navigation on the left, the round and the search above, the file below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
)

from desktop.ui.kit.bar import SaveNote, TaskNote
from desktop.ui.kit.layouts import GAP, TIGHT, UNIT, by_text, column, row
from desktop.ui.kit.parts import Combo, button, clearable, link, tool

if TYPE_CHECKING:  # the store's libraries are loaded when a file is opened, not when the window is
    from desktop.work.frame_lines import RoundLine

NEW_ROUND = "新建年度…"
_NAVIGATION_WIDTH = 128
_TYPING_PAUSE = 150  # ms before a list is narrowed


@dataclass(frozen=True)
class Entry:
    """One line of the navigation: the page's key, its word, and its icon."""

    key: str
    word: str
    icon: str


class Navigation(QFrame):
    """The pages, one under the other; Alt and the number goes there too."""

    chosen = Signal(str)
    help_wanted = Signal()

    def __init__(self, entries: Sequence[Entry]) -> None:
        """One button for each entry."""
        super().__init__()
        self.setObjectName("navigation")
        self._fit()
        self.buttons = {entry.key: self._button(n, entry) for n, entry in enumerate(entries, 1)}
        self.help = button("手册", self.help_wanted.emit, "help", "使用手册中讲这一页的地方（F1）")
        self.help.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayout(column(*self.buttons.values(), None, self.help, gap=TIGHT, margin=GAP))

    def mark(self, key: str) -> None:
        """Show that the page `key` is open; an unknown key marks none."""
        for one, made in self.buttons.items():
            made.setChecked(one == key)

    def changeEvent(self, event: QEvent) -> None:
        """Larger words need more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(by_text(_NAVIGATION_WIDTH))

    def _button(self, number: int, entry: Entry) -> QPushButton:
        made = button(entry.word, lambda: self._choose(entry.key), entry.icon)
        made.setCheckable(True)
        made.setToolTip(f"{entry.word}（Alt+{number}）")
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return made

    def _choose(self, key: str) -> None:
        self.mark(key)
        self.chosen.emit(key)


class Top(QFrame):
    """The round, its call, the search box, and who is at work."""

    round_chosen = Signal(int)
    new_round = Signal()
    call_wanted = Signal()
    searched = Signal(str)
    operator_chosen = Signal(str)

    def __init__(self) -> None:
        """Empty until a file is open."""
        super().__init__()
        self.setObjectName("top")
        self._operator = ""
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.rounds = Combo("年度")
        self.rounds.setMinimumWidth(320)
        self.call = button(
            "申报通知", self.call_wanted.emit, "file", "本年度申报通知的文号、日期、名额"
        )
        self.search = QLineEdit()
        self.search.setPlaceholderText("名称、电话、首字母（Ctrl+F）")
        self.search.setToolTip("查找本文件所有年度的申报、单位、企业和人员（Ctrl+F）")
        self.search.setAccessibleName("查找")
        clearable(self.search)
        self.operator = Combo("经办人")
        self.operator.setEditable(True)
        self.operator.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._fit()
        self.pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)

    def changeEvent(self, event: QEvent) -> None:
        """Larger words need more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.search.setMinimumWidth(by_text(264))
        self.operator.setFixedWidth(by_text(112))

    def _lay_out(self) -> None:
        line = self.operator.lineEdit()
        if line is not None:
            line.setPlaceholderText("请填写姓名")
        parts = (QLabel("年度"), self.rounds, self.call, None, self.search, GAP)
        self.setLayout(row(*parts, QLabel("经办人"), self.operator, gap=GAP, margin=GAP))

    def _connect(self) -> None:
        self.rounds.activated.connect(self._chose_round)
        # It may be cut. (Qt's own method as a slot would have PySide parse a class's signatures.)
        self.rounds.currentTextChanged.connect(lambda text: self.rounds.setToolTip(text))
        self.search.textChanged.connect(lambda _text: self.pause.start())
        self.pause.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.returnPressed.connect(lambda: self.searched.emit(self.search.text()))
        self.operator.textActivated.connect(self.operator_chosen)
        line = self.operator.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._typed_operator)

    def show_rounds(self, rounds: Sequence[RoundLine], current: int | None) -> None:
        """Offer every round, and a new one."""
        self.rounds.clear()
        for one in rounds:
            self.rounds.addItem(one.label, one.id)
        self.rounds.addItem(NEW_ROUND, None)
        self.rounds.setCurrentIndex(max(self.rounds.findData(current), 0))
        self.call.setEnabled(current is not None)

    def show_round(self, current: int | None) -> None:
        """Follow to the round of the page that is shown; where it has none, stay."""
        if current is not None:
            self.rounds.setCurrentIndex(max(self.rounds.findData(current), 0))

    def show_operators(self, names: Sequence[str], current: str) -> None:
        """Offer those who have worked with this file."""
        self._operator = current
        self.operator.clear()
        self.operator.addItems(list(names))
        self.operator.setCurrentText(current)

    def clear_search(self) -> None:
        """Empty the search box without asking any page."""
        self.search.clear()  # its × goes by the signal, which only starts the pause
        self.pause.stop()

    def _chose_round(self, index: int) -> None:
        chosen = self.rounds.itemData(index)
        if chosen is None:
            self.new_round.emit()
        else:
            self.round_chosen.emit(chosen)

    def _typed_operator(self) -> None:
        name = self.operator.currentText().strip()
        if name and name != self._operator:
            self._operator = name
            self.operator_chosen.emit(name)


class Bottom(QFrame):
    """Which file is open, when it was last saved and backed up, and what is running."""

    cancel = Signal()
    backups_wanted = Signal()
    files_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """`clock` times the note 已保存."""
        super().__init__()
        self.setObjectName("bottom")
        self.files = tool("folder", "打开其他文件（Ctrl+O）", self.files_wanted.emit)
        self.keys = tool("keyboard", "快捷键一览（Ctrl+/）", self.keys_wanted.emit)
        self.file = QLabel("还没有打开文件")
        self.file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.save = SaveNote(clock)
        self.backup = link("", self.backups_wanted.emit, "最近一次通过检查的备份；打开“备份与检查”")
        self.backup.hide()
        self.task = TaskNote()
        self.task.cancel.connect(self.cancel)
        parts = (
            self.files,
            self.file,
            4 * UNIT,
            self.save,
            self.backup,
            None,
            self.task,
            self.keys,
        )
        inner = row(*parts, gap=GAP)
        inner.setContentsMargins(GAP, UNIT, GAP, UNIT)
        self.setLayout(inner)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_file(self, path: str) -> None:
        """Name the file that is open; when it was backed up is told next, and of none before it."""
        self.file.setText(f"文件：{path}")
        self.show_backup("")

    def show_backup(self, words: str) -> None:
        """Say when the file was last backed up, or that it never was; nothing of a copy."""
        self.backup.setText(words)
        self.backup.setVisible(bool(words))
