"""Application forms as people in a hurry hand them in, and what each of them says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.intake.word_xml import (
    cell,
    document,
    par,
    plain_table,
    row,
    symbol,
    table,
)


@dataclass(frozen=True)
class Hurried:
    """A form: its values by path, and texts that must be shown as not understood or as a problem.

    Nothing else may be read.
    """

    id: str
    scheme: str
    data: bytes
    values: Mapping[str, str]
    told: tuple[str, ...] = ()


def hurried_forms() -> Iterator[Hurried]:
    """Yield every form."""
    yield _answers_below()
    yield _units()
    yield _underlined()
    yield _base()
    yield _list_of_labels()


def _answers_below() -> Hurried:
    rows = [
        ["一、服务平台基本情况", "", ""],
        ["平台名称", "所属县区", "单位性质"],
        ["云南××服务平台", "盘龙区", "民营"],
        ["运营单位名称", "法人代表", "注册日期"],
        ["云南××服务有限公司", "甲某", "2018.6.12"],
        ["注册地址", "联系人", "联系电话（手机）"],
        ["昆明市盘龙区示例路1号", "乙某", "139-0000-0001"],
        ["网址及备案号（已建网站的填写）", "电子邮件", ""],
        ["无", "a@example.com", ""],
    ]
    values = {
        "platform_name": "云南××服务平台",
        "district": "盘龙区",
        "unit_type": "民营",
        "operator_name": "云南××服务有限公司",
        "legal_person": "甲某",
        "registered_on": "2018.6.12",
        "registered_address": "昆明市盘龙区示例路1号",
        "contact": "乙某",
        "phone": "139-0000-0001",
        "website": "无",
        "email": "a@example.com",
    }
    return Hurried("below", "kunming-platform-2022", document(plain_table(rows)), values)


def _units() -> Hurried:
    """The line with blanks taken apart: each label in its own cell, units within the answers."""
    rows = [
        ["上年末总资产", "1200万元", "仪器、设备数量", "35台"],
        ["原值", "210.5万元", "占总资产", "17.5%"],
        ["服务场地面积", "800㎡", "其中：自有", "300平方米"],
        ["租用", "500 m2", "从业人员", "35人"],
        ["专职服务人员", "20名", "占总人数", "80％"],
        [
            "年度",
            "营业收入",
            "其中：服务收入",
            "资产总额",
            "利润总额",
            "服务企业户数",
            "减免企业各类服务费用",
        ],
        ["2024年度", "500万元", "300万", "1,000", "-20", "100户", "5万元"],
        ["2025年", "0.06亿元", "350.00", "1200.5", "（8）", "120家", "/"],
    ]
    values = {
        "total_assets": "1200",
        "equipment_count": "35",
        "equipment_value": "210.5",
        "equipment_share": "17.5",
        "area": "800",
        "area_own": "300",
        "area_rented": "500",
        "staff_total": "35",
        "staff_service": "20",
        "staff_qualified_share": "80",
        "operations.1.year": "2024",
        "operations.1.revenue": "500",
        "operations.1.service_revenue": "300",
        "operations.1.assets": "1,000",
        "operations.1.profit": "-20",
        "operations.1.served": "100",
        "operations.1.fees_waived": "5",
        "operations.2.year": "2025",
        "operations.2.revenue": "0.06亿元",
        "operations.2.service_revenue": "350.00",
        "operations.2.assets": "1200.5",
        "operations.2.profit": "（8）",
        "operations.2.served": "120",
    }
    told = ("“0.06亿元”", "“（8）”")
    data = document(plain_table(rows[:5]), plain_table(rows[5:]))
    return Hurried("units", "kunming-platform-2022", data, values, told)


def _underlined() -> Hurried:
    data = document(
        par("申报单位（盖章）：＿＿江西××服务有限公司＿＿"),
        par("填报日期：＿2026＿年＿8＿月＿11＿日"),
        table(
            row(
                cell("单位性质：□国有 ☑民营 □其他", across=2),
                cell("统一社会信用代码：91360111EXA4510559"),
            ),
            row("注册日期：__2018__年__6__月", "注册地址：＿南昌市××路1号＿", "邮编：330000"),
            row("法定代表人：＿甲某＿", "身份证号：", "手机：13900000001"),
            row("联系人：_乙某_", "联系电话及传真：0791—86660012", "手机：139 0000 0002"),
            row("注册资本 ＿500＿ 万元", "其中：主要投资方名称：丁公司", "性质：民营"),
            row(
                cell("上年末总资产＿＿300＿＿万元"),
                cell("仪器、设备数量：35台（套），购买价格：＿20＿万元，占总资产＿7＿%", across=2),
            ),
            row(
                cell(
                    "从业人数：共 20人，其中大专及以上学历或中级及以上技术职称的专业人员15人，"
                    "占总人数75%",
                    across=3,
                )
            ),
            row(
                cell("申报服务功能"),
                cell(
                    par(
                        "☑信息查询  □技术服务  ☑ 创业服务（含孵化）□培训服务 ",
                        symbol("R", "Wingdings 2"),
                        "融资服务 ",
                        symbol("\u00a3", "Wingdings 2"),
                        "管理咨询服务",
                    ),
                    across=2,
                ),
            ),
        ),
    )
    values = {
        "operator_name": "江西××服务有限公司",
        "fill_date": "2026年8月11日",
        "unit_type": "民营",
        "credit_code": "91360111EXA4510559",
        "registered_on": "2018年6月",
        "registered_address": "南昌市××路1号",
        "postcode": "330000",
        "legal_person": "甲某",
        "legal_person_mobile": "13900000001",
        "contact": "乙某",
        "phone": "0791-86660012",
        "mobile": "139 0000 0002",
        "registered_capital": "500",
        "investor": "丁公司",
        "investor_kind": "民营",
        "total_assets": "300",
        "equipment_count": "35",
        "equipment_value": "20",
        "equipment_share": "7",
        "staff_total": "20",
        "staff_qualified": "15",
        "staff_qualified_share": "75",
        "claimed_functions": "信息查询、创业服务、融资服务",
    }
    return Hurried("underlined", "nanchang-platform-2022", data, values)


def _base() -> Hurried:
    data = document(
        par("基地名称: 甲创业园"),
        par("申请单位(公章): 甲公司"),
        table(
            row("基地名称", "甲创业园（筹）", "所属县区", "昆明市盘龙区"),
            row("主导产业", "软件、\n电子商务", "主营业务属于主导产业的入驻企业数", "36户"),
            row("运营单位名称", "甲公司", "单位性质", "民营"),
            row("法人代表", "甲某", "注册日期", "二〇一八年六月"),
            row("联系人", "乙某", "联系电话\n(手机)", "0871-63131234\n13900000001"),
            row(cell("主要基础设施:厂房、宿舍", across=4)),
            row(cell("总场地面积:12,000平方米,其中:公共服务区域面积640平方米", across=4)),
            row(
                cell("服务人员15人", across=2),
                cell("其中:本科及以上学历和中级及以上职称13人,占总人数86.6%,创业导师4人", across=2),
            ),
            row(
                "年度",
                "入驻企业户数",
                "入驻小微企业户数",
                "小微企业从业人员",
                "小微企业合计营业收入",
            ),
            row("2025", "70", "50户", "700人", "9900万元"),
            row("2024", "60", "45", "约600", "9000"),
            row(cell("上一年度营业收入900万元,减免小微企业各类服务费用30万元", across=4)),
        ),
    )
    values = {
        "platform_name": "甲创业园（筹）",
        "district": "昆明市盘龙区",
        "leading_industries": "软件、\n电子商务",
        "leading_firms": "36",
        "operator_name": "甲公司",
        "unit_type": "民营",
        "legal_person": "甲某",
        "registered_on": "2018年6月",
        "contact": "乙某",
        "phone": "0871-63131234\n13900000001",
        "facilities": "厂房、宿舍",
        "area": "12,000",
        "area_public": "640",
        "staff_service": "15",
        "staff_qualified": "13",
        "staff_qualified_share": "86.6",
        "mentors": "4",
        "startups.1.year": "2025",
        "startups.1.firms": "70",
        "startups.1.small": "50",
        "startups.1.staff": "700",
        "startups.1.revenue": "9900",
        "startups.2.year": "2024",
        "startups.2.firms": "60",
        "startups.2.small": "45",
        "startups.2.staff": "约600",
        "startups.2.revenue": "9000",
        "last_revenue": "900",
        "fees_waived": "30",
    }
    return Hurried(
        "base", "kunming-base-2022", data, values, ("甲创业园", "“约600”", "“二〇一八年六月”")
    )


def _list_of_labels() -> Hurried:
    """The national form typed anew: one label and one answer in each row."""
    rows = [
        ["申请单位名称", "甲服务机构"],
        ["注册日期", "2015年6月1日"],
        ["单位性质", "有限责任公司"],
        ["法人代表", "甲某"],
        ["注册地址", "昆明市示例路1号"],
        ["邮政编码", "650000"],
        ["联系人", "乙某"],
        ["联系电话", "0871-60000000"],
        ["传真", "无"],
        ["手机", "13900000001"],
        ["电子邮箱", "a@example.com"],
        ["注册资本（万元）", "500"],
        ["上年末总资产（万元）", "1200"],
        ["服务场地面积（平方米）", "800"],
        ["从业人数（人）", "30"],
        ["获得专业服务资质情况", "1.ISO9001；\n2.高新技术企业。"],
        ["得到政府扶持的情况", "无"],
    ]
    values = {
        "operator_name": "甲服务机构",
        "registered_on": "2015年6月1日",
        "unit_type": "有限责任公司",
        "legal_person": "甲某",
        "registered_address": "昆明市示例路1号",
        "postcode": "650000",
        "contact": "乙某",
        "phone": "0871-60000000",
        "fax": "无",
        "mobile": "13900000001",
        "email": "a@example.com",
        "registered_capital": "500",
        "total_assets": "1200",
        "area": "800",
        "staff_total": "30",
        "qualifications": "1.ISO9001；\n2.高新技术企业。",
        "support": "无",
    }
    return Hurried("list", "national-platform-2017", document(plain_table(rows)), values)
