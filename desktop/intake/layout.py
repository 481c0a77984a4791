"""A Word table or the loose paragraphs as a plane of cells, with neighbours and what was read."""

import re
from dataclasses import dataclass, field

from desktop.intake.book import Document, Grid, Merge, WordCell


@dataclass(frozen=True)
class Plane:
    """Cells by place. The paragraphs are a plane too (number 0), whose cells have no neighbours."""

    file: str
    number: int
    cells: tuple[WordCell, ...]
    at: dict[tuple[int, int], WordCell]
    rows: tuple[tuple[WordCell, ...], ...]

    @property
    def loose(self) -> bool:
        """Whether this is the plane of the paragraphs."""
        return self.number == 0

    def right(self, cell: WordCell) -> WordCell | None:
        """The cell to the right, None at the edge and for paragraphs."""
        return None if self.loose else self.at.get((cell.row, cell.column + cell.columns))

    def below(self, cell: WordCell) -> WordCell | None:
        """The cell below, None at the edge and for paragraphs."""
        return None if self.loose else self.at.get((cell.row + cell.rows, cell.column))

    def source(self, cell: WordCell) -> str:
        """Where a cell stands, in the reader's words: `申请表.docx 第2个表 第3行第4格`."""
        if self.loose:
            return f"{self.file} 第{cell.row + 1}段"
        return f"{self.file} 第{self.number}个表 第{cell.row + 1}行第{cell.ordinal}格"

    def grid(self) -> Grid:
        """This table as a sheet of texts, spans as merges."""
        width = max((cell.column + cell.columns for cell in self.cells), default=0)
        texts = [[""] * width for _ in self.rows]
        merged = []
        for cell in self.cells:
            texts[cell.row][cell.column] = cell.text
            if cell.rows > 1 or cell.columns > 1:
                bottom, right = cell.row + cell.rows - 1, cell.column + cell.columns - 1
                merged.append(Merge(cell.row, cell.column, bottom, right))
        return Grid(f"{self.file} 第{self.number}个表", texts, merged=tuple(merged))


def planes(document: Document) -> tuple[Plane, ...]:
    """Return the document's tables in order, and its paragraphs as the last plane."""
    loose = tuple(WordCell(p.text, p.number - 1, 0) for p in document.paragraphs)
    return (
        *(_plane(document.name, table.number, table.cells) for table in document.tables),
        _plane(document.name, 0, loose),
    )


def _plane(file: str, number: int, cells: tuple[WordCell, ...]) -> Plane:
    at = {
        (row, column): cell
        for cell in cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    height = max((cell.row + cell.rows for cell in cells), default=0)
    rows: list[list[WordCell]] = [[] for _ in range(height)]
    for cell in cells:
        rows[cell.row].append(cell)
    return Plane(file, number, cells, at, tuple(map(tuple, rows)))


_TRIFLE = re.compile(r"[\W_]*")


@dataclass
class Marks:
    """Which characters of which cells were understood; what is left is shown to the reviewer."""

    spans: dict[tuple[int, int, int], list[tuple[int, int]]] = field(default_factory=dict)

    def mark(self, plane: Plane, cell: WordCell, start: int = 0, end: int | None = None) -> None:
        """Note that a cell's text from `start` to `end` was understood."""
        place = (plane.number, cell.row, cell.column)
        self.spans.setdefault(place, []).append((start, len(cell.text) if end is None else end))

    def touched(self, plane: Plane, cell: WordCell) -> bool:
        """Tell whether anything of the cell was understood."""
        return (plane.number, cell.row, cell.column) in self.spans

    def left(self, plane: Plane, cell: WordCell) -> str:
        """Return what of the cell was not understood; marks and blanks alone are nothing."""
        pieces, place = [], 0
        for start, end in sorted(self.spans.get((plane.number, cell.row, cell.column), [])):
            pieces.append(cell.text[place:start])
            place = max(place, end)
        pieces.append(cell.text[place:])
        text = " ".join(piece.strip() for piece in pieces if not _TRIFLE.fullmatch(piece))
        return text.strip()
