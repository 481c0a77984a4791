"""The second engine for documents and open documents: letters and cells, counted by expat."""

import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "rt"})
_MOST = 1_000  # copies of a filled row that are counted
_PIECE = 1 << 18
FARTHEST = 1_100_000  # lines of a sheet


def parse(
    archive: zipfile.ZipFile,
    member: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None,
    text: Callable[[str], object],
) -> None:
    """Run a zip's member through expat: a tag's start with its attributes, its end, and texts."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    with archive.open(member) as file:
        while piece := file.read(_PIECE):  # by itself expat asks for 2 KB at a time
            parser.Parse(piece)
    parser.Parse(b"", True)  # noqa: FBT003 - expat's own


@dataclass
class _Letters:
    """How many letters stand in the texts so far, prompts and what was deleted apart."""

    count: int = 0
    inside: bool = False
    skipped: int = 0
    symbols: bool = False
    controls: list[bool] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name in _SKIPPED:
            self.skipped += 1
        elif name == "r":
            self.symbols = False
        elif name == "rFonts":
            face = attributes.get("w:ascii", "") or attributes.get("w:hAnsi", "")
            self.symbols = face.lower().startswith("wingdings")
        elif name == "sdt":
            self.controls.append(False)
        elif name == "showingPlcHdr" and self.controls:
            self.controls[-1] = True
        elif name == "t":
            self.inside = True

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in _SKIPPED:
            self.skipped -= 1
        elif name == "sdt" and self.controls:
            self.controls.pop()
        elif name == "t":
            self.inside = False

    def text(self, piece: str) -> None:
        if self.inside and not (self.skipped or self.symbols or any(self.controls)):
            self.count += sum(map(str.isalnum, piece))


def count_letters(archive: zipfile.ZipFile) -> int:
    """Return how many letters and digits the text of a .docx has."""
    letters = _Letters()
    parse(archive, "word/document.xml", letters.start, letters.end, letters.text)
    return letters.count


@dataclass
class _Open:
    """The count of an open document's cells: the sheet, its rows so far, the cell under way."""

    sheets: dict[str, dict[int, int]] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    line: int = 0
    row: int = 0
    row_times: int = 1
    times: int = 1
    filled: bool = False
    in_text: int = 0
    in_note: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if tag == "table:table":
            self.rows = self.sheets.setdefault(attributes.get("table:name", ""), {})
            self.line = 0
        elif name == "table-row":
            self.row = 0
            self.row_times = int(attributes.get("table:number-rows-repeated", "1"))
        elif name in ("table-cell", "covered-table-cell"):
            self.times = int(attributes.get("table:number-columns-repeated", "1"))
            self.filled = False
        elif name == "annotation":
            self.in_note += 1
        elif name == "p":
            self.in_text += 1

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "table-row":
            if self.row:
                copies = range(self.line, self.line + min(self.row_times, _MOST))
                self.rows |= dict.fromkeys(copies, self.row)
            self.line += self.row_times
        elif name in ("table-cell", "covered-table-cell"):
            self.row += self.times if self.filled else 0
        elif name == "annotation":
            self.in_note -= 1
        elif name == "p":
            self.in_text -= 1

    def text(self, piece: str) -> None:
        if self.in_text and not self.in_note and piece.strip():
            self.filled = True


def per_line(cells: Sequence[tuple[int, int]]) -> list[int]:
    """Return how many places of each row are filled, from (row, column) pairs, 0-based.

    ValueError where a row lies beyond every sheet.
    """
    rows = Counter(row for row, _ in set(cells))
    last = max(rows, default=-1)
    if last >= FARTHEST:
        raise ValueError(f"row {last} is beyond every sheet")
    return [rows[row] for row in range(last + 1)]


def count_open(archive: zipfile.ZipFile) -> dict[str, list[int]]:
    """Return how many cells of each row of each sheet of an .ods have content."""
    counter = _Open()
    parse(archive, "content.xml", counter.start, counter.end, counter.text)
    return {
        name: [rows.get(line, 0) for line in range(max(rows, default=-1) + 1)]
        for name, rows in counter.sheets.items()
        if max(rows, default=0) < FARTHEST
    }
