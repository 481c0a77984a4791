"""Registers the bundled faces with Qt, so that no machine's own fonts are needed on the screen."""

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop import paths

SCREEN_FAMILY = "Noto Sans SC"


def register_fonts() -> None:
    """Add every bundled face and make the screen's one the default.

    Needs a QApplication. Raises FileNotFoundError for a face that Qt refuses.
    """
    known = set(QFontDatabase.families())
    for face in sorted(paths.fonts_dir().glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(face)) < 0:
            raise FileNotFoundError(face)
    if SCREEN_FAMILY in known | set(QFontDatabase.families()):
        font = QFont(QApplication.font())
        font.setFamilies([SCREEN_FAMILY])
        QApplication.setFont(font)
