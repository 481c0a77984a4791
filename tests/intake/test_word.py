"""A filled form is read by its labels, lines and tables; what is not understood is shown."""

import pytest

from desktop.domain.case import Value
from desktop.domain.form import Column, Field, Form, FormTable, Pattern
from desktop.domain.problem import Problem, Severity
from desktop.intake.book import Document, Reading
from desktop.intake.form_values import read_value
from desktop.intake.reading import read
from desktop.intake.word import FormReading, take_form
from tests.intake import filled_forms
from tests.intake.papers import document_of, form_of


def document(data: bytes) -> Document:
    answer = read(data, "申请表.docx")
    assert isinstance(answer, Reading), answer
    assert answer.document is not None
    return answer.document


def texts(reading: FormReading) -> dict[str, str]:
    return {path: value.text for path, value in reading.values.items()}


def test_the_kunming_platform_form() -> None:
    """Labels, lines with blanks, yearly figures, functions and rosters, each with its place."""
    taken = take_form(document(filled_forms.kunming_platform()), *form_of("kunming-platform-2022"))
    assert texts(taken) == {
        "served_last_year": "120",
        "operations.1.year": "2024",
        "operations.1.revenue": "500",
        "operations.1.service_revenue": "300",
        "operations.1.assets": "1000",
        "operations.1.profit": "20",
        "operations.1.served": "100",
        "operations.1.fees_waived": "5",
        "operations.2.year": "2025",
        "operations.2.revenue": "600",
        "operations.2.service_revenue": "350",
        "operations.2.assets": "1200",
        "operations.2.profit": "1.2亿元",
        "operations.2.served": "120",
        "operations.2.fees_waived": "6",
        "functions.info.firms": "120",
        "functions.info.activities": "6",
        "functions.market.firms": "3",
        "functions.market.activities": "3",
        "total_assets": "1200",
        "equipment_count": "35",
        "equipment_value": "210.5",
        "equipment_share": "17",
        "area": "800",
        "area_own": "300",
        "area_rented": "500",
        "staff_total": "30",
        "staff_service": "20",
        "staff_qualified": "18",
        "staff_qualified_share": "90",
        "platform_name": "春城企业服务平台",
        "district": "盘龙区",
        "operator_name": "春城服务有限公司",
        "unit_type": "民营",
        "legal_person": "甲某",
        "registered_on": "2015年6月",
        "registered_address": "昆明市盘龙区某路1号",
        "contact": "乙某",
        "phone": "13900000001",
        "website": "www.example.test 滇ICP备0号",
        "email": "a_b@example.test",
        "informatization": "建有服务信息系统。\n两套。",
        "qualifications": "ISO9001",
        "partners_signed": "甲所、乙所、丙所",
        "partners_other": "丁院",
        "support": "无",
        "honours": "市级先进",
        "fill_date": "2026年3月5日",
    }
    assert taken.values["area_own"] == Value("300", "申请表.docx 第1个表 第8行第2格", False)
    assert taken.values["fill_date"] == Value("2026年3月5日", "申请表.docx 第5段", False)
    assert taken.unread == (
        Value("补充说明", "申请表.docx 第1个表 第27行第1格", False),
        Value("我们还想说一句", "申请表.docx 第1个表 第27行第2格", False),
    )
    assert taken.problems == (
        Problem(
            "申请表.docx 第1个表 第14行第5格 二、平台运营管理 2025年 利润总额",
            "“1.2亿元”不是以万元为单位的数字，已照原样保留，请核对后改正。",
        ),
        Problem(
            "申请表.docx 第1个表 第5行第6格 联系电话（手机）",
            "这里写的是“13900000002”，与申请表.docx 第1个表 第5行第4格的“13900000001”不同，"
            "已取用“13900000001”，请核对。",
        ),
    )
    firms, activities = taken.rosters["firms"], taken.rosters["activities"]
    assert [(row.line, row.cells["name"], row.cells["satisfied"]) for row in firms.rows] == [
        (3, "甲公司", "是"),
        (4, "乙𬭎公司", ""),
    ]
    assert (firms.total, [row.line for row in activities.rows]) == ("120", [2, 4])


