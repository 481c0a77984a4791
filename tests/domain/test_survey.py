"""Who is to be asked, which substitute comes in, and where each firm stands by its attempts."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_rules import KUNMING, NATIONAL
from survey_record import Record, draw_of, states

from desktop.domain.attempt import Outcome, Patience, State
from desktop.domain.draw import extended
from desktop.domain.survey import check_attempt, standing

REPLACED = [Outcome.REFUSED, Outcome.WRONG_NUMBER, Outcome.NO_OPINION, Outcome.OUT_OF_FRAME]


def test_at_first_the_drawn_firms_wait_in_order() -> None:
    """Nobody but the sample is to be asked, in the order of the draw, and the first is next."""
    now = Record(6, 3).now()
    assert [(p.k, p.i, p.name, p.state, p.substitute, p.next_act) for p in now.places] == [
        (1, 6, "第6厂", State.WAITING, False, "请联系"),
        (2, 5, "第5厂", State.WAITING, False, "请联系"),
        (3, 4, "第4厂", State.WAITING, False, "请联系"),
    ]
    assert now.next == now.places[0]
    assert (now.result.text, now.result.finished) == ("尚不能判定（3家待联系）", False)


@pytest.mark.parametrize("outcome", REPLACED)
def test_a_firm_that_may_be_replaced_lets_the_next_in(outcome: Outcome) -> None:
    """Refused, wrong number, no opinion, out of frame: the first substitute comes in, no other."""
    now = Record(6, 3).add(2, outcome, reason="已注销").now()
    assert states(now) == ["waiting", outcome.value, "waiting", "waiting"]
    assert [place.substitute for place in now.places] == [False, False, False, True]


def test_a_substitute_is_itself_replaced_by_the_next() -> None:
    """A chain of refusals goes down the order one by one, to the end of the list."""
    record = Record(4, 2).add(1, Outcome.REFUSED).add(3, Outcome.REFUSED)
    assert states(record.now()) == ["refused", "waiting", "refused", "waiting"]
    record.add(4, Outcome.REFUSED)
    now = record.now()
    assert states(now) == ["refused", "waiting", "refused", "refused"]
    assert now.places[0].next_act == "无企业可递补，请设法再联系"


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ([1], "trying"),
        ([1, 2], "trying"),
        ([1, 1, 1], "trying"),
        ([1, 1, 1, 1], "trying"),
        ([1, 1, 2], "not_reached"),
        ([1, 2, 3], "not_reached"),
    ],
)
def test_not_reached_needs_three_attempts_on_two_days(days: list[int], state: str) -> None:
    """One attempt fewer or one day fewer and no substitute comes in."""
    record = Record(5, 1)
    for day in days:
        record.add(1, Outcome.NOT_REACHED, day)
    now = record.now()
    assert states(now) == ([state, "waiting"] if state == "not_reached" else [state])


def test_patience_is_a_setting() -> None:
    """With one attempt on one day a firm counts as not reached at once."""
    record = Record(5, 1).add(1, Outcome.NOT_REACHED)
    now = standing(record.lock, record.draw, record.rows, KUNMING, Patience(1, 1))
    assert states(now) == ["not_reached", "waiting"]


def test_what_is_next_is_said_in_words() -> None:
    """Each firm says what to do: call again, on another day, at the time agreed, or check."""
    record = Record(9, 5).add(1, Outcome.NOT_REACHED)
    for _ in range(3):
        record.add(2, Outcome.NOT_THE_RIGHT_PERSON)
    record.add(3, Outcome.CALL_BACK, call_back_at=datetime(2026, 5, 2, 14, 30))
    record.add(4, Outcome.NEVER_SERVED).add(5, Outcome.REFUSED)
    assert [place.next_act for place in record.now().places] == [
        "请再联系（已联系1次，应满3次、分2日）",
        "请改日再联系（已联系3次，应分2日）",
        "5月2日14:30再联系",
        "请核实是否接受过服务",
        "由下一家递补",
        "请联系",
    ]


def test_an_appointment_keeps_a_firm_open() -> None:
    """A firm that asked to be called back isn't replaced before that call."""
    record = Record(5, 1).add(1, Outcome.NOT_REACHED, 1).add(1, Outcome.NOT_REACHED, 2)
    record.add(1, Outcome.CALL_BACK, 3)
    assert states(record.now()) == ["call_back"]
    assert states(record.add(1, Outcome.NOT_REACHED, 4).now()) == ["not_reached", "waiting"]


