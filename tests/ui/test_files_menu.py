"""Files are opened from the list of recent ones, by dropping one, or where one begins."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop import app, paths
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.first_start import Beginning
from desktop.work.desk import Desk


@pytest.fixture
def window(
    qtbot: QtBot,
    office: Office,
    theme: Theme,
    make_desk: Callable[[Path], Desk],
    tmp_path: Path,
) -> MainWindow:
    """A window with 测试.review open; 旧.review was open before it, and a third is gone."""
    make_desk(tmp_path / "旧.review").close()
    recent = [tmp_path / name for name in ("测试.review", "旧.review", "删了.review")]
    examples = paths.resources_dir() / "example"
    begin = Beginning(make_desk, list, tmp_path, recent, examples, tmp_path / "例.review")
    made = app.make_window(office, theme, lambda: begin)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.go(Place("todo"))
    return made


def _drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(400, 300), *how, plain))
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), *how, plain))


def test_a_file_of_our_own_that_is_dropped_is_opened(window: MainWindow, tmp_path: Path):
    """On any page, with or without a year."""
    _drop(window, tmp_path / "旧.review")
    assert window.office.path == str(tmp_path / "旧.review")


def test_other_files_need_a_year_first(window: MainWindow, tmp_path: Path):
    """What can't be taken is told, with what to do."""
    _drop(window, tmp_path / "名单.xlsx")
    assert (window.message.sentence.text(), window.message.hint.text()) == (
        "还没有年度，读入的文件没有地方放。",
        "请先在上方选择“新建年度”。",
    )


def test_recent_files_are_offered_but_the_open_one_and_those_that_are_gone(
    window: MainWindow, tmp_path: Path
):
    """The first leads there; then another file, and the beginning."""
    menu = QMenu(window)
    window.page("first_start").files_menu(menu)
    offered = [one.text() for one in menu.actions() if not one.isSeparator()]
    menu.actions()[0].trigger()
    assert (offered, window.office.path) == (
        [
            f"&1　旧.review　　{tmp_path}",
            "打开其他文件…",
            "新建文件，或用示例数据试一试…",
        ],
        str(tmp_path / "旧.review"),
    )


def test_the_first_start_begins_at_the_department(window: MainWindow):
    """The clerk types at once: the cursor stands in 部门名称."""
    window.go(Place("first_start"))
    focused = window.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "部门名称"


def test_every_field_takes_an_input_method(window: MainWindow):
    """Chinese can be typed into every text field of every page that is there without a case."""
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

    for page in ("first_start", "cases", "send", "settings", "todo"):
        window.go(Place(page))
    attribute = Qt.WidgetAttribute.WA_InputMethodEnabled
    latin = Qt.InputMethodHint.ImhLatinOnly
    kinds = (QLineEdit, QPlainTextEdit, QTextEdit)
    fields = [one for kind in kinds for one in window.findChildren(kind) if not one.isReadOnly()]
    closed = [
        one.accessibleName()
        for one in fields
        if one.isEnabled() and (not one.testAttribute(attribute) or one.inputMethodHints() & latin)
    ]
    assert (closed, len(fields) > 10) == ([], True)
