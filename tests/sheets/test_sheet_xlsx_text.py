"""A text that looks like one of Excel's codes (`_x0041_`) is shown as typed and read as meant."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from desktop.domain.form import Column, Roster
from desktop.intake.book import Reading
from desktop.intake.reading import read
from desktop.sheets.call_list import write_call_list
from desktop.sheets.document import Cell, Document, Grid, Line, Look, Page, Piece, Row
from desktop.sheets.problem_list import write_problem_list
from desktop.sheets.roster_book import RosterPage, write_roster_book
from desktop.sheets.xlsx import write_xlsx
from desktop.sheets.xlsx_text import escaped, unescaped

CODES = ("型号_x0041_B", "_x005F_", "_x0041_x0042_", "_x000d_", "_x12_", "_X0041_", "a_xABCD")


def _seen(workbook: bytes) -> set[str]:
    """Every text of the workbook, decoded as Excel does it (calamine does)."""
    book = CalamineWorkbook.from_filelike(BytesIO(workbook))
    sheets = [book.get_sheet_by_index(at).to_python() for at in range(len(book.sheet_names))]
    return {str(value) for sheet in sheets for row in sheet for value in row}


@pytest.mark.parametrize("text", CODES)
def test_what_is_escaped_comes_back(text: str):
    """Escaped and read it is the text again; one that Excel would not take for a code is as is."""
    assert unescaped(escaped(text)) == text
    assert (escaped(text) == text) == (unescaped(text) == text)


def test_codes_of_other_programs_are_read_as_excel_shows_them():
    """A line end or a letter that another program wrote as a code is one; half a pair is not."""
    assert unescaped("甲_x000A_乙_x0041_") == "甲\n乙A"
    assert unescaped("_xD842_") == "_xD842_"


@pytest.mark.parametrize("text", CODES)
def test_each_workbook_shows_what_was_typed(text: str):
    """Sheet, 分工名单, 问题清单 and roster workbook have the very text in their cells."""
    row = Row((Cell(text, Look()),))
    line = Line((Piece(f"甲{text}", Look()),))
    sheet = write_xlsx(Document("表", Page(), (line, Grid((100,), (row,)))))
    calls = write_call_list([f"甲{text}"], ["名称"], [[text]], ["满意"], 0)
    problems = write_problem_list(f"甲{text}", [], ["问题"], [[text]])
    roster = Roster("firms", "名单", "附件1", (Column("name", text),))
    book = write_roster_book(f"甲{text}", [f"甲{text}"], [RosterPage(roster)])
    for made in (sheet, calls, problems, book):
        assert _seen(made) >= {text}
        assert {s for s in _seen(made) if s.startswith(f"甲{text}")}


def test_a_workbook_of_ours_is_read_in_as_typed():
    """The import gives the same text that the sheet was written from."""
    made = write_call_list([], ["名称"], [[text] for text in CODES], ["满意"], 0)
    got = read(made, "名单.xlsx")
    assert isinstance(got, Reading)
    assert got.book is not None
    assert [row[0] for row in got.book.sheets[0].cells] == ["名称", *CODES]
