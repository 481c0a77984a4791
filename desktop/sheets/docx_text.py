"""Word's paragraphs as XML: texts as they are, in a style for each look, boxes in a face of own."""

import re
from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import Any

from desktop.sheets.document import BOX, BOX_TICKED, Line, Look, Paragraph, Piece
from desktop.sheets.docx_file import TWIPS, W, style_of
from desktop.sheets.qr import png
from desktop.sheets.rows import MM, leading

TINY = 1.0  # points, the height of a paragraph that only holds tables apart
# Word would end a line between a figure and its percent sign. Every reader of ours, and Word's own
# search, takes the no-break space for a blank.
_SIGN_APART = re.compile(r"(?<=[0-9]) (?=[%％‰])")
_BOXES = re.compile(f"([{BOX}{BOX_TICKED}]+)")
# The face in which Word itself draws its tick boxes.
_GOTHIC = 'w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"'
_BOX_FACE = f'<w:rPr><w:rFonts w:hint="eastAsia" {_GOTHIC}/></w:rPr>'


class Texts:
    """Makes the paragraphs of one file, and remembers which styles they ask for."""

    def __init__(self, word: Any) -> None:
        """`word` takes the pictures of codes."""
        self._word = word
        self._styles: dict[tuple[Look, float], str] = {}

    def styles(self) -> Iterator[str]:
        """The styles that were asked for, as XML."""
        for (look, spacing), key in self._styles.items():
            yield style_of(look, spacing, key)

    def paragraphs(self, text: str, look: Look, extra: str = "") -> str:
        """Each line of the text as a paragraph; `extra` stands among its properties."""
        head = self._head(look, leading(look.size), extra)
        return "".join(f"<w:p>{head}{_runs(line)}</w:p>" for line in text.split("\n"))

    def flowing(self, block: Paragraph) -> str:
        """A letter's paragraph, its first line indented by characters, both ends even."""
        look = block.look
        wide = round(block.indent * look.size * TWIPS)
        if look.align == "left":
            place = f'<w:ind w:firstLineChars="{block.indent * 100}" w:firstLine="{wide}"/>'
            place += '<w:jc w:val="both"/>'
        else:
            place = f'<w:ind w:rightChars="{block.indent * 100}" w:right="{wide}"/>'
        keep = "<w:keepNext/>" if block.keep else ""
        spacing = block.spacing * look.size
        lines = f'<w:spacing w:before="{round(block.before * MM * TWIPS)}"/>'
        head = self._head(look, spacing, keep, lines + place)
        return f"<w:p {W}>{head}{_runs(block.text)}</w:p>"

    def lone(self, line: Line) -> list[str]:
        """A line of one text between the margins: half of the room that it wants on either side."""
        (piece,) = line.pieces
        if piece.code:
            return [f"<w:p {W}>{self._head(piece.look, 0)}{self.picture(piece)}</w:p>"]
        lines = piece.text.split("\n")
        high = leading(piece.look.size) * len(lines)
        rest = max(0.0, line.height * MM - high) / 2
        keep = "<w:keepNext/>" if line.keep else ""
        if piece.look.style == "title":
            lines = [piece.text]  # one paragraph, the breaks within it
        made = []
        for at, text in enumerate(lines):
            before = 0 if at else line.before * MM + rest
            after = rest if at == len(lines) - 1 else 0
            space = f'<w:spacing w:before="{_twips(before)}" w:after="{_twips(after)}"/>'
            head = self._head(piece.look, leading(piece.look.size), keep, space)
            made.append(f"<w:p {W}>{head}{_runs(text)}</w:p>")
        return made

    def picture(self, piece: Piece) -> str:
        """A QR code as wide as its piece, in a run."""
        from docx.shared import Mm
        from lxml import etree

        inline = self._word.part.new_pic_inline(BytesIO(png(piece.text)), width=Mm(piece.width))
        return f"<w:r><w:drawing>{etree.tostring(inline, encoding='unicode')}</w:drawing></w:r>"

    def _head(self, look: Look, spacing: float, early: str = "", late: str = "") -> str:
        """The properties in the order of the standard: style, keepNext, spacing, ind, jc."""
        key = self._styles.setdefault((look, spacing), f"b{len(self._styles) + 1}")
        return f'<w:pPr><w:pStyle w:val="{key}"/>{early}{late}</w:pPr>'


def spacer(points: float, *, page_break: bool = False, hidden: bool = False) -> str:
    """An empty paragraph of that height that stays with what follows.

    It may begin a page, or be hidden between two tables.
    """
    mark = f'<w:rPr>{"<w:vanish/>" if hidden else ""}<w:sz w:val="2"/></w:rPr>'
    keep = "" if page_break else "<w:keepNext/>"
    fresh = "<w:pageBreakBefore/>" if page_break else ""
    space = f'<w:spacing w:line="{max(TWIPS, _twips(points))}" w:lineRule="exact"/>'
    return f"<w:p {W}><w:pPr>{keep}{fresh}{space}{mark}</w:pPr></w:p>"


def _runs(text: str) -> str:
    """The text's runs; a line feed is a break within the paragraph."""
    return "<w:r><w:br/></w:r>".join(map(_runs_of_line, text.split("\n")))


def _runs_of_line(text: str) -> str:
    return "".join(
        f"<w:r>{_BOX_FACE if part[0] in BOX + BOX_TICKED else ''}"
        f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t></w:r>'
        for part in _BOXES.split(_SIGN_APART.sub("\u00a0", text))
        if part
    )


def _twips(points: float) -> int:
    return round(points * TWIPS)
