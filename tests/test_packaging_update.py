"""What is claimed of an update is looked for in the files: rows, schema, and the backup before."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop import app
from desktop.store.migrations import VERSION

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _packaging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))


def test_an_old_file_that_was_opened_has_all_that_it_had(tmp_path: Path):
    """The oldest file, opened by this program, is newer and whole, with its backup beside it."""
    import try_update

    file = Path(shutil.copy(try_update.OLDEST, tmp_path / "a.review"))
    before = try_update.contents(file)
    unopened = try_update.lost(before, file)
    app.open_file(file).close()
    told = (before.schema, unopened, try_update.lost(before, file))
    assert told == (1, [f"不是版本{VERSION}", "没有升级前的备份"], [])


def test_a_lost_row_and_a_lost_backup_are_noticed(tmp_path: Path):
    """A row that is gone is told by its table, and so is a backup that is not there."""
    import try_update

    file = Path(shutil.copy(try_update.OLDEST, tmp_path / "a.review"))
    before = try_update.contents(file)
    app.open_file(file).close()
    shutil.rmtree(tmp_path / "a.review.备份")
    with closing(sqlite3.connect(file)) as base:
        base.execute("UPDATE application SET name = '另一个'")
        base.commit()
    assert try_update.lost(before, file) == ["application", "没有升级前的备份"]
