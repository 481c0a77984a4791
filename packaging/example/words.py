"""Writes an application form as .docx: a layout in plain lines becomes cover, pages and tables."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from desktop.domain.form import FormTable, Roster
from example.facts import Facts

_BLANK = re.compile(r"\{([a-z_]+)\}")
_WIDTH = 9_200  # of a table, in twentieths of a point
_SONG = '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/>'


@dataclass(frozen=True)
class Cell:
    """One cell: `merge` is restart or continue where it stands in a vertical merge."""

    text: str
    span: int
    merge: str = ""


def write_form(facts: Facts, layout: str) -> bytes:
    """Return the .docx that `layout` describes, filled with the applicant's values.

    A line `:center text`, `:title text`, `:line text`, `:text text` is a paragraph, `:page` a new
    page, `:table 12` begins a table of twelve columns, `:roster key` prints a roster. In a table
    each line is a row of cells `text*span` parted by |; `!` begins a vertical merge and `^` goes
    on with it; `@table 2 3 …` prints a table of the form with its columns' spans. KeyError where
    a blank is unknown.
    """
    paper = Document()
    _set_up(paper, facts)
    rows: list[list[Cell]] | None = None
    columns = 0
    for line in layout.splitlines():
        if rows is not None and not line.startswith(":"):
            rows += _rows(line, facts)
            continue
        if rows is not None:
            _add_table(paper, rows, columns)
            rows = None
        command, _, text = line.partition(" ")
        if command == ":table":
            rows, columns = [], int(text)
        else:
            _paragraph(paper, command, text, facts)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _set_up(paper: Paper, facts: Facts) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    about = paper.core_properties
    about.author, about.title, about.comments = facts.name, facts.scheme.form.title, "虚构示例"
    about.created = about.modified = datetime(2026, 3, 12, 9, 0, 0)
    about.last_modified_by, about.revision = facts.name, 1


def _paragraph(paper: Paper, command: str, text: str, facts: Facts) -> None:
    if command == ":page":
        paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif command == ":roster":
        [roster] = [one for one in facts.scheme.rosters if one.key == text]
        _add_roster(paper, roster, facts.rosters[text])
    elif command in (":center", ":title", ":line", ":text"):
        paragraph = paper.add_paragraph()
        run = paragraph.add_run(_fill(text, facts.values).replace("\\n", "\n"))
        run.bold = command in (":title", ":center")
        run.font.size = Pt({":title": 22, ":center": 15}.get(command, 11))
        if command in (":title", ":center"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif command.strip():
        raise ValueError(f"unknown command in a layout: {command}")


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _BLANK.sub(lambda found: values[found.group(1)], text)


def _rows(line: str, facts: Facts) -> Iterator[list[Cell]]:
    if not line.strip():
        return
    if line.startswith("@"):
        key, *spans = line[1:].split()
        [table] = [one for one in facts.scheme.form.tables if one.key == key]
        yield from _table_rows(table, [int(span) for span in spans], facts.values)
        return
    cells = []
    for part in line.split(" | "):
        text, _, span = part.strip().rpartition("*")
        merge = {"!": "restart", "^": "continue"}.get(text[:1], "")
        kept = _fill(text[1:] if merge else text, facts.values)
        cells.append(Cell(kept.replace("\\n", "\n"), int(span), merge))
    yield cells


def _table_rows(
    table: FormTable, spans: list[int], values: Mapping[str, str]
) -> Iterator[list[Cell]]:
    heads = [column.label for column in table.columns]
    if table.rows == "fixed":
        heads = [table.row_header, *heads] * table.across
        yield [Cell(head, span) for head, span in zip(heads, spans, strict=True)]
        for start in range(0, len(table.fixed_rows), table.across):
            texts: list[str] = []
            for row in table.fixed_rows[start : start + table.across]:
                texts += [row.label, *_values_of(table, row.key, values)]
            yield [Cell(text, span) for text, span in zip(texts, spans, strict=True)]
        return
    yield [Cell(head, span) for head, span in zip(heads, spans, strict=True)]
    number = 1
    while any(f"{table.key}.{number}.{column.key}" in values for column in table.columns):
        texts = _values_of(table, str(number), values)
        yield [Cell(text, span) for text, span in zip(texts, spans, strict=True)]
        number += 1


def _values_of(table: FormTable, row: str, values: Mapping[str, str]) -> list[str]:
    return [values.get(f"{table.key}.{row}.{column.key}", "") for column in table.columns]


def _add_roster(paper: Paper, roster: Roster, rows: Iterable[Mapping[str, str]]) -> None:
    columns = [column for column in roster.columns if not column.additional]
    lines = [[Cell(column.label, 1) for column in columns]]
    for number, row in enumerate(rows, 1):
        told = {"serial": str(number), **row}
        lines.append([Cell(told.get(column.key, ""), 1) for column in columns])
    _add_table(paper, lines, len(columns))


def _add_table(paper: Paper, rows: list[list[Cell]], columns: int) -> None:
    for row in rows:
        if sum(cell.span for cell in row) != columns:
            raise ValueError(f"a row of {columns} columns: {[cell.text for cell in row]}")
    unit = _WIDTH // columns
    grid = "".join(f'<w:gridCol w:w="{unit}"/>' for _ in range(columns))
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    body = "".join(_row_xml(row, unit) for row in rows)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{unit * columns}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )
    paper.element.body.insert(len(paper.element.body) - 1, table)
    paper.add_paragraph()


def _row_xml(row: list[Cell], unit: int) -> str:
    return "<w:tr>" + "".join(_cell_xml(cell, unit) for cell in row) + "</w:tr>"


def _cell_xml(cell: Cell, unit: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    lines = "".join(
        f'<w:p><w:r><w:rPr>{_SONG}<w:sz w:val="21"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in cell.text.split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{unit * cell.span}" w:type="dxa"/>{span}{merge}'
        f'<w:vAlign w:val="center"/></w:tcPr>{lines}</w:tc>'
    )
