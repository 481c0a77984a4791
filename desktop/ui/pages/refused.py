"""A file that can't be opened where it lies: what is wrong, and the ways on as buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.layouts import GAP, WIDE, by_text, column, row
from desktop.ui.kit.neighbour import note_of, show_other
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, primary, say, sentence

if TYPE_CHECKING:  # the store's libraries are loaded when a file is opened, not when a window is
    from desktop.work.desk import Desk


@dataclass(frozen=True)
class Places:
    """Where passing copies, copies to work on, and the windows' notes lie on this machine."""

    scratch: Path
    copies: Path
    profile: Path


class RefusedDialog(Dialog):
    """Says why, and offers a look at a copy, a copy on this machine, or the window that has it."""

    def __init__(
        self,
        office: Office,
        path: Path,
        error: UserError,
        places: Places,
        make: Callable[[Path], Desk],
        parent: QWidget,
    ) -> None:
        """`make` opens a file as the program does."""
        super().__init__(parent)
        self.office, self._path, self._open = office, path, make
        self._places = places
        self.setWindowTitle("文件没有打开")
        self.setProperty("topic", "faq")  # of F1
        self.told = sentence("", "wrong")
        self.there = button("切换到已打开的窗口", self._show_other)
        self.look = button("打开副本，只供查看", self._look)
        self.copy = primary("复制到本机再打开", self._copy)
        self.cancel = button("取消", self.reject)
        buttons = row(self.cancel, None, self.there, self.look, self.copy, gap=GAP)
        head = heading(error.sentence)
        head.setWordWrap(True)
        self.setLayout(
            column(
                head,
                sentence(error.hint),
                sentence(f"复制到：{places.copies}", "quiet"),
                self.told,
                GAP,
                buttons,
                gap=GAP,
                margin=WIDE,
            )
        )
        self.setMinimumWidth(by_text(600))
        self.there.setVisible(note_of(places.profile, path).exists())
        self.told.hide()

    def _show_other(self) -> None:
        if show_other(self._places.profile, self._path):
            self.accept()
        else:
            say(self.told, "没有找到打开它的窗口，它可能在另一台计算机上。", "wrong")

    def _look(self) -> None:
        from desktop.work.opening import open_to_look

        self._go(partial(open_to_look, self._path, self._places.scratch, self._open))

    def _copy(self) -> None:
        from desktop.work.opening import copy_here

        self._go(lambda: self._open(copy_here(self._path, self._places.copies)))

    def _go(self, make: Callable[[], Desk]) -> None:
        self.office.open_file(
            make, lambda _path: self.accept(), owner=self, otherwise=self._not_gone
        )

    def _not_gone(self, error: UserError) -> None:
        say(self.told, f"{error.sentence}{error.hint}", "wrong")


def offer_ways(
    office: Office,
    path: Path,
    error: UserError,
    places: Places,
    make: Callable[[Path], Desk],
    parent: QWidget,
) -> RefusedDialog | None:
    """Open the dialog where the refused file is one of ours; None where no copy would help."""
    from desktop.work.opening import can_be_copied

    if str(path) == office.path or not can_be_copied(path):
        return None
    dialog = RefusedDialog(office, path, error, places, make, parent)
    dialog.open()
    return dialog
