"""Scans, photographs and replies that belong to a note: opened by a click, added by drag too."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.kit.asking import ask_files, ask_yes
from desktop.ui.kit.drop import DropTarget
from desktop.ui.kit.layouts import TIGHT, clear, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.outside import show_outside
from desktop.ui.kit.parts import button, link, tool
from desktop.work.office_notes import SCAN_FILTER, Attached, copy_to_look

_KB, _MB = 1 << 10, 1 << 20


class AttachedFiles(QWidget):
    """The files, a button that adds more, and files that are dropped here."""

    added = Signal(object)  # the paths
    dropped = Signal(int)  # the file that belongs here no more

    def __init__(
        self, office: Office, words: str, show: Callable[[Path], None] | None = None
    ) -> None:
        """`words` are the button's (添加扫描件); `show` is what opens a file."""
        super().__init__()
        self._office, self._show = office, show or partial(show_outside, office)
        self._words = words
        self._files: tuple[Attached, ...] = ()
        self.add = button(f"{words}…", self._ask, "add", "也可以把文件拖到这里")
        self.list = QVBoxLayout()
        self.list.setSpacing(TIGHT)
        self.setLayout(column(self.list, row(self.add, None), gap=TIGHT))
        DropTarget(self, self.added.emit, self.isEnabled)

    def show_files(self, files: Sequence[Attached]) -> None:
        """Show what belongs to the note."""
        if tuple(files) == self._files:
            return
        self._files = tuple(files)
        clear(self.list)
        for one in files:
            name = link(f"{one.name}（{_size(one.size)}）", partial(self._open, one), "打开")
            away = tool("close", f"移去 {one.name}", partial(self._drop, one))
            self.list.addWidget(_line(name, away))

    def _ask(self) -> None:
        paths = ask_files(self, self._words, f"{SCAN_FILTER};;所有文件 (*)")
        if paths:
            self.added.emit(paths)

    def _open(self, one: Attached) -> None:
        self._office.ask(lambda desk: copy_to_look(desk, one), self._show, owner=self)

    def _drop(self, one: Attached) -> None:
        detail = "文件本身仍保存着，办理历史中有记录。"
        if ask_yes(self, f"移去“{one.name}”？", "移去", detail):
            self.dropped.emit(one.id)


def _line(*parts: QWidget) -> QWidget:
    held = QWidget()
    held.setLayout(row(*parts, None, gap=TIGHT))
    return held


def _size(size: int) -> str:
    if size >= _MB:
        return f"{size / _MB:.1f}MB"
    return f"{max(1, size // _KB)}KB"
