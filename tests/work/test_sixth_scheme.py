"""A regulation that nobody has seen goes through the whole way, and not a line of code knows it."""

import io
import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
import pytest

from desktop import paths
from desktop.domain.scheme import Scheme
from desktop.work import papers
from desktop.work.desk import Desk, open_desk
from desktop.work.example import Note, start_department, work_applicant

FORMS = Path(__file__).parent.parent / "data" / "schemes"
FIELDS = {
    "platform_name": "青石市东街驿站",
    "operator_name": "青石市东街道商会",
    "legal_person": "卢青禾",
    "registered_address": "青石市东街1号",
    "contact": "卢小满",
    "phone": "15400000001",
}


@pytest.fixture
def desk(tmp_path: Path):
    """A desk that knows the invented scheme alone."""
    opened = open_desk(tmp_path / "青石.review", FORMS, paths.fonts_dir())
    yield opened
    opened.close()


def applicant(folder: Path, scheme: Scheme) -> Note:
    """What a station hands in: its form in Word, and its book of visitors as a workbook."""
    folder.mkdir()
    form = docx.Document()
    table = form.add_table(0, 2)
    for field in scheme.form.fields:
        if field.key in FIELDS:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = field.label, FIELDS[field.key]
    form.add_paragraph("设服务窗口9个")
    for header, rows in (
        (("年份", "到站企业"), (("2028", "21"), ("2029", "31"))),
        (("项目", "件（场）数"), (("帮办代办", "30"), ("驿站讲堂", "2"))),
    ):
        grid = form.add_table(0, 2)
        for texts in (header, *rows):
            for cell, text in zip(grid.add_row().cells, texts, strict=True):
                cell.text = text
    form.save(str(folder / "申报书.docx"))
    book = openpyxl.Workbook()
    book.active.append(["到站企业登记簿"])
    book.active.append(["号数", "来客单位", "个头", "办了什么事", "来人", "来人电话"])
    for i in range(1, 32):
        size = "微型" if i <= 16 else "小型"
        book.active.append([i, f"青石{i}号杂货铺", size, "代办执照", f"来人{i}", f"1540000{i:04}"])
    book.save(folder / "登记簿.xlsx")
    values = {"asked.listeners": "90", "rec.meets": "是", "rec.agrees": "是"}
    survey = {"digits": "112233", "supervisor": "邻居", "unsatisfied": 1}
    return Note(scheme.id, "青石市东街驿站", 2030, True, folder, values, survey=survey)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext on this machine")
def test_an_invented_scheme_goes_from_files_to_its_sheet(desk: Desk, tmp_path: Path):
    """Its own roster, thresholds, sample (a fifth, at least six, 75 %), scale and sheet hold."""
    [scheme] = desk.schemes.values()
    note = applicant(tmp_path / "来件", scheme)
    round_id = start_department(desk, scheme.id, note.year)
    said: list[str] = []
    application_id = work_applicant(desk, round_id, note, said.append)
    assert said == ["  青石市东街驿站：读入2个文件，名单31行；7项条件均符合"]
    [sheet] = papers.sheets_of_round(desk, round_id)
    pdf = papers.pour_pdf(papers.gather(desk, sheet.ref, round_id, [application_id]))
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    for words in ("推荐名册", "青石市东街驿站", "青石市东街道商会", "卢青禾", "是"):
        assert words in text
    book = openpyxl.load_workbook(
        io.BytesIO(papers.pour_xlsx(papers.gather(desk, sheet.ref, round_id, [application_id])))
    )
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value]
    assert "青石市东街道商会" in cells
