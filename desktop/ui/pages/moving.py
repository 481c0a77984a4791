"""迁移到新电脑: the card in 备份与检查 that writes and reads one file with all that is needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop import paths
from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_file, ask_save
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.parts import button, heading, say, sentence

if TYPE_CHECKING:  # the store's libraries are loaded when a file is opened, not when a window is
    from desktop.work.desk import Desk
    from desktop.work.moving import Leaving

KIND = "迁移包 (*.zip)"
_FILES = "初审文件 (*.review)"
_NAME = "初审推荐.review"
_TOLD = (
    "换电脑时用：数据文件、附件和本机的外观、字体选择装在一个文件里。"
    "迁移包含有企业和个人信息且没有加密，请妥善传递，用完删除。"
)


class MoveCard(QFrame):
    """Two buttons, and what came of them."""

    def __init__(self, office: Office, open_file: Callable[[Path], Desk]) -> None:
        """`open_file` opens what was read from a package."""
        super().__init__()
        self.office, self._open = office, open_file
        self.setObjectName("card")
        self.export = button("导出迁移包…", self._ask_target, "file")
        self.take = button("导入迁移包…", lambda: ask_and_read(self.reader, self), "folder")
        self.told = sentence()
        self.reader = PackageReader(office, open_file, self)
        inside: QVBoxLayout = column(
            heading("迁移到新电脑"),
            sentence(_TOLD, "quiet"),
            row(self.export, self.take, None),
            self.told,
            gap=GAP,
            margin=12,
        )
        self.setLayout(inside)
        self.told.hide()
        self.reader.failed = self._failed

    def _ask_target(self) -> None:
        target = ask_save(self, "导出迁移包", f"迁移包 {date.today():%Y%m%d}.zip", KIND)
        if target is not None:
            self.write(target)

    def write(self, target: Path) -> None:
        """Write a package of the open file to `target`."""

        def begin(desk: Desk) -> Leaving:
            from desktop.work.moving import begin_package

            return begin_package(desk, paths.scratch_dir())

        self.export.setEnabled(False)
        self.office.ask(begin, partial(self._pack, target), owner=self, otherwise=self._failed)

    def _pack(self, target: Path, leaving: Leaving) -> None:
        def job(progress: Progress) -> int:
            from desktop.work.moving import write_package

            return write_package(leaving, paths.settings_file(), target, progress)

        self.office.slow(
            job,
            partial(self._packed, target),
            owner=self,
            title="导出迁移包",
            otherwise=self._failed,
        )

    def _packed(self, target: Path, attached: int) -> None:
        self.export.setEnabled(True)
        say(self.told, f"已导出“{target.name}”，含附件{attached}份；文件已通过检查。", "quiet")

    def _failed(self, error: UserError) -> None:
        self.export.setEnabled(True)
        say(self.told, f"{error.sentence}{error.hint}", "wrong")


class PackageReader:
    """Reads a package into a new file and opens it; says through `failed` what was refused."""

    def __init__(self, office: Office, open_file: Callable[[Path], Desk], owner: QWidget) -> None:
        """`owner` asks; without another `failed` the window's bar says what is wrong."""
        self.office, self._open, self._owner = office, open_file, owner
        self.failed: Callable[[UserError], None] = self._tell

    def read(self, package: Path, target: Path) -> None:
        """Put the package's file at `target`, and open it."""

        def job(progress: Progress) -> Path:
            from desktop.work.moving import read_package

            return read_package(package, target, paths.settings_file(), progress)

        self.office.slow(
            job,
            self._opened,
            owner=self._owner,
            title="导入迁移包",
            otherwise=lambda error: self.failed(error),
        )

    def _opened(self, path: Path) -> None:
        self.office.open_file(
            partial(self._open, path),
            lambda _path: None,
            owner=self._owner,
            otherwise=lambda error: self.failed(error),
        )

    def _tell(self, error: UserError) -> None:
        self.office.refused.emit(error.sentence, error.hint)


def ask_and_read(reader: PackageReader, parent: QWidget) -> None:
    """Ask for a package, and for where its file is to lie; then read it."""
    package = ask_file(parent, "导入迁移包", KIND)
    if package is None:
        return
    target = ask_save(parent, "数据文件放在哪里", _NAME, _FILES)
    if target is not None:
        reader.read(package, target.with_suffix(".review"))