def test_a_replaced_firm_may_still_answer_and_is_not_reopened_by_less() -> None:
    """A late answer counts; a further attempt in vain changes nothing."""
    record = Record(5, 1).add(1, Outcome.REFUSED).add(1, Outcome.NOT_REACHED, 2)
    assert states(record.now()) == ["refused", "waiting"]
    record.answers(2).answers(1)
    now = record.now()
    assert states(now) == ["answered", "answered"]
    assert (now.result.asked, now.result.satisfied) == (2, 2)


def test_nobody_picks_a_substitute() -> None:
    """A row for a firm whose turn had not come does not count, and is a finding for ever."""
    record = Record(6, 2).answers(4).add(1, Outcome.REFUSED)
    now = record.now()
    assert states(now) == ["refused", "waiting", "waiting"]
    assert [finding.where for finding in now.findings] == ["联系记录第1条"]


def test_an_unknown_firm_is_a_finding() -> None:
    """A row with a number that the lock doesn't have breaks nothing."""
    record = Record(3, 1)
    record.rows.append(replace(record.row(1, Outcome.ANSWERED), firm=99))
    assert [finding.where for finding in record.now().findings] == ["联系记录第1条"]


def test_a_correction_supersedes_and_both_rows_stay_on_record() -> None:
    """The corrected answer counts in the old one's place; the record keeps the two."""
    record = Record(3, 1).answers(1)
    record.add(1, Outcome.ANSWERED, answer="dissatisfied", supersedes=1, reason="录入有误")
    now = record.now()
    assert (now.places[0].answer, now.result.satisfied, len(now.recorded)) == ("dissatisfied", 0, 2)
    record.add(1, Outcome.ANSWERED, answer="satisfied", supersedes=2, reason="核对录音")
    now = record.now()
    assert (now.places[0].answer, [row.id for row in now.places[0].attempts]) == ("satisfied", [3])


def test_a_withdrawn_refusal_takes_its_unasked_substitute_back() -> None:
    """A refusal typed on the wrong line lets nobody in once it is withdrawn."""
    record = Record(5, 1).add(1, Outcome.REFUSED)
    record.add(1, Outcome.WITHDRAWN, supersedes=1, reason="填错企业")
    assert states(record.now()) == ["waiting"]


def test_a_substitute_that_was_asked_stays() -> None:
    """What a substitute said is not thrown away when the refusal before it is withdrawn."""
    record = Record(5, 1).add(1, Outcome.REFUSED).answers(2)
    record.add(1, Outcome.WITHDRAWN, supersedes=1, reason="填错企业")
    assert states(record.now()) == ["waiting", "answered"]


def test_a_second_answer_without_a_correction_changes_nothing() -> None:
    """A firm has one outcome: the first holds, and the other row is a finding."""
    record = Record(3, 1).answers(1).answers(1, answer="dissatisfied")
    now = record.now()
    assert now.places[0].answer == "satisfied"
    assert [finding.where for finding in now.findings] == ["联系记录第2条"]


def test_an_allegation_waits_for_its_check_and_is_never_replaced() -> None:
    """反映未接受服务 holds the firm's place; an answer before the check does not settle it."""
    record = Record(5, 2).add(1, Outcome.NEVER_SERVED).answers(1)
    now = record.now()
    assert states(now) == ["alleged", "waiting"]
    assert [finding.where for finding in now.findings] == ["联系记录第2条"]


def test_a_confirmed_allegation_counts_as_not_satisfied() -> None:
    """Checked and confirmed by name, the firm is asked and not satisfied, without an answer."""
    record = Record(5, 2).add(1, Outcome.NEVER_SERVED).answers(2)
    now = record.add(1, Outcome.CHECKED_CONFIRMED, interviewee="财务负责人").now()
    result = now.result
    assert states(now) == ["never_served", "answered"]
    assert now.places[0].answer == ""
    assert (result.asked, result.satisfied, result.never_served) == (2, 1, 1)


def test_a_refuted_allegation_asks_the_firm_again() -> None:
    """It was served after all: the firm is asked for its answer, which then counts."""
    record = Record(5, 1).add(1, Outcome.NEVER_SERVED)
    record.add(1, Outcome.CHECKED_REFUTED, interviewee="财务负责人")
    now = record.now()
    assert (states(now), now.places[0].next_act) == (
        ["waiting"],
        "经核实接受过服务，请再询问评价",
    )
    assert states(record.answers(1).now()) == ["answered"]


def test_an_extension_goes_on_down_the_order() -> None:
    """追加抽取: with a larger size more firms are to be asked, those asked before among them."""
    record = Record(6, 2).add(1, Outcome.REFUSED).answers(2, 3)
    assert record.now().result.finished
    now = record.now(draw=extended(record.draw, 4))
    assert states(now) == ["refused", "answered", "answered", "waiting", "waiting"]
    assert not now.result.finished


