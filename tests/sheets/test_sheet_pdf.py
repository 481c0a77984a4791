"""The PDF: what was typed is copied out of it, stays in its cells, and is the same each time."""

import re
from collections.abc import Iterator

import pypdfium2
import pytest

from desktop import paths
from desktop.domain.problem import UserError
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import Cell, Document, Grid, Line, Look, Page, Piece, Row
from desktop.sheets.fonts import Fonts
from desktop.sheets.layout import lay_out
from desktop.sheets.pdf import write_pdf
from desktop.sheets.picture import draw_page, page_sizes
from desktop.sheets.rows import MM

UGLY = [
    "昆明市盘龙区𬭎𠮷䶮㛃" * 20,
    "（" * 30 + "括号" + "）" * 30,
    "YunlingInnovationServiceInternationalHoldingsCompanyLimited" * 3,
    "连锁店\n\n第二行",
    "2026年11月20日至2026年12月31日，满意度92.5％，电话0871-63131234转8012",
    "=1+1",
]


def _sheet(name: str, facts: dict) -> Document:
    return compose(read_sheet(paths.forms_dir() / f"{name}.toml"), facts)


def _texts(pdf: bytes) -> list[str]:
    """What each page says, without blanks, as a reader's copy would have it."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [_solid(text) for text in pages]


def _solid(text: str) -> str:
    # PDFium gives U+FFFE where it thinks that a hyphen ends a line.
    return re.sub(r"\s", "", text.replace("\ufffe", "-").replace("☑", "").replace("☐", ""))


def test_rare_characters_are_copied_as_they_were_typed(fonts: Fonts):
    """Characters beyond the BMP come out of the PDF as they went in (reportlab 5.1 alone fails)."""
    text = "段𬭎杨𠮷李䶮㛃玉𫍯𪩘𰻝"[:9]
    line = Line((Piece(text, Look()),))
    assert _texts(write_pdf(Document("试印", Page(), (line,)), fonts)) == [text]


@pytest.mark.parametrize("count", [1, 20, 300])
@pytest.mark.parametrize(
    "name", ["kunming-platform-2022/summary", "national-platform-2017/recommendation"]
)
def test_every_cell_can_be_read_back(name: str, count: int, fonts: Fonts, make_facts):
    """Each cell's text stands in the PDF, and header rows stand on every page with rows."""
    document = _sheet(name, make_facts(count))
    pages = _texts(write_pdf(document, fonts))
    whole = "".join(pages)
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    cells = [cell for grid in grids for row in grid.rows for cell in row.cells]
    wanted = {_solid(part) for cell in cells for part in (cell.text, cell.foot)}
    assert [text for text in wanted if text not in whole] == []
    with_rows = [
        page for page in pages if "13908" in page or ("0871-6313" in page and "赵六" in page)
    ]
    assert [page for page in with_rows if "联系电话" not in page] == []


def test_the_note_is_never_alone_on_a_page(fonts: Fonts, make_facts):
    """However many rows there are, the last page has a row above the note."""
    for count in range(1, 16):
        pages = _texts(write_pdf(_sheet("kunming-platform-2022/summary", make_facts(count)), fonts))
        assert "注：本表由" in pages[-1]
        assert count <= 8 or f"{count}滇池芯火{count}号" in pages[-1]


def test_blank_rows_never_need_another_page(fonts: Fonts, make_facts):
    """The rows that only fill the form up stop where the page, with the note, is full."""
    for name, widest in (
        ("kunming-platform-2022/summary", 7),
        ("national-platform-2017/summary", 2),
    ):
        for count in range(widest):
            assert len(lay_out(_sheet(name, make_facts(count)), fonts)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "kunming-platform-2022/summary",
        "yunnan-platform-2022/evaluation",
        "national-platform-2017/recommendation",
        "national-platform-2017/summary",
        "nanchang-platform-2022/recommendation",
    ],
)
def test_no_text_leaves_its_cell(name: str, fonts: Fonts, make_facts):
    """With ugly texts in every field, each drawn character lies inside a cell or the margins."""
    document = _sheet(name, _uglified(make_facts(13)))
    pdf = write_pdf(document, fonts)
    assert list(_strays(pdf, lay_out(document, fonts), document.page)) == []


def _uglified(facts: dict) -> dict:
    number = iter(range(10**6))

    def ugly(value: object) -> object:
        if isinstance(value, list):
            return [ugly(one) for one in value]
        if isinstance(value, dict):
            return {key: ugly(one) for key, one in value.items()}
        return UGLY[next(number) % len(UGLY)] if isinstance(value, str) else value

    keep = {key: facts[key] for key in ("method_labels", "unit", "filler_phone")}
    return {key: ugly(value) for key, value in facts.items()} | keep


def _strays(pdf: bytes, pages: list, paper: Page) -> Iterator[tuple[int, str]]:
    """Characters (by page) that no placed box holds, as PDFium measures the drawn glyphs."""
    document = pypdfium2.PdfDocument(pdf)
    for at, page in enumerate(pages):
        texts = document[at].get_textpage()
        boxes = [(b.x - 0.5, b.y - 0.5, b.x + b.width + 0.5, b.y + b.height + 0.5) for b in page]
        for index in range(texts.count_chars()):
            character = texts.get_text_range(index, 1)
            left, bottom, right, top = texts.get_charbox(index)
            upper, lower = paper.height * MM - top, paper.height * MM - bottom
            number_line = upper > (paper.height - paper.bottom) * MM
            held = any(
                a <= left and right <= c and b <= upper and lower <= d for a, b, c, d in boxes
            )
            if character.strip() and right > left and not held and not number_line:
                yield at, character
    document.close()


