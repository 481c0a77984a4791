"""Pours the manual into a PDF with embedded faces, contents, bookmarks, and text to be copied."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from desktop.domain.problem import UserError
from desktop.sheets.fonts import SANS, Fonts
from desktop.sheets.manual import INDEX, Block, Chapter, cells, chapter_file, read_blocks
from desktop.sheets.wrap import wrap

TITLE = "使用手册"
_A4 = (595.28, 841.89)  # points
_SIDE, _HEAD, _FOOT = 62.0, 60.0, 56.0  # margins, points
_WIDTH = _A4[0] - 2 * _SIDE
_ACCENT, _QUIET, _LINE, _BAND = "#1f5a99", "#56616b", "#98a2ab", "#f5f7f8"
_RUN = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|`(?P<code>.+?)`|(?P<label>【.+?】)"
    r"|\[(?P<link>.+?)\]\((?P<to>\w+)\.md(?:#.*?)?\)"
)
_FULL = 0.02  # ems by which a line may be shorter than its room, so that none is broken again
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


def runs(text: str) -> list[tuple[str, str]]:
    """What is shown of a line, and the tag that it is shown with; the marks are gone.

    Labels and emphasis are coloured: there is no bold face for all characters, and a slanted
    Chinese one is no emphasis.
    """
    found: list[tuple[str, str]] = []
    done = 0
    for match in _RUN.finditer(text):
        found.append((text[done : match.start()], ""))
        words = match["bold"] or match["label"] or match["link"] or match["code"]
        tag = f'a href="#{match["to"]}" ' if match["link"] else "font "
        found.append((words, "" if match["code"] else f'{tag}color="{_ACCENT}"'))
        done = match.end()
    found.append((text[done:], ""))
    return [(words, tag) for words, tag in found if words]


def inline(text: str, room: float, widths: Mapping[str, float]) -> str:
    """A text as reportlab writes it, broken into lines of `room` ems as Chinese typesetting does.

    reportlab's own breaking leaves commas at the beginning of a line and brackets at its end.
    """
    parts = runs(text)
    lines = wrap("".join(words for words, _tag in parts), room - _FULL, widths)
    shown: list[str] = []
    for line in lines:
        shown.append("".join(_line(line, parts)))
    return "<br/>".join(shown)


def _line(line: str, parts: list[tuple[str, str]]) -> Iterator[str]:
    """Take one line's characters off the front of `parts`; a blank at a break is dropped."""
    left = len(line)
    while left and parts:
        words, tag = parts.pop(0)
        taken, rest = words[:left], words[left:]
        left -= len(taken)
        yield f"<{tag}>{escape(taken)}</{tag.split()[0]}>" if tag else escape(taken)
        if rest:
            parts.insert(0, (rest, tag))
    if parts and parts[0][0].startswith(" "):
        words, tag = parts.pop(0)
        parts.insert(0, (words.lstrip(" "), tag))
