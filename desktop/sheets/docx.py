"""Pours a composed sheet into a Word file with real tables, which an office can go on editing."""

from io import BytesIO
from typing import Any

from desktop.sheets.closing import kept_together
from desktop.sheets.document import Block, Document, Grid, Line, PageBreak, Paragraph
from desktop.sheets.docx_file import empty_file
from desktop.sheets.docx_frame import add_frame
from desktop.sheets.docx_table import borderless, in_twips, tables
from desktop.sheets.docx_text import TINY, Texts, spacer
from desktop.sheets.layout import fitted
from desktop.sheets.office import RoughFaces, timeless
from desktop.sheets.rows import MM


def write_docx(document: Document, *, draft: bool = False) -> bytes:
    """The document as a .docx; equal documents give equal bytes.

    `draft` puts 草稿 behind every page.
    Lines and pages break where the program that opens it breaks them, with its own faces; page
    numbers are that program's fields. A character is written whether a face has it or not.
    """
    document, pages = fitted(document, RoughFaces())
    word = empty_file(document)
    add_frame(word, document, numbered=pages > 1, draft=draft)
    pourer = _Pourer(word, document)
    pourer.pour()
    out = BytesIO()
    word.save(out)
    return timeless(out.getvalue())


class _Pourer:
    """Appends block by block; knows whether a table stands right above."""

    def __init__(self, word: Any, document: Document) -> None:
        self._word = word
        self._document = document
        self._texts = Texts(word)
        self._made: list[str] = []
        self._under_table = False

    def pour(self) -> None:
        from docx.oxml import parse_xml

        for block in kept_together(self._document.blocks):
            self._block(block)
        if self._under_table:
            self._made.append(spacer(TINY))
        body = self._word.element.body
        for text in self._made:
            body.insert_element_before(parse_xml(text), "w:sectPr")
        styles = self._word.styles.element
        styles.extend(parse_xml(text) for text in self._texts.styles())

    def _block(self, block: Block) -> None:
        match block:
            case PageBreak():
                self._add(spacer(TINY, page_break=True))
            case Paragraph():
                self._add(self._texts.flowing(block))
            case Grid():
                for at, table in enumerate(tables(block, self._texts)):
                    self._add_table(table, abut=bool(at))
            case Line():
                self._line(block)

    def _line(self, line: Line) -> None:
        plain = len(line.pieces) == 1 and not (line.pieces[0].width or line.pieces[0].rule)
        if not line.pieces:
            self._add(spacer(line.height * MM + line.before * MM))
        elif plain:
            self._add(*self._texts.lone(line))
        else:
            self._add_table(self._side_by_side(line), gap=line.before * MM)

    def _side_by_side(self, line: Line) -> str:
        inner = self._document.page.inner_width
        fixed = sum(piece.width for piece in line.pieces)
        free = sum(1 for piece in line.pieces if not piece.width)
        share = (inner - fixed) / free if free else 0.0
        widths = [in_twips(piece.width or share) for piece in line.pieces]
        return borderless(line, widths, self._texts)

    def _add(self, *paragraphs: str) -> None:
        self._made += paragraphs
        self._under_table = False

    def _add_table(self, table: str, *, gap: float = 0.0, abut: bool = False) -> None:
        """Add it with a paragraph above, because Word makes one of two tables that touch."""
        if abut:
            self._made.append(spacer(TINY, hidden=True))
        elif gap or self._under_table:
            self._made.append(spacer(max(TINY, gap)))
        self._made.append(table)
        self._under_table = True
