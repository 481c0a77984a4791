"""Which roster rows count, told from what is written, or left to the reviewer."""

import pytest

from desktop.domain.case import Row
from desktop.domain.condition import Filter
from desktop.domain.filters import count, holds

DEGREE = Filter("degree", "staff", "本科及以上", ("education",), ("本科", "硕士"), nothing=("无",))
TITLE = Filter(
    "title",
    "staff",
    "中级及以上职称",
    ("certificate",),
    ("工程师", "会计师"),
    unless=("助理工程师",),
    unsure=("注册会计师",),
)
EITHER = Filter("either", "staff", "学历或职称", filters=("degree", "title"), switchable=True)
FILTERS = {f.id: f for f in (DEGREE, TITLE, EITHER)}


def row(education: str, certificate: str, **marks: bool) -> Row:
    """One line of a staff roster."""
    cells = {"education": education, "certificate": certificate}
    return Row(1, "名单.xlsx", "人员", 4, cells, marks)


@pytest.mark.parametrize(
    ("education", "certificate", "union", "both"),
    [
        ("本科", "", True, False),
        ("大专", "高级工程师", True, False),
        ("硕士", "工程师", True, True),
        ("大专", "助理工程师", False, False),
        ("大专", "助理工程师、高级会计师", True, False),
        ("大专", "注册会计师", None, False),
        ("本科", "注册会计师", True, None),
        ("无", "无", False, False),
    ],
)
def test_a_person_with_either_counts_once_unless_both_are_read(education, certificate, union, both):
    """A union counts a person with either; read as both, one is not enough; a licence is asked."""
    person = row(education, certificate)
    assert holds("either", person, FILTERS, {}) is union
    assert holds("either", person, FILTERS, {"either": "all"}) is both


def test_the_reviewers_mark_goes_before_the_text():
    """What the reviewer says of a row stands, whatever is written in it."""
    assert holds("either", row("大专", "注册会计师", title=True), FILTERS, {}) is True
    assert holds("either", row("本科", "", either=False), FILTERS, {}) is False


def test_rows_that_cannot_be_told_are_counted_apart():
    """A count says how many are in for sure and how many are in doubt."""
    rows = [row("本科", ""), row("大专", "注册会计师"), row("大专", "")]
    found = count(rows, ("either",), FILTERS, {})
    assert (found.sure, found.unknown, found.high) == (1, 1, 2)


def test_a_word_that_stands_alone_is_not_found_inside_another():
    """中级 alone is a title; 中级工 is a worker's grade."""
    rank = Filter(
        "rank", "staff", "中级", ("certificate",), ("工程师",), exactly=("中级",), else_unknown=True
    )
    told = [
        holds("rank", row("", text), {"rank": rank}, {}) for text in ("中级", "中级工", "工程师")
    ]
    assert told == [True, None, True]


@pytest.mark.parametrize(
    ("written", "told"),
    [("√", True), ("非常满意", True), ("", False), ("×", False), ("一般", None), ("不满意", None)],
)
def test_a_lukewarm_word_below_satisfied_counts_neither_way(written, told):
    """一般 in the column 满意 is no tick: the reviewer says."""
    ticked = Filter(
        "ticked",
        "firms",
        "满意",
        ("satisfied",),
        unsure=("一般", "不"),
        nothing=("×",),
        filled=True,
    )
    firm = Row(1, "名单.xlsx", "名单", 4, {"satisfied": written}, {})
    assert holds("ticked", firm, {"ticked": ticked}, {}) is told


def test_a_row_with_both_boxes_ticked_is_not_told():
    """满意 and 不满意 both filled in are neither; a sign of no in the other box is no tick."""
    liked = Filter("liked", "firms", "满意", ("yes",), filled=True, against=("no",), nothing=("×",))
    told = [("√", "√", None), ("√", "×", True), ("√", "", True), ("", "√", False)]
    for yes, no, answer in told:
        firm = Row(1, "名单.xlsx", "企业", 4, {"yes": yes, "no": no})
        assert holds("liked", firm, {"liked": liked}, {}) is answer
