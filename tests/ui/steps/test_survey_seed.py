"""抽查: the 随机码, live only when it can be kept, confirmed once."""

from itertools import product

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from survey_hand import DIGITS, asked, listed, locks, shown, type_digits

from desktop.domain.lock import SeedKind
from desktop.domain.problem import UserError
from desktop.ui.drafts import is_unsaved
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.survey_seed import lacking
from desktop.work.desk import Desk
from desktop.work.drawing import draw_sample, lock_frame

__all__ = ["listed"]
DIGITS_TRIED = ("", "0", "０４２ 042", "123456", "12345a", "①②③④⑤⑥")


def test_the_machine_says_honestly_what_it_is_worth(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """系统生成 is said to prove nothing to outsiders; no digits are typed then."""
    page = shown(qtbot, office, listed)
    page.open_act("lock")
    page.lock.kind_buttons["machine"].click()
    assert "不能向外人证明" in page.lock.how.text()
    page.lock.lock.click()
    assert not page.code.digits.isVisible()
    page.code.look.click()
    page.code.confirm.click()
    assert asked(desk, listed).drawn


def test_digits_are_large_and_confirmed_by_another_button(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """A double click confirms nothing; a changed digit takes the question away."""
    page = shown(qtbot, office, listed)
    draw_at = page.code
    page.lock.lock.click()
    assert draw_at.digits.fontInfo().pixelSize() >= 40
    type_digits(qtbot, page)
    qtbot.mouseDClick(draw_at.look, Qt.MouseButton.LeftButton)
    assert not asked(desk, listed).drawn
    assert "0 4 2 0 4 2" in draw_at.question.text()
    qtbot.keyClicks(draw_at.digits, "7")
    assert not draw_at.asked.isVisible()
    draw_at.look.click()
    draw_at.confirm.click()
    draw_at.confirm.click()
    assert (locks(desk, listed)[0].digits, draw_at.kept.text()) == (f"{DIGITS}7", f"{DIGITS}7")


def test_what_is_missing_is_said_beside_the_blank(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """核对 is live only when the store would take it; Enter leads to the blank that lacks."""
    page = shown(qtbot, office, listed)
    page.lock.lock.click()
    code = page.code
    assert (code.look.isEnabled(), code.digits_told.text()) == (False, "已填0位，还差6位")
    type_digits(qtbot, page, "042")
    assert (code.digits_told.text(), page.focusWidget()) == ("已填3位，还差3位", code.digits)
    assert code.digits_told.objectName() == "wrong"
    qtbot.keyClicks(code.digits, "x")
    assert code.digits_told.text() == "只能填写数字，请删去其他字符"
    code.digits.setText("042042")
    assert (code.digits_told.text(), code.look.isEnabled()) == ("共6位", True)
    code.supervisor.setText(" ")
    assert code.supervisor_told.text().startswith("请填写监督人")
    qtbot.keyClick(code.supervisor, Qt.Key.Key_Return)
    assert (code.asked.isVisible(), page.focusWidget()) == (False, code.supervisor)
    code.confirm.click()
    assert not asked(desk, listed).drawn


def test_nothing_is_typed_or_pressed_while_the_code_is_being_kept(
    qtbot: QtBot, office: Office, listed: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the confirmation to the answer all blanks and buttons are grey; a refusal wakes them."""
    page = shown(qtbot, office, listed)
    page.lock.lock.click()
    type_digits(qtbot, page)
    sent: list[object] = []
    monkeypatch.setattr(office, "keep", lambda work, *_rest, **_more: sent.append(work))
    page.code.confirm.click()
    page.code.confirm.click()
    qtbot.keyClicks(page.code.digits, "7")
    live = [one.isEnabled() for one in (page.code.digits, page.code.confirm, page.code.again)]
    assert (len(sent), live, page.code.digits.text()) == (1, [False] * 3, DIGITS)
    page.code.refuse("no")
    assert (page.code.digits.isEnabled(), page.code.look.isEnabled()) == (True, True)


def test_a_code_that_was_kept_is_not_offered_again_as_unsaved(
    qtbot: QtBot, office: Office, listed: Place
) -> None:
    """What stands typed is unsaved until it is confirmed, and not after it."""
    page = shown(qtbot, office, listed)
    page.lock.lock.click()
    type_digits(qtbot, page)
    blanks = (page.code.digits, page.code.supervisor)
    before = [is_unsaved(one) for one in blanks]
    page.code.confirm.click()
    assert (before, [is_unsaved(one) for one in blanks]) == ([True, True], [False, False])


@pytest.mark.parametrize("kind", ["witnessed", "public", "machine"])
def test_the_screen_and_the_store_take_the_same(desk: Desk, listed: Place, kind: SeedKind) -> None:
    """Nothing is missing on the screen just where the store keeps the 随机码."""
    number = listed.application_id or 0
    lock_id = lock_frame(desk, number, kind, ("A", "B", "C", "D")).value
    for digits, witness in product(DIGITS_TRIED, ("", "\u200b", "Li")):
        told = lacking(kind, digits, witness).nothing
        try:
            draw_sample(desk, number, lock_id, digits, witness)
        except UserError:
            assert not told
        else:
            assert told
            again = lock_frame(desk, number, kind, ("A", "B", "C", "D"), "again", "Li")
            lock_id = again.value
