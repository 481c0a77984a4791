"""抽查: the list, its size and its lock, void locks and a second draw."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from survey_hand import draw, frame, listed, locks, shown, type_digits

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.work.desk import Desk

__all__ = ["listed"]


def test_a_firm_is_left_out_with_a_reason_and_taken_back(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """Without a reason it is refused where it arises; with one the row moves to the other list."""
    page = shown(qtbot, office, listed)
    page.list.firms.selectRow(3)
    qtbot.mouseClick(page.list.leave, Qt.MouseButton.LeftButton)
    assert page.list.leave_wrong.text().startswith("请写明不列入抽查名单的原因。")
    page.list.firms.selectRow(3)
    qtbot.keyClicks(page.list.reason, "own firm")
    qtbot.keyClick(page.list.reason, Qt.Key.Key_Return)
    assert [(one.name, one.reason) for one in frame(desk, listed).out] == [
        ("昆明第4号科技有限公司", "own firm")
    ]
    assert len(page.list.firm_rows.rows()) == 29
    page.list.out.selectRow(0)
    qtbot.mouseClick(page.list.back, Qt.MouseButton.LeftButton)
    assert frame(desk, listed).out == ()


def test_the_size_is_raised_and_never_lowered(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """A larger number is kept; a smaller one is refused below the blank, and stays to be seen."""
    page = shown(qtbot, office, listed)
    page.list.wanted.take("6")
    assert frame(desk, listed).size == 6
    page.list.wanted.take("2")
    assert (frame(desk, listed).size, page.list.wanted.text()) == (6, "2")
    assert page.list.size_wrong.text() == "抽查企业数不能少于3家。可以增加，不能减少。"
    page.list.wanted.take("six")
    assert page.list.size_wrong.text() == "请填写整数，例如 20。"


def test_digests_are_shown_after_the_lock(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """After the lock the digest and the commitment stand in full, and the list is frozen."""
    page = shown(qtbot, office, listed)
    page.open_act("lock")
    page.lock.lock.click()
    page.open_act("lock")
    kept = locks(desk, listed)[0]
    assert page.lock.digests.text() == (
        f"名单校验码 {kept.digest}\n机内随机数校验码（随机码承诺） {kept.commitment}"
    )
    assert not page.lock.before.isVisible()
    assert not page.list.leave.isEnabled()


def test_a_public_number_needs_its_four_texts(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """A blank one is refused, what was typed stays; with all four the list is locked."""
    page = shown(qtbot, office, listed)
    page.open_act("lock")
    page.lock.kind_buttons["public"].click()
    lines = list(page.lock.public.values())
    for line in lines[:3]:
        line.setText("A")
    page.lock.lock.click()
    assert page.lock.wrong.text().startswith("公开号码须写明来源、期号、取号规则")
    assert (lines[0].text(), locks(desk, listed)) == ("A", ())
    lines[3].setText("B")
    page.lock.lock.click()
    assert [one.kind for one in locks(desk, listed)] == ["public"]
    assert not page.code.supervisor.isVisible()


def test_a_lock_is_void_only_with_a_reason(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """作废 asks for its reason; the lock stays on the list of locks."""
    page = shown(qtbot, office, listed)
    page.lock.lock.click()
    page.open_act("lock")
    page.lock.void.click()
    assert page.lock.void_wrong.text().startswith("请写明作废的原因")
    qtbot.keyClicks(page.lock.void_reason, "wrong size")
    page.lock.void.click()
    assert [(one.state, one.reason) for one in locks(desk, listed)] == [("已作废", "wrong size")]
    assert page.lock.before.isVisibleTo(page.lock)
    assert page.lock.lock.isEnabled()


def test_a_second_draw_says_so_everywhere(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """After a draw a new lock needs a reason and a 监督人; the page is headed 第2次抽取."""
    page = shown(qtbot, office, listed)
    draw(qtbot, page)
    page.open_act("lock")
    page.lock.lock.click()
    assert page.lock.wrong.text().startswith("已经抽取过，重新封存须说明原因，并有监督人。")
    assert page.focusWidget() is page.lock.reason
    page.lock.reason.setText("roster was wrong")
    page.lock.supervisor.setText("Li")
    page.lock.lock.click()
    page.open_act("code")
    type_digits(qtbot, page, "777777")
    page.code.confirm.click()
    assert page.draws.text() == "第2次抽取：roster was wrong（监督人：Li）"
    assert page.draws.isVisible()
    assert [one.state for one in locks(desk, listed)] == ["已抽取", "已抽取"]
