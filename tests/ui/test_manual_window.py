"""F1 opens the manual where it speaks of the page; one searches, goes back, saves a PDF."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import app, paths
from desktop.settings import Settings
from desktop.ui.kit.manual_window import ManualWindow
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import DARK, LIGHT, Theme
from desktop.ui.main_window import MainWindow
from desktop.work.manual import read_manual


@pytest.fixture
def manual(qtbot: QtBot, theme: Theme) -> ManualWindow:
    """The manual's window at its first page."""
    made = ManualWindow(read_manual(paths.resources_dir() / "help"))
    qtbot.addWidget(made)
    made.open_topic("")
    return made


@pytest.fixture
def window(qtbot: QtBot, office: Office, theme: Theme, round_id: int) -> MainWindow:
    """The whole window on a file with one round."""
    made = app.make_window(office, theme, lambda: app.beginning(Settings()))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    office.opened.emit("测试.review")
    return made


def _seen(window: ManualWindow) -> tuple[str, str, bool]:
    """The chapter, the line that the reader stands at, and whether it can be seen."""
    at = window.text.textCursor()
    there = window.text.viewport().rect().contains(window.text.cursorRect(at))
    return window.text.key(), at.block().text(), there


def _chosen(window: ManualWindow) -> str:
    item = window.contents.currentItem()
    return item.text(0) if item is not None and item.isSelected() else ""


@pytest.mark.parametrize(
    ("place", "key"),
    [("todo", "todo"), ("dynamic", "dynamic"), ("settings", "settings"), ("round", "round")],
)
def test_f1_opens_the_chapter_of_the_page(window: MainWindow, place: str, key: str):
    """A window beside the program's own, that holds nothing up."""
    window.go(Place(place, window.place.round_id))
    QTest.keyClick(window, Qt.Key.Key_F1)
    opened = window.helping.window
    assert opened is not None
    assert (opened.text.key(), opened.isVisible(), opened.isModal()) == (key, True, False)
    assert window.place.page == place
    window.helping.close()


def test_a_place_of_the_manual_opens_at_its_heading(window: MainWindow):
    """What a page's own help button asks for can be seen at once; the page stays."""
    window.go(Place("manual", detail="draw#核验"))
    opened = window.helping.window
    assert opened is not None
    assert (_seen(opened), window.place.page) == (("draw", "核验", True), "todo")
    window.helping.close()


def test_the_manual_is_closed_with_the_program(window: MainWindow):
    """No window is left alone."""
    window.navigation.help.click()
    opened = window.helping.window
    assert opened is not None
    window.close()
    assert (opened.isVisible(), window.helping.window) == (False, None)


