"""Nasty files of other formats: text tables, pages, open documents, Word tables, base values."""

from collections.abc import Iterator

from tests.intake.nasty import (
    FIRMS,
    SCHEMES,
    Nasty,
    Sheet,
    labels,
    main_roster,
    rosters,
    written,
)
from tests.intake.nasty_files import ods, page, text_table, word, xlsx
from tests.intake.xlsb_file import xlsb

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030")
DELIMITERS = (",", ";", "\t")
_PAGE = "这是网页，只是名字像 Excel 文件，已按其中的表格读取，请核对。"
_BASE = "kunming-base-2022"


def formats() -> Iterator[Nasty]:
    """Yield every format for every scheme, and the tenants' amounts and dates."""
    for scheme in SCHEMES:
        yield from _texts(scheme)
        yield from _pages(scheme)
        yield from _open(scheme)
        yield from _binary(scheme)
        yield from _word(scheme)
        yield from _staff(scheme)
    yield from _tenants()


def _texts(scheme: str) -> Iterator[Nasty]:
    roster = main_roster(scheme)
    rows = [labels(roster), *map(written, FIRMS)]
    for encoding in ENCODINGS:
        for delimiter in DELIMITERS:
            data = text_table(rows, delimiter, encoding)
            mark = {",": "comma", ";": "semicolon", "\t": "tab"}[delimiter]
            name = f"{scheme}-csv-{encoding}-{mark}"
            yield Nasty(name, "名单.csv", data, scheme, roster.key, FIRMS)
    prose = [["服务企业名单，共七家，均为本地企业，请审核，谢谢"], [], *rows]
    data = text_table(prose, ";", "gb18030")
    yield Nasty(f"{scheme}-csv-prose", "名单.csv", data, scheme, roster.key, FIRMS)
    data = b"sep=;\r\n" + text_table(rows, ";", "utf-8")
    yield Nasty(f"{scheme}-csv-sep", "名单.xls", data, scheme, roster.key, FIRMS)


def _pages(scheme: str) -> Iterator[Nasty]:
    roster = main_roster(scheme)
    head = labels(roster)
    body = [written(row) for row in FIRMS]
    group = next(column.group for column in roster.columns if column.key == "satisfied")
    two = [[*head[:5], group, "", head[7]], ["", "", "", "", "", "满意", "不满意", ""]]
    spans = {(0, at): "rowspan=2" for at in (0, 1, 2, 3, 4, 7)} | {(0, 5): "colspan=2", (0, 6): "-"}
    spans |= {(1, at): "-" for at in (0, 1, 2, 3, 4, 7)}
    for encoding in ("utf-8", "gb18030"):
        for name, rows, places in (("plain", [head], {}), ("spans", two, spans)):
            data = page([*rows, *body], encoding, places)
            id_ = f"{scheme}-page-{encoding}-{name}"
            yield Nasty(id_, "导出.xls", data, scheme, roster.key, FIRMS, says=(_PAGE,))


def _open(scheme: str) -> Iterator[Nasty]:
    roster = main_roster(scheme)
    body = [written(row) for row in FIRMS]
    phones = [[*row[:3], int(row[3]), *row[4:]] for row in body]
    for name, rows in (("plain", body), ("numbers", phones)):
        sheet = Sheet([[roster.title], labels(roster), *rows])
        yield Nasty(f"{scheme}-ods-{name}", "名单.ods", ods(sheet), scheme, roster.key, FIRMS)


def _binary(scheme: str) -> Iterator[Nasty]:
    roster = main_roster(scheme)
    body = [written(row) for row in FIRMS]
    phones = [[*row[:3], int(row[3]), *row[4:]] for row in body]
    for name, rows in (("plain", body), ("numbers", phones)):
        data = xlsb([[roster.title], labels(roster), *rows])
        yield Nasty(f"{scheme}-xlsb-{name}", "名单.xlsx", data, scheme, roster.key, FIRMS)


