"""身份证号: what is right is taken wherever it was issued, and what is wrong is named."""

import pytest

from desktop.domain.fieldcheck import kind_sentences
from desktop.domain.idcard import id_card_problem

# Made up by the rule of GB 11643; the order numbers are those of nobody known.
RIGHT = (
    "360103197805121239",  # a district that python-stdnum's list of places lacks
    "440524188001010014",  # GB 11643's own example
    "11010519491231002X",  # the same
    "11010519491231002x",
    "３６０１０３ 19780512 1239",
)


@pytest.mark.parametrize("number", RIGHT)
def test_a_right_number_is_taken_whatever_its_place(number: str) -> None:
    """The check digit and the date decide; full-width digits, blanks and a small x are folded."""
    assert id_card_problem(number) == ""
    assert kind_sentences("idcard", "", number) == ()


@pytest.mark.parametrize(
    ("number", "word"),
    [
        ("36010319780512123", "这里是17位"),
        ("36010319780512123A", "末位是数字或X"),
        ("3601031978051212X9", "应为17位数字"),
        ("360103197813121239", "不是日期"),
        ("360103197805121238", "校验码"),
    ],
)
def test_a_wrong_number_is_told_what_is_wrong(number: str, word: str) -> None:
    """The sentence names the length, the sign, the date or the check digit."""
    assert word in id_card_problem(number)
    assert kind_sentences("idcard", "", number) == (id_card_problem(number),)
