"""Composes a sheet: its description and the facts become plain cells, the same for every writer.

The facts are plain dicts, lists, str, int, bool, `datetime.date` and None. A path that a
description names and the facts lack is a bug (KeyError); None and "" are an empty cell.

Every sheet:
    unit          str   推荐单位, the recommending department's name as on its seal
    date          date | None   填报日期; None leaves 年 月 日 to be written by hand
    year          int   the round's year (年度)
    annex         str   optional: replaces the description's own mark (附件2)
    shift         (int, int)   optional: millimetres by which all is moved right and down (套印)
    filler        str   填表人
    filler_phone  str   联系电话 of the 填表人

Summary sheets (made for a round) besides:
    rows          list of dicts, one a recommended case:
        serial int; name str (平台/基地名称); operator str (运营机构/服务机构名称); address,
        principal (负责人), contact, phone str; meets bool | None (是否满足各项申报条件);
        agrees bool | None (是否同意推荐); remark str; functions str (at most 3, joined by 、);
        demonstration str (示范性表述); quota str (the remark's wording of the quota)

Sheets made for one application besides:
    name          str   the platform's or base's name
    operator      str   示范平台承担单位 / 申报单位
    region        str   推荐省（区、市）
    methods       list of str: ids of the survey's methods that were used
    method_labels list of str: the same as the annex words them (上门拜访 …); these are ticked
    survey        list of dicts, one an asked firm:
        serial int; firm, interviewee, position, phone, service str; answer str (the answer's id);
        answer_label str (很满意 …, as the annex words it; this is ticked); method_number int | str
        (1 to 5); remark str
    survey_summary str  the result of the survey in a sentence
    influence     str   对区域中小企业发展的影响和作用
    demonstration str   示范性
    opinion       str   推荐意见
    opinion_date  date | None   the date under the seal; None leaves 年 月 日 to be written by hand
    charts        list of Chart   optional: pictures that are drawn at the PDF's end
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from desktop.sheets.describe import (
    BlockDescription,
    Break,
    Column,
    Flow,
    GridCell,
    GridOfRows,
    GridRow,
    LineOfParts,
    Mark,
    Note,
    OnlyWhere,
    SheetDescription,
    Table,
    Title,
)
from desktop.sheets.document import (
    Block,
    Cell,
    Document,
    Grid,
    Line,
    Look,
    Page,
    PageBreak,
    Paragraph,
    Part,
    Piece,
    Row,
)
from desktop.sheets.fill import TICK, clean, fill, look_up, show, ticks

Facts = Mapping[str, Any]
# What heads the paragraphs below it, by level: short, and no sentence.
HEADINGS = (
    re.compile("[一二三四五六七八九十]+、[^，。；：]{1,30}"),
    re.compile("（[一二三四五六七八九十]+）[^，。；：]{1,30}"),
)


def compose(description: SheetDescription, facts: Facts) -> Document:
    """The sheet filled with the facts (see above). Raises KeyError where a fact is missing."""
    shape = description.page
    long, short = 297, 210
    lying = shape.orientation == "landscape"
    width, height = (long, short) if lying else (short, long)
    right, down = facts.get("shift", (0, 0))
    margins = shape.top + down, shape.right - right, shape.bottom - down, shape.left + right
    page = Page(width, height, *margins)
    blocks = tuple(made for block in description.blocks for made in _block(block, facts))
    foot = fill(description.foot, facts)
    charts = tuple(facts.get("charts", ()))
    return Document(fill(description.title, facts), page, blocks, description.cover, foot, charts)


def _block(block: BlockDescription, facts: Facts) -> Iterator[Block]:
    match block:
        case Mark(text):
            look = Look("head", 16)
            mark = clean(facts.get("annex") or "") or fill(text, facts)
            yield Line((Piece(mark, look),), 9)
        case Title():
            yield from _title(block, facts)
        case LineOfParts():
            yield _line(block, facts)
        case Note(lines, size, before):
            for at, part in enumerate(_paragraphs(lines, facts)):
                yield Line((Piece(part, Look("cell", size)),), 0, 0 if at else before)
        case Flow():
            yield from _flow(block, facts)
        case Table():
            yield _table(block, facts)
        case GridOfRows():
            yield _grid(block, facts)
        case Break():
            yield PageBreak()
        case OnlyWhere(where, inner):
            if look_up(where, facts):
                yield from _block(inner, facts)


def _paragraphs(lines: tuple[str, ...], facts: Facts) -> list[str]:
    """The lines of a note, filled; a blank that is empty gives none, one of several as many."""
    filled = [(text, fill(text, facts)) for text in lines]
    return [part for text, full in filled if full or not text for part in full.split("\n")]


def _flow(flow: Flow, facts: Facts) -> Iterator[Paragraph]:
    look = Look(flow.style, flow.size, flow.align)
    indent = 0 if flow.align == "center" else flow.indent
    parts = _paragraphs(flow.lines, facts)
    for at, text in enumerate(parts):
        before, after = 0 if at else flow.before, parts[at + 1 :]
        keep = _is_heading(text, after[0]) if after else flow.keep
        yield Paragraph(text, look, indent, flow.spacing, before, keep)


def _is_heading(text: str, after: str) -> bool:
    """Whether a paragraph is the heading of the next one: 一、 or （一）, and no list's member."""
    level, below = (
        next((at for at, mark in enumerate(HEADINGS) if mark.fullmatch(one)), len(HEADINGS))
        for one in (text, after)
    )
    return level < below


