"""The last line of a broken text: no stray character of a title, a cell or a note."""

import pytest

from desktop.sheets.even import even, even_title


class _Ems(dict[str, float]):
    """Every ideograph is an em wide, all that is ASCII half of it."""

    def __missing__(self, character: str) -> float:
        return 0.5 if character < "\u0080" else 1.0


EMS = _Ems()


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("财务主管", 3, ["财务", "主管"]),
        ("昆明市示例服务平台", 8, ["昆明市示例服务", "平台"]),
        ("复印件（盖章）", 6, ["复印件", "（盖章）"]),
        ("一行正好", 4, ["一行正好"]),
        ("甲乙丙\n甲乙丙丁", 3, ["甲乙丙", "甲乙", "丙丁"]),
        ("甲", 1, ["甲"]),
    ],
)
def test_a_cell_leaves_no_character_alone(text: str, width: float, lines: list[str]):
    """What went before gives as much as the last line needs, and no line more is taken."""
    assert even(text, width, EMS) == lines


def test_a_title_has_lines_of_like_length():
    """Of 21 characters on lines of 20 none stands alone; what ends with three stays as it is."""
    title = "云南省中小企业公共服务示范平台预审材料的函"
    assert even_title(title, 20, EMS) == [title[:11], title[11:]]
    assert even_title(title + "两字", 20, EMS) == [title[:20], "函两字"]


def test_what_can_be_no_better_stays():
    """Where another line would be needed, or the text is long, the lines are as they were."""
    assert even("甲乙丙", 1, EMS) == ["甲", "乙", "丙"]
    long = "天" * 91
    assert [len(line) for line in even(long, 10, EMS)] == [10] * 9 + [1]
