"""One editor for each kind of blank; each says once when an edit is finished."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.form import Field
from desktop.ui.kit.dates import show_date
from desktop.ui.kit.layouts import GAP, by_text
from desktop.ui.kit.parts import Combo

JOIN = "、"
_WIDTHS = {"figure": 104, "percent": 104, "date": 136, "phone": 184, "code": 192, "idcard": 192}


class Editor(QWidget):
    """What all editors have in common: text in, text out, and one signal for each finished edit."""

    finished = Signal(str)
    typed = Signal(str)

    def __init__(self, inner: QWidget) -> None:
        """Hold the widget that is really typed into."""
        super().__init__()
        self.inner = inner
        self._kept = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(inner)
        self.setFocusProxy(inner)
        EscapeGivesBack(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What stands in the editor."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Write `text` into the editor."""
        raise NotImplementedError

    def show_text(self, text: str) -> None:
        """Show what is kept, unless the reviewer is typing something else right now."""
        if self.inner.hasFocus() and self.text() != self._kept:
            return
        self._kept = text
        if self.text() != text:
            self.put(text)

    def take(self, text: str) -> None:
        """Write `text` as if the reviewer had typed it."""
        self.put(text)
        self.finish()

    def give_back(self) -> bool:
        """Bring back what is kept; False where nothing was changed."""
        changed = self.text() != self._kept
        if changed:
            self.put(self._kept)
        return changed

    def is_changed(self) -> bool:
        """Whether something stands in the editor that was not said to be finished."""
        return self.text() != self._kept

    def finish(self) -> None:
        """Say that the edit is finished, where it changed anything."""
        text = self.text()
        if text != self._kept:
            self._kept = text
            self.finished.emit(text)


class _Line(QLineEdit):
    """The first click into a blank that was filled in meanwhile marks all of it, as Tab does.

    Who goes there to type did not see it being filled: what is typed replaces it, not follows it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fresh = self._came = False
        self.textEdited.connect(self._is_own)

    def _is_own(self, _text: str) -> None:
        self.fresh = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._came = self.fresh and event.reason() == Qt.FocusReason.MouseFocusReason
        self.fresh = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._came and not self.hasSelectedText():
            self.selectAll()
        self._came = False


class LineEditor(Editor):
    """A line: text, figure, per cent, phone, code; a date is shown as 2026年11月20日."""

    def __init__(self, kind: str = "text") -> None:
        """`kind` is the field's kind."""
        self.line = _Line()
        super().__init__(self.line)
        self._kind = kind
        if kind in _WIDTHS:
            self.line.setFixedWidth(by_text(_WIDTHS[kind]))
        if kind == "date":
            self.line.setPlaceholderText("如 20261120")
        self.line.editingFinished.connect(self._end)
        self.line.textEdited.connect(self.typed)

    def text(self) -> str:
        """The line's text."""
        return self.line.text()

    def put(self, text: str) -> None:
        """Write the line; a date in its long form."""
        self.line.setText(show_date(text) if self._kind == "date" else text)
        if self.line.hasFocus():
            self.line.selectAll()  # as after Tab: what is typed next replaces it, not joins it
        else:
            self.line.setCursorPosition(0)

    def show_text(self, text: str) -> None:
        """Show what is kept, a date in its long form."""
        shown, before = show_date(text) if self._kind == "date" else text, self.text()
        if shown != before:
            self.line.fresh = not before and self.line.isVisible() and not self.line.hasFocus()
        super().show_text(shown)

    def _end(self) -> None:
        if self._kind == "date" and show_date(self.text()) != self.text():
            self.line.setText(show_date(self.text()))
        self.finish()


class _Area(QPlainTextEdit):
    left = Signal()
    widened = Signal()  # or narrowed: its text takes more lines, or fewer

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Return and event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.left.emit()
            return
        super().keyPressEvent(event)


