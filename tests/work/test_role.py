"""Who recommends and who prepares (预审), by the department's level, for all five schemes."""

from collections.abc import Mapping
from datetime import date

import pytest
from drawn_case import ask_all, lock_and_draw, start

from desktop.domain.assess import assess, tally_sentence
from desktop.domain.assessment import JUDGE, NA
from desktop.domain.case import Case
from desktop.domain.problem import UserError
from desktop.domain.role import LEFT_BLANK, holds_in, left_blank, own_step, prepares
from desktop.domain.scheme import Scheme
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import picture
from desktop.ui.pages.steps.judged import rest_of
from desktop.work import inward_papers
from desktop.work.assess import assessment, judge
from desktop.work.cases import list_cases, start_case
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.office_way import move_stage
from desktop.work.paper_wishes import FOOT, as_wished, save_outward_foot
from desktop.work.papers import SheetFacts, gather
from desktop.work.receive import save_value
from desktop.work.recommend import recommend_page
from desktop.work.rounds import open_round, save_call

LEVELS = ("district", "city", "province")
NATIONAL = "national-platform-2017"


def test_a_department_below_the_one_that_recommends_prepares(shelf: Mapping[str, Scheme]):
    """A district for Yunnan's and the national scheme, a city for the national one."""
    found = {
        one.id: [rank for rank in LEVELS if prepares(one.levels, rank)] for one in shelf.values()
    }
    assert found == {
        "kunming-base-2022": [],
        "kunming-platform-2022": [],
        "nanchang-platform-2022": [],
        "national-platform-2017": ["district", "city"],
        "yunnan-platform-2022": ["district"],
    }


def test_the_department_may_say_otherwise(shelf: Mapping[str, Scheme]):
    """One that is entrusted recommends; one may also only prepare what it could recommend."""
    levels = shelf[NATIONAL].levels
    assert not prepares(levels, "district", "推荐")
    assert prepares(shelf["kunming-base-2022"].levels, "district", "预审")


def test_a_step_of_one_province_is_no_other_ones(shelf: Mapping[str, Scheme]):
    """Cities recommend to the province in Guangdong alone."""
    levels = shelf[NATIONAL].levels
    found = [own_step(levels, "city", region) for region in ("广东", "广东省", "云南省", "")]
    assert [one.receives if one else "" for one in found] == ["广东省工业和信息化厅"] * 2 + [""] * 2


def test_what_is_left_blank_is_named_as_the_sheet_names_it(shelf: Mapping[str, Scheme]):
    """The opinion, and the two columns of the summary where the scheme's sheets have them."""
    assert left_blank(shelf[NATIONAL].recommendation) == ["省级中小企业主管部门推荐意见"]
    found = left_blank(shelf["yunnan-platform-2022"].recommendation)
    assert found == ["是否满足各项申报条件", "是否同意推荐", "推荐意见"]


def test_provinces_are_compared_as_people_write_them():
    """With or without 省 and blanks; nothing said is no province."""
    told = [
        holds_in("广东省", region) for region in ("广东省", " 广东 ", "广东省深圳市", "广西", "")
    ]
    assert told == [True, True, True, False, False]


def test_what_another_province_asks_for_does_not_apply(shelf: Mapping[str, Scheme]):
    """不涉及 by itself with the reason, counted apart; judged at home and where none is said."""
    scheme, found = shelf[NATIONAL], {}
    for region in ("云南省", "广东省", ""):
        case = Case({}, {one.key: () for one in scheme.rosters}, date(2026, 11, 20), region=region)
        whole = assess(scheme, case, {})
        line = whole.line("recognised_province")
        found[region] = (line.program, line.why, "不涉及1项" in tally_sentence(whole.conditions))
    assert found == {
        "云南省": (NA, "只有广东省要求，本部门在云南省", True),
        "广东省": (
            JUDGE,
            "由审核人判断",
            False,
        ),
        "": (JUDGE, "只有广东省要求，请在“设置”中填写所在省（区、市），或由审核人判断", False),
    }


