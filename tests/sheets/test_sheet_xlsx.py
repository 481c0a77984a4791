"""The workbook has the same cells as the paper, as texts, ready to print on A4."""

from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop import paths
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import Cell, Document, Grid, Line, Look, Page, Paragraph, Piece, Row
from desktop.sheets.xlsx import write_xlsx


def _sheet(name: str, facts: dict) -> Document:
    return compose(read_sheet(paths.forms_dir() / f"{name}.toml"), facts)


def _opened(document: Document) -> Worksheet:
    return load_workbook(BytesIO(write_xlsx(document))).worksheets[0]


def test_phones_and_formulas_are_texts(make_facts):
    """A phone keeps its zeros, and a text that begins like a formula is only a text."""
    facts = make_facts(1)
    facts["rows"][0] |= {"phone": "013908710001", "remark": "=HYPERLINK(1)"}
    sheet = _opened(_sheet("kunming-platform-2022/summary", facts))
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    chosen = [cells["013908710001"], cells["=HYPERLINK(1)"], cells["1"]]
    assert [(cell.data_type, cell.number_format) for cell in chosen] == [("s", "@")] * 3


def test_it_prints_on_lying_a4_with_the_header_on_every_page(make_facts):
    """Paper, direction, width and repeated rows are set as the annex wants them."""
    sheet = _opened(_sheet("kunming-platform-2022/summary", make_facts(30)))
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth) == (9, "landscape", 1)
    assert sheet.print_title_rows == "$6:$6"
    assert [sheet.cell(6, column).value for column in (1, 2, 10)] == ["序号", "平台名称", "备注"]


def test_a_long_foot_has_the_count_of_pages_before_it():
    """Excel prints the left and the right part of a foot over each other, and has 255 characters.

    One that leaves the room has the count at its right.
    """
    line = (Line((Piece("甲", Look()),)),)
    foots = ("申报编号：2026-003　2026年11月20日", "申报编号：2026-003　第1次封存" * 3, "甲" * 300)
    made = [_opened(Document("表", Page(), line, foot=f)).oddFooter for f in foots]
    count = "第&P页　共&N页"
    assert [(one.left.text, one.right.text) for one in made] == [
        (foots[0], count),
        (f"{count}　{foots[1]}", None),
        (f"{count}　{'甲' * 200}", None),
    ]
    assert [one.left.size for one in made] == [9, 9, 9]


def test_headers_in_several_places_of_a_form_are_not_repeated():
    """Excel repeats one run of rows, which would be all between them: 申请表 was 50 pages."""
    head, item = (
        Row((Cell("年度", Look()),), part="head"),
        Row((Cell("2026", Look()),), part="item"),
    )
    two = Grid((100,), (head, item, head, item))
    assert _opened(Document("表", Page(), (two,))).print_title_rows is None
    above = Grid((100,), (item, head, head, item))
    assert _opened(Document("表", Page(), (above,))).print_title_rows == "$2:$3"


def test_faces_rules_and_merges_are_those_of_the_paper(make_facts):
    """Text in 宋体, labels in 黑体, the title in 方正小标宋; only table cells are ruled."""
    sheet = _opened(_sheet("kunming-platform-2022/summary", make_facts(2)))
    mark, title, head, text = (sheet.cell(row, 1) for row in (1, 3, 6, 7))
    faces = [(cell.font.name, cell.font.size) for cell in (mark, title, head, text)]
    assert faces == [("黑体", 16), ("方正小标宋简体", 22), ("黑体", 10.5), ("宋体", 10.5)]
    assert [cell.border.bottom.style for cell in (mark, title, head, text)] == [
        None,
        None,
        "thin",
        "thin",
    ]
    assert all(cell.alignment.wrap_text for cell in (mark, title, head, text))
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert merged >= {"A1:J1", "A3:J3"}
    assert sheet.print_area == f"'{sheet.title}'!$A$1:$J${sheet.max_row}"


def test_a_row_taller_than_excel_has_is_several_merged_ones():
    """An opinion of 3,000 characters has the room for all of its lines, and its seal below."""
    look = Look(valign="top")
    long = Row((Cell("意", look), Cell("见" * 3000, look, foot="（盖章）")))
    sheet = _opened(Document("长", Page(), (Grid((20, 100), (long,)),)))
    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    assert [str(area) for area in sheet.merged_cells.ranges] == [
        f"A1:A{len(heights)}",
        f"B1:B{len(heights) - 1}",
    ]
    assert max(heights) <= 409
    assert sum(heights) > 3000 / (100 / 25.4 * 72 / 10.5) * 10.5 * 1.4
    assert sheet.cell(len(heights), 2).value == "（盖章）"


def test_paragraphs_codes_and_breaks_are_poured(make_facts):
    """A letter's first line is indented; a code is a picture over its cells."""
    blocks = (
        Paragraph("承诺" * 20, Look("cell", 16)),
        Paragraph("单位", Look("cell", 16, "right"), 4),
        Line((Piece("draw1", Look(), 40, code=True), Piece("旁注", Look()))),
        Grid((40, 60), (Row((Cell("甲", Look()), Cell("乙", Look()))),)),
    )
    sheet = _opened(Document("函", Page(), blocks))
    values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert values == ["　　" + "承诺" * 20, "单位　　　　", "旁注", "甲", "乙"]
    assert [picture.anchor.ext.width for picture in sheet._images] == [151 * 9525]  # 40 mm


def test_a_draft_says_so_in_its_name_and_over_each_page(make_facts):
    """草稿 stands in the sheet's name and in the head of a draft, nowhere in a final one."""
    document = _sheet("kunming-base-2022/summary", make_facts(1))
    draft = load_workbook(BytesIO(write_xlsx(document, draft=True))).worksheets[0]
    final = _opened(document)
    assert (draft.title.endswith("（草稿）"), draft.oddHeader.center.text) == (True, "草稿")
    assert ("草稿" in final.title, final.oddHeader.center.text) == (False, None)


def test_pages_are_numbered_only_where_there_are_several(make_facts):
    """As on paper: `— 1 —` from two pages on, and none on a cover."""
    summary = "kunming-platform-2022/summary"
    assert _opened(_sheet(summary, make_facts(1))).oddFooter.center.text is None
    assert _opened(_sheet(summary, make_facts(30))).oddFooter.center.text == "— &P —"
    cover = _opened(_sheet("national-platform-2017/recommendation", make_facts(1)))
    assert (cover.HeaderFooter.differentFirst, cover.firstFooter.center.text) == (True, None)


def test_equal_sheets_give_equal_workbooks(make_facts):
    """No time of making stands in the file."""
    document = _sheet("national-platform-2017/summary", make_facts(3))
    assert write_xlsx(document) == write_xlsx(document)
