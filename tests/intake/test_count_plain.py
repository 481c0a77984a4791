"""The quick count of a sheet's cells is expat's, or none."""

import io
import zipfile
from collections import Counter
from xml.parsers import expat

import pytest

from desktop.intake.book import Kind
from desktop.intake.count import _count_by_tags, count_cells
from desktop.intake.count_plain import count_plain

HEAD = '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="a" xmlns:x14ac="b"><dimension/>'
TAIL = '<mergeCells count="0"/></worksheet>'
QUICK = (
    '<row r="2"/><row r="3" spans="1:3" ht="12.8" customHeight="1" x14ac:dyDescent="0.2"></row>',
    '<row r="7"><c r="A7"><v>1</v></c><c r="B7" s="3"/><c r="C7" t="s"><v>0</v></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1" t="inlineStr"></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c></row>',
    '<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>-3</v></c><c r="B1"><f t="shared" si="0"/></c></row>',
    '<row r="1"><c r="A1"><v></v></c><c r="B1"><v> \t\n</v></c><c r="C1"><v>\u3000</v></c></row>',
    '<row r="1"><c r="A1"><v>&#12288;</v></c><c r="B1"><v>&#160;&#8195;</v></c></row>',
    '<row r="1"><c r="A1"><v>&#19981;</v></c><c r="B1"><v>&amp;√</v></c></row>',
    '<row r="5"><c r="A5"><v>1</v></c></row><row r="5"><c r="A5"><v>1</v></c></row>',
    '<row r="0"><c r="A0"><v>1</v></c></row>',
)
OTHER = (
    '<row><c r="A1"><v>1</v></c></row>',
    '<row r="1"><c><v>1</v></c></row>',
    '\n<row r="1"><c r="A1"><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>',
    '<row r="1"><c r="A1"><!-- 1 --><v>1</v></c></row>',
    '<row r="1"><c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c></row>',
    '<x:row r="1"><c r="A1"><v>1</v></c></x:row>',
    '<row r="1"><c r="A1"><v>&#133;</v></c></row>',
)
BROKEN = (
    '<row r="1"><c r="A1"><v>1</c></row>',
    '<row r="1"><c r="A1"><v>&nbsp;</v></c></row>',
    '<row r="1"><c r="A1"><v>a & b</v></c></row>',
    '<row r="1"><c r="A1"><v>\x01</v></c></row>',
    '<row r="1"><c r="A1"><v>&#1;</v></c></row>',
    '<row r="1"><c r="A1"><v>]]></v></c></row>',
    '<row r="1"><c r="A1"><v>\uffff</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v></c>',
)


def _sheet(rows: str, head: str = HEAD, tail: str = TAIL) -> bytes:
    return f"{head}<sheetData>{rows}</sheetData>{tail}".encode()


def _by_tags(xml: bytes) -> Counter[int]:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a", xml)
    return _count_by_tags(zipfile.ZipFile(file), "a", frozenset())


@pytest.mark.parametrize("rows", QUICK)
def test_what_spreadsheets_write_is_counted_as_expat_does(rows: str) -> None:
    """Values of each kind, formulas, blanks of each kind, rows twice and out of order."""
    plain = '<row r="9"><c r="A9"><v>1</v></c><c r="B9" t="str"><v>甲</v></c></row>'
    for many in (rows, plain + rows, rows + plain):
        counted = count_plain(_sheet(many))
        assert counted is not None
        assert dict(counted) == dict(_by_tags(_sheet(many)))


@pytest.mark.parametrize("rows", OTHER)
def test_what_is_written_in_another_way_is_left_to_expat(rows: str) -> None:
    """Other tags, other signs, and what stands around the rows."""
    assert count_plain(_sheet(rows)) is None


@pytest.mark.parametrize("rows", BROKEN)
def test_what_is_no_xml_is_never_counted(rows: str) -> None:
    """Expat refuses each of these, so that the clerk is told that nothing was compared."""
    assert count_plain(_sheet(rows)) is None
    with pytest.raises(expat.ExpatError):
        _by_tags(_sheet(rows))


def test_what_stands_around_the_rows_is_looked_at_too() -> None:
    """A further row or value there, another code, bytes of none, an end that is missing."""
    row = QUICK[1]
    assert count_plain(_sheet(row)) == {7: 2}
    for tail in (f"<sheetData>{row}</sheetData></worksheet>", "<a><v>1</v></a></worksheet>"):
        assert count_plain(_sheet(row, tail=tail)) is None
    latin, ascii_only = (HEAD.replace("UTF-8", code) for code in ("ISO-8859-1", "US-ASCII"))
    assert count_plain(_sheet(row, latin)) is None
    assert count_plain(_sheet(row, ascii_only)) == {7: 2}
    assert count_plain(_sheet(QUICK[2], ascii_only)) is None
    assert count_plain(_sheet(QUICK[2]).replace("甲".encode(), b"\xe7\x94")) is None
    assert count_plain(_sheet(row).decode().encode("utf-16")) is None
    assert count_plain(b"<sheetData>") is None
    with pytest.raises(expat.ExpatError):
        count_plain(_sheet(row, tail=""))


def test_a_blank_shared_string_is_no_content() -> None:
    """Where there is one, its cells are told by expat."""
    strings = "<sst><si><t> </t></si><si><t>甲</t></si></sst>"
    rels = '<Relationships><Relationship Id="r" Target="worksheets/a.xml"/></Relationships>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = f'<w:a xmlns:w="m" xmlns:r="{office}"><w:sheet name="名单" r:id="r"/></w:a>'
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", rels)
        archive.writestr("xl/sharedStrings.xml", strings)
        archive.writestr("xl/worksheets/a.xml", _sheet(row))
    assert count_cells(file.getvalue(), Kind.XLSX) == {"名单": [1]}
