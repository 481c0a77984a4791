"""A roster's columns: headings over two lines as on paper, and no wider than what is in them."""

import pytest

from desktop.domain.case import Row
from desktop.domain.form import Column
from desktop.ui.kit.clip import clip_of
from desktop.ui.pages.steps.roster_columns import shown_column


@pytest.mark.parametrize(
    ("column", "heading"),
    [
        (Column("satisfied", "满意", group="企业满意度"), "企业满意度\n满意"),
        (Column("revenue", "上年度销售收入（万元）", "figure"), "上年度销售收入\n（万元）"),
        (Column("years", "在服务平台工作年限"), "在服务平台\n工作年限"),
        (Column("code", "统一社会信用代码", "code"), "统一社会信用代码"),
        (Column("name", "企业名称"), "企业名称"),
    ],
)
def test_long_headings_take_two_lines(column: Column, heading: str) -> None:
    """The group above, the unit below; a long one is broken in its middle."""
    assert shown_column(column).title == heading


def test_a_copied_heading_is_in_one_line() -> None:
    """Excel and WPS get the heading as it is in the form."""
    column = shown_column(Column("satisfied", "满意", group="企业满意度"))
    row = Row(1, "firms", 1, 1, {"satisfied": "√"})
    assert clip_of([column], [row]).plain.toStdString() == "企业满意度 满意\n√"
