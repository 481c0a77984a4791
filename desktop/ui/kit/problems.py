"""Lists what is wrong with the user's data: how grave, where, and a sentence; it can be copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from desktop.domain.problem import Problem, Severity
from desktop.ui.kit import icons
from desktop.ui.kit.theme import tones

_LOOKS = {
    Severity.NOTE: ("info", "quiet", "说明"),
    Severity.WARNING: ("state-wrong", "part", "请核对"),
    Severity.ERROR: ("state-bad", "wrong", "有误"),
}


class ProblemList(QListWidget):
    """Problems one under the other, the gravest first; Ctrl+C copies the chosen ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty, and hidden until there is something to say."""
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName("发现的问题")
        copy = QAction("复制", self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.triggered.connect(self.copy)
        self.addAction(copy)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show `problems`; with none the list disappears."""
        self.clear()
        order = list(reversed(Severity))
        for problem in sorted(problems, key=lambda one: order.index(one.severity)):
            icon, tone, word = _LOOKS[problem.severity]
            where = f"{problem.where}：" if problem.where else ""
            item = QListWidgetItem(f"【{word}】{where}{problem.sentence}")
            item.setIcon(icons.icon(icon, str(getattr(tones(), tone))))
            item.setToolTip(item.text())
            self.addItem(item)
        self.setVisible(bool(problems))

    def texts(self) -> list[str]:
        """What is shown, line by line."""
        return [self.item(index).text() for index in range(self.count())]

    def copy(self) -> None:
        """Put the chosen lines on the clipboard."""
        lines = [item.text() for item in self.selectedItems()] or self.texts()
        QGuiApplication.clipboard().setText("\n".join(lines))
