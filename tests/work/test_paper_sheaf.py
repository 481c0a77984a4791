"""What is said of workbooks that were saved: how the ones of several worksheets are printed."""

from pathlib import Path

from desktop.sheets.document import Cell, Document, Grid, Look, Page, Row
from desktop.sheets.xlsx import write_xlsx
from desktop.work.paper_sheaf import worksheet_words


def _workbook(folder: Path, count: int) -> Path:
    look = Look()
    head = Row((Cell("名称", look),), 8, "head")
    rows = (Row((Cell(f"企业{at}", look),), 8, "item") for at in range(count))
    opinion = Row((Cell("推荐意见", look),), 60)
    path = folder / f"推荐表{count}.xlsx"
    path.write_bytes(
        write_xlsx(Document("推荐表", Page(), (Grid((100,), (head, *rows, opinion)),)))
    )
    return path


def test_a_workbook_that_goes_on_upon_another_worksheet_says_how_it_is_printed(tmp_path: Path):
    """Excel prints the worksheet that is shown; a short roster has one only, a PDF none."""
    short, long, pdf = _workbook(tmp_path, 3), _workbook(tmp_path, 60), tmp_path / "推荐表.pdf"
    told = "长名册以后的内容在名称带“续”的工作表上，打印时请选择“打印整个工作簿”。"
    found = [worksheet_words(paths) for paths in ([short], [pdf], [long], [short, long])]
    assert found == ["", "", told, told]
