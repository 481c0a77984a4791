"""Pours a composed sheet into a PDF with embedded faces; equal sheets give equal bytes."""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

from desktop.sheets.chart_pdf import ChartPage, chart_pages
from desktop.sheets.coverage import refuse_uncovered
from desktop.sheets.document import BOX, BOX_TICKED, Document, Look, Style
from desktop.sheets.fonts import Fonts
from desktop.sheets.layout import Placed, Sheet, lay_out
from desktop.sheets.qr import modules
from desktop.sheets.rows import FOOT_GAP, MM, PAD_X, PAD_Y, leading
from desktop.sheets.wrap import wrap

LINE = 0.6  # points, the rules of a table
NUMBER = Look("cell", 14, "center")
FOOT, FOOT_COUNT = Look("cell", 9), Look("cell", 9, "right")  # 内部用纸
SEAM = 0.05  # points by which a QR code's rows overlap, so that no light line shows between
SEAL_INDENT = 6 * MM  # from the right edge to 盖章 and its date
DRAFT = "草稿"
# The stream goes through reportlab as text, so only printable ASCII stands in it plainly.
_ESCAPES = [chr(c) if 32 <= c < 127 and chr(c) not in "()\\" else f"\\{c:03o}" for c in range(256)]


def write_pdf(
    document: Document,
    fonts: Fonts,
    *,
    draft: bool = False,
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> bytes:
    """The document as a PDF; `draft` prints 草稿 lightly across every page.

    `told` hears before each page how many are written, and how many there are in all.
    Raises UserError where a character can't be printed or a face can't be read.
    """
    from reportlab.pdfgen.canvas import Canvas

    refuse_uncovered(document, fonts)
    size = (document.page.width * MM, document.page.height * MM)
    out = BytesIO()
    face = fonts.stack("cell").first.fontName
    options: dict[str, Any] = {"invariant": 1, "initialFontName": face, "lang": "zh-CN"}
    canvas = Canvas(out, size, pageCompression=1, **options)
    canvas.setTitle(document.title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("")
    pen = _Pen(canvas, fonts, size[1])
    pages = [ChartPage(texts, []) for texts in lay_out(document, fonts)]
    pages += chart_pages(document, fonts)
    for number, page in enumerate(pages, 1):
        told(number - 1, len(pages))
        marks = _marks(document, number, len(pages), fonts)
        canvas.addLiteral(pen.draft(size) if draft else "")
        canvas.addLiteral("\n".join([*page.drawn, pen.page([*page.texts, *marks])]))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _marks(document: Document, number: int, count: int, fonts: Fonts) -> list[Placed]:
    """`— 1 —` in the middle of the lower margin (GB/T 9704), or an inward paper's foot line."""
    if document.foot:
        total = f"第{number}页　共{count}页"
        taken = document.page.inner_width * MM - (len(total) + 1) * FOOT.size
        lines = wrap(document.foot, taken / FOOT.size, fonts.stack(FOOT.style).widths)
        return [_mark(document, lines, FOOT), _mark(document, [total], FOOT_COUNT)]
    bare = count == 1 or (number == 1 and document.cover)
    return [] if bare else [_mark(document, [f"— {number} —"], NUMBER)]


def _mark(document: Document, lines: Sequence[str], look: Look) -> Placed:
    """The lines in the middle of the lower margin; too many go down, and never up into the text."""
    page = document.page
    high = leading(look.size) * len(lines)
    y = max((page.height - page.bottom) * MM, (page.height - page.bottom / 2) * MM - high / 2)
    return Placed(page.left * MM, y, page.inner_width * MM, high, tuple(lines), look)


class _Pen:
    """Writes a page's content stream; knows how each character is coded in this document."""

    def __init__(self, canvas: Any, fonts: Fonts, height: float) -> None:
        self._doc = canvas._doc
        self._fonts = fonts
        self._height = height
        self._codes: dict[Style, _Codes] = {}

    def page(self, placed: Sheet) -> str:
        """The operators that draw the page."""
        rules = [self._border(one) for one in placed if one.border]
        rules += [self._underline(one) for one in placed if one.rule]
        texts: list[str] = []
        boxes: list[str] = []
        for one in placed:
            codes = self._codes_of(one.look.style)
            for x, y, text in _lines(one, self._fonts) if one.lines or one.foot else ():
                texts.append(f"1 0 0 1 {x:.2f} {self._height - y:.2f} Tm")
                shown = codes.operators(text, one.look.size)
                texts += [f"{one.spread:.3f} Tc", *shown, "0 Tc"] if one.spread else shown
                if BOX in text or BOX_TICKED in text:
                    boxes += self._boxes(x, y, text, one.look)
        body = ["0 g 0 G", f"{LINE} w", *rules, "S", "BT", *texts, "ET", *boxes]
        codes_drawn = [self._code(one) for one in placed if one.code]
        return "\n".join([*body, *codes_drawn])

    def _code(self, one: Placed) -> str:
        """A QR code with its quiet zone in the box, one rectangle for each run of dark modules."""
        rows = modules(one.code)
        side = one.width / len(rows)
        top = self._height - one.y
        runs: list[str] = []
        for down, row in enumerate(rows):
            at = 0
            for dark, run in groupby(row):
                count = len(list(run))
                x, y = one.x + at * side, top - (down + 1) * side
                if dark:
                    runs.append(f"{x:.3f} {y:.3f} {count * side:.3f} {side + SEAM:.3f} re")
                at += count
        return "\n".join([*runs, "f"])

    def draft(self, size: tuple[float, float]) -> str:
        """草稿, large, light and aslant."""
        em = min(size) / 3
        x, y = size[0] / 2 - em * 0.85, size[1] / 2 - em * 0.55
        marks = self._codes_of("title").operators(DRAFT, em)
        return "\n".join(["0.92 g BT", f".87 .5 -.5 .87 {x:.2f} {y:.2f} Tm", *marks, "ET"])

    def _codes_of(self, style: Style) -> "_Codes":
        if style not in self._codes:
            self._codes[style] = _Codes(self._doc, self._fonts, style)
        return self._codes[style]

    def _border(self, one: Placed) -> str:
        y = self._height - one.y - one.height
        return f"{one.x:.2f} {y:.2f} {one.width:.2f} {one.height:.2f} re"

    def _underline(self, one: Placed) -> str:
        size, high = one.look.size, leading(one.look.size)
        below = (one.height + len(one.lines) * high) / 2 + size * 0.08
        y = self._height - one.y - below
        return f"{one.x:.2f} {y:.2f} m {one.x + one.width:.2f} {y:.2f} l"

    def _boxes(self, x: float, y: float, text: str, look: Look) -> Iterator[str]:
        """The boxes of a tick row, drawn, because no face has them."""
        widths, size = self._fonts.stack(look.style).widths, look.size
        base = self._height - y
        for character in text:
            if character in (BOX, BOX_TICKED):
                side = f"{size * 0.8:.2f}"
                yield f"{x + size * 0.1:.2f} {base - size * 0.06:.2f} {side} {side} re S"
            if character == BOX_TICKED:
                at = ((0.24, 0.36), (0.44, 0.12), (0.8, 0.62))
                ends = [f"{x + size * a:.2f} {base + size * b:.2f}" for a, b in at]
                yield f"1.3 w {ends[0]} m {ends[1]} l {ends[2]} l S {LINE} w"
            x += widths[character] * size


class _Codes(dict[str, tuple[str, str]]):
    """For each character of a style: the PDF name of its subset and its escaped code."""

    def __init__(self, doc: Any, fonts: Fonts, style: Style) -> None:
        super().__init__()
        self._doc = doc
        self._stack = fonts.stack(style)

    def __missing__(self, character: str) -> tuple[str, str]:
        # A drawn box leaves a full-width blank in the text.
        shown = "\u3000" if character in (BOX, BOX_TICKED) else character
        face = self._stack.face(shown)
        ((subset, code),) = face.splitString(shown, self._doc)
        name = face.getSubsetInternalName(subset, self._doc)
        self[character] = found = (name, "".join(_ESCAPES[byte] for byte in code))
        return found

    def operators(self, text: str, size: float) -> Iterator[str]:
        """The operators that show the text, one for each run in one subset."""
        current, run = "", ""
        for character in text:
            name, code = self[character]
            if name != current:
                if run:
                    yield f"{current} {size:g} Tf ({run}) Tj"
                current, run = name, ""
            run += code
        if run:
            yield f"{current} {size:g} Tf ({run}) Tj"


def _lines(one: Placed, fonts: Fonts) -> Iterator[tuple[float, float, str]]:
    """Each line with its left end and base line, in points from the upper left corner."""
    size, high = one.look.size, leading(one.look.size)
    rise = (high - size) / 2 + size * 0.88
    pad = PAD_X if one.border else 0.0
    if one.look.valign == "top":
        top = one.y + (PAD_Y if one.border else 0.0)
    else:
        foot = len(one.foot) * high + FOOT_GAP if one.foot else 0.0
        top = one.y + max(0.0, (one.height - foot - len(one.lines) * high) / 2)
    for at, text in enumerate(one.lines):
        yield _start(one, text, pad, one.look.align, fonts), top + rise + at * high, text
    if one.foot:
        top = one.y + one.height - PAD_Y - len(one.foot) * high
        for at, text in enumerate(one.foot):
            yield _start(one, text, pad + SEAL_INDENT, "right", fonts), top + rise + at * high, text


def _start(one: Placed, text: str, pad: float, align: str, fonts: Fonts) -> float:
    if align == "left":
        return one.x + pad
    widths = fonts.stack(one.look.style).widths
    rest = one.width - sum(map(widths.__getitem__, text)) * one.look.size
    return one.x + (rest / 2 if align == "center" else rest - pad)
