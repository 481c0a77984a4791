"""The Kunming base scheme's data say what 昆工信规〔2022〕1号 and its annexes say."""

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.assess import assess
from desktop.domain.case import Case, Row, Value
from desktop.domain.filters import holds
from desktop.domain.measures import computations
from desktop.domain.scheme import Scheme
from desktop.schemes.reader import read_scheme

FOLDER = Path(__file__).parents[2] / "forms" / "kunming-base-2022"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    """Read the folder strictly, once."""
    return read_scheme(FOLDER, frozenset(computations()))


def test_every_figure_of_article_6(scheme: Scheme):
    """Article, bound, and what is measured on either side: checked by eye against 第六条."""
    assert [
        (
            c.id,
            c.article,
            {"at_least": "≥", "at_most": "≤"}[c.compare] + c.threshold + c.unit,
            c.declared.kind if c.declared else "",
            c.counted.kind if c.counted else "",
            c.decides,
        )
        for c in scheme.conditions
        if c.kind == "figure"
    ] == [
        ("running_years", "第六条（二）", "≥2年", "years", "", "declared"),
        ("small_tenants", "第六条（三）", "≥40家", "yearly", "rows", "both"),
        ("tenant_staff", "第六条（三）", "≥500人", "yearly", "sum", "both"),
        ("leading_count", "第六条（四）", "≤3个", "asked", "", "declared"),
        ("leading_share", "第六条（四）", "≥80%", "ratio", "share", "both"),
        ("service_staff", "第六条（五）", "≥10人", "field", "rows", "counted"),
        ("qualified_share", "第六条（五）", "≥80%", "ratio", "share", "counted"),
        ("mentors", "第六条（五）", "≥3人", "field", "rows", "both"),
        ("partners", "第六条（五）", "≥5家", "asked", "", "declared"),
        ("public_share", "第六条（六）", "≥20%", "asked", "", "declared"),
        ("satisfaction", "第六条（六）", "≥80%", "share", "survey", "counted"),
        ("area_manufacturing", "第六条（七）", "≥10000平方米", "field", "", "declared"),
        ("area_services", "第六条（七）", "≥3000平方米", "field", "", "declared"),
        ("growth_tenants", "第六条（九）", "≥10%", "growth", "", "declared"),
        ("growth_staff", "第六条（九）", "≥10%", "growth", "", "declared"),
        ("growth_innovation", "第六条（九）", "≥10%", "asked", "", "declared"),
    ]
    either = [c.id for c in scheme.conditions if c.one_of == "premises"]
    assert either == ["area_manufacturing", "area_services"]


def test_judged_conditions_have_a_line_each(scheme: Scheme):
    """第六条 in its order, after scope and 属地."""
    assert [(c.article, c.id) for c in scheme.conditions if c.kind == "judged"] == [
        ("第三条", "scope"),
        ("第九条", "territory"),
        ("第六条（二）", "legal_entity"),
        ("第六条（二）", "management_sound"),
        ("第六条（二）", "finance_sound"),
        ("第六条（二）", "credit"),
        ("第六条（二）", "rolling_growth"),
        ("第六条（四）", "positioning"),
        ("第六条（四）", "industrial_policy"),
        ("第六条（四）", "industry_kinds"),
        ("第六条（五）", "team"),
        ("第六条（六）", "public_service"),
        ("第六条（七）", "facilities"),
        ("第六条（七）", "information_means"),
        ("第六条（八）", "governance"),
        ("第六条（八）", "internal_management"),
        ("第六条（八）", "plan"),
        ("第六条（八）", "rules"),
        ("第六条（八）", "process"),
        ("第六条（八）", "fees"),
        ("第六条（八）", "quality"),
    ]
    outcomes = [(c.article, c.id) for c in scheme.conditions if c.kind == "outcome"]
    assert outcomes == [("第六条（一）", "recommended")]


def test_functions_have_article_7s_figures(scheme: Scheme):
    """Four of eight; 家次 and 人次, which the form doesn't carry, are asked."""
    rule = scheme.function_rule
    assert (rule.kind, rule.needed, rule.distinctive) == ("at_least", 4, False)
    assert [
        (
            f.name,
            f.article,
            [f"{g.threshold}{g.unit} {g.measure.kind}" for g in f.figures],
            len(f.qualities),
        )
        for f in scheme.functions
    ] == [
        ("信息服务", "第七条（一）", ["50家次 asked", "4次 cell"], 2),
        ("创业辅导服务", "第七条（二）", ["30家次 asked"], 1),
        ("创新支持服务", "第七条（三）", ["5次 cell"], 2),
        ("人员培训服务", "第七条（四）", ["300人次 asked"], 1),
        ("市场营销服务", "第七条（五）", ["4次 cell"], 0),
        ("投融资服务", "第七条（六）", ["20家次 asked", "2次 cell"], 2),
        ("管理咨询服务", "第七条（七）", ["20家次 asked"], 0),
        ("专业服务", "第七条（八）", ["20家次 asked"], 0),
    ]


def test_materials_are_the_seven_items_of_article_8(scheme: Scheme):
    """Each item with its number of lines; the title papers together, or the lease."""
    assert [
        (m.article, len(m.lines), [line.text for line in m.lines if line.any_of])
        for m in scheme.materials
    ] == [
        ("第八条（一）", 15, []),
        ("第八条（二）", 4, ["土地使用权证和房屋所有权证复印件（两证齐备）", "租赁合同复印件"]),
        ("第八条（三）", 1, []),
        ("第八条（四）", 6, []),
        ("第八条（五）", 5, []),
        ("第八条（六）", 2, ["签约其它服务机构的合同复印件", "签约其它服务机构的协议复印件"]),
        ("第八条（七）", 1, []),
    ]
    assert (scheme.truth_check, scheme.truth_article, len(scheme.commitments)) == (
        True,
        "第十条",
        9,
    )


