"""Recognised units: how they stand, what is due when, what is overdue, by each scheme's rules."""

from datetime import date

import pytest

from desktop.domain.following import Duty, Following, Ground, OutcomeStep
from desktop.domain.recognised import (
    ENDED,
    ENDING,
    PENDING,
    REFUSED,
    UNKNOWN,
    VALID,
    VOID,
    WITHDRAWN,
    Unit,
    Validity,
    duty_lines,
    filings,
    notice_of,
    state_of,
    term,
    validity_of,
    years_on,
)
from desktop.domain.recognised_alerts import Watch, alerts
from desktop.domain.regulation import ChangeFiling
from desktop.domain.working_days import Calendar, UnknownYear

STEPS = (
    OutcomeStep("review", "评审", "第一条"),
    OutcomeStep("notice", "公示", "第二条", working_days=10, at_least=True),
    OutcomeStep("award", "认定", "第三条", awards=True),
)
DUTIES = (
    Duty("summary", "工作总结", "第四条", "platform", 1, "区局"),
    Duty("plan", "工作计划", "第四条", "platform", 1, "区局", "this"),
    Duty("up", "工作总结材料", "第五条", "department", 2, "市局"),
)
RULES = Following(
    STEPS,
    DUTIES,
    (Ground("bad", "测评不合格", "第七条", plaque=True),),
    evaluation="不定期测评",
    evaluation_article="第七条",
    valid_article="第六条",
    reapply="在有效期满当年可再次申报",
    change=ChangeFiling("第八条", "变更备案", 10, ("名称",), ("区局", "市局")),
)
SINCE = date(2023, 6, 10)
CALENDAR = Calendar()


def unit(**changes: object) -> Unit:
    """A unit that was recognised on 10 June 2023 and is followed since."""
    given: dict[str, object] = {"recognised_on": SINCE, "entered": SINCE}
    return Unit(1, "s", "云岭平台", **(given | changes))  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Validity(date(2026, 6, 10), 2026)),
        ({"recognised_on": date(2024, 2, 29)}, Validity(date(2027, 2, 28), 2027)),
        ({"stated_until": date(2026, 12, 31)}, Validity(date(2026, 12, 31), 2026)),
        ({"recognised_on": None, "year": 2023}, Validity(None, 2026)),
        ({"recognised_on": None}, None),
    ],
)
def test_validity(changes: dict[str, object], expected: Validity | None) -> None:
    """Three years from the day, as the document states, from the year alone, or not known."""
    assert validity_of(unit(**changes), RULES) == expected


def test_three_years_end_on_the_same_day() -> None:
    """民法典第二百零二条: the day that corresponds is the last one; a 29 February has none."""
    assert [years_on(one, 3) for one in (SINCE, date(2024, 2, 29))] == [
        date(2026, 6, 10),
        date(2027, 2, 28),
    ]


@pytest.mark.parametrize(
    ("today", "changes", "state"),
    [
        (date(2025, 12, 31), {}, VALID),
        (date(2026, 1, 1), {}, ENDING),
        (date(2026, 6, 10), {}, ENDING),
        (date(2026, 6, 11), {}, ENDED),
        (date(2027, 1, 1), {}, ENDED),
        (date(2026, 12, 31), {"recognised_on": None, "year": 2023}, ENDING),
        (date(2027, 1, 1), {"recognised_on": None, "year": 2023}, ENDED),
        (date(2025, 1, 1), {"recognised_on": None}, UNKNOWN),
        (date(2025, 1, 1), {"withdrawn": True}, WITHDRAWN),
        (date(2025, 1, 1), {"outcome": ""}, PENDING),
        (date(2025, 1, 1), {"outcome": "未认定"}, REFUSED),
        (date(2025, 1, 1), {"void": True}, VOID),
    ],
)
def test_state(today: date, changes: dict[str, object], state: str) -> None:
    """Valid to the end of its last day; of a year alone, to the end of that year."""
    assert state_of(unit(**changes), RULES, today) == state


def words(found: Unit, today: date, level: str | None = "district") -> list[tuple[str, str]]:
    """Title and state of each yearly paper."""
    lines = duty_lines(found, RULES, today, level)  # type: ignore[arg-type]  # a level by its word
    return [(one.title, one.word) for one in lines]


