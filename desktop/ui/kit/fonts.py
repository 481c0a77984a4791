"""Registers the bundled faces with Qt, so that no machine's own fonts are needed on the screen."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop import paths

SCREEN_FAMILIES = ("Noto Sans SC", "HanaMinB")


def register_fonts() -> None:
    """Add every bundled face and make the screen's family the default one.

    Needs a QApplication; a second call changes nothing. Raises FileNotFoundError where the
    faces are missing or Qt refuses one: the installation is broken.
    """
    if QApplication.font().families() != list(SCREEN_FAMILIES):
        for name in _faces():
            if QFontDatabase.addApplicationFont(name) < 0:
                raise FileNotFoundError(name)
        font = QApplication.font()
        font.setFamilies(list(SCREEN_FAMILIES))
        QApplication.setFont(font)


def _faces() -> list[str]:
    faces = [str(path) for path in sorted(paths.fonts_dir().glob("*.ttf"))]
    if not faces:
        raise FileNotFoundError(paths.fonts_dir())
    return faces