def test_another_province_s_demand_is_met_by_a_reason_alone(desk: Desk):
    """Nobody turns 不涉及 into 符合 in passing: neither one by one nor with the rest."""
    _round, case = _prepared(desk, NATIONAL)
    with pytest.raises(UserError, match="程序结论为“不涉及”，改判须写明理由"):
        judge(desk, case, "recognised_province", "met")
    assert "recognised_province" not in rest_of(assessment(desk, case))
    judge(desk, case, "recognised_province", "met", "省厅通知同样要求")
    assert assessment(desk, case).line("recognised_province").verdict == "met"


OURS = "西山新区工业和信息化局"


def _prepared(desk: Desk, scheme: str) -> tuple[int, int]:
    """A case of a district in Yunnan, with the reviewer's own words in every blank."""
    save_department(desk, Department(OURS, "district", "云南省", "杨填表", "0871-60000000"))
    round_id = int(open_round(desk, scheme, 2026).value)
    case = int(start_case(desk, round_id, "昆明甲科技有限公司").value)
    save_value(desk, case, "operator_name", "昆明甲科技有限公司")
    said = {"platform_name": "甲服务平台", "opinion": "经预审，同意上报。"}
    said |= {"opinion_date": "2026-11-20", "meets": "否", "agrees": "否"}
    for key, text in said.items():
        save_value(desk, case, f"rec.{key}", text)
    return round_id, case


def _text(made: SheetFacts) -> str:
    return picture(compose(read_sheet(made.description), made.facts))


def _official(desk: Desk, round_id: int, case: int, scheme: Scheme) -> str:
    return "\n".join(_text(gather(desk, ref, round_id, [case])) for ref in scheme.sheets)


@pytest.mark.parametrize("scheme", [NATIONAL, "yunnan-platform-2022"])
def test_a_district_is_not_named_as_the_one_that_recommends(scheme: str, desk: Desk):
    """Neither its name, nor its opinion, nor its day stands on the official sheets."""
    round_id, case = _prepared(desk, scheme)
    text = _official(desk, round_id, case, desk.schemes[scheme])
    there = [word for word in (OURS, "同意上报", "2026年11月20日（", "│否│") if word in text]
    assert (there, "甲服务平台" in text) == ([], True)


def test_the_opinion_is_our_own_and_stands_on_our_own_papers(desk: Desk):
    """推荐 asks for 本部门预审意见; 呈批单 and 初审测评情况表 print it, the page says why."""
    round_id, case = _prepared(desk, NATIONAL)
    page = recommend_page(desk, case)
    labels = {one.key: one.label for one in page.fields if one.key.startswith("opinion")}
    assert labels == {"opinion": "本部门预审意见", "opinion_date": "预审意见日期"}
    assert page.role.startswith(
        "本办法由省级中小企业主管部门推荐；本部门为县（市、区）级，这里办的是预审："
        "表上的推荐单位和“省级中小企业主管部门推荐意见”留空，由推荐单位填写、盖章，"
        "页脚印本部门为预审单位；"
    )
    memo = inward_papers.gather_inward(desk, inward_papers.MEMO, round_id, [case]).facts
    assert (memo["case_name"], memo["opinion"]) == (
        "甲服务平台",
        "本部门预审意见：经预审，同意上报。",
    )
    own = inward_papers.gather_inward(desk, inward_papers.ASSESSMENT, round_id, [case]).facts
    assert own["own_opinion"] == "经预审，同意上报。"


@pytest.mark.parametrize(
    ("scheme", "level", "found"),
    [
        ("yunnan-platform-2022", "district", ("awaiting", "由州（市）工业和信息化局推荐时判断")),
        ("yunnan-platform-2022", "city", ("met", "以本次推荐意见为准")),
        ("kunming-platform-2022", "district", ("met", "以本次推荐意见为准")),
        ("kunming-base-2022", "district", ("met", "以本次推荐意见为准")),
    ],
)
def test_the_recommendation_is_met_by_who_recommends_alone(
    scheme: str, level: str, found: tuple[str, str], desk: Desk
):
    """获得…推荐 stays open under a district's own 同意, where a level above recommends."""
    _round, case = _prepared(desk, scheme)
    save_department(desk, Department(OURS, level, "云南省"))
    save_value(desk, case, "rec.agrees", "是")
    line = assessment(desk, case).line("recommended")
    assert (line.verdict, line.why) == found


