"""套用上级表样: five forms that were made elsewhere are filled and read back cell by cell."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import foreign_forms
import pytest
from docx import Document
from openpyxl import load_workbook

from desktop.sheets.describe import read_sheet
from desktop.sheets.refit import fill_form, look_at_form
from desktop.sheets.refit_columns import listings, renumbered, write
from desktop.sheets.refit_match import proposed
from desktop.sheets.refit_table import Filled, Filling, FoundTable, found_tables, plain_filling

Facts = dict[str, Any]
FORMS = Path(__file__).parents[2] / "forms"
SUMMARY, SURVEY = "kunming-platform-2022/summary.toml", "yunnan-platform-2022/evaluation.toml"


def _fill(
    kind: str, data: bytes, facts: Facts, sheet: str = SUMMARY, *, keep: bool = False
) -> tuple[FoundTable, Filled]:
    """Find the table and fill it as proposed; 序号 begins anew, or goes on after what is kept."""
    listing = listings(read_sheet(FORMS / sheet), facts, ("满意", "不满意"))[0]
    found = look_at_form(kind, data, [[asdict(offer) for offer in listing.offers]])
    table = found_tables(found["found"][0])[0]
    keys = [key for key, _ in proposed(table, list(listing.offers))]
    pairs = [(h, listing.offer(k)) for h, k in zip(table.heads, keys, strict=True) if not h.fixed]
    used = [(head, offer) for head, offer in pairs if offer is not None]
    first = len(table.filled) + 1 if keep else 1
    rows = tuple(
        tuple(
            renumbered(cell, at) if offer.path == "serial" else cell
            for head, offer in used
            for cell in [write(offer, entry, facts, head)]
        )
        for at, entry in enumerate(facts[listing.rows], first)
    )
    filling = Filling(table, tuple(head.column for head, _ in used), rows, keep)
    return table, fill_form(kind, data, plain_filling(filling))


def _sheet(data: bytes, name: str) -> Any:
    return load_workbook(io.BytesIO(data))[name]


def _cells(sheet: Any) -> list[str]:
    """Each row of a worksheet as a line, without its empty end."""
    lines = []
    for row in sheet.iter_rows(values_only=True):
        texts = ["" if value is None else str(value).replace("\n", "⏎") for value in row]
        lines.append("|".join(texts).rstrip("|"))
    return lines


def _table(data: bytes, number: int) -> list[str]:
    """Each row of a Word table as a line; merged cells are named once."""
    table = Document(io.BytesIO(data)).tables[number]
    lines = []
    for row in table.rows:
        cells = list(dict.fromkeys(row._tr.tc_lst))
        lines.append("|".join("".join(cell.xpath(".//w:t/text()")) for cell in cells))
    return lines


def test_a_citys_workbook_is_filled_between_its_header_and_its_total(
    make_facts: Callable[[int], Facts],
):
    """Groups above headers, an example, too few rows: the rest of the sheet moves down whole."""
    table, filled = _fill("xlsx", foreign_forms.city_workbook(), make_facts(8))
    sheet = _sheet(filled.data, "汇总")
    assert [head.label for head in table.heads] == [
        "序号",
        "所属县区",
        "运营机构",
        "平台名称",
        "负责人／姓名",
        "负责人／职务",
        "联系人／姓名",
        "联系人／手机",
        "是否同意推荐",
        "备注",
    ]
    agency, platform = "昆明云岭创新服务有限公司第{}分公司", "滇池芯火{}号中小企业公共服务平台"
    expected = [
        f"{n}||{agency.format(n)}|{platform.format(n)}|段𬭎||杨𠮷祥|1390871{n:04d}"
        f"|{'否' if n % 3 == 0 else '是'}{'' if n % 2 else '|第二次申报'}"
        for n in range(1, 9)
    ]
    assert _cells(sheet)[4:] == [
        *expected,
        "合计|||=COUNTA(D5:D12)||||||=J12",
        "注：1.本表由县区主管部门填写；2.“是否同意推荐”填“是”或“否”。",
        "填表人：　　　　　联系电话：",
    ]
    assert filled.notes == ()


def test_what_a_workbook_says_of_its_rows_moves_with_them(make_facts: Callable[[int], Facts]):
    """Merged cells, print area, titles, colour rules, lists, names and other sheets' formulas."""
    _, filled = _fill("xlsx", foreign_forms.city_workbook(), make_facts(8))
    book = load_workbook(io.BytesIO(filled.data))
    sheet = book["汇总"]
    merged = sorted(str(ref) for ref in sheet.merged_cells.ranges)
    assert merged == [
        "A13:C13", "A14:J14", "A1:J1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:H3",
        "I3:I4", "J3:J4",
    ]  # fmt: skip  # read as a list
    moved = {
        "area": sheet.print_area,
        "titles": sheet.print_title_rows,
        "rule": [str(one.sqref) for one in sheet.conditional_formatting],
        "list": [str(one.sqref) for one in sheet.data_validations.dataValidation],
        "name": book.defined_names["平台数"].attr_text,
        "other sheet": book["填报说明"]["A2"].value,
        "lying": sheet.page_setup.orientation,
    }
    assert moved == {
        "area": "'汇总'!$A$1:$J$15",
        "titles": "$3:$4",
        "rule": ["I5:I12"],
        "list": ["I5:I12"],
        "name": "汇总!$D$13",
        "other sheet": "=汇总!D13",
        "lying": "landscape",
    }


