"""动态管理 as an errand: units entered, followed, filled in, listed with what is due."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from desktop.domain.case import Value
from desktop.domain.problem import UserError
from desktop.store import journal, recommendations
from desktop.store import values as kept_values
from desktop.work.casedata import application_of
from desktop.work.cases import list_cases, start_case
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.dynamic import FILTERS, UnitLine, is_wanted, unit_lines
from desktop.work.dynamic_history import undo_unit, unit_history, unit_undoable
from desktop.work.dynamic_keep import (
    add_row,
    add_unit,
    drop_row,
    follow_case,
    mark_duty,
    save_field,
    unit_subject,
    void_units,
)
from desktop.work.dynamic_page import unit_page
from desktop.work.dynamic_words import urging
from desktop.work.history import file_history
from desktop.work.receive import save_value
from desktop.work.rounds import open_round

KUNMING, YUNNAN = "kunming-platform-2022", "yunnan-platform-2022"
BASE, NATIONAL, NANCHANG = "kunming-base-2022", "national-platform-2017", "nanchang-platform-2022"
SHANGHAI = timezone(timedelta(hours=8))


@pytest.fixture
def on(desk: Desk) -> Callable[[str], None]:
    """Puts the clock on a day; the desk begins on 1 December 2023, as a district's."""

    def put(day: str) -> None:
        now = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=SHANGHAI)
        desk.clock = lambda: now
        desk.store._clock = lambda: now

    put("2023-12-01")
    save_department(desk, Department("昆明市示例区工信局", "district", "云南省"))
    return put


def entered(
    desk: Desk, scheme: str = KUNMING, since: str = "20230610", name: str = "云岭平台"
) -> int:
    """A unit of an earlier year."""
    number = int(add_unit(desk, scheme, name).value)
    save_field(desk, number, "unit.recognised_on", since)
    return number


def only(desk: Desk) -> UnitLine:
    """The one unit of the list."""
    [line] = unit_lines(desk)
    return line


def test_a_unit_of_an_earlier_year_is_entered_and_reckoned(
    desk: Desk, on: Callable[[str], None]
) -> None:
    """Its end is three years on; its papers are asked for from January on, then overdue."""
    number = entered(desk)
    line = only(desk)
    assert (line.id, line.recognised_on, line.until, line.state, line.summary, line.told) == (
        number,
        "2023年6月10日",
        "2026年6月10日",
        "有效",
        "",
        "",
    )
    on("2024-01-30")
    line = only(desk)
    assert (line.summary, line.overdue, line.owes) == (
        "待交：2023年度工作总结、2024年度工作计划、2023年度工作总结材料、2024年度工作计划",
        False,
        True,
    )
    on("2024-02-05")
    line = only(desk)
    assert (line.summary, line.overdue, line.told) == (
        "逾期：2023年度工作总结、2024年度工作计划",
        True,
        "逾期：2023年度工作总结、2024年度工作计划未收到，应于2024年1月31日前，"
        "已逾期4个工作日（共2项）",
    )


def test_loose_days_are_kept_and_what_is_no_day_stays_as_typed(
    desk: Desk, on: Callable[[str], None]
) -> None:
    """2026.3.10 is a day; 2026年3月 is said to be none, and is not counted."""
    on("2026-03-20")
    number = entered(desk)
    save_field(desk, number, "unit.valid_until", "２０２６.３.３１")
    save_field(desk, number, "step.notice.began", "2026年3月")
    page = unit_page(desk, number)
    assert (page.line.until, page.values["step.notice.began"].text) == (
        "2026年3月31日",
        "2026年3月",
    )
    assert page.problems == {"step.notice.began": ("请写明年月日，例如20260310。",)}


