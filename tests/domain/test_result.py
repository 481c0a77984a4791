"""The survey's result: finished or not, the verdict at its line, and the notes that go along."""

import pytest
from sample_rules import KUNMING, NATIONAL
from survey_record import Record

from desktop.domain.attempt import Outcome
from desktop.domain.case import SurveyFigures
from desktop.domain.result import Result, Verdict, reaches


@pytest.mark.parametrize(
    ("asked", "needed"),
    [(4, 4), (5, 4), (10, 8), (12, 10), (14, 12), (15, 12), (20, 16), (24, 20)],
)
def test_the_line_is_eighty_percent_in_whole_numbers(asked: int, needed: int) -> None:
    """One satisfied answer below the line misses it, at it and above it reaches."""
    found = [reaches(x, asked, (4, 5)) for x in (needed - 1, needed, needed + 1)]
    assert found == [False, True, True]


def test_a_finished_survey_whole() -> None:
    """4 of 5 satisfied: 80 % is reached and nothing is left to do."""
    record = Record(50, 5).answers(1, 2, 3, 4).answers(5, answer="dissatisfied")
    result = record.now().result
    assert result == Result(
        asked=5,
        satisfied=4,
        required=5,
        finished=True,
        verdict=Verdict.REACHED,
        text="达到80%",
        whole_text="",
        missing=0,
        alleged=0,
        never_served=0,
        answers=(("satisfied", 4), ("dissatisfied", 1)),
        notes=(),
    )
    assert result.figures() == SurveyFigures(5, 4, 5, True)


def test_one_more_dissatisfied_misses_the_line() -> None:
    """3 of 5 is below 80 %."""
    record = Record(50, 5).answers(1, 2, 3).answers(4, 5, answer="dissatisfied")
    assert record.now().result.text == "未达到80%"


def test_one_answer_short_nothing_is_judged() -> None:
    """However good the answers, the verdict waits for the number that was locked."""
    result = Record(50, 5).answers(1, 2, 3, 4).now().result
    assert (result.verdict, result.text) == (Verdict.OPEN, "尚不能判定（1家待联系）")


def test_a_short_list_is_asked_whole() -> None:
    """8 firms where 10 are asked for: all answered, so it is judged and says 全部抽查."""
    result = Record(8, 8, required=10).answers(*range(1, 9)).now(NATIONAL).result
    assert (result.finished, result.whole_text) == (True, "全部抽查（名单不足2家）")


def test_a_used_up_list_with_a_firm_out_of_it_is_judged() -> None:
    """A firm that fell out of the frame doesn't hold up the result of a list asked whole."""
    record = Record(5, 5).answers(1, 2, 3, 4).add(5, Outcome.OUT_OF_FRAME, reason="已注销")
    result = record.now().result
    assert (result.text, result.whole_text) == ("达到80%", "全部抽查（名单不足1家）")
    assert result.notes == ("不在抽查范围1家，已由后续企业递补或扣除，不计入。",)


def test_a_used_up_list_with_a_refusal_can_not_be_judged() -> None:
    """Where the number can't be reached the verdict stays open, and says by how many."""
    record = Record(5, 5).answers(1, 2, 3, 4).add(5, Outcome.REFUSED)
    result = record.now().result
    assert (result.finished, result.text) == (False, "尚不能判定（1家未联系上）")
    assert result.notes == (
        "未取得评价的1家如为不满意，则为4/5（80%，达到80%）；仅供参考，不作结论。",
    )


def test_a_list_of_nobody_left_is_not_judged() -> None:
    """If every firm fell out of the frame there is no share to speak of."""
    result = Record(1, 1).add(1, Outcome.OUT_OF_FRAME, reason="已注销").now().result
    assert (result.finished, result.text) == (False, "尚不能判定")


def test_replaced_firms_stay_in_the_worst_case_note() -> None:
    """The verdict counts the answers; the note shows what the silent ones could change."""
    record = Record(50, 5).add(1, Outcome.REFUSED).answers(2, 3, 4, 5, 6)
    result = record.now().result
    assert (result.text, result.asked) == ("达到80%", 5)
    assert result.notes == (
        "未取得评价的1家如为不满意，则为5/6（83.3%，达到80%）；仅供参考，不作结论。",
    )


def test_an_open_allegation_is_shown_with_and_without() -> None:
    """Until it is checked both results are printed and nothing is judged."""
    record = Record(50, 5).answers(1, 2, 3).add(4, Outcome.NEVER_SERVED)
    record.answers(5, answer="dissatisfied")
    result = record.now().result
    assert (result.finished, result.text) == (False, "尚不能判定（1家反映待核实）")
    assert result.notes == (
        "反映未接受服务（待核实）1家：不计入为3/4（75%，未达到80%），"
        "按不满意计入为3/5（60%，未达到80%）。",
    )
    result = record.add(4, Outcome.CHECKED_CONFIRMED).now().result
    assert (result.finished, result.text, result.asked, result.satisfied) == (
        True,
        "未达到80%",
        5,
        3,
    )
    assert result.notes == ("经核实未接受服务1家，按本程序约定计为不满意。",)


def test_missing_and_alleged_firms_are_told_apart() -> None:
    """What is still to be reached and what is still to be checked are two numbers."""
    result = Record(50, 5).answers(1, 2).add(3, Outcome.NEVER_SERVED).now().result
    assert result.text == "尚不能判定（2家待联系，1家反映待核实）"


def test_the_national_scale_counts_fairly_satisfied_by_convention() -> None:
    """很满意 and 基本满意 are satisfied, and the note says that the second is our reading."""
    record = Record(20, 10).answers(*range(1, 6), answer="very_satisfied")
    record.answers(6, 7, 8, answer="fairly_satisfied").answers(9, 10, answer="dissatisfied")
    result = record.now(NATIONAL).result
    assert (result.text, result.satisfied) == ("达到80%", 8)
    assert result.answers == (("very_satisfied", 5), ("fairly_satisfied", 3), ("dissatisfied", 2))
    assert result.notes == ("“基本满意”3家按本程序约定计入满意。",)


def test_a_late_answer_counts_beside_its_substitute() -> None:
    """Everybody who answered counts, also beyond the number that was asked for."""
    record = Record(50, 4).add(1, Outcome.REFUSED).answers(2, 3, 4, 5)
    record.answers(1, answer="dissatisfied")
    result = record.now(KUNMING).result
    assert (result.asked, result.satisfied, result.text) == (5, 4, "达到80%")
