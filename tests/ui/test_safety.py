"""备份与检查: backups by themselves and by hand, a look into them, restoring, and the check."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop import app, paths
from desktop.store import backups, journal
from desktop.ui.keeper import Folders, Keeper
from desktop.ui.kit.frame import Bottom
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages import safety
from desktop.work.department import Department, get_setting, put_setting, save_department
from desktop.work.desk import Desk
from desktop.work.keeping import last_words

OURS = Department("昆明市盘龙区工业和信息化局", "district", "云南省")
Keep = Callable[[Callable[[Desk], object]], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "审查.review"


@pytest.fixture
def office() -> Iterator[Office]:
    made = Office(inline=True)
    yield made
    made.close()


@pytest.fixture
def keeper(office: Office, tmp_path: Path, qapp: object) -> Keeper:
    """Looks after a file in the test's own folder, with a profile of the test's own."""
    del qapp
    places = (tmp_path / "profile", tmp_path / "scratch", paths.forms_dir(), paths.fonts_dir())
    return Keeper(office, Folders(*places), office)


def _open(office: Office, path: Path) -> None:
    office.open_file(lambda: app.open_file(path), lambda _path: None, owner=office)


def _do(office: Office, errand: Callable[[Desk], object]) -> list[object]:
    found: list[object] = []
    office.ask(errand, found.append, owner=office)
    return found


@pytest.fixture
def page(office: Office, keeper: Keeper, path: Path) -> safety.Safety:
    """The page over a file with a department."""
    _open(office, path)
    _do(office, lambda desk: save_department(desk, OURS))
    made = safety.Safety(office, keeper, app.open_file)
    made.show_for(Place("safety"))
    return made


def _reasons(path: Path) -> list[str]:
    return [one.reason for one in backups.backups(backups.folder_of(path))]


def test_a_file_is_backed_up_at_closing_and_at_opening_where_it_changed(
    office: Office, keeper: Keeper, path: Path
):
    """A new file at its opening, a changed one at its closing, an unchanged one not again."""
    del keeper
    _open(office, path)
    _do(office, lambda desk: save_department(desk, OURS))
    office.close()
    assert sorted(_reasons(path)) == ["关闭时", "打开时"]
    again = Office(inline=True)
    _open(again, path)
    again.close()
    assert len(_reasons(path)) == 2


def test_the_window_says_when_the_last_good_backup_was_made(
    office: Office, keeper: Keeper, path: Path
):
    """The bar at the bottom says it from the opening on, and anew for each backup."""
    bottom = Bottom(datetime.now)
    keeper.last_told.connect(bottom.show_backup)
    told = [bottom.backup.isHidden()]
    _open(office, path)
    said = bottom.backup.full_text()
    assert said.startswith("最近备份 ")
    backup = backups.backups(backups.folder_of(path))[0]
    backup.path.unlink()
    keeper.back_up("hand")
    told.append(bottom.backup.isHidden())
    assert told == [True, False]
    assert f"{backups.backups(backups.folder_of(path))[0].at:%H:%M}" in bottom.backup.full_text()


def test_the_bar_says_that_there_is_no_backup_yet(office: Office, keeper: Keeper, path: Path):
    """It is never silent about a file that is open; of another file's backup it says nothing."""
    bottom = Bottom(datetime.now)
    keeper.last_told.connect(bottom.show_backup)
    _open(office, path)
    for one in backups.backups(backups.folder_of(path)):
        one.path.unlink()
    bottom.show_file(str(path))
    told = [bottom.backup.isHidden()]
    office.ask(last_words, keeper.last_told.emit, owner=keeper)
    told.append(bottom.backup.isHidden())
    assert (told, bottom.backup.full_text()) == ([True, False], "还没有备份")


def test_an_import_is_preceded_by_a_backup(office: Office, page: safety.Safety, path: Path):
    """The desk's word before an import makes a copy, which is checked and named elsewhere."""
    del page
    _do(office, lambda desk: desk.before_import())
    assert "导入前" in _reasons(path)


def test_the_page_tells_of_the_last_backup_and_makes_another(
    page: safety.Safety, path: Path, tmp_path: Path
):
    """By hand at any time; with a second place, both are made, and the reminder goes."""
    page.now.click()
    assert page.last.text().endswith("（手动）")
    assert page.reminder.text().startswith("备份与数据文件在同一块磁盘上")
    second = tmp_path / "U盘"
    second.mkdir()
    page._use(second)
    assert page.reminder.text() == ""
    assert page.second.text().startswith(f"第二备份位置：{second}（最近一次 ")
    second_copies = list(second.rglob("*.review"))
    assert [one.name for one in second_copies] == [
        backups.backups(backups.folder_of(path))[0].path.name
    ]
    shutil.rmtree(second)
    page.now.click()
    assert page.reminder.text() == f"第二备份位置“{second}”没有连接。"