def test_yearly_papers_begin_the_year_after_and_end_with_the_validity() -> None:
    """Recognised in June 2023: 2024, 2025, 2026 (due before 10 June), and never 2027."""
    lines = duty_lines(unit(), RULES, date(2028, 5, 1), "district")
    assert [(one.title, one.due) for one in lines] == [
        ("2023年度工作总结", date(2024, 1, 31)),
        ("2024年度工作计划", date(2024, 1, 31)),
        ("2023年度工作总结材料", date(2024, 2, 29)),
        ("2024年度工作总结", date(2025, 1, 31)),
        ("2025年度工作计划", date(2025, 1, 31)),
        ("2024年度工作总结材料", date(2025, 2, 28)),
        ("2025年度工作总结", date(2026, 1, 31)),
        ("2026年度工作计划", date(2026, 1, 31)),
        ("2025年度工作总结材料", date(2026, 2, 28)),
    ]


def test_each_paper_has_its_state() -> None:
    """On the last day in time, the day after late; missing it is open to the last day."""
    values = {"duty.2024.summary": "2024-01-31", "duty.2024.plan": "2024-02-01"}
    found = unit(values=values)
    assert words(found, date(2024, 2, 29)) == [
        ("2023年度工作总结", "已收"),
        ("2024年度工作计划", "迟收"),
        ("2023年度工作总结材料", "待报"),
    ]
    assert words(found, date(2024, 3, 1))[2] == ("2023年度工作总结材料", "逾期未报")
    assert words(found, date(2024, 3, 1), "city")[2] == ("2023年度工作总结材料", "非本级办理")


def test_what_was_due_before_the_unit_was_followed_is_not_overdue() -> None:
    """An imported unit isn't reproached with what nobody noted here."""
    found = unit(entered=date(2025, 3, 1))
    states = [word for _, word in words(found, date(2026, 3, 1))]
    assert states == ["未登记"] * 6 + ["逾期未收", "逾期未收", "逾期未报"]


def test_a_withdrawn_or_waiting_unit_owes_nothing_more() -> None:
    """From the day of withdrawal on; without a day, nothing at all."""
    taken = unit(withdrawn=True, withdrawn_on=date(2025, 1, 15))
    assert len(words(taken, date(2026, 5, 1))) == 3
    assert words(unit(withdrawn=True), date(2026, 5, 1)) == []
    assert words(unit(outcome=""), date(2026, 5, 1)) == []


def test_in_november_the_papers_of_the_next_january_are_there() -> None:
    """They can be noted when they come early."""
    assert [words(unit(), date(2023, month, 1)) for month in (10, 11)] == [
        [],
        [
            ("2023年度工作总结", "待收"),
            ("2024年度工作计划", "待收"),
            ("2023年度工作总结材料", "待报"),
        ],
    ]


def test_a_change_is_filed_with_both_within_ten_working_days() -> None:
    """Over National Day; a change without its day has no term, one in an unknown year says so."""
    values = {
        "change.1.done": "2025-09-30",
        "change.1.to1": "2025-10-21",
        "change.2.what": "名称",
        "change.10.done": "2026-12-25",
    }
    first, second, third = filings(unit(values=values), RULES, CALENDAR)
    assert (first.due, first.missing) == (date(2025, 10, 21), ("市局",))
    assert [first.late(date(2025, 10, one)) for one in (21, 22)] == [False, True]
    assert (second.number, second.due, second.missing) == (2, None, ("区局", "市局"))
    assert (third.number, third.due) == (10, UnknownYear(2027))


def test_a_notice_that_was_too_short_is_said() -> None:
    """The first day isn't counted; ten working days at the least."""
    begun = {"step.notice.began": "2026-09-23"}
    short = notice_of(unit(values=begun | {"step.notice.ended": "2026-10-13"}), RULES, CALENDAR)
    enough = notice_of(unit(values=begun | {"step.notice.ended": "2026-10-14"}), RULES, CALENDAR)
    assert short is not None
    assert enough is not None
    assert (short.full, enough.short) == (date(2026, 10, 14), "")
    assert short.short == ("只有9个工作日，办法要求不少于10个工作日（第二条），应到2026年10月14日")
    assert notice_of(unit(), RULES, CALENDAR) is None