@pytest.mark.parametrize("scheme", [NATIONAL, "yunnan-platform-2022"])
@pytest.mark.parametrize("foot", [False, True], ids=["alone", "beside the code"])
def test_the_foot_of_a_prepared_sheet_names_who_prepared_it(scheme: str, desk: Desk, *, foot: bool):
    """The annex keeps its blank for the recommending unit; who recommends needs no such foot."""
    round_id, case = _prepared(desk, scheme)
    save_outward_foot(desk, on=foot)
    found = []
    for role in ("", "推荐"):
        save_call(desk, round_id, "role", role)
        made = [
            as_wished(desk, gather(desk, ref, round_id, [case])).foot
            for ref in desk.schemes[scheme].sheets
        ]
        found.append(set(made))
    code = FOOT if foot else ""
    assert found == [{"　".join(filter(None, (f"预审单位：{OURS}", code)))}, {code}]


@pytest.mark.parametrize("scheme", [NATIONAL, "yunnan-platform-2022"])
def test_what_is_our_own_word_is_asked_by_no_article(scheme: str, desk: Desk):
    """In 预审 是否同意上报 is asked, and no article is named for what stays empty on the sheets."""
    _round, case = _prepared(desk, scheme)
    for key in ("meets", "agrees", "opinion"):
        save_value(desk, case, f"rec.{key}", "")
    page = recommend_page(desk, case)
    asked = {one.key: (one.label, one.article) for one in page.fields if one.key in LEFT_BLANK}
    assert asked == {
        "meets": ("本部门预审：是否满足各项申报条件", ""),
        "agrees": ("本部门预审：是否同意上报", ""),
        "opinion": ("本部门预审意见", ""),
        "opinion_date": ("预审意见日期", ""),
    }
    told = [one.demanded for one in page.obstacles if one.at == "rec.agrees"]
    assert told == [""]
    with pytest.raises(UserError, match="还没有填写是否同意上报，不能定稿。"):
        move_stage(desk, case, "定稿", "李科长")


def test_a_prepared_case_goes_to_the_end_of_the_way(desk: Desk):
    """定稿 and 报送 are possible, and its letter hands on what was prepared."""
    round_id, case = _prepared(desk, NATIONAL)
    for stage in ("定稿", "报送"):
        move_stage(desk, case, stage, "李科长", "西工信〔2026〕12号")
    assert [one.stage for one in list_cases(desk, round_id)] == ["报送"]


def test_one_that_is_entrusted_stands_on_the_sheet(desk: Desk):
    """With “推荐” on the page of the call everything is printed as by any recommending unit."""
    round_id, case = _prepared(desk, NATIONAL)
    save_call(desk, round_id, "role", "推荐")
    text = _official(desk, round_id, case, desk.schemes[NATIONAL])
    assert [word in text for word in (OURS, "同意上报")] == [True, True]
    page = recommend_page(desk, case)
    assert (page.role, page.fields) == ("", desk.schemes[NATIONAL].recommendation)


@pytest.mark.parametrize("scheme", [NATIONAL, "nanchang-platform-2022"])
def test_a_drawn_firm_without_an_answer_says_so_in_its_row(scheme: str, desk: Desk):
    """The annex has no column for a remark: the row says what came of it and who took its place."""
    case = start(desk, scheme, 30)
    lock_and_draw(desk, case)
    ask_all(desk, case)
    ref = next(one for one in desk.schemes[scheme].sheets if one.id == "recommendation")
    rows = gather(desk, ref, 1, [case]).facts["survey"]
    told = [row["service"] for row in rows if not row["answer"]]
    assert told == ["（拒绝评价，由递补企业替代）", "（反映未接受服务（待核实））"]
