"""Registers the bundled faces with Qt, so that no machine's own fonts are needed on the screen."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop import paths

SCREEN_FAMILIES = ("Noto Sans SC", "HanaMinB")
_RARE = "HanaMinB.ttf"


def register_fonts(*, rare: bool = True) -> None:
    """Add every bundled face and make the screen's family the default one.

    Without `rare` the face of rare characters is left to `register_rare_font`: Qt takes as long to
    look through it as to paint the window. Needs a QApplication; a second call changes nothing.
    Raises FileNotFoundError where the faces are missing or Qt refuses one: the installation is
    broken.
    """
    if QApplication.font().families() != list(SCREEN_FAMILIES):
        for name in _faces():
            if rare or not name.endswith(_RARE):
                _add(name)
        font = QApplication.font()
        font.setFamilies(list(SCREEN_FAMILIES))
        QApplication.setFont(font)


def register_rare_font() -> None:
    """Add the face of rare characters, once the window is there; raises as `register_fonts`."""
    if SCREEN_FAMILIES[1] not in QFontDatabase.families():
        _add(str(paths.fonts_dir() / _RARE))


def _add(name: str) -> None:
    if QFontDatabase.addApplicationFont(name) < 0:
        raise FileNotFoundError(name)


def _faces() -> list[str]:
    faces = [str(path) for path in sorted(paths.fonts_dir().glob("*.ttf"))]
    if not faces:
        raise FileNotFoundError(paths.fonts_dir())
    return faces
