"""单位档案 in the window: lines lead on, are copied, and two organisations are joined by a yes."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages import archive as archive_page
from desktop.ui.pages.archive import ArchivePage
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.dynamic_keep import add_unit
from desktop.work.receive import save_value
from desktop.work.rounds import open_round

SCHEME = "kunming-platform-2022"


def _fill(desk: Desk):
    for year, name in ((2025, "昆明滇池服务有限公司"), (2026, "昆明滇池服务公司")):
        number = start_case(desk, open_round(desk, SCHEME, year).value, f"{year}平台").value
        save_value(desk, number, "operator_name", name)
    return add_unit(desk, SCHEME, "安宁云岭服务有限公司")


@pytest.fixture
def page(qtbot: QtBot, office: Office) -> ArchivePage:
    """The page over two years of one organisation under two names, and a recognised unit."""
    office.keep(_fill, owner=office)
    made = ArchivePage(office)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    made.show_for(Place("archive"))
    return made


def test_a_line_leads_to_its_case_or_unit(page: ArchivePage):
    """Opening goes to the step where the case stands, or to the unit; printing to its sheet."""
    went: list[Place] = []
    page.go.connect(went.append)
    for line in page.rows.rows():
        page.table.opened.emit(line)
    page.table.choose(page.rows.rows()[1].key)
    page.print.click()
    assert [(one.page, one.application_id, one.step) for one in went] == [
        ("unit", None, "1"),
        ("case", went[1].application_id, "receive"),
        ("case", went[2].application_id, "receive"),
        ("case", went[1].application_id, "recommend"),
    ]
    assert went[3].detail == "paper:unit_archive"


def test_the_list_is_filtered_and_copied(page: ArchivePage):
    """What is shown is what is copied, under its headings."""
    page.filter("安宁")
    page.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["单位", "安宁云岭服务有限公司"]


def test_a_unit_that_never_applied_has_its_sheet(page: ArchivePage, tmp_path: Path):
    """Shown in place, saved, and left by Esc."""
    page.filter("安宁")
    page.table.selectRow(0)
    page.print.click()
    paper = page.printing.paper
    assert (page.panels.panel(), paper.sheets.titles()) == (page.printing, ["单位档案"])
    paper.out.save_to(tmp_path / "档案.pdf")
    assert (tmp_path / "档案.pdf").read_bytes()[:4] == b"%PDF"
    page.printing.closed.emit()
    assert page.panels.panel() is None


def test_two_that_are_not_one_are_not_offered_again(page: ArchivePage):
    """One press, remembered; what was said can be taken back."""
    page.alike.selectRow(0)
    page.differ.click()
    assert (page.pairs.rows(), page.alike.isVisible()) == ([], False)
    assert page.said.currentText() == "昆明滇池服务有限公司 / 昆明滇池服务公司"
    page.offer.click()
    assert (len(page.pairs.rows()), page.said.isVisible()) == (1, False)


def test_near_names_are_joined_by_a_yes_and_parted(
    page: ArchivePage, monkeypatch: pytest.MonkeyPatch
):
    """Nothing is joined without the question; joined ones can be parted again."""
    asked: list[str] = []
    monkeypatch.setattr(
        archive_page, "ask_yes", lambda _p, question, *_m: not asked.append(question)
    )
    page.alike.selectRow(0)
    page.join.click()
    joined = {line.file.name for line in page.rows.rows()}
    offered = page.likely.isVisible()
    page.part.click()
    assert asked == ["“昆明滇池服务有限公司”和“昆明滇池服务公司”是同一单位？"]
    assert (joined, offered) == ({"昆明滇池服务公司", "安宁云岭服务有限公司"}, False)
    assert len({line.file.name for line in page.rows.rows()}) == 3
