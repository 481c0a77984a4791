"""Workbooks as clerks leave them: hidden parts, filters, merges down a column, subtotals, notes."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font

from tests.intake.nasty import FIRMS, KEYS, Cells, Nasty, labels, main_roster, written
from tests.intake.papers import saved

_PLATFORM, _BASE = "kunming-platform-2022", "kunming-base-2022"
_ROSTER = main_roster(_PLATFORM)
_HEAD = labels(_ROSTER)
_BODY = tuple(tuple(written(row)) for row in FIRMS)
_DISTRICTS = ("盘龙区",) * 5 + ("五华区",) * 2
_NO_NAME = "这一行没有企业名称。"
_TOTAL = "这是合计行，不作为名单内容。"
_REMARK = "这是备注或填表说明，不作为名单内容。"


def _book(rows: Sequence[Sequence[object]], edit: Callable[[Any], None] = lambda _: None) -> bytes:
    """Return a workbook of one sheet that `edit` works on before it is saved."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "名单"
    for row in rows:
        sheet.append(list(row))
    edit(sheet)
    return saved(workbook)


def _firms(name: str, data: bytes, rows: Sequence[Cells] = FIRMS, **more: Any) -> Nasty:
    return Nasty(f"clerk-{name}", "名单.xlsx", data, _PLATFORM, "firms", tuple(rows), **more)


def _with(key: str, values: Sequence[str], rows: Sequence[Cells] = FIRMS) -> list[Cells]:
    return [{**row, key: value} for row, value in zip(rows, values, strict=True)]


def _put(values: Sequence[object], key: str) -> list[list[object]]:
    """Return the firms as rows, one of their columns exchanged."""
    at = KEYS.index(key)
    return [[*row[:at], value, *row[at + 1 :]] for row, value in zip(_BODY, values, strict=True)]


def clerks() -> Iterator[Nasty]:
    """Yield every workbook."""
    yield from _hidden()
    yield from _merged()
    yield from _texts()
    yield from _numbers()
    yield from _serials()
    yield from _heads()
    yield from _between()
    yield from _ticks()
    yield from _tenants()


def _hidden() -> Iterator[Nasty]:
    def filtered(sheet: Any) -> None:
        sheet.auto_filter.ref = "A1:H8"
        sheet.auto_filter.add_filter_column(2, ["示例甲1"])
        sheet.freeze_panes = "C2"
        for line in (4, 5, 6):
            sheet.row_dimensions[line].hidden = True
        sheet.column_dimensions["H"].hidden = True
        sheet.column_dimensions["C"].width = 0

    said = "有3行是隐藏的，也一并读取了。"
    yield _firms(
        "filtered", _book([_HEAD, *_BODY], filtered), says=(said, "有1列是隐藏的，也一并读取了。")
    )

    def grouped(sheet: Any) -> None:
        sheet.column_dimensions.group("C", "E", hidden=True)
        sheet.row_dimensions.group(2, 4, hidden=True)

    yield _firms(
        "grouped", _book([_HEAD, *_BODY], grouped), says=(said, "有3列是隐藏的，也一并读取了。")
    )

    def old_one(sheet: Any) -> None:
        other = sheet.parent.create_sheet("去年", 0)
        other.append(_HEAD)
        other.append(["1", "去年示例有限公司", "甲", "13900000099", "", "√", "", ""])
        other.sheet_state = "veryHidden"
        sheet.parent.active = 1

    said = "工作表“去年”也像是这份名单，没有导入；需要时可“一并导入”。"
    yield _firms("very-hidden", _book([_HEAD, *_BODY], old_one), says=(said,))


def _merged() -> Iterator[Nasty]:
    head = [*_HEAD, "所属县区"]
    body = [[*row, _DISTRICTS[at] if at in (0, 5) else None] for at, row in enumerate(_BODY)]

    def districts(sheet: Any) -> None:
        sheet.merge_cells("I2:I6")
        sheet.merge_cells("I7:I8")
        sheet["I2"].alignment = Alignment(vertical="center", wrap_text=True)

    yield _firms("district-merged", _book([head, *body], districts), _with("district", _DISTRICTS))
    lines: list[list[object]] = [list(_BODY[0])]
    lines += [[None, None, None, None, "政策咨询"], [None, None, None, None, "用工招聘"]]
    reason = "“企业名称”与第2行合并，这一行没有自己的企业名称。"

    def services(sheet: Any) -> None:
        for letter in "ABCDFGH":
            sheet.merge_cells(f"{letter}2:{letter}4")

    data = _book([_HEAD, *lines, *_BODY[1:]], services)
    yield _firms("service-in-lines", data, reasons=(reason, reason))
    data = _book([_HEAD, *lines, *_BODY[1:]])
    yield _firms("service-in-rows", data, reasons=(_NO_NAME, _NO_NAME))


