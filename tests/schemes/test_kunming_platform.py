"""The Kunming platform scheme's data say what 昆工信规〔2022〕2号 and its annexes say."""

from pathlib import Path

import pytest

from desktop.domain.case import Row
from desktop.domain.filters import holds
from desktop.domain.measures import computations
from desktop.domain.scheme import Scheme
from desktop.schemes.reader import read_scheme

FOLDER = Path(__file__).parents[2] / "forms" / "kunming-platform-2022"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    """Read the folder strictly, once."""
    return read_scheme(FOLDER, frozenset(computations()))


def test_every_figure_of_article_7(scheme: Scheme):
    """Article, threshold, and what is measured on either side: checked by eye against 第七条."""
    assert [
        (
            c.id,
            c.article,
            f"{c.threshold}{c.unit}",
            c.declared.kind if c.declared else "",
            c.counted.kind if c.counted else "",
            c.decides,
        )
        for c in scheme.conditions
        if c.kind == "figure"
    ] == [
        ("running_years", "第七条（二）", "2年", "years", "", "declared"),
        ("total_assets", "第七条（二）", "200万元", "field", "", "declared"),
        ("served", "第七条（三）", "100家", "yearly", "rows", "both"),
        ("served_special", "第七条（三）", "3家", "", "rows", "counted"),
        ("satisfaction", "第七条（三）", "80%", "share", "survey", "counted"),
        ("growth", "第七条（三）", "10%", "growth", "", "declared"),
        ("public_share", "第七条（五）", "20%", "asked", "", "declared"),
        ("service_staff", "第七条（六）", "15人", "field", "rows", "counted"),
        ("qualified_share", "第七条（六）", "80%", "ratio", "share", "counted"),
        ("partners", "第七条（七）", "3家", "asked", "", "declared"),
    ]
    assert {c.compare for c in scheme.conditions} == {"at_least"}


def test_judged_conditions_have_a_line_each(scheme: Scheme):
    """第七条 in its order, after scope and 属地; the recommendation is this case's own outcome."""
    assert [(c.article, c.id) for c in scheme.conditions if c.kind == "judged"] == [
        ("第三条", "scope"),
        ("第十条", "territory"),
        ("第七条（二）", "legal_entity"),
        ("第七条（二）", "competence"),
        ("第七条（二）", "management_sound"),
        ("第七条（二）", "finance_sound"),
        ("第七条（二）", "credit"),
        ("第七条（二）", "prospects"),
        ("第七条（三）", "key_industries"),
        ("第七条（三）", "reputation"),
        ("第七条（四）", "premises"),
        ("第七条（四）", "equipment"),
        ("第七条（五）", "rules"),
        ("第七条（五）", "process"),
        ("第七条（五）", "fees"),
        ("第七条（五）", "quality"),
        ("第七条（五）", "plan"),
        ("第七条（六）", "team"),
        ("第七条（七）", "social_resources"),
        ("第七条（七）", "cooperation"),
        ("第七条（八）", "information_means"),
    ]
    outcomes = [(c.article, c.id) for c in scheme.conditions if c.kind == "outcome"]
    assert outcomes == [("第七条（一）", "recommended")]


def test_functions_have_article_8s_figures(scheme: Scheme):
    """Ten functions, several or one distinctive."""
    rule = scheme.function_rule
    assert (rule.kind, rule.needed, rule.distinctive) == ("at_least", 2, True)
    assert [
        (f.name, f.article, [f"{g.threshold}{g.unit}" for g in f.figures], len(f.qualities))
        for f in scheme.functions
    ] == [
        ("信息服务", "第八条（一）", ["100家", "5次"], 2),
        ("技术服务", "第八条（二）", ["3次"], 2),
        ("创业服务", "第八条（三）", ["5次"], 5),
        ("培训服务", "第八条（四）", ["1000人次"], 2),
        ("融资服务", "第八条（五）", ["6次", "5亿元", "15亿元"], 0),
        ("咨询服务", "第八条（六）", ["3次"], 0),
        ("市场开拓服务", "第八条（七）", ["3次"], 0),
        ("数字化赋能服务", "第八条（八）", ["3次"], 0),
        ("绿色发展服务", "第八条（九）", ["3次"], 1),
        ("人力资源服务", "第八条（十）", ["3次"], 0),
    ]


