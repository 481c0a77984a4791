"""快捷键一览 and the keys that are really bound are the same."""

import ast
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.settings import Settings
from desktop.ui.keys_sheet import KeysSheet
from desktop.ui.kit.keys import KEYS, keys_text
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.pages.letters import Letters

UI = Path(app.__file__).parent / "ui"


def _bound() -> Iterator[tuple[str, str]]:
    """Each file of the window's with the keys that it binds by `shortcut`."""
    for file in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if named and node.func.id == "shortcut":
                room = file.relative_to(UI).with_suffix("").as_posix()
                yield room, _text(node.args[1])


def _text(keys: ast.expr) -> str:
    if isinstance(keys, ast.JoinedStr):
        parts = (one.value if isinstance(one, ast.Constant) else "*" for one in keys.values)
        return "".join(map(str, parts))
    assert isinstance(keys, ast.Constant)
    return str(keys.value)


def test_the_sheet_lists_what_is_bound_and_nothing_else():
    """A key that a page binds stands in the table with its place, and the other way round."""
    assert sorted({(key.room, key.bound) for key in KEYS if key.room}) == sorted(set(_bound()))


def test_the_sheet_opens_by_its_key_and_is_text_too(
    qtbot: QtBot, office: Office, theme: Theme, round_id: int
):
    """Ctrl+/ shows it from any page; as text every line is there."""
    window = app.make_window(office, theme, lambda: app.beginning(Settings()))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.go(Place("cases", round_id))
    QTest.keyClick(window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    [sheet] = window.findChildren(KeysSheet)
    shown = [f"  {key.keys}　{key.what}" for key in sheet.rows.rows()]
    told = keys_text().splitlines()
    sheet.accept()
    assert (shown, len(told)) == (
        [line for line in told if line.startswith("  ")],
        len(KEYS) + len({key.where for key in KEYS}),
    )


def test_keys_that_a_widget_takes_itself_stand_on_the_sheet_too():
    """Digits judge and answer, and the large screen has its own; a place is called as it is."""
    own = {(key.where, key.keys) for key in KEYS if not key.room}
    wanted = {("测评", "1 至 4"), ("抽查", "1 至 5"), ("抽查", "0"), ("大屏抽取", "空格")}
    (letters,) = [key.where for key in KEYS if key.room == "pages/letters"]
    assert (wanted - own, letters) == (set(), Letters.title)
