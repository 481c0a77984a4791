"""Long titles break at the same places in the PDF, the workbook and the Word file."""

from dataclasses import replace
from io import BytesIO

import docx
import openpyxl
import pytest
from every_sheet import composed, every_sheet

from desktop.sheets.document import Document, Line, Look, Page, Piece
from desktop.sheets.docx import write_docx
from desktop.sheets.fonts import Fonts
from desktop.sheets.layout import lay_out
from desktop.sheets.rows import leading
from desktop.sheets.xlsx import write_xlsx

LOOK = Look("title", 22, "center")
PAGE = Page(210, 297, 25, 20, 22, 20)  # 21.9 of the title's characters between the margins


def _titled(*titles: str) -> Document:
    blocks = (*(Line((Piece(title, LOOK),)) for title in titles), Line((Piece("甲", Look()),)))
    return Document("某函", PAGE, blocks)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "昆明市五华区科学技术和工业信息化局中小企业科",
            "昆明市五华区科学技术和\n工业信息化局中小企业科",
        ),
        (
            "推荐2026年度国家中小企业公共服务示范平台认定的函",
            "推荐2026年度国家中小企业公共服务示范平台\n认定的函",
        ),
        (
            "关于报送云南省中小企业公共服务示范平台材料的",
            "关于报送云南省中小企业\n公共服务示范平台材料的",
        ),
        (
            "关于报送昆明市中小企业公共服务示范平台的函",
            "关于报送昆明市中小企业公共服务示范平台的函",
        ),
    ],
)
def test_a_title_has_the_same_lines_in_all_three(title: str, lines: str, fonts: Fonts):
    """One that fits is a single line; another one's breaks stand in the cell and the paragraph."""
    document = _titled(title)
    drawn = lay_out(document, fonts)[0][0].lines
    word = docx.Document(BytesIO(write_docx(document))).paragraphs[0].text
    sheet = openpyxl.load_workbook(BytesIO(write_xlsx(document))).worksheets[0]
    assert ("\n".join(drawn), word, sheet["A1"].value) == (lines, lines, lines)
    assert sheet.row_dimensions[1].height == round(len(drawn) * leading(22) + 4, 1)


def test_a_broken_title_is_one_paragraph():
    """In Word it goes on being one title: a break within the paragraph, none between two."""
    long = "昆明市五华区科学技术和工业信息化局中小企业科"
    paragraphs = docx.Document(BytesIO(write_docx(_titled(long)))).paragraphs
    assert [one.text.replace("\n", "") for one in paragraphs] == [long, "甲"]


@pytest.mark.parametrize("name", every_sheet())
def test_no_title_of_a_form_is_broken(name: str, fonts: Fonts):
    """What the regulations' own titles say stays one text, for search and copy, in every file."""
    document = composed(name, 1, lambda path: "昆明市官渡区中小企业")
    titles = tuple(block for block in document.blocks if _is_title(block))
    alone = replace(document, blocks=titles)
    assert [one.lines for page in lay_out(alone, fonts) for one in page if len(one.lines) > 1] == []


def _is_title(block: object) -> bool:
    return isinstance(block, Line) and any(one.look.style == "title" for one in block.pieces)
