"""大屏抽取: one act after the other over the whole screen, and going on after a crash."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot
from survey_hand import DIGITS, draw_now, import_firms, listed, lock_now, shown

from desktop import paths
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.pages.steps.ceremony_window import CeremonyWindow
from desktop.work.asking import ask_page
from desktop.work.cases import start_case
from desktop.work.desk import Desk, open_desk
from desktop.work.drawing import lock_frame, void_lock

__all__ = ["listed"]
Open = Callable[[], CeremonyWindow]


@pytest.fixture
def ceremony(qtbot: QtBot, office: Office, listed: Place) -> Open:
    """Opens the ceremony of the application on the screen."""

    def open_it() -> CeremonyWindow:
        made = CeremonyWindow(office)
        qtbot.addWidget(made)
        made.resize(1280, 720)
        made.show_case(listed.application_id or 0)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return open_it


def type_code(qtbot: QtBot, window: CeremonyWindow, digits: str = DIGITS) -> None:
    """Type the digits and the 监督人, Enter after each."""
    qtbot.keyClicks(window.digits, digits)
    qtbot.keyClick(window.digits, Qt.Key.Key_Return)
    qtbot.keyClicks(window.supervisor, "Li")
    qtbot.keyClick(window.supervisor, Qt.Key.Key_Return)


def shown_firms(window: CeremonyWindow) -> list[str]:
    """The firms that have appeared."""
    return [window.firms.item(n).text() for n in range(window.firms.count())]


def test_one_act_at_a_time_by_keyboard(
    qtbot: QtBot, desk: Desk, listed: Place, ceremony: Open
) -> None:
    """Locked, digits, confirm, drawn; the firms appear one by one in the order of the draw."""
    lock_now(desk, listed)
    window = ceremony()
    assert window.act() == "locked"
    assert window.locked_words.text().startswith("滇池平台：名单30家，抽查3家。\n校验码前16位 ")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert (window.act(), window.focusWidget()) == ("digits", window.digits)
    assert window.digits.fontInfo().pixelSize() >= 70
    type_code(qtbot, window)
    assert (window.act(), window.shown_digits.text()) == ("confirm", "0 4 2 0 4 2")
    assert window.question.text() == "共6位。监督人：Li。确认后不能更改。"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.act() == "drawn"
    assert shown_firms(window) == []
    window._reveal()
    assert len(shown_firms(window)) == 1
    qtbot.keyClick(window, Qt.Key.Key_Space)
    lines = ask_page(desk, listed.application_id or 0).lines
    assert shown_firms(window) == [f"{line.k}　{line.firm}" for line in lines]


def test_esc_leaves_and_nothing_is_drawn(
    qtbot: QtBot, desk: Desk, listed: Place, ceremony: Open
) -> None:
    """Leaving at any act keeps nothing."""
    lock_now(desk, listed)
    window = ceremony()
    window.to_digits.click()
    type_code(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert not ask_page(desk, listed.application_id or 0).drawn


def test_the_way_on_is_live_only_with_all_of_the_code(
    qtbot: QtBot, desk: Desk, listed: Place, ceremony: Open
) -> None:
    """What is missing stands below its blank, in words that all can read; nothing is sent twice."""
    lock_now(desk, listed)
    window = ceremony()
    window.to_digits.click()
    type_code(qtbot, window, "042")
    assert (window.act(), window.digits_told.text()) == ("digits", "已填3位，还差3位")
    assert (window.look.isEnabled(), window.focusWidget()) == (False, window.digits)
    window.supervisor.clear()
    window.digits.setText("042042")
    qtbot.keyClick(window.digits, Qt.Key.Key_Return)
    qtbot.keyClick(window.supervisor, Qt.Key.Key_Return)
    assert (window.act(), window.look.isEnabled()) == ("digits", False)
    assert window.supervisor_told.text().startswith("请填写监督人")
    qtbot.keyClicks(window.supervisor, "Li")
    assert (window.look.isEnabled(), window.supervisor_told.text()) == (True, "")


def test_the_way_on_is_grey_from_the_start(desk: Desk, listed: Place, ceremony: Open) -> None:
    """With nothing typed yet, 核对 can't be pressed, and both blanks say what is missing."""
    lock_now(desk, listed)
    window = ceremony()
    window.to_digits.click()
    assert (window.look.isEnabled(), window.digits_told.text()) == (False, "已填0位，还差6位")
    assert window.supervisor_told.text().startswith("请填写监督人")


def test_a_double_click_presses_one_button_only(
    qtbot: QtBot, desk: Desk, listed: Place, ceremony: Open
) -> None:
    """The buttons of two acts that follow each other stand at opposite sides."""
    lock_now(desk, listed)
    window = ceremony()
    places = []
    for go_on, key in ((window.to_digits, "locked"), (window.look, "digits")):
        assert window.act() == key
        places.append(go_on.geometry())
        go_on.click()
    places.append(window.confirm.geometry())
    assert not any(a.intersects(b) for a, b in pairwise(places))