class LongEditor(Editor):
    """Several lines; Tab leaves it, Ctrl+Enter finishes; it is as high as its text needs."""

    def __init__(self, lines: int = 3) -> None:
        """`lines` is the least height."""
        self.area = _Area()
        super().__init__(self.area)
        self._lines = lines
        self.area.setTabChangesFocus(True)
        self.area.left.connect(self.finish)
        self.area.textChanged.connect(self._changed)
        # Once the page is laid out: another height that is asked for meanwhile is forgotten.
        self.area.widened.connect(self._fit, Qt.ConnectionType.QueuedConnection)
        self._fit()

    def text(self) -> str:
        """The text with its line breaks."""
        return self.area.toPlainText()

    def put(self, text: str) -> None:
        """Write the text."""
        self.area.setPlainText(text)

    def _changed(self) -> None:
        self._fit()
        self.typed.emit(self.text())

    def _fit(self) -> None:
        document: QTextDocument = self.area.document()
        wanted = min(max(self._lines, int(document.size().height())), 12)
        self.area.setFixedHeight(wanted * self.area.fontMetrics().lineSpacing() + 18)


class ChoiceEditor(Editor):
    """One of the printed choices; what was read and is none of them is kept and shown."""

    def __init__(self, choices: Sequence[str]) -> None:
        """The first entry is the empty one."""
        self.combo = Combo()
        super().__init__(self.combo)
        self.combo.addItems(["", *choices])
        self.combo.activated.connect(lambda _index: self.finish())

    def text(self) -> str:
        """The chosen word."""
        return self.combo.currentText()

    def put(self, text: str) -> None:
        """Choose `text`, adding it where it is not among the printed choices."""
        if self.combo.findText(text) < 0:
            self.combo.addItem(text)
        self.combo.setCurrentText(text)


class ChoicesEditor(Editor):
    """Several of the printed choices, as boxes to tick; joined by 、."""

    def __init__(self, choices: Sequence[str]) -> None:
        """One box for each choice."""
        inner = QWidget()
        super().__init__(inner)
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP // 2)
        self.boxes: list[QCheckBox] = []
        for choice in choices:
            self._add(choice)
        self._printed = len(self.boxes)  # the others are words that were read

    def text(self) -> str:
        """The ticked choices, joined; what is kept as it is written, while it says the same."""
        ticked = [box.text() for box in self.boxes if box.isChecked()]
        return self._kept if set(ticked) == {*_named(self._kept)} else JOIN.join(ticked)

    def put(self, text: str) -> None:
        """Tick what `text` names; what is none of the choices gets a box of its own."""
        named = _named(text)
        for extra in (one for one in named if one not in {b.text() for b in self.boxes}):
            self._add(extra)
        for number, box in enumerate(self.boxes):
            box.setChecked(box.text() in named)
            box.setVisible(number < self._printed or box.isChecked())

    def setAccessibleName(self, name: str) -> None:
        """Every box is read with the field's label."""
        super().setAccessibleName(name)
        for box in self.boxes:
            box.setAccessibleName(f"{name}：{box.text()}")

    def _add(self, choice: str) -> None:
        box = QCheckBox(choice)
        box.clicked.connect(lambda _on: self.finish())
        self._box.addWidget(box)
        self.boxes.append(box)
        if len(self.boxes) == 1:
            self.setFocusProxy(box)


def _named(text: str) -> list[str]:
    """Return the choices that a text names, each once."""
    return list(dict.fromkeys(filter(None, (part.strip() for part in text.split(JOIN)))))


class EscapeGivesBack(QObject):
    """Escape in a changed editor brings back what is kept, before it means anything else."""

    def __init__(self, editor: Editor) -> None:
        """Watch the editor's inner widget."""
        super().__init__(editor)
        self._editor = editor
        self._gave = False  # the key is used up: nothing around the editor may hear it
        editor.inner.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the Escape key where the text differs from what is kept."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            self._gave = self._editor.give_back()
            event.setAccepted(self._gave)
            return self._gave
        used, self._gave = self._gave and event.type() == QEvent.Type.KeyPress, False
        return used


def editor_for(field: Field) -> Editor:
    """The editor of a field's kind."""
    if field.kind == "long":
        return LongEditor()
    if field.kind == "choice":
        return ChoiceEditor(field.choices)
    if field.kind == "choices":
        return ChoicesEditor(field.choices)
    return LineEditor(field.kind)
