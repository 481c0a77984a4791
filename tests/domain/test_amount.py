"""Amounts, counts and shares are read as written, converted exactly, and never guessed."""

import pytest

from desktop.domain.amount import Read, chinese_number, money_unit, read_amount, read_percent


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十二", 12),
        ("两千", 2000),
        ("一百零五", 105),
        ("三千五百零八", 3508),
        ("贰佰叁拾", 230),
        ("二百三十万", 2_300_000),
        ("一亿二千万", 120_000_000),
        ("十万零五百", 100_500),
        ("二〇二五", 2025),
        ("一万二", None),
        ("三百五", None),
        ("一二十", None),
        ("甲", None),
        ("", None),
    ],
)  # fmt: skip - a list
def test_chinese_numerals(text: str, number: int | None) -> None:
    """Formal and everyday numerals; what is said in short (一万二) is no number."""
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("上年度销售收入（万元）", "万元"),
        ("收入/元", "元"),
        ("（单位：万元、户）", "万元"),
        ("原值(人民币千元)", "千元"),
        ("收入", ""),
        ("万元户名单", ""),
    ],
)  # fmt: skip - a list
def test_the_unit_of_a_header(header: str, unit: str) -> None:
    """In brackets, behind a stroke or behind 单位."""
    assert money_unit(header) == unit


@pytest.mark.parametrize(
    ("text", "unit", "written_in", "read"),
    [
        ("350", "万元", "", Read("350")),
        ("１，２００.5", "万元", "", Read("1,200.5")),
        ("350万元", "万元", "元", Read("350")),
        ("350万", "万元", "", Read("350")),
        ("1.2亿元", "万元", "", Read("12000", "“1.2亿元”（亿元）换算为12000万元")),
        ("3500000", "万元", "元", Read("350", "“3500000”（元）换算为350万元")),
        ("￥1,234.5", "万元", "元", Read("0.12345", "“￥1,234.5”（元）换算为0.12345万元")),
        ("贰佰万元整", "万元", "", Read("200", "“贰佰万元整”读作200")),
        ("一百二十人", "人", "", Read("120", "“一百二十人”读作120")),
        ("3千", "人", "", Read("3000", "“3千”读作3000")),
        ("120人", "人", "", Read("120")),
        ("12 台", "台（套）", "", Read("12")),
        ("约300", "万元", "", Read("", "“约300”是约数或范围，不是一个确定的数")),
        ("100-200", "人", "", Read("", "“100-200”是约数或范围，不是一个确定的数")),
        ("0.001元", "亿元", "", Read("", "“0.001元”（元）换算成亿元不是整的小数")),
        ("不详", "人", "", Read("", "“不详”不是数字")),
        ("", "人", "", Read("")),
    ],
)
def test_amounts(text: str, unit: str, written_in: str, read: Read) -> None:
    """The cell's own unit goes before its column's; a conversion is exact and said."""
    assert read_amount(text, unit, written_in) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("85", Read("85")),
        ("85%", Read("85")),
        ("８５.5％", Read("85.5")),
        ("0.5%", Read("0.5")),
        ("百分之八十五", Read("85", "“百分之八十五”读作85%")),
        ("0.85", Read("0.85", "“0.85”是85%还是0.85%，请核对，已照原样保留")),
        ("1", Read("1")),
        ("很高", Read("", "“很高”不是百分数")),
    ],
)  # fmt: skip - a list
def test_shares(text: str, read: Read) -> None:
    """85, 85% and 百分之八十五 are the same; a bare 0.85 is asked about."""
    assert read_percent(text) == read
