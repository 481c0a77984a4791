"""F1: opens the manual where it speaks of what is on the screen; saves the whole of it as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QScreen, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop import paths
from desktop.domain.problem import UserError
from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.parts import shortcut

if TYPE_CHECKING:  # the manual is read when it is first asked for
    from desktop.ui.kit.manual_window import ManualWindow
    from desktop.work.manual import Manual

_SUFFIX = ".pdf"
_BOUND = "help_bound"
_BESIDE = "手册已在另一块屏幕上打开"
_AFTER = "这里大家看着，手册在离开后打开　Esc 离开"


def other_screens(large: QWidget) -> list[QScreen]:
    """The screens that a window does not stand on."""
    return [one for one in QGuiApplication.screens() if one is not large.screen()]


def _front() -> QWidget | None:
    return QApplication.activeModalWidget() or QApplication.activeWindow()


class Helping(QObject):
    """Keeps the one window of the manual, made at the first F1."""

    def __init__(self, office: Office, window: QWidget, topic: Callable[[], str]) -> None:
        """`window` is the program's own; the manual is closed with it.

        `topic` is that of the page; a dialog may have its own as its property of this name.
        """
        super().__init__(window)
        self._office, self._home, self._topic = office, window, topic
        self._manual: Manual | None = None
        self._waiting = ""  # the topic that is opened once the large screen was left
        self.window: ManualWindow | None = None
        program = QGuiApplication.instance()
        if isinstance(program, QGuiApplication):
            program.focusWindowChanged.connect(self._bind)

    def open(self, topic: str) -> None:
        """Show the manual at `topic`: a chapter, or a chapter and a heading (`draw#核验`)."""
        if self.window is None:
            self.window = self._made(None)
            if self.window is None:
                return
            self.window.pdf_wanted.connect(self._ask)
        self.window.open_topic(topic)

    def _made(self, parent: QWidget | None) -> ManualWindow | None:
        """Make a window of the manual; None where it can't be read, which is said."""
        from desktop.ui.kit.manual_window import ManualWindow
        from desktop.work.manual import read_manual

        if self._manual is None:
            try:
                self._manual = read_manual(paths.resources_dir() / "help")
            except UserError as error:
                self._office.refused.emit(error.sentence, error.hint)
                return None
        return ManualWindow(self._manual, parent)

    def _bind(self, _window: object) -> None:
        """Let F1 work in a window of ours that the program's own keys don't reach."""
        top = _front()
        if top is None or not self._is_ours(top) or top.property(_BOUND):
            return
        top.setProperty(_BOUND, True)  # noqa: FBT003 - Qt's own
        made = shortcut(top, "F1", self._help_here)
        made.setContext(Qt.ShortcutContext.WindowShortcut)  # nothing in it need have the focus

    def _is_ours(self, top: QWidget) -> bool:
        """Whether it is a dialog or the large screen of this window, and not a manual."""
        if top is self._home or top.property("manual"):
            return False
        above: QWidget | None = top
        while above is not None and above is not self._home:
            above = above.parentWidget()
        return above is self._home

    def _help_here(self) -> None:
        top = _front()
        if top is None:
            return
        topic = str(top.property("topic") or "") or self._topic()
        if top.isModal():
            self._open_over(top, topic)
        else:
            self._open_beside(top, topic)

    def _open_over(self, dialog: QWidget, topic: str) -> None:
        """Open the manual over a dialog: no other window gets keys meanwhile; it goes with it."""
        from desktop.ui.kit.manual_window import ManualWindow

        made = dialog.findChild(ManualWindow) or self._made(dialog)
        if made is not None:
            made.pdf.hide()
            made.open_topic(topic)

    def _open_beside(self, large: QWidget, topic: str) -> None:
        """Open the manual on another screen than the large one, which others watch.

        Where there is no other it waits until the large one is left, and says so there.
        """
        others = other_screens(large)
        if others:
            self.open(topic)
            if self.window is not None and self.window.screen() is large.screen():
                self.window.move(others[0].availableGeometry().topLeft())
            large.activateWindow()
            words = _BESIDE
        else:
            self._waiting = topic
            large.installEventFilter(self)
            words = _AFTER
        QApplication.sendEvent(large, QStatusTipEvent(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open what waited for the large screen to be left."""
        if event.type() == QEvent.Type.Hide and self._waiting:
            topic, self._waiting = self._waiting, ""
            watched.removeEventFilter(self)
            self.open(topic)
        return False

    def close(self) -> None:
        """Close the manual's window; it is opened afresh at the next F1."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def _ask(self) -> None:
        from desktop.ui.kit.asking import ask_save

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
