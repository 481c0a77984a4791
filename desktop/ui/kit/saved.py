"""Says where a file was saved in a line whose room is kept, with the ways to it beside it."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.kit.layouts import GAP, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.outside import show_outside
from desktop.ui.kit.parts import link, restyle

_LEAST = 64  # px
_REST = 3  # where the blank at the end of the row stands


class SavedLine(QWidget):
    """One line: 已另存：…, 打开 and 打开所在文件夹; the page does not move when it comes or goes.

    What went wrong is told here too, whole, on as many lines as it takes.
    """

    def __init__(self, office: Office) -> None:
        """Nothing is said yet."""
        super().__init__()
        self._office = office
        self._path = Path()
        self.words = _Cut()
        self.open = link("打开", lambda: show_outside(office, self._path))
        self.folder = link("打开所在文件夹", lambda: show_outside(office, self._folder()))
        for one in (self.open, self.folder):  # it is the words that give way
            one.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = row(self.words, self.open, self.folder, None, gap=GAP)
        self.setLayout(self._row)
        self.setMinimumHeight(self.open.sizeHint().height())
        self.tell("")

    def text(self) -> str:
        """What is said, whole."""
        return self.words.full

    def look(self) -> str:
        """In which look: good, wrong, quiet."""
        return self.words.objectName()

    def tell_saved(self, words: str, path: Path, *, opens: bool = True) -> None:
        """Say that `path` (a file, or a folder of several) was saved, and offer the ways to it.

        `opens` is False for a file that no other program opens.
        """
        self._path = path
        self._show(words, "good", cut=True)
        self.open.setVisible(opens and path.is_file())
        self.folder.setVisible(True)

    def tell(self, words: str, look: str = "quiet") -> None:
        """Say something that leads nowhere; "" says nothing more."""
        self._show(words, look, cut=look == "good")
        for one in (self.open, self.folder):
            one.hide()

    def _show(self, words: str, look: str, *, cut: bool) -> None:
        """The ways stand right behind the words; what is told whole has all the room."""
        self.words.show_words(words, look, cut=cut)
        self._row.setStretch(0, 0 if cut else 1)
        self._row.setStretch(_REST, 1 if cut else 0)

    def _folder(self) -> Path:
        return self._path if self._path.is_dir() else self._path.parent


class _Cut(QLabel):
    """Words on one line, cut in the middle where there is no room; the tip has the whole."""

    def __init__(self) -> None:
        super().__init__()
        self.full, self._is_cut = "", True
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_words(self, words: str, look: str, *, cut: bool) -> None:
        """Show `words` in a look, on one line (`cut`) or whole."""
        self.full, self._is_cut = words, cut
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setWordWrap(not cut)
        if self.objectName() != look:
            self.setObjectName(look)
            restyle(self)
        self._show()

    def sizeHint(self) -> QSize:
        """As wide as all of the words, if they are on one line."""
        hint = super().sizeHint()
        whole = self.fontMetrics().horizontalAdvance(self.full) + 2
        return QSize(whole, hint.height()) if self._is_cut else hint

    def minimumSizeHint(self) -> QSize:
        """A few letters may be all there is room for."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the room that there is."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        end = Qt.TextElideMode.ElideMiddle
        shown = self.fontMetrics().elidedText(self.full, end, self.width())
        self.setText(shown if self._is_cut else self.full)
