"""What can be told of a page without eyes: no room, out of place, without a name, off the grid."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)

from desktop.ui.kit.link import Link
from desktop.ui.pages.steps.mapping import ColumnChooser

SLACK = 1  # px that rounding may take
GRID = 4  # px: what every gap and margin is a multiple of
TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
INPUTS = (*TEXTS, QComboBox, QCheckBox, QRadioButton, QAbstractItemView, QToolButton)
COLOURS = 24  # a page with fewer shows nothing


def faults_of(window: QWidget) -> list[str]:
    """All that is wrong with what is shown; an empty list where nothing is."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisibleTo(window)]
    found = [f"cut: {text}" for one in shown for text in _cut(one)]
    found += [f"nameless: {_where(one)}" for one in shown if _is_nameless(one)]
    found += [f"out of its place: {_where(one)}" for one in shown if _is_out_of_place(one)]
    found += [f"scrolls sideways: {_where(one)}" for one in shown if _scrolls_sideways(one)]
    found += [f"no icon: {one.text()}" for one in shown if _lacks_an_icon(one)]
    return found + [f"off the grid: {text}" for one in shown for text in _off_the_grid(one)]


def inputs_of(window: QWidget) -> list[QWidget]:
    """Every input that is shown, the parts of one left out."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisibleTo(window)]
    return [one for one in shown if _is_input(one)]


def _cut(one: QWidget) -> Iterator[str]:
    if isinstance(one, QLabel) and one.text():
        if _label_is_cut(one):
            yield f"{one.text()[:60]} ({_room(one)}) in {_where(one)}"
    elif isinstance(one, Link):
        # A sentence that is too long for its line ends in an ellipsis, and is whole in the tip.
        if one.full_text() != one.text() and one.toolTip() != one.full_text():
            yield f"{one.full_text()[:60]} ({_room(one)})"
    elif isinstance(one, QPushButton | QCheckBox | QRadioButton):
        if _is_smaller(one):
            yield f"{one.text()} ({_room(one)}) in {_where(one)}"
    elif isinstance(one, QComboBox):
        yield from _cut_choice(one)
    elif isinstance(one, QLineEdit):
        yield from _cut_blank(one)
    elif isinstance(one, QTableView):
        yield from _cut_heads(one)


def _is_smaller(one: QWidget) -> bool:
    hint = one.sizeHint()
    return hint.width() > one.width() + SLACK or hint.height() > one.height() + SLACK


def _label_is_cut(one: QLabel) -> bool:
    if one.wordWrap():
        return one.heightForWidth(one.width()) > one.height() + SLACK
    told = one.toolTip() == one.text()
    return not told and _is_smaller(one)


def _cut_choice(one: QComboBox) -> Iterator[str]:
    need = one.fontMetrics().horizontalAdvance(one.currentText())
    option = QStyleOptionComboBox()
    one.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    room = one.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, one).width()
    # A sheet of a workbook may have a name of any length: it is whole in the tip.
    if need > room + SLACK and one.toolTip() != one.currentText():
        yield f"{one.currentText()} (list, {need} in {room})"
    if one.height() < one.fontMetrics().height():
        yield f"{one.currentText()} (list, too low)"


def _cut_blank(one: QLineEdit) -> Iterator[str]:
    if isinstance(one.parentWidget(), QComboBox):
        return
    need = one.fontMetrics().horizontalAdvance(one.placeholderText())
    if not one.text() and need > one.width() - 12:
        yield f"{one.placeholderText()} (hint, {need} in {one.width()})"
    if one.height() < one.fontMetrics().height():
        yield f"{one.accessibleName()} (blank, too low)"


def _cut_heads(table: QTableView) -> Iterator[str]:
    head: QHeaderView = table.horizontalHeader()
    if head.isHidden():
        return
    for column in range(head.count()):
        text = str(table.model().headerData(column, Qt.Orientation.Horizontal) or "")
        need = max(map(head.fontMetrics().horizontalAdvance, text.split("\n")))
        if text and not head.isSectionHidden(column) and need > head.sectionSize(column):
            yield f"{text} (head, {need} in {head.sectionSize(column)})"


def _is_input(one: QWidget) -> bool:
    if not isinstance(one, INPUTS) or isinstance(one, QHeaderView):
        return False
    part = isinstance(one.parentWidget(), QComboBox | QAbstractSpinBox | QLineEdit | QTabBar)
    return not part and one.focusPolicy() != Qt.FocusPolicy.NoFocus


def _is_nameless(one: QWidget) -> bool:
    if not _is_input(one):
        return False
    text = one.text() if isinstance(one, QCheckBox | QRadioButton) else ""
    return not (one.accessibleName() or text or _buddy(one))


def _buddy(one: QWidget) -> bool:
    return any(label.buddy() is one for label in one.window().findChildren(QLabel))


def _is_out_of_place(one: QWidget) -> bool:
    """True where a part of it lies outside of its parent, which cuts it off without a sound."""
    parent = one.parentWidget()
    if parent is None or one.isWindow() or _is_scrolled(one):
        return False
    if isinstance(parent, ColumnChooser):
        return False  # it goes sideways with the table below
    if isinstance(parent, QAbstractScrollArea | QAbstractItemView | QComboBox):
        return False  # Qt's own parts
    room = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    return not one.geometry().isEmpty() and not room.contains(one.geometry())


def _is_scrolled(one: QWidget) -> bool:
    around = one.parentWidget().parentWidget() if one.parentWidget() else None
    held = isinstance(around, QAbstractScrollArea) and around.viewport() is one.parentWidget()
    return held or isinstance(one, QScrollBar)


def _scrolls_sideways(one: QWidget) -> bool:
    """True for a page that is wider than its window; a sheet's preview and a table may be."""
    if not isinstance(one, QScrollArea) or one.objectName() == "sheets" or one.widget() is None:
        return False
    return one.widget().width() > one.viewport().width() + SLACK


