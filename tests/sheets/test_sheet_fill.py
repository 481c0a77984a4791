"""What fills a blank: each formatter's outcome, and texts without what no paper shows."""

from datetime import date

import pytest

from desktop.sheets.fill import BLANK_DATE, FORMATTERS, clean, fill, look_up, show, ticks


@pytest.mark.parametrize(
    ("formatter", "value", "shown"),
    [
        ("text", "云岭", "云岭"),
        ("text", 12, "12"),
        ("serial", 3, "3"),
        ("date", date(2026, 3, 5), "2026年3月5日"),
        ("date_or_blank", date(2026, 11, 20), "2026年11月20日"),
        ("month", date(2026, 3, 5), "2026年3月"),
        ("yes_no", True, "是"),
        ("yes_no", False, "否"),
        ("tick", True, "√"),
        ("tick", False, ""),
        ("box", "有", "☑"),
        ("box", False, "☐"),
        ("paragraphs", "甲\n\n 乙 ", "　　甲\n　　乙"),
        ("list", ["信息服务", "培训服务"], "信息服务、培训服务"),
        ("list", "信息服务、培训服务", "信息服务、培训服务"),
    ],
)
def test_a_value_is_shown_as_its_formatter_says(formatter: str, value: object, shown: str):
    """Dates have no leading zero, truth is 是 or 否, paragraphs are indented by two characters."""
    assert show(value, formatter) == shown


def test_nothing_is_an_empty_text_by_every_formatter():
    """None and the empty text print nothing; what is for the pen leaves its blanks or its box."""
    empty = {
        (formatter, show(value, formatter)) for formatter in FORMATTERS for value in (None, "")
    }
    blank = {"date_or_blank": BLANK_DATE, "box": "☐"}
    assert empty == {(formatter, blank.get(formatter, "")) for formatter in FORMATTERS}


def test_a_text_of_another_kind_is_a_bug():
    """A truth value or a float where a text belongs raises instead of printing `True` or `1.0`."""
    for value in (True, 1.0, date(2026, 1, 1)):
        with pytest.raises(TypeError):
            show(value, "text")


def test_blanks_are_filled_once_and_by_their_whole_path():
    """What a fact says is never read as a blank again, and a missing path is named whole."""
    facts = {"unit": "{date}", "who": {"name": "李"}}
    assert fill("单位：{unit}，{who.name}", facts) == "单位：{date}，李"
    with pytest.raises(KeyError, match=r"who\.phone"):
        look_up("who.phone", facts)


def test_what_no_paper_shows_is_dropped():
    """Controls, zero-width marks and the BOM vanish, tabs are blanks, line ends are one kind."""
    assert clean(" \ufeff云\u200b岭\t甲\r\n乙\x07\u2028丙\n") == "云岭 甲\n乙\n丙"


def test_boxes_are_ticked_by_label():
    """Every choice keeps its box; several, one or none are ticked."""
    assert ticks(("电话", "其他"), ["其他"]) == "☐ 电话　☑ 其他"
    assert ticks(("电话", "其他"), None) == "☐ 电话　☐ 其他"
