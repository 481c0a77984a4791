"""The Word file is the paper in real tables, and has nothing that the paper has not."""

import zipfile
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from lxml import etree

from desktop import paths
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import (
    Cell,
    Document,
    Grid,
    Line,
    Look,
    Page,
    PageBreak,
    Paragraph,
    Piece,
    Row,
)
from desktop.sheets.docx import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _sheet(name: str, facts: dict) -> Document:
    return compose(read_sheet(paths.forms_dir() / f"{name}.toml"), facts)


def _opened(document: Document, **options: bool) -> Any:
    return docx.Document(BytesIO(write_docx(document, **options)))


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_page_is_that_of_the_sheet(make_facts):
    """A lying A4 with the sheet's own margins."""
    section = _opened(_sheet("kunming-platform-2022/summary", make_facts(1))).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    page = read_sheet(paths.forms_dir() / "kunming-platform-2022/summary.toml").page
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert [round(size.mm, 1) for size in sizes] == [297, 210, page.top, page.left]


def test_nothing_of_a_template_is_left(make_facts):
    """No author, no time, no thumbnail, no styles or parts but our own; equal bytes each time."""
    document = _sheet("national-platform-2017/recommendation", make_facts(3))
    data = write_docx(document)
    parts = _parts(data)
    assert sorted(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/header1.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    core = docx.Document(BytesIO(data)).core_properties
    assert (core.title, core.author, core.last_modified_by, core.comments, core.created.year) == (
        document.title,
        "",
        "",
        "",
        2000,
    )
    assert [name for name, part in parts.items() if b"python-docx" in part] == []
    assert write_docx(document) == data


def test_headers_repeat_and_rows_are_whole(make_facts):
    """Header rows are marked to be repeated, also those in a form's middle; no row is split."""
    word = _opened(_sheet("national-platform-2017/recommendation", make_facts(20)))
    (survey,) = (t for t in word.tables if t._tbl.tr_lst[0].find(f".//{W}tblHeader") is not None)
    marks = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in survey._tbl.tr_lst]
    assert marks == [True] * 2 + [False] * 20
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in survey._tbl.tr_lst)
    assert survey.cell(0, 5).text == "对所受服务的总体评价"


def test_faces_are_those_of_offices(make_facts):
    """Every style names its face for Chinese and for Western letters alike."""
    parts = _parts(write_docx(_sheet("kunming-platform-2022/summary", make_facts(1))))
    styles = etree.fromstring(parts["word/styles.xml"])
    faces = [style.find(f"{W}rPr/{W}rFonts") for style in styles.iter(f"{W}style")]
    named = {(f.get(f"{W}eastAsia"), f.get(f"{W}ascii")) for f in faces if f is not None}
    assert named == {("宋体", "宋体"), ("黑体", "黑体"), ("方正小标宋简体", "方正小标宋简体")}


def _frame(part: Any) -> str:
    return "".join(text.text for text in part._element.iter(f"{W}t"))


def test_pages_are_numbered_as_on_paper(make_facts):
    """One page has no number, several have a field, a cover none; an inward paper has its foot."""
    summary = "kunming-platform-2022/summary"
    alone = _opened(_sheet(summary, make_facts(1))).sections[0]
    assert alone.footer.is_linked_to_previous is True
    several = _opened(_sheet(summary, make_facts(30))).sections[0]
    assert (_frame(several.footer), several.different_first_page_header_footer) == ("— 1 —", False)
    assert [f.get(f"{W}instr") for f in several.footer._element.iter(f"{W}fldSimple")] == [" PAGE "]
    cover = _opened(_sheet("nanchang-platform-2022/recommendation", make_facts(1))).sections[0]
    assert (_frame(cover.footer), _frame(cover.first_page_footer)) == ("— 1 —", "")
    inward = Document("单", Page(), (Paragraph("文", Look()),), foot="申报编号 甲&乙")
    foot = _opened(inward).sections[0].footer
    assert _frame(foot) == "申报编号 甲&乙第1页　共1页"
    fields = [field.get(f"{W}instr") for field in foot._element.iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]


def test_a_draft_says_so(make_facts):
    """草稿 is drawn behind each page of a draft, the cover too, and nowhere else."""
    document = _sheet("nanchang-platform-2022/recommendation", make_facts(1))
    draft = _parts(write_docx(document, draft=True))
    assert [name for name, part in draft.items() if 'string="草稿"'.encode() in part] == [
        "word/header1.xml",
        "word/header2.xml",
    ]
    final = _parts(write_docx(document))
    assert [name for name, part in final.items() if "草稿".encode() in part] == []


