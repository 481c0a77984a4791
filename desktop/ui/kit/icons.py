"""Draws the icons of one family (resources/icons, SVG) in the colours of the palette."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop import paths

_SIZES = (16, 20, 24, 32, 40, 48, 64)


@lru_cache(maxsize=256)
def icon(name: str, colour: str) -> QIcon:
    """The icon `name` drawn in `colour` (#rrggbb), sharp at every scale.

    Raises FileNotFoundError where there is no such icon.
    """
    drawn = QIcon()
    for size in _SIZES:
        drawn.addPixmap(picture(name, colour, size))
    return drawn


@lru_cache(maxsize=512)
def picture(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture `size` logical pixels wide at the screen's `ratio`."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(_svg(name, colour))).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _svg(name: str, colour: str) -> bytes:
    text = (paths.resources_dir() / "icons" / f"{name}.svg").read_text("utf-8")
    return text.replace("currentColor", colour).encode()