def test_financing_can_be_read_in_two_ways(scheme: Scheme):
    """（活动和融资）或担保, or 活动和（融资或担保）: both readings stand."""
    finance = next(f for f in scheme.functions if f.id == "finance")
    assert finance.readings == (
        (("activities", "financing"), ("guarantee",)),
        (("activities", "financing"), ("activities", "guarantee")),
    )


def test_materials_are_the_eight_items_of_article_9(scheme: Scheme):
    """Each item with its number of lines and its papers joined by 或."""
    assert [
        (m.article, len(m.lines), [line.text for line in m.lines if line.any_of])
        for m in scheme.materials
    ] == [
        ("第九条（一）", 14, []),
        (
            "第九条（二）",
            3,
            ["固定经营服务场所产权证明复印件", "固定经营服务场所长期租赁合同复印件"],
        ),
        ("第九条（三）", 1, []),
        ("第九条（四）", 6, []),
        ("第九条（五）", 4, []),
        ("第九条（六）", 5, []),
        ("第九条（七）", 2, ["签约其它服务机构的合同复印件", "签约其它服务机构的协议复印件"]),
        ("第九条（八）", 1, []),
    ]
    assert (scheme.truth_check, scheme.truth_article, len(scheme.commitments)) == (
        True,
        "第十一条",
        9,
    )


def test_the_form_has_the_annexs_blanks_in_its_order(scheme: Scheme):
    """申请表, read beside 附件1."""
    assert [field.label for field in scheme.form.fields] == [
        "填报日期",
        "平台名称",
        "所属县区",
        "运营单位名称",
        "单位性质",
        "法人代表",
        "注册日期",
        "注册地址",
        "联系人",
        "联系电话（手机）",
        "网址及备案号（已建网站的填写）",
        "电子邮件",
        "上年末总资产",
        "仪器、设备数量",
        "原值",
        "占总资产",
        "平台建设投资",
        "服务场地面积",
        "其中：自有",
        "租用",
        "从业人员",
        "专职服务人",
        "本科及以上学历和中级及以上技术职称的专职服务人员",
        "占总人数",
        "服务信息化（信息系统）情况",
        "获得专业资质情况",
        "签订合作协议的服务机构",
        "其他合作单位",
        "得到政府扶持情况",
        "各级政府或省级行业协会授予称号、荣誉",
        "上一年度共服务企业",
    ]


def test_tables_and_rosters_have_the_annexs_headers(scheme: Scheme):
    """Headers with the group above them; columns that the annex lacks are marked additional."""
    listed = {t.title: t.columns for t in scheme.form.tables}
    listed |= {r.title: r.columns for r in scheme.rosters}
    assert {
        title: " ".join(f"{c.group}/{c.label}" if c.group else c.label for c in columns)
        for title, columns in listed.items()
    } == {
        "平台运营管理（单位：万元、户）": "年度 营业收入 其中：服务收入 资产总额 利润总额 "
        "服务企业户数 减免企业各类服务费用",
        "服务能力及业绩": "上一年度服务企业户数（户） 上一年度相关服务活动（场）",
        "管理和专职服务人员情况表": "序号 姓名 岗位 教育情况/学历 教育情况/毕业院校及专业 "
        "专业资质情况/资格证名称 专业资质情况/发证机关 在服务平台工作年限 联系电话",
        "服务活动开展情况表": "序号 服务活动类型 服务活动简介 服务场次、规模 活动成果 "
        "公益性服务活动情况 备注",
        "服务中小微企业及服务评价表": "序号 企业名称 所属县区 所属产业类型 服务内容简述 "
        "联系人 联系电话 企业满意度/满意 企业满意度/不满意 统一社会信用代码 企业规模 专精特新",
        "主要服务设施、设备及信息系统（软件）清单": "序号 名称 数量 原值（万元） 购置时间 备注",
    }
    additional = [c.key for c in scheme.roster("firms").columns if c.additional]
    assert additional == ["code", "size", "special"]


