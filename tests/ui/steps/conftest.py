"""An office in place over a real desk, and an applicant's folder with invented content."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from applicant import FORM, STAFF_HEAD, firms, put_book
from docx import Document
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.work.cases import start_case
from desktop.work.desk import Desk, open_desk
from desktop.work.rounds import open_round

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk over a new file; the office closes it."""
    made = open_desk(tmp_path / "测试.review", paths.forms_dir(), paths.fonts_dir(), lambda: NOON)
    made.operator = "王测试"
    return made


@pytest.fixture
def office(desk: Desk, qapp: QApplication) -> Iterator[Office]:
    """An office that runs every errand at once, in place."""
    made = Office(inline=True)
    owner = QObject()
    made.open_file(lambda: desk, lambda _path: None, owner=owner)
    yield made
    made.close()


@pytest.fixture
def place(office: Office, desk: Desk) -> Place:
    """Where one application under Kunming's platform regulation is."""
    round_id = open_round(desk, "kunming-platform-2022", 2026).value
    return Place("case", round_id, start_case(desk, round_id, "滇池平台").value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An applicant's folder: a form in Word, firms (one without a name), staff."""
    found = tmp_path / "申报材料"
    found.mkdir()
    document = Document()
    document.add_paragraph("昆明市中小企业公共服务示范平台申请表")
    table = document.add_table(rows=len(FORM), cols=4)
    for line, texts in enumerate(FORM):
        for column, text in enumerate(texts):
            table.cell(line, column).text = text
    document.add_paragraph("以上情况由单位自行填写并负责")
    document.save(found / "1申请表.docx")
    nameless = ("6", "", "五华区", "李示例", "13800000006", "")
    put_book(found / "2服务企业.xlsx", [*firms(5), nameless])
    staff = [(n, f"员工{n}", "咨询顾问", "本科", "示例大学", "工程师", "") for n in range(1, 4)]
    put_book(found / "3人员.xlsx", [STAFF_HEAD, *staff])
    return found