def _texts() -> Iterator[Nasty]:
    def quoted(sheet: Any) -> None:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.number_format = "@"
                cell.quotePrefix = True

    yield _firms("green-triangles", _book([_HEAD, *_BODY], quoted))
    typed = [[f"'{text}" if text else "" for text in row] for row in _BODY]
    yield _firms("apostrophes", _book([_HEAD, *typed]))
    broken = [
        [
            row[0],
            row[1].replace("号", "号\n"),
            f"{row[2]}\n",
            *row[3:4],
            "管理咨询\n政策咨询",
            *row[5:],
        ]
        for row in _BODY
    ]
    rows = _with("service", ["管理咨询 政策咨询"] * 7)
    yield _firms("line-breaks", _book([_HEAD, *broken]), rows)
    names = [
        "春城示例1号(昆明)有限公司",
        "春城示例2号（昆明)有限公司",
        "　春城示例3号（昆明）有限公司　",
        "春城示例4号【昆明】有限公司",
        "\xa0春城示例5号（昆明）有限公司\t",
        "春城示例6号 （昆明） 有限公司",
        "示例７号（Ｙｕｎｎａｎ）有限公司",
    ]
    kept = [name.strip() for name in names]
    yield _firms("brackets", _book([_HEAD, *_put(names, "name")]), _with("name", kept))
    bold = InlineFont(b=True, color="FF0000")
    rich = [CellRichText(TextBlock(bold, row["name"][:4]), row["name"][4:]) for row in FIRMS]

    def commented(sheet: Any) -> None:
        sheet["B2"].comment = Comment("请与营业执照核对", "审核人")

    yield _firms("rich-text", _book([_HEAD, *_put(rich, "name")], commented))


_PHONES = (
    ("139-0000-0001", "13900000001"),
    ("0871—63131111", "0871-63131111"),
    ("+86-13900000003", "13900000003"),
    ("8613900000004", "13900000004"),
    ("(0871)63131234", "(0871)63131234"),
    ("13900000006（示例甲）", "13900000006(示例甲)"),
    ("13900000007\n0871－63131234", "13900000007 0871-63131234"),
)  # fmt: skip - one in a line


def _numbers() -> Iterator[Nasty]:
    typed = [phone for phone, _ in _PHONES]
    kept = [phone for _, phone in _PHONES]
    yield _firms("phones", _book([_HEAD, *_put(typed, "phone")]), _with("phone", kept), noted=0)
    codes = [row["code"] for row in FIRMS]
    odd = [
        codes[0].lower(),
        f"{codes[1]} ",
        " ".join((codes[2][:8], codes[2][8:])),
        f"{codes[3][:8]}\n{codes[3][8:]}",
        "".join(chr(ord(char) + 0xFEE0) for char in codes[4]),
        f"代码：{codes[5]}",
        f"{codes[6]}（已换证）",
    ]
    rows = [{"name": row["name"]} for row in FIRMS]
    said = ("这里是21位", "这里是23位")
    yield _firms("codes", _book([_HEAD, *_put(odd, "code")]), rows, notes=said, noted=2)
    formulas = [f"=VLOOKUP(B{n},Sheet2!A:B,2,0)" for n in range(2, 9)]
    says = (
        "有7个公式单元格没有保存结果（H2、H3、H4），读出来是空的，"
        "请用 Excel 或 WPS 打开并保存一次再导入。",
    )
    data = _book([_HEAD, *_put(formulas, "code")])
    yield _firms("uncached-codes", data, _with("code", [""] * 7), says=says)
    wrong = ["#N/A", "#REF!", "#N/A", *(row["name"] for row in FIRMS[3:])]

    def errors(sheet: Any) -> None:
        for line in (2, 3, 4):
            sheet.cell(line, 2).data_type = "e"

    reasons = tuple(f"企业名称是错误值“{text}”，请在表格里改正后重新导入。" for text in wrong[:3])
    data = _book([_HEAD, *_put(wrong, "name")], errors)
    yield _firms("error-names", data, FIRMS[3:], reasons=reasons)


