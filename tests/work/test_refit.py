"""套用上级表样: foreign files are opened in a child, refused in a sentence, and remembered."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side

from desktop import paths
from desktop.domain.problem import UserError
from desktop.domain.regulation import SheetRef
from desktop.sheets.fonts import Fonts
from desktop.store import files
from desktop.work import refit
from desktop.work.desk import Desk
from desktop.work.papers import SheetFacts
from desktop.work.refit_child import REFIT_FLAG, answer
from desktop.work.rounds import open_round

HEADER = ["序号", "平台名称", "运营单位", "联系人", "手机"]


def _book(*rows: list[Any]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in ([*HEADER], *rows):
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def _facts(round_id: int = 1, count: int = 2) -> SheetFacts:
    entries = [
        {"serial": n, "name": f"{n}号平台", "operator": f"{n}号公司", "contact": "某人"}
        | {"phone": f"1390000{n:04d}", "address": "", "principal": "", "remark": ""}
        | {"meets": True, "agrees": None}
        for n in range(1, count + 1)
    ]
    facts = {"rows": entries, "unit": "示例区工信局", "date": date(2026, 11, 20), "year": 2026}
    return SheetFacts(
        SheetRef("summary", "推荐汇总表", "summary.toml", "round"),
        paths.forms_dir() / "kunming-platform-2022" / "summary.toml",
        Fonts(paths.fonts_dir()),
        facts,
        draft=False,
        round_id=round_id,
        application_ids=(1,),
    )


def _changed(data: bytes, parts: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """An Office file with some of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, lambda part: part)(old.read(name)))
    return out.getvalue()


def _ole(stream: str) -> bytes:
    """The beginning of an old Office file, with one named stream."""
    entry = stream.encode("utf-16-le") + b"\0\0"
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 120 + entry.ljust(128, b"\0")


def _refusal(name: str, data: bytes) -> tuple[str, str]:
    head, _ = answer({"errand": "look", "name": name, "lists": [[]]}, data)
    sentence, hint = head["refused"]
    return sentence, hint


def test_a_form_is_looked_at_and_filled_in_a_child_process():
    """Read, look, save: the rows go under the bureau's own headers."""
    facts = _facts()
    form = refit.look("市局.xlsx", _book(), refit.lists_of(facts, ()))
    table = form.tables[0]
    shown = refit.columns(table, refit.Remembered(()))
    keys = tuple(column.key for column in shown)
    data, notes = refit.fill(form, table, keys, facts)
    filled = list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
    assert (keys, all(column.sure for column in shown)) == (
        ("serial", "name", "operator", "contact", "phone"),
        True,
    )
    assert filled == [
        tuple(HEADER),
        (1, "1号平台", "1号公司", "某人", "13900000001"),
        (2, "2号平台", "2号公司", "某人", "13900000002"),
    ]
    assert notes == ("表里没有可以照样的空行，新加的行用了表头的样式，请看一下字体和底色。",)


def test_the_flag_makes_the_program_its_own_filling_child():
    """A bundle re-enters itself, and wakes no window's toolkit."""
    script = (
        "import sys; from desktop.__main__ import main; status = main(); "
        "sys.exit(status or ('PySide6' in sys.modules and 9))"
    )
    request = b'{"errand": "look", "name": "a.csv", "lists": []}\n1,2\n'
    command = [sys.executable, "-c", script, REFIT_FLAG]
    child = subprocess.run(command, input=request, capture_output=True, check=True)
    assert list(json.loads(child.stdout)) == ["refused"]


def test_a_child_that_dies_is_a_sentence():
    """A row that is numbered in letters ends the child, and not the window."""
    broken = _changed(
        _book(),
        {"xl/worksheets/sheet1.xml": lambda part: part.replace(b'<row r="1"', b'<row r="x"')},
    )
    with pytest.raises(UserError) as caught:
        refit.look("坏表.xlsx", broken, refit.lists_of(_facts(), ()))
    assert caught.value.sentence == "读取这个文件时出了故障，没有读到内容。"


def test_files_that_can_not_be_filled_are_refused_with_what_to_do():
    """Old, foreign and macro formats: each sentence names a way on."""
    macro = _changed(
        _book(),
        {
            "[Content_Types].xml": lambda part: part.replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
        },
    )
    save_xlsx = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再套用。"
    save_docx = "请用 Word 或 WPS 打开，另存为 .docx 后再套用。"
    other = "这是旧版或其他格式的表格（.xls、.et、.xlsb、.ods），不能照原样填写。"
    found = {
        name: _refusal(name, data)
        for name, data in {
            "表.xls": _ole("Workbook"),
            "表.et": _ole("Workbook"),
            "表.doc": _ole("WordDocument"),
            "表.wps": _ole("WordDocument"),
            "表.xlsm": macro,
            "表.csv": "序号,平台名称\n".encode(),
        }.items()
    }
    assert found == {
        "表.xls": (other, save_xlsx),
        "表.et": (other, save_xlsx),
        "表.doc": ("这是旧版 Word 文档（.doc）。", save_docx),
        "表.wps": ("这是 WPS 文字文档（.wps）。", save_docx),
        "表.xlsm": (
            "这个文件带有宏，不能套用。",
            "请用 Excel 或 WPS 打开，另存为普通的 .xlsx 文件再套用。",
        ),
        "表.csv": (
            "这是文本文件，没有表样可套。",
            "请选择上级发来的 .docx 或 .xlsx 表样。",
        ),
    }


