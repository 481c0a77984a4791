"""What lies within a file and was not read is told: files, merged parts, text boxes."""

import io
import zipfile

import pytest

from desktop.domain.problem import Severity
from desktop.intake.book import Reading
from desktop.intake.reading import read
from desktop.intake.tables import find_table, take_rows
from tests.intake.nasty import Sheet, labels, main_roster
from tests.intake.nasty_files import xlsx, zipped
from tests.intake.word_xml import document, par

FILES = (
    "里面嵌有{0}个表格或文档（双击图标才打开的那种），其中的内容没有读到，"
    "请打开后另存为文件，再导入。"
)
PLAIN = xlsx(Sheet([["企业名称"], ["甲公司"]]))


def with_parts(data: bytes, *parts: tuple[str, bytes]) -> bytes:
    """Return a zip with more members."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        own = [(name, archive.read(name)) for name in archive.namelist()]
    return zipped(*own, *parts)


def told(data: bytes) -> list[tuple[str, Severity]]:
    """What is said of a file."""
    got = read(data, "a")
    assert isinstance(got, Reading)
    return [(problem.sentence, problem.severity) for problem in got.problems]


@pytest.mark.parametrize(("data", "folder"), [(document(par("甲")), "word"), (PLAIN, "xl")])
def test_files_within_a_file_are_told(data: bytes, folder: str) -> None:
    """A workbook put into the document, and an old one; not what a chart keeps, nor a formula."""
    inside = (
        (f"{folder}/embeddings/Microsoft_Excel_Sheet1.xlsx", PLAIN),
        (f"{folder}/embeddings/Microsoft_Excel_Sheet2.xlsx", PLAIN),
        (f"{folder}/embeddings/oleObject1.bin", "Workbook".encode("utf-16-le")),
        (f"{folder}/embeddings/oleObject2.bin", "Equation Native".encode("utf-16-le")),
        (
            f"{folder}/charts/_rels/chart1.xml.rels",
            b'Target="../embeddings/Microsoft_Excel_Sheet2.xlsx"',
        ),
    )
    assert told(with_parts(data, *inside)) == [(FILES.format(2), Severity.WARNING)]
    assert told(data) == []


def test_a_part_that_was_merged_in_is_told() -> None:
    """Word reads it when it opens the document; nobody else does."""
    sentence = "有一部分内容是从别的文件并入的，没有读到，请用 Word 打开后另存一份，再导入。"
    assert told(document(par("甲"), '<w:altChunk w:rsid="1"/>')) == [(sentence, Severity.WARNING)]


def test_a_text_box_over_the_cells_is_told() -> None:
    """With its first words."""
    runs = "<a:r><a:t>名单以盖章的</a:t></a:r><a:r><a:t>为准</a:t></a:r>"
    shape = f"<xdr:sp><xdr:txBody><a:p>{runs}</a:p></xdr:txBody></xdr:sp>"
    drawing = f"<xdr:wsDr>{shape}<xdr:sp><xdr:txBody/></xdr:sp></xdr:wsDr>".encode()
    sentence = "有1个文本框浮在表格上（“名单以盖章的为准”），其中的文字没有读取，请看一看。"
    data = with_parts(PLAIN, ("xl/drawings/drawing1.xml", drawing))
    assert told(data) == [(sentence, Severity.NOTE)]


def test_a_list_in_two_halves_is_told() -> None:
    """The right half is not read; the sentence says what to do."""
    roster = main_roster("kunming-platform-2022")
    head = labels(roster, ("serial", "name", "contact", "phone"))
    rows = [["1", "甲公司", "甲", "13900000001", "3", "丙公司", "丙", "13900000003"]]
    got = read(xlsx(Sheet([[*head, *head], *rows])), "名单.xlsx")
    assert isinstance(got, Reading)
    assert got.book is not None
    found = find_table(got.book.sheets, roster)
    assert found is not None
    warned = [
        p.sentence for p in take_rows(found, roster).problems if p.severity is Severity.WARNING
    ]
    assert warned == [
        "名单分成左右两半，右边的一半没有导入；请在表格里把右边的各行移到左边各行的下面，再导入。"
    ]
