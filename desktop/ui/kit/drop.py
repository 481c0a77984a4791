"""Lets files and folders be dropped on a widget."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


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
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept files, let all else pass."""
        if isinstance(event, QDragEnterEvent) and self._wanted() and dropped(event.mimeData()):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            paths = dropped(event.mimeData())
            if paths and self._wanted():
                event.acceptProposedAction()
                self._take(paths)
                return True
        return super().eventFilter(watched, event)


def dropped(data: QMimeData) -> list[Path]:
    """The local files and folders in what was dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