def test_a_day_to_come_is_doubted_and_a_refused_unit_has_no_validity(
    desk: Desk, on: Callable[[str], None]
) -> None:
    """A slip of the pen is asked about; 未认定 with 有效期至 would contradict itself."""
    on("2026-03-20")
    number = entered(desk)
    save_field(desk, number, "unit.recognised_on", "2026年12月20日")
    page = unit_page(desk, number)
    assert page.problems["unit.recognised_on"] == ("晚于今天，请核对。",)
    save_field(desk, number, "unit.outcome", "未认定")
    line = unit_page(desk, number).line
    assert (page.line.until, line.until, line.state) == ("2029年12月20日", "", "未认定")


def test_each_scheme_has_its_own_steps_papers_and_terms(
    desk: Desk, on: Callable[[str], None]
) -> None:
    """The digest's last table, scheme by scheme, as the page shows it."""
    on("2024-01-10")
    found = {}
    for scheme in (KUNMING, BASE, YUNNAN, NATIONAL, NANCHANG):
        page = unit_page(desk, entered(desk, scheme, name=scheme))
        by_key = {group.key: group for group in page.groups}
        steps = dict.fromkeys(one.section for one in by_key["steps"].fields)
        steps[by_key["award"].title] = None
        duties = [one.label for one in by_key["duties"].fields] if "duties" in by_key else []
        filed = by_key["changes"].hint.partition("，")[0]
        found[scheme] = (list(steps), duties, filed, by_key["award"].hint)
    assert found == EXPECTED


EXPECTED = {
    KUNMING: (
        [
            "专家评审（第十二条）",
            "现场核查（第十三条）",
            "社会公示（第十四条）",
            "认定授牌（第十五条）",
        ],
        [
            "2023年度工作总结：收到日期",
            "2024年度工作计划：收到日期",
            "2023年度工作总结材料：上报市工业和信息化局日期",
            "2024年度工作计划：上报市工业和信息化局日期",
        ],
        "市级示范平台或其运营主体遇有更改名称、地址、法定代表人等重大变更事项的",
        "有效期3年，在有效期满当年可再次申报（第十六条）。",
    ),
    BASE: (
        [
            "专家评审（第十一条）",
            "现场核查（第十二条）",
            "社会公示（第十三条）",
            "认定授牌（第十四条）",
        ],
        [
            "2023年度工作总结：收到日期",
            "2024年度工作计划：收到日期",
            "2023年度工作总结材料：上报市工业和信息化局日期",
            "2024年度工作计划：上报市工业和信息化局日期",
        ],
        "市级示范基地遇有变更名称、运营主体、法定代表人等重大变更事项的",
        "有效期3年，在有效期满当年可再次申报（第十五条）。",
    ),
    YUNNAN: (
        ["专家评审等程序（第十二条）", "公示（第十二条）", "公告、公布（第十三条）"],
        [
            "2023年度工作总结：收到日期",
            "2024年度工作计划：收到日期",
            "2023年度工作总结：上报云南省工业和信息化厅日期",
            "2024年度工作计划：上报云南省工业和信息化厅日期",
            "2023年度检查情况：上报云南省工业和信息化厅日期",
        ],
        "办法没有规定变更备案",
        "有效期3年，在有效期满当年可再次申报（第十四条）。",
    ),
    NATIONAL: (
        ["评审（第十八条）", "公示（第十八条）", "授予称号、公布（第十九条）"],
        [
            "2023年度工作总结：收到日期",
            "2023年度工作总结汇总报告：上报工业和信息化部日期",
            "2023年度检查情况报告：上报工业和信息化部日期",
        ],
        "办法没有规定变更备案",
        "有效期3年，在有效期满当年可再次申报（第二十三条）。",
    ),
    NANCHANG: (
        ["评审（第七条（四））", "公示（第七条（四））", "发文认定、公布（第七条（五））"],
        [],
        "办法没有规定变更备案",
        "有效期3年（第十条）。",
    ),
}


