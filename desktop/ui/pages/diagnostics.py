"""导出诊断包: the card in 设置 that writes what a maintainer needs, without anybody's data."""

from __future__ import annotations

import platform
from datetime import date
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop import paths
from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_save
from desktop.ui.kit.layouts import GAP, WIDE, column, row
from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.parts import button, heading, say, sentence
from desktop.work.checking import CheckLine, check_file, now
from desktop.work.desk import Desk
from desktop.work.diagnostics import FileFacts, file_facts, write_package
from desktop.work.keeping import files_of, forget_copy, passing_copy

_TOLD = (
    "程序出错时，把诊断包交给维护人员：日志、出错位置、版本、数据文件的大小和各表行数、检查结果。"
    "不含单位、企业和个人的名称、电话、代码，也不含文件内容。"
)
Gathered = tuple[FileFacts, Path, Path]


class DiagnosticsCard(QFrame):
    """One button; what is in the package is said before and after."""

    def __init__(self, office: Office) -> None:
        """Nothing is gathered before the button is pressed."""
        super().__init__()
        self.office = office
        self.setObjectName("card")
        self.export = button("导出诊断包…", self._ask, "file")
        self.told = sentence()
        inside: QVBoxLayout = column(
            heading("诊断"),
            sentence(_TOLD, "quiet"),
            row(self.export, None),
            self.told,
            gap=GAP,
            margin=WIDE - 4,
        )
        self.setLayout(inside)
        self.told.hide()

    def _ask(self) -> None:
        target = ask_save(self, "导出诊断包", f"诊断包 {date.today():%Y%m%d}.zip", "诊断包 (*.zip)")
        if target is not None:
            self.write(target)

    def write(self, target: Path) -> None:
        """Check the file on a copy, and write the package to `target`."""

        def gather(desk: Desk) -> Gathered:
            return file_facts(desk), passing_copy(desk, paths.scratch_dir()), files_of(desk.path)

        self.export.setEnabled(False)
        self.office.ask(
            gather, lambda found: self._write(target, found), owner=self, otherwise=self._failed
        )

    def _write(self, target: Path, found: Gathered) -> None:
        facts, copy, attached = found
        window = _window()

        def job(progress: Progress) -> tuple[str, ...]:
            lines = _checked(copy, attached, progress)
            return write_package(
                target, facts, lines, paths.log_dir(), paths.settings_file(), window
            )

        self.office.slow(
            job,
            lambda names: self._done(target, names),
            owner=self,
            title="导出诊断包",
            otherwise=self._failed,
        )

    def _done(self, target: Path, names: tuple[str, ...]) -> None:
        self.export.setEnabled(True)
        say(self.told, f"已导出“{target.name}”，内有：{'、'.join(names)}。", "quiet")

    def _failed(self, error: UserError) -> None:
        self.export.setEnabled(True)
        say(self.told, f"没有导出：{error.sentence}{error.hint}", "wrong")


def _checked(copy: Path, attached: Path, progress: Progress) -> tuple[CheckLine, ...]:
    try:
        report = check_file(copy, attached, paths.forms_dir(), paths.fonts_dir(), now, progress)
        return report.lines
    finally:
        forget_copy(copy)


def _window() -> dict[str, str]:
    screen = QGuiApplication.primaryScreen()
    size = screen.size()
    return {
        "qt": qVersion(),
        "platform": QGuiApplication.platformName(),
        "screen": f"{size.width()}x{size.height()} {screen.devicePixelRatio():g}",
        "machine": platform.machine(),
    }
