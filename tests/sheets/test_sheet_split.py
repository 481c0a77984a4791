"""A cell that reaches over several rows may be longer than a page: it goes on upon the next one."""

from desktop.sheets.document import Cell, Document, Grid, Look, Page, Row
from desktop.sheets.fonts import Fonts
from desktop.sheets.layout import MM, lay_out

LOOK = Look("cell", 10.5)
SHAPE = Page(top=25, bottom=25, left=20, right=20)


def _partners(count: int) -> Document:
    names = "、".join(f"昆明云岭第{n}创新服务有限公司" for n in range(count))
    rows = (
        Row((Cell("平台", LOOK), Cell("名称", LOOK, 2)), 9),
        Row((Cell("合作机构", LOOK, 1, 2), Cell("签约单位", LOOK), Cell("其他单位", LOOK)), 9),
        Row((Cell(names, LOOK), Cell("澍川学院", LOOK)), 24),
        Row((Cell("意见", LOOK, 3),), 40),
    )
    return Document("长表", SHAPE, (Grid((24, 73, 73), rows),))


def test_a_long_text_beside_a_merged_label_is_not_cut_off(fonts: Fonts):
    """Every line stands within a page, in its order, and the label is printed once."""
    document = _partners(200)
    pages = lay_out(document, fonts)
    bottom = (SHAPE.height - SHAPE.bottom) * MM
    lowest = [max(one.y + one.height for one in page) for page in pages]
    texts = ["".join(one.lines) for page in pages for one in page]
    grid = document.blocks[0]
    assert isinstance(grid, Grid)
    assert len(pages) == 4
    assert [low <= bottom + 0.1 for low in lowest] == [True] * 4
    assert "".join(text for text in texts if "云岭" in text) == grid.rows[2].cells[0].text
    assert [text for text in texts if text and "云岭" not in text] == [
        "平台",
        "名称",
        "合作机构",
        "签约单位",
        "其他单位",
        "澍川学院",
        "意见",
    ]


def test_rows_that_fit_one_page_stay_together(fonts: Fonts):
    """Nothing is cut where there is no need."""
    [page] = lay_out(_partners(3), fonts)
    assert [one.lines[0] for one in page if one.lines][:4] == [
        "平台",
        "名称",
        "合作机构",
        "签约单位",
    ]
