"""A unified social credit code is checked, and what is wrong with it is said in words."""

import pytest
from stdnum.cn import uscc

from desktop.domain.codes import are_plain_codes, code_problem, is_plain_code, valid_code

VALID = "91110000600037341L"


@pytest.mark.parametrize("code", [VALID, "91152201078377449P"])
def test_published_codes_are_valid(code: str) -> None:
    """Codes whose check digit fits are returned as they are, with nothing to say."""
    assert (valid_code(code), code_problem(code)) == (code, "")


@pytest.mark.parametrize(
    "text", ["91110000600037341l", " 9 1110000 600037341L", "９１１１００００６０００３７３４１Ｌ"]
)
def test_form_is_folded_before_the_check(text: str) -> None:
    """Small letters, blanks and full-width characters don't make a code wrong."""
    assert valid_code(text) == VALID


@pytest.mark.parametrize("text", ["", " ", "-", "无", "—"])
def test_no_code_is_no_problem(text: str) -> None:
    """Rosters carry no code by the annex, so an empty one is nothing to complain of."""
    assert (valid_code(text), code_problem(text)) == (None, "")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("91110000600037341N", "校验位（第18位）对不上"),
        ("9111000060003734", "应为18位，这里是16位。"),
        ("530100100012345", "这里是15位，像是旧的工商注册号。"),
        ("600037341", "这里是9位，像是组织机构代码。"),
        ("9111000060003734OI", "不会出现“O、I”"),
        ("9A110000600037341L", "前8位一般为数字"),
        ("9.11E+17", "后几位已丢失"),
        ("911100006000373000", "后几位已丢失"),
    ],
)
def test_each_fault_is_named(text: str, part: str) -> None:
    """Length, characters, check digit and lost digits each have their own sentence."""
    sentence = code_problem(text)
    assert part in sentence
    assert sentence.startswith("统一社会信用代码")
    assert sentence.endswith("。")
    assert valid_code(text) is None


def test_a_valid_code_that_ends_in_zeros_is_not_suspected() -> None:
    """Three zeros at the end are only a sign of lost digits where the check digit fails."""
    code = next(f"91530100{i:07d}000" for i in range(100) if valid_code(f"91530100{i:07d}000"))
    assert code_problem(code) == ""


def test_the_quick_look_at_a_code_says_what_stdnum_says() -> None:
    """Right codes and every single change of one: both agree."""
    right = "91530102MA6K00000"
    code = right + uscc.calc_check_digit(right)
    tries = [code[:at] + char + code[at + 1 :] for at in range(18) for char in "0123789ABIXYZ壹"]
    assert is_plain_code(code)
    assert [is_plain_code(one) for one in tries] == [uscc.is_valid(one) for one in tries]


def test_many_codes_are_plain_where_each_is() -> None:
    """A column's codes are weighed together; one that is wrong anywhere is seen."""
    stems = [f"91530102MA6K{number:05d}" for number in range(300)]
    codes = [stem + str(uscc.calc_check_digit(stem)) for stem in stems]
    odd = ("", "壹", codes[7][:-1], codes[7][1:] + "0", codes[7].lower(), "9" + codes[7], "9" * 36)
    wrong = [codes[7][:at] + char + codes[7][at + 1 :] for at in range(18) for char in "0BIOZ壹"]
    assert [are_plain_codes(codes[:many]) for many in (0, 1, 300)] == [True, True, True]
    for one in (*odd, *wrong):
        told = are_plain_codes([*codes[:7], one, *codes[8:]])
        assert told == is_plain_code(one), one
