"""The workbook has the same cells as the paper, as texts, ready to print on A4."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop import paths
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import Document, Grid, Line
from desktop.sheets.xlsx import write_xlsx


def _sheet(name: str, facts: dict) -> Document:
    return compose(read_sheet(paths.forms_dir() / f"{name}.toml"), facts)


def _opened(document: Document) -> Worksheet:
    return load_workbook(BytesIO(write_xlsx(document))).worksheets[0]


@pytest.mark.parametrize(
    "name",
    [
        "kunming-platform-2022/summary",
        "kunming-base-2022/summary",
        "yunnan-platform-2022/summary",
        "yunnan-platform-2022/evaluation",
        "national-platform-2017/summary",
        "national-platform-2017/recommendation",
        "nanchang-platform-2022/recommendation",
    ],
)
def test_the_workbook_and_the_paper_agree_cell_by_cell(name: str, make_facts):
    """Read in order, the workbook's texts are those of the composed sheet, and no other."""
    document = _sheet(name, make_facts(12))
    found = [cell.value for row in _opened(document).iter_rows() for cell in row if cell.value]
    wanted = []
    for block in document.blocks:
        if isinstance(block, Line):
            wanted += _joined(block, document)
        elif isinstance(block, Grid):
            wanted += [c.text if not c.foot else c for row in block.rows for c in row.cells]
    wanted = [text for text in wanted if text]
    assert len(found) == len(wanted)
    for there, text in zip(found, wanted, strict=True):
        if isinstance(text, str):
            assert there == text
        else:
            assert there.split("\n")[0] == text.text.split("\n")[0]
            assert there.endswith(text.foot.split("\n")[-1])


def _joined(line: Line, document: Document) -> list[str]:
    columns = max(len(b.widths) for b in document.blocks if isinstance(b, Grid))
    texts = [piece.text for piece in line.pieces]
    return texts if len(texts) <= columns else ["　".join(texts)]


def test_phones_and_formulas_are_texts(make_facts):
    """A phone keeps its zeros, and a text that begins like a formula is only a text."""
    facts = make_facts(1)
    facts["rows"][0] |= {"phone": "013908710001", "remark": "=HYPERLINK(1)"}
    sheet = _opened(_sheet("kunming-platform-2022/summary", facts))
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    chosen = [cells["013908710001"], cells["=HYPERLINK(1)"], cells["1"]]
    assert [(cell.data_type, cell.number_format) for cell in chosen] == [("s", "@")] * 3


def test_it_prints_on_lying_a4_with_the_header_on_every_page(make_facts):
    """Paper, direction, width and repeated rows are set as the annex wants them."""
    sheet = _opened(_sheet("kunming-platform-2022/summary", make_facts(30)))
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth) == (9, "landscape", 1)
    assert sheet.print_title_rows == "$6:$6"
    assert [sheet.cell(6, column).value for column in (1, 2, 10)] == ["序号", "平台名称", "备注"]


def test_equal_sheets_give_equal_workbooks(make_facts):
    """No time of making stands in the file."""
    document = _sheet("national-platform-2017/summary", make_facts(3))
    assert write_xlsx(document) == write_xlsx(document)