def test_new_rows_look_like_the_blank_ones_and_an_example_loses_its_colour(
    make_facts: Callable[[int], Facts],
):
    """Font, border, height and frame are those of the form; the thick last line stays last."""
    _, filled = _fill("xlsx", foreign_forms.city_workbook(), make_facts(8))
    sheet = _sheet(filled.data, "汇总")
    looks = [
        (cell.font.name, cell.font.i, cell.font.sz, cell.border.bottom.style, height)
        for row in range(5, 13)
        for cell, height in [(sheet.cell(row, 3), sheet.row_dimensions[row].height)]
    ]
    plain = ("仿宋_GB2312", False, 10.5, "thin", 24)
    assert [(*one[:4], one[4] >= 24) for one in looks] == [
        *[(*plain[:4], True)] * 7,
        ("仿宋_GB2312", False, 10.5, "medium", True),
    ]
    assert sheet.cell(13, 1).fill.fgColor.rgb == "00EEEEEE"


def test_one_blank_row_is_copied_with_its_merges_and_formulas(make_facts: Callable[[int], Facts]):
    """Cells merged side by side stay so; what the form computes is left to it, the sum grows."""
    table, filled = _fill("xlsx", foreign_forms.one_row_workbook(), make_facts(3))
    sheet = _sheet(filled.data, "推荐表")
    assert [head.label for head in table.heads if head.fixed] == ["得分"]
    agency, platform = "昆明云岭创新服务有限公司第{}分公司", "滇池芯火{}号中小企业公共服务平台"
    assert _cells(sheet)[3:] == [
        *(
            f"{n}|{agency.format(n)}||信息服务、培训服务|1390871{n:04d}|=LEN(G{n + 3})|"
            + platform.format(n)
            for n in (1, 2, 3)
        ),
        "总计|||||=SUM(F4:F6)",
        "",
        "审核：　　　　日期：",
    ]
    merged = sorted(str(ref) for ref in sheet.merged_cells.ranges)
    assert merged == ["B3:C3", "B4:C4", "B5:C5", "B6:C6", "B7:C7"]
    assert (sheet.print_area, sheet["B5"].font.name) == ("'推荐表'!$A$1:$G$9", "楷体")


def test_a_survey_without_lines_is_ticked_as_its_example_is(make_facts: Callable[[int], Facts]):
    """√ under the answer's own column; the notes below move down."""
    facts = make_facts(3)
    for number, line in enumerate(facts["survey"]):
        line["answer_label"] = "不满意" if number == 1 else "满意"
    _, filled = _fill("xlsx", foreign_forms.survey_workbook(), facts, SURVEY)
    assert _cells(_sheet(filled.data, "满意度"))[2:] == [
        "片区|被访企业|被访人|电话|满意|不满意|抽查日期",
        "|昆明㛃玉第1精密机械有限公司|赵六|0871-63130001|√",
        "|昆明㛃玉第2精密机械有限公司|赵六|0871-63130002||√",
        "|昆明㛃玉第3精密机械有限公司|赵六|0871-63130003|√",
        "",
        "说明：满意的打√。",
    ]


