"""Lets files and folders be dropped on a widget; text fields let them through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:  # the window is painted before anything is dragged
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWindow

_OVER = (QEvent.Type.DragLeave, QEvent.Type.Drop)


class DropTarget(QObject):
    """Watches a widget for dropped files and hands over their paths."""

    def __init__(
        self,
        widget: QWidget,
        take: Callable[[Sequence[Path]], None],
        wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """`wanted` is asked when something is dragged in; `take` gets what was dropped."""
        super().__init__(widget)
        self._take, self._wanted = take, wanted
        self._past: _PastFields | None = None
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept files, let all else pass."""
        if event.type() == QEvent.Type.Show and self._past is None:
            self._let_past(watched)
        if event.type() == QEvent.Type.DragEnter:
            coming = cast("QDragEnterEvent", event)
            if self._wanted() and dropped(coming.mimeData()):
                coming.acceptProposedAction()
                return True
        if event.type() == QEvent.Type.Drop:
            come = cast("QDropEvent", event)
            paths = dropped(come.mimeData())
            if paths and self._wanted():
                come.acceptProposedAction()
                self._take(paths)
                return True
        return super().eventFilter(watched, event)

    def _let_past(self, watched: QObject) -> None:
        """Of a whole window: files dropped over its text fields belong to what lies behind."""
        handle = watched.windowHandle() if isinstance(watched, QWidget) else None
        if isinstance(watched, QWidget) and handle is not None:
            self._past = _PastFields(watched, handle)


class _PastFields(QObject):
    """While files are dragged over a window, its text fields take no drops.

    They would write the file's address (file:///…) among the clerk's words.
    """

    def __init__(self, window: QWidget, handle: QWindow) -> None:
        """`handle` is what the system hands its drags to."""
        super().__init__(window)
        self._window = window
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look on; nothing is kept from the window."""
        if event.type() == QEvent.Type.DragEnter and dropped(
            cast("QDragEnterEvent", event).mimeData()
        ):
            self._accept(drops=False)
        elif event.type() in _OVER:
            QTimer.singleShot(0, self, self._accept)
        return super().eventFilter(watched, event)

    def _accept(self, *, drops: bool = True) -> None:
        from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

        kinds: tuple[type[QWidget], ...] = (QLineEdit, QPlainTextEdit, QTextEdit)
        for kind in kinds:
            for field in self._window.findChildren(kind):
                field.setAcceptDrops(drops)


def dropped(data: QMimeData) -> list[Path]:
    """The local files and folders in what was dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
