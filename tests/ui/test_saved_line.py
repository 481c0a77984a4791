"""Where a file was saved is said in a line whose room is kept, with the ways to it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.kit.layouts import holder
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import primary
from desktop.ui.kit.saved import SavedLine


def test_the_page_stays_and_both_links_open(
    qtbot: QtBot, empty_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A path far too long for its line pushes nothing; 打开 and 打开所在文件夹 lead to it."""
    opened: list[str] = []
    take = lambda url: opened.append(QUrl.toLocalFile(url)) or True  # noqa: E731 - a fake
    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    target = tmp_path / f"{'很长的名称' * 12}.pdf"
    target.write_bytes(b"%PDF")
    line, below = SavedLine(empty_office), primary("打印…", lambda: None)
    page = holder(line, below)
    qtbot.addWidget(page)
    page.resize(400, 200)
    page.show()
    before = below.geometry()
    line.tell_saved(f"已另存：{target}", target)
    QApplication.processEvents()
    assert below.geometry() == before
    assert (line.words.toolTip(), "…" in line.words.text()) == (f"已另存：{target}", True)
    line.open.click()
    line.folder.click()
    assert opened == [str(target), str(tmp_path)]
    line.tell("")
    QApplication.processEvents()
    assert below.geometry() == before
    assert (line.open.isVisible(), line.folder.isVisible()) == (False, False)


def test_of_several_files_the_folder_is_opened_and_what_failed_is_told_whole(
    qtbot: QtBot, empty_office: Office, tmp_path: Path
):
    """There is no one file to open; a sentence on what went wrong is not cut."""
    line = SavedLine(empty_office)
    qtbot.addWidget(line)
    line.resize(300, 40)
    line.show()
    line.tell_saved(f"已另存3个文件：{tmp_path}", tmp_path)
    assert (line.open.isVisible(), line.folder.isVisible()) == (False, True)
    pack = tmp_path / "包.rdpack"
    pack.touch()
    line.tell_saved(f"已存到：{pack}", pack, opens=False)
    assert (line.open.isVisible(), line.folder.isVisible()) == (False, True)
    wrong = "没有写成，" * 30
    line.tell(wrong, "wrong")
    assert (line.words.text(), line.look(), line.folder.isVisible()) == (wrong, "wrong", False)
