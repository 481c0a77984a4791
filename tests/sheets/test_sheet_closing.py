"""Signatures never stand alone: rows or words are above them, in the three kinds of file."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from every_sheet import composed

from desktop.sheets.closing import closing, kept_together
from desktop.sheets.document import Cell, Document, Grid, Line, Look, Page, Paragraph, Piece, Row
from desktop.sheets.fonts import Fonts
from desktop.sheets.layout import lay_out
from desktop.sheets.xlsx import write_xlsx
from desktop.sheets.xlsx_breaks import SheetRow, early_breaks

LOOK = Look()
SIGNED = [
    "papers--assessment",
    "papers--changes",
    "papers--decline_notice",
    "papers--draw_result",
    "papers--mend_notice",
    "papers--receipt",
    "papers--truth_record",
    "papers--validity",
    "papers--volume_contents",
    "papers--yearly_reports",
]


def _text(text: str, *, keep: bool = False) -> Line:
    return Line((Piece(text, LOOK),), keep=keep)


def _roster(count: int) -> Grid:
    head = Row((Cell("名称", LOOK),), 8, "head")
    rows = (Row((Cell(f"企业{at}", LOOK),), 8, "item") for at in range(count))
    return Grid((100,), (head, *rows))


SIGNATURE = Grid(
    (50, 50),
    (Row((Cell("经办人（签名）", LOOK), Cell("", LOOK)), 14), Row((Cell("日期", LOOK, 2),))),
)


def _paper(count: int) -> Document:
    blocks = (_text("情况表"), _roster(count), _text(""), SIGNATURE, _text("注：一式两份。"))
    return Document("情况表", Page(), blocks)


@pytest.mark.parametrize("name", SIGNED)
def test_something_stands_above_the_signatures_on_paper(name: str, fonts: Fonts):
    """However many rows there are, the page to be signed has a row or words of the paper."""
    for count in range(10, 34, 2):
        pages = lay_out(composed(name, count, lambda path: f"某{path}"), fonts)
        last = next(
            page for page in reversed(pages) if any("签名" in "".join(o.lines) for o in page)
        )
        top = min(one.y for one in last if any("签名" in line for line in one.lines))
        above = [one for one in last if one.y < top - 20 and any(one.lines)]
        assert above, (name, count)


def test_what_closes_a_sheet():
    """Notes and signatures do, and a letter's last words; the next table's heading does not."""
    heading, gap = _text("二、名单", keep=True), Line(())
    note, words = _text("注"), Paragraph("特此告知。", LOOK)
    found = [
        closing((note, words, gap, SIGNATURE, note)),
        closing((note, heading, _roster(3), SIGNATURE)),
        closing((note, gap, _roster(3))),
        closing((words, note)),
    ]
    assert found == [[note, words, gap, SIGNATURE, note], [note], [note], [words, note]]


def test_word_keeps_the_last_row_with_the_signatures():
    """From the roster's last row on, each block says that it stays with the next one."""
    made = kept_together(_paper(3).blocks)
    rows = [row.keep for block in made if isinstance(block, Grid) for row in block.rows]
    lines = [block.keep for block in made if isinstance(block, Line)]
    assert (rows, lines) == ([False, False, False, True, True, True], [False, True, False])


@pytest.mark.parametrize("count", [*range(24, 33), 57, 58, 59, 60])
def test_a_workbook_ends_the_page_before_the_last_row(count: int):
    """The signatures are on the roster's worksheet, on one page with a row of it above them."""
    [sheet] = openpyxl.load_workbook(BytesIO(write_xlsx(_paper(count)))).worksheets
    pages = _pages_of(sheet, (297 - 25 - 22) * 72 / 25.4)
    texts = {row: str(sheet.cell(row, 1).value) for row in pages}
    last = next(row for row, text in texts.items() if text == f"企业{count - 1}")
    end = next(row for row, text in texts.items() if text.startswith("注"))
    assert {pages[row] for row in pages if last <= row <= end} == {pages[end]}
    assert sheet.print_title_rows == "$2:$2"


def _pages_of(sheet: Any, room: float) -> dict[int, int]:
    """On which page each row of a worksheet stands, filled as Excel fills it."""
    heights = {row: kept.height for row, kept in sheet.row_dimensions.items() if kept.height}
    begun = {one.id + 1 for one in sheet.row_breaks.brk}
    found, page, used = dict[int, int](), 0, 0.0
    for row, height in heights.items():
        if row in begun or used + height > room:
            page, used = page + 1, heights[2]
        found[row], used = page, used + height
    return found


def test_a_header_is_not_left_at_a_pages_end():
    """The page ends above a heading whose table's first row would stand on the next one."""
    plain, kept = SheetRow(20, keep=False), SheetRow(20, keep=True)
    rows = [*[plain] * 8, kept, kept, plain, plain]
    found = [early_breaks(rows, room, frozenset(), range(0)) for room in (205, 260, 150)]
    assert found == [[8], [], []]


def test_what_fits_its_page_is_not_moved_off_it():
    """A cover fills its page to the foot; what comes after the forced break has its own page."""
    plain, kept = SheetRow(20, keep=False), SheetRow(20, keep=True)
    rows = [*[plain] * 3, kept, plain, *[plain] * 3, kept, kept, plain]
    assert early_breaks(rows, 100, frozenset({5}), range(0)) == [8]


def test_what_is_higher_than_a_page_is_let_be():
    """Kept rows that fit no page break where they may; a page that is begun has no second break."""
    rows = [SheetRow(20, keep=True)] * 9
    found = [
        early_breaks(rows, 100, frozenset(), range(0)),
        early_breaks([SheetRow(20, keep=False)] * 3 + rows[:3], 100, frozenset({3}), range(0)),
    ]
    assert found == [[], []]
