"""Reads the tables of someone else's Word form, and fills one in its own styles."""

import copy
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.sheets.refit_package import (
    Element,
    Package,
    W,
    keeping_blanks,
    main_part,
    rewritten,
    serialised,
)
from desktop.sheets.refit_table import Filled, Filling, RawTable, Spot, Written

_COPIED_ONCE = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


@dataclass(frozen=True)
class _Cell:
    """A cell of a row: its element, its place on the table's grid, and how it is merged down."""

    tc: Element
    column: int
    columns: int
    merge: str


def read_docx(package: Package) -> tuple[RawTable, ...]:
    """Return all tables of the document in reading order, those inside cells too."""
    body = package.xml(main_part(package, "document"))
    return tuple(
        RawTable(number, f"第{number + 1}个表格{_heading(table)}", tuple(_spots(table)))
        for number, table in enumerate(body.iter(f"{W}tbl"))
    )


def _heading(table: Element) -> str:
    """The line above a table, as its name; "" where there is none."""
    for above in itertools.islice(table.itersiblings(f"{W}p", preceding=True), 3):
        text = "".join("".join(part.text or "" for part in above.iter(f"{W}t")).split())
        if text:
            return f"“{text[:24]}”"
    return ""


def _rows(table: Element) -> list[Element]:
    """The table's own rows, wherever content controls have put them."""
    return [row for row in table.iter(f"{W}tr") if _owner(row) is table]


def _owner(element: Element) -> Element:
    return next(element.iterancestors(f"{W}tbl"), None)


def _cells(row: Element) -> list[_Cell]:
    properties = row.find(f"{W}trPr")
    before = properties.find(f"{W}gridBefore") if properties is not None else None
    at, found = _number(before, 0), []
    for tc in row.iter(f"{W}tc"):
        if next(tc.iterancestors(f"{W}tr")) is not row:
            continue
        shape = tc.find(f"{W}tcPr")
        span = _number(shape.find(f"{W}gridSpan") if shape is not None else None, 1)
        down = shape.find(f"{W}vMerge") if shape is not None else None
        merge = "" if down is None else down.get(f"{W}val", "continue")
        found.append(_Cell(tc, at, max(1, span), merge))
        at += max(1, span)
    return found


def _number(element: Element | None, otherwise: int) -> int:
    text = element.get(f"{W}val", "") if element is not None else ""
    return min(int(text), 200) if text.isdigit() else otherwise


def _spots(table: Element) -> Iterator[Spot]:
    rows = [_cells(row) for row in _rows(table)]
    for number, cells in enumerate(rows):
        for cell in cells:
            if cell.merge != "continue":
                down = _down(rows, number, cell)
                yield Spot(_text(cell.tc), number, cell.column, down, cell.columns)


def _down(rows: list[list[_Cell]], row: int, cell: _Cell) -> int:
    """How many rows a cell covers: those under it that go on with it."""
    if not cell.merge:
        return 1
    last = row
    while last + 1 < len(rows) and any(
        below.column == cell.column and below.merge == "continue" for below in rows[last + 1]
    ):
        last += 1
    return last - row + 1


