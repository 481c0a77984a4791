"""A sheet's file is read strictly: every fault is named with its file and place, all at once."""

from pathlib import Path

import pytest

from desktop.sheets.describe import SheetDataError, read_sheet

GOOD = """
title = "试用表"
source = "第一条"
[page]
orientation = "landscape"
[[blocks]]
kind = "title"
lines = ["试用表"]
[[blocks]]
kind = "table"
rows = "rows"
columns = [{ label = "序号", width = 20, path = "serial", format = "serial" }]
"""


def _faults(folder: Path, text: str) -> list[str]:
    file = folder / "试用表.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(SheetDataError) as wrong:
        read_sheet(file)
    return [
        sentence.removeprefix(f"{folder.name}/试用表.toml") for sentence in wrong.value.sentences
    ]


def test_a_good_file_is_read(tmp_path: Path):
    """What the file does not say has its default."""
    file = tmp_path / "good.toml"
    file.write_text(GOOD, "utf-8")
    sheet = read_sheet(file)
    assert (sheet.title, sheet.cover, len(sheet.blocks)) == ("试用表", False, 2)


def test_unknown_and_missing_keys_are_all_named(tmp_path: Path):
    """A misspelt key, a missing one, a wrong kind and a wrong type come in one list."""
    text = (
        GOOD.replace("rows =", "row =")
        .replace('source = "第一条"', "")
        .replace("width = 20", 'width = "宽"')
        .replace('kind = "title"', 'kind = "titel"')
    )
    assert sorted(_faults(tmp_path, text)) == [
        " 不认识的键：row @ $.blocks[1]",
        " 没有“titel”这种版块 @ $.blocks[0]",
        " 缺少“rows” @ $.blocks[1].rows",
        " 缺少“source” @ $.source",
        " 这里要整数，不是'宽' @ $.blocks[1].columns[0].width",
    ]


def test_blanks_formatters_widths_and_spans_are_checked(tmp_path: Path):
    """What only the meaning shows is found too: paths, formatters, widths, spans, tiny letters."""
    text = (
        GOOD.replace('lines = ["试用表"]', 'lines = ["{Unit|text} {unit|magic} {"]\nsize = 8.5')
        .replace("width = 20", "width = 400")
        .replace('format = "serial"', 'format = "loud"')
        + '\n[[blocks]]\nkind = "grid"\nwidths = [10, 10]\nrows = [{ cells = [{ span = 3 }] }]\n'
    )
    assert _faults(tmp_path, text) == [
        " 第1个版块：空位“{Unit|text}”写错了",
        " 第1个版块：空位“{unit|magic}”写错了",
        " 第1个版块：“{Unit|text} {unit|magic} {”里的花括号不成对",
        " 第1个版块：字号小于9磅",
        " 第2个版块：各列共宽400毫米，版心只有257毫米",
        " 第2个版块：“序号”列的取值写错了",
        " 第3个版块：第1行占3列，表有2列",
    ]


def test_a_file_that_is_no_toml_is_named(tmp_path: Path):
    """The parser's own place is kept in the sentence."""
    (fault,) = _faults(tmp_path, "title = ")
    assert fault.startswith("：不是正确的TOML（")
