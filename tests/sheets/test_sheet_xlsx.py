"""The workbook has the same cells as the paper, as texts, ready to print on A4."""

from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from read_back import cells_of, cells_of_xlsx

from desktop import paths
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import (
    Cell,
    Document,
    Grid,
    Line,
    Look,
    Page,
    PageBreak,
    Paragraph,
    Piece,
    Row,
)
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


def _rows(part: str, count: int) -> tuple[Row, ...]:
    return (Row((Cell(part, Look()),), part=part),) * count


def test_only_the_roster_at_the_end_has_its_header_repeated():
    """Excel repeats one run of rows on all later pages, so it may be the last roster's alone.

    A total below the roster may stand under it; an opinion may not.
    """
    head, item, total = _rows("head", 1), _rows("item", 1), _rows("plain", 1)
    opinion = (Row((Cell("推荐意见", Look()),), 60),)
    made = [
        _opened(Document("表", Page(), (Grid((100,), rows),))).print_title_rows
        for rows in (
            (*head, *item, *head, *item),
            (*item, *head, *head, *item),
            (*head, *item, *total),
            (*head, *item, *opinion),
            opinion,
        )
    ]
    assert made == ["$3:$3", "$2:$3", "$1:$1", None, None]


def test_what_follows_a_roster_of_several_pages_is_on_a_worksheet_of_its_own():
    """Twenty firms fit the page with the header; sixty do not, and the opinion leaves them.

    The two have the same columns, each prints its own rows, and nothing is lost between.
    """
    opinion = (Row((Cell("意见", Look()), Cell("同意", Look(), foot="盖章")), 60),)
    heads = Row((Cell("企业", Look()), Cell("电话", Look())), part="head")
    firm = Row((Cell("甲", Look()), Cell("1", Look())), part="item")
    shapes = []
    for count in (20, 60):
        grid = Grid((60, 110), (heads, *(firm,) * count, *opinion))
        blocks = (Line((Piece("测评", Look()),)), grid, PageBreak(), Line((Piece("附", Look()),)))
        data = write_xlsx(Document("推荐表", Page(), blocks, cover=True))
        sheets = load_workbook(BytesIO(data)).worksheets
        assert cells_of_xlsx(data) == cells_of(Document("推荐表", Page(), (grid,)))
        widths = [[one.width for one in sheet.column_dimensions.values()] for sheet in sheets]
        assert widths == [widths[0]] * len(sheets)
        shapes.append(
            [
                (one.title, one.print_title_rows, one.max_row, one.HeaderFooter.differentFirst)
                for one in sheets
            ]
        )
    assert shapes == [
        [("推荐表", None, 25, True)],
        [("推荐表", "$2:$2", 62, True), ("推荐表（续）", None, 3, None)],
    ]


def test_a_roster_that_ends_its_page_leaves_the_next_table_to_another_worksheet():
    """Lines below a long roster stay with it; the next table begins the next worksheet."""
    roster = Grid((170,), (*_rows("head", 1), *_rows("item", 60)))
    note, title = Line((Piece("注", Look()),)), Line((Piece("题", Look()),), keep=True)
    blocks = (roster, note, PageBreak(), title, roster, note)
    sheets = load_workbook(BytesIO(write_xlsx(Document("表", Page(), blocks)))).worksheets
    assert [(one.print_title_rows, one.max_row) for one in sheets] == [("$1:$1", 62), ("$2:$2", 63)]


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


def test_a_text_taller_than_excel_has_rows_for_goes_on_from_row_to_row():
    """An opinion of 3,000 characters has the room for all of its lines, and its seal below.

    No row is as high as a page, and no cell reaches over two, so that no page cuts a line.
    """
    look, opinion = Look(valign="top"), "经审查：\n\n" + "见" * 3000
    long = Row((Cell("意", Look()), Cell(opinion, look, foot="（盖章）")))
    sheet = _opened(Document("长", Page(), (Grid((20, 100), (long,)),)))
    texts = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    assert (set(sheet.merged_cells.ranges), max(heights)) == (set(), 200)
    assert sum(heights) > 3000 / (100 / 25.4 * 72 / 10.5) * 10.5 * 1.4
    assert [first for first, _ in texts] == ["意", *[""] * (len(texts) - 1)]
    *pieces, foot = (second for _, second in texts)
    assert ("".join(pieces), foot) == (opinion, "（盖章）")
    edges = [(c.border.top.style, c.border.bottom.style) for c in sheet["B"]]
    assert edges == [("thin", None), *[(None, None)] * (len(texts) - 2), (None, "thin")]
    spread = ["justify"] * (len(pieces) - 1)  # so that no gap is seen where one goes on
    assert [cell.alignment.vertical for cell in sheet["B"]] == [*spread, "top", "center"]
    assert [cell.border.bottom.style for cell in sheet["A"]][-2:] == [None, "thin"]


def test_a_row_that_is_high_for_few_words_is_merged():
    """A page left for the experts is more than Excel's tallest row: two, and one cell over them."""
    blank = Row((Cell("专家组评审意见", Look()),), 170)
    sheet = _opened(Document("表", Page(), (Grid((170,), (blank,)),)))
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:A2"]


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


def test_windows_writes_the_same_workbook(make_facts, monkeypatch):
    """What Python says of the machine in a zip's members is not taken over."""
    document = _sheet("national-platform-2017/summary", make_facts(3))
    here = write_xlsx(document)
    monkeypatch.setattr("sys.platform", "win32")
    assert write_xlsx(document) == here
