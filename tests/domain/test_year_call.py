"""A year's call is checked as typed: days in any writing, counts as numbers, and their order."""

import pytest

from desktop.domain.call import call_days, call_problems, in_one_way

SAYS = "不是日期，请按2026年11月20日、2026-11-20或20261120填写。"


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("department_due", "20261120", "2026年11月20日"),
        ("department_due", "2026.11.20", "2026年11月20日"),
        ("bureau_due", "２０２６－１１－２０", "2026年11月20日"),
        ("bureau_due", "2026年11月", "2026年11月"),
        ("bureau_due", "十一月底", "十一月底"),
        ("copies", "3份", "3"),
        ("copies", " ４ ", "4"),
        ("copies", "纸质3份", "纸质3份"),
        ("quota", "2家", "2"),
        ("number", "昆工信〔2026〕30号", "昆工信〔2026〕30号"),
    ],
)
def test_a_line_is_kept_in_one_way(key: str, typed: str, kept: str):
    """What can be read is kept plainly; what can't stays as it was typed."""
    assert in_one_way(key, typed) == kept


def test_what_is_wrong_is_told_beside_its_blank():
    """Each wrong line has its sentence; an empty one has none."""
    call = {
        "number": "随便",
        "department_due": "十一月底",
        "bureau_due": "2036年11月20日",
        "copies": "纸质3份",
        "quota": "0",
        "extra": "",
    }
    assert call_problems(call, 2026) == {
        "department_due": (f"“十一月底”{SAYS}",),
        "bureau_due": ("2036年11月20日与2026年度相差太远，请核对年份。",),
        "copies": ("“纸质3份”不是报送份数，请填整数（单位：份）；其他要求写在下面。",),
        "quota": ("推荐名额“0”不对，请填1至1000。",),
    }
    assert call_problems({"department_due": "", "copies": ""}, 2026) == {}


@pytest.mark.parametrize("own", ["2026年11月30日", "2026年12月1日"])
def test_the_departments_day_comes_before_the_bureaus(own: str):
    """The same day is too late as well: both blanks say so."""
    found = call_problems({"department_due": own, "bureau_due": "2026年11月30日"}, 2026)
    assert found == {
        "department_due": ("应早于上级要求报送日期2026年11月30日，请核对。",),
        "bureau_due": (f"应晚于本部门受理截止日期{own}，请核对。",),
    }
    fine = {"department_due": "2026年11月20日", "bureau_due": "2026年11月30日"}
    assert call_problems(fine, 2026) == {}


def test_a_day_that_is_none_counts_for_nothing():
    """A month is no day to count down to."""
    call = {"department_due": "2026年11月", "bureau_due": "20261130"}
    assert {key: str(day) for key, day in call_days(call).items()} == {"bureau_due": "2026-11-30"}