def _serials() -> Iterator[Nasty]:
    bare = [{key: row[key] for key in KEYS[1:]} for row in FIRMS]
    yield _firms("no-serial", _book([_HEAD[1:], *(row[1:] for row in _BODY)]), bare)
    twice = [["序号", *_HEAD], *([at, *row] for at, row in enumerate(_BODY, 11))]
    yield _firms("two-serials", _book(twice), bare)
    headless = [["", *_HEAD[1:]], *_BODY]
    yield _firms("serial-without-head", _book(headless), bare)


def _heads() -> Iterator[Nasty]:
    logo = [["LOGO"], [], ["春城示例服务中心"], ["CHUNCHENG SERVICE CENTER"], []]
    about = [
        ["服务中小微企业及服务评价表（2025年度）"],
        ["填报单位：某公司", "", "", "日期：2026.3.5"],
    ]

    def title(sheet: Any) -> None:
        for line in (1, 3, 4, 6):
            sheet.merge_cells(f"A{line}:H{line}")
        sheet["A6"].font = Font(size=22, bold=True)
        sheet.freeze_panes = "A10"

    yield _firms("row-nine", _book([*logo, *about, [], _HEAD, *_BODY], title))
    top = ["序号", "企业名称", "联系人", "", "服务内容", "服务评价", "", "信用代码"]
    low = ["", "", "姓名", "电话", "", "满意", "不满意", ""]

    def groups(sheet: Any) -> None:
        for area in ("A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:G1", "H1:H2"):
            sheet.merge_cells(area)

    yield _firms("contact-over-two", _book([top, low, *_BODY], groups))
    long = [
        "序\n号",
        "企业名称\n（与营业执照一致，并加盖公章）",
        "企业联系人\n（必填）",
        "联系电话\n（手机优先，座机加区号）",
        "服务内容\n（限50字以内）",
        "满意\n（请打“√”）",
        "不满意\n（请打“√”）",
        "统一社会信用代码\n（18位）",
    ]
    yield _firms("long-heads", _book([long, *_BODY]))
    head = [*_HEAD[:4], "座机", *_HEAD[4:]]
    body = [[*row[:4], "0871-63131234", *row[4:]] for row in _BODY]
    said = "“座机”一列没有对应的栏目，没有导入。"
    yield _firms("two-phones", _book([head, *body]), says=(said,))


def _between() -> Iterator[Nasty]:
    parts = [
        _HEAD,
        ["一、盘龙区"],
        *_BODY[:3],
        ["", "小计", "3家"],
        ["二、五华区"],
        *_BODY[3:],
        ["小计：4家"],
        ["合计（家）", "7"],
    ]

    def wide(sheet: Any) -> None:
        for line in (2, 7, 12, 13):
            sheet.merge_cells(f"A{line}:B{line}" if line == 13 else f"A{line}:H{line}")

    reasons = (_NO_NAME, _TOTAL, _NO_NAME, _TOTAL, _TOTAL)
    yield _firms("subtotals", _book(parts), reasons=reasons)
    merged = (_NO_NAME, _TOTAL, _NO_NAME, _TOTAL, _TOTAL)
    yield _firms("subtotals-merged", _book(parts, wide), reasons=merged)
    foot = [
        [],
        ["说明：1.本表由申报单位如实填写；"],
        ["2.满意度由企业填写，并加盖企业公章；"],
        ["", "填表人：示例乙", "", "", "", "审核人：示例丙"],
        ["", "联系电话：0871-63131234", "", "填表日期：2026年3月5日"],
        ["", "2026年3月5日"],
        ["", "春城示例服务有限公司（盖章）"],
    ]
    reasons = (_REMARK, _NO_NAME, _REMARK, _REMARK, _REMARK, _REMARK)
    yield _firms("notes-below", _book([_HEAD, *_BODY, *foot]), reasons=reasons)
    title = [_ROSTER.title + "（续）"]
    pages = [[_ROSTER.title], _HEAD, *_BODY[:3], title, _HEAD, *_BODY[3:], ["第2页，共2页"]]
    again = "这是重复的表头，不作为名单内容。"
    yield _firms("pages", _book(pages), reasons=(_NO_NAME, again, _REMARK))
    numbers = [_HEAD, [str(at) for at in range(1, 9)], *_BODY]
    yield _firms("numbered-columns", _book(numbers), reasons=("这是栏次行，不作为名单内容。",))
    sample = ["例", "（示例）某某有限公司", "张三", "139********", "管理咨询", "√", "", ""]
    reasons = ("这是填写示例，不作为名单内容。",)
    yield _firms("sample-row", _book([_HEAD, sample, *_BODY]), reasons=reasons)


