"""Writes nasty files in every format that is read: xlsx, ods, csv, pages, Word, zip."""

import csv
import io
import zipfile
from collections.abc import Sequence
from html import escape

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.nasty import Sheet
from tests.intake.papers import document_of, saved

_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    "<office:spreadsheet>{0}</office:spreadsheet></office:body></office:document-content>"
)
_ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def xlsx(sheet: Sheet) -> bytes:
    """Return a workbook; a sheet's `also` come after it."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for one in (sheet, *sheet.also):
        page: Worksheet = workbook.create_sheet(one.title)
        for row in one.rows:
            page.append(list(row))
        for merge in one.merges:
            page.merge_cells(merge)
        if one.hidden:
            page.sheet_state = "hidden"
    return saved(workbook)


def ods(sheet: Sheet) -> bytes:
    """Return an open document workbook of texts and numbers."""
    tables = []
    for one in (sheet, *sheet.also):
        rows = "".join(
            "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>"
            for row in one.rows
        )
        tables.append(f'<table:table table:name="{one.title}">{rows}</table:table>')
    return zipped(
        ("mimetype", _ODS_KIND.encode()),
        ("content.xml", _ODS.format("".join(tables)).encode()),
        ("META-INF/manifest.xml", _MANIFEST.encode()),
    )


def _ods_cell(value: object) -> str:
    if value in ("", None):
        return "<table:table-cell/>"
    if isinstance(value, (int, float)):
        kind = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"
    text = escape(str(value)).replace("\n", "</text:p><text:p>")
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


def text_table(rows: Sequence[Sequence[object]], delimiter: str, encoding: str) -> bytes:
    """Return a csv or tsv."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return file.getvalue().encode(encoding)


def page(
    rows: Sequence[Sequence[object]], encoding: str, spans: dict[tuple[int, int], str]
) -> bytes:
    """Return a web page; `spans` gives the attributes of cells by place, '-' leaves one out."""
    lines = []
    for at, row in enumerate(rows):
        cells = [
            f"<td {spans.get((at, column), '')}>{escape(str(value))}</td>"
            for column, value in enumerate(row)
            if spans.get((at, column)) != "-"
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    text = f'<html><head><meta charset="{encoding}"></head><table>{"".join(lines)}</table></html>'
    return text.encode(encoding)


def word(*blocks: str | Sequence[Sequence[object]]) -> bytes:
    """Return a Word document: texts, and tables of rows."""
    return document_of(
        *(
            block if isinstance(block, str) else ["|".join(map(str, row)) for row in block]
            for block in blocks
        )
    )


def zipped(*members: tuple[str, bytes]) -> bytes:
    """Return a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def edited(data: bytes, member: str, old: str, new: str) -> bytes:
    """Return a zip with a text of one member replaced; ValueError where it is not there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    content = dict(parts)[member].decode()
    if old not in content:
        raise ValueError(f"{old} is not in {member}")
    return zipped(
        *((name, content.replace(old, new).encode() if name == member else b) for name, b in parts)
    )
