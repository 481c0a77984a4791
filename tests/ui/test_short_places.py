"""Where something was read, in few letters: the place stays whole, the file can be told."""

import pytest

from desktop.ui.kit.places import cut_middle, short_place, without_file

LONG = "昆明云岭科创有限公司申请表2026最终版.docx 第2个表 第3行第4格"


@pytest.mark.parametrize(
    ("source", "letters", "shown"),
    [
        ("申请表.docx 第2个表 第3行第4格", 20, "申请表.docx 第2个表 第3行第4格"),
        (LONG, 20, "昆明云岭科…版.docx 第2个表 第3行第4格"),
        (LONG, 4, "昆明云….docx 第2个表 第3行第4格"),
        ("上次申报（2025年度 昆明市示范平台）", 12, "上次申报（2025年度 昆明市示范平台）"),
    ],
)
def test_a_place_is_shortened_at_the_files_name(source: str, letters: int, shown: str) -> None:
    """Sheet, row and cell are what the reader looks for."""
    assert short_place(source, letters) == shown


def test_what_is_cut_shows_both_ends() -> None:
    """Numbers and endings stand at a name's end."""
    assert cut_middle("服务企业台账2025最终版2.xlsx", 10) == "服务企业台…版2.xlsx"


def test_the_file_that_is_shown_needs_no_name() -> None:
    """The place alone is said; one in another file keeps its name."""
    found = [without_file(one, "a.docx") for one in ("a.docx 第1个表", "b.docx 第1个表")]
    assert found == ["第1个表", "b.docx 第1个表"]
