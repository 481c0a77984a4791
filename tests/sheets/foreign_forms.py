"""Makes forms as a bureau sends them: none of them has our order of columns, or our looks."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

THIN, THICK = Side(style="thin"), Side(style="medium")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def saved(thing: Any) -> bytes:
    """The workbook or document as bytes."""
    file = io.BytesIO()
    thing.save(file)
    return file.getvalue()


def _row(sheet: Any, row: int, texts: Sequence[Any], **style: Any) -> None:
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column, text)
        for name, value in ({"border": BOX, "alignment": MIDDLE} | style).items():
            setattr(cell, name, value)


def city_workbook() -> bytes:
    """市级汇总表: two header rows with groups, an example row, blank rows, a total, notes.

    With a print area, print titles, a colour rule, a drop-down list, a summary on another sheet.
    """
    book = Workbook()
    book.worksheets[0].title = "填报说明"
    book.worksheets[0]["A1"] = "各县区填写“汇总”表，于11月30日前报送。"
    book.worksheets[0]["A2"] = "=汇总!D11"
    sheet = book.create_sheet("汇总")
    sheet["A1"] = "2026年昆明市中小企业公共服务示范平台推荐情况汇总表"
    sheet.merge_cells("A1:J1")
    sheet["A1"].font, sheet["A1"].alignment = Font("方正小标宋简体", 18), MIDDLE
    sheet["A2"] = "填报单位（盖章）："
    head = Font("黑体", 11)
    upper = ["序号", "所属县区", "运营机构", "平台名称", "负责人", None, "联系人", None]
    _row(sheet, 3, [*upper, "是否同意\n推荐", "备注"], font=head)
    _row(sheet, 4, [None] * 4 + ["姓名", "职务", "姓名", "手机", None, None], font=head)
    for ref in ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:H3", "I3:I4", "J3:J4"):
        sheet.merge_cells(ref)
    body, grey = Font("仿宋_GB2312", 10.5), PatternFill("solid", fgColor="EEEEEE")
    example = [1, "示例：XX区", "XX公司", "XX平台", "张某", "经理", "李某", "13900000000", "是", ""]
    _row(sheet, 5, example, font=Font("仿宋_GB2312", 10.5, italic=True, color="888888"))
    for row in range(6, 11):
        _row(sheet, row, [None] * 10, font=body)
        sheet.row_dimensions[row].height = 24
    for column in range(1, 11):
        side = THIN if column > 1 else THICK
        sheet.cell(10, column).border = Border(left=side, right=THIN, top=THIN, bottom=THICK)
    total = ["合计", None, None, "=COUNTA(D5:D10)", None, None, None, None, None, "=J10"]
    _row(sheet, 11, total, font=head, fill=grey)
    sheet.merge_cells("A11:C11")
    sheet["A12"] = "注：1.本表由县区主管部门填写；2.“是否同意推荐”填“是”或“否”。"
    sheet.merge_cells("A12:J12")
    sheet["A13"] = "填表人：　　　　　联系电话："
    for letter, width in zip("ABCDEFGHIJ", (6, 12, 26, 26, 10, 10, 10, 14, 10, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    rule = CellIsRule(operator="equal", formula=['"否"'], fill=PatternFill(bgColor="FFCCCC"))
    sheet.conditional_formatting.add("I5:I10", rule)
    choice = DataValidation(type="list", formula1='"是,否"')
    choice.add("I5:I10")
    sheet.add_data_validation(choice)
    sheet.print_area, sheet.print_title_rows = "A1:J13", "3:4"
    book.defined_names["平台数"] = DefinedName("平台数", attr_text="汇总!$D$11")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    return saved(book)


def one_row_workbook() -> bytes:
    """One blank row alone, cells merged side by side, a score that the form computes, a total."""
    book = Workbook()
    sheet = book.active
    sheet.title = "推荐表"
    sheet["A1"] = "推荐名单"
    head = ["序号", "申报单位\n（全称，须与公章一致）", None, "服务功能类别", "联系方式", "得分"]
    _row(
        sheet,
        3,
        [*head, "示范平台名称"],
        font=Font("黑体", 12),
        fill=PatternFill("solid", "DDEEFF"),
    )
    _row(sheet, 4, [None, None, None, None, None, "=LEN(G4)", None], font=Font("楷体", 12))
    _row(sheet, 5, ["总计", None, None, None, None, "=SUM(F4:F4)", None], font=Font("黑体", 12))
    for ref in ("B3:C3", "B4:C4", "B5:C5"):
        sheet.merge_cells(ref)
    sheet["A7"] = "审核：　　　　日期："
    for letter, width in zip("ABCDEFG", (6, 14, 14, 18, 16, 8, 26), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.print_area = "A1:G7"
    return saved(book)


def survey_workbook() -> bytes:
    """A survey with answers to tick (√), each region's cell merged over its rows, no lines."""
    book = Workbook()
    sheet = book.active
    sheet.title = "满意度"
    sheet["A1"] = "服务满意度抽查表"
    heads = ["片区", "被访企业", "被访人", "电话", "满意", "不满意", "抽查日期"]
    for column, text in enumerate(heads, 1):
        sheet.cell(3, column, text).font = Font("黑体", 11)
    for column, text in enumerate(("示例", "某公司", "王某", "139…", "√", None, None), 1):
        sheet.cell(4, column, text).font = Font("仿宋", 11, color="0000AA")
    sheet["A6"] = "说明：满意的打√。"
    return saved(book)


