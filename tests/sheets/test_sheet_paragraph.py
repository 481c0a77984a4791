"""Letters and fixed wordings: paragraphs flow from page to page as a typesetter would set them."""

from pathlib import Path

import pytest

from desktop.sheets.compose import compose
from desktop.sheets.describe import SheetDataError, read_sheet
from desktop.sheets.document import Document, Line, Look, Page, Paragraph, Piece, picture
from desktop.sheets.fonts import Fonts
from desktop.sheets.layout import Placed, lay_out
from desktop.sheets.rows import MM
from desktop.sheets.wrap import NO_END, NO_START

LETTER = """
title = "承诺书"
source = "试用"
[page]
[[blocks]]
kind = "paragraph"
indent = 0
lines = ["{unit}："]
[[blocks]]
kind = "paragraph"
lines = ["{body}", "{nothing}", "特此承诺。"]
keep = true
[[blocks]]
kind = "paragraph"
align = "right"
indent = 4
lines = ["{date|date}"]
[[blocks]]
kind = "grid"
widths = [40, 60]
rows = [
    { where = "nothing", cells = [{ text = "不见" }, { text = "不见" }] },
    { where = "unit", cells = [{ text = "{unit|box}是　{nothing|box}否" }, { text = "规模：", ticks = ["大", "小"] }] },
]
"""  # noqa: E501 — one row of a description is one line


def _written(folder: Path, text: str) -> Path:
    file = folder / "letter.toml"
    file.write_text(text, "utf-8")
    return file


def test_a_letter_is_composed_paragraph_by_paragraph(tmp_path: Path, make_facts):
    """A fact of two lines is two paragraphs, an empty one none; a row without its fact is gone."""
    facts = make_facts(0) | {"unit": "云岭局", "body": "第一段。\n第二段。", "nothing": ""}
    assert picture(compose(read_sheet(_written(tmp_path, LETTER)), facts)) == (
        "承诺书  [竖 210×297]\n"
        "¶0«云岭局：\n"
        "¶2«第一段。\n"
        "¶2«第二段。\n"
        "¶2«特此承诺。\n"
        "¶4»2026年11月20日\n"
        "[列宽 40 60]\n"
        "┃☑是　☐否│规模：☐ 大　☐ 小│\n"
    )


def test_a_row_that_may_be_left_away_is_not_merged_with_others(tmp_path: Path):
    """A condition on a row that another one's cell reaches over is a fault with its place."""
    text = LETTER.replace('[{ text = "不见" }', '[{ text = "不见", down = 2 }').replace(
        'where = "unit", cells = [{ text', 'where = "Unit", cells = [{ text'
    )
    with pytest.raises(SheetDataError) as wrong:
        read_sheet(_written(tmp_path, text))
    place = f"{tmp_path.name}/letter.toml 第4个版块："
    assert wrong.value.sentences == [
        f"{place}第1行有“where”，不能与上下行合并",
        f"{place}第2行的“where”写错了",
        f"{place}第2行有“where”，不能与上下行合并",
        f"{place}第2行占3列，表有2列",
    ]


BODY = "截止2026年11月20日（含当日），满意度为92.5％，电话0871-63131234转8012；段𬭎（女）。" * 9


def _lines(pages: list[list[Placed]]) -> list[list[str]]:
    return [[text for one in page for text in one.lines] for page in pages]


def test_the_first_line_is_indented_and_the_others_fill_the_width(fonts: Fonts):
    """Two characters at the head; every line but the last ends at the right margin, or is torn."""
    document = Document("函", Page(), (Paragraph(BODY, Look("cell", 16)),))
    (lines,) = lay_out(document, fonts)
    widths = fonts.stack("cell").widths
    right = (210 - 20) * MM
    ends = [
        one.x
        + sum(map(widths.__getitem__, one.lines[0])) * 16
        + one.spread * (len(one.lines[0]) - 1)
        for one in lines
    ]
    assert [round(one.x - 20 * MM, 6) for one in lines[:2]] == [32, 0]
    assert all(end <= right + 0.01 for end in ends)
    assert all(
        one.spread == 0 or abs(end - right) < 0.01 for one, end in zip(lines, ends, strict=True)
    )
    assert sum(one.spread > 0 for one in lines) > len(lines) / 2
    assert lines[-1].spread == 0
    assert "".join(one.lines[0] for one in lines) == BODY
    assert [one for one in lines[1:] if one.lines[0][0] in NO_START] == []
    assert [one for one in lines[:-1] if one.lines[0][-1] in NO_END] == []


def test_no_line_of_several_stands_alone_on_a_page(fonts: Fonts):
    """Wherever the page's end falls, at least two lines of a paragraph are on either side."""
    look = Look("cell", 16)
    for above in range(1, 60):
        for count in (1, 2, 3, 4, 9):
            filler = tuple(Line((Piece("甲", look),), 5) for _ in range(above))
            body = Paragraph("乙" * (30 * count - 20), look)
            pages = _lines(lay_out(Document("函", Page(), (*filler, body)), fonts))
            parts = [sum("乙" in text for text in page) for page in pages]
            assert sum(parts) == count
            assert [part for part in parts if part == 1] == ([1] if count == 1 else [])


def test_the_signature_is_never_alone_on_a_page(fonts: Fonts):
    """What a paragraph is kept with has its last two lines above it on the same page."""
    look = Look("cell", 16)
    for above in range(1, 60):
        filler = tuple(Line((Piece("甲", look),), 5) for _ in range(above))
        body = Paragraph("乙" * 100, look, keep=True)
        end = Paragraph("单位（公章）", Look("cell", 16, "right"), 4, before=20, keep=True)
        date = Paragraph("2026年11月20日", Look("cell", 16, "right"), 4)
        pages = _lines(lay_out(Document("函", Page(), (*filler, body, end, date)), fonts))
        assert pages[-1][-2:] == ["单位（公章）", "2026年11月20日"]
        assert sum("乙" in text for text in pages[-1]) >= 2


def test_a_paragraph_longer_than_pages_is_poured_whole(fonts: Fonts):
    """Three thousand characters flow over as many pages as they need, and none is lost."""
    document = Document("函", Page(), (Paragraph("文" * 3000, Look("cell", 16), keep=True),))
    pages = _lines(lay_out(document, fonts))
    assert sum(text.count("文") for page in pages for text in page) == 3000
    assert len(pages) == 5


def test_a_heading_stays_with_what_it_heads(tmp_path: Path):
    """（四）服务情况 was a page's last line; members of a list are not held together by this."""
    lines = [
        "一、承诺书",
        "二、平台情况",
        "（一）基本情况",
        "详细阐述。",
        "（二）其他",
        "（三）规划",
        "完。",
    ]
    listed = ", ".join(f'"{line}"' for line in lines)
    head = 'title = "函"\nsource = "试用"\n[page]\n[[blocks]]\nkind = "paragraph"\n'
    text = f"{head}lines = [{listed}]\n"
    blocks = compose(read_sheet(_written(tmp_path, text)), {}).blocks
    kept = [block.text for block in blocks if isinstance(block, Paragraph) and block.keep]
    assert kept == ["二、平台情况", "（一）基本情况", "（三）规划"]
