"""One panel for all papers: groups, several at once, what was printed, and the original again."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.page import Place
from desktop.ui.pages.paper_choice import PaperChoice
from desktop.ui.pages.paper_out import CANCELLED, telling
from desktop.ui.pages.send import Send
from desktop.work.cases import start_case
from desktop.work.desk import Changed, Desk, changed
from desktop.work.office_way import reopen
from desktop.work.paper_shelf import INWARD, OUTWARD, ShelfLine, papers_of_round
from desktop.work.papers import SheetLine, pages_of
from desktop.work.receive import save_value

Answer = Callable[[Callable[[Desk], object]], object]


@pytest.fixture
def ids(office: Office, round_id: int) -> list[int]:
    """Three applications; the third one's name has a sign that no file's name can hold."""
    made: list[int] = []
    for name in ("甲平台", "乙平台", "丙/丁平台"):
        office.keep(
            lambda desk, name=name: start_case(desk, round_id, name),
            lambda done: made.append(done.value),
            owner=office,
        )
    return made


@pytest.fixture
def page(qtbot: QtBot, office: Office, round_id: int, ids: list[int]) -> Send:
    """汇总报送 with the three."""
    made = Send(office)
    qtbot.addWidget(made)
    made.show_for(Place("send", round_id))
    made.show()
    return made


def each(page: Send) -> None:
    """Choose the paper that every application has its own of."""
    page.paper.want("opinion")


def set_final(desk: Desk) -> Changed:
    """Put all applications at 定稿, without the way there."""
    with desk.act("办理", "round:1"):
        desk.store.write("UPDATE application SET stage = '定稿'")
    desk.summaries.clear()
    return changed("cases")


def test_papers_stand_under_the_headings_of_their_groups(qtbot: QtBot, answer: Answer, ids: object):
    """A heading can't be chosen; the paper that is chosen stays chosen when the list grows."""
    lines = answer(lambda desk: papers_of_round(desk, 1))
    assert isinstance(lines, list)
    one, two = lines[0], next(one for one in lines if one.one_each)
    inward = ShelfLine(INWARD, SheetLine(two.line.ref, two.line.scheme_id, "收件回执"))
    choice = PaperChoice()
    qtbot.addWidget(choice)
    choice.show_lines([one, two])
    choice.choose(two.line.ref.id)
    choice.show_lines([one, two, inward])
    texts = [choice.itemText(n) for n in range(choice.count())]
    heads = [bool(choice.model().index(n, 0).flags()) for n in range(choice.count())]
    assert texts == [f"— {OUTWARD} —", one.line.title, two.line.title, f"— {INWARD} —", "收件回执"]
    assert (heads, choice.line()) == ([False, True, True, False, True], two)


def test_all_applications_papers_are_seen_and_saved_at_once(
    qtbot: QtBot, page: Send, ids: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """列入的3家一起: the preview is all of them; a folder gets one file each, the journal three."""
    each(page)
    panel = page.paper
    alone = pages_of(panel.out.view.pdf())
    panel.all.click()
    sheaf = panel.out.sheaf
    assert sheaf is not None
    assert (panel.all.text()[:6], len(sheaf.papers)) == ("列入的3家一", 3)
    assert pages_of(panel.out.view.pdf()) == 3 * alone
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path))
    panel.out.each["pdf"].trigger()
    names = sorted(one.name.partition(" 县")[0] for one in tmp_path.glob("*.pdf"))
    assert names == ["0001 甲平台", "0002 乙平台", "0003 丙丁平台"]
    assert panel.out.saved.text() == f"已另存3个文件：{tmp_path}"
    assert not any(action.isEnabled() for action in panel.out.alone.values())


def test_what_is_not_ticked_is_not_among_them(page: Send, ids: list[int]):
    """Only the applications that are listed, in the order of the list."""
    page.table.choose(ids[2])
    page.up.click()
    page.rows.edited.emit(page.rows.rows()[0], "tick", "")
    each(page)
    page.paper.all.click()
    sheaf = page.paper.out.sheaf
    assert sheaf is not None
    assert [one.facts.application_ids for one in sheaf.papers] == [(ids[2],), (ids[1],)]


def test_the_original_is_shown_again_when_the_data_changed(
    page: Send, office: Office, ids: list[int], tmp_path: Path
):
    """定稿, saved, changed: the note tells it, and 已打印 shows and saves the same bytes."""
    office.keep(set_final, owner=office)
    panel = page.paper
    panel.out.save_to(tmp_path / "一.pdf")
    was = (tmp_path / "一.pdf").read_bytes()
    office.keep(lambda desk: reopen(desk, ids[0], "补充备注"), owner=office)
    office.keep(lambda desk: save_value(desk, ids[0], "rec.remark", "另有说明"), owner=office)
    office.keep(set_final, owner=office)
    assert panel.out.view.pdf() != was
    assert panel.out.note.text().startswith("定稿后2026年11月20日另存过，现在生成的与那一份不同")
    panel.printed.click()
    panel.history.table.choose(panel.history.rows.rows()[0].id)
    assert panel.out.view.pdf() == was
    panel.out.save_to(tmp_path / "二.pdf")
    assert (tmp_path / "二.pdf").read_bytes() == was
    assert [one.how for one in panel.history.rows.rows()] == ["存PDF", "存PDF"]
    assert panel.out.saved.text() == f"已另存：{tmp_path / '二.pdf'}"
    panel.printed.click()
    assert panel.out.kept is None
    assert not panel.history.isVisible()


