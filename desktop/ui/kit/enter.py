"""Enter finishes a blank and goes on to the next one; Ctrl+Z is the page's where none is typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from desktop.ui.kit.editors import Editor

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterMovesOn(QObject):
    """Watches editors; `order` gives all of them in the order in which Enter goes."""

    entered = Signal()  # the cursor is in another editor, `last`

    def __init__(self, owner: QWidget, order: Callable[[], Sequence[Editor]]) -> None:
        """Call `watch` for what is to be watched; watching twice does no harm."""
        super().__init__(owner)
        self._order = order
        self.last: Editor | None = None  # the one that had the cursor last

    def watch(self, editors: Sequence[Editor]) -> None:
        """Watch these editors from now on."""
        for editor in editors:
            for inner in (editor.inner, *editor.inner.findChildren(QWidget)):
                inner.removeEventFilter(self)
                inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter (Ctrl+Enter in a long text), finish, and go on.

        Ctrl+Z in a blank in which nothing is being typed is left to the page's own shortcut.
        """
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return _leaves_undo(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            self.last = next((one for one in self._order() if _holds(one, watched)), None)
            self.entered.emit()
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() not in _ENTER or control != isinstance(watched, QPlainTextEdit):
            return False
        editors = list(self._order())
        here = [n for n, e in enumerate(editors) if _holds(e, watched)]
        if not here:
            return False
        editors[here[0]].finish()
        following = [e for e in editors[here[0] + 1 :] if e.isVisible()]
        if following:
            go_to(following[0].inner)
        return True


def go_to(widget: QWidget) -> None:
    """Put the cursor into `widget` and scroll to it."""
    target = widget.focusProxy() or widget
    boxes = widget.findChildren(QWidget)
    if target.focusPolicy() == Qt.FocusPolicy.NoFocus and boxes:
        target = boxes[0]
    target.setFocus(Qt.FocusReason.TabFocusReason)
    into_view(widget)


def into_view(widget: QWidget) -> None:
    """Scroll to `widget`, which may have come up this moment."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            inner = parent.widget()
            if inner is not None:
                QCoreApplication.sendPostedEvents(inner, QEvent.Type.LayoutRequest)
                wanted = inner.minimumSizeHint().height()
                inner.resize(inner.width(), max(inner.height(), wanted))
            parent.ensureWidgetVisible(widget, 0, 72)
        parent = parent.parentWidget()


def _leaves_undo(watched: QObject, event: QKeyEvent) -> bool:
    """Keep Ctrl+Z from a blank that has nothing to take back: a shortcut gets it then."""
    if not event.matches(QKeySequence.StandardKey.Undo):
        return False
    if isinstance(watched, QLineEdit):
        idle = not watched.isUndoAvailable()
    elif isinstance(watched, QPlainTextEdit):
        idle = not watched.document().isUndoAvailable()
    else:
        idle = True
    if idle:
        event.ignore()
    return idle


def _holds(editor: Editor, watched: QObject) -> bool:
    return isinstance(watched, QWidget) and (
        watched is editor.inner or editor.inner.isAncestorOf(watched)
    )
