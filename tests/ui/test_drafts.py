"""What is being typed is kept every few seconds, and offered again where it was never saved."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import app
from desktop.settings import Settings
from desktop.ui.drafts import DraftWatch
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.steps.receive import ReceivePage
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.drafts import kept_drafts
from desktop.work.receive import form_page

Ask = Callable[[Callable[..., object]], object]


@pytest.fixture
def window(empty_office: Office, theme: Theme, office: Office) -> MainWindow:
    del office
    made = app.make_window(empty_office, theme, lambda: app.beginning(Settings()))
    made.show()
    return made


def _watch(window: MainWindow) -> DraftWatch:
    return window.findChildren(DraftWatch)[0]


@pytest.fixture
def page(window: MainWindow, office: Office, round_id: int, answer: Ask) -> ReceivePage:
    number = answer(lambda desk: start_case(desk, round_id, "昆明示例服务平台").value)
    window.go(Place("case", round_id, number, "receive"))
    step = window.page("case").findChildren(ReceivePage)[0]
    del office
    return step


def _type(window: MainWindow, page: ReceivePage, text: str) -> None:
    editor = page.editors()["contact"]
    window.activateWindow()
    editor.inner.setFocus()
    QTest.keyClicks(editor.inner, text)


def _texts(desk: Desk) -> list[tuple[str, str]]:
    return [(one.where, one.text) for one in kept_drafts(desk)]


def test_half_typed_text_is_kept_and_dropped_once_saved(
    window: MainWindow, page: ReceivePage, answer: Ask
):
    """At the next look it is in the file's drafts; leaving the blank saves it, and it goes."""
    _type(window, page, "zhang")
    _watch(window).look()
    assert answer(_texts) == [("昆明示例服务平台　收件登记　联系人", "zhang")]
    QTest.keyClick(page.editors()["contact"].inner, Qt.Key.Key_Tab)
    number = page.application_id
    kept = answer(lambda desk: form_page(desk, number).values["contact"].text)
    assert (kept, answer(_texts)) == ("zhang", [])


def test_after_a_crash_it_is_offered_and_goes_back_into_its_blank(
    window: MainWindow,
    page: ReceivePage,
    office: Office,
    make_desk: Callable[[Path], Desk],
    answer: Ask,
    tmp_path: Path,
):
    """The file as a crash left it is opened: a sentence, the place, and 填回 puts it back."""
    _type(window, page, "zhang")
    _watch(window).look()
    number = page.application_id
    left = tmp_path / "断电.review"
    answer(lambda desk: shutil.copyfile(desk.path, left) and None)
    page.editors()["contact"].give_back()
    office.open_file(lambda: make_desk(left), lambda _path: None, owner=office)
    dialog = _watch(window).dialog
    assert dialog is not None
    assert [one.accessibleName() for one in dialog.buttons] == [
        "填回 昆明示例服务平台　收件登记　联系人"
    ]
    dialog.buttons[0].click()
    assert dialog.isHidden()
    editor = window.page("case").findChildren(ReceivePage)[0].editors()["contact"]
    assert (editor.text(), editor.is_changed()) == ("zhang", True)
    assert "contact" not in answer(lambda desk: form_page(desk, number).values)


def test_what_is_not_wanted_is_let_go(
    window: MainWindow,
    page: ReceivePage,
    office: Office,
    make_desk: Callable[[Path], Desk],
    answer: Ask,
):
    """都不要了 empties the drafts."""
    _type(window, page, "zhang")
    _watch(window).look()
    path = answer(lambda desk: desk.path)
    page.editors()["contact"].give_back()
    office._close_desk()
    assert isinstance(path, Path)
    office.open_file(lambda: make_desk(path), lambda _path: None, owner=office)
    dialog = _watch(window).dialog
    assert dialog is not None
    dialog.none.click()
    assert answer(_texts) == []
