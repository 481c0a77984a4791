"""Pours the manual into a PDF with embedded faces, contents, bookmarks, and text to be copied."""

import re
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from desktop.domain.problem import UserError
from desktop.sheets.fonts import SANS, Fonts
from desktop.sheets.manual import INDEX, Block, Chapter, cells, chapter_file, read_blocks

TITLE = "使用手册"
_A4 = (595.28, 841.89)  # points
_SIDE, _HEAD, _FOOT = 62.0, 60.0, 56.0  # margins, points
_WIDTH = _A4[0] - 2 * _SIDE
_ACCENT, _QUIET, _LINE, _BAND = "#1f5a99", "#56616b", "#98a2ab", "#f5f7f8"
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`(.+?)`")
_LINK = re.compile(r"\[(.+?)\]\((\w+)\.md(?:#.*?)?\)")
_LABEL = re.compile(r"(【.+?】)")
# Name: size, leading, room above, room below, indent, colour.
_STYLES: dict[str, tuple[float, float, float, float, float, str]] = {
    "cover": (26, 34, 150, 12, 0, "#1b2126"),
    "part": (12, 18, 10, 2, 0, _QUIET),
    "h1": (18, 26, 0, 10, 0, "#1b2126"),
    "h2": (13, 20, 12, 4, 0, "#1b2126"),
    "h3": (11, 18, 8, 3, 0, "#1b2126"),
    "text": (10.5, 17, 0, 5, 0, "#1b2126"),
    "item": (10.5, 17, 0, 4, 20, "#1b2126"),
    "code": (8.5, 12, 2, 6, 20, "#1b2126"),
    "note": (9, 14, 2, 10, 0, _QUIET),
    "cell": (9.5, 14, 0, 0, 0, "#1b2126"),
    "toc": (10.5, 20, 0, 0, 14, "#1b2126"),
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
    """The whole manual; `told` hears the number of each page that is begun (every page twice).

    Raises UserError where the texts, the pictures or the faces can't be read.
    """
    from desktop.sheets.manual_template import template

    face = fonts.face(SANS).fontName
    styles = _styles(face)
    out = BytesIO()
    document = template(out, face, styles["toc"], told)
    try:
        story = [*_cover(writing, styles, document.contents), *_chapters(writing, styles)]
        document.multiBuild(story)
    except OSError as error:
        raise UserError("手册的文字或图片读不出来。", f"请重新安装本程序（{error}）。") from error
    return out.getvalue()


def _styles(face: str) -> dict[str, Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    def made(name: str) -> ParagraphStyle:
        size, leading, above, below, indent, colour = _STYLES[name]
        options: dict[str, Any] = {"wordWrap": "CJK", "splitLongWords": 1}
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
            keepWithNext=int(name in ("part", "h1", "h2", "h3")),
            **options,
        )

    return {name: made(name) for name in _STYLES}


def _cover(writing: Writing, styles: dict[str, Any], contents: Any) -> Iterator[Any]:
    from reportlab.platypus import PageBreak, Paragraph

    yield Paragraph(escape(writing.program), styles["cover"])
    yield Paragraph(TITLE, styles["h1"])
    yield Paragraph(escape(writing.version), styles["note"])
    for block in read_blocks(chapter_file(writing.folder, INDEX).read_text("utf-8")):
        if block.kind == "heading" and block.level > 1:
            break
        if block.kind == "text":
            yield Paragraph(inline(block.text), styles["text"])
    yield PageBreak()
    yield Paragraph("目录", styles["h1"])
    yield contents


def _chapters(writing: Writing, styles: dict[str, Any]) -> Iterator[Any]:
    from reportlab.platypus import PageBreak

    for chapter in writing.chapters:
        yield PageBreak()
        text = chapter_file(writing.folder, chapter.key).read_text("utf-8")
        for block in read_blocks(text):
            yield from _flowables(block, chapter, writing.folder, styles)


def _flowables(
    block: Block, chapter: Chapter, folder: Path, styles: dict[str, Any]
) -> Iterator[Any]:
    from reportlab.platypus import Paragraph

    from desktop.sheets.manual_template import Heading

    if block.kind == "picture":
        yield from _picture(block, folder, styles)
    elif block.kind == "table":
        yield _table(block, styles)
    elif block.kind == "item":
        yield Paragraph(inline(block.text), styles["item"], bulletText=block.mark)
    elif block.kind == "heading":
        key = f'<a name="{chapter.key}"/>' if block.level == 1 else ""
        entry = (block.level - 1, block.text, chapter.key)
        yield Heading(key + inline(block.text), styles[f"h{block.level}"], entry)
    else:
        words = escape(block.text) if block.kind == "code" else inline(block.text)
        yield Paragraph(words, styles[block.kind])


def _picture(block: Block, folder: Path, styles: dict[str, Any]) -> Iterator[Any]:
    from reportlab.lib.utils import ImageReader
    from reportlab.platypus import Image, KeepTogether, Paragraph

    path = folder / block.mark
    wide, high = ImageReader(str(path)).getSize()
    drawn = Image(str(path), width=_WIDTH, height=_WIDTH * high / wide)
    yield KeepTogether([drawn, Paragraph(inline(block.text), styles["note"])])


def _table(block: Block, styles: dict[str, Any]) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Paragraph, Table, TableStyle

    rows = [cells(row) for row in block.text.splitlines()]
    first = _WIDTH * 0.3
    widths = [first, *[(_WIDTH - first) / (len(rows[0]) - 1)] * (len(rows[0]) - 1)]
    look = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, HexColor(_LINE)),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor(_BAND)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ]
    )
    inner = [[Paragraph(inline(cell), styles["cell"]) for cell in row] for row in rows]
    return Table(inner, colWidths=widths, style=look, repeatRows=1, spaceAfter=8)


def inline(text: str) -> str:
    """The marks inside a line as reportlab writes them; labels and emphasis are coloured.

    There is no bold face for all characters, and a slanted Chinese one is no emphasis.
    """
    shown = escape(text)
    shown = _LINK.sub(r'<a href="#\2" color="#1f5a99">\1</a>', shown)
    shown = _CODE.sub(r"\1", shown)
    for one in (_BOLD, _LABEL):
        shown = one.sub(rf'<font color="{_ACCENT}">\1</font>', shown)
    return shown