def test_a_letter_has_paragraphs_of_its_own():
    """First lines are indented by characters, the seal stands off the margin, the end is kept."""
    look = Look("cell", 16)
    blocks = (
        Paragraph("正文", look, keep=True),
        Paragraph("单位（公章）", Look("cell", 16, "right"), 4, before=20),
    )
    word = _opened(Document("函", Page(), blocks))
    assert [paragraph.text for paragraph in word.paragraphs] == ["正文", "单位（公章）"]
    inds = [paragraph._p.pPr.find(f"{W}ind") for paragraph in word.paragraphs]
    assert (inds[0].get(f"{W}firstLineChars"), inds[1].get(f"{W}rightChars")) == ("200", "400")
    forms = [paragraph.paragraph_format for paragraph in word.paragraphs]
    assert [form.keep_with_next for form in forms] == [True, None]
    assert [
        form.line_spacing.pt for form in (p.style.paragraph_format for p in word.paragraphs)
    ] == [
        28,
        28,
    ]


def test_a_code_is_a_picture():
    """A QR code is a PNG as wide as on paper, beside its text."""
    line = Line((Piece("draw1 case=1", Look(), 40, code=True), Piece("旁注", Look())))
    word = _opened(Document("码", Page(), (line,)))
    (table,) = word.tables
    (picture,) = table._tbl.iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}pic")
    (size,) = picture.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}ext")
    assert round(int(size.get("cx")) / 36000, 1) == 40
    assert [cell.text for cell in table.rows[0].cells] == ["", "旁注"]


def test_tables_never_touch_unless_they_are_one():
    """Word makes one table of two that touch: an empty paragraph stands between."""
    look = Look()
    grid = Grid((40, 60), (Row((Cell("甲", look), Cell("乙", look))),))
    sides = Line((Piece("左", look), Piece("右", look)))
    word = _opened(Document("表", Page(), (grid, grid, sides, sides)))
    kinds = [child.tag.removeprefix(W) for child in word.element.body]
    assert kinds == ["tbl", "p", "tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_a_boxed_choice_stands_in_a_face_that_has_boxes():
    """☑ and ☐ are runs of their own, in the face in which Word draws its own."""
    word = _opened(Document("选", Page(), (Paragraph("☑是　☐否", Look()),)))
    runs = [(run.text, run.font.name) for run in word.paragraphs[0].runs]
    assert runs == [("☑", "MS Gothic"), ("是　", None), ("☐", "MS Gothic"), ("否", None)]


def test_a_figure_stays_with_its_percent_sign():
    """A no-break space is between them, in cells and in paragraphs, and no other blank is one."""
    text, look = "占总资产 12.3 ％，共 8 % 和 5‰", Look()
    grid = Grid((80,), (Row((Cell(text, look),)),))
    word = _opened(Document("表", Page(), (grid, Paragraph(text, look, indent=0))))
    wanted = "占总资产 12.3\xa0％，共 8\xa0% 和 5‰"
    assert (word.tables[0].cell(0, 0).text, word.paragraphs[-1].text) == (wanted, wanted)


def test_small_tables_are_not_all_kept_together():
    """A heading between two tables ends what the first is kept with; the last one has its 注."""
    look = Look()
    grid = Grid((50,), (Row((Cell("格", look),)),))

    def line(text: str, *, keep: bool = False) -> Line:
        return Line((Piece(text, look),), keep=keep)

    blocks = (grid, line("甲注"), line("二、乙", keep=True), grid, line("乙注"), line("填表人"))
    word = _opened(Document("表", Page(), blocks))
    found = [
        (p.xpath("string()"), bool(p.xpath(".//w:keepNext"))) for p in word.element.xpath("//w:p")
    ]
    kept = [one for one in found if one[0]]
    assert kept == [
        ("格", True),
        ("甲注", False),
        ("二、乙", True),
        ("格", True),
        ("乙注", True),
        ("填表人", False),
    ]


def test_rows_under_one_cell_stay_on_one_page():
    """Word cuts a merged cell between its rows, and half of 合作服务机构 was on the next page."""
    look = Look()
    first = Row((Cell("合作服务机构", look, down=3), Cell("甲", look)))
    rows = (first, Row((Cell("乙", look),)), Row((Cell("丙", look),)), Row((Cell("丁", look, 2),)))
    word = _opened(Document("表", Page(), (Grid((20, 50), rows), PageBreak())))
    paragraphs = word.element.xpath("//w:tc/w:p")
    found = [(p.xpath("string()"), bool(p.xpath(".//w:keepNext"))) for p in paragraphs]
    assert [one for one in found if one[0]] == [
        ("合作服务机构", True),
        ("甲", True),
        ("乙", True),
        ("丙", False),
        ("丁", False),
    ]