def test_the_sample_the_sheet_and_what_follows(scheme: Scheme):
    """10 % of the firms served; 附件2's blanks; 10 working days, 3 years, January and February."""
    sample = scheme.sample
    assert (sample.article, sample.roster, sample.share, sample.minimum) == (
        "第十一条",
        "firms",
        (1, 10),
        0,
    )
    assert [(f.key, f.label, f.offer) for f in scheme.recommendation] == [
        ("address", "地址", "registered_address"),
        ("principal", "负责人", "legal_person"),
        ("contact", "联系人", "contact"),
        ("phone", "联系电话（手机）", "phone"),
        ("meets", "是否满足各项申报条件", ""),
        ("agrees", "是否同意推荐", ""),
        ("code", "统一社会信用代码", ""),
        ("remark", "备注", ""),
        ("opinion", "审查推荐意见", ""),
        ("opinion_date", "审查推荐意见日期", ""),
    ]
    after = scheme.after
    assert (after.notice_days, after.notice_article, after.valid_years, after.valid_article) == (
        10,
        "第十四条",
        3,
        "第十六条",
    )
    assert [(r.article, r.who, r.month) for r in after.reports] == [
        ("第十七条", "platform", 1),
        ("第十八条", "department", 2),
    ]
    assert [(c.article, c.working_days, len(c.to)) for c in after.changes] == [("第二十条", 10, 2)]


@pytest.mark.parametrize(
    ("filter_id", "column", "texts"),
    [
        ("degree", "education", {"本科": True, "大学本科": True, "硕士研究生": True, "大学": True}),
        (
            "degree",
            "education",
            {"大专": False, "大学专科": False, "中专": False, "高职高专": False},
        ),
        ("degree", "education", {"": None, "本科在读": None, "专升本": None}),
        (
            "title",
            "certificate",
            {"工程师": True, "高级会计师": True, "助理研究员": True, "副教授": True},
        ),
        (
            "title",
            "certificate",
            {"助理工程师": False, "初级会计师": False, "助教": False, "无": False},
        ),
        (
            "title",
            "certificate",
            {"注册会计师": None, "高级工": None, "心理咨询师": None, "": False},
        ),
        ("title", "certificate", {"一级建造师、工程师": True, "助理工程师/经济师": True}),
        ("service_staff", "post", {"咨询服务": True, "培训讲师": True, "项目专员": True}),
        ("service_staff", "post", {"董事长": False, "司机": False, "兼职顾问": False}),
        ("service_staff", "post", {"经理": None, "财务": None, "": None}),
        (
            "service_staff",
            "post",
            {"服务中心主任": None, "总经理助理": None, "食堂服务员": None, "特聘顾问": None},
        ),
        (
            "degree",
            "education",
            {"专科起点本科": None, "昆明理工大学": None, "研究生课程班": None, "大本": True},
        ),
        (
            "title",
            "certificate",
            {"工程师（助理）": False, "经济师助理": False, "无职称": False, "见习工程师": None},
        ),
        (
            "title",
            "certificate",
            {"一级造价工程师": None, "Java工程师": None, "特聘教授": None, "工程师（在评）": None},
        ),
        (
            "special_firm",
            "special",
            {"是": True, "省级专精特新": True, "小巨人": True, "否": False, "无": False},
        ),
        (
            "special_firm",
            "special",
            {"创新型中小企业": None, "省级科技型中小企业": None, "未获省级认定": False, "": None},
        ),
    ],
)
def test_words_that_count_that_do_not_and_that_tell_nothing(
    scheme: Scheme, filter_id: str, column: str, texts: dict[str, bool | None]
):
    """学历, 职称 and 岗位 as rosters write them; what can't be told is left to the reviewer."""
    filters = {one.id: one for one in scheme.filters}
    found = {
        text: holds(filter_id, Row(1, "名单.xlsx", "名录", 2, {column: text}), filters, {})
        for text in texts
    }
    assert found == texts


def test_the_reading_of_degree_and_title_can_be_switched(scheme: Scheme):
    """Either counts once, by 本程序约定; read as both, a degree alone no longer does."""
    filters = {one.id: one for one in scheme.filters}
    row = Row(1, "名单.xlsx", "名录", 2, {"education": "本科", "certificate": "—"})
    assert holds("qualified", row, filters, {}) is True
    assert holds("qualified", row, filters, {"qualified": "all"}) is False
