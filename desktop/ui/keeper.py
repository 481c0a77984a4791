"""Watches over the open file: backups at opening, before imports and at closing, and its check."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.problem import UserError
from desktop.ui.kit.office import Office, Progress

if TYPE_CHECKING:  # the store's libraries are loaded when a file is opened, not when a window is
    from desktop.work.checking import Report
    from desktop.work.desk import Desk
    from desktop.work.keeping import Begun, Made
    from desktop.work.watching import Opening


_SHOWN = 300  # ms in which what is to be done is on the screen


@dataclass(frozen=True)
class Folders:
    """Where things lie on this machine: the reviewer's profile, passing files, forms, fonts."""

    profile: Path
    scratch: Path
    forms: Path
    fonts: Path


class Keeper(QObject):
    """Looks after each file that is opened; what it finds is told, never shown in a dialog."""

    told = Signal(str, str)  # a sentence and a hint
    opened = Signal(object)  # the Opening
    backed_up = Signal(object)  # the Made
    last_told = Signal(str)  # when the file was last backed up, in words
    checked = Signal(object)  # the Report
    _imports = Signal(object)  # a Begun, from the store's thread

    def __init__(self, office: Office, folders: Folders, parent: QObject | None = None) -> None:
        """Begins with the next file that `office` opens."""
        super().__init__(parent)
        self._office, self.folders = office, folders
        self.opening: Opening | None = None
        office.opened.connect(self._on_opened)
        office.leaving = self._leave
        self._imports.connect(self._finish)

    def _on_opened(self, _path: str) -> None:
        def begin(desk: Desk) -> Opening:
            from desktop.work.watching import Opening, watch

            if desk.looking is not None:
                return Opening("", "", (), check=False)
            desk.before_import = lambda: self._before_import(desk)
            return watch(desk, self.folders.profile)

        self._office.ask(begin, self._said, owner=self)

    def _said(self, opening: Opening) -> None:
        self.opening = opening
        self.opened.emit(opening)
        if opening.sentence:
            self.told.emit(opening.sentence, opening.hint)
        self._office.soon(lambda: self._go_on(opening), owner=self, after=_SHOWN)

    def _go_on(self, opening: Opening) -> None:
        """Look after the file, once the window shows what is in it."""
        self._tell_last()
        if opening.check:
            self.check()
        else:
            self.back_up("open")
            self._office.ask(_overdue, self._remind, owner=self)

    def _remind(self, overdue: str) -> None:
        if overdue:
            self.told.emit(overdue, "见“设置—备份与检查”。")

    def _tell_last(self) -> None:
        """Say when the last good backup was made, once what is asked already is answered."""

        def last(desk: Desk) -> str:
            from desktop.work.keeping import last_words

            return last_words(desk)

        self._office.ask(last, self.last_told.emit, owner=self)

    def settle(self) -> None:
        """What was said at opening is dealt with: say it no more."""
        self.opening = None

    def back_up(self, why: str, otherwise: Callable[[UserError], None] | None = None) -> None:
        """Make a backup: of a file that has changed since the last one, or always by hand."""

        def begin(desk: Desk) -> Begun | None:
            from desktop.work.keeping import begin_backup, is_wanted

            wanted = why == "hand" or is_wanted(desk)
            return begin_backup(desk, why) if wanted and desk.looking is None else None

        self._office.ask(begin, self._finish, owner=self, otherwise=otherwise or self._failed)

    def _finish(self, begun: Begun | None) -> None:
        if begun is None:
            return

        def finish(_progress: Progress) -> Made:
            from desktop.work.keeping import finish_backup

            return finish_backup(begun)

        self._office.slow(finish, self._made, owner=self, otherwise=self._failed)

    def _made(self, made: Made) -> None:
        self.backed_up.emit(made)
        self._tell_last()
        if made.trouble:
            self.told.emit("备份已做好，但没有复制到第二备份位置。", made.trouble)

    def _failed(self, error: UserError) -> None:
        self.told.emit(f"没有备份成：{error.sentence}", error.hint)

    def _before_import(self, desk: Desk) -> None:
        """On the store's thread: copy at once, check and name the copy elsewhere."""
        from desktop.work.keeping import begin_backup, is_wanted

        try:
            if is_wanted(desk):
                self._imports.emit(begin_backup(desk, "import"))
        except UserError as error:
            logging.getLogger("desktop").warning("no backup before an import: %s", error.sentence)

    def _leave(self, desk: Desk) -> None:
        """On the store's thread, when a file is left: the last backup, whole."""
        from desktop.work.keeping import begin_backup, finish_backup, is_wanted

        try:
            if desk.looking is None and is_wanted(desk):
                finish_backup(begin_backup(desk, "close"))
        except UserError as error:  # the next opening says when the last backup was made
            logging.getLogger("desktop").warning("no backup at closing: %s", error.sentence)

    def check(self) -> None:
        """Check the whole file in the background, on a copy; `checked` brings the report."""

        def copy(desk: Desk) -> tuple[Path, Path]:
            from desktop.work.keeping import files_of, passing_copy

            return passing_copy(desk, self.folders.scratch), files_of(desk.path)

        self._office.ask(copy, self._check_copy, owner=self, otherwise=self._not_checked)

    def _check_copy(self, found: tuple[Path, Path]) -> None:
        copy, attached = found
        here = self.folders

        def look(progress: Progress) -> Report:
            from desktop.work.checking import check_file, now
            from desktop.work.keeping import forget_copy

            try:
                return check_file(copy, attached, here.forms, here.fonts, now, progress)
            finally:
                forget_copy(copy)

        self._office.slow(
            look, self._found, owner=self, title="检查数据文件", otherwise=self._not_checked
        )

    def _found(self, report: Report) -> None:
        self.checked.emit(report)
        if not report.good:
            self.told.emit(report.sentence, "详情见“设置—备份与检查”。")

    def _not_checked(self, error: UserError) -> None:
        self.told.emit(f"没有检查成：{error.sentence}", error.hint)


def _overdue(desk: Desk) -> str:
    from desktop.work.keeping import overdue

    return overdue(desk)
