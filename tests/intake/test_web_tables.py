"""A page that was saved under the name of an Excel file is read by its tables."""

import pytest

from desktop.intake.book import Grid, Kind, Limits, Merge, Reading, Refused
from desktop.intake.reading import read
from desktop.intake.web_tables import read_web_tables

PAGE = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312">'
    "<title>导出</title><style>td{mso-number-format:'\\@'}</style></head><body><h3>服务名单</h3>"
    "<table border=1><tr><th rowspan=2>企业名称<th colspan=2>企业满意度</tr>"
    "<tr><td>满意</td><td>不满意</td></tr>"
    "<tr><td>甲&amp;乙\n   公司<td>√<td>&nbsp;</tr><tr><td>丙<br>公司</td></tr></table>制表人：丁"
)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_a_page_becomes_a_sheet_with_its_spans_as_merges(encoding: str) -> None:
    """Old pages leave end tags away; words above and below the table are rows of it."""
    answer = read(PAGE.encode(encoding), "名单.xls")
    assert isinstance(answer, Reading)
    assert answer.book is not None
    assert answer.kind is Kind.HTML
    assert [p.sentence for p in answer.problems] == [
        "这是网页，只是名字像 Excel 文件，已按其中的表格读取，请核对。"
    ]
    assert answer.book.sheets == (
        Grid(
            "",
            [
                ["服务名单"],
                ["企业名称", "企业满意度"],
                ["", "满意", "不满意"],
                ["甲&乙 公司", "√"],
                ["丙\n公司"],
                ["制表人：丁"],
            ],
            merged=(Merge(1, 0, 2, 0), Merge(1, 1, 1, 2)),
        ),
    )


def test_several_tables_are_several_sheets() -> None:
    """A table within a cell stands for itself; an empty one is none."""
    page = "<table><tr><td>外<table><tr><td>内</table></td></tr></table><table></table>"
    answer = read(page.encode(), "a.xls")
    assert isinstance(answer, Reading)
    assert answer.book is not None
    assert [(g.name, g.cells) for g in answer.book.sheets] == [
        ("第1个表", [["内"]]),
        ("第2个表", [["外"]]),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<table>" + "<tr><td>1" * 6,
        "<table><tr>" + "<td>1" * 6,
        "<table><tr><td colspan=900>1",
        "<table><tr>" + "<td rowspan=900>1" * 2,
    ],
)
def test_a_page_that_is_too_large_is_refused(page: str) -> None:
    """Rows, columns and spans have limits."""
    answer = read_web_tables(page.encode(), "", Limits(rows=5, columns=5))
    assert answer == Refused("网页里的表格超过5行或5列。", "请分成几个文件再导入。")