def test_where_there_is_no_backup_the_page_says_so(page: safety.Safety, path: Path):
    """No empty table, and no button that has nothing to bring back."""
    for one in backups.backups(backups.folder_of(path)):
        one.path.unlink()
    page.reload()
    assert page.none.text() == "还没有可以恢复的备份。"
    assert page.table.isHidden()
    assert page.restore.isHidden()


def test_a_backup_is_looked_into_and_comes_back(
    page: safety.Safety, office: Office, path: Path, monkeypatch: pytest.MonkeyPatch
):
    """What it holds, how it differs; then it is the open file, and the other lies beside it."""
    page.now.click()
    first = page.rows.rows()[0].path.name
    _do(office, lambda desk: put_setting(desk, "k", "later"))
    page.reload()
    page.table.choose(first)
    assert page.inside.text() == (
        "这份备份里有：昆明市盘龙区工业和信息化局；没有年度；申报0件；操作1次。"
    )
    assert page.difference.text() == (
        "前1次操作相同；现有文件多1次操作（恢复后不再有，但留在搁置的文件里）。"
    )
    asked: list[str] = []

    def agree(_parent: object, question: str, yes: str, detail: str) -> bool:
        asked.extend((question, yes, detail))
        return True

    monkeypatch.setattr(safety, "ask_yes", agree)
    page.restore.click()
    assert (asked[1], asked[2].endswith("现有文件改名后留在原文件夹，不会删除。")) == ("恢复", True)
    assert _do(office, lambda desk: get_setting(desk, "k", "gone")) == ["gone"]
    assert _do(office, lambda desk: journal.entries(desk.store, 1)[0].act) == ["恢复备份"]
    assert len(list(path.parent.glob("审查 恢复前 *.review"))) == 1


def test_a_backup_that_is_damaged_leaves_the_open_file_open(
    page: safety.Safety, office: Office, path: Path
):
    """It is said when it is chosen, and refused when it is restored all the same."""
    page.now.click()
    chosen = page.rows.rows()[0].path
    chosen.write_bytes(chosen.read_bytes()[:-5000])
    _do(office, lambda desk: put_setting(desk, "k", "kept"))
    page._look(page.table.current())
    assert page.inside.text().startswith("这份备份不完好：")
    assert page.restore.isEnabled() is False
    page.restore_from(chosen)
    assert page.reminder.text() == "没有备份成：这份备份没有通过检查，没有恢复。请选择另一份备份。"
    assert _do(office, lambda desk: get_setting(desk, "k", "")) == ["kept"]


def test_the_check_says_what_it_found(page: safety.Safety, keeper: Keeper, tmp_path: Path):
    """A good file in one sentence, with what was looked at; no copy is left behind."""
    page.check.click()
    assert page.outcome.text() == "检查完毕：文件完好，1条操作日志首尾相连。"
    assert [page.lines.item(at).text() for at in range(2)] == ["完好　文件结构", "完好　操作日志"]
    assert list((tmp_path / "scratch").iterdir()) == []
    assert page.check.isEnabled()
    del keeper


def test_an_older_copy_is_said_until_it_is_accepted(
    office: Office, keeper: Keeper, page: safety.Safety, path: Path
):
    """The acts that it lacks are listed by number and time; agreeing is an act."""
    page.now.click()
    older = page.rows.rows()[0].path
    _do(office, lambda desk: put_setting(desk, "k", "later"))
    office._close_desk()
    shutil.copyfile(older, path)
    said: list[str] = []
    keeper.told.connect(lambda text, _hint: said.append(text))
    _open(office, path)
    page.reload()
    assert said[0].startswith("这是一份较早的副本：缺少本机见过的1次操作")
    assert page.lost.item(0).text().endswith("更改设置")
    page.use_this.click()
    assert page.copies.isHidden()
    assert _do(office, lambda desk: journal.entries(desk.store, 1)[0].act) == ["确认使用此副本"]


def test_a_second_place_that_waits_for_a_week_is_said_at_opening(
    office: Office, keeper: Keeper, page: safety.Safety, path: Path, tmp_path: Path
):
    """The reminder is told once, when the file is opened; a fresh second copy is not told of."""
    second = tmp_path / "U盘"
    second.mkdir()
    page._use(second)
    said: list[str] = []
    keeper.told.connect(lambda text, _hint: said.append(text))
    office._close_desk()
    _open(office, path)
    assert said == []
    office._close_desk()
    note = backups.folder_of(path) / "第二位置.txt"
    note.write_text(f"{second}\t2020-01-01T00:00:00\n", "utf-8")
    shutil.rmtree(second)  # the disk is in a drawer
    _open(office, path)
    assert len(said) == 1
    assert (said[0][:8], said[0].endswith("天没有备份，请连接该磁盘后备份一次。")) == (
        "第二备份位置已有",
        True,
    )
