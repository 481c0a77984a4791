"""Calls made earlier or by others, outcomes that were wrong, allegations and their check."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from drawn_case import lock_and_draw, start

from desktop import paths
from desktop.domain.problem import UserError
from desktop.store import attempts
from desktop.work.asking import (
    AskLine,
    answer,
    ask_page,
    correct,
    correct_outcome,
    record,
)
from desktop.work.desk import Desk, open_desk
from desktop.work.record import verify_case

CHINA = timezone(timedelta(hours=8))


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        """20 November 2026, noon."""
        self.time = datetime(2026, 11, 20, 12, 0, 30, tzinfo=CHINA)

    def __call__(self) -> datetime:
        """The time it shows."""
        return self.time


@pytest.fixture
def clock() -> Clock:
    """Noon, until a test moves it on."""
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk whose clock the test sets."""
    opened = open_desk(tmp_path / "a.review", paths.forms_dir(), paths.fonts_dir(), clock)
    opened.operator = "王测试"
    yield opened
    opened.close()


@pytest.fixture
def case(desk: Desk, clock: Clock) -> int:
    """An application of 40 firms, drawn at noon; now it is 16:00."""
    number = start(desk, "kunming-platform-2022", 40)
    lock_and_draw(desk, number)
    clock.time += timedelta(hours=4)
    return number


def first(desk: Desk, case: int) -> AskLine:
    """The first firm of the order."""
    return ask_page(desk, case).lines[0]


def test_a_call_made_by_a_colleague_is_typed_in_later(desk: Desk, case: int):
    """Time and caller are those of the call; who typed it and when are kept beside."""
    answer(desk, case, first(desk, case).i, "satisfied", called_at="14:30", by="李同事")
    assert first(desk, case).attempts[0].startswith("11月20日14:30 李同事 ")
    kept = attempts.attempts(desk.store, 1)[0]
    assert (kept.called_at, kept.by, kept.typed_by) == ("2026-11-20T14:30:00", "李同事", "王测试")
    assert desk.local(kept.typed_at).startswith("2026-11-20T16:00:30")


def test_a_call_in_the_minute_of_the_draw_counts_as_after_it(desk: Desk, case: int):
    """A clerk writes minutes; the record stays in order and verifies."""
    answer(desk, case, first(desk, case).i, "satisfied", called_at="12:00")
    assert [one.key for one in verify_case(desk, case) if one.state == "fails"] == []


@pytest.mark.parametrize(
    ("called_at", "why"),
    [
        ("16:01", "不能晚于现在"),
        ("11-21 9:00", "不能晚于现在"),
        ("11:59", "早于抽取（11月20日12:00）"),
        ("yesterday", "看不懂"),
    ],
)
def test_a_call_lies_between_the_draw_and_now(desk: Desk, case: int, called_at: str, why: str):
    """Anything else is refused with a sentence."""
    with pytest.raises(UserError, match=why):
        answer(desk, case, first(desk, case).i, "satisfied", called_at=called_at)
    assert first(desk, case).attempts == ()


def test_call_back_says_when(desk: Desk, case: int):
    """The time stands in the line of the firm; one in the past is refused."""
    record(desk, case, first(desk, case).i, "call_back", call_back_at="11-23 9:30")
    line = first(desk, case)
    assert (line.state, line.next_act) == ("约定再联系", "11月23日09:30再联系")
    with pytest.raises(UserError, match="再联系时间应晚于这次联系"):
        record(desk, case, line.i, "call_back", call_back_at="15:00")


def test_a_wrong_outcome_is_corrected_with_a_reason(desk: Desk, case: int):
    """The substitute that came in goes again; whom one spoke to and when stay as noted."""
    number = first(desk, case).i
    noted = {"interviewee": "赵六", "called_at": "14:30", "by": "李同事"}
    record(desk, case, number, "refused", 1, **noted)
    assert len(ask_page(desk, case).lines) == 5
    with pytest.raises(UserError, match="更正须写明原因"):
        correct_outcome(desk, case, number, "not_reached", " ")
    correct_outcome(desk, case, number, "not_reached", "点错了")
    line = first(desk, case)
    assert (line.state, line.interviewee, line.method) == ("联系中", "赵六", 1)
    assert line.attempts == ("11月20日14:30 李同事 上门拜访 未联系上（更正：点错了）",)
    assert len(ask_page(desk, case).lines) == 4


def test_a_row_is_taken_back_with_a_reason(desk: Desk, case: int):
    """Typed for the wrong firm: the firm waits again, the record keeps both rows."""
    number = first(desk, case).i
    answer(desk, case, number, "satisfied")
    correct_outcome(desk, case, number, "withdrawn", "记到了别家")
    assert (first(desk, case).state, len(attempts.attempts(desk.store, 1))) == ("待联系", 2)
    assert [one.key for one in verify_case(desk, case) if one.state == "fails"] == []


def test_a_corrected_answer_keeps_whom_one_spoke_to(desk: Desk, case: int):
    """Only the answer changes."""
    number = first(desk, case).i
    answer(desk, case, number, "satisfied", 1, interviewee="赵六", words="办得快")
    correct(desk, case, number, "dissatisfied", "听错了")
    line = first(desk, case)
    assert (line.answer_label, line.interviewee, line.method) == ("不满意", "赵六", 1)


def test_an_allegation_is_checked_with_somebody_by_name(desk: Desk, case: int):
    """Without with whom it is refused; confirmed, it counts as not satisfied."""
    number = first(desk, case).i
    record(desk, case, number, "never_served")
    with pytest.raises(UserError, match="请填写向谁、以何方式核实"):
        record(desk, case, number, "checked_confirmed", interviewee="")
    noted = {"interviewee": "企业负责人周某", "called_at": "15:00", "by": "李同事"}
    record(desk, case, number, "checked_confirmed", 1, **noted, words="未签过协议")
    line = first(desk, case)
    assert line.state == "未接受服务（已核实）"
    assert line.attempts[-1] == "11月20日15:00 李同事 上门拜访 核实：未接受服务：未签过协议"
    assert ask_page(desk, case).asked == 1


def test_the_reason_for_leaving_the_frame_is_shown(desk: Desk, case: int):
    """注销 and the like stand with the attempt."""
    record(desk, case, first(desk, case).i, "out_of_frame", reason="2025年已注销")
    assert first(desk, case).attempts[0].endswith("不在抽查范围（2025年已注销）")
