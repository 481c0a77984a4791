"""The inward papers of the draw as paper: nothing leaves its cell, every page bears its foot."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
import segno

from desktop import paths
from desktop.sheets.compose import compose
from desktop.sheets.describe import SheetDataError, read_sheet
from desktop.sheets.document import Document, Grid, Line, Look, Page, Piece
from desktop.sheets.fonts import Fonts
from desktop.sheets.layout import Placed, lay_out
from desktop.sheets.pdf import write_pdf
from desktop.sheets.qr import QUIET, modules
from desktop.sheets.rows import MM
from desktop.sheets.xlsx import write_xlsx

Facts = dict[str, Any]
PAPERS = ["draw_list", "draw_record", "draw_asking", "draw_result"]
UGLY = [
    "昆明市盘龙区𬭎𠮷䶮㛃" * 12,
    "（" * 20 + "括号" + "）" * 20,
    "YunlingInnovationServiceInternationalHoldingsCompanyLimited" * 2,
    "连锁店\n\n第二行",
    "2026年11月20日至2026年12月31日，满意度92.5％，电话0871-63131234转8012",
    "=1+1",
    "f" * 64,
]
# In the words of desktop.work.draw_papers; rows have every key that a table may ask for.
TEXTS = [
    "unit",
    "draws",
    "scheme",
    "scheme_name",
    "document",
    "noun",
    "frame_label",
    "case_id",
    "case_name",
    "operator_name",
    "locked_at",
    "stated",
    "stated_label",
    "size_words",
    "kind",
    "public",
    "commitment",
    "digest",
    "previous",
    "sources",
    "scheme_digest",
    "scheme_note",
    "before",
    "worth",
    "digits",
    "supervisor",
    "drawn_at",
    "rest_words",
    "secret",
    "seed",
    "shell",
    "scale",
    "methods",
    "codes",
    "sentence",
    "verdict",
    "share",
    "answers",
    "without",
    "notes",
    "claims",
    "head_code",
    "rekey_head",
    "rekey_note",
]
NUMBERS = [
    "lock_number",
    "firm_count",
    "out_count",
    "size",
    "attempts",
    "days",
    "required",
    "listed",
    "asked",
    "satisfied",
]
LISTS = [
    "firms",
    "out",
    "earlier",
    "sample",
    "near",
    "substitutes",
    "lines",
    "next",
    "differences",
    "corrections",
    "rekeys",
]
ROW = [
    "place",
    "name",
    "code",
    "reason",
    "at",
    "state",
    "supervisor",
    "remark",
    "firm",
    "contact",
    "service",
    "boxes",
    "known",
    "person",
    "outcome",
    "answer",
    "told",
    "claimed",
    "found",
    "old",
    "new",
    "first",
    "second",
]


def _facts(count: int, texts: Iterator[str]) -> Facts:
    facts: Facts = {key: next(texts) for key in TEXTS} | dict.fromkeys(NUMBERS, 10000)
    for key in LISTS:
        facts[key] = [_row(number, count, texts) for number in range(1, count + 1)]
    return facts | {"date": None, "qr": f"draw1 case=2026-0001 sha256={'0f' * 32} n=10"}


def _row(number: int, count: int, texts: Iterator[str]) -> Facts:
    row = {key: next(texts) for key in ROW}
    return (
        row
        | {"i": number, "k": f"{number}/{count}", "serial": number, "number": number}
        | {"blank": ""}
    )


def _plain() -> Iterator[str]:
    return iter(lambda: "昆明𬭎𠮷精密机械有限公司", None)


def _ugly() -> Iterator[str]:
    number = 0
    while True:
        yield UGLY[number % len(UGLY)]
        number += 1


def _paper(name: str, facts: Facts) -> Document:
    return compose(read_sheet(paths.resources_dir() / "papers" / f"{name}.toml"), facts)


def _pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [re.sub(r"\s", "", text.replace("\ufffe", "-")) for text in texts]


@pytest.mark.parametrize("name", PAPERS)
def test_no_text_leaves_its_cell(name: str, fonts: Fonts):
    """With ugly texts in every field, each drawn character lies inside a cell or the margins."""
    document = _paper(name, _facts(9, _ugly()))
    pdf = write_pdf(document, fonts)
    assert list(_strays(pdf, lay_out(document, fonts), document.page)) == []


def _strays(pdf: bytes, pages: list[list[Placed]], paper: Page) -> Iterator[tuple[int, str]]:
    """Characters (by page) that no placed box holds, as PDFium measures the drawn glyphs."""
    document = pypdfium2.PdfDocument(pdf)
    for at, page in enumerate(pages):
        texts = document[at].get_textpage()
        boxes = [(b.x - 0.5, b.y - 0.5, b.x + b.width + 0.5, b.y + b.height + 0.5) for b in page]
        for index in range(texts.count_chars()):
            left, bottom, right, top = texts.get_charbox(index)
            upper, lower = paper.height * MM - top, paper.height * MM - bottom
            held = any(
                a <= left and right <= c and b <= upper and lower <= d for a, b, c, d in boxes
            )
            foot = upper > (paper.height - paper.bottom) * MM and lower < paper.height * MM
            character = texts.get_text_range(index, 1)
            if character.strip() and right > left and not (held or foot):
                yield at, character
    document.close()


@pytest.mark.parametrize("name", PAPERS)
def test_every_page_bears_its_foot_and_its_header_row(name: str, fonts: Fonts):
    """On each page stand the journal's code and the page with their count, also on a single one."""
    pages = _pages(write_pdf(_paper(name, _facts(120, _plain())), fonts))
    count = len(pages)
    assert [re.findall("第([0-9]+)页共([0-9]+)页", page) for page in pages] == [
        [(str(number), str(count))] for number in range(1, count + 1)
    ]
    assert [page.count("次封存日志校验昆明𬭎𠮷精密机械有限公司") for page in pages] == [1] * count
    alone = _facts(0, _plain())
    assert "第1页共" in _pages(write_pdf(_paper(name, alone), fonts))[0]