@pytest.mark.parametrize(
    ("today", "due", "said"),
    [
        (date(2026, 2, 13), date(2026, 2, 28), "还有6个工作日"),
        (date(2026, 2, 28), date(2026, 2, 28), "今天到期"),
        (date(2026, 2, 21), date(2026, 2, 22), "此前已没有工作日"),
        (date(2026, 2, 22), date(2026, 2, 21), "已逾期"),
        (date(2026, 3, 3), date(2026, 2, 28), "已逾期2个工作日"),
        (date(2026, 12, 28), date(2027, 1, 31), "没有2027年的放假安排，算不出还有几个工作日"),
        (date(2027, 2, 3), date(2027, 1, 31), "已逾期"),
    ],
)
def test_a_term_is_said_in_working_days(today: date, due: date, said: str) -> None:
    """Where a year isn't known there is no count, and never a guessed one."""
    assert term(CALENDAR, today, due).words == said


def told(found: Unit, today: date, *, again: bool = False) -> list[tuple[str, str]]:
    """Kind and sentence of each alert."""
    watch = Watch(RULES, CALENDAR, today, "district")
    return [(one.kind, one.sentence) for one in alerts(found, watch, again=again)]


def test_alerts_name_what_is_overdue_first() -> None:
    """A unit with everything that may be wrong with it, on one day."""
    values = {
        "duty.2025.summary": "2025-01-20",
        "duty.2025.plan": "2025-01-20",
        "change.1.what": "名称",
        "change.1.done": "2025-02-03",
        "change.1.to1": "2025-02-10",
        "evaluation.1.result": "不合格",
        "step.notice.began": "2025-01-20",
    }
    found = unit(values=values, entered=date(2024, 12, 1))
    assert told(found, date(2025, 2, 20)) == [
        ("overdue", "名称未向市局备案，应于2025年2月17日前，已逾期3个工作日"),
        ("soon", "2024年度工作总结材料未报市局，应于2025年2月28日前，还有6个工作日"),
        ("look", "公示已经期满，请登记结果（2025年2月8日满期）"),
        ("look", "测评不合格，还没有登记撤销（第七条）"),
    ]


def test_the_end_of_the_validity_is_told_in_its_year() -> None:
    """Before and after its day; not where it has applied again, and not in another year."""
    found = unit(entered=date(2026, 3, 1))
    assert told(found, date(2026, 4, 1)) == [
        ("look", "有效期至2026年6月10日，今年到期，当年可再次申报")
    ]
    assert told(found, date(2026, 7, 1)) == [
        ("look", "有效期已于2026年6月10日届满，当年可再次申报")
    ]
    assert told(found, date(2026, 4, 1), again=True) == []
    assert told(found, date(2027, 1, 1)) == []


def test_a_recognition_without_a_day_is_asked_for() -> None:
    """Else nobody knows until when it holds; the year alone is enough to tell."""
    assert told(unit(recognised_on=None, year=0), date(2025, 4, 1)) == [
        ("look", "认定日期还没有登记，有效期不明")
    ]
    assert (
        told(unit(recognised_on=None, year=2024, entered=date(2025, 3, 1)), date(2025, 4, 1)) == []
    )


def test_a_plaque_is_taken_back_where_the_ground_asks_for_it() -> None:
    """测评不合格: until the day of taking it back is noted."""
    found = unit(withdrawn=True, withdrawn_on=date(2023, 9, 1), ground="测评不合格（第七条）")
    assert told(found, date(2023, 10, 1)) == [("look", "已撤销，牌匾还没有收回（第七条）")]
    taken = unit(
        withdrawn=True,
        withdrawn_on=date(2023, 9, 1),
        ground="测评不合格（第七条）",
        plaque_on=date(2023, 9, 20),
    )
    assert told(taken, date(2023, 10, 1)) == []


def test_a_void_unit_wants_nothing() -> None:
    """It was entered by mistake."""
    assert told(unit(void=True), date(2026, 4, 1)) == []
