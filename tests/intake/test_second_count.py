"""Two engines count the cells of old and binary workbooks and of pages; they agree, or say so."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop.intake.book import Ask, Kind, Limits, Reading
from desktop.intake.child import answer
from desktop.intake.count import count_cells
from desktop.intake.reading import compared, read
from tests.intake.nasty import Sheet
from tests.intake.nasty_files import edited, ods
from tests.intake.xlsb_file import xlsb

DATA = Path(__file__).parents[1] / "data" / "intake"
ROWS = "<tr><td>企业名称<td>联系人<td>电话</tr><tr><td>甲公司<td>乙<td>13900000001</tr>"
DIFFERENT = "两种方法读出的单元格个数不同"


def sheets(data: bytes) -> dict[str, list[list[str]]]:
    """What is read of a file in which both engines see the same cells."""
    got = answer("a.xls", Ask(), Limits(), "read", data)
    assert isinstance(got, Reading)
    assert got.book is not None
    got = compared(got, answer("a.xls", Ask(), Limits(), "count", data))
    assert not [problem for problem in got.problems if DIFFERENT in problem.sentence]
    return {grid.name: grid.cells for grid in got.book.sheets}  # type: ignore[union-attr]  # above


def test_an_old_workbook_is_counted_by_its_records() -> None:
    """BIFF8 of two makers: shared strings, numbers, two sheets."""
    assert count_cells((DATA / "office97.xls").read_bytes(), Kind.XLS) == {
        "名单": [1, 1, 8, 7, 7, 7, 7, 7, 7, 7]
    }
    assert count_cells((DATA / "biff8.et").read_bytes(), Kind.XLS) == {
        "名单": [1, 6, 5, 5, 5, 5, 5, 5, 5],
        "入驻": [4, 4],
    }


def test_an_error_of_an_old_workbook_is_read_as_its_text() -> None:
    """#N/A stands in its cell, one sentence tells of it, and both counts agree.

    Through the child, as the program does it.
    """
    got = read(DATA / "errors.xls", "名单.xls")
    assert isinstance(got, Reading)
    assert got.book is not None
    row = ["示例3号有限公司", "示例3", "13900000003", "#N/A", "培训"]
    assert got.book.sheets[0].cells[3] == row
    assert [problem.sentence for problem in got.problems] == [
        "有1个单元格是错误值（第4行第4列 #N/A）。"
    ]


def test_an_error_of_a_binary_workbook_is_read_as_its_text() -> None:
    """Each by its code, in the last row and column too, where the engine sees no cell at all."""
    rows = [["名称", "人数"], ["甲公司", b"\x07"], [b"\x17", 3], ["", "", b"\x1d"], [b"\x2a"]]
    assert sheets(xlsb(rows)) == {
        "名单": [
            ["名称", "人数"],
            ["甲公司", "#DIV/0!"],
            ["#REF!", "3"],
            ["", "", "#NAME?"],
            ["#N/A"],
        ]
    }


def test_an_error_of_an_open_document_is_read_as_its_text() -> None:
    """Its value is empty and only its text says what it is; one cell may stand for several."""
    cell = (
        '<table:table-cell office:value-type="string" office:string-value="" '
        'calcext:value-type="error"{0}><text:p>{1}</text:p></table:table-cell>'
    )
    own = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    data = ods(Sheet([["名称", "人数", "比例"], ["甲公司", "HERE", "7"]]))
    two = cell.format(' table:number-columns-repeated="2"', "#N/A")
    plain = '<table:table-cell office:value-type="string"><text:p>HERE</text:p></table:table-cell>'
    data = edited(data, "content.xml", plain, two + cell.format("", "Err:502"))
    data = edited(data, "content.xml", "<office:body>", f"<office:body {own}>")
    assert sheets(data) == {
        "名单": [["名称", "人数", "比例"], ["甲公司", "#N/A", "#N/A", "Err:502", "7"]]
    }


def test_a_workbook_whose_sectors_lead_nowhere_is_not_counted() -> None:
    """The clerk is told that nobody counted."""
    data = bytearray((DATA / "office97.xls").read_bytes())
    data[48:52] = b"\xf0\xff\xff\x7f"  # where the directory begins
    assert count_cells(bytes(data), Kind.XLS) is None


def test_a_binary_workbook_has_its_texts_and_numbers_counted() -> None:
    """Blank cells and strings of blanks are nothing, in either engine."""
    rows = [["名称", "人数", "比例"], ["甲公司", 12, 0.5], ["　", "", 1], [" ", 7, "乙"]]
    data = xlsb(rows, "表一")
    assert count_cells(data, Kind.XLSB) == {"表一": [3, 3, 1, 2]}
    assert sheets(data) == {
        "表一": [
            ["名称", "人数", "比例"],
            ["甲公司", "12", "0.5"],
            ["　", "", "1"],
            [" ", "7", "乙"],
        ]
    }


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<table>{0}</table>尾", [""]),
        ("<html><head><title>导出</title><meta charset=utf-8><body>题<b>目</b><table>{0}", [""]),
        ("<html><head><title>导出<table>{0}</table>", [""]),
        ("<table><caption>甲</caption><thead>{0}</table>", [""]),
        ("<table><tr><td>外<table>{0}</table>后</table>", ["第1个表", "第2个表"]),
        ("<table>{0}</table><script>var a='<table>';</script>", [""]),
        ("<table><tr><td>a<td><!-- x -->b<tr><td><p>1<p>2<td><br><td>&nbsp;{0}</table>", [""]),
    ],
)
def test_both_engines_see_the_same_cells_of_a_page(html: str, names: Sequence[str]) -> None:
    """Left-out end tags, words around tables, tables in tables: the firm is read every time."""
    found = sheets(html.format(ROWS).encode())
    assert list(found) == names
    assert ["甲公司", "乙", "13900000001"] in [row for rows in found.values() for row in rows]
