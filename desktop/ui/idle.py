"""Covers the window after some minutes without a key or the mouse; a cover is no encryption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from desktop.ui.kit.idle_choice import chosen_minutes
from desktop.ui.kit.layouts import GAP, WIDE, boxed, by_text, column, row
from desktop.ui.kit.parts import Combo, heading, primary, sentence

if TYPE_CHECKING:  # the store's libraries are loaded when a file is opened, not when a window is
    from desktop.ui.main_window import MainWindow
    from desktop.work.desk import Changed, Desk

_MINUTE_MS = 60_000
_ACTIVE = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    )
)
_TOLD = (
    "离开时间较长，内容已遮住。这里只遮住屏幕，不是加密，也不核对身份；"
    "文件的保密请使用系统的锁屏和磁盘加密（BitLocker、LUKS）。"
)


class IdleLock(QObject):
    """Counts the minutes since the last key or mouse, where the reviewer has set a number."""

    def __init__(self, window: MainWindow) -> None:
        """Off until a number of minutes is set."""
        super().__init__(window)
        self._window = window
        self._watching = False
        self.covers: list[Cover] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.cover)
        window.office.machine_changed.connect(self.read_setting)
        self.read_setting()

    def read_setting(self) -> None:
        """Begin or end counting, as the setting says; called again when a choice was made."""
        minutes = chosen_minutes()
        application = QApplication.instance()
        if application is None:
            return
        # Python sees every event while it watches: only those who want the cover pay for it.
        if minutes and not self._watching:
            application.installEventFilter(self)
        elif not minutes and self._watching:
            application.removeEventFilter(self)
        self._watching = bool(minutes)
        self._timer.setInterval(minutes * _MINUTE_MS)
        self._timer.start() if minutes else self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count anew from each key or move of the mouse; all events go their way."""
        if event.type() in _ACTIVE and not self.covers:
            self._timer.start()
        return super().eventFilter(watched, event)

    def cover(self) -> None:
        """Cover all of the program's windows, dialogs too."""
        if self.covers or not self._window.isVisible():
            return
        top = self._window.top.operator
        names = [top.itemText(at) for at in range(top.count())]
        for one in QApplication.topLevelWidgets():
            if one.isVisible() and one.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog):
                self.covers.append(Cover(one, names, top.currentText(), self))
        if self.covers:
            self.covers[-1].go_on.setFocus()

    def uncover(self, name: str) -> None:
        """Show the windows again; another name is at work from now on."""
        if name and name != self._window.top.operator.currentText():
            self._window.office.keep(lambda desk: _use_operator(desk, name), owner=self)
        for one in self.covers:
            one.hide()
            one.deleteLater()
        self.covers = []
        self._timer.start()


class Cover(QFrame):
    """Lies over one window, as large as it is; Enter or the button takes it away."""

    def __init__(self, over: QWidget, names: list[str], current: str, lock: IdleLock) -> None:
        """`names` are the people of the file, of whom `current` is at work."""
        super().__init__(over)
        self._lock = lock
        self.setObjectName("desk")
        self.setAutoFillBackground(True)
        self.names = Combo("经办人")
        self.names.addItems(names)
        self.names.setCurrentText(current)
        self.go_on = primary("继续办理", self._go_on)
        card = boxed(
            heading("已遮住"),
            sentence(_TOLD, "quiet"),
            row(QLabel("经办人"), self.names, None, self.go_on, gap=GAP),
            gap=GAP,
            margin=WIDE,
        )
        card.setFixedWidth(by_text(440))
        self.setLayout(column(None, row(None, card, None), None))
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.raise_()
        self.show()

    def _go_on(self) -> None:
        self._lock.uncover(self.names.currentText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; no other key reaches what is covered."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Take shortcuts, which would work on what is covered."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Keep the focus on the cover."""
        self.go_on.setFocus() if self.names.hasFocus() else self.names.setFocus()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)


def _use_operator(desk: Desk, name: str) -> Changed:
    from desktop.work.department import use_operator

    return use_operator(desk, name)
