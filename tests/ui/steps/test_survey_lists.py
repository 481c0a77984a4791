"""抽查: a list is given to a colleague and comes back filled."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from survey_hand import draw_now, listed, shown

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.survey import SurveyPage
from desktop.ui.pages.steps.survey_lists import SurveyLists
from desktop.work.asking import answer, ask_page, record
from desktop.work.desk import Desk
from desktop.work.drawing import lock_frame

__all__ = ["listed"]
HEAD = 3


@pytest.fixture
def page(qtbot: QtBot, office: Office, desk: Desk, listed: Place) -> SurveyPage:
    """The page after the draw with the panel open."""
    draw_now(desk, listed)
    made = shown(qtbot, office, listed)
    made.tools.show_panel("lists")
    return made


@pytest.fixture
def panel(page: SurveyPage) -> SurveyLists:
    """The panel of the lists."""
    made = page.tools.made("lists")
    assert isinstance(made, SurveyLists)
    return made


def fill(path: Path, rows: dict[int, dict[str, str]]) -> None:
    """Fill cells of the returned list, by row (from 1) and heading."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[HEAD]}
    for row, cells in rows.items():
        for head, text in cells.items():
            sheet.cell(HEAD + row, columns[head]).value = text
    book.save(path)


def test_a_list_goes_out_and_comes_back(
    desk: Desk, listed: Place, panel: SurveyLists, tmp_path: Path
) -> None:
    """Answers and an outcome of a colleague are looked at first, then kept with his name."""
    path = tmp_path / "分工名单.xlsx"
    panel.all.click()
    panel.save_to(path)
    assert panel.saved.text().startswith("已保存3家：")
    fill(
        path,
        {
            1: {"联系结果": "满意", "联系人员": "李同事", "企业原话": "办得快"},
            2: {"联系结果": "拒绝评价", "联系人员": "李同事"},
        },
    )
    panel.read_from(path)
    assert panel.counts.text() == ("读到2行，可采纳2行，不采纳0行；另有1行没有填写联系结果。")
    assert ask_page(desk, listed.application_id or 0).lines[0].attempts == ()
    panel.keep.click()
    assert panel.counts.text() == "已采纳2行。"
    lines = ask_page(desk, listed.application_id or 0).lines
    assert [line.state for line in lines] == ["已评价", "拒绝评价", "待联系", "待联系"]
    assert "李同事" in lines[0].attempts[0]


def test_what_does_not_fit_is_refused_by_line(
    desk: Desk, listed: Place, panel: SurveyLists, tmp_path: Path
) -> None:
    """Another firm's name, an unknown result: refused with the line and the reason."""
    path = tmp_path / "分工名单.xlsx"
    panel.all.click()
    panel.save_to(path)
    fill(
        path,
        {
            1: {"联系结果": "不错"},
            2: {"企业": "别的公司", "联系结果": "满意"},
            3: {"联系结果": "满意"},
        },
    )
    panel.read_from(path)
    assert [(one.line, one.why) for one in panel.rows.rows() if one.why] == [
        (4, "联系结果“不错”不在可填的结果之中。"),
        (5, "企业名称与顺序不符。"),
    ]
    first = ask_page(desk, listed.application_id or 0).lines[2].i
    answer(desk, listed.application_id or 0, first, "satisfied")  # somebody was quicker
    panel.keep.click()
    assert panel.counts.text() == (
        "读入之后情况有变，1行已不能采纳（原因见下），一行也没有采纳。请重新读入名单。"
    )
    assert "已有结果" in panel.rows.rows()[0].why


def test_a_list_of_another_draw_is_refused(
    desk: Desk, listed: Place, panel: SurveyLists, tmp_path: Path
) -> None:
    """After a new lock the old list is not of this draw any more."""
    path = tmp_path / "分工名单.xlsx"
    panel.all.click()
    panel.save_to(path)
    lock_frame(desk, listed.application_id or 0, reason="roster was wrong", supervisor="Li")
    panel.read_from(path)
    assert panel.counts.text().startswith("这不是本次抽取的分工名单。")
    panel.read_from(tmp_path / "none.xlsx")
    assert not panel.keep.isEnabled()


def test_nothing_ticked_saves_nothing(panel: SurveyLists, tmp_path: Path) -> None:
    """A sentence says what to do first."""
    panel.save_to(tmp_path / "a.xlsx")
    assert panel.saved.text().startswith("没有选中要分给同事的企业。")
    assert not (tmp_path / "a.xlsx").exists()


def test_only_firms_that_can_be_called_are_given_away(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place, page: SurveyPage, panel: SurveyLists
) -> None:
    """One that refused is replaced, an allegation is checked here; ticks outlast a reload."""
    number = listed.application_id or 0
    first, second, third = ask_page(desk, number).lines
    panel.firms.item(2).setCheckState(Qt.CheckState.Checked)
    assert panel.save.text() == "保存1家的分工名单…"
    office.keep(lambda kept: record(kept, number, first.i, "refused", 0, ""), owner=panel)
    office.keep(lambda kept: record(kept, number, second.i, "never_served", 0, ""), owner=panel)
    shown_now = [panel.firms.item(at).text() for at in range(panel.firms.count())]
    substitute = ask_page(desk, number).lines[3]
    assert shown_now == [f"3/4　{third.firm}　待联系", f"4/4　{substitute.firm}　待联系"]
    assert panel.chosen() == {3}
    panel.none.click()
    assert not panel.save.isEnabled()
