"""Breaks a text into a few lines; what does not fit into these is cut in the last one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from desktop.ui.kit.tied import JOINER, tied


def few_lines(text: str, font: QFont, room: int, most: int, cut: Qt.TextElideMode) -> list[str]:
    """At most `most` lines of `room` px; in the last one an ellipsis stands where `cut` says."""
    metrics = QFontMetrics(font)
    long = metrics.horizontalAdvance(text) > room
    lines = _broken(tied(text, notes=False), font, room, most) if most > 1 and long else [text]
    return [*lines[:-1], metrics.elidedText(lines[-1], cut, room)]


def _broken(text: str, font: QFont, room: int, most: int) -> list[str]:
    """The lines of `text`; what is left after `most` lines is all in the last one."""
    layout, option = QTextLayout(text, font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        starts.append(line.textStart())
    layout.endLayout()
    units = text.encode("utf-16-le")  # Qt counts in these: 𬭎 is two
    ends = [*starts[1:], len(units) // 2]
    parts = [units[2 * a : 2 * b] for a, b in zip(starts, ends, strict=True)]
    return [one.decode("utf-16-le").replace(JOINER, "").strip() for one in parts]
