"""Keeps the focus where the reviewer works while what is shown there is made anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget


def is_blank(widget: QWidget | None) -> bool:
    """True for what is typed or chosen in: Esc there never leads away from the page."""
    from PySide6.QtWidgets import QAbstractSpinBox, QPlainTextEdit, QTextEdit

    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        return widget.isEnabled() and not widget.isReadOnly()
    return isinstance(widget, QComboBox)


@contextmanager
def kept_focus(inside: QWidget, instead: Callable[[], QWidget]) -> Iterator[None]:
    """Let the focus stay with the widget of `inside` that has it, or go to `instead` if it can't.

    Qt gives the focus of a widget that is hidden or greyed, if only for a moment, to the next one
    anywhere in the window.
    """
    before = inside.window().focusWidget()
    yield
    if before is None or not inside.isAncestorOf(before):
        return
    if inside.window().focusWidget() is not before:
        stays = before.isVisibleTo(inside) and before.isEnabledTo(inside)
        (before if stays else instead()).setFocus()
