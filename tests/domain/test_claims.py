"""What the roster claimed for the drawn firms stands beside what they said when asked."""

import pytest
from sample_rules import KUNMING
from survey_record import Record

from desktop.domain.attempt import Outcome
from desktop.domain.case import Row
from desktop.domain.claims import Comparison, Difference, claim_of, claims_of, compare_claims


def _row(name: str, liked: str, disliked: str) -> Row:
    return Row(
        1, "名单.xlsx", "名录", 2, {"name": name, "satisfied": liked, "dissatisfied": disliked}
    )


@pytest.mark.parametrize(
    ("liked", "disliked", "claim"),
    [
        ("√", "", True),
        ("是", "否", True),
        ("", "√", False),
        ("□", "☑", False),
        ("", "", None),
        ("√", "√", None),
        ("√", "×", True),
        ("-", "/", None),
        ("一般", "", None),
        ("不满意", "", None),
        ("非常满意", "", True),
    ],
)
def test_tick_boxes_claim_only_where_they_are_clear(liked, disliked, claim) -> None:
    """One tick is a claim; none, two, signs of no, and 一般 are not."""
    assert claim_of(_row("甲", liked, disliked)) is claim


def test_claims_are_found_by_folded_name_and_contradictions_claim_nothing() -> None:
    """Rows of the same firm are taken together; a firm that isn't listed has no claim."""
    record = Record(3, 1)
    rows = [_row("第 1 厂", "√", ""), _row("第2厂", "√", ""), _row("第2厂", "", "√")]
    assert claims_of(record.lock, rows) == {1: True, 2: None, 3: None}


def test_claims_and_answers_are_compared() -> None:
    """Where the two differ is listed with both in words; firms without an answer are left out."""
    record = Record(9, 5).answers(1, 2).answers(3, answer="dissatisfied")
    record.add(4, Outcome.NEVER_SERVED).add(4, Outcome.CHECKED_CONFIRMED)
    claims = {9: True, 8: None, 7: True, 6: True, 5: True}
    assert compare_claims(record.now(), claims, KUNMING) == Comparison(
        satisfied=3,
        dissatisfied=0,
        unclaimed=1,
        agreeing=1,
        differences=(
            Difference(3, 7, "第7厂", "满意", "不满意"),
            Difference(4, 6, "第6厂", "满意", "未接受服务（已核实）"),
        ),
    )
