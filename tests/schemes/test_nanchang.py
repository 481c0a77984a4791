"""Nanchang's data say what 洪企服规〔2022〕3号 and its six annexes say."""

from pathlib import Path

import pytest

from desktop.domain.case import Row
from desktop.domain.filters import holds
from desktop.domain.measures import computations
from desktop.domain.scheme import Scheme
from desktop.schemes.reader import read_scheme

FOLDER = Path(__file__).parents[2] / "forms" / "nanchang-platform-2022"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    """Read the folder strictly, once."""
    return read_scheme(FOLDER, frozenset(computations()))


def test_every_figure_of_article_5_stands_with_its_threshold(scheme: Scheme):
    """Article, threshold, what decides: checked by eye against 第五条 and 附件5."""
    assert [
        (c.id, c.article, f"{c.threshold}{c.unit}", c.decides)
        for c in scheme.conditions
        if c.kind == "figure"
    ] == [
        ("running_years", "第五条（一）", "2年", "counted"),
        ("total_assets", "第五条（一）", "100万元", "declared"),
        ("area", "第五条（一）", "150平方米", "declared"),
        ("full_time_staff", "第五条（二）", "10人", "counted"),
        ("qualified_share", "第五条（二）", "70%", "counted"),
        ("served", "第五条（三）", "80户", "both"),
        ("listed", "附件5注", "100家", "counted"),
        ("satisfaction", "第五条（三）", "80%", "counted"),
        ("partners", "第五条（五）", "2家", "declared"),
        ("public_share", "第五条（六）", "10%", "declared"),
    ]


def test_judged_conditions_have_a_line_each(scheme: Scheme):
    """第五条 in its order, and 第六条 as a ground only; nothing may be relaxed."""
    assert [(c.article, c.id, c.ground_only) for c in scheme.conditions if c.kind == "judged"] == [
        ("第五条（一）", "legal_entity", False),
        ("第五条（一）", "competence", False),
        ("第五条（一）", "premises", False),
        ("第五条（一）", "equipment", False),
        ("第五条（二）", "team", False),
        ("第五条（二）", "leader", False),
        ("第五条（三）", "growth", False),
        ("第五条（三）", "reputation", False),
        ("第五条（四）", "plan", False),
        ("第五条（四）", "rules", False),
        ("第五条（四）", "process", False),
        ("第五条（四）", "quality", False),
        ("第五条（四）", "fees", False),
        ("第五条（四）", "discount", False),
        ("第五条（五）", "social_resources", False),
        ("第五条（五）", "cooperation", False),
        ("第五条（六）", "public_experience", False),
        ("第六条", "exemplary", True),
    ]
    assert {c.relaxable for c in scheme.conditions} == {""}


def test_large_activities_are_asked_by_class_of_platform(scheme: Scheme):
    """4 for 信息查询 and 创业, 2 for four classes, 1000 person-times for 培训, none for three."""
    assert (scheme.function_rule.kind, scheme.function_rule.claimed_field) == (
        "claimed",
        "claimed_functions",
    )
    assert [(f.name, [f"{g.threshold}{g.unit}" for g in f.figures]) for f in scheme.functions] == [
        ("信息查询", ["4次"]),
        ("技术服务", ["2次"]),
        ("质量管理", ["2次"]),
        ("创业服务", ["4次"]),
        ("培训服务", ["1000人次"]),
        ("融资服务", []),
        ("管理咨询服务", ["2次"]),
        ("市场开拓服务", []),
        ("信息化应用", ["2次"]),
        ("产业链服务", []),
    ]
    assert scheme.field("claimed_functions").choices == tuple(f.name for f in scheme.functions)


def test_degree_or_title_is_the_texts_own_word(scheme: Scheme):
    """第五条（二） says 或: a union, and no other reading can be chosen."""
    [union] = [f for f in scheme.filters if f.id == "qualified"]
    assert (union.filters, union.join, union.switchable) == (("college", "mid_title"), "any", False)


