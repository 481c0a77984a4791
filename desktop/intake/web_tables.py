"""Reads the tables of a web page, such as systems export under the name of an Excel file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from desktop.intake.book import Grid, Limits, Merge, Refused
from desktop.intake.text_tables import decode

_BREAKS = frozenset({"br", "p", "div", "li"})
_SILENT = frozenset({"script", "style", "head", "title"})
_SHOWN = frozenset({"body", "table"})
_WIDEST = 1_000  # a span beyond this is nonsense


@dataclass
class _Table:
    """A table under way: its rows of texts, its merges, and the places that spans have taken."""

    rows: list[list[str]] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    cell: list[str] | None = None
    spans: tuple[int, int] = (1, 1)
    area: int = 0


class _TooMuchError(Exception):
    """The page has more cells than the limits allow."""


class _Page(HTMLParser):
    """Collects the tables in reading order; words outside of tables stand above the next one."""

    def __init__(self, limits: Limits) -> None:
        """Start with no table."""
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.done: list[_Table] = []
        self.open: list[_Table] = []
        self.loose: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell; old pages leave the end tags away."""
        if tag in _SHOWN:
            self.silent = 0  # the end of the head may be left away
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self._start_table()
        elif tag in _BREAKS:
            self._add("\n")
        elif self.open and tag == "tr":
            self._end_cell()
            self._start_row()
        elif self.open and tag in ("td", "th"):
            self._end_cell()
            if not self.open[-1].rows:
                self._start_row()
            told = {key: value or "" for key, value in attrs}
            table = self.open[-1]
            table.cell = []
            table.spans = (_span(told.get("rowspan", "")), _span(told.get("colspan", "")))

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag closes."""
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "table" and self.open:
            self._end_cell()
            self.done.append(self.open.pop())
        elif tag in ("td", "th", "tr") and self.open:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Keep a text; a line's end in the source is a blank, as in every browser."""
        if not self.silent:
            self._add(data.replace("\n", " ").replace("\r", " "))

    def finish(self) -> list[_Table]:
        """Close what is still open and return the tables; words below stand under the last."""
        self.close()
        while self.open:
            self.handle_endtag("table")
        if self.done:
            self.done[-1].rows += [[_squeezed(text)] for text in self.loose]
        return self.done

    def _add(self, text: str) -> None:
        """Put a text into the open cell, else among the words outside of tables."""
        table = self.open[-1] if self.open else None
        if table is not None and table.cell is not None:
            table.cell.append(text)
        elif text.strip():
            self.loose.append(text)

    def _start_table(self) -> None:
        table = _Table()
        if not self.open and self.loose:
            table.rows = [[_squeezed(text)] for text in self.loose]
            self.loose = []
        self.open.append(table)

    def _start_row(self) -> None:
        table = self.open[-1]
        table.rows.append([])
        if len(table.rows) > self.limits.rows:
            raise _TooMuchError

    def _end_cell(self) -> None:
        table = self.open[-1]
        if table.cell is None:
            return
        text, (height, width) = _squeezed("".join(table.cell)), table.spans
        table.cell = None
        row, column = len(table.rows) - 1, len(table.rows[-1])
        while (row, column) in table.taken:
            column += 1
        table.area += height * width
        if column + width > self.limits.columns or table.area > 100 * self.limits.rows:
            raise _TooMuchError
        table.rows[-1] += [""] * (column - len(table.rows[-1])) + [text] + [""] * (width - 1)
        if height > 1 or width > 1:
            table.merged.append(Merge(row, column, row + height - 1, column + width - 1))
        for below in range(row + 1, row + height):
            table.taken |= {(below, place) for place in range(column, column + width)}


def _span(text: str) -> int:
    number = text.strip()
    return min(max(1, int(number)), _WIDEST) if number.isdecimal() else 1


def _squeezed(text: str) -> str:
    """Return a cell's text as a browser shows it: blanks folded, lines kept, no empty ones."""
    lines = (" ".join(line.replace("\xa0", " ").split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def read_web_tables(data: bytes, encoding: str, limits: Limits) -> list[Grid] | Refused:
    """Return each table of a page that has content as a sheet, or why there is too much."""
    text = decode(data, encoding)
    if text is None:
        return Refused("文字编码读不出来。", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。")
    page = _Page(limits)
    try:
        page.feed(text)
        tables = [table for table in page.finish() if any(map(any, table.rows))]
    except _TooMuchError:
        return Refused(
            f"网页里的表格超过{limits.rows}行或{limits.columns}列。", "请分成几个文件再导入。"
        )
    if not tables:
        return Refused("这是网页，里面没有表格。", "请用浏览器打开看看，向申报单位要 Excel 原件。")
    return _grids(tables)


def _grids(tables: Sequence[_Table]) -> list[Grid]:
    grids = []
    for number, table in enumerate(tables, 1):
        last = len(table.rows) - 1
        merged = tuple(
            Merge(m.top, m.left, min(m.bottom, last), m.right)
            for m in table.merged
            if m.left != m.right or m.top != min(m.bottom, last)
        )
        name = f"第{number}个表" if len(tables) > 1 else ""
        grids.append(Grid(name, [_cut(row) for row in table.rows], merged=merged))
    return grids


def _cut(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row