def test_the_national_form() -> None:
    """Labels with values in one cell, a header above its value, a seal behind a name."""
    taken = take_form(document(filled_forms.national()), *form_of("national-platform-2017"))
    assert texts(taken) == {
        "operations.1.year": "2024",
        "operations.1.revenue": "500",
        "operations.1.service_revenue": "300",
        "operations.1.assets": "1000",
        "operations.1.profit": "20",
        "operations.1.tax": "9",
        "operations.1.served": "150",
        "operations.2.year": "2025",
        "operations.2.revenue": "600",
        "operations.2.service_revenue": "350",
        "operations.2.assets": "1200",
        "operations.2.profit": "21",
        "operations.2.tax": "8",
        "operations.2.served": "180",
        "services.1.content": "培训服务",
        "services.1.scale": "2000",
        "services.1.revenue_share": "30",
        "services.2.content": "技术服务",
        "services.2.scale": "160",
        "services.2.revenue_share": "20",
        "registered_capital": "500",
        "total_assets": "1200",
        "equipment_count": "35",
        "equipment_value": "210",
        "equipment_share": "17.5",
        "area": "800",
        "area_rented": "800",
        "staff_total": "30",
        "staff_qualified": "28",
        "staff_qualified_share": "93",
        "registered_on": "2015-06-01",
        "unit_type": "民营",
        "legal_person": "甲某",
        "registered_address": "昆明",
        "postcode": "650000",
        "contact": "乙某",
        "phone": "0871-60000000",
        "mobile": "13900000001",
        "website": "www.a.test",
        "email": "a@a.test",
        "investor": "丁公司",
        "investor_kind": "民营",
        "investor_share": "60",
        "qualifications": "ISO9001",
        "partners_signed": "甲所",
        "partners_other": "乙所",
        "support": "无",
        "recognition": "某文〔2020〕1号",
        "operator_name": "甲服务机构",
        "fill_date": "2026年3月5日",
    }
    assert (taken.problems, taken.unread, taken.rosters) == ((), (), {})


def test_the_nanchang_form() -> None:
    """Headings that are labels, ticked boxes, the same label for two people."""
    taken = take_form(document(filled_forms.nanchang()), *form_of("nanchang-platform-2022"))
    assert texts(taken) == {
        "operations.1.year": "2024",
        "operations.1.assets": "1",
        "operations.1.revenue": "2",
        "operations.1.service_revenue": "3",
        "operations.1.profit": "4",
        "operations.1.served": "70",
        "operations.2.year": "2025",
        "operations.2.assets": "1",
        "operations.2.revenue": "2",
        "operations.2.service_revenue": "3",
        "operations.2.profit": "4",
        "operations.2.served": "90",
        "services.1.content": "培训",
        "services.1.firms": "50",
        "services.1.persons": "900",
        "services.1.revenue": "20",
        "services.1.revenue_share": "40",
        "services.1.satisfaction": "95",
        "services.2.content": "咨询",
        "services.2.firms": "40",
        "services.2.persons": "40",
        "services.2.revenue": "30",
        "services.2.revenue_share": "60",
        "services.2.satisfaction": "96",
        "partners_count": "3",
        "registered_capital": "500",
        "total_assets": "300",
        "equipment_count": "35",
        "equipment_value": "20",
        "equipment_share": "7",
        "area": "200",
        "area_own": "200",
        "area_rented": "0",
        "staff_total": "20",
        "staff_qualified": "15",
        "staff_qualified_share": "75",
        "served_actual": "120",
        "unit_type": "民营",
        "credit_code": "91530102MA6K00000X",
        "code_issuer": "某局",
        "registered_on": "2015.6.1",
        "registered_address": "南昌",
        "postcode": "330000",
        "legal_person": "甲某",
        "id_number": "000000200001010000",
        "legal_person_mobile": "13900000001",
        "contact": "乙某",
        "phone": "0791-0000000",
        "mobile": "13900000002",
        "website": "www.a.test",
        "email": "a@a.test",
        "investor": "丁公司",
        "investor_kind": "民营",
        "claimed_functions": "信息查询、创业服务",
        "qualifications": "无",
        "partners_signed": "甲所",
        "partners_other": "乙所",
        "large_activities": "4次",
        "public_activities": "公益讲座两场",
        "support": "无",
        "influence_self": "作用明显",
        "operator_name": "甲服务公司",
    }
    assert (taken.problems, taken.unread) == ((), ())
    assert [row.cells["name"] for row in taken.rosters["firms"].rows] == ["甲"]


def test_the_kunming_base_form() -> None:
    """Two blocks of functions side by side, and two yearly tables."""
    taken = take_form(document(filled_forms.kunming_base()), *form_of("kunming-base-2022"))
    assert texts(taken) == {
        "startups.1.year": "2024",
        "startups.1.firms": "60",
        "startups.1.small": "45",
        "startups.1.staff": "600",
        "startups.1.revenue": "9000",
        "startups.2.year": "2025",
        "startups.2.firms": "70",
        "startups.2.small": "50",
        "startups.2.staff": "700",
        "startups.2.revenue": "9900",
        "achievements.1.year": "2024",
        "achievements.1.item": "基地内小微企业专利申请",
        "achievements.1.total": "10",
        "achievements.2.year": "2025",
        "achievements.2.item": "基地内小微企业专利申请",
        "achievements.2.total": "12",
        "functions.info.firms": "50",
        "functions.info.activities": "4",
        "functions.startup.firms": "30",
        "functions.startup.activities": "2",
        "functions.innovation.activities": "5",
        "functions.training.firms": "300",
        "functions.investment.firms": "20",
        "functions.investment.activities": "2",
        "facilities": "厂房、宿舍",
        "area": "12000",
        "area_public": "600",
        "staff_service": "15",
        "staff_qualified": "13",
        "staff_qualified_share": "86.6",
        "mentors": "4",
        "last_revenue": "900",
        "fees_waived": "30",
        "platform_name": "甲基地",
        "district": "盘龙区",
        "leading_industries": "软件",
        "leading_firms": "50",
        "operator_name": "甲公司",
        "unit_type": "民营",
        "legal_person": "甲某",
        "registered_on": "2015年6月",
        "registered_address": "昆明",
        "contact": "乙某",
        "phone": "13900000001",
        "email": "a@a.test",
        "qualifications": "有",
        "partners_signed": "甲所",
        "partners_other": "乙所",
        "support": "无",
        "honours": "无",
    }
    assert (taken.problems, taken.unread, taken.rosters) == ((), (), {})


