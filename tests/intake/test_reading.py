"""A file is read in a child process: whatever it is, the answer is a value with a sentence."""

import io
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from desktop.domain.problem import Problem, Severity
from desktop.intake import reading
from desktop.intake.book import Ask, Book, Grid, Kind, Limits, Merge, Reading, Refused
from desktop.intake.child import answer
from desktop.intake.reading import compared, read
from tests.intake.nasty import Sheet
from tests.intake.nasty_files import edited, ods
from tests.intake.papers import document_of, saved, workbook_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sheets_of(answer: Reading | Refused) -> tuple[Grid, ...]:
    assert isinstance(answer, Reading), answer
    assert answer.book is not None
    return answer.book.sheets


def ole_with(stream: str) -> bytes:
    """The outline of an OLE file: its head, and one directory entry at its place."""
    return OLE + bytes(504) + stream.encode("utf-16-le").ljust(128, b"\0") + bytes(384)


def zip_of(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def test_cells_become_texts_as_a_person_reads_them(tmp_path: Path) -> None:
    """Phones have no .0, dates are ISO, a long number is kept and told, lines are the sheet's."""
    path = tmp_path / "名单.xlsx"
    row = ["昆明𬭎𠮷公司", 13912345678, 0.1 + 0.2, datetime(2026, 3, 5), True, 915301020000000123]
    path.write_bytes(workbook_of([[], row, [date(2026, 1, 2)]], ["A3:B3"]))
    answer = read(path, path.name)
    texts = ["昆明𬭎𠮷公司", "13912345678", "0.3", "2026-03-05", "TRUE", "915301020000000128"]
    assert sheets_of(answer) == (
        Grid(
            "名单",
            [[], texts, ["2026-01-02"]],
            merged=(Merge(2, 0, 2, 1),),
            long_numbers=frozenset({(1, 5)}),
        ),
    )
    assert isinstance(answer, Reading)
    assert [problem.sentence for problem in answer.problems] == [
        "有1个数字太长或成了科学计数法，末几位已经丢失，请把这一列设为文本格式后重新填写。",
    ]


def test_errors_formulas_without_result_and_hidden_things_are_told() -> None:
    """#N/A keeps its text; a formula that was never computed, hidden rows and sheets have notes."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "一"
    sheet.append(["甲", "#N/A", "=1+1"])
    sheet["B1"].data_type = "e"
    sheet.row_dimensions[1].hidden = True
    hidden = workbook.create_sheet("二")
    hidden["A1"] = "乙"
    hidden.sheet_state = "hidden"
    hidden["A90"].font = Font(bold=True)
    answer = read(saved(workbook), "a.xlsx")
    assert sheets_of(answer) == (Grid("一", [["甲", "#N/A"]]), Grid("二", [["乙"]], hidden=True))
    assert isinstance(answer, Reading)
    assert answer.problems == (
        Problem("一", "有1行是隐藏的，也一并读取了。", Severity.NOTE),
        Problem(
            "一",
            "有1个公式单元格没有保存结果（C1），读出来是空的，"
            "请用 Excel 或 WPS 打开并保存一次再导入。",
        ),
        Problem("一", "有1个单元格是错误值（第1行第2列 #N/A）。"),
        Problem("二", "这张工作表是隐藏的，也一并读取了。", Severity.NOTE),
    )


@pytest.mark.parametrize(
    ("data", "cells"),
    [
        ("企业名称,联系人\n甲,乙\n".encode("gb18030"), [["企业名称", "联系人"], ["甲", "乙"]]),
        ("企业名称,联系人\n𠮷,乙\n".encode("utf-8-sig"), [["企业名称", "联系人"], ["𠮷", "乙"]]),
        ("企业名称\t联系人\n甲\t乙\n".encode("utf-16"), [["企业名称", "联系人"], ["甲", "乙"]]),
        ('企业名称;备注\n"甲;乙";007\n'.encode(), [["企业名称", "备注"], ["甲;乙", "007"]]),
    ],
)
def test_text_tables_in_every_encoding(data: bytes, cells: list[list[str]]) -> None:
    """utf-8, gb18030 and UTF-16 are told apart; leading zeros stay."""
    assert sheets_of(read(data, "名单.csv")) == (Grid("", cells),)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.xlsx", "文件是空的（0字节）。"),
        (ole_with("WordDocument"), "a.docx", "文件名是 .docx，内容却是旧版 Word 文档（.doc）。"),
        (ole_with("WordDocument"), "a.doc", "这是旧版 Word 文档（.doc）。"),
        (ole_with("WordDocument"), "a.wps", "这是 WPS 文字文档（.wps）。"),
        (ole_with("EncryptedPackage"), "a.xlsx", "文件设有打开密码。"),
        (ole_with("Other"), "a.xls", "这种文件读不了。"),
        (b"%PDF-1.7", "a.xlsx", "这是 PDF 文件，不能从中读取内容。"),
        (b"<html><table>", "a.xls", "这是网页，里面没有表格。"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "a.xls",
            "这是 XML 格式的表格，只是名字像 Excel 文件。",
        ),
        (bytes(range(256)) * 9, "a.xlsx", "看不出这是什么文件。"),
        (b"PK\x03\x04 not a zip", "a.xlsx", "文件已损坏，打不开。"),
        (zip_of(a=b"b"), "a.zip", "这是压缩包，不是表格或文档。"),
        (
            zip_of(xl__workbook=b"", bomb=bytes(20_000_000)),
            "a.xlsx",
            "文件展开后大得不合常理，为安全起见没有打开。",
        ),
        (
            zip_of(**{"xl__workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
            "a.xlsx",
            "文件里夹带了办公软件不会写入的内容，为安全起见没有打开。",
        ),
    ],
)
def test_what_can_not_be_read_gets_a_sentence(data: bytes, name: str, sentence: str) -> None:
    """Content decides, never the name; each refusal says what to do."""
    answer = read(data, name)
    assert isinstance(answer, Refused)
    assert answer.sentence == sentence
    assert answer.hint != ""


def test_a_cell_at_the_edge_of_the_sheet_is_refused() -> None:
    """One cell at XFD1048576 would take a dense reader down."""
    workbook = Workbook()
    workbook.active["XFD1048576"] = 1
    workbook.active["A1"] = 1
    assert read(saved(workbook), "a.xlsx") == Refused(
        "工作表“Sheet”在XFD1048576还有内容，超出110000行、300列的范围。",
        "请删去远处多余的单元格，或分成几个文件再导入。",
    )


def test_limits_of_entries_size_rows_and_columns() -> None:
    """Each limit has its own sentence."""
    workbook = workbook_of([["a", "b"], ["c"]])
    answers = [
        read(workbook, "a.xlsx", limits=Limits(entries=3)),
        read(workbook, "a.xlsx", limits=Limits(size=1000)),
        read(workbook, "a.xlsx", limits=Limits(rows=1)),
        read(workbook, "a.xlsx", limits=Limits(columns=1)),
        read(b"a\nb\n", "a.csv", limits=Limits(rows=1)),
    ]
    assert [answer.sentence for answer in answers if isinstance(answer, Refused)] == [
        "文件由3个以上的部分拼成，不合常理，为安全起见没有打开。",
        "文件太大（超过0MB）。",
        "工作表“名单”超过1行。",
        "工作表“名单”超过1列。",
        "表格超过1行。",
    ]


def test_only_the_kind_that_was_asked_for() -> None:
    """A list is not taken for a form, nor a form for a list."""
    book, paper = workbook_of([["a"]]), document_of("a")
    assert read(paper, "a.docx", Ask(documents=False)) == Refused(
        "这是 Word 文档，这里要的是表格文件。", "请选择 Excel 或 csv 文件。"
    )
    assert read(book, "a.xlsx", Ask(books=False)) == Refused(
        "这是表格文件，这里要的是 Word 申请表。", "请选择 .docx 文件。"
    )


DIED = Refused(
    "读取这个文件时出了故障，没有读到内容。",
    "文件可能已损坏：请用 Office 或 WPS 打开，另存一份再导入。",
)


@pytest.mark.parametrize(
    "script",
    [
        "import os; os.abort()",
        "raise SystemExit(3)",
        "print('garbage')",
        'print(\'{"kind": "xlsx"}\')',
        "print('[]')",
    ],
)
def test_a_child_that_dies_or_talks_nonsense_is_a_sentence(
    script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash of a parser can't take the window down."""
    monkeypatch.setattr(reading, "child_command", lambda: [sys.executable, "-c", script])
    assert read(workbook_of([["a"]]), "a.xlsx") == DIED


def test_a_child_that_is_too_slow_or_cancelled_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time limit and the cancel button both end the child at once."""
    sleeper = "import os, time; os.write(1, b'x'); time.sleep(60)"
    monkeypatch.setattr(reading, "child_command", lambda: [sys.executable, "-c", sleeper])
    assert read(b"a,b", "a.csv", limits=Limits(seconds=0)) == Refused(
        "文件太复杂，规定的时间内没有读完。", "请分成几个文件再导入。"
    )
    assert read(b"a,b" * 900_000, "a.csv", cancelled=lambda: True) == Refused("已取消读取。")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no RLIMIT_AS")
def test_the_child_is_bound_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that wants more than its share dies alone."""
    script = (
        "from desktop.intake.child import confine; from desktop.intake.book import Limits;"
        "confine(Limits(memory=200_000_000)); bytearray(400_000_000)"
    )
    monkeypatch.setattr(reading, "child_command", lambda: [sys.executable, "-c", script])
    assert read(b"a,b", "a.csv") == DIED


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    """What is not there can't be read, and says so."""
    answer = read(tmp_path / "没有.xlsx", "没有.xlsx")
    assert answer == Refused("打不开文件。", "请确认文件还在原处、没有被其他程序占用。")


def test_two_engines_that_differ_are_told() -> None:
    """A cell that the first engine does not see is counted by the second one."""
    data = workbook_of([["甲", "乙"], ["丙"]])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                # An address that is taken already: one engine overwrites, the other counts.
                content = content.replace(b'<c r="A2"', b'<c r="A1"')
            new.writestr(name, content)
    answer = read(file.getvalue(), "a.xlsx")
    assert isinstance(answer, Reading)
    told = (
        "两种方法读出的单元格个数不同（2个与3个，自第2行起），可能有内容没有读到，请与原文件核对。"
    )
    assert answer.problems == (Problem("名单", told),)


def test_an_empty_workbook_is_read_as_an_empty_sheet() -> None:
    """Nothing in it is no failure."""
    assert sheets_of(read(saved(Workbook()), "a.xlsx")) == (Grid("Sheet", []),)


def test_a_word_document_is_read_with_spans_boxes_and_controls() -> None:
    """Cells are distinct, with their place and span; the answer's kind is docx."""
    answer = read(document_of("标题", ["甲|<|乙", "丙|丁|^"]), "a.docx")
    assert isinstance(answer, Reading)
    assert answer.document is not None
    assert answer.kind is Kind.DOCX
    assert [p.text for p in answer.document.paragraphs] == ["标题"]
    cells = answer.document.tables[0].cells
    assert [(c.text, c.row, c.column, c.rows, c.columns, c.ordinal) for c in cells] == [
        ("甲", 0, 0, 1, 2, 1),
        ("乙", 0, 2, 2, 1, 2),
        ("丙", 1, 0, 1, 1, 1),
        ("丁", 1, 1, 1, 1, 2),
    ]


def test_an_open_document_sheet_is_read() -> None:
    """The .ods of LibreOffice and WPS; repeated cells are spread out."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    cell = '<table:table-cell office:value-type="string" {0}><text:p>甲</text:p></table:table-cell>'
    twice = cell.format('table:number-columns-repeated="2"')
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="名单"><table:table-row>{twice}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    members = {
        "mimetype": kind,
        "content.xml": content.encode(),
        "META-INF__manifest.xml": manifest.encode(),
    }
    assert sheets_of(read(zip_of(**members), "a.ods")) == (Grid("名单", [["甲", "甲"]]),)


def test_letters_and_cells_that_were_not_read_are_told() -> None:
    """A document and an open document are counted by a second engine too."""
    got = answer("a.docx", Ask(), Limits(), "read", document_of("标题", ["甲|乙"]))
    assert isinstance(got, Reading)
    assert compared(got, {"": [4]}) == got
    told = Problem("", "文档里有1个字没有读到（共5个），请与原文件核对。")
    assert compared(got, {"": [5]}).problems == (told,)
    assert answer("a.docx", Ask(), Limits(), "count", document_of("标题", ["甲|乙"])) == {"": [4]}
    sheet = Sheet([["甲", "", "乙"], [], ["丙"]])
    assert answer("a.ods", Ask(), Limits(), "count", ods(sheet)) == {"名单": [2, 0, 1]}


def test_a_count_that_fails_is_said() -> None:
    """XML that ends in the middle can't be counted, which is a note."""
    data = edited(workbook_of([["甲"]]), "xl/worksheets/sheet1.xml", "</worksheet>", "")
    counts = answer("a.xlsx", Ask(), Limits(), "count", data)
    assert counts == Refused("没能核对单元格个数。")
    far = edited(
        workbook_of([["甲"]]), "xl/worksheets/sheet1.xml", '<row r="1"', f'<row r="{9**20}"'
    )
    assert answer("a.xlsx", Ask(), Limits(), "count", far) == counts
    got = compared(Reading("a.xlsx", Kind.XLSX, Book(())), counts)
    note = "没能用第二种方法核对内容，请抽几处与原文件核对。"
    assert got.problems == (Problem("", note, Severity.NOTE),)


def test_a_hundred_thousand_firms_may_stand_below_a_title_and_a_header() -> None:
    """The limit is of rows on the sheet, and leaves room for what is no firm."""
    lines = "\n".join(["服务企业名单", "企业名称", *(["甲公司"] * 100_000)])
    answer = read(lines.encode(), "a.csv", Ask(count=False))
    assert isinstance(answer, Reading)
    assert answer.book is not None
    assert len(answer.book.sheets[0].cells) == 100_002
