"""A Word document's own inventions come out as plain text: boxes, controls, changes, frames."""

import io
import zipfile

import pytest

from desktop.intake.book import Document, Reading, Refused
from desktop.intake.reading import read
from tests.intake.papers import document_of

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def read_body(body: str) -> Reading | Refused:
    """Read a document whose body is this XML."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document_of("a"))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            xml = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return read(file.getvalue(), "a.docx")


def document(body: str) -> Document:
    answer = read_body(body)
    assert isinstance(answer, Reading), answer
    assert answer.document is not None
    return answer.document


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>电话</w:t>'
            '<w:sym w:font="Wingdings" w:char="F0A8"/><w:t>上门</w:t></w:r>',
            "☑电话□上门",
        ),
        (
            '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>{run('是')}",
            "☑是",
        ),
        (
            '<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/>'
            "</w:checkBox></w:ffData></w:fldChar></w:r>"
            f"<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>{run('否')}",
            "☑否",
        ),
        (
            f"{run('甲')}<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
            f"<w:ins>{run('增')}</w:ins>",
            "甲增",
        ),
        (
            f"{run('名称：')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
            f"<w:sdtContent>{run('单击此处输入')}</w:sdtContent></w:sdt>",
            "名称：",
        ),
        (
            "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>"
            f"{run('框')}</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>"
            f"{run('框')}</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>",
            "框",
        ),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", "甲\t乙\n丙"),
    ],
)
def test_a_paragraph_as_a_reader_sees_it(paragraph: str, text: str) -> None:
    """Ticks are ticks, deleted text is gone, prompts are no text, a frame is read once."""
    found = document(f"<w:p>{paragraph}</w:p>")
    assert [p.text.strip("\n") for p in found.paragraphs] == [text]


def test_a_table_in_a_control_with_a_table_inside() -> None:
    """The inner table comes after the outer one, and its text is not doubled."""
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('内')}</w:p></w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc><w:p>{run('外')}</w:p>{inner}</w:tc></w:tr></w:tbl>"
    found = document(f"<w:sdt><w:sdtContent>{outer}</w:sdtContent></w:sdt>")
    assert [[cell.text for cell in table.cells] for table in found.tables] == [["外"], ["内"]]


def test_a_table_of_a_million_places_is_refused() -> None:
    """Spans are cheap to write and dear to lay out."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr><w:p/></w:tc>'
    assert read_body(f"<w:tbl>{f'<w:tr>{cell}</w:tr>' * 1001}</w:tbl>") == Refused(
        "文档太长，或表格太大。", "请只保留申请表和名单，另存一份再导入。"
    )


def test_broken_xml_is_a_sentence() -> None:
    """A document that was cut off says so."""
    assert read_body("<w:p>") == Refused(
        "文件已损坏，打不开。", "请用 Word 或 WPS 打开后另存一份再导入。"
    )
