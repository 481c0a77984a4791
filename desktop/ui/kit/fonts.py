"""Registers the bundled faces with Qt, so that no machine's own fonts are needed on the screen."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop import paths

SCREEN_FAMILIES = ("Noto Sans SC", "HanaMinB")
_SCREEN = "NotoSansSC"  # begins the names of the files that the screen is drawn with


def register_fonts(*, rare: bool = True) -> None:
    """Add every bundled face and make the screen's family the default one.

    Without `rare` the face of rare characters and those of paper are left to
    `register_rare_fonts`: Qt takes as long to look through them as to paint the window. Needs a
    QApplication; a second call changes nothing. Raises FileNotFoundError where the faces are
    missing or Qt refuses one: the installation is broken.
    """
    if QApplication.font().families() != list(SCREEN_FAMILIES):
        for path in _faces():
            if rare or path.name.startswith(_SCREEN):
                _add(path)
        font = QApplication.font()
        font.setFamilies(list(SCREEN_FAMILIES))
        QApplication.setFont(font)


def register_rare_fonts() -> None:
    """Add the faces that were left out, once the window is there; raises as `register_fonts`."""
    if SCREEN_FAMILIES[1] not in QFontDatabase.families():
        for path in _faces():
            if not path.name.startswith(_SCREEN):
                _add(path)


def _add(path: Path) -> None:
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise FileNotFoundError(path)


def _faces() -> list[Path]:
    faces = sorted(paths.fonts_dir().glob("*.ttf"))
    if not faces:
        raise FileNotFoundError(paths.fonts_dir())
    return faces
