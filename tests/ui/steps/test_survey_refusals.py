"""抽查: what can't be taken back is refused on the screen with the store's own sentence."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from survey_hand import DIGITS, asked, draw_now, frame, listed, lock_now, locks, shown

from desktop.domain.problem import UserError
from desktop.store import attempts, frames
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.ceremony_window import CeremonyWindow
from desktop.ui.pages.steps.survey import SurveyPage
from desktop.work.asking import answer
from desktop.work.desk import Desk
from desktop.work.drawing import draw_sample, leave_out, raise_size, take_back

__all__ = ["listed"]
SEALED = "名单已封存、尚未抽取，名单和抽查数不能再改。确需改动的，先写明原因作废这次封存。"


def test_a_locked_list_is_not_edited(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """On the screen the blanks are grey and a sentence says why; a late key is refused with one."""
    lock_now(desk, listed)
    page = shown(qtbot, office, listed)
    page.open_act("list")
    shelf = page.list
    blanks = (shelf.wanted, shelf.reason, shelf.leave, shelf.back)
    assert [one.isEnabled() for one in blanks] == [False] * 4
    assert shelf.frozen.isVisible()
    assert shelf.frozen.text().startswith("名单已封存，不能再改")
    before = frame(desk, listed)
    shelf.left_out.emit(before.shown[0].row_id, "late")
    assert shelf.leave_wrong.text() == SEALED
    shelf.resized.emit("7")
    assert shelf.size_wrong.text() == SEALED
    assert frame(desk, listed) == before


def test_the_store_too_refuses_to_edit_a_locked_list(desk: Desk, listed: Place) -> None:
    """The errands and the store's own functions say the same; a void lock opens the list again."""
    number, row = listed.application_id or 0, frame(desk, listed).shown[0].row_id
    leave_out(desk, number, row, "own firm")
    lock_now(desk, listed)
    before = frame(desk, listed)
    told = []
    for act in (
        lambda: leave_out(desk, number, row + 1, "late"),
        lambda: take_back(desk, number, row),
        lambda: raise_size(desk, number, 7),
        lambda: frames.leave_out(desk.store, number, row + 1, "late"),
        lambda: frames.take_in(desk.store, number, row),
    ):
        with pytest.raises(UserError) as refused:
            act()
        told.append(f"{refused.value.sentence}{refused.value.hint}")
    assert told == [SEALED] * 5
    assert frame(desk, listed) == before


def test_a_second_draw_by_a_screen_left_open_is_refused(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """Drawn elsewhere meanwhile: the digits that were typed here are refused with a sentence."""
    lock_id = lock_now(desk, listed)
    page = shown(qtbot, office, listed)
    draw_sample(desk, listed.application_id or 0, lock_id, DIGITS, "Li")
    page.code.digits.setText("777777")
    page.code.supervisor.setText("Li")
    page.code.look.click()
    page.code.confirm.click()
    assert page.code.wrong.text().startswith("此名单的随机码已经登记，不能更改。")
    assert [one.digits for one in locks(desk, listed)] == [DIGITS]


def test_a_second_draw_by_a_large_screen_left_open_is_refused(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """The ceremony that still waits says that the list is drawn; the first digits stay."""
    lock_now(desk, listed)
    window = CeremonyWindow(office)
    qtbot.addWidget(window)
    window.show_case(listed.application_id or 0)
    window.show()
    window.to_digits.click()
    window.digits.setText("777777")
    window.supervisor.setText("Li")
    window.look.click()
    draw_sample(desk, listed.application_id or 0, window.waiting[0].lock_id, DIGITS, "Li")
    window.confirm.click()
    assert window.wrong.text() == (
        "“滇池平台”没有待抽取的封存名单。已经抽取的不能再抽；请重新选择。"
    )
    assert [one.digits for one in locks(desk, listed)] == [DIGITS]


def test_a_drawn_size_is_not_lowered(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """追加抽取 with fewer firms is refused beside its blank, as by the store."""
    draw_now(desk, listed)
    page = shown(qtbot, office, listed)
    page.tools.show_panel("result")
    panel = page.tools.made("result")
    panel.wanted.put("2")  # type: ignore[attr-defined]  # the result's own blank
    panel.why.put("fewer")  # type: ignore[attr-defined]  # the result's own blank
    panel.extend.click()  # type: ignore[attr-defined]  # the result's own button
    told = panel.wrong.text()  # type: ignore[attr-defined]  # the result's own label
    assert told == "追加后的家数应多于3家，最多30家。请改填家数。"
    assert locks(desk, listed)[0].size == 3


def test_a_substitute_is_not_picked(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """Only whose turn it is stands in the list; an answer for another is refused in words."""
    draw_now(desk, listed)
    page = shown(qtbot, office, listed)
    drawn = {line.i for line in asked(desk, listed).lines}
    assert {line.i for line in page.ask.rows.rows()} == drawn
    other = next(i for i in range(1, 31) if i not in drawn)
    page.ask.firm.answered.emit(other, "satisfied", 2, {})
    assert page.ask.firm.wrong.text().startswith("还没有轮到这家企业，递补只能按抽取的先后。")
    assert [line.answer for line in asked(desk, listed).lines] == [""] * 3


def test_an_answer_is_not_changed_without_a_trace(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """Without a reason nothing changes, whatever key comes; with one both rows are kept."""
    draw_now(desk, listed)
    first = asked(desk, listed).lines[0].i
    answer(desk, listed.application_id or 0, first, "satisfied")
    page: SurveyPage = shown(qtbot, office, listed)
    page.ask.table.selectRow(0)
    qtbot.keyClicks(page.ask.table, "2")
    assert page.ask.firm.wrong.text().startswith("更正须写明原因")
    page.ask.firm.corrected.emit(first, "dissatisfied", " ")
    assert page.ask.firm.wrong.text().startswith("更正须写明原因。")
    assert [len(line.attempts) for line in asked(desk, listed).lines] == [1, 0, 0]
    qtbot.keyClicks(page.ask.table, "2")
    qtbot.keyClicks(page.ask.firm.reason.line, "misheard")
    qtbot.keyClick(page.ask.firm.reason.line, Qt.Key.Key_Return)
    kept = asked(desk, listed).lines[0].attempts
    assert [one.rpartition(" ")[2] for one in kept] == ["不满意（更正：misheard）"]
    rows = attempts.attempts(desk.store, 1)
    assert [(row.answer, row.supersedes) for row in rows] == [
        ("satisfied", None),
        ("dissatisfied", rows[0].id),
    ]
