"""Labels, buttons, links and shortcuts in the program's one look."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.ui.kit.theme import with_icon


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
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def say(label: QLabel, text: str, name: str = "") -> None:
    """Put `text` into a label in the look of `name`; an empty one disappears."""
    label.setText(text)
    label.setVisible(bool(text))
    if name and label.objectName() != name:
        label.setObjectName(name)
        restyle(label)


def button(text: str, press: Callable[[], object], icon: str = "", tip: str = "") -> QPushButton:
    """A button that does `press`."""
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


def link(text: str, press: Callable[[], object], tip: str = "") -> QPushButton:
    """A sentence or name that leads somewhere."""
    made = button(text, press, "", tip)
    made.setObjectName("link")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


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


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    return label
