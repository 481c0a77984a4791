"""Draws the program's icon and the icon of its files for the desktop: `python icons.py FOLDER`.

One family: the drawing is resources/icons/recommend.svg, the picture in the window's corner.
Needs PySide6; build_all.py runs it in the environment that is frozen.
"""

import re
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 256)
ACCENT = "#1f5a99"  # desktop/ui/kit/theme.py, LIGHT.accent
# Both are drawn on a field of 48 units; the drawing itself has 24.
PLATE = '<rect x="2" y="2" width="44" height="44" rx="9" fill="{accent}"/>'
SHEET = (
    '<path d="M10 3h20l9 9v33H10z" fill="#ffffff" stroke="{accent}" stroke-width="2" '
    'stroke-linejoin="round"/><path d="M30 3v9h9" fill="none" stroke="{accent}" stroke-width="2" '
    'stroke-linejoin="round"/>'
)
FAMILY = {  # name -> ground, colour of the drawing, where it stands (x, y, scale)
    "review-desk": (PLATE, "#ffffff", (6.6, 6.6, 1.45)),
    "application-x-review-desk": (SHEET, "{accent}", (13, 17, 0.95)),
}


def drawing(name: str) -> str:
    """One icon of the family as SVG."""
    ground, colour, (x, y, scale) = FAMILY[name]
    source = (ROOT / "resources" / "icons" / "recommend.svg").read_text("utf-8")
    strokes = re.sub(r"</?svg[^>]*>", "", source)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">'
        f'{ground}<g transform="translate({x} {y}) scale({scale})" fill="none" stroke="{colour}" '
        f'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">{strokes}</g></svg>\n'
    ).replace("{accent}", ACCENT)


def png(svg: str, size: int) -> bytes:
    """The drawing as a PNG of `size` by `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """PNG pictures by size as one Windows icon."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    entries = b""
    for size, data in pictures.items():
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return head + entries + b"".join(pictures.values())


def main(folder: Path) -> int:
    """Write name.svg, name.ico and SIZExSIZE/name.png of the family into `folder`."""
    _application = QGuiApplication([])
    for name in FAMILY:
        svg = drawing(name)
        pictures = {size: png(svg, size) for size in SIZES}
        for size, data in pictures.items():
            (folder / f"{size}x{size}").mkdir(parents=True, exist_ok=True)
            (folder / f"{size}x{size}" / f"{name}.png").write_bytes(data)
        (folder / f"{name}.svg").write_text(svg, "utf-8")
        (folder / f"{name}.ico").write_bytes(ico({size: pictures[size] for size in ICO_SIZES}))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
