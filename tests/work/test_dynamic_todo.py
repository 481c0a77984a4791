"""待办事项 has what 动态管理 asks for: overdue first, many of a kind in one sentence, as links."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from shutil import copytree

import pytest

from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.dynamic_keep import add_row, add_unit, save_field
from desktop.work.dynamic_todo import dynamic_lines
from desktop.work.rounds import open_round, save_call
from desktop.work.todo import todo

KUNMING = "kunming-platform-2022"
SHANGHAI = timezone(timedelta(hours=8))


@pytest.fixture
def on(desk: Desk) -> Callable[[str], None]:
    """Puts the clock on a day; the desk begins on 2 December 2024."""

    def put(day: str) -> None:
        now = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=SHANGHAI)
        desk.clock = lambda: now
        desk.store._clock = lambda: now

    put("2024-12-02")
    save_department(desk, Department("昆明市示例区工信局", "district", "云南省"))
    return put


def entered(desk: Desk, name: str, since: str = "20240610") -> int:
    """A unit of Kunming's platforms."""
    number = int(add_unit(desk, KUNMING, name).value)
    save_field(desk, number, "unit.recognised_on", since)
    return number


def told(desk: Desk) -> list[tuple[str, str, str, str]]:
    """Kind, page, detail and sentence of each line."""
    return [(one.kind, one.step, one.detail, one.sentence) for one in dynamic_lines(desk)]


def test_each_unit_is_a_link_to_its_page(desk: Desk, on: Callable[[str], None]) -> None:
    """Overdue first, in words; then what is due."""
    number = entered(desk, "云岭平台")
    add_row(desk, number, "change")
    save_field(desk, number, "change.1.what", "法定代表人")
    on("2025-02-11")
    save_field(desk, number, "change.1.done", "20250210")
    save_field(desk, number, "duty.2025.summary", "20250120")
    assert told(desk) == [
        (
            "overdue",
            "unit",
            str(number),
            "逾期：云岭平台：2025年度工作计划未收到，应于2025年1月31日前，已逾期6个工作日",
        ),
        (
            "due",
            "unit",
            str(number),
            "云岭平台：2024年度工作总结材料、2025年度工作计划未报市工业和信息化局，"
            "应于2025年2月28日前，还有13个工作日",
        ),
        (
            "due",
            "unit",
            str(number),
            "云岭平台：法定代表人未向所属县（市）区、开发（度假）区中小企业主管部门、"
            "市工业和信息化局备案，应于2025年2月24日前，还有9个工作日",
        ),
    ]


def test_three_of_a_kind_are_told_in_one_sentence(desk: Desk, on: Callable[[str], None]) -> None:
    """It leads to the list with the filter that shows them."""
    for name in ("甲", "乙", "丙"):
        entered(desk, name)
    on("2025-02-03")
    assert told(desk) == [
        (
            "overdue",
            "dynamic",
            "年度总结未交",
            "逾期：昆明市示范平台：3家的2024年度工作总结、2025年度工作计划未收到，"
            "应于2025年1月31日前，已逾期",
        ),
        (
            "due",
            "dynamic",
            "年度总结未交",
            "昆明市示范平台：3家的2024年度工作总结材料、2025年度工作计划未报市工业和信息化局，"
            "应于2025年2月28日前，还有19个工作日",
        ),
    ]


def test_many_that_end_this_year_are_one_sentence(desk: Desk, on: Callable[[str], None]) -> None:
    """It leads to those."""
    on("2026-03-20")
    for name in ("甲", "乙", "丙"):
        entered(desk, name, "20230610")
    assert told(desk) == [("open", "dynamic", "今年到期", "昆明市示范平台：3家今年到期")]


def test_a_year_without_holidays_is_said(desk: Desk, on: Callable[[str], None]) -> None:
    """In December of the next year; in the year itself all along; without units never."""
    on("2026-12-01")
    assert told(desk) == []
    entered(desk, "甲", "20261110")
    sentence = "还没有2027年的放假安排，工作日算不出来，请导入工作日历"
    assert told(desk) == [("start", "settings", "calendar", sentence)]
    on("2026-11-30")
    assert told(desk) == []


def test_data_that_can_not_be_used_are_said_and_stop_nobody(
    desk: Desk, on: Callable[[str], None], tmp_path: Path
) -> None:
    """An edited copy whose [after] says something else: validity goes on, the reason is told."""
    copytree(desk.forms / KUNMING, tmp_path / KUNMING)
    desk.forms = tmp_path
    path = tmp_path / KUNMING / "dynamic" / "after.toml"
    path.write_text(
        path.read_text("utf-8").replace("working_days = 10", "working_days = 9"), "utf-8"
    )
    entered(desk, "云岭平台")
    on("2025-02-03")
    assert told(desk) == [
        (
            "problem",
            "schemes",
            "",
            "昆明市示范平台：动态管理的数据（dynamic/after.toml）不能用，只按有效期提醒。"
            "公示的天数或条款与 scheme.toml 的 [after] 不同。",
        )
    ]


def test_the_home_has_them_with_the_rounds_own(desk: Desk, on: Callable[[str], None]) -> None:
    """Overdue above the year's call, whose days are counted in working days too."""
    round_id = int(open_round(desk, KUNMING, 2025).value)
    save_call(desk, round_id, "bureau_due", "20250228")
    entered(desk, "云岭平台")
    on("2025-02-03")
    sentences = [(one.kind, one.sentence[:8]) for one in todo(desk, round_id).lines]
    assert sentences == [
        ("overdue", "逾期：云岭平台："),
        ("due", "上级要求报送日期"),
        ("start", "2025年度 昆"),
        ("due", "云岭平台：202"),
    ]
    due = todo(desk, round_id).lines[1].sentence
    assert due == "上级要求报送日期2025年2月28日，还有19个工作日"