def test_ten_thousand_firms_have_one_line_each(fonts: Fonts):
    """The 确认表 of a long roster is whole: every number once, the header on every page."""
    facts = _facts(1, _plain())
    row = facts["firms"][0]
    facts["firms"] = [row | {"i": number, "name": f"甲{number}厂"} for number in range(1, 10001)]
    pages = _pages(write_pdf(_paper("draw_list", facts), fonts))
    named = [int(number) for page in pages for number in re.findall("甲([0-9]+)厂", page)]
    assert named == list(range(1, 10001))
    assert sum("企业名称统一社会信用代码" in page for page in pages) >= len(pages) - 1


def test_sections_stand_only_where_they_have_something(fonts: Fonts):
    """Without rows left out, corrections, differences or substitutes there is no empty table."""
    empty = _facts(0, _plain()) | {"public": "", "draws": "", "previous": ""}
    for name, heading in (
        ("draw_list", "不列入名单的行"),
        ("draw_list", "此前的封存"),
        ("draw_record", "递补企业的先后"),
        ("draw_asking", "递补企业：只在"),
        ("draw_result", "更正过的记录"),
    ):
        full = "".join(_pages(write_pdf(_paper(name, _facts(2, _plain())), fonts)))
        assert (heading in full) is True
        assert heading not in "".join(_pages(write_pdf(_paper(name, empty), fonts)))


def test_a_heading_stays_with_its_table(fonts: Fonts):
    """However many rows come before, a kept heading has a row of its table on its page."""
    for count in range(1, 40):
        facts = _facts(1, _plain()) | {"firms": [_row(n, 9, _plain()) for n in range(count)]}
        for page in _pages(write_pdf(_paper("draw_list", facts), fonts)):
            assert ("不列入名单的行" in page) == ("所写名称" in page)
        result = _facts(1, _plain()) | {"lines": [_row(n, 9, _plain()) for n in range(count)]}
        for page in _pages(write_pdf(_paper("draw_result", result), fonts)):
            assert ("自填的对照" in page) == ("抽查所得" in page)


def test_the_code_on_paper_is_the_code(fonts: Fonts):
    """Each module of the QR code is dark or light on the page as the standard's encoder has it."""
    text = f"draw1 case=2026-0001 lock=1 sha256={'0f' * 32} digits=042042 n=24"
    line = Line((Piece(text, Look(), 40, code=True), Piece("旁注", Look())))
    document = Document("码", Page(), (line,))
    code = next(one for one in lay_out(document, fonts)[0] if one.code)
    assert (round(code.width / MM, 3), round(code.height / MM, 3)) == (40, 40)
    rows = modules(text)
    pdf = pypdfium2.PdfDocument(write_pdf(document, fonts))
    scale, side = 6, code.width / len(rows)
    bitmap = pdf[0].render(scale=scale, grayscale=True)
    seen = [
        [
            bitmap.buffer[
                int((code.y + (down + 0.5) * side) * scale) * bitmap.stride
                + int((code.x + (at + 0.5) * side) * scale)
            ]
            < 128
            for at in range(len(rows))
        ]
        for down in range(len(rows))
    ]
    bitmap.close()
    pdf.close()
    assert seen == rows


def test_a_code_is_what_the_encoder_says():
    """The modules are segno's own, with a quiet zone of four around them."""
    plain = segno.make_qr("甲平台", error="m", boost_error=False, encoding="utf-8").matrix
    found = modules("甲平台")
    inner = [row[QUIET:-QUIET] for row in found[QUIET:-QUIET]]
    assert inner == [[bool(module) for module in row] for row in plain]
    assert not any(any(row) for row in (*found[:QUIET], *found[-QUIET:]))


@pytest.mark.parametrize("name", PAPERS)
def test_the_workbook_has_the_foot_and_every_cell(name: str):
    """The xlsx says what the paper says, and prints page and count of its own."""
    document = _paper(name, _facts(3, _plain()))
    sheet = openpyxl.load_workbook(BytesIO(write_xlsx(document))).worksheets[0]
    foot = sheet.oddFooter
    count = "第&P页　共&N页"
    long = foot.right.text is None  # the count stands before it
    assert foot.left.text == (f"{count}　{document.foot}" if long else document.foot)
    assert long or foot.right.text == count
    values = {cell.value for row in sheet.iter_rows() for cell in row}
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    wanted = {cell.text for grid in grids for row in grid.rows for cell in row.cells}
    assert wanted - values - {""} == set()


def test_a_wrong_description_is_told(tmp_path: Path):
    """A condition that is no path and a foot with a broken blank are faults with their places."""
    file = tmp_path / "wrong.toml"
    file.write_text(
        'title = "试"\nsource = "无"\nfoot = "{Code}"\n[page]\n'
        '[[blocks]]\nkind = "note"\nwhere = "Not a path"\nlines = ["一"]\n',
        "utf-8",
    )
    with pytest.raises(SheetDataError) as wrong:
        read_sheet(file)
    place = f"{tmp_path.name}/wrong.toml"
    assert wrong.value.sentences == [
        f"{place} 页脚：空位“{{Code}}”写错了",
        f"{place} 第1个版块：“where”写错了",
    ]
