"""Two programs on one file, a stale lock, an odd clock, a pulled stick: each with a sentence."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop import app, paths
from desktop.settings import Settings
from desktop.store.places import Place
from desktop.ui.keeper import Folders, Keeper
from desktop.ui.kit.neighbour import Neighbour, note_of
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place as Where
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.first_start import FirstStart
from desktop.ui.pages.safety import Safety
from desktop.work import opening
from desktop.work.department import get_setting, put_setting, use_operator
from desktop.work.desk import Desk, open_desk

ROOT = Path(__file__).parent.parent.parent
OTHER = """
import sys, time
from pathlib import Path
from desktop import app
from desktop.work.department import put_setting
desk = app.open_file(Path(sys.argv[1]))
put_setting(desk, "k", "other")
print("open", flush=True)
time.sleep(60)
"""
Ask = Callable[[Callable[[Desk], object]], object]


@pytest.fixture(autouse=True)
def _own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Profile, scratch and documents in the test's own folder."""
    monkeypatch.setattr(paths, "profile_dir", lambda: tmp_path / "profile")
    monkeypatch.setattr(paths, "scratch_dir", lambda: tmp_path / "scratch")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "home"))
    (tmp_path / "scratch").mkdir()
    (tmp_path / "home").mkdir()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "盘"
    folder.mkdir()
    return folder / "审查.review"


@pytest.fixture
def window(empty_office: Office, theme: Theme, tmp_path: Path) -> MainWindow:
    places = (tmp_path / "profile", tmp_path / "scratch", paths.forms_dir(), paths.fonts_dir())
    keeper = Keeper(empty_office, Folders(*places), empty_office)
    made = app.make_window(empty_office, theme, lambda: app.beginning(Settings()), keeper)
    made.show()
    return made


@pytest.fixture
def other(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the file open."""
    place = {**os.environ, "PYTHONPATH": str(ROOT)}
    begun = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(path)], stdout=subprocess.PIPE, text=True, env=place
    )
    assert begun.stdout is not None
    assert begun.stdout.readline() == "open\n"
    yield begun
    begun.kill()
    begun.wait()
    begun.stdout.close()


def _first(window: MainWindow) -> FirstStart:
    page = window.page("first_start")
    assert isinstance(page, FirstStart)
    return page


def _do(office: Office, errand: Callable[[Desk], object]) -> object:
    heard: list[object] = []
    office.ask(errand, heard.append, owner=office)
    return heard[0]


@pytest.mark.usefixtures("other")
def test_a_file_in_use_is_looked_at_as_a_copy(window: MainWindow, path: Path):
    """Who has it is said; the copy bears a bar, takes no act, and leaves no trace of itself."""
    app._open_first(window, path)
    dialog = _first(window).dialog
    assert dialog is not None
    assert "数据文件正在使用中（计算机 " in dialog.findChildren(type(dialog.told))[0].text()
    dialog.look.click()
    assert dialog.isHidden()
    assert window.copy.text() == f"这是副本，只供查看，改动不会存回。原文件：{path}"
    assert window.place.page == "todo"
    assert _do(window.office, lambda desk: get_setting(desk, "k", "")) == "other"
    window.office.keep(lambda desk: put_setting(desk, "k", "mine"), owner=window)
    assert window.message.sentence.text() == "这是副本，只供查看，没有保存。"
    assert list((path.parent).glob("*.备份/*close*")) == []


@pytest.mark.usefixtures("other")
def test_a_file_in_use_is_copied_to_this_machine(window: MainWindow, path: Path, tmp_path: Path):
    """The copy is worked in as any file; the other one is left alone."""
    app._open_first(window, path)
    dialog = _first(window).dialog
    assert dialog is not None
    assert dialog.there.isHidden()  # the other one is no window
    dialog.copy.click()
    assert window.copy.isHidden()
    assert window.office.path != str(path)
    window.office.keep(lambda desk: put_setting(desk, "k", "mine"), owner=window)
    assert _do(window.office, lambda desk: get_setting(desk, "k", "")) == "mine"
    del tmp_path


def test_a_killed_programs_lock_is_no_hindrance(
    window: MainWindow, path: Path, other: subprocess.Popen[str]
):
    """After kill -9 the file opens, what was kept is there, and the check is said and run."""
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert path.with_name(f".{path.name}.lock").exists()
    app._open_first(window, path)
    assert window.message.sentence.text() == "上次没有正常关闭（可能断电），正在检查文件。"
    assert _do(window.office, lambda desk: get_setting(desk, "k", "")) == "other"


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (Place.NETWORK, "“审查.review”在网络共享上，断网时会丢失改动，不能直接打开。"),
        (Place.REMOVABLE, "“审查.review”在可移动磁盘（U盘）上，拔出时会损坏，不能直接打开。"),
        (Place.READONLY, "“审查.review”所在的位置是只读的，不能保存。"),
    ],
)
def test_a_place_unfit_for_work_is_refused_with_its_own_sentence(place: Place, sentence: str):
    """Network, stick and read-only."""
    with pytest.raises(opening.UserError, match=sentence):
        opening.refuse_place(Path("审查.review"), lambda _path: place)


def test_a_clock_that_went_back_is_noted_and_the_order_stays(
    window: MainWindow, path: Path, empty_office: Office
):
    """A year back: acts stay in the order of their numbers; the check notes it, and fails not."""
    late = datetime.now().astimezone()
    times = [late]
    desk = open_desk(path, paths.forms_dir(), paths.fonts_dir(), lambda: times[-1])
    use_operator(desk, "王测试")
    times.append(late - timedelta(days=365))
    put_setting(desk, "k", "later")
    desk.close()
    app._open_first(window, path)
    window.go(Where("safety"))
    page = window.page("safety")
    assert isinstance(page, Safety)
    page.check.click()
    told = [page.lines.item(at).text() for at in range(page.lines.count())]
    assert any("时间早于前一条记录，计算机时钟曾被调回。" in one for one in told)
    assert page.outcome.text().startswith("检查完毕：文件完好")
    del empty_office


def test_a_stick_that_was_pulled_out_is_said_at_the_next_act(window: MainWindow, path: Path):
    """Nothing is said to be saved, and the sentence says what to do."""
    app._open_first(window, path)
    path.parent.rename(path.parent.with_name("拔出"))
    saved: list[bool] = []
    window.office.saved.connect(lambda: saved.append(True))
    window.office.keep(lambda desk: put_setting(desk, "k", "lost"), owner=window)
    said = window.message
    assert (saved, "磁盘已拔出" in said.sentence.text()) == ([], True)
    assert said.hint.text() == "请接好磁盘、放回文件，再重新打开。"
    path.parent.with_name("拔出").rename(path.parent)


def test_a_second_start_brings_the_first_window_up(window: MainWindow, path: Path, tmp_path: Path):
    """A call in the note is answered by coming up; the note goes when the window closes."""
    app._open_first(window, path)
    note = note_of(tmp_path / "profile", path)
    assert note.read_text("ascii") == "open\n"
    window.hide()
    note.write_text("show\n", "ascii")
    window.findChildren(Neighbour)[0].look()
    assert (window.isVisible(), note.read_text("ascii")) == (True, "open\n")
    window.close()
    assert not note.exists()