def test_a_document_with_a_cover_is_filled_in_its_second_table(
    make_facts: Callable[[int], Facts],
):
    """The header that is repeated, the total and the note stay; √ and 同意 are the example's."""
    data = foreign_forms.cover_document()
    table, filled = _fill("docx", data, make_facts(5))
    agency, platform = "昆明云岭创新服务有限公司第{}分公司", "滇池芯火{}号中小企业公共服务平台"
    address = "昆明市盘龙区北京路延长线1188号3幢1501室"
    assert (table.name, table.samples) == ("第2个表格“推荐汇总表”", True)
    assert _table(filled.data, 1) == [
        "序号|平台名称|服务机构|地址|是否符合申报条件|推荐意见|开户银行",
        "||运营单位|负责人||||",
        *(
            f"{n}|{platform.format(n)}|{agency.format(n)}|段𬭎|{address}|√"
            f"|{'不同意' if n % 3 == 0 else '同意'}|"
            for n in range(1, 6)
        ),
        "合计：　　家",
        "注：本表一式三份。",
    ]
    before, after = Document(io.BytesIO(data)), Document(io.BytesIO(filled.data))
    assert [p.text for p in after.paragraphs] == [p.text for p in before.paragraphs]
    assert len(after.element.xpath("//w:tblHeader")) == 2


def test_all_rows_of_a_document_take_the_examples_font_but_not_its_colour(
    make_facts: Callable[[int], Facts],
):
    """Blank rows without looks of their own look like the example, new ones too."""
    _, filled = _fill("docx", foreign_forms.cover_document(), make_facts(6))
    table = Document(io.BytesIO(filled.data)).tables[1]
    runs = [table.rows[row].cells[1].paragraphs[0].runs[0] for row in range(2, 8)]
    looks = {(run.font.name, run.font.size.pt, run.font.color.rgb) for run in runs}
    assert looks == {("仿宋", 9.0, None)}


def test_rows_that_others_filled_are_kept_and_numbers_go_on(make_facts: Callable[[int], Facts]):
    """Another district's rows stay; ours follow with its date's form, and our own name."""
    table, filled = _fill("docx", foreign_forms.half_filled_document(), make_facts(2), keep=True)
    assert (table.filled, table.samples, table.serials) == ((2, 3), False, ("1", "2"))
    unit = "昆明市盘龙区工业和信息化局"
    assert _table(filled.data, 0)[2:] == [
        "1|五华创服有限公司|五华创服平台|周一|13911112222|五华区|2026.11.05",
        "2|西山云谷有限公司|西山云谷平台|吴二|13922223333|西山区|2026.11.06",
        "3|昆明云岭创新服务有限公司第1分公司|滇池芯火1号中小企业公共服务平台|杨𠮷祥|13908710001"
        f"|{unit}|2026.11.20",
        "4|昆明云岭创新服务有限公司第2分公司|滇池芯火2号中小企业公共服务平台|杨𠮷祥|13908710002"
        f"|{unit}|2026.11.20",
    ]


def test_fewer_entries_than_rows_leave_the_rest_blank(make_facts: Callable[[int], Facts]):
    """No row is taken away, and nothing moves."""
    _, filled = _fill("xlsx", foreign_forms.city_workbook(), make_facts(1))
    lines = _cells(_sheet(filled.data, "汇总"))
    assert [line[:2] for line in lines[4:11]] == ["1|", "", "", "", "", "", "合计"]


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_parts_that_are_not_touched_stay_byte_for_byte(
    kind: str, make_facts: Callable[[int], Facts]
):
    """Only the parts that hold the table, its styles and its names are written anew."""
    maker = {"xlsx": foreign_forms.one_row_workbook, "docx": foreign_forms.cover_document}[kind]
    data = maker()
    _, filled = _fill(kind, data, make_facts(3))
    old, new = (zipfile.ZipFile(io.BytesIO(one)) for one in (data, filled.data))
    changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    allowed = {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "word/document.xml"}
    assert (old.namelist() == new.namelist(), changed <= allowed) == (True, True)


@pytest.mark.parametrize(
    "ugly", ["=1+1", "<w:p/>&amp;", "\x00\x01甲\ud800乙", "'+cmd|' /C calc'!A0"]
)
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_markup_and_formulas_are_plain_text(
    kind: str, ugly: str, make_facts: Callable[[int], Facts]
):
    """Whatever a field holds is written as text, without what XML can't hold."""
    maker = {"xlsx": foreign_forms.one_row_workbook, "docx": foreign_forms.cover_document}[kind]
    facts = make_facts(1)
    facts["rows"][0]["operator"] = ugly
    _, filled = _fill(kind, maker(), facts)
    wanted = ugly.replace("\x00\x01", "").replace("\ud800", "")
    if kind == "xlsx":
        cell = _sheet(filled.data, "推荐表")["B4"]
        assert (cell.value, cell.data_type) == (wanted, "s")
    else:
        assert Document(io.BytesIO(filled.data)).tables[1].cell(2, 2).text == wanted


