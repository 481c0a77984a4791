"""The window leads everywhere by keyboard and mouse, says what is saved, and loses nothing."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import app, paths
from desktop.domain.problem import UserError
from desktop.settings import Settings
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import ENTRIES, MainWindow
from desktop.ui.pages.bureau import Bureau
from desktop.ui.pages.cases import Cases
from desktop.ui.pages.incoming import IncomingPage
from desktop.ui.pages.send import Send
from desktop.work.cases import list_cases, start_case
from desktop.work.desk import Changed, Desk

Answer = Callable[[Callable[[Desk], object]], object]
PLAIN = ("todo", "cases", "send", "dynamic", "archive", "schemes", "settings", "round")


@pytest.fixture
def window(qtbot: QtBot, office: Office, theme: Theme, round_id: int) -> MainWindow:
    """The whole window on a file with one round, at 待办事项."""
    made = app.make_window(office, theme, lambda: app.beginning(Settings()))
    made.show()
    office.opened.emit("测试.review")
    qtbot.waitUntil(made.isVisible)
    yield made
    made.hide()
    made.deleteLater()


def _key(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(window, key, modifier)
    QApplication.processEvents()


def test_every_page_is_reached_by_alt_and_its_number(window: MainWindow, qtbot: QtBot):
    """Alt+1 to Alt+7 go through the navigation, and it marks where one is."""
    qtbot.waitActive(window).__enter__()
    seen = []
    for number in range(1, 8):
        _key(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        marked = [key for key, one in window.navigation.buttons.items() if one.isChecked()]
        seen.append((window.place.page, marked))
    assert seen == [(entry.key, [entry.key]) for entry in ENTRIES]


def test_ctrl_f_goes_to_the_search_box_and_escape_comes_back(window: MainWindow, qtbot: QtBot):
    """Escape first leaves the search, then closes a message, then goes to the place before."""
    window.go(Place("cases", window.place.round_id))
    _key(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    searching = window.top.search.hasFocus()
    window.message.tell("一句话。")
    places = []
    for _press in range(3):
        _key(window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        places.append((window.top.search.hasFocus(), window.message.isVisible(), window.place.page))
    assert (searching, places) == (
        True,
        [(False, True, "cases"), (False, False, "cases"), (False, False, "todo")],
    )


def test_escape_empties_a_filled_search_before_it_leaves(window: MainWindow, qtbot: QtBot):
    """In the window's own box, in a page's, and where a page's is filled and a list has the focus.

    The second Escape leaves: to the page, or to the place before.
    """
    qtbot.waitActive(window).__enter__()
    window.go(Place("cases", window.place.round_id))
    window.go(Place("history", window.place.round_id))
    own = window.page("history").search
    seen = []
    for line, holder in (
        (window.top.search, window.top.search),
        (own, own),
        (own, window.page("history").table),
    ):
        line.setText("昆明")
        holder.setFocus()
        QTest.keyClick(holder, Qt.Key.Key_Escape)
        seen.append((line.text(), holder.hasFocus(), window.place.page))
    _key(window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert (seen, window.place.page) == ([("", True, "history")] * 3, "cases")


def test_escape_never_leads_out_of_a_blank(window: MainWindow, qtbot: QtBot):
    """Without a change it does nothing there; outside of blanks it goes to the place before."""
    qtbot.waitActive(window).__enter__()
    window.go(Place("cases", window.place.round_id))
    places = []
    for widget in (QLineEdit(window.page("cases")), QPushButton(window.page("cases"))):
        widget.show()
        widget.setFocus()
        _key(window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        places.append(window.place.page)
    assert places == ["cases", "todo"]


def test_every_input_and_button_has_a_name_that_can_be_read_out(window: MainWindow):
    """On every page each blank, list, choice and button has an accessible name or a label."""
    nameless = {}
    for key in PLAIN:
        window.go(Place(key, window.place.round_id))
        nameless[key] = [repr(one) for one in _inputs(window) if not _name(one)]
    assert nameless == {key: [] for key in PLAIN}


def _inputs(window: MainWindow) -> list[QWidget]:
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QAbstractButton, QAbstractItemView)
    inner = ("qt_spinbox_lineedit", "qt_scrollarea_viewport")
    return [
        one
        for kind in kinds
        for one in window.findChildren(kind)
        if one.isVisible()
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and one.objectName() not in inner
        and not isinstance(one.parent(), QComboBox)
    ]


def _name(widget: QWidget) -> str:
    buddies = [one.text() for one in widget.window().findChildren(QLabel) if one.buddy() is widget]
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text or "".join(buddies)


def test_the_note_says_saved_only_after_something_was_kept(
    window: MainWindow, office: Office, round_id: int
):
    """已保存 and the time appear when a transaction has returned, and not before."""
    window.bottom.save.setText("")
    office.ask(lambda desk: list_cases(desk, round_id), lambda _lines: None, owner=window)
    before = window.bottom.save.text()
    office.keep(lambda desk: start_case(desk, round_id, "甲平台"), owner=window)
    said = window.bottom.save.text()
    datetime.strptime(said, "已保存 %H:%M")
    assert before == ""


def test_bad_luck_is_said_in_the_bar_and_not_in_a_dialog(window: MainWindow, office: Office):
    """The sentence and the hint stand above the page until they are closed."""
    office.refused.emit("磁盘已满。", "请清理后再试。")
    bar = window.message
    assert (bar.isVisible(), bar.sentence.text(), bar.hint.text()) == (
        True,
        "磁盘已满。",
        "请清理后再试。",
    )


def test_a_dropped_folder_becomes_an_application(window: MainWindow, round_id: int, answer: Answer):
    """Dropped on 申报初审, a folder is read, looked at, and kept as one new application."""
    window.go(Place("cases", round_id))
    folder = paths.resources_dir() / "example" / "kunming-platform-2022" / "合格"
    _drop(window, folder)
    page = window.page("incoming")
    assert isinstance(page, IncomingPage)
    looked = (window.place.page, len(page.preview.incoming) > 1, answer(_names(round_id)))
    QTest.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    kept = answer(_names(round_id))
    assert (looked, window.place.page, len(kept)) == (("incoming", True, []), "case", 1)
    assert "（未填名称）" not in kept
    window.back()
    assert window.place.page == "cases"


def test_a_dossier_dropped_on_any_page_is_verified_at_the_bureaus(
    window: MainWindow, round_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A 报送材料包 begins no application, wherever it is dropped."""
    taken: list[list[Path]] = []
    monkeypatch.setattr(Bureau, "take_files", lambda _page, files: taken.append(list(files)))
    window.go(Place("cases", round_id))
    dossier = tmp_path / "报送.rdpack"
    dossier.write_bytes(b"")
    _drop(window, dossier)
    assert (window.place, taken) == (Place("bureau", round_id), [[dossier]])


