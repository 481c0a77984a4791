"""More application forms of people in a hurry: changes tracked, tables cut, old Word's own ways."""

from collections.abc import Iterator

from tests.intake.clerks_forms import Hurried
from tests.intake.word_xml import (
    box,
    cell,
    control,
    deleted,
    document,
    floating,
    inserted,
    par,
    plain_table,
    row,
    table,
)


def more_forms() -> Iterator[Hurried]:
    """Yield every form."""
    yield _tracked()
    yield _ticked()
    yield _no_table()
    yield _two_pages()
    yield _controls()
    yield _functions_cut()
    yield _old_word()
    yield _side_by_side()


def _tracked() -> Hurried:
    data = document(
        par(floating("填报日期：2026年3月5日")),
        table(
            row(
                "平台名称",
                cell(par(deleted("旧平台"), inserted("春城平台"))),
                "所属州（市）、县区",
                "曲靖市",
            ),
            row(
                "运营单位名称",
                cell(par(inserted("春城服务有限公司"))),
                "单位性质",
                cell(par(deleted("国有"))),
            ),
            row(
                cell("上年末总资产"),
                cell(par(deleted("999"), inserted("1200"), "万元")),
                "法人代表",
                "甲某",
            ),
            row(
                cell(par("从业人员 ", deleted("25"), inserted("30"), " 人"), across=2),
                cell("从事为中小企业服务的人员20人", across=2),
            ),
        ),
    )
    values = {
        "fill_date": "2026年3月5日",
        "platform_name": "春城平台",
        "district": "曲靖市",
        "operator_name": "春城服务有限公司",
        "total_assets": "1200",
        "legal_person": "甲某",
        "staff_total": "30",
        "staff_service": "20",
    }
    return Hurried("tracked", "yunnan-platform-2022", data, values)


def _ticked() -> Hurried:
    names = ("信息查询", "技术服务", "质量管理", "创业服务")
    pieces = [
        piece for at, name in enumerate(names) for piece in (box(ticked=at in (1, 3)), f"{name}  ")
    ]
    data = document(
        table(
            row("申报服务功能", cell(par(*pieces))),
            row("单位性质：", cell(par(box(ticked=False), "国有", box(ticked=True), "民营"))),
            row("合作资源(共 3 家)", "签订合作协议的单位名称", "其他合作单位名称"),
            row("", "甲所\n乙所", "丙院"),
        )
    )
    values = {
        "claimed_functions": "技术服务、创业服务",
        "unit_type": "民营",
        "partners_count": "3",
        "partners_signed": "甲所\n乙所",
        "partners_other": "丙院",
    }
    return Hurried("ticked", "nanchang-platform-2022", data, values)


def _no_table() -> Hurried:
    data = document(
        *map(
            par,
            (
                "昆明市中小企业公共服务示范平台申请表",
                "平台名称：春城平台      所属县区：盘龙区",
                "运营单位名称：春城服务有限公司",
                "法人代表：甲某；联系人：乙某；联系电话：13900000001",
                "上年末总资产：1200万元；从业人员：30人",
                "服务场地面积：800平方米，其中：自有300平方米，租用500平方米",
                "得到政府扶持情况：2024年获区级补助10万元。",
                "服务信息化（信息系统）情况：有网站。",
            ),
        )
    )
    values = {
        "platform_name": "春城平台",
        "district": "盘龙区",
        "operator_name": "春城服务有限公司",
        "legal_person": "甲某",
        "contact": "乙某",
        "phone": "13900000001",
        "total_assets": "1200",
        "staff_total": "30",
        "area": "800",
        "area_own": "300",
        "area_rented": "500",
        "support": "2024年获区级补助10万元。",
        "informatization": "有网站。",
    }
    return Hurried("paragraphs", "kunming-platform-2022", data, values)


