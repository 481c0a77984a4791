"""What Qt shows by itself, on a system without dialogs of its own, speaks Chinese throughout."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QStyleOptionViewItem,
    QTabWidget,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import app, paths
from desktop.ui.kit.asking import ask_file
from desktop.ui.kit.file_kinds import RowDelegate, dress_dialog, size_words

LATIN = re.compile(r"[A-Za-z]{2,}")
# Names of formats and keys, units of paper, and the sizes that the printers' trade calls so.
NAMES = re.compile(
    r"PDF|Word|Excel|CSV|Alt|ANSI|JIS|DL|\((?:mm|pt|in|cm|CC|DD|P̸)\)|(?<=\d)(?: ?(?:x|in|mm))+"
    r"|\([A-Z][A-Za-z -]*\)|^(?:mm|pt|in|cm|CC|DD)$|甲\.\w+|\b\w+\.(?:docx|pdf)"
)
WORDS = ("text", "toolTip", "windowTitle", "placeholderText", "title", "accessibleName")
ACROSS = Qt.Orientation.Horizontal
FILES = QFileDialog.FileMode
SAVE, OPEN = QFileDialog.AcceptMode.AcceptSave, QFileDialog.AcceptMode.AcceptOpen


@pytest.fixture(autouse=True)
def _chinese(qapp: QApplication) -> None:
    """Qt's words and ours, as the program takes them."""
    app.prepare(qapp)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an inner one and two files."""
    (tmp_path / "乙").mkdir()
    (tmp_path / "甲.docx").write_bytes(bytes(2049))
    (tmp_path / "甲.review").write_bytes(b"1")
    return tmp_path


def _dialog(qtbot: QtBot, folder: Path, mode: FILES, accept: QFileDialog.AcceptMode) -> QFileDialog:
    made = QFileDialog(None, "选择", str(folder), "所有文件 (*)")
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    made.setFileMode(mode)
    made.setAcceptMode(accept)
    made.setViewMode(QFileDialog.ViewMode.Detail)
    dress_dialog(made)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _said(window: QWidget) -> Iterator[str]:
    """All that a window shows or reads out, but what was typed and what files are called."""
    for one in (window, *window.findChildren(QWidget)):
        if isinstance(one, QLineEdit) and not one.isReadOnly():
            yield one.placeholderText()
            continue
        for name in WORDS:
            asked = getattr(one, name, None)
            yield str(asked()) if callable(asked) and not isinstance(one, QComboBox) else ""
        if isinstance(one, QTabWidget):
            yield from (one.tabText(n) for n in range(one.count()))
        if isinstance(one, QComboBox) and one.objectName() != "lookInCombo":
            yield from (one.itemText(n) for n in range(one.count()))
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            heads = range(one.model().columnCount())
            yield from (str(one.model().headerData(n, ACROSS)) for n in heads)
    for action in window.findChildren(QAction):
        yield action.text()


def _english(window: QWidget) -> set[str]:
    return {text for text in _said(window) if LATIN.search(NAMES.sub("", text))}


@pytest.mark.parametrize(
    ("mode", "accept"),
    [(FILES.ExistingFiles, OPEN), (FILES.AnyFile, SAVE), (FILES.Directory, OPEN)],
    ids=["open", "save", "folder"],
)
def test_the_file_dialog_speaks_chinese(
    qtbot: QtBot, folder: Path, mode: FILES, accept: QFileDialog.AcceptMode
):
    """Labels, buttons, tips, column heads and menus; to open, to save and to choose a folder."""
    dialog = _dialog(qtbot, folder, mode, accept)
    said = set(_said(dialog))
    heads = {"名称", "大小", "类型", "修改日期"}
    assert (_english(dialog), "查找范围(&I)：" in said, heads - said) == (set(), True, set())


def test_its_small_buttons_are_seen_in_the_dark(qtbot: QtBot, folder: Path):
    """They bear the family's icons, which follow the theme; Qt's own arrows are black."""
    dialog = _dialog(qtbot, folder, FILES.ExistingFiles, OPEN)
    buttons = {one.objectName(): one.property("iconName") for one in _tools(dialog)}
    assert buttons == {
        "backButton": "previous",
        "forwardButton": "next",
        "toParentButton": "up",
        "newFolderButton": "add",
        "listModeButton": "todo",
        "detailModeButton": "table",
    }


def _tools(dialog: QFileDialog) -> list[QToolButton]:
    """The small buttons that have a name of Qt's."""
    return [one for one in dialog.findChildren(QToolButton) if one.objectName().endswith("Button")]