def _word(scheme: str) -> Iterator[Nasty]:
    roster = main_roster(scheme)
    head, body = labels(roster), [written(row) for row in FIRMS]
    group = next(column.group for column in roster.columns if column.key == "satisfied")
    two = [[*head[:5], group, "<", head[7]], ["^"] * 5 + ["满意", "不满意", "^"]]
    for name, heads in (("plain", [head]), ("two-rows", two), ("halves", [head])):
        tables = [[*heads, *body]]
        if name == "halves":
            tables = [[*heads, *body[:4]], [*heads, *body[4:]]]
        blocks = [block for table in tables for block in (roster.title, table)]
        data = word(*blocks)
        yield Nasty(f"{scheme}-word-{name}", "名单.docx", data, scheme, roster.key, FIRMS)


def _staff(scheme: str) -> Iterator[Nasty]:
    roster = rosters(scheme)["staff"]
    keys = ("name", "education", "school", "issuer", "years", "post", "phone")
    people = [
        {
            "name": f"示例{n}",
            "education": "本科",
            "school": "某大学会计",
            "issuer": "某局",
            "years": str(n),
            "post": "咨询师",
            "phone": f"139000{n:05d}",
        }
        for n in range(1, 5)
    ]  # fmt: skip - a person in a block
    body = [[person[key] for key in keys] for person in people]
    heads = {
        "own": labels(roster, keys),
        "other": [
            "人员姓名",
            "文化程度",
            "毕业学校及专业",
            "颁发机关",
            "工龄（年）",
            "现任岗位",
            "手机号码",
        ],
    }
    for name, head in heads.items():
        data = xlsx(Sheet([[roster.title], head, *body]))
        yield Nasty(f"{scheme}-staff-{name}", "人员.xlsx", data, scheme, "staff", tuple(people))


def _tenants() -> Iterator[Nasty]:
    keys = ("name", "entered", "staff", "business", "revenue", "contact", "phone")
    row = dict(
        zip(
            keys,
            ("甲示例有限公司", "2024-03-05", "12", "软件", "350", "乙", "13900000001"),
            strict=True,
        )
    )
    asked = "“上年度销售收入（万元）”一列没有写明金额单位，1个数字照万元读入，请核对是元还是万元。"
    cases = (
        ("万元", "收入（万元）", "", "350", "350", ()),
        ("yuan", "上年销售收入（元）", "", 3500000, "350", ()),
        ("yuan-slash", "营业收入/元", "", "3,500,000", "350", ()),
        ("title", "营业收入", "单位：元", 3500000, "350", ()),
        ("unclear", "营业收入", "", 350, "350", (asked,)),
        ("own", "营业收入", "", "350万元", "350", ()),
        ("billion", "营业收入（万元）", "", "1.2亿元", "12000", ()),
        ("chinese", "营业收入（万元）", "", "叁佰伍拾万元", "350", ()),
        ("about", "营业收入（万元）", "", "约350", "约350", ()),
    )  # fmt: skip - one in a line
    for name, header, title, written_as, kept, says in cases:
        head = ["入园企业名称", "入驻日期", "职工人数", "主营产品", header, "联络人", "联系方式"]
        cells = [*list(row.values())[:4], written_as, "乙", "13900000001"]
        data = xlsx(Sheet([[title], head, cells]))
        expected = ({**row, "revenue": kept},)
        yield Nasty(
            f"{_BASE}-money-{name}", "名录.xlsx", data, _BASE, "tenants", expected, says=says
        )
    days = (
        (45356, "2024-03-05"),
        ("2024年3月", "2024年3月"),
        ("2024.3.5", "2024.3.5"),
        ("20240305", "20240305"),
        ("二〇二四年三月五日", "2024年3月5日"),
        ("二〇二四年十二月", "2024年12月"),
        ("前年", "前年"),
        ("２０２４－０３－０５", "２０２４－０３－０５"),
    )  # fmt: skip - a list
    head = ["企业名称", "入驻基地时间", "从业人员数（人）", "主营业务"]
    for at, (day, kept) in enumerate(days):
        data = xlsx(Sheet([head, ["甲公司", day, "一百二十人", "软件"]]))
        expected = ({"name": "甲公司", "entered": kept, "staff": "120"},)
        yield Nasty(f"{_BASE}-day-{at}", "名录.xlsx", data, _BASE, "tenants", expected)
