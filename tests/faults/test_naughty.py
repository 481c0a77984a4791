"""Naughty strings go through every blank of every form to screen, PDF, xlsx and docx, and back."""

import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import docx
import openpyxl
import pypdfium2
import pytest

from desktop import paths
from desktop.domain.clean import clean
from desktop.domain.problem import UserError
from desktop.work import applicant_forms, cases, papers, receive, rounds
from desktop.work.desk import Desk, open_desk

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))
SCHEMES = (
    "kunming-platform-2022",
    "kunming-base-2022",
    "yunnan-platform-2022",
    "national-platform-2017",
    "nanchang-platform-2022",
)
NAUGHTY = (
    '=HYPERLINK("http://x","点我")',
    "+86 871-6000转8012",
    "@SUM(A1:A9)",
    "\t=1+1",
    "＝１＋１",
    "昆明<某>公司",
    "<b>粗</b>&amp;<img src=file:///etc/passwd>",
    "'; DROP TABLE value; --",
    "%s %d {name} {{x}} $HOME `id`",
    "..\\..\\系统\\文件",
    "NULL",
    "true",
    "0123456789012345678",
    "1E10",
    "𬭎𠮷䶮㛃甲",
    "张\u200b三\u202e四\ufeff",
    "e\u0301cole",
    "Ａｂｃ１２３",
    "“引号”‘’《书名》——……",
    "\x00\x01\x1b[31m红",
    "一" * 200,
    "x" * 200,
    "空  格　全角",
)
UNPRINTED = "١٢٣"  # in none of the faces: it is refused by name before anything is printed
WHITE = re.compile(r"\s+")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over one file for all schemes."""
    path = tmp_path_factory.mktemp("naughty") / "审查.review"
    opened = open_desk(path, paths.forms_dir(), paths.fonts_dir(), lambda: NOON)
    yield opened
    opened.close()


def _filled(desk: Desk, scheme: str, at: int) -> tuple[int, int, dict[str, str]]:
    """A case with a naughty string in every text blank; round, case, and what was kept."""
    round_id = int(rounds.open_round(desk, scheme, 2026 + at).value)
    number = int(cases.start_case(desk, round_id, "甲平台").value)
    typed: dict[str, str] = {}
    texts = [one for one in desk.schemes[scheme].form.fields if one.kind in ("text", "long")]
    for n, field in enumerate(texts):
        text = NAUGHTY[(n + at) % len(NAUGHTY)]
        receive.save_value(desk, number, field.key, text)
        typed[field.key] = text
    return round_id, number, typed


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_blank_gives_back_what_was_typed_or_says_what_it_lost(desk: Desk, scheme: str):
    """What differs from the typed text differs by what the sentence names, and by blanks only."""
    round_id = int(rounds.open_round(desk, scheme, 2026).value)
    number = int(cases.start_case(desk, round_id, "甲平台").value)
    fields = [one for one in desk.schemes[scheme].form.fields if one.kind in ("text", "long")]
    for n, text in enumerate(NAUGHTY):
        field = fields[n % len(fields)]
        done = receive.save_value(desk, number, field.key, text)
        shown = receive.form_page(desk, number).values[field.key].text
        assert WHITE.sub("", shown) == WHITE.sub("", clean(text).text)
        gone = {
            char for char in text if unicodedata.category(char) in ("Cc", "Cf") and char != "\t"
        }
        assert all(f"U+{ord(char):04X}" in done.said for char in gone)
        assert (done.said == "") == (not clean(text).notes)


def test_half_a_character_is_refused_and_nothing_is_kept(desk: Desk):
    """A lone surrogate can't be written to any file: it is said, and the old text stays."""
    round_id = int(rounds.open_round(desk, SCHEMES[0], 2026).value)
    number = int(cases.start_case(desk, round_id, "乙平台").value)
    receive.save_value(desk, number, "address", "昆明")
    with pytest.raises(UserError, match="损坏的字符"):
        receive.save_value(desk, number, "address", "昆\ud83d明")
    assert receive.form_page(desk, number).values["address"].text == "昆明"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("at", [1, 9])
def test_the_filled_form_has_them_as_plain_text_in_all_three_writers(
    desk: Desk, scheme: str, at: int
):
    """No markup, no formula, no missing character: the texts are read back out of each file."""
    round_id, number, typed = _filled(desk, scheme, at)
    sheet = next(
        one
        for one in applicant_forms.applicant_forms(desk, round_id)
        if one.ref.id == "application"
    )
    facts = applicant_forms.gather_applicant_form(desk, sheet.ref, round_id, number)
    whole = {
        "pdf": _pdf_text(papers.pour_pdf(facts)),
        "xlsx": _xlsx_text(papers.pour_xlsx(facts)),
        "docx": _docx_text(papers.pour_docx(facts)),
    }
    composed = _plain(str(papers.composed(facts)))
    expected = [clean(text).text for text in typed.values()]
    printed = [text for text in expected if _plain(text) in composed]
    assert len(printed) > len(expected) // 2
    for kind, text in whole.items():
        missing = [one for one in printed if _plain(one) not in text]
        assert missing == [], (kind, missing)


def _form(desk: Desk, round_id: int, number: int) -> papers.SheetFacts:
    lines = applicant_forms.applicant_forms(desk, round_id)
    ref = next(one.ref for one in lines if one.ref.id == "application")
    return applicant_forms.gather_applicant_form(desk, ref, round_id, number)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_no_face_has_is_refused_by_its_name(desk: Desk, scheme: str):
    """The sentence names sheet, character and place; no half-empty paper leaves the program."""
    round_id = int(rounds.open_round(desk, scheme, 2050).value)
    number = int(cases.start_case(desk, round_id, "甲平台").value)
    receive.save_value(desk, number, desk.schemes[scheme].form.operator_field, UNPRINTED)
    with pytest.raises(UserError, match="U\\+0661，ARABIC-INDIC DIGIT ONE"):
        papers.pour_pdf(_form(desk, round_id, number))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", WHITE.sub("", text))


def _pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    pages = [document[n].get_textpage().get_text_bounded() for n in range(len(document))]
    document.close()
    return _plain("".join(pages).replace("\ufffe", ""))


def _xlsx_text(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    return _plain("".join(str(cell.value) for cell in cells if cell.value is not None))


def _docx_text(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    texts = [
        one.text for one in document.element.body.iter() if one.tag.endswith("}t") and one.text
    ]
    assert not [one for one in document.element.body.iter() if one.tag.endswith("}instrText")]
    return _plain("".join(texts))