@pytest.mark.parametrize(
    ("kind", "unit", "text", "kept"),
    [
        ("figure", "万元", "１，２００ 万元", "1,200"),
        ("figure", "万元", "____万元", ""),
        ("figure", "万元", "/", ""),
        ("percent", "%", "17.5％", "17.5"),
        ("percent", "%", "85", "85"),
        ("percent", "%", "0.5%", "0.5"),
        ("percent", "%", "____ %", ""),
        ("date", "", "    年  月  日", ""),
        ("date", "", "2026年_3_月_5_日", "2026年3月5日"),
        ("phone", "", "13900000001（手机）", "13900000001"),
        ("text", "", "甲公司____（盖章）", "甲公司"),
        ("choice", "", "□是 ☑否", "否"),
        ("choice", "", "是√ 否", "是"),
        ("choice", "", "√", "是"),
        ("long", "", "一\n\n 二", "一\n二"),
    ],
)
def test_what_stands_in_a_blank(kind: str, unit: str, text: str, kept: str) -> None:
    """Units, boxes, seals and blank lines are no part of the value."""
    blank = Field("a", "甲", kind, unit=unit)  # type: ignore[arg-type]  # parametrized
    assert read_value(blank, text, "x") == (kept, ())


@pytest.mark.parametrize(
    ("text", "kept", "said", "severity"),
    [
        ("百分之八十五", "85", "“百分之八十五”读作85%。", Severity.NOTE),
        ("0.85", "0.85", "“0.85”是85%还是0.85%，请核对，已照原样保留。", Severity.WARNING),
        (
            "约85%",
            "约85%",
            "“约85%”不是以%为单位的数字，已照原样保留，请核对后改正。",
            Severity.WARNING,
        ),
    ],
)
def test_a_share_in_words_or_as_a_fraction_is_told(
    text: str, kept: str, said: str, severity: Severity
) -> None:
    """Words are read and noted; 0.85 may be either, and is asked about."""
    blank = Field("a", "甲", "percent", unit="%")
    assert read_value(blank, text, "x") == (kept, (Problem("x", said, severity),))


@pytest.mark.parametrize("text", ["二百万", "1.2亿元", "约1200万元", "1200元"])
def test_a_figure_that_is_none_keeps_its_words(text: str) -> None:
    """Nothing is converted by guess: the words stay, and a problem says so."""
    assert read_value(Field("a", "甲", "figure", unit="万元"), text, "x") == (
        text,
        (Problem("x", f"“{text}”不是以万元为单位的数字，已照原样保留，请核对后改正。"),),
    )


def test_free_rows_end_where_the_form_goes_on() -> None:
    """A table of free rows takes what stands below it, to the next label."""
    form = Form(
        "表",
        "",
        (),
        (Field("other", "其他说明"),),
        tables=(FormTable("t", "表", "free", (Column("a", "内容"), Column("b", "规模"))),),
    )
    paper = document_of(["内容|规模", "甲|1", "|", "乙|2", "其他说明|丙"])
    taken = take_form(document(paper), form, ())
    assert texts(taken) == {"t.1.a": "甲", "t.1.b": "1", "t.2.a": "乙", "t.2.b": "2", "other": "丙"}


def test_a_document_of_something_else_is_shown_whole() -> None:
    """Nothing fits: nothing is taken, everything is shown."""
    taken = take_form(document(document_of("通知", ["甲|乙"])), *form_of("kunming-platform-2022"))
    assert (taken.values, taken.rosters, taken.problems) == ({}, {}, ())
    assert [value.text for value in taken.unread] == ["甲", "乙", "通知"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("具有中级职称的专职服务人员 22 人|专职服务人员 24 人", "24"),
        ("从业人员30人专职服务人员 24 人", "24"),
        ("本单位专职服务人员 24 人", "24"),
        ("具有中级职称的专职服务人员 22 人", ""),
    ],
)
def test_a_line_begins_where_a_cell_or_a_clause_does(text: str, read: str) -> None:
    """Words before a label belong to another label where they end in 的."""
    form = Form(
        "表",
        "",
        (),
        (Field("staff", "专职服务人", "figure", unit="人", aliases=("专职服务人员",)),),
        patterns=(Pattern("专职服务人{staff}人"),),
    )
    taken = take_form(document(document_of([text + "|末"])), form, ())
    assert texts(taken).get("staff", "") == read
