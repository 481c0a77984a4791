"""电脑坏了: what the manual tells to do with the second place's copy, followed by its own words."""

import re
import shutil
from datetime import datetime
from pathlib import Path

from desktop import paths
from desktop.domain.check import CheckState
from desktop.store import files
from desktop.store.backups import folder_of
from desktop.work.cases import start_case
from desktop.work.checking import check_closed
from desktop.work.desk import Desk, open_desk
from desktop.work.keeping import begin_backup, files_of, finish_backup, use_second_place
from desktop.work.office_notes import attach
from desktop.work.rounds import open_round

SCHEME = "kunming-platform-2022"


def words() -> list[str]:
    """What stands in “” in the steps of the manual's chapter, in its order."""
    text = (paths.resources_dir() / "help" / "faq.md").read_text("utf-8")
    steps = text.partition("## 电脑坏了")[2].partition("\n\n文件名末尾")[0]
    return re.findall("“([^”]+)”", steps)


def test_the_second_place_s_copy_comes_back_by_the_manual_s_words(
    desk: Desk, tmp_path: Path
) -> None:
    """The file and its folder are gone; both are copied and named as told, and all is whole."""
    begins, documents, name, attached, folder, opened = words()
    assert opened == name
    number = int(start_case(desk, open_round(desk, SCHEME, 2026).value, "云岭平台").value)
    attach(desk, number, "登记告知", "told.1", [("回执.pdf", b"%PDF-1.4 receipt")])
    stick = tmp_path / "U盘"
    stick.mkdir()
    use_second_place(desk, stick)
    for day in ("2026-11-20", "2026-11-21"):
        at = datetime.fromisoformat(f"{day}T12:00:00+08:00")
        desk.clock = lambda at=at: at
        finish_backup(begin_backup(desk))
    desk.close()
    for one in (desk.path, files_of(desk.path), folder_of(desk.path)):
        shutil.rmtree(one) if one.is_dir() else one.unlink()

    [found] = [one for one in stick.iterdir() if one.name.startswith(begins)]
    new = tmp_path / documents
    new.mkdir()
    shutil.copy(max(found.glob("*.review")), new / name)
    shutil.copytree(found / attached, new / folder)

    scratch = tmp_path / "scratch"
    report = check_closed(
        new / name, scratch, paths.forms_dir(), paths.fonts_dir(), desk.clock, lambda *_told: None
    )
    assert {line.state for line in report.lines} == {CheckState.HOLDS}
    back = open_desk(new / name, paths.forms_dir(), paths.fonts_dir())
    [one] = files.files(back.store, number)
    assert files.read_file(back.store, one.sha256) == b"%PDF-1.4 receipt"
    back.close()