def _lacks_an_icon(one: QWidget) -> bool:
    """True for a button that stands beside one with an icon; an answer's begins with its number."""
    if not _is_plain(one) or one.text()[:1].isdigit() or isinstance(one.window(), QDialog):
        return False
    beside = [each for each in one.parentWidget().children() if _is_plain(each) and each != one]
    level = [each for each in beside if each.isVisible() and each.y() == one.y()]
    return one.icon().isNull() and any(not each.icon().isNull() for each in level)


def _is_plain(one: QObject) -> bool:
    return isinstance(one, QPushButton) and not isinstance(one, Link)


def _off_the_grid(one: QWidget) -> Iterator[str]:
    inside = one.layout()
    if not isinstance(inside, QBoxLayout | QGridLayout) or isinstance(one, QAbstractScrollArea):
        return
    around = inside.contentsMargins()
    sizes = {around.left(), around.top(), around.right(), around.bottom(), *_gaps(inside)}
    wrong = sorted(size for size in sizes if size % GRID)
    if wrong:
        yield f"{wrong} in {_where(one)}"


def _gaps(inside: QBoxLayout | QGridLayout) -> set[int]:
    if isinstance(inside, QGridLayout):
        return {inside.horizontalSpacing(), inside.verticalSpacing()}
    # not by itemAt: PySide 6.11 keeps its wrappers after Qt has deleted the items, and gives one of
    # them out again for whatever comes to lie at the same address
    boxes = [one for one in inside.children() if isinstance(one, QBoxLayout | QGridLayout)]
    return {inside.spacing()}.union(*(_gaps(one) for one in boxes))


def _room(one: QWidget) -> str:
    return f"{one.sizeHint().width()}x{one.sizeHint().height()} in {one.width()}x{one.height()}"


def _where(one: QWidget) -> str:
    place = QRect(one.mapTo(one.window(), QPoint(0, 0)), one.size())
    names = []
    parent: QWidget | None = one
    while parent is not None and len(names) < 5:
        names.append(
            type(parent).__name__ + (f"#{parent.objectName()}" if parent.objectName() else "")
        )
        parent = parent.parentWidget()
    around = one.parentWidget()
    of = f" of {around.width()}x{around.height()}" if around else ""
    return f"{' < '.join(names)} at {place.x()},{place.y()} {place.width()}x{place.height()}{of}"
