"""Draws the icons of one family (resources/icons, SVG) in the colours of the palette."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop import paths

_SIZES = (16, 32)  # of a button's icon and of one twice as large, on a screen of 100 %
_WINDOW = 64


@lru_cache(maxsize=256)
def icon(name: str, colour: str, disabled: str = "") -> QIcon:
    """The icon `name` drawn in `colour` (#rrggbb), sharp at the scale of the screens there are.

    `disabled` is its colour on a button that can't be pressed; without one, Qt pales `colour`.
    Raises FileNotFoundError where there is no such icon.
    """
    drawn = QIcon()
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}
    for size in sorted({round(size * ratio) for size in _SIZES for ratio in ratios}):
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # Qt would wash out a chosen row's
            drawn.addPixmap(picture(name, colour, size), mode)
        if disabled:
            drawn.addPixmap(picture(name, disabled, size), QIcon.Mode.Disabled)
    return drawn


def window_icon(name: str, colour: str) -> QIcon:
    """The icon `name` for a window's title and the list of windows, which show it larger."""
    drawn = QIcon(icon(name, colour))
    drawn.addPixmap(picture(name, colour, _WINDOW))
    return drawn


@lru_cache(maxsize=512)
def picture(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture `size` logical pixels wide at the screen's `ratio`."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, colour).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_svg(name, colour)))


def _svg(name: str, colour: str) -> bytes:
    text = (paths.resources_dir() / "icons" / f"{name}.svg").read_text("utf-8")
    return text.replace("currentColor", colour).encode()
