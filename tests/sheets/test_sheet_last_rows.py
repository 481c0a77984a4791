"""A roster that goes on upon another page leaves it two rows at least, whatever their number."""

import re

import pytest

from desktop import paths
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import Cell, Document, Grid, Look, Page, Row
from desktop.sheets.fonts import Fonts
from desktop.sheets.layout import fitted, lay_out
from desktop.sheets.office import RoughFaces

SHEETS = [
    "kunming-platform-2022/summary",
    "kunming-base-2022/summary",
    "yunnan-platform-2022/summary",
    "yunnan-platform-2022/evaluation",
    "national-platform-2017/recommendation",
    "national-platform-2017/summary",
    "nanchang-platform-2022/recommendation",
]
COUNTS = [1, 2, *range(8, 16), 25, 26, 30]
_ENTRY = re.compile("滇池芯火[0-9]+号|昆明㛃玉第[0-9]+")
PAGE = Page(210, 130, 20, 20, 20, 20)  # 90 mm between the margins
LOOK = Look()


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_page_ends_a_roster_with_a_single_row(sheet: str, make_facts, fonts: Fonts):
    """None of the rows is lost, and where there are several pages each has two rows or more."""
    described = read_sheet(paths.forms_dir() / f"{sheet}.toml")
    for count in COUNTS:
        pages = lay_out(compose(described, make_facts(count)), fonts)
        texts = ["".join("".join(one.lines) + "\n" for one in page) for page in pages]
        rows = [many for many in (len(_ENTRY.findall(text)) for text in texts) if many]
        assert sum(rows) == count
        assert len(rows) == 1 or min(rows) >= 2, (count, rows)


def _roster(*heights: int) -> Document:
    head = Row((Cell("名称", LOOK),), 10, "head")
    rows = (Row((Cell(f"第{at}行", LOOK),), high, "item") for at, high in enumerate(heights, 1))
    return Document("名单", PAGE, (Grid((100,), (head, *rows)),))


def test_rows_are_shared_by_the_last_two_pages(fonts: Fonts):
    """The last row but one goes with the last; high rows, of which one fills a page, do not."""
    last = [one.lines[0] for one in lay_out(_roster(*[10] * 9), fonts)[-1]]
    high = [one.lines[0] for one in lay_out(_roster(40, 30, 30), fonts)[-1]]
    assert (last, high) == (["名称", "第8行", "第9行"], ["名称", "第3行"])


def test_the_office_files_are_told_to_keep_the_two_rows():
    """What Word and Excel are given says that the last row but one stays with the last."""
    document, _ = fitted(_roster(10, 10, 10), RoughFaces())
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert [row.keep for row in grid.rows] == [False, False, True, False]