def cover_document() -> bytes:
    """A title page, then a table with two header rows, an example, a total and notes inside it."""
    document = Document()
    for text in ("附件3", "昆明市中小企业公共服务示范平台", "推 荐 材 料", "推荐单位（盖章）："):
        paragraph = document.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    contact = document.add_table(2, 2, "Table Grid")
    contact.cell(0, 0).text, contact.cell(1, 0).text = "填报单位", "填报日期"
    document.add_paragraph("推荐汇总表")
    table = document.add_table(8, 8, "Table Grid")
    heads = [
        "序号",
        "平台名称",
        "服务机构",
        "",
        "地址",
        "是否符合\n申报条件",
        "推荐意见",
        "开户银行",
    ]
    for column, text in enumerate(heads):
        table.cell(0, column).text = text
    for column in (0, 1, 4, 5, 6, 7):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(1, 2).text, table.cell(1, 3).text = "运营单位", "负责人"
    for column, text in enumerate(("1", "×××平台", "×××公司", "×××", "×××路", "√", "同意", "")):
        cell = table.cell(2, column)
        cell.text = text
        run = cell.paragraphs[0].runs[0] if text else cell.paragraphs[0].add_run()
        run.font.size, run.font.name, run.font.color.rgb = Pt(9), "仿宋", RGBColor(0x80, 0, 0)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    table.rows[3].height = Cm(1)
    table.cell(6, 0).merge(table.cell(6, 7)).text = "合计：　　家"
    table.cell(7, 0).merge(table.cell(7, 7)).text = "注：本表一式三份。"
    _repeat_header(table, 2)
    document.add_paragraph("填表人：　　　　联系电话：")
    return saved(document)


def _repeat_header(table: Any, count: int) -> None:
    for row in table.rows[:count]:
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)


def half_filled_document() -> bytes:
    """Another district has filled two rows already; the columns are numbered under the header."""
    document = Document()
    document.add_heading("各县区推荐名单", 1)
    lines = [
        ["编号", "运营主体", "推荐平台名称", "联系人", "联系人电话", "推荐部门", "填报日期"],
        ["1", "2", "3", "4", "5", "6", "7"],
        ["1", "五华创服有限公司", "五华创服平台", "周一", "13911112222", "五华区", "2026.11.05"],
        ["2", "西山云谷有限公司", "西山云谷平台", "吴二", "13922223333", "西山区", "2026.11.06"],
        ["", "", "", "", "", "", ""],
    ]
    table = document.add_table(len(lines), 7, "Table Grid")
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            table.cell(row, column).text = text
            for run in table.cell(row, column).paragraphs[0].runs:
                run.font.name, run.font.size = "楷体", Pt(10)
    return saved(document)


def furnished_workbook() -> bytes:
    """A form with all that hangs on rows: a comment, a link, a break, a chart, an Excel table."""
    book = Workbook()
    sheet = book.active
    sheet.title = "推荐 A&B"
    heads = ["序号", "平台名称", "运营单位", "联系人", "联系电话", "评分", "加权"]
    _row(sheet, 2, heads, font=Font("黑体", 11))
    for row in (3, 4):
        _row(sheet, row, [None] * 5 + [None, f"=F{row}*2"], font=Font("宋体", 10))
    _row(sheet, 6, ["合计", None, None, None, None, "=SUM(F3:F4)", "=AVERAGE(G$3:G$4)"])
    sheet["A6"].comment = Comment("由市局填写", "市局")
    sheet["A7"] = "见附件"
    sheet["A7"].hyperlink = "https://example.cn/"
    sheet["A9"] = "说明"
    sheet.row_breaks.append(Break(id=8))
    sheet.auto_filter.ref = "A2:G4"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=6, min_row=2, max_row=4), titles_from_data=True)
    sheet.add_chart(chart, "B12")
    place = book.create_sheet("名称")
    place.append(["甲", "乙"])
    place.append(["='推荐 A&B'!F6", "=SUM('推荐 A&B'!F3:F4)+A1"])
    return saved(book)


def with_shared_formula(data: bytes) -> bytes:
    """The furnished workbook as Excel saves it: G4 has the formula of G3."""
    out, part = io.BytesIO(), "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                first = b'<f t="shared" ref="G3:G4" si="0">F3*3</f>'
                text = text.replace(b"<f>F3*2</f>", first)
                text = text.replace(b"<f>F4*2</f>", b'<f t="shared" si="0"/>')
            new.writestr(name, text)
    return out.getvalue()


def region_document() -> bytes:
    """One region's cell over all rows, rows of a fixed height, a row in a content control."""
    document = Document()
    outer = document.add_table(1, 1, "Table Grid").cell(0, 0)
    outer.text = "附表"
    table = outer.add_table(4, 4)
    for column, text in enumerate(("片区", "平台名称", "运营单位", "联系人及电话")):
        table.cell(0, column).text = text
    table.cell(1, 0).merge(table.cell(3, 0)).text = "昆明"
    for row in table.rows[1:]:
        row.height, row.height_rule = Cm(0.8), WD_ROW_HEIGHT_RULE.EXACTLY
    last = table.rows[3]._tr
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    last.addprevious(control)
    control.append(content)
    content.append(last)
    return saved(document)