def test_links_lead_on_and_the_way_leads_back(manual: ManualWindow):
    """Alt+← and Alt+→ go through what was read; the contents show where one is."""
    manual.text.setSource(QUrl("rosters.md"))
    manual.text.setSource(QUrl("draw.md#分工"))
    there = (_seen(manual)[:2], _chosen(manual))
    QTest.keyClick(manual, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    back = (manual.text.key(), _chosen(manual))
    QTest.keyClick(manual, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert (there, back, manual.text.key()) == (
        (("draw", "分工：几个人一起打电话"), "抽查"),
        ("rosters", "名单"),
        "draw",
    )


def test_a_word_is_sought_through_all_chapters(manual: ManualWindow):
    """Only chapters that hold it are listed; Enter goes through its places and on to the next."""
    QTest.keyClick(manual, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    manual.search.setText("退回修改")
    listed = list(manual._items)
    first = manual.text.key()
    keys = set()
    for _press in range(12):
        QTest.keyClick(manual.search, Qt.Key.Key_Return)
        keys.add((manual.text.key(), manual.text.textCursor().selectedText()))
    assert (listed, first) == (["recommend", "faq"], "recommend")
    assert keys == {("recommend", "退回修改"), ("faq", "退回修改")}


@pytest.mark.parametrize("where", ["search", "text"])
def test_escape_empties_the_search_before_it_closes(manual: ManualWindow, where: str):
    """Wherever the focus is, the first Escape gives all chapters back, the second one closes."""
    manual.search.setText("退回修改")
    holder = {"search": manual.search, "text": manual.text}[where]
    holder.setFocus()
    seen = []
    for _press in range(2):
        QTest.keyClick(holder, Qt.Key.Key_Escape)
        seen.append((manual.search.text(), manual.isVisible()))
    assert seen == [("", True), ("", False)]


def test_what_is_nowhere_is_said(manual: ManualWindow):
    """The page stays, and the list comes back with the empty box."""
    manual.search.setText("没有这个词儿")
    told = (manual.told.text(), manual.told.isVisibleTo(manual), list(manual._items))
    manual.search.clear()
    assert told == ("手册里没有“没有这个词儿”。换一个词试试，例如界面上按钮的名称。", True, [])
    assert (manual.told.isVisibleTo(manual), len(manual._items)) == (
        False,
        len(manual.manual.chapters),
    )


def test_the_text_grows_and_stays_so(manual: ManualWindow):
    """Ctrl++ and Ctrl+- change the size of the text; the next window remembers it."""
    before = manual.text.font().pointSizeF()
    for _press in range(3):
        QTest.keyClick(manual, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    grown = manual.text.font().pointSizeF()
    other = ManualWindow(manual.manual)
    remembered = other.text.font().pointSizeF()
    other.deleteLater()
    QTest.keyClick(manual, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert (grown, remembered, manual.text.font().pointSizeF()) == (before + 3, before + 3, before)


def test_pictures_fit_the_width(qtbot: QtBot, manual: ManualWindow):
    """However narrow the window is, nothing stands beyond the text's edge."""
    manual.open_topic("todo")
    manual.resize(700, 600)
    bar = manual.text.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert "\ufffc" in manual.text.toPlainText()


def test_links_follow_the_theme(qtbot: QtBot, theme: Theme, manual: ManualWindow):
    """Light or dark, while one reads, a link has the tone of that theme; the place stays."""
    manual.open_topic("whole")
    seen = []
    for mode in ("dark", "light"):
        theme.apply(mode, 100)
        qtbot.wait(20)
        at = manual.text.document().find("读入申报文件")
        seen.append((at.charFormat().foreground().color().name(), manual.text.key()))
    assert seen == [(DARK.accent, "whole"), (LIGHT.accent, "whole")]


def test_the_manual_is_saved_as_pdf(window: MainWindow, tmp_path: Path):
    """It says where the file lies."""
    window.navigation.help.click()
    opened = window.helping.window
    assert opened is not None
    (tmp_path / "index.md").write_text("# 手册\n\n## 开始\n\n- [甲](a.md)\n", "utf-8")
    (tmp_path / "a.md").write_text("# 甲\n\n一句话。\n", "utf-8")
    target = tmp_path / "手册.pdf"
    window.helping.write(read_manual(tmp_path), target)
    told = opened.told.text()
    window.helping.close()
    assert (told, target.read_bytes()[:5]) == (f"手册已存到：{target}", b"%PDF-")


def test_a_dense_picture_is_as_wide_as_half_its_pixels(manual: ManualWindow, tmp_path: Path):
    """And has as many whole pixels as the screen; one that says nothing has one pixel in each."""
    drawn = QImage(200, 90, QImage.Format.Format_RGB32)
    seen = []
    for dots in (2835, 5669):  # 72 and 144 an inch
        drawn.setDotsPerMeterX(dots)
        drawn.setDotsPerMeterY(dots)
        drawn.save(str(tmp_path / "a.png"))
        shown = manual.text._picture(str(tmp_path / "a.png"))
        seen.append((shown.deviceIndependentSize().toSize().toTuple(), shown.width()))
    ratio = manual.devicePixelRatioF()
    assert seen == [((200, 88), 200 * ratio), ((100, 44), 100 * ratio)]
