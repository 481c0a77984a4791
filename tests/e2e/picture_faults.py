"""What can be told of a page without eyes: texts without room, inputs without a name."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)

from desktop.ui.kit.parts import Link

SLACK = 1  # px that rounding may take
INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox, QRadioButton, QAbstractItemView)
COLOURS = 24  # a page with fewer shows nothing


def faults_of(window: QWidget) -> list[str]:
    """Texts that are cut and inputs that a screen reader can't name, in all that is shown."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisibleTo(window)]
    found = [f"cut: {text}" for one in shown for text in _cut(one)]
    return found + [f"nameless: {_where(one)}" for one in shown if _is_nameless(one)]


def _cut(one: QWidget) -> Iterator[str]:
    if isinstance(one, QLabel) and one.text():
        if _label_is_cut(one):
            yield f"{one.text()[:60]} ({_room(one)}) in {_where(one)}"
    elif isinstance(one, Link):
        if one.full_text() != one.text():
            yield f"{one.full_text()[:60]} ({_room(one)})"
    elif isinstance(one, QPushButton | QCheckBox | QRadioButton):
        if one.sizeHint().width() > one.width() + SLACK:
            yield f"{one.text()} ({_room(one)})"
    elif isinstance(one, QComboBox):
        need = one.fontMetrics().horizontalAdvance(one.currentText())
        # A sheet of a workbook may have a name of any length: it is whole in the tip.
        if need > one.width() - one.height() and one.toolTip() != one.currentText():
            yield f"{one.currentText()} (list, {need} in {one.width()})"
    elif isinstance(one, QLineEdit) and not one.text():
        need = one.fontMetrics().horizontalAdvance(one.placeholderText())
        if need > one.width() - 12:
            yield f"{one.placeholderText()} (hint, {need} in {one.width()})"
    elif isinstance(one, QTableView):
        yield from _cut_heads(one)


def _label_is_cut(one: QLabel) -> bool:
    if one.wordWrap():
        return one.heightForWidth(one.width()) > one.height() + SLACK
    return one.sizeHint().width() > one.width() + SLACK


def _cut_heads(table: QTableView) -> Iterator[str]:
    head: QHeaderView = table.horizontalHeader()
    if head.isHidden():
        return
    for column in range(head.count()):
        text = str(table.model().headerData(column, Qt.Orientation.Horizontal) or "")
        need = head.fontMetrics().horizontalAdvance(text)
        if text and need > head.sectionSize(column):
            yield f"{text} (head, {need} in {head.sectionSize(column)})"


def _is_nameless(one: QWidget) -> bool:
    if not isinstance(one, INPUTS) or isinstance(one, QHeaderView):
        return False
    if isinstance(one.parentWidget(), QComboBox):
        return False
    text = one.text() if isinstance(one, QCheckBox | QRadioButton) else ""
    return not (one.accessibleName() or text or _buddy(one))


def _buddy(one: QWidget) -> bool:
    return any(label.buddy() is one for label in one.window().findChildren(QLabel))


def _room(one: QWidget) -> str:
    return f"{one.sizeHint().width()}x{one.sizeHint().height()} in {one.width()}x{one.height()}"


def _where(one: QWidget) -> str:
    place = one.mapTo(one.window(), QPoint(0, 0))
    names = []
    parent: QWidget | None = one
    while parent is not None and len(names) < 4:
        names.append(type(parent).__name__)
        parent = parent.parentWidget()
    return f"{' < '.join(names)} at {place.x()},{place.y()}"
