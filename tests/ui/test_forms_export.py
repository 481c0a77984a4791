"""导出申报表样: from the year's page and not among the papers that are sent up."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.round import Round
from desktop.ui.pages.send import Send


def test_the_year_s_page_packs_the_applicants_forms(
    qtbot: QtBot, office: Office, round_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The name is offered; a name without its ending gets it; the sentence says where it is."""
    offered: list[str] = []

    def chosen(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return str(tmp_path / "表样"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    page = Round(office)
    qtbot.addWidget(page)
    page.show_for(Place("round", round_id))
    page.forms.export.click()
    target = tmp_path / "表样.zip"
    with zipfile.ZipFile(target) as packed:
        names = packed.namelist()
    assert offered[0].endswith("申报用表（2026年度）.zip")
    assert (names[0], sum(name.endswith(".docx") for name in names) > 0) == ("说明.txt", True)
    assert page.forms.told.text() == f"申报表样已存到：{target}"


def test_a_folder_that_is_gone_is_told(
    qtbot: QtBot, office: Office, round_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Nothing is written, the sentence says why, and the button can be pressed again."""
    target = tmp_path / "没有" / "表样.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    page = Round(office)
    qtbot.addWidget(page)
    page.show_for(Place("round", round_id))
    page.forms.export.click()
    assert page.forms.told.text().startswith("文件“表样.zip”没有存成")
    assert (page.forms.export.isEnabled(), page.forms.told.look()) == (True, "wrong")


def test_the_round_s_papers_are_three_groups_without_blank_forms(
    qtbot: QtBot, office: Office, round_id: int
):
    """What goes up comes first, then letters, then what stays; a blank form has its own place."""
    page = Send(office)
    qtbot.addWidget(page)
    page.show_for(Place("send", round_id))
    sheets = page.paper.sheets
    heads = [n for n in range(sheets.count()) if not sheets.model().index(n, 0).flags()]
    told = [sheets.itemText(n).strip("— ") for n in heads]
    letters = [sheets.itemText(n) for n in range(heads[1] + 1, heads[2])]
    assert told == ["上报的表", "函件", "内部留存", "抽查"]
    assert letters == ["收件回执", "申报材料补正告知单", "不予推荐告知单"]
    assert not [title for title in sheets.titles() if "空白" in title]