def test_hostile_and_broken_parts_are_refused():
    """A DTD never reaches the parser, and XML that ends early is said."""
    entity = _changed(
        _book(),
        {"xl/worksheets/sheet1.xml": lambda part: b'<!DOCTYPE x [<!ENTITY a "b">]>' + part},
    )
    cut = _changed(_book(), {"xl/worksheets/sheet1.xml": lambda part: part[:-20]})
    assert (_refusal("a.xlsx", entity)[0], _refusal("b.xlsx", cut)[0]) == (
        "文件里夹带了办公软件不会写入的内容，为安全起见没有打开。",
        "文件已损坏，打不开。",
    )


def test_a_form_without_our_table_says_what_a_form_must_have():
    """A letter is no form."""
    document, file = Document(), io.BytesIO()
    document.add_paragraph("各县区中小企业主管部门：请按时报送。")
    document.save(file)
    with pytest.raises(UserError) as caught:
        refit.look("通知.docx", file.getvalue(), refit.lists_of(_facts(), ()))
    assert caught.value.sentence == "没有找到与本表相像的表头。"


def test_a_form_with_several_rows_for_each_is_refused():
    """What would come out of order is not begun."""
    book, file = Workbook(), io.BytesIO()
    book.active.append(HEADER)
    for column in "ABC":
        book.active.merge_cells(f"{column}2:{column}3")
    book.active["D2"].border = Border(left=Side(style="thin"))
    book.active["D3"].border = Border(left=Side(style="thin"))
    book.save(file)
    with pytest.raises(UserError) as caught:
        refit.look("两行一家.xlsx", file.getvalue(), refit.lists_of(_facts(), ()))
    assert caught.value.sentence == "这份表样里一家占几行（单元格上下合并），不能逐行填写。"


def test_form_and_columns_are_kept_for_the_round(desk: Desk):
    """The next look at a form with the same header begins with what was chosen."""
    number = open_round(desk, "kunming-platform-2022", 2026).value
    facts = _facts(number)
    form = refit.look("市局.xlsx", _book(), refit.lists_of(facts, ()))
    chosen = ("serial", "name", "operator", "", "unit")
    for made in (b"once", b"twice"):
        refit.keep_form(desk, form, form.tables[0], chosen, facts, made)
    kept = refit.remembered(desk, facts)
    again = refit.look("另一天.xlsx", _book([1, "示例平台", "", "", ""]), refit.lists_of(facts, ()))
    keys = tuple(column.key for column in refit.columns(again.tables[0], kept))
    names = [(one.name, one.kind) for one in files.files(desk.store, None)]
    assert (kept.answers, kept.name, keys) == (("满意", "不满意"), "市局.xlsx", chosen)
    assert (names, refit.form_again(desk, kept.sha256) == form.data) == (
        [("市局.xlsx", "上级表样")],
        True,
    )


def test_an_example_of_the_round_before_is_replaced_and_real_rows_are_kept():
    """Which rows hold something is known before anything is written; 序号 goes on."""
    facts = _facts(count=1)
    rows = [[1, "甲平台", "甲公司", "赵一", "1"], [2, "乙平台", "乙公司", "钱二", "2"]]
    form = refit.look("合并.xlsx", _book(*rows), refit.lists_of(facts, ()))
    table = form.tables[0]
    keys = tuple(column.key for column in refit.columns(table, refit.Remembered(())))
    data, _ = refit.fill(form, table, keys, facts, keep=True)
    filled = list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
    assert (table.found.filled, table.found.samples, filled[-1]) == (
        (1, 2),
        False,
        (3, "1号平台", "1号公司", "某人", "13900000001"),
    )


def test_what_is_not_matched_is_said():
    """Both sides' leftovers, what the form computes, what is filled twice, what isn't final."""
    facts = _facts()
    form = refit.look("市局.xlsx", _book(), refit.lists_of(facts, ()))
    table = form.tables[0]
    assert refit.said(form, table, ("serial", "name", "name", "", "phone"), facts) == [
        "表里的“联系人”没有对应，留空不填。",
        "本表的“地址”、“运营机构名称”、“负责人”、“联系人”、“是否满足各项申报条件”、“是否同意推荐”、"
        "“备注”在表样里没有相应的列，不会填进去。",
        "“平台名称”填进了不止一列，请核对。",
        "只填写表中的各行；表格以外的单位、填表人、日期和盖章处请在填好的文件里补上。",
        "表样里没有空行，新加的行照表头的样式，请看一下字体和底色。",
    ]


def test_a_file_that_is_gone_is_bad_luck(tmp_path: Path):
    """The sentence names the file."""
    with pytest.raises(UserError) as caught:
        refit.read_form(tmp_path / "没有.xlsx")
    assert caught.value.sentence == "打不开“没有.xlsx”。"