def _text(tc: Element) -> str:
    """The cell's own text; what stands in a table inside it is that table's."""
    lines = []
    for paragraph in tc.iter(f"{W}p"):
        if next(paragraph.iterancestors(f"{W}tc")) is tc:
            parts = [_plain(part) for part in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")]
            lines.append("".join(parts))
    return "\n".join(lines).strip()


def _plain(part: Element) -> str:
    return (part.text or "") if part.tag == f"{W}t" else "\n" if part.tag == f"{W}br" else " "


def fill_docx(package: Package, filling: Filling) -> Filled:
    """Fill the table: rows are copied from the form's own where it has too few."""
    name = main_part(package, "document")
    body = package.xml(name)
    table = list(body.iter(f"{W}tbl"))[filling.table.number]
    notes: list[str] = []
    start = filling.table.start(keep=filling.keep)
    rows = _make_room(table, filling, notes)[start:]
    for row, values in zip(rows, filling.rows, strict=False):
        _fill_row(row, filling.columns, values, notes)
    data = rewritten(package, {name: serialised(body)}, frozenset())
    return Filled(data, tuple(dict.fromkeys(notes)))


def _make_room(table: Element, filling: Filling, notes: list[str]) -> list[Element]:
    """Return the rows for entries, as many as are needed and at least as many as there were.

    New rows stand before the last one, which may carry the frame's lower line.
    """
    found, rows = filling.table, _rows(table)
    items = rows[found.first : found.last + 1]
    if not items:
        notes.append("表里没有可以照样的空行，新加的行用了表头的样式，请看一下字体和底色。")
        items = [_from_header(rows[found.head_last])]
    if found.filled:
        blank = [r for at, r in enumerate(items, found.first) if at not in found.filled]
        _lend_looks(rows[found.filled[0]], blank if filling.keep else items)
    for row in () if filling.keep else found.filled:
        _wipe(rows[row])
    start = found.start(keep=filling.keep)
    before = len(items) > 1 and start < len(items)
    model, last = items[-2 if before else -1], items[-1]
    count = start + len(filling.rows) - len(items)
    fresh = [_copied(model, last, wipe=start > 0) for _ in range(count)]
    if before:
        for row in fresh:
            last.addprevious(row)
        return [*items[:-1], *fresh, last]
    for row in reversed(fresh):
        last.addnext(row)
    return [*items, *fresh]


def _copied(model: Element, last: Element, *, wipe: bool) -> Element:
    """A new row like the model, without what may stand only once in a document."""
    row = copy.deepcopy(model)
    for attribute in (f"{_W14}paraId", f"{_W14}textId"):
        for element in row.iter():
            element.attrib.pop(attribute, None)
    for name in _COPIED_ONCE:
        for element in list(row.iter(f"{W}{name}")):
            element.getparent().remove(element)
    going_on = {cell.column for cell in _cells(last) if cell.merge == "continue"}
    for cell in _cells(row):
        down = cell.tc.find(f"{W}tcPr/{W}vMerge")
        if down is not None and cell.column in going_on:
            down.attrib.pop(f"{W}val", None)
    if wipe:
        _wipe(row)
    return row


def _from_header(header: Element) -> Element:
    """A row like the header's for entries: not repeated on each page, not bold, not shaded."""
    row = copy.deepcopy(header)
    header.addnext(row)
    for path in ("trPr/tblHeader", "tcPr/shd", "tcPr/vMerge", "rPr/b", "rPr/bCs"):
        parent, name = path.split("/")
        for element in list(row.iter(f"{W}{name}")):
            if element.getparent().tag == f"{W}{parent}":
                element.getparent().remove(element)
    _wipe(row)
    return row


def _wipe(row: Element) -> None:
    for cell in _cells(row):
        if cell.merge != "continue" and cell.tc.find(f"{W}tbl") is None:
            _put(cell.tc, "")


def _lend_looks(example: Element, rows: list[Element]) -> None:
    """Let cells that have no looks of their own look like the example's, without its colours."""
    for row in rows:
        cells = {cell.column: cell.tc for cell in _cells(row)}
        for cell in _cells(example):
            mine = cells.get(cell.column)
            if mine is None or (mine is not cell.tc and _style(mine.find(f"{W}p")) is not None):
                continue
            given, kept = cell.tc.find(f"{W}p"), mine.find(f"{W}p")
            style = _style(given) if given is not None else None
            if kept is None or style is None:
                continue
            shape, own = given.find(f"{W}pPr"), kept.find(f"{W}pPr")
            if own is not None:
                kept.remove(own)
            if shape is not None:
                kept.insert(0, copy.deepcopy(shape))
            _mark(kept, _uncoloured(style))
            for run in list(kept.iter(f"{W}r")):
                run.getparent().remove(run)


def _mark(paragraph: Element, style: Element) -> None:
    """Keep the style of a paragraph's text in its mark, where it outlives the text."""
    shape = paragraph.find(f"{W}pPr")
    if shape is None:
        shape = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, shape)
    for old in shape.findall(f"{W}rPr"):
        shape.remove(old)
    # the schema has rPr before these two
    after = [e for e in shape if e.tag in (f"{W}sectPr", f"{W}pPrChange")]
    shape.insert(len(shape) - len(after), style)


def _uncoloured(style: Element) -> Element:
    for name in ("color", "i", "iCs", "highlight", "shd"):
        for element in style.findall(f"{W}{name}"):
            style.remove(element)
    return style


def _fill_row(
    row: Element, columns: tuple[int, ...], values: tuple[Written, ...], notes: list[str]
) -> None:
    """Put the values into the row's cells; a row of a fixed height may grow from now on."""
    for height in row.iterfind(f"{W}trPr/{W}trHeight"):
        if height.get(f"{W}hRule") == "exact":
            height.set(f"{W}hRule", "atLeast")
    cells = {cell.column: cell for cell in _cells(row)}
    for column, value in zip(columns, values, strict=True):
        cell = cells.get(column)
        if cell is None or cell.merge == "continue":
            if value.text:
                notes.append(f"“{value.text[:20]}”没有写进去：那一格与上面的合并了。")
        elif cell.tc.find(f"{W}tbl") is None:
            _put(cell.tc, value.text)


def _put(tc: Element, text: str) -> None:
    """Replace the cell's text; the first paragraph and the first run give the style."""
    paragraphs = list(tc.iter(f"{W}p"))
    if not paragraphs:
        return
    kept = paragraphs[0]
    style = _style(kept)
    for child in list(tc):
        if child.tag != f"{W}tcPr":
            tc.remove(child)
    for child in list(kept):
        if child.tag != f"{W}pPr":
            kept.remove(child)
    kept.tail = None
    tc.append(kept)
    if text:
        kept.append(_run(kept, text, style))
    elif style is not None:
        _mark(kept, style)


def _style(paragraph: Element | None) -> Element | None:
    """How the cell's text looks: as its first run does, else as its paragraph mark does."""
    if paragraph is None:
        return None
    for path in (f".//{W}r/{W}rPr", f"{W}pPr/{W}rPr"):
        found = paragraph.find(path)
        if found is not None:
            style = copy.deepcopy(found)
            for odd in ("ins", "del", "rPrChange", "vanish"):
                for element in list(style.iter(f"{W}{odd}")):
                    element.getparent().remove(element)
            return style
    return None


def _run(paragraph: Element, text: str, style: Element | None) -> Element:
    run = paragraph.makeelement(f"{W}r")
    if style is not None:
        run.append(style)
    for at, line in enumerate(text.split("\n")):
        if at:
            run.append(run.makeelement(f"{W}br"))
        part = run.makeelement(f"{W}t")
        run.append(keeping_blanks(part, line))
    return run