def test_the_ten_materials_of_article_8(scheme: Scheme):
    """Each item with its lines; the code certificate is inspected by 第七条（三）."""
    assert [(m.article, [line.id for line in m.lines]) for m in scheme.materials[1:]] == [
        ("第八条（二）", ["legal_certificate", "business_licence", "code_certificate"]),
        ("第八条（三）", ["premises_title", "premises_lease"]),
        ("第八条（四）", ["audit_report"]),
        ("第八条（五）", ["equipment_list"]),
        ("第八条（六）", ["staff_list"]),
        ("第八条（七）", ["firms_list"]),
        ("第八条（八）", ["proof_notices", "proof_photos", "proof_summaries", "proof_others"]),
        (
            "第八条（九）",
            ["permit_practice", "permit_qualification", "permit_website", "permit_licence"],
        ),
        ("第八条（十）", ["declaration_letter"]),
    ]
    report = scheme.materials[0]
    assert (report.article, len(report.lines)) == ("第八条（一）", 9)
    assert (scheme.truth_check, scheme.truth_article) == (True, "第七条（二）")


def test_the_survey_asks_twelve_firms_each_with_its_method(scheme: Scheme):
    """附件1: 12 firms and more, no share, a method's number for each firm, 满意与否."""
    sample = scheme.sample
    assert (sample.minimum, sample.share, sample.threshold) == (12, (), (4, 5))
    assert (sample.method_for, sample.methods_fixed) == ("firm", True)
    assert sample.methods == ("上门拜访", "电话询问", "网络互动", "书面征求", "其他")
    assert [(a.label, a.satisfied) for a in sample.answers] == [("满意", True), ("不满意", False)]


def test_the_rosters_have_the_annexes_columns(scheme: Scheme):
    """附件3, 附件4 and 附件5, header by header; what the rules add is marked."""
    assert {
        r.annex: [(c.group, c.label) for c in r.columns if not c.additional] for r in scheme.rosters
    } == {
        "附件5": [
            ("", "序号"),
            ("", "服务企业名称"),
            ("", "企业联系人"),
            ("", "职务"),
            ("", "手机"),
            ("", "服务内容简述"),
            ("服务满意度", "满意"),
            ("服务满意度", "不满意"),
        ],
        "附件4": [
            ("", "序号"),
            ("", "姓名"),
            ("", "年龄"),
            ("学历情况", "学历"),
            ("学历情况", "毕业院校及专业"),
            ("技术职称情况", "职称等级"),
            ("技术职称情况", "评定部门"),
            ("", "在服务平台工作年限"),
            ("", "岗位"),
            ("", "联系方式"),
        ],
        "附件3": [
            ("", "序号"),
            ("", "名称"),
            ("", "数量"),
            ("", "购买价格（万元）"),
            ("", "购买时间"),
            ("", "备注"),
        ],
    }


def test_the_legal_persons_number_is_known_as_one(scheme: Scheme):
    """身份证号 has its own kind, for the strictest privacy rules."""
    assert scheme.field("id_number").kind == "idcard"


def test_the_document_and_what_follows(scheme: Scheme):
    """Number, force, what it replaced; 公示 5, 3 years, nothing on applying again, no reports."""
    document = scheme.document
    assert (document.number, str(document.in_force_from)) == ("洪企服规〔2022〕3号", "2022-06-20")
    assert "洪工信规〔2021〕2号" in document.replaced
    after = scheme.after
    assert (after.notice_days, after.valid_years, after.reapply, after.reports) == (5, 3, "", ())


def test_a_diploma_or_title_that_tells_nothing_is_left_to_the_reviewer(scheme: Scheme):
    """大专 and above is in, 中专 is out; what is neither, or not finished, is not guessed."""
    filters = {one.id: one for one in scheme.filters}
    texts = {"专科": True, "高职高专": True, "专升本": True, "大学": True, "中专": False}
    texts |= {"大专以下": False, "大专及以下": None, "本科在读": None, "职高": None, "": None}
    found = {
        text: holds("college", Row(1, "名单.xlsx", "名单", 2, {"education": text}), filters, {})
        for text in texts
    }
    assert found == texts
    titles = {"工程师": True, "助理工程师": False, "监理工程师": None, "高级育婴师": None}
    found = {
        text: holds("mid_title", Row(1, "名单.xlsx", "名单", 2, {"title": text}), filters, {})
        for text in titles
    }
    assert found == titles


def test_only_who_is_said_to_be_part_time_is_not_full_time(scheme: Scheme):
    """附件4 has no such column: 兼职 and 外聘 are out, 返聘 and 实习 are asked, others are in."""
    filters = {one.id: one for one in scheme.filters}
    texts = {"会计": True, "总经理": True, "兼职讲师": False, "外聘专家": False}
    texts |= {"返聘专家": None, "实习生": None, "创业导师": None, "—": None, "": None}
    found = {
        text: holds("full_time", Row(1, "名单.xlsx", "名单", 2, {"post": text}), filters, {})
        for text in texts
    }
    assert found == texts