def test_a_kept_paper_that_is_gone_is_told_in_its_place(
    page: Send, office: Office, answer: Answer, tmp_path: Path
):
    """No other paper is shown instead."""
    office.keep(set_final, owner=office)
    panel = page.paper
    panel.out.save_to(tmp_path / "一.pdf")
    path = answer(lambda desk: desk.path)
    assert isinstance(path, Path)
    for kept in path.with_name(f"{path.name}.files").glob("*/*"):
        kept.unlink()
    panel.printed.click()
    panel.history.table.choose(panel.history.rows.rows()[0].id)
    said = panel.out.view.picture.text()
    assert ("不见了或读不出来，不能照原样再印。" in said, panel.out.sheaf) == (True, None)
    assert not panel.out.print.isEnabled()


def test_what_was_done_is_said_until_something_else_is_seen(
    page: Send, office: Office, ids: list[int], tmp_path: Path
):
    """已另存 stays while the same paper is read again; not beside another, nor after a pause."""
    out, done = page.paper.out, f"已另存：{tmp_path / '一.pdf'}"
    said = []

    def say() -> None:
        said.append(done in out.saved.text())

    out.save_to(tmp_path / "一.pdf")
    page.reload()
    say()
    office.keep(lambda desk: save_value(desk, ids[0], "rec.remark", "另有说明"), owner=office)
    say()
    out.save_to(tmp_path / "一.pdf")
    say()
    page.hide()
    page.show()
    say()
    assert said == [True, False, True, False]


def test_a_draft_stands_in_the_list_and_has_no_original(page: Send, tmp_path: Path):
    """It says so where the paper would be seen."""
    panel = page.paper
    panel.out.save_to(tmp_path / "一.pdf")
    panel.printed.click()
    panel.history.table.choose(panel.history.rows.rows()[0].id)
    said = panel.out.view.picture.text()
    assert said == "这一份是草稿，没有留存原件。请从“表”中重新生成。"


def test_a_name_without_an_ending_gets_one(
    page: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """`表V1.0` is saved as `表V1.0.pdf`, and loses nothing."""
    answer = (str(tmp_path / "表V1.0"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: answer)
    page.paper.out.pdf.click()
    assert [one.name for one in tmp_path.glob("表*")] == ["表V1.0.pdf"]


def test_a_long_job_ends_when_it_was_cancelled_or_is_no_longer_wanted():
    """The next step of the job raises the sentence; before that it only tells."""
    heard: list[tuple[int, int]] = []
    progress = Progress(lambda done, total, _words: heard.append((done, total)))
    stale = threading.Event()
    told = telling(progress, stale.is_set)
    told(1, 3, "")
    stale.set()
    with pytest.raises(type(CANCELLED), match="已取消"):
        told(2, 3, "")
    progress.cancel()
    with pytest.raises(type(CANCELLED), match="已取消"):
        telling(progress)(3, 3, "")
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_keys_print_and_save(qtbot: QtBot, page: Send, monkeypatch: pytest.MonkeyPatch):
    """Ctrl+S asks where; Esc is left to the window."""
    asked: list[object] = []

    def ask(*words: object) -> tuple[str, str]:
        asked.append(words[1])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["另存"]


def test_an_inward_paper_is_made_for_all_who_have_a_use_for_it(
    page: Send, office: Office, ids: list[int]
):
    """收件回执 for all three at once; 不予推荐告知单 only for the one that is declined."""
    office.keep(lambda desk: save_value(desk, ids[1], "rec.agrees", "不同意"), owner=office)
    panel = page.paper
    panel.want("receipt")
    panel.all.click()
    receipts = panel.out.sheaf
    panel.want("decline_notice")
    declined = panel.out.sheaf
    assert receipts is not None
    assert declined is not None
    assert [one.facts.application_ids[0] for one in receipts.papers] == ids
    assert [one.facts.application_ids[0] for one in declined.papers] == [ids[1]]
    assert (
        "列入的3家中，2家现在不需要此表，没有生成：0001 甲平台、0003 丙/丁平台"
        in panel.out.note.text()
    )
    panel.all.click()
    assert panel.out.view.picture.text() == "所选的申报现在不需要此表。"


def test_the_draw_papers_are_made_for_all_who_are_so_far(
    page: Send, office: Office, ids: list[int]
):
    """Nobody's list is locked: the page says so, for one and for all."""
    panel = page.paper
    panel.want("draw_record")
    alone = panel.out.view.picture.text()
    panel.all.click()
    assert panel.out.view.picture.text() == alone
    assert alone.startswith("所选的申报还没有此表：名单封存后可打印确认表")