def test_what_hangs_on_rows_below_goes_down_with_them(make_facts: Callable[[int], Facts]):
    """Comment, link, page break, chart, filter, and formulas here and elsewhere."""
    _, filled = _fill("xlsx", foreign_forms.furnished_workbook(), make_facts(5))
    book = load_workbook(io.BytesIO(filled.data))
    sheet, chart = book["推荐 A&B"], book["推荐 A&B"]._charts[0]
    found = {
        "total": [sheet["F9"].value, sheet["G9"].value],
        "weights": [sheet.cell(row, 7).value for row in range(3, 8)],
        "comment": sheet["A9"].comment.text,
        "link": sheet["A10"].hyperlink.target,
        "break": [one.id for one in sheet.row_breaks.brk],
        "filter": sheet.auto_filter.ref,
        "chart": (chart.anchor._from.row, chart.series[0].val.numRef.f),
        "elsewhere": [cell.value for cell in book["名称"][2]],
    }
    assert found == {
        "total": ["=SUM(F3:F7)", "=AVERAGE(G$3:G$7)"],
        "weights": [f"=F{row}*2" for row in range(3, 8)],
        "comment": "由市局填写",
        "link": "https://example.cn/",
        "break": [11],
        "filter": "A2:G7",
        "chart": (14, "'推荐 A&B'!$F$3:$F$7"),
        "elsewhere": ["='推荐 A&B'!F9", "=SUM('推荐 A&B'!F3:F7)+A1"],
    }


def test_formulas_that_a_workbook_shares_are_written_out(make_facts: Callable[[int], Facts]):
    """Excel keeps one formula for a whole column: each row has its own before rows move."""
    data = foreign_forms.with_shared_formula(foreign_forms.furnished_workbook())
    _, filled = _fill("xlsx", data, make_facts(4))
    sheet = _sheet(filled.data, "推荐 A&B")
    found = [sheet.cell(row, 7).value for row in range(3, 7)]
    assert found == [f"=F{row}*3" for row in range(3, 7)]


def test_long_texts_wrap_in_higher_rows_and_a_phone_shrinks_instead(
    make_facts: Callable[[int], Facts],
):
    """Nothing is cut: a name takes as many lines as it needs, a number is never broken."""
    facts = make_facts(1)
    facts["rows"][0]["name"] = "云" * 60
    _, filled = _fill("xlsx", foreign_forms.furnished_workbook(), facts)
    sheet = _sheet(filled.data, "推荐 A&B")
    name, phone = sheet["B3"].alignment, sheet["E3"].alignment
    assert (name.wrap_text, phone.wrap_text, phone.shrink_to_fit) == (True, None, True)
    assert sheet.row_dimensions[3].height > 150


def test_a_table_in_a_table_keeps_its_merged_region_and_its_content_control(
    make_facts: Callable[[int], Facts],
):
    """New rows go on with the region's cell, stand in the control, and may grow."""
    table, filled = _fill("docx", foreign_forms.region_document(), make_facts(5))
    body = Document(io.BytesIO(filled.data)).element.body
    rows = body.xpath(".//w:tbl//w:tbl//w:tr")
    merges = [row.xpath(".//w:vMerge/@w:val") == ["restart"] for row in rows[1:]]
    texts = ["|".join("".join(c.xpath(".//w:t/text()")) for c in r.tc_lst) for r in rows[1:]]
    agency, platform = "昆明云岭创新服务有限公司第{}分公司", "滇池芯火{}号中小企业公共服务平台"
    assert [head.fixed != "" for head in table.heads] == [True, False, False, False]
    assert merges == [True, False, False, False, False]
    assert texts == [
        f"{'昆明' if n == 1 else ''}|{platform.format(n)}|{agency.format(n)}|杨𠮷祥 1390871{n:04d}"
        for n in range(1, 6)
    ]
    assert set(body.xpath(".//w:trHeight/@w:hRule")) == {"atLeast"}
    assert len(body.xpath(".//w:sdtContent/w:tr")) == 3
