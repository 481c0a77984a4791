"""Paints a choice whose text is longer than its room (alone: all of a style's names take 8 ms)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

_ROUNDED = 1  # px by which a text may be wider than the room that was made for it


def paint_cut(box: QComboBox, cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
    """Paint `box` with an ellipsis at the end of what does not fit, or where `cut` says."""
    painter, option = QStylePainter(box), QStyleOptionComboBox()
    box.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    combo = QStyle.ComplexControl.CC_ComboBox
    room = box.style().subControlRect(combo, option, field, box).width() + _ROUNDED
    text = box.fontMetrics().elidedText(box.currentText(), cut, room)
    option.currentText = text
    painter.drawComplexControl(combo, option)
    painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
