"""导出迁移包 and 导入迁移包 in the window: the new file opens, and the choices come along."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop import app, paths
from desktop.settings import Settings, read_settings, write_settings
from desktop.ui.kit.office import Office
from desktop.ui.pages.moving import MoveCard
from desktop.work.department import get_setting, put_setting
from desktop.work.desk import Desk

Ask = Callable[[Callable[[Desk], object]], object]


def test_a_file_moves_to_a_new_machine(
    office: Office, answer: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Packed here, read there: the same contents, the fonts chosen, and no recent files."""
    machine = tmp_path / "profile" / "settings.json"
    monkeypatch.setattr(paths, "settings_file", lambda: machine)
    monkeypatch.setattr(paths, "scratch_dir", lambda: tmp_path / "scratch")
    write_settings(machine, Settings(("/a",), "dark", 125, "方正小标宋", "仿宋_GB2312"))
    answer(lambda desk: put_setting(desk, "k", "moved"))
    card = MoveCard(office, app.open_file)
    card.write(tmp_path / "包.zip")
    assert card.told.text() == "已导出“包.zip”，含附件0份；文件已通过检查。"
    shutil.rmtree(machine.parent)
    card.reader.read(tmp_path / "包.zip", tmp_path / "新.review")
    assert office.path == str(tmp_path / "新.review")
    assert answer(lambda desk: get_setting(desk, "k", "")) == "moved"
    assert read_settings(machine) == Settings((), "dark", 125, "方正小标宋", "仿宋_GB2312")
    assert list((tmp_path / "scratch").iterdir()) == []
    card.reader.read(tmp_path / "包.zip", tmp_path / "新.review")
    assert card.told.text() == "“新.review”已经存在，没有导入。请换一个文件名。"
