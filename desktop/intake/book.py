"""What was read from someone's file, as plain values: sheets, a Word document, refusals."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.problem import Problem


class Kind(StrEnum):
    """What a file is by its content."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    DOCX = "docx"


BOOKS = frozenset({Kind.XLSX, Kind.XLSB, Kind.XLS, Kind.ODS, Kind.CSV, Kind.HTML})


@dataclass(frozen=True)
class Limits:
    """What is too much: bytes, zip entries, bytes unpacked, packing ratio, rows, columns, seconds.

    `memory` is the reading child's address space in bytes, `text` the characters of all cells,
    `files` and `archive` the files of a zip and its own bytes.
    """

    size: int = 50_000_000
    entries: int = 2_000
    unpacked: int = 300_000_000
    ratio: int = 200
    rows: int = 110_000  # 100,000 firms, with room for titles, repeated headers and remarks
    columns: int = 300
    text: int = 100_000_000
    memory: int = 1 << 30
    seconds: int = 30
    files: int = 500
    archive: int = 200_000_000


@dataclass(frozen=True)
class Ask:
    """What is asked of a file: which kinds are welcome, a text encoding, and the second count.

    `encoding` overrides the ladder utf-8, gb18030 for csv. With `count` a second engine counts the
    cells of an .xlsx in a child of its own.
    """

    books: bool = True
    documents: bool = True
    encoding: str = ""
    count: bool = True


@dataclass(frozen=True)
class Refused:
    """Why a file can't be read, in a sentence, and a hint that says what to do."""

    sentence: str
    hint: str = ""


@dataclass(frozen=True)
class Merge:
    """A merged range, 0-based and inclusive, in the coordinates of `Grid.cells`."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """One sheet as texts: ragged rows without their empty tails, a long one packed (`LongCells`).

    `first_line` is the 1-based line of `cells[0]`. `long_numbers` are the (row, column) of numbers
    with 16 digits and more, which have lost digits; `first_line` does not move them. Dates count
    from 1904 where `since_1904` is True.
    """

    name: str
    cells: Sequence[list[str]]
    hidden: bool = False
    first_line: int = 1
    merged: tuple[Merge, ...] = ()
    long_numbers: frozenset[tuple[int, int]] = frozenset()
    since_1904: bool = False

    def text(self, row: int, column: int) -> str:
        """Return the text at 0-based row and column, empty beyond the row's end."""
        cells = self.cells[row]
        return cells[column] if 0 <= column < len(cells) else ""


@dataclass(frozen=True)
class Book:
    """A workbook or a text table."""

    sheets: tuple[Grid, ...]


@dataclass(frozen=True)
class WordCell:
    """One distinct cell of a Word table: its place on the table's grid and its ordinal in the row.

    `row` and `column` are 0-based; `rows` and `columns` are how far it spans; `ordinal` is 1-based
    and counts cells as a reader does.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    ordinal: int = 1


@dataclass(frozen=True)
class WordTable:
    """A table of a document, `number` counted from 1 in reading order."""

    number: int
    cells: tuple[WordCell, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph outside of tables, `number` counted from 1 among those that have text."""

    number: int
    text: str


@dataclass(frozen=True)
class Document:
    """A Word document: its paragraphs and tables."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[WordTable, ...]


@dataclass(frozen=True)
class Reading:
    """A file that was read: one of `book` and `document`, and what a reader should know of it.

    `difference` is what the second count found, which `problems` say too.
    """

    name: str
    kind: Kind
    book: Book | None = None
    document: Document | None = None
    problems: tuple[Problem, ...] = ()
    difference: tuple[Problem, ...] = ()