def _names(round_id: int) -> Callable[[Desk], list[str]]:
    return lambda desk: [line.name for line in list_cases(desk, round_id)]


def _drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(400, 300), *how, plain))
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), *how, plain))


def test_the_list_is_filtered_by_the_search_box(
    window: MainWindow, office: Office, round_id: int, qtbot: QtBot
):
    """Typing in the search box narrows the list that is shown."""
    for name in ("甲平台 A", "乙平台 B"):
        office.keep(lambda desk, name=name: start_case(desk, round_id, name), owner=window)
    window.go(Place("cases", round_id))
    page = window.page("cases")
    assert isinstance(page, Cases)
    QTest.keyClicks(window.top.search, "b")
    qtbot.waitUntil(lambda: len(page.rows.rows()) == 1)
    assert [line.name for line in page.rows.rows()] == ["乙平台 B"]


def test_the_round_is_chosen_above_and_a_new_one_is_made_there(
    window: MainWindow, round_id: int, qtbot: QtBot
):
    """新建年度 leads to the page that makes one; afterwards the window is at the new round."""
    rounds = window.top.rounds
    last = rounds.count() - 1
    rounds.setCurrentIndex(last)
    rounds.activated.emit(last)
    page = window.page("round")
    page.scheme.setCurrentIndex(page.scheme.findData("nanchang-platform-2022"))
    page.year.setValue(2027)
    QTest.mouseClick(page.open, Qt.MouseButton.LeftButton)
    found = (window.place.page, window.place.round_id != round_id, rounds.currentText())
    assert found == ("round", True, "2027年度 南昌市中小企业公共服务示范平台")


def test_a_window_that_can_not_keep_the_last_edit_stays_open(
    qtbot: QtBot, theme: Theme, make_desk: Callable[[Path], Desk], tmp_path: Path
):
    """Bad luck at the very end is said in the window, which stays; the next close goes through."""
    office = Office()
    made = app.make_window(office, theme, lambda: app.beginning(Settings()))
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(office.opened):
        office.open_file(lambda: make_desk(tmp_path / "尾.review"), lambda _path: None, owner=made)
    qtbot.waitUntil(lambda: office.pending == 0)

    def full(_desk: Desk) -> Changed:
        raise UserError("磁盘已满。", "请清理后再试。")

    office.keep(full, owner=made)
    made.close()
    qtbot.waitUntil(lambda: office.pending == 0)
    stayed = (made.isVisible(), made.message.sentence.text())
    made.close()
    assert (stayed, made.isVisible()) == ((True, "磁盘已满。"), False)


def test_closing_the_window_keeps_what_is_being_typed(
    window: MainWindow, office: Office, make_desk: Callable[[Path], Desk], tmp_path: Path
):
    """A blank that still has the focus is kept when the window closes."""
    window.go(Place("settings", window.place.round_id))
    line = window.page("settings").department.rows["filler"].editor.inner
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Li Xin")
    window.close()
    from desktop.work.department import department

    desk = make_desk(tmp_path / "测试.review")
    kept = department(desk)
    desk.close()
    assert kept is not None
    assert kept.filler == "Li Xin"


@pytest.mark.parametrize("key", ["cases", "send"])
def test_every_button_of_a_list_is_reached_by_tab(
    window: MainWindow, office: Office, round_id: int, qtbot: QtBot, key: str
):
    """The list has the focus first, and Tab goes round through all that can be pressed."""
    office.keep(lambda desk: start_case(desk, round_id, "甲平台"), owner=window)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.go(Place(key, round_id))
    page = window.page(key)
    assert isinstance(page, Cases | Send)
    first = window.focusWidget()
    met = {first}
    for _press in range(60):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        met.add(window.focusWidget())
    buttons = page.findChildren(QPushButton)
    missed = [b.text() for b in buttons if b.isVisible() and b.isEnabled() and b not in met]
    assert (first, missed) == (page.table, [])
