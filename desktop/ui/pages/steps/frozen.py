"""After 定稿 the blanks of a step are to be read and copied, and no longer typed into."""

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

_FROZEN = "frozen"  # the property of what was shut here, and may be opened again


def freeze(root: QWidget, *, on: bool) -> None:
    """Make all that is typed into or pressed inside of `root` read only, or give it back.

    What was disabled for a reason of its own stays so.
    """
    for line in root.findChildren(QLineEdit):
        line.setReadOnly(on)
    for area in root.findChildren(QPlainTextEdit):
        area.setReadOnly(on)
    for one in (*root.findChildren(QComboBox), *root.findChildren(QAbstractButton)):
        shut(one, on=on)


def shut(one: QWidget, *, on: bool) -> None:
    """Disable what can be pressed, or enable it where it was disabled here."""
    if on and one.isEnabled():
        one.setProperty(_FROZEN, True)  # noqa: FBT003 - Qt's own signature
        one.setEnabled(False)
    elif not on and one.property(_FROZEN):
        one.setProperty(_FROZEN, False)  # noqa: FBT003 - Qt's own signature
        one.setEnabled(True)
