"""The file's headers that no column takes yet: each can be dragged onto the column that it is."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ui.kit.layouts import TIGHT

MIME = "application/x-review-column"
_MOST = 12


def column_data(index: int) -> QMimeData:
    """What is dragged: the file's 0-based column."""
    data = QMimeData()
    data.setData(MIME, str(index).encode("ascii"))
    return data


def dragged_column(data: QMimeData) -> int:
    """The file's column that is dragged, -1 where it is something else."""
    text = bytes(data.data(MIME).data()).decode("ascii", "replace")
    return int(text) if text.isdigit() else -1


class Chip(QPushButton):
    """One header of the file that can be dragged."""

    def __init__(self, index: int, name: str) -> None:
        """`index` is the file's 0-based column."""
        super().__init__(name)
        self.index = index
        self._pressed = QPoint()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by key the lists above the columns do it
        self.setToolTip("拖到下面的列上，这一列就取文件的这一栏")
        self.setAccessibleName(f"文件中没有对应的栏：{name}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag may begin here."""
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag once the mouse has gone far enough."""
        super().mouseMoveEvent(event)
        gone = (event.position().toPoint() - self._pressed).manhattanLength()
        if event.buttons() & Qt.MouseButton.LeftButton and gone >= QApplication.startDragDistance():
            drag = QDrag(self)
            drag.setMimeData(column_data(self.index))
            drag.setPixmap(self.grab())
            drag.exec(Qt.DropAction.CopyAction)
            self.setDown(False)


class HeaderChips(QWidget):
    """A row of such headers; hidden where every header has its column."""

    def __init__(self) -> None:
        """No file is shown yet."""
        super().__init__()
        self.chips: list[Chip] = []
        self._columns: list[tuple[int, str]] = []
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(TIGHT)
        label = QLabel("还没有对应的栏（可拖到列上）：")
        label.setObjectName("quiet")
        self._box.addWidget(label)
        self._box.addStretch(1)

    def show_columns(self, columns: Sequence[tuple[int, str]]) -> None:
        """Show these columns of the file, by index and name."""
        if list(columns) == self._columns:
            return
        self._columns = list(columns)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [Chip(index, name) for index, name in columns[:_MOST]]
        for place, chip in enumerate(self.chips, 1):
            self._box.insertWidget(place, chip)
        self.setVisible(bool(columns))
