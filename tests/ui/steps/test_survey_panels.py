"""抽查: the panels beside the acts: papers, verification and export, advice on the size."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from survey_hand import draw_now, listed, lock_now, shown

from desktop import paths
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.survey import SurveyPage
from desktop.ui.pages.steps.survey_check import SurveyCheck
from desktop.ui.pages.steps.survey_papers import NONE_YET, SurveyPapers
from desktop.work.desk import Desk
from desktop.work.drawing import SEED_KINDS

__all__ = ["listed"]
SHELL_LINE = (
    """for i in $(seq 1 $N); do printf '%s %s\\n' "$(printf '%s,%s' "$seed" $i | sha256sum | """
    """cut -d' ' -f1)" $i; done | LC_ALL=C sort | head -n $n"""
)


def papers_of(page: SurveyPage) -> SurveyPapers:
    """The panel of the papers."""
    made = page.tools.made("papers")
    assert isinstance(made, SurveyPapers)
    return made


def check_of(page: SurveyPage) -> SurveyCheck:
    """The panel of the verification."""
    made = page.tools.made("check")
    assert isinstance(made, SurveyCheck)
    return made


def titles(panel: SurveyPapers) -> list[str]:
    """The papers that are offered."""
    return panel.paper.sheets.titles()


def test_the_list_is_printed_and_signed_before_any_digit(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """No paper before the lock; with the lock the 确认表, told beside the blank for the digits."""
    page = shown(qtbot, office, listed)
    page.tools.show_panel("papers")
    papers = papers_of(page)
    assert (titles(papers), papers.paper.out.view.picture.text()) == ([], NONE_YET)
    papers.back.click()
    page.lock.lock.click()
    assert page.code.first_sign.text().startswith("先打印确认表并签字，再取随机码")
    page.code.paper.click()
    assert titles(papers) == ["满意度随机抽查企业名单确认表"]
    assert papers.paper.out.view.pdf().startswith(b"%PDF")
    assert (papers.paper.out.print.isEnabled(), papers.paper.out.pdf.isEnabled()) == (True, True)


def test_after_the_draw_four_papers_are_saved_and_noted(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place, tmp_path: Path
) -> None:
    """Each paper is saved as PDF or workbook, and the journal says which."""
    draw_now(desk, listed)
    page = shown(qtbot, office, listed)
    page.tools.show_paper("draw_asking")
    papers = papers_of(page)
    assert (len(titles(papers)), papers.paper.sheets.currentText()) == (4, "满意度随机抽查记录表")
    papers.paper.out.save_to(tmp_path / "记录表.pdf")
    papers.paper.out.save_to(tmp_path / "记录表.xlsx")
    assert (tmp_path / "记录表.pdf").read_bytes() == papers.paper.out.view.pdf()
    assert (tmp_path / "记录表.xlsx").read_bytes().startswith(b"PK")
    kept = desk.store.read("SELECT sheet_id FROM printed")
    assert kept == [("draw_asking",), ("draw_asking",)]


def test_escape_leads_from_a_panel_to_the_acts(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """Esc closes the panel and nothing else; the act that was open is open."""
    page = shown(qtbot, office, listed)
    page.tools.show_panel("check")
    assert page.tools.panel() is not None
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert (page.tools.panel(), page.acts["list"].is_open()) == (None, True)


def test_a_case_is_verified_with_reasons(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """What fails stands first, then what can't be told; the sentence counts them."""
    draw_now(desk, listed)
    page = shown(qtbot, office, listed)
    page.tools.show_panel("check")
    panel = check_of(page)
    panel.case.click()
    states = [one.state.label for one in panel.rows.rows()]
    assert states[:3] == ["不能核验", "不能核验", "成立"]
    assert "不成立" not in states
    assert panel.outcome.text().startswith("没有发现不符：")
    panel.checks.selectRow(0)
    assert panel.reason.text().startswith(panel.rows.rows()[0].name)


def test_a_changed_record_is_shown_to_be_changed(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place, tmp_path: Path
) -> None:
    """The record and its page are written; an answer that is turned in it fails."""
    draw_now(desk, listed)
    page = shown(qtbot, office, listed)
    panel = check_of(page)
    page.tools.show_panel("check")
    panel.export_to(tmp_path)
    written = sorted(one.name for one in tmp_path.iterdir() if one.suffix in (".json", ".html"))
    assert written == ["抽取记录 2026-0001 核验页.html", "抽取记录 2026-0001.json"]
    record = tmp_path / written[1]
    panel.verify_file(record)
    assert panel.outcome.text().startswith("没有发现不符")
    told = json.loads(record.read_text("utf-8"))
    told["locks"][0]["seed"]["digits"] = "111111"
    record.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    panel.verify_file(record)
    assert panel.rows.rows()[0].state.label == "不成立"
    assert panel.roster.isVisible()


def test_what_is_no_record_is_refused_in_words(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place, tmp_path: Path
) -> None:
    """A file that can't be read leaves a sentence; so does an export before any lock."""
    page = shown(qtbot, office, listed)
    page.tools.show_panel("check")
    panel = check_of(page)
    panel.verify_file(tmp_path / "none.json")
    assert panel.what.text().startswith("文件“none.json”读不出来。")
    panel.export_to(tmp_path)
    assert panel.exported.text().startswith("还没有封存过名单")


def test_the_mask_hides_persons(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place, tmp_path: Path
) -> None:
    """With the box ticked the written record names no person and no phone."""
    draw_now(desk, listed, answers=True)
    page = shown(qtbot, office, listed)
    page.tools.show_panel("check")
    panel = check_of(page)
    panel.export_to(tmp_path)
    open_text = (tmp_path / "抽取记录 2026-0001.json").read_text("utf-8")
    panel.masked.click()
    panel.export_to(tmp_path)
    masked = (tmp_path / "抽取记录 2026-0001.json").read_text("utf-8")
    assert ("李示例" in open_text, "李示例" in masked) == (True, False)


@pytest.mark.parametrize("kept", [False, True])
def test_the_size_is_explained_before_the_lock(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place, kept: bool
) -> None:
    """One plain sentence; chances and picture unfold; after the lock there is no advice."""
    if kept:
        lock_now(desk, listed)
    page = shown(qtbot, office, listed)
    page.open_act("lock")
    assert page.advice.isVisible() is not kept
    if kept:
        return
    assert page.advice.plain.text() == (
        "抽查3家，至少3家满意（100%）才达到。"
        "一般按这个家数封存即可；也可以先在“抽查企业名单”中增加家数。"
    )
    assert not page.advice.picture.isVisible()
    page.advice.more.click()
    assert page.advice.picture.isVisible()
    assert page.advice.words.text().startswith("实际90%满意时")
    assert "抽查5、10、15、20家时" in page.advice.words.text()
    picture = page.advice.picture
    assert picture.accessibleDescription().startswith("抽查3家，需3家满意；实际90%满意时")
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert picture.accessibleDescription().startswith("抽查4家，需4家满意")
    assert not picture.grab().isNull()


def test_the_help_tells_what_each_kind_of_code_is_worth(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """The chapter names all three kinds, what proves nothing, and the shell line as it is run."""
    page = shown(qtbot, office, listed)
    with qtbot.waitSignal(page.go) as asked:
        page.tools.buttons["help"].click()
    assert asked.args == [listed.at("manual", detail="draw#随机抽查")]
    text = (paths.resources_dir() / "help" / "draw.md").read_text("utf-8")
    for words in (*dict(SEED_KINDS).values(), "监督人和经办人串通", SHELL_LINE):
        assert words in text


@pytest.mark.parametrize(
    ("panel", "heading"),
    [
        ("", "随机抽查"),
        ("lists", "分工"),
        ("rekey", "复核录入"),
        ("paper", "纸质名单"),
        ("check", "核验"),
    ],
)
def test_the_help_belongs_to_the_panel_that_is_open(
    qtbot: QtBot, office: Office, listed: Place, panel: str, heading: str
) -> None:
    """F1 opens the chapter of the draw at the heading that speaks of what is on the screen."""
    page = shown(qtbot, office, listed)
    if panel:
        page.tools.show_panel(panel)
    lines = (paths.resources_dir() / "help" / "draw.md").read_text("utf-8").splitlines()
    found = [line for line in lines if line.lstrip("# ").startswith(heading) and line[0] == "#"]
    assert (page.help_topic(), len(found)) == (f"draw#{heading}", 1)
