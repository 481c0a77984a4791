"""Pours the manual into a PDF with embedded faces, contents, bookmarks, and text to be copied."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from desktop.domain.problem import UserError
from desktop.sheets.fonts import SANS, Fonts
from desktop.sheets.manual import INDEX, Block, Chapter, cells, chapter_file, read_blocks
from desktop.sheets.manual_lines import inline

TITLE = "使用手册"
_WIDTH = 471.28  # points, of the text on A4
_QUIET, _INK, _LINE, _BAND = "#56616b", "#1b2126", "#98a2ab", "#f5f7f8"
_ROOM = 400.0  # points that must be left on a page for a chapter to begin there
_PAD = 12.0  # points, both sides of a table's cell
_FIRST = 0.3  # of the width: a table's first column
# Name: size, leading, room above, room below, indent, colour.
_STYLES: dict[str, tuple[float, float, float, float, float, str]] = {
    "cover": (26, 34, 150, 12, 0, _INK),
    "h1": (18, 26, 22, 10, 0, _INK),
    "h2": (13, 20, 12, 4, 0, _INK),
    "h3": (11, 18, 8, 3, 0, _INK),
    "text": (10.5, 17, 0, 5, 0, _INK),
    "item": (10.5, 17, 0, 4, 20, _INK),
    "code": (8.5, 12, 2, 6, 20, _INK),
    "note": (9, 14, 2, 10, 0, _QUIET),
    "cell": (9.5, 14, 0, 0, 0, _INK),
    "toc": (10.5, 16, 0, 0, 14, _INK),
}


class Writing(NamedTuple):
    """The manual's folder, its chapters, the program's name and version as the cover has them."""

    folder: Path
    chapters: Sequence[Chapter]
    program: str
    version: str


def write_manual(
    writing: Writing, fonts: Fonts, told: Callable[[int], None] = lambda _page: None
) -> bytes:
    """The whole manual; `told` hears each page's number, in every pass of those that it takes.

    Raises UserError where the texts, the pictures or the faces can't be read.
    """
    from desktop.sheets.manual_template import template

    face = fonts.face(SANS).fontName
    pen = _Pen(writing, _styles(face), fonts.stack("head").widths)
    out = BytesIO()
    document = template(out, face, pen.styles["toc"], told)
    try:
        document.multiBuild([*pen.cover(document.contents), *pen.chapters()])
    except OSError as error:
        raise UserError("手册的文字或图片读不出来。", f"请重新安装本程序（{error}）。") from error
    return out.getvalue()


def _styles(face: str) -> dict[str, Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    def made(name: str) -> ParagraphStyle:
        size, leading, above, below, indent, colour = _STYLES[name]
        return ParagraphStyle(
            name,
            fontName=face,
            bulletFontName=face,
            fontSize=size,
            bulletFontSize=size,
            leading=leading,
            spaceBefore=above,
            spaceAfter=below,
            leftIndent=indent,
            bulletIndent=4,
            textColor=HexColor(colour),
            keepWithNext=int(name in ("h1", "h2", "h3")),
        )

    return {name: made(name) for name in _STYLES}


class _Pen:
    """Makes the story that reportlab lays out: a flowable for each block."""

    def __init__(
        self, writing: Writing, styles: dict[str, Any], widths: Mapping[str, float]
    ) -> None:
        self._writing, self.styles, self._widths = writing, styles, widths
        self._widest = 1  # pixels of the widest picture, which takes the whole line

    def cover(self, contents: Any) -> Iterator[Any]:
        """The program's name, what the index says first, and the contents."""
        from reportlab.platypus import PageBreak

        yield self._words(self._writing.program, "cover")
        yield self._words(TITLE, "h1")
        yield self._words(self._writing.version, "note")
        for block in self._blocks(INDEX):
            if block.kind == "heading" and block.level > 1:
                break
            if block.kind == "text":
                yield self._words(block.text, "text")
        yield PageBreak()
        yield self._words("目录", "h1")
        yield contents
        yield PageBreak()

    def chapters(self) -> Iterator[Any]:
        """Every chapter, one after the other where there is room to begin."""
        from reportlab.platypus import CondPageBreak

        every = [block for one in self._writing.chapters for block in self._blocks(one.key)]
        shown = [self._size(block)[0] for block in every if block.kind == "picture"]
        self._widest = max(shown, default=1)
        for chapter in self._writing.chapters:
            yield CondPageBreak(_ROOM)
            for block in self._blocks(chapter.key):
                yield from self._block(block, chapter)

    def _blocks(self, key: str) -> Iterator[Block]:
        return read_blocks(chapter_file(self._writing.folder, key).read_text("utf-8"))

    def _block(self, block: Block, chapter: Chapter) -> Iterator[Any]:
        from reportlab.platypus import Paragraph

        if block.kind == "picture":
            yield self._picture(block)
        elif block.kind == "table":
            yield self._table(block)
        elif block.kind == "heading":
            yield self._heading(block, chapter)
        elif block.kind == "code":  # is copied, so that nothing may break it
            yield Paragraph(escape(block.text, quote=False), self.styles["code"])
        else:
            yield self._words(block.text, block.kind, block.mark)

    def _inline(self, text: str, name: str, width: float = _WIDTH) -> str:
        size, indent = _STYLES[name][0], _STYLES[name][4]
        return inline(text, (width - indent) / size, self._widths)

    def _words(self, text: str, name: str, mark: str = "", width: float = _WIDTH) -> Any:
        from reportlab.platypus import Paragraph

        shown = self._inline(text, name, width)
        return Paragraph(shown, self.styles[name], bulletText=mark or None)

    def _heading(self, block: Block, chapter: Chapter) -> Any:
        from desktop.sheets.manual_template import Heading

        name = f"h{block.level}"
        anchor = f'<a name="{chapter.key}"/>' if block.level == 1 else ""
        entry = (block.level - 1, block.text, chapter.key)
        return Heading(anchor + self._inline(block.text, name), self.styles[name], entry)

    def _size(self, block: Block) -> tuple[int, int]:
        from reportlab.lib.utils import ImageReader

        wide, high = ImageReader(str(self._writing.folder / block.mark)).getSize()
        return wide, high

    def _picture(self, block: Block) -> Any:
        """A dialog is as much smaller than a window as it is on the screen."""
        from reportlab.platypus import Image, KeepTogether

        wide, high = self._size(block)
        width = _WIDTH * wide / self._widest
        path = self._writing.folder / block.mark
        drawn = Image(str(path), width=width, height=width * high / wide, hAlign="LEFT")
        return KeepTogether([drawn, self._words(block.text, "note")])

    def _table(self, block: Block) -> Any:
        from reportlab.lib.colors import HexColor
        from reportlab.platypus import Table, TableStyle

        rows = [cells(row) for row in block.text.splitlines()]
        others = len(rows[0]) - 1
        widths = [_WIDTH * _FIRST, *[_WIDTH * (1 - _FIRST) / others] * others]
        look = TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, HexColor(_LINE)),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor(_BAND)),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        )
        inner = [
            [self._words(c, "cell", width=w - _PAD) for c, w in zip(row, widths, strict=True)]
            for row in rows
        ]
        return Table(inner, colWidths=widths, style=look, repeatRows=1, spaceAfter=8)
