"""A composed sheet: plain frozen cells that every writer pours, and their picture as text."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from desktop.domain.chart import Chart

Style = Literal["cell", "head", "title"]
Align = Literal["left", "center", "right"]
Valign = Literal["top", "middle"]
Part = Literal["plain", "head", "item"]

BOX, BOX_TICKED = "☐", "☑"
_SIGNS: dict[Align, str] = {"left": "«", "center": "≡", "right": "»"}


@dataclass(frozen=True)
class Page:
    """The paper in millimetres: its width and height, and its four margins."""

    width: int = 210
    height: int = 297
    top: int = 25
    right: int = 20
    bottom: int = 22
    left: int = 20

    @property
    def inner_width(self) -> int:
        """The width between the margins, in millimetres."""
        return self.width - self.left - self.right


@dataclass(frozen=True)
class Look:
    """How a text stands: its face, its size in points, and where it stands in its place."""

    style: Style = "cell"
    size: float = 10.5
    align: Align = "left"
    valign: Valign = "middle"


class Cell(NamedTuple):
    """One cell: `span` columns wide, `down` rows high; `foot` stands at its lower right (盖章处).

    A named tuple, because ten thousand rows have a hundred thousand of them.
    """

    text: str
    look: Look
    span: int = 1
    down: int = 1
    foot: str = ""


class Row(NamedTuple):
    """One row, `height` millimetres at least; `head` rows stand above `item` rows on every page.

    Places that a cell above covers (its `down`) have no cell here. `keep` keeps the row on one page
    with the next one; the `stretch` rows at a table's end share what is left of the page.
    """

    cells: tuple[Cell, ...]
    height: int = 8
    part: Part = "plain"
    keep: bool = False
    stretch: bool = False


@dataclass(frozen=True)
class Grid:
    """A ruled table: the widths of its columns in millimetres, and its rows."""

    widths: tuple[int, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Piece:
    """A text in a line, `width` millimetres wide (0: a share of the rest), perhaps underlined.

    A `code` is drawn as a QR code as high as it is wide.
    """

    text: str
    look: Look
    width: int = 0
    rule: bool = False
    code: bool = False


@dataclass(frozen=True)
class Line:
    """Pieces side by side between the margins, each wrapping in its width; millimetres.

    `at_foot` puts the line at the page's foot, if what is above it has left the room. `keep` keeps
    it on one page with the first row of the table that follows.
    """

    pieces: tuple[Piece, ...]
    height: int = 0
    before: int = 0
    at_foot: bool = False
    keep: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Flowing text between the margins, which goes on upon the next page line by line.

    The first line begins `indent` characters in; a right-aligned text ends as far from the right
    margin. `spacing` is the distance of base lines in sizes, `before` millimetres. `keep` keeps
    its end on one page with what follows.
    """

    text: str
    look: Look
    indent: int = 2
    spacing: float = 1.75
    before: int = 0
    keep: bool = False


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Line | Paragraph | Grid | PageBreak


@dataclass(frozen=True)
class Document:
    """A sheet that is ready to be poured; a `cover` page bears no page number.

    `foot` stands at the foot of every page (内部用纸), with the page's number and their count.
    `charts` are drawn at the end of the PDF; a table among the blocks says the same everywhere.
    """

    title: str
    page: Page
    blocks: tuple[Block, ...]
    cover: bool = False
    foot: str = ""
    charts: tuple[Chart, ...] = ()


def picture(document: Document) -> str:
    """The document as text, one line for each line and each row, for comparing and reading."""
    page = document.page
    shape = "横" if page.width > page.height else "竖"
    head = f"{document.title}  [{shape} {page.width}×{page.height}]"
    foot = [f"⌞{document.foot}"] if document.foot else []
    lines = [line for block in document.blocks for line in _lines(block)]
    drawn = [f"▤{one.spoken}" for one in document.charts]
    return "\n".join([head, *lines, *drawn, *foot]) + "\n"


def _lines(block: Block) -> list[str]:
    if isinstance(block, PageBreak):
        return ["———— 换页 ————"]
    if isinstance(block, Line):
        return ["   ".join(_piece(piece) for piece in block.pieces)]
    if isinstance(block, Paragraph):
        return [f"¶{block.indent}{_SIGNS[block.look.align]}{_flat(block.text)}"]
    return [f"[列宽 {' '.join(map(str, block.widths))}]", *map(_row, block.rows)]


def _piece(piece: Piece) -> str:
    sign = _SIGNS[piece.look.align]
    text = _flat(piece.text)
    if piece.code:
        return f"▦{text}"
    return sign + (f"__{text}__" if piece.rule else text)


def _row(row: Row) -> str:
    sign = {"plain": "┃", "head": "╋", "item": "│"}[row.part]
    return sign + "│".join(map(_cell, row.cells)) + "│"


def _cell(cell: Cell) -> str:
    size = f" ⟨{cell.span}×{cell.down}⟩" if (cell.span, cell.down) != (1, 1) else ""
    foot = f" ⌟{_flat(cell.foot)}" if cell.foot else ""
    return _flat(cell.text) + foot + size


def _flat(text: str) -> str:
    return text.replace("\n", "⏎")