@pytest.mark.parametrize(
    ("scheme", "level", "first", "last"),
    [
        (KUNMING, "district", "2024-02-01", "2024-03-01"),
        (BASE, "district", "2024-02-01", "2024-03-01"),
        (YUNNAN, "city", "2024-02-01", "2024-03-01"),
        (NATIONAL, "province", "2024-03-01", "2024-04-01"),
    ],
)
def test_papers_are_overdue_the_day_after_their_month_ends(
    desk: Desk, on: Callable[[str], None], scheme: str, level: str, first: str, last: str
) -> None:
    """From the platform and from the department, by each scheme's months, for the level it is."""
    number = entered(desk, scheme)
    other = "province" if level == "district" else "district"

    def late(day: str, whose: str) -> list[str]:
        on(day)
        save_department(desk, replace(Department("某局"), level=whose))  # type: ignore[arg-type]  # a level by its word
        lines = [one for one in only(desk).alerts if one.kind == "overdue"]
        return sorted({one.group.partition(".")[0] for one in lines})

    day_before = (datetime.fromisoformat(first) - timedelta(1)).date().isoformat()
    assert late(day_before, level) == []
    assert late(first, level) == ["platform"]
    assert late(last, level) == ["department", "platform"]
    assert late(last, other) == []
    assert number == only(desk).id


def test_a_case_that_was_sent_up_waits_and_is_followed_to_its_recognition(
    desk: Desk, on: Callable[[str], None]
) -> None:
    """Listed without a word; followed with its names; recognised with its day and document."""
    round_id = int(open_round(desk, KUNMING, 2023).value)
    case = int(start_case(desk, round_id, "滇池平台").value)
    save_value(desk, case, "operator_name", "滇池服务有限公司")
    with desk.act("流转", f"application:{case}"):
        kept_values.put_values(desk.store, case, [("rec.agrees", Value("是"))])
        recommendations.add_decision(desk.store, case, "报送", "某")
    waiting = only(desk)
    assert (waiting.id, waiting.application_id, waiting.state, waiting.year) == (
        0,
        case,
        "待认定",
        2023,
    )
    assert waiting.told == "待办：已报送，等待登记评审、公示和认定结果"
    number = int(follow_case(desk, case).value)
    assert follow_case(desk, case).value == number
    save_field(desk, number, "step.notice.began", "20231201")
    on("2023-12-12")
    assert only(desk).told == "待办：社会公示中（2023年12月15日满期）"
    save_field(desk, number, "step.notice.ended", "20231214")
    assert only(desk).told == (
        "待办：社会公示只有9个工作日，办法要求不少于10个工作日（第十四条），应到2023年12月15日"
    )
    save_field(desk, number, "step.notice.ended", "20231215")
    save_field(desk, number, "step.notice.result", "无异议")
    [before] = list_cases(desk, application_of(desk, case).round_id)
    save_field(desk, number, "unit.outcome", "认定")
    [after] = list_cases(desk, application_of(desk, case).round_id)
    assert (before.outcome, after.outcome) == ("", "认定")  # as the list of 申报初审 says it
    save_field(desk, number, "unit.recognised_on", "2023-12-20")
    save_field(desk, number, "unit.document", "昆工信通〔2023〕100号")
    line = only(desk)
    assert (line.name, line.operator, line.state, line.until, line.told) == (
        "滇池平台",
        "滇池服务有限公司",
        "有效",
        "2026年12月20日",
        "",
    )


def test_changes_and_evaluations_come_and_go(desk: Desk, on: Callable[[str], None]) -> None:
    """Each has its number; what was taken away stands in the journal."""
    number = entered(desk)
    assert [add_row(desk, number, "change").value for _ in range(2)] == [1, 2]
    save_field(desk, number, "change.1.what", "法定代表人")
    save_field(desk, number, "change.1.done", "20231103")
    page = unit_page(desk, number)
    assert page.line.filing == "逾期1项、待备案1项"
    assert page.problems == {
        f"change.1.to{at}": ("逾期未备案：应于2023年11月17日前，已逾期10个工作日",) for at in (1, 2)
    }
    save_field(desk, number, "change.1.to1", "20231117")
    save_field(desk, number, "change.1.to2", "20231120")
    drop_row(desk, number, "change", 2)
    page = unit_page(desk, number)
    assert (page.line.filing, page.problems) == (
        "已备案1项",
        {"change.1.to2": ("逾期备案：晚于2023年11月17日",)},
    )
    drop_row(desk, number, "change", 1)
    assert [group.numbers for group in unit_page(desk, number).groups if group.kind] == [(), ()]
    last = journal.history(desk.store, unit_subject(number))[-1]
    assert last.detail is not None
    assert last.detail["old"].startswith("变更1：完成日期：2023年11月3日；")
    assert add_row(desk, number, "evaluation").value == 1


