"""Every character of 通用规范汉字表 and a sample of each block is printed and copied as typed."""

import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from desktop.domain.problem import UserError
from desktop.sheets.document import Document, Look, Page, Paragraph
from desktop.sheets.fonts import Fonts
from desktop.sheets.pdf import write_pdf

# Its head names the source.
TABLE = Path(__file__).parent.parent / "data" / "characters" / "tgh_2013.txt"
STYLES = ("cell", "head", "title")
# Of each block the first and last character that a bundled face has, and some between.
PRINTED = {
    "CJK Unified Ideographs": "一龥龦鿃鿏鿯鿿",
    "Extension A": "㐀㛃䶮䶵䶶䶿",
    "Extension B": "𠀀𠮷𡈽𤭢𩸽𪛖",
    "Extension C": "𪜀𪩘𫄧𫔭𫜴",
    "Extension D": "𫝀𫞩𫠜𫠝",
    "Extension E": "𫠠𫫇𬬭𬭎𬺡",
    "Extension F": "𬺰𮈔𮯠",
    "Extension G": "\U00030edd\U00030ede\U0003106c",
    "radicals": "⺀⺌⻊⻳⼀⾦⿕",
    "compatibility": "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩",
    "bopomofo, enclosed, squared, strokes": "ㄅㄆㄇ①⑩㈠㊣㎡㎏㏄㇀",
}
# Characters of a block that no bundled face has.
REFUSED = {
    "Extension G": "\U00030000\U00030e60\U0003134a",
    "Extension H": "\U00031350\U000323af",
    "compatibility supplement": "\U0002f800\U0002fa1d",
    "private use": "\ue000\ue863\uf8ff",
}


def _table() -> str:
    """The characters of 通用规范汉字表 in its order."""
    lines = TABLE.read_text("utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def _document(text: str, *looks: Look) -> Document:
    blocks = tuple(Paragraph(text, look, indent=0) for look in looks)
    return Document("试印", Page(), blocks)


def _copied(document: Document, fonts: Fonts) -> list[str]:
    """The characters that PDFium copies out, without line ends and page numbers."""
    pdf = pypdfium2.PdfDocument(write_pdf(document, fonts))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return [c for text in texts for c in text if not c.isspace() and c not in "—0123456789"]


def test_all_of_the_standard_table_is_printed_and_copied_as_typed(fonts: Fonts):
    """Each of the 8,105 characters comes out once, in its place, of the face of the cells."""
    table = _table()
    assert len(set(table)) == len(table) == 8105
    assert _copied(_document(table, Look()), fonts) == list(table)


@pytest.mark.parametrize("style", STYLES)
def test_headings_and_titles_have_the_rare_part_of_the_table_too(style, fonts: Fonts):
    """三级字表 (names, places, terms) is printed in each style, by its own face or by another."""
    rare = _table()[6500:]
    assert _copied(_document(rare, Look(style)), fonts) == list(rare)


@pytest.mark.parametrize("block", PRINTED)
def test_a_sample_of_each_block_is_printed_and_copied_as_typed(block: str, fonts: Fonts):
    """Neither compatibility characters nor radicals become the ideograph that they look like."""
    sample = PRINTED[block]
    looks = [Look(style) for style in STYLES]
    assert _copied(_document(sample, *looks), fonts) == list(sample) * len(STYLES)


@pytest.mark.parametrize("block", REFUSED)
def test_what_no_face_has_is_refused_by_name(block: str, fonts: Fonts):
    """Each such character is named with its code; nothing is printed in its place."""
    with pytest.raises(UserError) as refused:
        write_pdf(_document(f"昆明{REFUSED[block]}公司", Look()), fonts)
    named = [
        f"“{c}”（U+{ord(c):04X}，{unicodedata.name(c, f'U+{ord(c):04X}')}）" for c in REFUSED[block]
    ]
    assert [name for name in named if name not in refused.value.sentence] == []
