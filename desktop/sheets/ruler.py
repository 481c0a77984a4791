"""The test page of an overprint (套印): a millimetre grid to read offsets from, and a cross."""

from io import BytesIO
from typing import Any

from desktop.sheets.fonts import Fonts
from desktop.sheets.rows import MM

WIDE, HIGH = 210, 297  # A4 upright, in millimetres
EDGE = 8  # what many printers leave blank
HEAD = 20  # where the words end and the grid begins
STEP, FIFTH = 10, 50
NUMBER, WORDS = 7.0, 9.0  # points
ARM = 6  # of the cross, in millimetres
WORDS_HIGH = 5  # a line of the words

Place = tuple[int, int]


def write_ruler(fonts: Fonts, origin: Place, offset: Place, words: tuple[str, ...]) -> bytes:
    """A page of A4 as PDF: lines every 10 mm, numbered from `origin`, and a cross at the offset.

    `origin` is where nothing is moved, in millimetres from the paper's left and upper edge;
    `offset` is millimetres to the right and down from it. `words` stand at the head, a line each.
    """
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    face = fonts.stack("head").first.fontName
    options: dict[str, Any] = {"invariant": 1, "initialFontName": face, "lang": "zh-CN"}
    canvas = Canvas(out, (WIDE * MM, HIGH * MM), **options)
    canvas.setTitle("套印测试页")
    _grid(canvas, origin)
    _numbers(canvas, face, origin)
    _words(canvas, face, words)
    _cross(canvas, (origin[0] + offset[0], origin[1] + offset[1]))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _steps(origin: int, start: int, most: int, step: int = STEP) -> list[int]:
    """The distances from `origin` that lie on the paper from `start` on, in steps (10 mm)."""
    first = -(most // step) * step
    return [at for at in range(first, most, step) if start <= origin + at <= most - EDGE]


def _across(origin: Place, step: int = STEP) -> list[int]:
    return _steps(origin[0], EDGE, WIDE, step)


def _along(origin: Place, step: int = STEP) -> list[int]:
    return _steps(origin[1], HEAD, HIGH, step)


def _grid(canvas: Any, origin: Place) -> None:
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.25)
    for at in _across(origin):
        x = (origin[0] + at) * MM
        canvas.line(x, EDGE * MM, x, (HIGH - HEAD) * MM)
    for at in _along(origin):
        y = (HIGH - origin[1] - at) * MM
        canvas.line(EDGE * MM, y, (WIDE - EDGE) * MM, y)
    _millimetres(canvas, origin)


def _millimetres(canvas: Any, origin: Place) -> None:
    """A tick for each millimetre on every fifth line, those of 5 longer."""
    for row in _along(origin, FIFTH):
        y = (HIGH - origin[1] - row) * MM
        for at in _across(origin, 1):
            x = (origin[0] + at) * MM
            canvas.line(x, y, x, y - (2 if at % 5 == 0 else 1) * MM)
    for column in _across(origin, FIFTH):
        x = (origin[0] + column) * MM
        for at in _along(origin, 1):
            y = (HIGH - origin[1] - at) * MM
            canvas.line(x, y, x - (2 if at % 5 == 0 else 1) * MM, y)


def _numbers(canvas: Any, face: str, origin: Place) -> None:
    """Each line's distance, beside every fifth line of the other kind, so that one is near."""
    canvas.setFont(face, NUMBER)
    for at in _across(origin):
        for row in _along(origin, FIFTH):
            y = (HIGH - origin[1] - row) * MM
            canvas.drawString((origin[0] + at) * MM + 1, y + 2, _side(at, "右", "左"))
    for at in _along(origin):
        for column in _across(origin, FIFTH):
            y = (HIGH - origin[1] - at) * MM
            canvas.drawString((origin[0] + column) * MM + 1, y - NUMBER - 1, _side(at, "下", "上"))


def _side(at: int, ahead: str, back: str) -> str:
    return f"{ahead}{at}" if at >= 0 else f"{back}{-at}"


def _words(canvas: Any, face: str, words: tuple[str, ...]) -> None:
    canvas.setFont(face, WORDS)
    for at, line in enumerate(words, 1):
        width = canvas.stringWidth(line, face, WORDS)
        x, y = WIDE / 2 * MM - width / 2, (HIGH - EDGE - at * WORDS_HIGH) * MM
        canvas.setFillGray(1)
        canvas.rect(x - 2, y - 3, width + 4, WORDS + 4, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(x, y, line)


def _cross(canvas: Any, place: Place) -> None:
    x, y = place[0] * MM, (HIGH - place[1]) * MM
    canvas.setStrokeGray(0)
    canvas.setLineWidth(1.5)
    canvas.line(x - ARM * MM, y, x + ARM * MM, y)
    canvas.line(x, y - ARM * MM, x, y + ARM * MM)
