"""A clerk's hand: clicks, keys, texts and drops on the real window, each counted as one act."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QRadioButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
PATIENCE = 60_000  # ms until an errand must be over
TICK = 18  # px from the left, where a radio button or a box is pressed


class Hand:
    """Does what a hand does, waits until the office has nothing under way, and counts.

    A click, a key, something dropped, or a text typed into one field (with the click that goes
    into the field, and the Enter that ends it) is one act. What is done inside `uncounted` is not
    counted. `clicks_into` are those clicks into fields, for whoever counts them too.
    """

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        """`window` is shown already."""
        self._qtbot, self.window = qtbot, window
        self.acts: list[str] = []
        self.clicks_into = 0
        self._counting = True

    @contextmanager
    def uncounted(self) -> Iterator[None]:
        """Acts in here are not counted: lines of materials, judged conditions, answers."""
        self._counting = False
        yield
        self._counting = True

    def click(self, widget: QWidget, what: str) -> None:
        """Press the mouse button once on `widget`, where it can really be seen."""
        self._see(widget)
        QTest.mouseClick(widget, LEFT, NO_KEYS, _middle(widget))
        self._done(f"click {what}")

    def key(self, widget: QWidget, key: Qt.Key, what: str) -> None:
        """Press one key in `widget`, which has the focus."""
        self._holds_focus(widget)
        QTest.keyClick(widget, key)
        self._done(f"key {what}")

    def type(self, widget: QWidget, text: str, what: str) -> None:
        """Type `text` into `widget`, which has the focus, in place of what stands there."""
        self._holds_focus(widget)
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text.isascii():
            QTest.keyClicks(widget, text)
        else:  # as an input method hands over a word
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(widget, event)
        self._done(f"type {what}")

    def enter_field(self, widget: QWidget) -> None:
        """Click into a field that is typed into next; a part of that act."""
        self._see(widget)
        QTest.mouseClick(widget, LEFT, NO_KEYS, _middle(widget))
        self.clicks_into += self._counting
        self._wait()

    def enter(self, widget: QWidget) -> None:
        """End the text that was just typed; a part of that act."""
        self._holds_focus(widget)
        QTest.keyClick(widget, Qt.Key.Key_Return)
        self._wait()

    def choose(self, combo: QComboBox, text: str, what: str) -> None:
        """Open a list and click one of its lines: two acts; none where `text` stands there."""
        if combo.currentText() == text:
            return
        self.click(combo, what)
        view = combo.view()
        self._qtbot.waitUntil(view.isVisible)
        # Qt leaves out a release that comes within a double click of the press.
        QTest.qWait(QApplication.doubleClickInterval() + 50)
        index = combo.model().index(combo.findText(text), combo.modelColumn())
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, view.visualRect(index).center())
        self._qtbot.waitUntil(lambda: not view.isVisible())
        self.activate()
        self._done(f"click {what}：{text}")
        assert combo.currentText() == text

    def activate(self) -> None:
        """Give the keyboard back to the window, as every screen does when a list closes."""
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)

    def drop(self, paths: Sequence[Path], what: str) -> None:
        """Drop files or folders in the middle of the window, as the system hands them over."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place, handle = self.window.rect().center(), self.window.windowHandle()
        copy = Qt.DropAction.CopyAction
        entering = QDragEnterEvent(place, copy, data, LEFT, NO_KEYS)
        QApplication.sendEvent(handle, entering)
        assert entering.isAccepted()
        dropped = QDropEvent(place, copy, data, LEFT, NO_KEYS, QEvent.Type.Drop)
        QApplication.sendEvent(handle, dropped)
        self._done(f"drop {what}")

    def wait_for(self, ready: QWidget) -> None:
        """Wait until `ready` can be seen and used."""
        self._qtbot.waitUntil(
            lambda: ready.isVisible() and ready.isEnabled() and self._idle(), timeout=PATIENCE
        )

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait until something is so, and nothing is under way."""
        self._qtbot.waitUntil(lambda: self._idle() and holds(), timeout=PATIENCE)

    def did(self, act: str) -> None:
        """Count an act that was done with other means, and wait as after any."""
        self._done(act)

    def told(self, acts: Sequence[str]) -> str:
        """Acts, numbered, a line each."""
        return "\n".join(f"  {n:2} {act}" for n, act in enumerate(acts, 1))

    def _see(self, widget: QWidget) -> None:
        self._qtbot.waitUntil(lambda: widget.isVisible() and widget.isEnabled(), timeout=PATIENCE)

        def hit() -> None:
            parent = widget.parentWidget()
            while parent is not None:  # the wheel
                if isinstance(parent, QScrollArea):
                    parent.ensureWidgetVisible(widget)
                parent = parent.parentWidget()
            place = widget.mapTo(self.window, _middle(widget))
            found = self.window.childAt(place)
            assert found is widget or (found is not None and widget.isAncestorOf(found)), (
                f"{widget} {widget.accessibleName()} can't be hit at {place}: {found} lies there"
            )

        self._qtbot.waitUntil(hit)

    def _holds_focus(self, widget: QWidget) -> None:
        def held() -> None:
            holder = QApplication.focusWidget()
            assert holder is widget, (
                f"{holder} {holder.accessibleName() if holder else ''}, "
                f"active {QApplication.activeWindow()} {QApplication.activePopupWidget()}"
            )

        self._qtbot.waitUntil(held)

    def _done(self, act: str) -> None:
        if self._counting:
            self.acts.append(act)
        self._wait()

    def _wait(self) -> None:
        self._qtbot.waitUntil(self._idle, timeout=PATIENCE)

    def _idle(self) -> bool:
        return self.window.office.pending == 0


def _middle(widget: QWidget) -> QPoint:
    middle = widget.rect().center()
    return QPoint(min(TICK, middle.x()), middle.y()) if isinstance(widget, QRadioButton) else middle