@pytest.mark.parametrize("size", [(1024, 600), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("scale", [100, 150])
def test_every_act_fits_the_screen(
    desk: Desk, listed: Place, ceremony: Open, theme: Theme, size: tuple[int, int], scale: int
) -> None:
    """However large the text, no act is higher or wider than the screen: no button is cut off."""
    theme.apply("light", scale)
    lock_now(desk, listed)
    window = ceremony()
    window.resize(*size)
    seen = {window.act(): window.minimumSizeHint()}
    window.to_digits.click()
    window.digits.setText("0420420420")
    seen[window.act()] = window.minimumSizeHint()
    window.supervisor.setText("王监督（示例区企业服务中心）")
    window.look.click()
    seen[window.act()] = window.minimumSizeHint()
    window.confirm.click()
    seen[window.act()] = window.minimumSizeHint()
    theme.apply("light", 100)
    assert list(seen) == ["locked", "digits", "confirm", "drawn"]
    too_large = {a: s for a, s in seen.items() if s.width() > size[0] or s.height() > size[1]}
    assert (too_large, window.size().toTuple()) == ({}, size)


def test_a_second_draw_and_void_locks_are_told_to_all_who_watch(
    desk: Desk, listed: Place, ceremony: Open
) -> None:
    """第2次抽取 with its reason, and the void lock with its own, at the lock and at the firms."""
    number = listed.application_id or 0
    draw_now(desk, listed)
    void_lock(desk, number, lock_frame(desk, number, reason="r", supervisor="Li").value, "typo")
    lock_frame(desk, number, reason="roster was wrong", supervisor="Li")
    told = "第2次抽取：roster was wrong（监督人：Li）；第2次封存已作废：typo"
    window = ceremony()
    assert told in window.locked_words.text()
    window.to_digits.click()
    window.digits.setText("777777")
    window.supervisor.setText("Li")
    window.look.click()
    window.confirm.click()
    assert window.drawn_by.text() == f"随机码 777777　监督人：Li\n{told}"


def test_without_a_lock_it_says_what_to_do(ceremony: Open) -> None:
    """Nothing waits: a sentence."""
    window = ceremony()
    assert window.act() == "nothing"
    assert window.nothing.text().startswith("没有待抽取的封存名单。")


def test_one_code_for_all_that_are_ticked(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place, ceremony: Open, tmp_path: Path
) -> None:
    """集中抽取: two locked lists, one code; the second one's firms follow on their own."""
    round_id = listed.round_id or 0
    other = Place("case", round_id, start_case(desk, round_id, "翠湖平台").value)
    import_firms(desk, other, tmp_path, 20)
    for place in (listed, other):
        lock_now(desk, place)
    window = ceremony()
    assert [box.isChecked() for box in window.boxes.values()] == [True, False]
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Tab):
        qtbot.keyClick(window.focusWidget(), key)
    assert window.boxes[other.application_id or 0].isChecked()
    assert window.focusWidget() is window.to_digits
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    type_code(qtbot, window)
    assert "用于2家申报。" in window.question.text()
    window.confirm.click()
    assert window.drawn_name.text() == "滇池平台（1/2）　抽中3家"
    assert window.drawn_by.text() == "随机码 042042　监督人：Li"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert (len(shown_firms(window)), window.focusWidget()) == (3, window.next)
    window.next.click()
    window.reveal_all()
    assert (len(shown_firms(window)), window.next.isVisible()) == (2, False)
    assert all(ask_page(desk, one.application_id or 0).drawn for one in (listed, other))


@pytest.mark.parametrize("act", ["locked", "digits", "confirm", "drawn"])
def test_after_a_crash_it_stands_where_the_file_says(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place, ceremony: Open, act: str
) -> None:
    """Until the code is confirmed the same lock waits; from then on the firms are there."""
    lock_now(desk, listed)
    window = ceremony()
    if act != "locked":
        window.to_digits.click()
    if act in ("confirm", "drawn"):
        type_code(qtbot, window)
    if act == "drawn":
        window.confirm.click()
    digest = window.waiting[0].digest
    _reopen(office, desk)
    again = ceremony()
    if act == "drawn":
        assert (again.act(), len(shown_firms(again))) == ("drawn", 3)
    else:
        assert (again.act(), again.waiting[0].digest) == ("locked", digest)


def test_what_is_drawn_is_shown_and_never_drawn_again(
    desk: Desk, listed: Place, ceremony: Open
) -> None:
    """Opened after the draw, the window shows the firms at once and has no button to draw."""
    draw_now(desk, listed)
    window = ceremony()
    assert (window.act(), len(shown_firms(window))) == ("drawn", 3)
    assert not window.confirm.isVisible()


def _reopen(office: Office, desk: Desk) -> None:
    owner = QObject()

    def make() -> Desk:
        desk.close()
        fresh = open_desk(desk.path, paths.forms_dir(), paths.fonts_dir(), desk.clock)
        fresh.operator = "王测试"
        return fresh

    office._desk = None  # as after a crash: nothing was closed in order
    office.open_file(make, lambda _path: None, owner=owner)


def test_after_the_large_screen_the_next_key_is_an_answer(
    qtbot: QtBot, office: Office, desk: Desk, listed: Place
) -> None:
    """Esc leads back to the act that is open, not to the button that was pressed before."""
    draw_now(desk, listed)
    page = shown(qtbot, office, listed)
    page.tools.buttons["ceremony"].setFocus()
    page.tools.buttons["ceremony"].click()
    window = page.tools.ceremony
    assert window is not None
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.focusWidget() is page.ask.table
    page.tools.show_panel("result")
    page.tools.close_panel()
    assert page.focusWidget() is page.ask.table