def test_a_row_higher_than_a_page_goes_on_upon_the_next(fonts: Fonts):
    """An opinion of 4,000 characters is cut between lines, and its seal stands on the last page."""
    look = Look(valign="top")
    long = Row((Cell("意见" * 2000, look, foot="（盖章）"),))
    pages = _texts(write_pdf(Document("长", Page(), (Grid((100,), (long,)),)), fonts))
    assert [page.count("（盖章）") for page in pages] == [0, 0, 0, 1]
    assert sum(page.count("意见") for page in pages) == 2000


def test_a_form_fills_its_last_page(fonts: Fonts, make_facts):
    """The boxes for opinions share what is left of the page, so that the seal has room."""
    document = _sheet("national-platform-2017/recommendation", make_facts(10))
    pages = lay_out(document, fonts)
    lowest = max(box.y + box.height for box in pages[-1])
    assert len(pages) == 3
    assert round(lowest, 3) == round((297 - document.page.bottom) * MM, 3)


def test_equal_sheets_give_equal_bytes(fonts: Fonts, make_facts):
    """The same facts give the same file, by the same fonts or by ones loaded anew."""
    document = _sheet("kunming-base-2022/summary", make_facts(20))
    first = write_pdf(document, fonts)
    assert write_pdf(document, fonts) == first
    assert write_pdf(document, Fonts(paths.fonts_dir())) == first


def test_only_embedded_faces_are_used(fonts: Fonts, make_facts):
    """No face of the viewer's own is asked for: every font has its file in the PDF."""
    pdf = write_pdf(_sheet("national-platform-2017/recommendation", make_facts(3)), fonts)
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontDescriptor ") == pdf.count(b"/FontFile2 ") > 2


def test_a_draft_says_so(fonts: Fonts, make_facts):
    """草稿 is printed across each page of a draft, and nowhere else."""
    document = _sheet("kunming-platform-2022/summary", make_facts(20))
    assert all("草稿" in page for page in _texts(write_pdf(document, fonts, draft=True)))
    assert not any("草稿" in page for page in _texts(write_pdf(document, fonts)))


def test_pages_are_numbered_only_where_there_are_several(fonts: Fonts, make_facts):
    """One page has no number; of several each has its own, but for a cover."""
    summary = "kunming-platform-2022/summary"
    (one,) = _texts(write_pdf(_sheet(summary, make_facts(1)), fonts))
    assert "—" not in one
    two = _texts(write_pdf(_sheet(summary, make_facts(9)), fonts))
    assert [re.findall("—([0-9]+)—", page) for page in two] == [["1"], ["2"]]
    covered = _sheet("nanchang-platform-2022/recommendation", make_facts(1))
    numbers = [re.findall("—([0-9]+)—", page) for page in _texts(write_pdf(covered, fonts))]
    assert numbers[:2] == [[], ["2"]]


def test_a_character_without_a_face_is_refused_by_name(fonts: Fonts, make_facts):
    """The sentence names the character and the row and cell where it stands; nothing is printed."""
    facts = make_facts(3)
    facts["rows"][1]["contact"] = "杨\U000e0041"
    with pytest.raises(UserError) as refused:
        write_pdf(_sheet("kunming-platform-2022/summary", facts), fonts)
    assert refused.value.sentence == (
        "《昆明市中小企业公共服务示范平台推荐汇总表》里有打印不出来的字："
        "“\U000e0041”（U+E0041，TAG LATIN CAPITAL LETTER A）在第2行“杨\U000e0041”里。"
    )
    assert [one.name for one in fonts.uncovered("甲☑𬭎")] == []


def test_missing_faces_are_bad_luck(tmp_path, make_facts):
    """A folder without the faces is a sentence, not a crash."""
    with pytest.raises(UserError, match="字体文件"):
        write_pdf(_sheet("kunming-platform-2022/summary", make_facts(1)), Fonts(tmp_path))


def test_a_page_becomes_pixels(fonts: Fonts, make_facts):
    """The preview gets four bytes a pixel, white at the corner, with something drawn on it."""
    pdf = write_pdf(_sheet("kunming-platform-2022/summary", make_facts(9)), fonts)
    assert [(round(w), round(h)) for w, h in page_sizes(pdf)] == [(842, 595)] * 2
    drawn = draw_page(pdf, 1, 0.5)
    assert (drawn.width, drawn.height, drawn.stride) == (421, 298, 421 * 4)
    assert len(drawn.data) == drawn.stride * drawn.height
    assert drawn.data[:3] == b"\xff\xff\xff"
    assert min(drawn.data) < 64
    with pytest.raises(IndexError):
        draw_page(pdf, 2, 1)


def test_a_long_foot_leaves_the_page_count_its_room(fonts: Fonts):
    """It goes on in another line, and nothing of it stands under 第1页 共1页."""
    foot = "申报编号2026-0001　" * 12
    page = Page()
    pdf = write_pdf(Document("表", page, (Line((Piece("文", Look()),)),), foot=foot), fonts)
    assert _solid(foot) in _texts(pdf)[0]
    texts = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    boxes = [texts.get_charbox(at) for at in range(texts.count_chars())]
    shown = [texts.get_text_range(at, 1) for at in range(texts.count_chars())]
    count_left = min(box[0] for box, one in zip(boxes, shown, strict=True) if one in "第页共")
    foot_right = max(
        box[2] for box, one in zip(boxes, shown, strict=True) if one in "申报编号2026-"
    )
    assert foot_right < count_left
