"""The national scheme's data say what the regulation, the 2019 call and Guangdong's call say."""

from pathlib import Path

import pytest

from desktop.domain.case import Row
from desktop.domain.filters import holds
from desktop.domain.measures import computations
from desktop.domain.scheme import Scheme
from desktop.schemes.reader import read_scheme

FOLDER = Path(__file__).parents[2] / "forms" / "national-platform-2017"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    """Read the folder strictly, once."""
    return read_scheme(FOLDER, frozenset(computations()))


def test_every_figure_of_article_12_stands_with_its_threshold(scheme: Scheme):
    """Article, threshold, what decides: checked by eye against 第十二条 and 附件2 四."""
    assert [
        (c.id, c.article, f"{c.threshold}{c.unit}", c.decides, bool(c.relaxable))
        for c in scheme.conditions
        if c.kind == "figure"
    ] == [
        ("running_years", "第十二条（一）", "2年", "counted", True),
        ("total_assets", "第十二条（一）", "300万元", "declared", True),
        ("served", "第十二条（二）", "150家", "declared", True),
        ("listed", "附件2申请报告的主要内容四", "100家", "counted", False),
        ("satisfaction", "第十二条（二）", "80%", "counted", True),
        ("partners", "第十二条（三）", "5家", "declared", True),
        ("public_share", "第十二条（五）", "20%", "declared", False),
        ("service_staff", "第十二条（六）", "20人", "counted", True),
        ("qualified_share", "第十二条（六）", "80%", "counted", True),
    ]


def test_judged_conditions_have_a_line_each(scheme: Scheme):
    """第十二条 in its order, Guangdong's demand, and 第十四条 as a ground only."""
    assert [(c.article, c.id, c.ground_only) for c in scheme.conditions if c.kind == "judged"] == [
        ("第十二条（一）", "legal_entity", False),
        ("第十二条（一）", "kind_of_unit", False),
        ("第十二条（一）", "finance_sound", False),
        ("第十二条（一）", "management_sound", False),
        ("第十二条（一）", "prospects", False),
        ("第十二条（二）", "growth", False),
        ("第十二条（二）", "reputation", False),
        ("第十二条（三）", "premises", False),
        ("第十二条（三）", "equipment", False),
        ("第十二条（三）", "social_resources", False),
        ("第十二条（四）", "recognised", False),
        ("广东省通知一（二）", "recognised_province", False),
        ("第十二条（五）", "rules", False),
        ("第十二条（五）", "process", False),
        ("第十二条（五）", "fees", False),
        ("第十二条（五）", "quality", False),
        ("第十二条（五）", "discount", False),
        ("第十二条（五）", "plan", False),
        ("第十二条（六）", "team", False),
        ("第十二条（六）", "leader", False),
        ("第十四条", "exemplary", True),
    ]


def test_what_may_be_relaxed_is_the_last_paragraphs_list(scheme: Scheme):
    """Everything of （一）（二）（三）（六） may be relaxed in the west, and nothing else."""
    loose = {f"第十二条（{number}）" for number in "一二三六"}
    assert {c.id for c in scheme.conditions if c.relaxable} == {
        c.id for c in scheme.conditions if c.article in loose
    }
    assert {c.relaxable for c in scheme.conditions} == {"", "第十二条末段"}


def test_functions_have_article_13s_figures(scheme: Scheme):
    """Five functions, at least one; 融资 is (activities and financing) or guarantees."""
    rule = scheme.function_rule
    assert (rule.kind, rule.needed, rule.article) == ("at_least", 1, "第十三条")
    assert [
        (f.name, f.article, [f"{g.threshold}{g.unit}" for g in f.figures], len(f.qualities))
        for f in scheme.functions
    ] == [
        ("信息服务", "第十三条（一）", ["150家", "8次"], 3),
        ("技术服务", "第十三条（二）", ["5次"], 4),
        ("创业服务", "第十三条（三）", ["8次"], 5),
        ("培训服务", "第十三条（四）", ["2000人次"], 3),
        ("融资服务", "第十三条（五）", ["10次", "8亿元", "30亿元"], 0),
    ]
    assert scheme.functions[4].readings == (
        (("finance_activities", "finance_amount"), ("finance_guarantee",)),
    )