def _title(title: Title, facts: Facts) -> Iterator[Line]:
    look = Look("title", title.size, "center")
    for at, text in enumerate(title.lines):
        yield Line((Piece(fill(text, facts), look),), 0, 0 if at else title.before)
    if title.after:
        yield Line((), title.after)


def _line(line: LineOfParts, facts: Facts) -> Line:
    pieces = tuple(
        Piece(
            fill(p.text, facts),
            Look(line.style, line.size, p.align, p.valign),
            p.width,
            p.rule,
            p.code,
        )
        for p in line.parts
    )
    return Line(pieces, line.height, line.before, line.at_foot, line.keep)


def _table(table: Table, facts: Facts) -> Grid:
    heads = _heads(table)
    looks = [Look("cell", table.size, column.align) for column in table.columns]
    cells = list(zip(table.columns, looks, strict=True))
    entries = look_up(table.rows, facts)
    rows = [
        Row(tuple(Cell(_shown(c, entry), look) for c, look in cells), table.height, "item")
        for entry in entries
    ]
    blank = Row(tuple(Cell("", look) for look in looks), table.height, "item")
    rows += [blank] * (table.minimum - len(rows))
    return Grid(tuple(column.width for column in table.columns), (*heads, *rows))


def _shown(column: Column, entry: Facts) -> str:
    value = entry[column.path] if column.path in entry else look_up(column.path, entry)
    if column.equals:
        return TICK if value == column.equals else ""
    return show(value, column.format)


def _heads(table: Table) -> tuple[Row, ...]:
    """One header row, or two where columns have a group above them (企业满意度)."""
    look = Look("head", table.size, "center")
    grouped = any(column.group for column in table.columns)
    down = 2 if grouped else 1
    upper: list[Cell] = []
    for group, run in groupby(table.columns, lambda column: column.group):
        columns = list(run)
        if group:
            upper.append(Cell(group, look, len(columns)))
        else:
            upper += [Cell(column.label, look, 1, down) for column in columns]
    rows = [Row(tuple(upper), table.head_height, "head")]
    if grouped:
        lower = tuple(Cell(column.label, look) for column in table.columns if column.group)
        rows.append(Row(lower, table.head_height, "head"))
    return tuple(rows)


def _grid(grid: GridOfRows, facts: Facts) -> Grid:
    rows = tuple(made for row in grid.rows for made in _rows(row, grid.size, facts))
    return Grid(grid.widths, rows)


def _rows(row: GridRow, size: float, facts: Facts) -> Iterator[Row]:
    if row.where and not look_up(row.where, facts):
        return
    if not row.each:
        cells = tuple(_cell(cell, size, facts) for cell in row.cells)
        part: Part = "head" if row.head else "plain"
        yield Row(cells, row.height, part, row.keep, row.stretch)
        return
    entries = look_up(row.each, facts)
    for entry in entries:
        yield Row(tuple(_cell(c, size, entry) for c in row.cells), row.height, "item")
    blank = Row(tuple(Cell("", _look(c, size), c.span) for c in row.cells), row.height, "item")
    for _ in range(row.minimum - len(entries)):
        yield blank


def _cell(cell: GridCell, size: float, facts: Facts) -> Cell:
    text = fill(cell.text, facts)
    if cell.ticks:
        text += ticks(cell.ticks, look_up(cell.chosen, facts) if cell.chosen else "")
    if cell.equals:
        text = TICK if text == cell.equals else ""
    return Cell(text, _look(cell, size), cell.span, cell.down, fill(cell.foot, facts))


def _look(cell: GridCell, size: float) -> Look:
    return Look(cell.style, size, cell.align, cell.valign)