def _ticks() -> Iterator[Nasty]:
    marks = (("ü", ""), ("", "ü"), ("R", ""), ("P", ""), ("V", ""), ("√满意", ""), ("", "×"))
    body = [[*row[:5], yes, no, row[7]] for row, (yes, no) in zip(_BODY, marks, strict=True)]
    good = ["是", "", "是", "是", "是", "是", ""]
    bad = ["", "是", "", "", "", "", "×"]

    def faces(sheet: Any) -> None:
        for cell in ("F2", "G3"):
            sheet[cell].font = Font(name="Wingdings")
        for cell in ("F4", "F5"):
            sheet[cell].font = Font(name="Wingdings 2")

    rows = _with("dissatisfied", bad, _with("satisfied", good))
    said = ("“ü”读作√", "“R”读作☑")
    yield _firms("symbol-faces", _book([_HEAD, *body], faces), rows, notes=said, noted=4)
    body = [
        [*row[:5], *(("√", "×") if firm["satisfied"] else ("×", "√")), row[7]]
        for row, firm in zip(_BODY, FIRMS, strict=True)
    ]
    rows = [
        {key: row[key] or "×" for key in ("name", "satisfied", "dissatisfied")} for row in FIRMS
    ]
    yield _firms("ticks-and-crosses", _book([_HEAD, *body]), rows)
    body = [
        [*row[:5], *(("☑", "□") if firm["satisfied"] else ("□", "☑")), row[7]]
        for row, firm in zip(_BODY, FIRMS, strict=True)
    ]
    yield _firms("boxes", _book([_HEAD, *body]))
    body = [
        [*row[:5], "☑满意  □不满意" if firm["satisfied"] else "□满意  ☑不满意", row[7]]
        for row, firm in zip(_BODY, FIRMS, strict=True)
    ]
    data = _book([[*_HEAD[:5], "企业满意度", _HEAD[7]], *body])
    yield _firms("boxes-in-one", data)


def _tenants() -> Iterator[Nasty]:
    head = [
        "序号",
        "企业名称",
        "入驻基地时间",
        "从业人员数（人）",
        "主营业务",
        "上年度销售收入（万元）",
    ]
    days = (
        ("2018.6.12", "2018.6.12"),
        ("2018/6", "2018/6"),
        ("20180612", "20180612"),
        (20180612, "20180612"),
        ("二〇一八年六月", "2018年6月"),
        (datetime(2018, 6, 12), "2018-06-12"),
        (2018.6, "2018.6"),
        ("2018年06月12日 ", "2018年06月12日"),
        ("18.6.12", "18.6.12"),
        ("2018．6．12", "2018．6．12"),
        ("2018-6-12至2023-6-11", "2018-6-12至2023-6-11"),
    )  # fmt: skip - one in a line
    staff = (
        "35人",
        "35",
        "35.0",
        35,
        "三十五人",
        "３５",
        "35名",
        "约35人",
        "35（含实习）",
        "",
        "无",
    )
    kept = ("35", "35", "35.0", "35", "35", "３５", "35", "约35人", "35（含实习）", "", "无")
    money = (
        "1200万元",
        "1,200",
        1200,
        "1200万",
        "1.2千万元",
        "0.12亿元",
        "12000000元",
        "￥1200",
        "1200余",
        "-",
        "/",
    )
    told = ("1200", "1,200", "1200", "1200", "1200", "1200", "1200", "1200", "1200余", "-", "/")
    body = [
        [at, f"示例{at}有限公司", day, count, "软件", amount]
        for at, ((day, _), count, amount) in enumerate(zip(days, staff, money, strict=True), 1)
    ]
    rows = tuple(
        {"name": f"示例{at}有限公司", "entered": day, "staff": count, "revenue": amount}
        for at, ((_, day), count, amount) in enumerate(zip(days, kept, told, strict=True), 1)
    )
    notes = (
        "“18.6.12”读不出日期",
        "“2018-6-12至2023-6-11”读不出日期",
        "“约35人”",
        "“35（含实习）”",
        "“1200余”",
    )
    data = _book([head, *body])
    yield Nasty("clerk-values", "名录.xlsx", data, _BASE, "tenants", rows, notes=notes, noted=6)
    january = _book([head, [1, "示例有限公司", 2018.1, 5, "软件", 1]])
    rows = ({"name": "示例有限公司", "entered": "2018.1"},)
    notes = ("“2018.1”可能是2018年10月",)
    yield Nasty("clerk-october", "名录.xlsx", january, _BASE, "tenants", rows, notes=notes)