@pytest.mark.parametrize(
    ("k", "outcome", "more", "sentence"),
    [
        (1, Outcome.ANSWERED, {"answer": "great"}, "请选择评价。"),
        (1, Outcome.ANSWERED, {"answer": ""}, "请选择评价。"),
        (1, Outcome.REFUSED, {"answer": "satisfied"}, "没有评价的联系结果不能带评价。"),
        (1, Outcome.OUT_OF_FRAME, {}, "请填写原因。"),
        (1, Outcome.CHECKED_CONFIRMED, {"interviewee": "甲"}, "没有待核实的反映。"),
        (2, Outcome.ANSWERED, {}, "已有结果（已评价），更正须注明更正哪一条。"),
        (2, Outcome.ANSWERED, {"supersedes": 1}, "请填写原因。"),
        (
            2,
            Outcome.ANSWERED,
            {"supersedes": 9, "reason": "误"},
            "要更正的记录不存在，或已更正过。",
        ),
        (3, Outcome.ANSWERED, {}, "反映未接受服务尚待核实，请先记录核实情况。"),
        (3, Outcome.CHECKED_CONFIRMED, {}, "请填写向谁、以何方式核实。"),
        (4, Outcome.ANSWERED, {}, "还没有轮到这家企业，递补只能按抽取的先后。"),
        (1, Outcome.WITHDRAWN, {}, "请注明作废哪一条。"),
        (1, Outcome.ANSWERED, {"typed_at": datetime(2026, 4, 30)}, "联系时间晚于录入时间。"),
    ],
)
def test_a_row_is_looked_at_before_it_is_recorded(k, outcome, more, sentence) -> None:
    """What can't be recorded is refused with the reason in a sentence."""
    record = Record(6, 3).answers(2).add(3, Outcome.NEVER_SERVED)
    problems = check_attempt(record.row(k, outcome, **more), record.now(), KUNMING)
    assert [problem.sentence for problem in problems] == [sentence]


@pytest.mark.parametrize(
    ("k", "outcome", "more"),
    [
        (1, Outcome.ANSWERED, {}),
        (1, Outcome.CALL_BACK, {"typed_at": datetime(2026, 5, 3), "typed_by": "乙"}),
        (1, Outcome.OUT_OF_FRAME, {"reason": "已注销"}),
        (2, Outcome.ANSWERED, {"supersedes": 1, "reason": "录入有误"}),
        (2, Outcome.WITHDRAWN, {"supersedes": 1, "reason": "填错企业"}),
        (3, Outcome.CHECKED_CONFIRMED, {"interviewee": "财务负责人"}),
    ],
)
def test_a_good_row_has_no_problems(k, outcome, more) -> None:
    """Answers, appointments, corrections and checks in their form are taken."""
    record = Record(6, 3).answers(2).add(3, Outcome.NEVER_SERVED)
    assert check_attempt(record.row(k, outcome, **more), record.now(), KUNMING) == ()


def test_the_schemes_own_scale_and_methods_hold() -> None:
    """An answer of another scale and a method off the list are refused."""
    record = Record(20, 10)
    row = record.row(1, Outcome.ANSWERED, answer="satisfied")
    foreign = replace(row, method="微信")
    sentences = [problem.sentence for problem in check_attempt(foreign, record.now(), NATIONAL)]
    assert sentences == ["请选择评价。", "请选择规定的抽查方式。"]


@pytest.mark.parametrize("word", [*Outcome, *State])
def test_every_outcome_and_state_has_its_words(word: Outcome | State) -> None:
    """The reviewer reads Chinese for each of them, and never the word of the code."""
    assert "\u4e00" <= word.label[0] <= "\u9fff"


steps = st.lists(
    st.tuples(st.integers(1, 12), st.sampled_from(list(Outcome)), st.integers(1, 3)), max_size=40
)


@settings(deadline=None)
@given(steps)
def test_whatever_is_recorded_the_order_is_kept(drawn: list) -> None:
    """The firms to be asked are always the head of the draw's order, and rows only add to it."""
    record = Record(12, 4)
    for k, outcome, day in drawn:
        supersedes = len(record.rows) if outcome is Outcome.WITHDRAWN else None
        record.add(k, outcome, day, supersedes=supersedes)
    now = record.now()
    assert [place.i for place in now.places] == list(draw_of(12, 4).order[: now.reach])
    settled = [place for place in now.places if place.state in (State.ANSWERED, State.NEVER_SERVED)]
    assert now.result.asked == len(settled)
    assert now.reach >= 4
    assert len(now.recorded) == len(drawn)
