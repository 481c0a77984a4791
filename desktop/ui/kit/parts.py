"""Labels, buttons, links and shortcuts in the program's one look."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop.ui.kit.layouts import SLEEPS
from desktop.ui.kit.link import Link
from desktop.ui.kit.theme import with_icon
from desktop.ui.kit.tied import TiedLabel


def title(text: str) -> QLabel:
    """A page's title; there is one on each page."""
    return _label(text, "title")


def heading(text: str) -> QLabel:
    """The heading of a part of a page."""
    return _label(text, "heading")


def sentence(text: str = "", name: str = "") -> QLabel:
    """Running text that wraps and can be marked and copied; `name` is quiet, small, wrong, good."""
    label = _label(text, name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(_wrapping())
    return label


def told(text: str, name: str = "") -> QLabel:
    """A sentence for a `Flow` that has many, each as wide as its place.

    It can be marked and copied too, once the mouse is pressed on it (see `wake`). Till then Qt
    needs no document for it, which it has for texts that are marked or take the focus: such a page
    is made and laid out in half the time. Its last line is no stray letter.
    """
    label = TiedLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setProperty(SLEEPS, True)  # noqa: FBT003 - Qt's own signature
    label.setCursor(Qt.CursorShape.IBeamCursor)
    label.setSizePolicy(_wrapping())
    return label


def say(label: QLabel, text: str, name: str = "") -> None:
    """Put `text` into a label in the look of `name`; an empty one disappears."""
    label.setText(text)
    label.setVisible(bool(text))
    if name and label.objectName() != name:
        label.setObjectName(name)
        restyle(label)


def button(text: str, press: Callable[[], object], icon: str = "", tip: str = "") -> QPushButton:
    """A button that does `press`.

    Of those that stand side by side on a page each has an icon or none has; what is pressed by its
    number and what answers a question has none.
    """
    made = QPushButton(text)
    made.clicked.connect(lambda: press())
    made.setAccessibleName(text)
    made.setToolTip(tip)
    made.setAutoDefault(True)
    if icon:
        with_icon(made, icon)
    return made


def primary(text: str, press: Callable[[], object], icon: str = "", tip: str = "") -> QPushButton:
    """The one button of a page that goes on."""
    made = button(text, press, "", tip)
    made.setObjectName("primary")
    if icon:
        with_icon(made, icon, "on_accent")
    return made


def link(text: str, press: Callable[[], object], tip: str = "", lines: int = 1) -> Link:
    """A link that does `press`; too long for its place, it takes up to `lines`."""
    made = Link(text, tip, lines)
    made.clicked.connect(lambda: press())
    made.setAutoDefault(True)
    return made


class Combo(QComboBox):
    """A choice that scrolling the page never changes by accident."""

    def __init__(self, name: str = "") -> None:
        """`name` is what a screen reader says."""
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._tip = ""
        self.currentTextChanged.connect(self._tell)

    def _tell(self, text: str) -> None:
        """Have the whole choice in the tip, unless the page says something else there."""
        if self.toolTip() == self._tip:
            self._tip = text
            self.setToolTip(text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def showPopup(self) -> None:
        """Show the whole of a short list: Qt's own is some pixels short with a styled frame."""
        super().showPopup()
        box, row = self.view().window(), self.view().sizeHintForRow(0)
        # A list that the screen itself cuts lacks more than one row; it is left to be scrolled.
        if self.count() <= self.maxVisibleItems() and 0 < -self._spare() <= row:
            box.resize(box.width(), box.height() + 2 * row)  # what scrolls it goes away
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        box = self.view().window()
        box.resize(box.width(), box.height() - self._spare())

    def _spare(self) -> int:
        """The pixels of the open list's room that its rows leave free; below 0 they have none."""
        view = self.view()
        high = sum(view.sizeHintForRow(at) for at in range(self.count()))
        return view.viewport().height() - high

    def paintEvent(self, event: QPaintEvent) -> None:
        """A choice that is too long for its room ends in an ellipsis, as a button's text does."""
        policy = self.sizeAdjustPolicy()
        whole = policy == QComboBox.SizeAdjustPolicy.AdjustToContents
        if whole and self.sizeHint().width() <= self.width():
            super().paintEvent(event)
            return
        from desktop.ui.kit.cut_choice import paint_cut

        paint_cut(self)


def clearable(line: QLineEdit) -> None:
    """Give a blank that is searched with what empties it: a button, drawn as all are, and Esc."""
    line.setClearButtonEnabled(True)
    for one in line.findChildren(QToolButton):
        with_icon(one, "close", "quiet")
    line.installEventFilter(EscapeEmpties(line))


class EscapeEmpties(QObject):
    """Escape in a filled search box empties it, before it closes or leaves anything."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key where something was typed; in an empty box it is the window's."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return False
        if not isinstance(watched, QLineEdit) or not watched.text():
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            watched.clear()
        return True


def empty_search(inside: QWidget) -> bool:
    """Empty the search boxes that are seen in `inside`; returns whether one was filled."""
    lines = [one for one in inside.findChildren(QLineEdit) if one.isClearButtonEnabled()]
    filled = [one for one in lines if one.text() and one.isVisible()]
    for one in filled:
        one.clear()
    return bool(filled)


def tool(icon: str, tip: str, press: Callable[[], object]) -> QToolButton:
    """A small button with an icon only; `tip` is its tooltip and its accessible name."""
    made = QToolButton()
    made.setObjectName("flat")
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.clicked.connect(lambda: press())
    with_icon(made, icon)
    return made


def mark(icon: str, tone: str = "ink", size: int = 16) -> QLabel:
    """A label that shows an icon alone."""
    label = QLabel()
    label.setFixedSize(size, size)
    with_icon(label, icon, tone, size)
    return label


def shortcut(widget: QWidget, keys: str, press: Callable[[], object]) -> QShortcut:
    """Bind `keys` (`Ctrl+P`, `Alt+1`) while the focus is inside `widget`."""
    made = QShortcut(QKeySequence(keys), widget)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(lambda: press())
    return made


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again at a widget whose name or property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def flag(widget: QWidget, name: str, on: bool) -> None:
    """Set a property that the style sheet looks at."""
    if bool(widget.property(name)) != on:
        widget.setProperty(name, on)
        restyle(widget)


def _wrapping() -> QSizePolicy:
    """As high as its lines are at its width: a new policy would forget that Qt has noted this."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    return label
