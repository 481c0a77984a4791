"""How a text is broken into lines: numbers whole, and marks where typesetters want them."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sheets.wrap import NO_END, NO_START, wrap

EMS = defaultdict(lambda: 1.0)  # every character as wide as any other: widths are counts


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("短名", 5, ["短名"]),
        ("昆明云岭创新服务有限公司", 5, ["昆明云岭创", "新服务有限", "公司"]),
        ("第一行\n第二行", 9, ["第一行", "第二行"]),
        ("满意度为92.5％以上", 6, ["满意度为", "92.5％以", "上"]),
        ("满意度为92.5％以上", 7, ["满意度为", "92.5％以上"]),
        ("其中满意130/136家", 8, ["其中满意", "130/136家"]),
        ("截止2026年11月20日报", 11, ["截止", "2026年11月20日", "报"]),
        ("截止2026年11月20日报", 8, ["截止", "2026年11月", "20日报"]),
        ("电话0871-63131234转8012李", 18, ["电话", "0871-63131234转8012", "李"]),
        ("0871-63131234转8012，139 0871 0001", 21, ["0871-63131234转8012，", "139 0871 0001"]),
        ("63131234/13908710001", 12, ["63131234/", "13908710001"]),
        ("金额共12,300万元", 6, ["金额共", "12,300", "万元"]),
        ("信用代码：91360111EXA4023760", 18, ["信用代码：", "91360111EXA4023760"]),
        ("手机139 0871 0001或座机", 13, ["手机", "139 0871 0001", "或座机"]),
        ("名称为（云岭）公司", 4, ["名称为", "（云岭）", "公司"]),
        ("甲乙丙丁，戊己", 4, ["甲乙丙", "丁，戊己"]),
        ("某公司Cloud Ridge Ltd", 10, ["某公司Cloud", "Ridge Ltd"]),
        ("编号ＡＢ１２号", 5, ["编号", "ＡＢ１２号"]),
        ("满意 ）的", 3, ["满", "意 ）", "的"]),
        ("ABCDEFGHIJKL", 5, ["ABCDE", "FGHIJ", "KL"]),
        ("一二三四 五", 4, ["一二三四", "五"]),
        ("www.yunling.example", 14, ["www.yunling.", "example"]),
        ("1234567.89", 9, ["1234567.8", "9"]),
        ("13908710001/3", 11, ["13908710001", "/3"]),
        ("0791-86660003转8003", 11, ["0791-", "86660003", "转8003"]),
        ("增长：126→136家", 8, ["增长：", "126→136家"]),
    ],
)
def test_lines_break_where_a_typesetter_would(text: str, width: int, lines: list[str]):
    """Numbers, dates, phones and words stay whole unless wider than the line; marks stay put."""
    assert wrap(text, width, EMS) == lines


@given(st.text("甲乙丙（）《》，。、12.5％年月日-ab 转", max_size=60), st.integers(4, 12))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int):
    """Whatever the text, no line is wider than its place, and all but blanks come out again."""
    lines = wrap(text, width, EMS)
    assert max(map(len, lines)) <= width
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text("甲乙丙丁戊己庚辛，（", max_size=40).filter(lambda t: "，，" not in t))
def test_no_mark_stands_at_the_wrong_end(text: str):
    """No line begins with a closing mark or ends with an opening one, where a break is possible."""
    text = text.replace("（，", "，").replace("（（", "（").strip("，（")
    lines = wrap(text, 5, EMS)
    assert [line for line in lines[1:] if line[0] in NO_START] == []
    assert [line for line in lines[:-1] if line[-1] in NO_END] == []
