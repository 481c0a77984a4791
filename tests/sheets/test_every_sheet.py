"""Every sheet that ships says what its golden picture says, alike in PDF, xlsx and docx."""

from pathlib import Path

import pytest
from every_sheet import GOLDEN, composed, every_sheet, name_of_path
from read_back import cells_of, cells_of_docx, cells_of_xlsx, same_places, texts_in_place

from desktop.sheets.document import picture
from desktop.sheets.docx import write_docx
from desktop.sheets.fonts import Fonts
from desktop.sheets.layout import fitted, lay_out
from desktop.sheets.office import RoughFaces
from desktop.sheets.pdf import write_pdf
from desktop.sheets.xlsx import write_xlsx

SHEETS = every_sheet()


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_what_was_compared_with_its_annex(name: str):
    """Each label, span, width and note, and which fact stands where, is as in the golden picture.

    A new sheet fails until `python tests/sheets/every_sheet.py` has made its picture, and a
    person has compared it.
    """
    golden = GOLDEN / f"{name}.txt"
    assert golden.exists(), "no golden picture"
    assert picture(composed(name, 2, name_of_path)) == golden.read_text("utf-8")


def test_no_golden_picture_is_left_of_a_sheet_that_is_gone():
    """The folder has a picture for each sheet and no other file."""
    assert sorted(Path(file).stem for file in GOLDEN.iterdir()) == SHEETS


def _plain(path: str) -> str:
    return f"{path.replace('_', '')}之事"


@pytest.mark.parametrize("name", SHEETS)
def test_the_word_file_and_the_workbook_have_the_cells_of_the_paper(name: str):
    """Read back, both have the same cells in the same places with the same spans and texts."""
    document = composed(name, 3, _plain)
    wanted = same_places(cells_of(fitted(document, RoughFaces())[0]))
    assert same_places(cells_of_docx(write_docx(document))) == wanted
    found = cells_of_xlsx(write_xlsx(document))
    start = min((row[0][0] for row in wanted), default=0) / 2
    assert same_places(found, start) == wanted


@pytest.mark.parametrize("name", SHEETS)
def test_the_pdf_has_each_text_in_its_rectangle(name: str, fonts: Fonts):
    """What PDFium finds in the rectangle of a cell or line is that text and no other."""
    document = composed(name, 3, _plain)
    pages = lay_out(document, fonts)
    found = texts_in_place(write_pdf(document, fonts), pages, document.page.height)
    assert [pair for pair in found if pair[0] != pair[1]] == []
    shown = "".join(wanted for wanted, _ in found)
    assert "之事" in shown