def _two_pages() -> Hurried:
    """The yearly table goes on over the page: in a second table, below its header once more."""
    head = [
        "年度",
        "营业收入",
        "其中：服务收入",
        "资产总额",
        "利润总额",
        "服务企业户数",
        "减免企业各类服务费用",
    ]
    first = [
        ["二、平台运营管理（单位：万元、户）", *[""] * 6],
        head,
        ["2023", "400", "200", "900", "10", "90", "4"],
    ]
    second = [
        head,
        ["2024", "500", "300", "1000", "20", "100", "5"],
        ["2025", "600", "350", "1200", "30", "120", "6"],
    ]
    values = {
        f"operations.{at}.{key}": text
        for at, line in enumerate((first[2], *second[1:]), 1)
        for key, text in zip(
            ("year", "revenue", "service_revenue", "assets", "profit", "served", "fees_waived"),
            line,
            strict=True,
        )
    }
    data = document(plain_table(first), par("第1页"), plain_table(second))
    return Hurried("two-pages", "kunming-platform-2022", data, values)


def _controls() -> Hurried:
    def line(label: str, text: str) -> str:
        return row(label, cell(par(control(text, "单击或点击此处输入文字。"))))

    data = document(
        table(
            line("平台名称", "春城平台"),
            line("运营单位名称", "春城服务有限公司"),
            line("单位性质", ""),
            line("联系人", "乙某"),
            row("服务内容", "上一年度服务企业户数（户）", "上一年度相关服务活动（场）"),
            row("信息服务", cell(par(control("120户"))), cell(par(control("6场")))),
            row("培训服务", cell(par(control("", "户"))), cell(par(control("", "场")))),
        )
    )
    values = {
        "platform_name": "春城平台",
        "operator_name": "春城服务有限公司",
        "contact": "乙某",
        "functions.info.firms": "120",
        "functions.info.activities": "6",
    }
    return Hurried("controls", "kunming-platform-2022", data, values)


def _functions_cut() -> Hurried:
    """The table of functions goes on over the page; a tick is no number, and is told."""
    head = ["服务内容", "上一年度服务企业户数（户）", "上一年度相关服务活动（场）"]
    first = plain_table([head, ["信息服务", "120家", "6"], ["技术服务", "20户", "两场"]])
    second = plain_table([head, ["培训服务", "300", "12场"], ["数字化赋能服务", "√", "3"]])
    values = {
        "functions.info.firms": "120",
        "functions.info.activities": "6",
        "functions.tech.firms": "20",
        "functions.tech.activities": "两场",
        "functions.training.firms": "300",
        "functions.training.activities": "12",
        "functions.digital.firms": "√",
        "functions.digital.activities": "3",
    }
    data = document(first, par(""), second)
    return Hurried("functions-cut", "kunming-platform-2022", data, values, ("“两场”", "“√”"))


def _old_word() -> Hurried:
    """Cells widened as old documents do it, a list to choose from, and one blank for two things."""
    wide = '<w:tc><w:tcPr><w:hMerge w:val="{0}"/></w:tcPr>{1}</w:tc>'
    name = wide.format("restart", par("平台名称")) + wide.format("continue", par(""))
    entries = "".join(f'<w:listEntry w:val="{text}"/>' for text in ("国有", "民营", "其他"))
    chosen = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        f"{entries}</w:ddList></w:ffData></w:fldChar></w:r>"
    )
    data = document(
        table(
            row(name, "春城平台"),
            row(cell("单位性质", across=2), cell(par(chosen))),
            row(cell("联系人及联系电话（手机）", across=2), "乙某 13900000001"),
        )
    )
    values = {
        "platform_name": "春城平台",
        "unit_type": "民营",
        "contact": "乙某",
        "phone": "13900000001",
    }
    return Hurried("old-word", "kunming-platform-2022", data, values)


def _side_by_side() -> Hurried:
    """A list in two halves beside one another is not read, and none of it as the form's blanks."""
    head = ["序号", "企业名称", "联系人", "联系电话"]
    rows = [
        ["1", "甲公司", "甲", "13900000001", "3", "丙公司", "丙", "13900000003"],
        ["2", "乙公司", "乙", "13900000002", "4", "丁公司", "丁", "13900000004"],
    ]
    blanks = plain_table([["平台名称", "春城平台"]])
    data = document(blanks, plain_table([[*head, *head], *rows]))
    told = ("甲公司", "丁公司", "13900000004")
    return Hurried("halves", "kunming-platform-2022", data, {"platform_name": "春城平台"}, told)
