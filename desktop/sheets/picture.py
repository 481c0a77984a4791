"""Draws a PDF's page as plain pixels, for the preview and the printer, without any toolkit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Picture:
    """Pixels of 4 bytes (blue, green, red, unused), row by row; `stride` bytes from row to row."""

    data: bytes
    width: int
    height: int
    stride: int


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points; the list's length is the number of pages."""
    with _opened(pdf) as document:
        return [document.get_page_size(at) for at in range(len(document))]


def draw_page(pdf: bytes, page: int, scale: float) -> Picture:
    """The page, counted from 0, at `scale` pixels a point (dpi / 72).

    Raises IndexError where there is no such page. PDFium is not made for several threads at once.
    """
    with _opened(pdf) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        # Without BGRx PDFium draws three bytes a pixel, which Qt would have to copy again.
        bitmap = document[page].render(scale=scale, prefer_bgrx=True)
        picture = Picture(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
        bitmap.close()
    return picture


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()
