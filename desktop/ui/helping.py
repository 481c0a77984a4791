"""F1: opens the manual where it speaks of what is on the screen; saves the whole of it as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop import paths
from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_save
from desktop.ui.kit.office import Office, Progress

if TYPE_CHECKING:  # the manual is read when it is first asked for
    from desktop.ui.kit.manual_window import ManualWindow
    from desktop.work.manual import Manual

_SUFFIX = ".pdf"


class Helping(QObject):
    """Keeps the one window of the manual, made at the first F1."""

    def __init__(self, office: Office, window: QWidget) -> None:
        """`window` is the program's own; the manual is closed with it."""
        super().__init__(window)
        self._office = office
        self.window: ManualWindow | None = None

    def open(self, topic: str) -> None:
        """Show the manual at `topic`: a chapter, or a chapter and a heading (`draw#核验`)."""
        if self.window is None:
            from desktop.ui.kit.manual_window import ManualWindow
            from desktop.work.manual import read_manual

            try:
                manual = read_manual(paths.resources_dir() / "help")
            except UserError as error:
                self._office.refused.emit(error.sentence, error.hint)
                return
            self.window = ManualWindow(manual)
            self.window.pdf_wanted.connect(self._ask)
        self.window.open_topic(topic)

    def close(self) -> None:
        """Close the manual's window; it is opened afresh at the next F1."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def _ask(self) -> None:
        window = self.window
        assert window is not None
        name = "示范平台（基地）初审推荐系统使用手册.pdf"
        target = ask_save(window, "把手册存为PDF", name, "PDF 文件 (*.pdf)")
        if target is not None:
            ends = target.suffix.lower() == _SUFFIX
            file = target if ends else target.with_name(f"{target.name}{_SUFFIX}")
            self.write(window.manual, file)

    def write(self, manual: Manual, target: Path) -> None:
        """Write the whole manual to `target`, beside the store."""
        from desktop.work.manual import save_manual

        def job(progress: Progress) -> None:
            fonts = paths.fonts_dir()
            told = lambda page: progress(page, 0, f"第{page}页")  # noqa: E731 - one line says it
            save_manual(manual, fonts, target, told, progress.cancelled)

        def done(_nothing: None) -> None:
            self._say(f"手册已存到：{target}", "good")

        def failed(error: UserError) -> None:
            self._say(f"{error.sentence}{error.hint}", "wrong")

        title = "正在生成手册"
        self._say("正在生成手册…", "quiet")
        self._office.slow(job, done, owner=self, title=title, otherwise=failed)

    def _say(self, words: str, name: str) -> None:
        if self.window is not None:
            self.window.tell(words, name)