def test_the_eight_materials_of_article_17(scheme: Scheme):
    """Each item with its lines; papers joined by 或 are alternatives."""
    assert [
        (m.article, [(line.id, line.any_of) for line in m.lines]) for m in scheme.materials[1:]
    ] == [
        (
            "第十七条（二）",
            [("legal_certificate", "licence"), ("business_licence", "licence")],
        ),
        (
            "第十七条（三）",
            [
                ("audit_report", ""),
                ("audit_special", "audit_services"),
                ("audit_included", "audit_services"),
            ],
        ),
        ("第十七条（四）", [("premises_title", "premises"), ("premises_lease", "premises")]),
        (
            "第十七条（五）",
            [
                ("proof_notices", ""),
                ("proof_photos", ""),
                ("proof_summaries", ""),
                ("proof_others", ""),
            ],
        ),
        (
            "第十七条（六）",
            [
                ("recognition_province", "recognition"),
                ("recognition_ministry", "recognition"),
                ("recognition_association", "recognition"),
            ],
        ),
        (
            "第十七条（七）",
            [("permit_qualification", ""), ("permit_website", ""), ("permit_licence", "")],
        ),
        ("第十七条（八）", [("other_papers", ""), ("declaration", "")]),
    ]
    report = scheme.materials[0]
    assert (report.article, len(report.lines)) == ("第十七条（一）", 12)
    assert [line.roster for line in report.lines if line.roster] == ["equipment", "staff", "firms"]


def test_the_survey_asks_ten_firms_and_has_no_share(scheme: Scheme):
    """附件1: not fewer than 10, five boxes for the whole survey, three answers."""
    sample = scheme.sample
    assert (sample.minimum, sample.share, sample.threshold) == (10, (), (4, 5))
    assert (sample.method_for, sample.methods_fixed) == ("survey", True)
    assert sample.methods == ("上门拜访", "电话询问", "网络互动", "书面征求", "其他")
    assert [(a.label, a.satisfied, a.by_convention) for a in sample.answers] == [
        ("很满意", True, False),
        ("基本满意", True, True),
        ("不满意", False, False),
    ]


def test_the_yearly_table_has_the_annexs_columns(scheme: Scheme):
    """二、运营管理情况 and the list of services, in the annex's wording and order."""
    assert {t.key: [c.label for c in t.columns] for t in scheme.form.tables} == {
        "operations": [
            "年度",
            "营业收入",
            "其中: 服务收入",
            "资产总额",
            "利润总额",
            "上缴税金",
            "服务中小企业 户数",
        ],
        "services": ["主要服务内容", "服务规模（家、人/次）", "服务收入占年营业收入%"],
    }


def test_what_the_summary_sheet_asks(scheme: Scheme):
    """3 categories, 150 characters, the name's rule, the quotas and copies of the calls."""
    asked = {f.key: f for f in scheme.recommendation}
    assert asked["functions"].max_choices == 3
    assert (asked["demonstration"].max_chars, asked["demonstration"].required) == (
        150,
        True,
    )
    [name] = scheme.naming
    assert (name.field, name.ends_with) == ("platform_name", "平台")
    assert name.forbidden == ("国家", "中国", "省级", "示范")
    assert {q.id: (q.limit, q.outside) for q in scheme.quotas} == {
        "province": (4, False),
        "association": (4, False),
        "separate_city": (2, False),
        "guangdong_city": (1, False),
        "carrier": (1, True),
        "laboratory": (0, True),
        "one_channel": (0, False),
        "ministry_units": (0, True),
    }
    assert [(c.paper, c.electronic) for c in scheme.copies] == [(2, True), (3, True)]


def test_the_document_and_what_follows(scheme: Scheme):
    """Number, what it replaced, that a successor exists; 公示 15, 3 years, February and March."""
    assert scheme.document.number == "工信部企业〔2017〕156号"
    assert scheme.document.replaced.endswith("（工信部企业〔2012〕197号）")
    assert scheme.document.successor.startswith("已有新办法，请核对")
    assert (scheme.after.notice_days, scheme.after.valid_years) == (15, 3)
    assert [(r.who, r.month, r.article) for r in scheme.after.reports] == [
        ("platform", 2, "第二十二条"),
        ("department", 3, "第二十四条"),
        ("department", 3, "第二十四条"),
    ]
    assert [len(level.direct) for level in scheme.levels] == [2, 14]


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
