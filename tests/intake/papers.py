"""Makes the files that the tests of reading bring in: workbooks, text tables, Word forms."""

import io
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cattrs
from docx import Document
from openpyxl import Workbook

from desktop.domain.form import Form, Roster

FORMS = Path(__file__).parents[2] / "forms"


def form_of(scheme: str) -> tuple[Form, tuple[Roster, ...]]:
    """Return a shipped scheme's form and rosters."""
    plain = tomllib.loads((FORMS / scheme / "form.toml").read_text("utf-8"))
    return (
        cattrs.structure(plain["form"], Form),
        cattrs.structure(plain["rosters"], tuple[Roster, ...]),
    )


def roster_of(scheme: str, key: str) -> Roster:
    """Return one roster of a shipped scheme."""
    return {roster.key: roster for roster in form_of(scheme)[1]}[key]


def saved(workbook: Workbook) -> bytes:
    """Return a workbook as bytes."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def workbook_of(
    rows: Sequence[Sequence[Any]], merges: Sequence[str] = (), title: str = "名单"
) -> bytes:
    """Return a workbook of one sheet."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    return saved(workbook)


def document_of(*blocks: str | list[str]) -> bytes:
    """Return a Word document: a text is a paragraph, a list of lines is a table.

    A line's cells are divided by `|`; `<` widens the cell before it, `^` lengthens the cell above.
    """
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            _add_table(document, [line.split("|") for line in block])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_table(document: Any, lines: list[list[str]]) -> None:
    width = max(map(len, lines))
    marks = [[text.strip() for text in line] + ["<"] * (width - len(line)) for line in lines]
    table = document.add_table(len(lines), width)
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            if text.strip() not in ("<", "^"):
                right, bottom = column, row
                while right + 1 < width and marks[row][right + 1] == "<":
                    right += 1
                while bottom + 1 < len(lines) and marks[bottom + 1][column] == "^":
                    bottom += 1
                cell = table.cell(row, column)
                if (right, bottom) != (column, row):
                    cell = cell.merge(table.cell(bottom, right))
                if text:
                    cell.text = text