def test_the_files_are_told_in_chinese(qtbot: QtBot, folder: Path):
    """A file's size, kind and day have our words, whatever language the system speaks."""
    dialog = _dialog(qtbot, folder, FILES.ExistingFiles, OPEN)
    view = dialog.findChild(QTreeView, "treeView")
    assert view is not None
    qtbot.waitUntil(lambda: view.model().rowCount(view.rootIndex()) == 3)
    delegate = view.itemDelegateForColumn(1)
    assert isinstance(delegate, RowDelegate)
    told = {}
    for number in range(3):
        cells = [view.model().index(number, n, view.rootIndex()) for n in range(4)]
        options = [QStyleOptionViewItem() for _cell in cells]
        for option, cell in zip(options, cells, strict=True):
            delegate.initStyleOption(option, cell)
        texts = [str(getattr(one, "text", "")) for one in options]
        told[texts[0]] = (texts[1], texts[2], re.sub(r"\d+", "1", texts[3]))
    day = "1年1月1日 1:1"
    assert told == {
        "乙": ("", "文件夹", day),
        "甲.docx": ("3 KB", "Word 文档", day),
        "甲.review": ("1 字节", "初审数据文件", day),
    }
    assert size_words(5 << 30) == "5 GB"


@pytest.mark.parametrize(
    ("accept", "name", "asked"),
    [
        (SAVE, "甲.docx", "甲.docx 已存在。\n要替换它吗？"),
        (OPEN, "没有.docx", "没有.docx\n没有这个文件。\n请核对文件的名称。"),
    ],
    ids=["overwrite", "missing"],
)
def test_what_the_file_dialog_asks_is_chinese(
    qtbot: QtBot, folder: Path, accept: QFileDialog.AcceptMode, name: str, asked: str
):
    """An existing file is asked about, a missing one is said; the buttons are Chinese too."""
    mode = FILES.AnyFile if accept == SAVE else FILES.ExistingFile
    dialog = _dialog(qtbot, folder, mode, accept)
    heard: list[tuple[str, set[str]]] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        heard.append((box.text(), _english(box)))
        box.reject()

    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(name)
    QTimer.singleShot(0, look)
    dialog.accept()
    assert heard == [(asked, set())]


def test_the_dialog_that_the_program_opens_is_dressed(qtbot: QtBot, folder: Path):
    """What asks for a file shows the list with our words."""
    parent = QWidget()
    qtbot.addWidget(parent)
    seen: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        view = dialog.findChild(QTreeView, "treeView")
        seen.append(view is not None and isinstance(view.itemDelegateForColumn(2), RowDelegate))
        dialog.reject()

    QTimer.singleShot(50, look)
    assert (ask_file(parent, "选择文件", "所有文件 (*)"), seen) == (None, [True])


def test_the_print_dialog_speaks_chinese(qtbot: QtBot, tmp_path: Path):
    """The dialog with its options opened, and the properties of a printer."""
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "甲.pdf"))
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    found: list[set[str]] = []

    def look() -> None:
        inner = QApplication.activeModalWidget()
        assert isinstance(inner, QDialog)
        found.append(_english(inner))
        inner.reject()

    properties = dialog.findChild(QPushButton, "properties")
    assert properties is not None
    QTimer.singleShot(0, look)
    properties.click()
    assert (_english(dialog), found) == (set(), [set()])


def test_a_blank_s_own_menu_speaks_chinese(qtbot: QtBot):
    """The right button's menu of a line calls taking back as the program does."""
    line = QLineEdit("甲")
    qtbot.addWidget(line)
    menu = line.createStandardContextMenu()
    holder: QObject = menu
    words = [re.sub(r"\t.*", "", one.text()) for one in menu.actions() if one.text()]
    menu.deleteLater()
    assert (holder.parent() is line, words[0]) == (True, "撤销(&U)")
    assert [word for word in words if LATIN.search(word)] == []


def test_the_words_in_use_are_those_of_the_table(tmp_path: Path):
    """The compiled table is what Qt's own compiler makes of the one that is read and mended."""
    table = paths.resources_dir() / "words" / "qt_zh_CN.ts"
    made = tmp_path / "made.qm"
    compiler = Path(sys.executable).parent / "pyside6-lrelease"
    if not compiler.exists():
        pytest.skip("Qt's compiler of tables is not installed here")
    subprocess.run([compiler, "-silent", table, "-qm", made], check=True)
    assert made.read_bytes() == table.with_suffix(".qm").read_bytes()
