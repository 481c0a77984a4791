"""The program starts where the reviewer left off, in Chinese, and says so where it can't."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import app, cli, paths
from desktop.settings import Settings, read_settings
from desktop.ui.kit.neighbour import note_of
from desktop.ui.kit.office import Office
from desktop.ui.kit.theme import Theme
from desktop.ui.pages.bureau import Bureau


@pytest.fixture
def _own_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and log in the test's own folder."""
    monkeypatch.setattr(paths, "profile_dir", lambda: tmp_path / "profile")
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "after"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"XMODIFIERS": "@im=ibus"}, None),
        ({}, None),
    ],
)
def test_fcitx_is_spoken_to_through_ibus(environment: dict[str, str], after: str | None):
    """The wheels carry no fcitx plugin; fcitx5 answers ibus."""
    app.prefer_ibus(environment)
    assert environment.get("QT_IM_MODULE") == after


def test_qts_own_buttons_speak_chinese(qapp: QApplication):
    """The translation of Qt itself is there and installed."""
    app.prepare(qapp)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


@pytest.mark.parametrize(
    ("size", "filled"), [((1920, 1040), False), ((1366, 728), True), ((1280, 1024), False)]
)
def test_a_small_screen_is_filled_by_the_window(
    qtbot: QtBot, size: tuple[int, int], *, filled: bool
):
    """On 1366×768 the window would hang over the edge, its last line out of sight."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    app.fit(window, QSize(*size))
    assert window.isMaximized() is filled


@pytest.mark.usefixtures("_own_profile")
def test_the_last_file_opens_at_home(qtbot: QtBot, theme: Theme, tmp_path: Path, private_mode: int):
    """The newest recent file that is still there opens, at 待办事项, and is remembered."""
    file = tmp_path / "去年.review"
    app.open_file(file).close()
    gone = tmp_path / "没有了.review"
    settings = Settings(recent_files=(str(gone), str(file)))
    office = Office(inline=True)
    office.opened.connect(app._remember_file)
    window = app.make_window(office, theme, lambda: app.beginning(settings))
    qtbot.addWidget(window)
    app._open_first(window, app._wanted(None, settings))
    found = (window.place.page, window.bottom.file.text(), file.stat().st_mode & 0o777)
    kept = read_settings(paths.settings_file()).recent_files
    office.close()
    assert (found, kept) == (("todo", f"文件：{file}", private_mode), (str(file),))


@pytest.mark.usefixtures("_own_profile")
def test_a_file_that_is_not_ours_leads_to_the_beginning_with_a_sentence(
    qtbot: QtBot, theme: Theme, tmp_path: Path
):
    """A file of another program is left as it is; the first page says why it did not open."""
    file = tmp_path / "别的.review"
    file.write_bytes(b"not a database" * 100)
    before = file.read_bytes()
    office = Office(inline=True)
    window = app.make_window(office, theme, lambda: app.beginning(Settings()))
    qtbot.addWidget(window)
    app._open_first(window, file)
    said = window.message.sentence.text()
    office.close()
    assert (window.place.page, bool(said), file.read_bytes() == before) == (
        "first_start",
        True,
        True,
    )


@pytest.mark.usefixtures("_own_profile")
def test_the_look_is_remembered_on_this_machine():
    """Light, dark and text size stand in the machine's settings, whole."""
    app._remember_look("dark", 125)
    kept = json.loads(paths.settings_file().read_text("utf-8"))
    assert (kept["theme"], kept["scale"]) == ("dark", 125)


def test_a_bad_command_is_answered_in_chinese(capsys: pytest.CaptureFixture[str]):
    """An unknown word says what can be typed, and ends with status 2."""
    with pytest.raises(SystemExit) as ended:
        cli.run(["exmaple", "x"])
    said = capsys.readouterr().err
    assert (ended.value.code, said.splitlines()[0], "review-desk example" in said) == (
        2,
        "命令不对。可以这样用：",
        True,
    )


@pytest.mark.usefixtures("_own_profile")
@pytest.mark.parametrize("ending", [".rdpack", ".rdpack.age", ".RDPACK"])
def test_a_dossier_opens_the_last_file_at_the_bureaus_page(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
):
    """A 报送材料包 that the program is opened with is verified in the last file, at 上级汇总."""
    file, dossier = tmp_path / "去年.review", tmp_path / f"报送{ending}"
    app.open_file(file).close()
    taken: list[list[Path]] = []
    monkeypatch.setattr(Bureau, "take_files", lambda _page, files: taken.append(list(files)))
    office = Office(inline=True)
    window = app.make_window(office, theme, lambda: app.beginning(Settings()))
    qtbot.addWidget(window)
    app._open_first(window, file, dossier)
    found = (window.place.page, taken)
    office.close()
    assert found == ("bureau", [[dossier]])


@pytest.mark.usefixtures("_own_profile")
def test_a_dossier_waits_for_a_file_where_none_is_open_yet(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """On a new machine the first page says what is needed; the dossier comes after that."""
    file, dossier = tmp_path / "新的.review", tmp_path / "报送.rdpack"
    taken: list[list[Path]] = []
    monkeypatch.setattr(Bureau, "take_files", lambda _page, files: taken.append(list(files)))
    office = Office(inline=True)
    window = app.make_window(office, theme, lambda: app.beginning(Settings()))
    qtbot.addWidget(window)
    app._open_first(window, None, dossier)
    first = (window.place.page, window.message.sentence.text(), list(taken))
    office.open_file(lambda: app.open_file(file), lambda _path: None, owner=window)
    found = (window.place.page, taken)
    office.close()
    said = "报送材料包要在本单位的数据文件里核验。"
    assert (first[0], first[1].startswith(said), first[2]) == ("first_start", True, [])
    assert found == ("bureau", [[dossier]])


@pytest.mark.usefixtures("_own_profile")
def test_a_file_that_is_open_already_is_looked_after_too(
    qtbot: QtBot, theme: Theme, tmp_path: Path
):
    """What comes after the first paint takes up the file: a second start finds its window."""
    file = tmp_path / "今年.review"
    app.open_file(file).close()
    office = Office(inline=True)
    keeper = app.keeper_of(office)
    window = app.bare_window(office, theme, lambda: app.beginning(Settings()), lambda: keeper)
    qtbot.addWidget(window)
    app.look_after(window, keeper)
    app._open_first(window, file)
    note = note_of(keeper.folders.profile, file)
    before = note.exists()
    app.accompany(window, keeper)
    found = (before, note.exists(), keeper.opening is not None)
    window.close()
    assert (found, note.exists()) == ((False, True, True), False)