def test_the_last_blank_is_taken_back_while_nothing_came_after(
    desk: Desk, on: Callable[[str], None]
) -> None:
    """An act of its own; what was taken back, or stands otherwise since, isn't offered."""
    number = entered(desk)
    save_field(desk, number, "unit.recognised_on", "20230611")
    offer = unit_undoable(desk, number)
    assert offer is not None
    assert offer.words == "撤销填写“认定日期”，改回“2023年6月10日”"
    undo_unit(desk, number, offer.seq)
    before = unit_undoable(desk, number)
    assert before is not None
    assert (only(desk).recognised_on, before.words) == (
        "2023年6月10日",
        "撤销填写“认定日期”，改回“（空）”",
    )
    with pytest.raises(UserError, match="已不能撤销"):
        undo_unit(desk, number, offer.seq)
    acts = [(one.act, one.old, one.new) for one in unit_history(desk, number)]
    assert acts == [
        ("撤销填写动态管理", "2023年6月11日", "2023年6月10日"),
        ("填写动态管理", "2023年6月10日", "2023年6月11日"),
        ("填写动态管理", "", "2023年6月10日"),
    ]
    undo_unit(desk, number, before.seq)
    assert (only(desk).recognised_on, unit_undoable(desk, number)) == ("", None)
    add_row(desk, number, "change")
    save_field(desk, number, "change.1.note", "说明")
    drop_row(desk, number, "change", 1)
    assert unit_undoable(desk, number) is None


def test_a_unit_is_urged_to_what_it_owes(desk: Desk, on: Callable[[str], None]) -> None:
    """Papers and filings with their articles; what the department itself owes is not in it."""
    save_department(desk, Department("示例区工信局", "district", "", "王某", "0871-60000000"))
    number = entered(desk)
    on("2024-01-10")
    save_field(desk, number, "duty.2024.plan", "20240105")
    add_row(desk, number, "change")
    save_field(desk, number, "change.1.what", "法定代表人")
    assert unit_page(desk, number).urges
    assert urging(desk, number) == (
        "云岭平台：\n"
        "贵单位“云岭平台”的2023年度工作总结，按办法第十七条应于2024年1月31日前报送。\n"
        "贵单位“云岭平台”的法定代表人，按办法第二十条应在更改完成后10个工作日内向"
        "所属县（市）区、开发（度假）区中小企业主管部门、市工业和信息化局备案。\n"
        "请尽快报送。示例区工信局（王某，0871-60000000）"
    )
    on("2024-02-20")
    save_field(desk, number, "duty.2024.summary", "20240219")
    drop_row(desk, number, "change", 1)
    assert (urging(desk, number), unit_page(desk, number).urges) == ("", False)


def test_a_month_that_ends_on_a_day_off_names_the_working_day_before(
    desk: Desk, on: Callable[[str], None]
) -> None:
    """31 January 2026 is a Saturday; 28 February is one that is worked."""
    number = entered(desk, since="20240610")
    on("2026-01-26")
    notes = {
        blank.key: blank.note for group in unit_page(desk, number).groups for blank in group.fields
    }
    assert notes["duty.2026.summary"] == (
        "应于2026年1月31日前，还有4个工作日（当日休息，此前最后一个工作日是2026年1月30日）"
    )
    assert notes["duty.2026.summary_up"] == "应于2026年2月28日前，还有20个工作日"


