"""The roster workbook has the annex's columns, marks what it adds, and keeps codes as texts."""

from io import BytesIO

import openpyxl
from openpyxl.workbook import Workbook

from desktop.domain.form import Column, FixedRow, Roster
from desktop.sheets.roster_book import RosterPage, write_roster_book

FIRMS = Roster(
    "firms",
    "服务企业名单",
    "附件1",
    (
        Column("serial", "序号"),
        Column("name", "企业名称"),
        Column("revenue", "收入（万元）", "figure"),
        Column("satisfied", "满意", group="满意度"),
        Column("dissatisfied", "不满意", group="满意度"),
        Column("code", "统一社会信用代码", "code", additional=True),
        Column("size", "企业规模", additional=True),
    ),
)
WORK = Roster(
    "activities",
    "活动/情况",
    "附件1",
    (Column("serial", "序号"), Column("type", "类型"), Column("remark", "备注")),
    fixed_rows=(FixedRow("info", "信息服务"), FixedRow("tech", "技术服务")),
)
PAGES = (RosterPage(FIRMS, ("共服务企业", "家")), RosterPage(WORK))


def _book() -> Workbook:
    return openpyxl.load_workbook(BytesIO(write_roster_book("某办法", ("1. 第一条", "=2"), PAGES)))


def test_the_sheets_and_headers_are_the_annexes_own():
    """填写说明 first, then a sheet each: title, total's blank, headers in one row or two."""
    book = _book()
    texts = [
        [[cell.value for cell in row] for row in sheet.iter_rows(max_row=4, values_only=False)]
        for sheet in book.worksheets[1:]
    ]
    assert book.sheetnames == ["填写说明", "服务企业名单", "活动情况"]
    assert [row[0].value for row in book["填写说明"].iter_rows()] == [
        "某办法 填写说明",
        "1. 第一条",
        "=2",
    ]
    assert book["填写说明"]["A3"].data_type == "s"
    none = None
    assert texts == [
        [
            ["服务企业名单", none, none, none, none, none, none],
            [none, "共服务企业", none, "家", none, none, none],
            [
                "序号",
                "企业名称",
                "收入（万元）",
                "满意度",
                none,
                "【附加】统一社会信用代码",
                "【附加】企业规模",
            ],
            [none, none, none, "满意", "不满意", none, none],
        ],
        [
            ["活动/情况", none, none],
            ["序号", "类型", "备注"],
            ["1", "信息服务", none],
            ["2", "技术服务", none],
        ],
    ]


def test_headers_stay_and_codes_are_texts():
    """The rows below the header scroll; all but figures are of text format, far down too."""
    firms, work = _book().worksheets[1:]
    assert (firms.freeze_panes, work.freeze_panes) == ("A5", "A3")
    assert (firms.print_title_rows, firms.page_setup.orientation) == ("$1:$4", "landscape")
    formats = [firms.cell(5, at).number_format for at in range(1, 8)]
    assert formats == ["@", "@", "General", "@", "@", "@", "@"]
    assert firms.column_dimensions["F"].number_format == "@"
    fills = [firms.cell(3, at).fill.start_color.rgb for at in (2, 6, 7)]
    assert fills == ["FFE7ECF2", "FFFFF2CC", "FFFFF2CC"]


def test_choices_are_offered_from_lists():
    """Ticks and sizes come from lists, a code of another length is asked about."""
    firms, work = _book().worksheets[1:]
    found = {
        (str(one.sqref), one.type, one.formula1, one.showErrorMessage, one.errorStyle)
        for sheet in (firms, work)
        for one in sheet.data_validations.dataValidation
    }
    assert found == {
        ("D5:D5000", "list", '"√"', True, None),
        ("E5:E5000", "list", '"√"', True, None),
        ("F5:F5000", "textLength", "18", True, "warning"),
        ("G5:G5000", "list", '"大型,中型,小型,微型"', True, None),
        ("B3:B5000", "list", '"信息服务,技术服务"', False, None),
    }


def test_equal_workbooks_are_equal_bytes():
    """Nothing of the time of its making is in the file."""
    assert write_roster_book("某办法", (), PAGES) == write_roster_book("某办法", (), PAGES)


def test_the_guide_fits_the_paper_and_its_long_lines_have_the_room():
    """A lone column that is wider than the paper is cut, for no machine makes it smaller.

    Measured with figures of eight pixels, the widest that a default font has.
    """
    guide = ("短" * 35, "长" * 71)
    sheet = openpyxl.load_workbook(BytesIO(write_roster_book("某办法", guide, PAGES))).worksheets[0]
    margins = (sheet.page_margins.left + sheet.page_margins.right) * 25.4
    wide = (sheet.column_dimensions["A"].width * 8 + 5) * 25.4 / 96
    assert wide <= 210 - margins
    per_line = int((sheet.column_dimensions["A"].width * 7 + 5) * 72 / 96 / 12)
    assert [sheet.row_dimensions[row].height for row in (2, 3)] == [40, 60]
    assert per_line == 35