def test_the_form_has_the_annexs_blanks_in_its_order(scheme: Scheme):
    """申请表, read beside 附件1."""
    assert [field.label for field in scheme.form.fields] == [
        "填报日期",
        "基地名称",
        "所属县区",
        "主导产业",
        "主营业务属于主导产业的入驻企业数（户）",
        "运营单位名称",
        "单位性质",
        "法人代表",
        "注册日期",
        "注册地址",
        "联系人",
        "联系电话（手机）",
        "网址及备案号",
        "邮箱",
        "主要基础设施",
        "总场地面积",
        "其中：公共服务区域面积",
        "服务人员",
        "其中：本科及以上学历和中级及以上职称",
        "占总人数",
        "创业导师",
        "获得专业资质情况",
        "上一年度营业收入",
        "减免小微企业各类服务费用",
        "签订合作协议的单位",
        "其他合作单位",
        "得到政府扶持的情况",
        "各级政府或省级行业协会授予称号、荣誉",
    ]


def test_tables_and_rosters_have_the_annexs_headers(scheme: Scheme):
    """Headers with the group above them; columns that the annex lacks stand last."""
    listed = {t.key: t.columns for t in scheme.form.tables}
    listed |= {f"{r.key} {r.title}": r.columns for r in scheme.rosters}
    assert {
        title: " ".join(f"{c.group}/{c.label}" if c.group else c.label for c in columns)
        for title, columns in listed.items()
    } == {
        "startups": "年度 入驻企业户数 入驻小微企业户数 小微企业从业人员 小微企业合计营业收入",
        "achievements": "年度 可统计创新成果项目 合计",
        "functions": "服务企业户数 相关服务活动场次",
        "staff 管理和专职服务人员情况表": "序号 姓名 岗位 教育情况/学历 教育情况/毕业院校及专业 "
        "专业资质情况/资格证名称 专业资质情况/发证机关 在基地工作年限（年） 联系电话 "
        "是否为持证创业导师",
        "tenants 入驻企业（项目）名录表": "序号 企业名称 入驻基地时间 从业人员数（人） 主营业务 "
        "所属产业类型 上年度销售收入（万元） 创新成果 联系人 联系电话 统一社会信用代码 企业规模 "
        "是否属于主导产业",
        "activities 开展服务活动情况表": "序号 服务活动类型 服务活动简介 服务场次 活动成果 "
        "公益性服务活动情况 备注",
        "feedback 入驻小微企业服务满意度评价表": "序号 企业名称 联系人 联系电话 服务内容简述 "
        "企业满意度/满意 企业满意度/不满意 统一社会信用代码",
    }


def test_the_sample_is_of_the_small_tenants(scheme: Scheme):
    """10 % of the 小微企业 among the tenants, compared with the evaluation roster."""
    sample = scheme.sample
    assert (
        sample.article,
        sample.roster,
        sample.compare_with,
        sample.share,
        sample.minimum,
        sample.stated.column,
    ) == ("第十条", "tenants", "feedback", (1, 10), 0, "small")


def test_what_follows(scheme: Scheme):
    """10 working days, 3 years, January and February, changes within 10 working days."""
    after = scheme.after
    assert (after.notice_days, after.notice_article, after.valid_years, after.valid_article) == (
        10,
        "第十三条",
        3,
        "第十五条",
    )
    assert [(r.article, r.who, r.month) for r in after.reports] == [
        ("第十六条", "platform", 1),
        ("第十七条", "department", 2),
    ]
    assert [(c.article, c.working_days, c.what[:3]) for c in after.changes] == [
        ("第十九条", 10, ("名称", "运营主体", "法定代表人"))
    ]
    assert after.withdrawal_article == "第十五条、第十八条"


def test_a_firms_size_says_whether_it_is_small(scheme: Scheme):
    """小型 and 微型 are in, 中型 and 大型 are out, 中小企业 and an empty cell tell nothing."""
    filters = {one.id: one for one in scheme.filters}
    texts = {"小型": True, "微型企业": True, "小微": True, "中型": False, "大型企业": False}
    texts |= {"中小企业": None, "中小微": None, "": None, "规上": None}
    texts |= {"非小微企业": False, "小规模纳税人": None, "专精特新小巨人": None, "中外合资": None}
    found = {
        text: holds("small_tenant", Row(1, "名录.xlsx", "名录", 2, {"size": text}), filters, {})
        for text in texts
    }
    assert found == texts


def test_what_is_written_of_a_mentor_is_not_guessed(scheme: Scheme):
    """A yes or a no is told, an empty cell is no mentor, a certificate's number tells nothing."""
    filters = {one.id: one for one in scheme.filters}
    texts = {"是": True, "创业导师": True, "否": False, "无证": False, "": False, "—": False}
    texts |= {"CY-2021-034": None, "已认定": None, "申请中": None}
    found = {
        text: holds("mentor", Row(1, "名单.xlsx", "名单", 2, {"mentor": text}), filters, {})
        for text in texts
    }
    assert found == texts


def test_innovation_results_claim_no_service_function(scheme: Scheme):
    """（二）小微企业创新情况 is about the tenants: it says nothing of 创新支持服务."""
    values = {"achievements.1.year": Value("2025"), "achievements.1.total": Value("5")}
    found = assess(scheme, Case(values, {}, date(2026, 3, 1)), {})
    assert [line.id for line in found.functions if line.claimed] == []
    row = {"functions.innovation.activities": Value("5")}
    found = assess(scheme, Case(row, {}, date(2026, 3, 1)), {})
    assert [line.id for line in found.functions if line.claimed] == ["innovation"]