def test_one_day_is_noted_for_many_units_at_once(desk: Desk, on: Callable[[str], None]) -> None:
    """Units of a scheme without the paper are left out; a second time there is nothing to do."""
    ids = [entered(desk, one, name=one) for one in (KUNMING, BASE, NANCHANG)]
    assert mark_duty(desk, ids, 2024, "summary", "2024.1.20").value == 2
    texts = [unit_page(desk, one).values.get("duty.2024.summary") for one in ids]
    assert [one.text if one else "" for one in texts] == ["2024-01-20", "2024-01-20", ""]
    with pytest.raises(UserError, match="都不用登记"):
        mark_duty(desk, ids, 2024, "summary", "2024.1.20")
    with pytest.raises(UserError, match="请写明年月日"):
        mark_duty(desk, ids, 2024, "summary", "2024年1月")


def test_a_unit_that_applies_again_is_not_reminded(desk: Desk, on: Callable[[str], None]) -> None:
    """The year's application of the same organisation, or a newer recognition."""
    first = entered(desk)
    save_field(desk, first, "unit.operator_name", "云岭服务有限公司")
    on("2026-03-02")
    assert "今年到期" in "".join(one.sentence for one in only(desk).alerts)
    second = entered(desk, since="20260601")
    on("2026-07-01")
    found = {one.id: one for one in unit_lines(desk)}
    assert (found[first].state, found[first].again, found[second].again) == ("已到期", True, False)


def test_the_filters_take_what_their_words_say(desk: Desk, on: Callable[[str], None]) -> None:
    """One unit of each state, looked at through every filter."""
    for name, since in (("甲", "20231001"), ("乙", "20210601"), ("丙", "20200601")):
        entered(desk, NANCHANG, since, name)
    taken = entered(desk, NANCHANG, "20231001", "丁")
    save_field(desk, taken, "unit.withdrawn_on", "20231120")
    late = entered(desk, KUNMING, "20221001", "戊")
    on("2024-02-20")
    lines = unit_lines(desk)
    found = {one: "".join(line.name for line in lines if is_wanted(line, one)) for one in FILTERS}
    assert found == {
        "全部": "甲乙丙丁戊",
        "有效": "甲乙戊",
        "今年到期": "乙",
        "已到期": "丙",
        "已撤销": "丁",
        "待认定": "",
        "年度总结未交": "戊",
        "有逾期": "戊",
    }
    assert late == lines[-1].id


def test_a_mistake_is_void_with_its_reason(desk: Desk, on: Callable[[str], None]) -> None:
    """It leaves the list, and its page says why; without a reason nothing happens."""
    number = entered(desk)
    with pytest.raises(UserError, match="作废的原因"):
        void_units(desk, [number], " ")
    void_units(desk, [number], "重复登记")
    page = unit_page(desk, number)
    assert (unit_lines(desk), page.void_why, page.line.state) == ([], "重复登记", "已作废")
    with pytest.raises(UserError, match="已作废，不能再填写"):
        save_field(desk, number, "unit.note", "说明")


@pytest.mark.parametrize(
    ("path", "text", "sentence"),
    [
        ("unit.name", " ", "名称不能空着"),
        ("unit.year", "二〇二四", "认定年度“二〇二四”不对"),
        ("unit.year", "24", "认定年度“24”不对"),
    ],
)
def test_what_can_not_be_is_refused(
    desk: Desk, on: Callable[[str], None], path: str, text: str, sentence: str
) -> None:
    """A unit without a name, a year that is none."""
    number = entered(desk)
    with pytest.raises(UserError, match=sentence):
        save_field(desk, number, path, text)
    with pytest.raises(UserError, match="请填写平台"):
        add_unit(desk, KUNMING, "")


def test_the_history_says_what_was_noted_of_which_unit(
    desk: Desk, on: Callable[[str], None]
) -> None:
    """The unit's name stands beside the act; blank, old and new text in words."""
    number = entered(desk)
    save_field(desk, number, "unit.recognised_on", "20230611")
    last = file_history(desk)[0]
    assert (last.act, last.of, last.what, last.old, last.new) == (
        "填写动态管理",
        "云岭平台",
        "事项：认定日期",
        "2023年6月10日",
        "2023年6月11日",
    )
