"""报送材料包 from 汇总报送: what is asked, what is written, and what is said of it."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.dossier_make import DossierDialog
from desktop.ui.pages.send import Send
from desktop.work.cases import start_case
from desktop.work.receive import save_value


@pytest.fixture
def page(
    qtbot: QtBot,
    office: Office,
    round_id: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Send:
    """汇总报送 with one application that is under way; the key lies in the test's own folder."""
    monkeypatch.setattr(paths, "profile_dir", lambda: tmp_path / "profile")
    office.keep(lambda desk: start_case(desk, round_id, "云岭平台"), owner=office)
    made = Send(office)
    qtbot.addWidget(made)
    made.show_for(Place("send", round_id))
    made.show()
    return made


def _asked(page: Send) -> DossierDialog:
    page.dossier.make.click()
    return page.findChildren(DossierDialog)[-1]


def test_what_is_not_final_needs_a_yes(page: Send):
    """The dialog names it, and the button waits for the tick and for two equal passphrases."""
    dialog = _asked(page)
    states = [dialog.go.isEnabled()]
    dialog.draft.setChecked(True)
    states.append(dialog.go.isEnabled())
    dialog.first.setText("short")
    states.append(dialog.go.isEnabled())
    dialog.first.setText("一句容易记的话")
    dialog.first.setText("一句容易记的话2026")
    states.append(dialog.go.isEnabled())
    dialog.second.setText("一句容易记的话2026")
    states.append(dialog.go.isEnabled())
    assert states == [False, True, False, False, True]
    assert (dialog.first.accessibleName(), dialog.second.accessibleName()) == (
        "口令",
        "再输一次口令",
    )


def test_a_draft_is_written_where_it_was_asked(
    page: Send, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The name says 草稿包 and gets its ending alone; the sentence says where it is, how large."""
    offered: list[str] = []

    def chosen(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return str(tmp_path / "包.zip"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    dialog = _asked(page)
    dialog.draft.setChecked(True)
    dialog.go.click()
    assert offered == ["草稿包 昆明市示例区工信局 2026年度 昆明市示范平台 报送材料包.rdpack"]
    with zipfile.ZipFile(tmp_path / "包.rdpack") as archive:
        note = archive.read("说明.txt").decode("utf-8-sig")
    assert "★ 这是草稿包" in note
    assert "按“上级汇总…”" in note.split("certutil")[0]  # the program's own menu comes first
    assert "{" not in note.replace("\\(", "")
    words = page.dossier.told.text()
    assert words.startswith(f"草稿包已存到：{tmp_path / '包.rdpack'}（")
    assert (page.dossier.told.look(), page.dossier.make.isEnabled()) == ("good", True)
    office.keep(lambda desk: save_value(desk, 1, "phone", "13900000001"), owner=page)
    assert "做的草稿包已不是最新内容：“云岭平台”此后有改动。" in page.dossier.told.text()
    assert page.dossier.told.look() == "wrong"


def test_a_folder_that_is_gone_is_told(page: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Nothing is written, and the button can be pressed again."""
    target = tmp_path / "没有" / "包.rdpack"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    dialog = _asked(page)
    dialog.draft.setChecked(True)
    dialog.go.click()
    assert page.dossier.told.text().startswith("报送材料包没有写成（文件夹不存在")
    assert (page.dossier.told.look(), page.dossier.make.isEnabled()) == ("wrong", True)


def test_nothing_ticked_is_no_dossier(page: Send):
    """The button rests while no application is on the sheet; 上级汇总 is one press away."""
    gone: list[Place] = []
    page.go.connect(gone.append)
    page.none.click()
    page.bureau.click()
    assert (page.dossier.make.isEnabled(), [one.page for one in gone]) == (False, ["bureau"])
