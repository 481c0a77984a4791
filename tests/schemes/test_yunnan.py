"""The Yunnan scheme's data say what the provincial regulation of 2022 says."""

from pathlib import Path

import pytest

from desktop.domain.case import Row
from desktop.domain.filters import holds
from desktop.domain.measures import computations
from desktop.domain.scheme import Scheme
from desktop.schemes.reader import read_scheme

FOLDER = Path(__file__).parents[2] / "forms" / "yunnan-platform-2022"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    """Read the folder strictly, once."""
    return read_scheme(FOLDER, frozenset(computations()))


def test_every_figure_of_article_6(scheme: Scheme):
    """Article, threshold, what decides; the last paragraph has no number: 第六条末款."""
    assert [
        (c.id, c.article, f"{c.threshold}{c.unit}", c.decides)
        for c in scheme.conditions
        if c.kind == "figure"
    ] == [
        ("running_years", "第六条（二）", "2年", "declared"),
        ("total_assets", "第六条（二）", "200万元", "declared"),
        ("served", "第六条（三）", "100家", "both"),
        ("served_special", "第六条（三）", "3家", "counted"),
        ("satisfaction", "第六条（三）", "80%", "counted"),
        ("public_share", "第六条（五）", "20%", "declared"),
        ("service_staff", "第六条末款", "10人", "counted"),
        ("qualified_share", "第六条末款", "80%", "counted"),
    ]


def test_judged_conditions_have_a_line_each(scheme: Scheme):
    """Growth has no figure here; 第八条 is a ground for recommending only."""
    assert [(c.article, c.id, c.ground_only) for c in scheme.conditions if c.kind == "judged"] == [
        ("第三条", "scope", False),
        ("第六条（二）", "legal_entity", False),
        ("第六条（二）", "finance_sound", False),
        ("第六条（二）", "management_sound", False),
        ("第六条（三）", "growth", False),
        ("第六条（三）", "reputation", False),
        ("第六条（四）", "premises", False),
        ("第六条（四）", "equipment", False),
        ("第六条（五）", "rules", False),
        ("第六条（五）", "process", False),
        ("第六条（五）", "fees", False),
        ("第六条（五）", "quality", False),
        ("第六条（五）", "plan", False),
        ("第六条末款", "team", False),
        ("第六条末款", "principal_honest", False),
        ("第六条末款", "principal_able", False),
        ("第八条", "distinctive", True),
    ]
    outcomes = [(c.article, c.id) for c in scheme.conditions if c.kind == "outcome"]
    assert outcomes == [("第六条（一）", "recommended")]


def test_functions_have_article_7s_figures(scheme: Scheme):
    """At least one of ten; 咨询 wants a hotline besides."""
    rule = scheme.function_rule
    assert (rule.kind, rule.needed, rule.distinctive) == ("at_least", 1, False)
    assert [
        (f.name, f.article, [f"{g.threshold}{g.unit}" for g in f.figures], len(f.qualities))
        for f in scheme.functions
    ] == [
        ("信息服务", "第七条（一）", ["100家", "5次"], 2),
        ("技术服务", "第七条（二）", ["3次"], 4),
        ("创业服务", "第七条（三）", ["5次"], 4),
        ("培训服务", "第七条（四）", ["1000人次"], 3),
        ("融资服务", "第七条（五）", ["6次", "5亿元", "15亿元"], 0),
        ("咨询服务", "第七条（六）", ["3次"], 1),
        ("市场开拓服务", "第七条（七）", ["3次"], 0),
        ("数字化赋能服务", "第七条（八）", ["3次"], 0),
        ("绿色化发展服务", "第七条（九）", ["3次"], 1),
        ("人力资源服务", "第七条（十）", ["3次"], 0),
    ]
    finance = next(f for f in scheme.functions if f.id == "finance")
    assert finance.readings == (
        (("activities", "financing"), ("guarantee",)),
        (("activities", "financing"), ("activities", "guarantee")),
    )


def test_the_form_says_that_it_is_not_the_provinces_own(scheme: Scheme):
    """附件3 is not at hand: the form names itself the program's own, after Kunming's."""
    assert (scheme.form.annex, scheme.form.reference_note) == (
        "附件3",
        "本表由受理部门参照昆明市办法附件1拟订，非省工业和信息化厅附件3原表",
    )


def test_the_way_up_the_sample_and_what_follows(scheme: Scheme):
    """By the prefecture, or directly; 10 %; 15 working days; no truth check, no change filing."""
    (level,) = scheme.levels
    assert (level.recommends, level.receives, len(level.direct)) == (
        "州（市）工业和信息化局",
        "云南省工业和信息化厅",
        3,
    )
    sample = scheme.sample
    assert (sample.article, sample.roster, sample.share) == ("第十条", "firms", (1, 10))
    assert [(m.article, len(m.lines)) for m in scheme.materials] == [("第十一条", 14)]
    assert [(s.id, s.file, s.made_for) for s in scheme.sheets] == [
        ("summary", "summary.toml", "round"),
        ("evaluation", "evaluation.toml", "application"),
    ]
    after = scheme.after
    assert (after.notice_days, after.notice_article, after.valid_article, after.changes) == (
        15,
        "第十二条",
        "第十四条",
        (),
    )
    assert [(r.article, r.month) for r in after.reports] == [("第十五条", 1), ("第十六条", 2)]
    assert (scheme.truth_check, scheme.document.number) == (False, "")


def test_a_college_diploma_counts_and_part_time_is_no_bar(scheme: Scheme):
    """大专 is enough here, and the text doesn't say 专职."""
    filters = {one.id: one for one in scheme.filters}
    row = Row(1, "名单.xlsx", "名录", 2, {"education": "大学专科", "post": "兼职咨询顾问"})
    school = Row(2, "名单.xlsx", "名录", 3, {"education": "中专", "post": "客服"})
    assert [holds(one, row, filters, {}) for one in ("degree", "service_staff")] == [True, True]
    assert [holds(one, school, filters, {}) for one in ("degree", "service_staff")] == [False, True]


def test_a_diploma_or_title_that_tells_nothing_is_left_to_the_reviewer(scheme: Scheme):
    """大专 and above is in, 中专 is out; what is neither, or not finished, is not guessed."""
    filters = {one.id: one for one in scheme.filters}
    texts = {"专科": True, "高职高专": True, "专升本": True, "大学": True, "中专": False}
    texts |= {"大专以下": False, "大专及以下": None, "本科在读": None, "职高": None, "": None}
    found = {
        text: holds("degree", Row(1, "名单.xlsx", "名单", 2, {"education": text}), filters, {})
        for text in texts
    }
    assert found == texts
    titles = {"工程师": True, "助理工程师": False, "监理工程师": None, "高级育婴师": None}
    found = {
        text: holds("title", Row(1, "名单.xlsx", "名单", 2, {"certificate": text}), filters, {})
        for text in titles
    }
    assert found == titles
