"""清除个人信息: nobody is found in the file afterwards, its chain holds, and the check says so."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import drawn_case
import pytest

from desktop import paths
from desktop.store import backups, journal
from desktop.store import drafts as kept_drafts
from desktop.work import drafts, dynamic_keep, erasing
from desktop.work.checking import check_file
from desktop.work.desk import Desk
from desktop.work.dynamic_page import unit_page
from desktop.work.keeping import begin_backup, files_of, finish_backup
from desktop.work.receive import save_value

PEOPLE = ("杨𠮷祥", "赵六", "1390871", "钱七", "办得快", "没听说过")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def case(desk: Desk) -> int:
    """A drawn and answered application with a contact, a draft, and an attachment."""
    number = drawn_case.start(desk, "kunming-platform-2022", 40)
    save_value(desk, number, "contact", "钱七")
    drawn_case.lock_and_draw(desk, number)
    drawn_case.ask_all(desk, number)
    drafts.keep_draft(desk, drafts.Blank("case", 1, number, "receive", "联系人"), "钱七又")
    return number


def _found(path: Path) -> list[str]:
    """Which people are anywhere in the file's bytes, free pages too."""
    data = path.read_bytes()
    return [one for one in PEOPLE if one.encode() in data]


def _say(_done: int, _total: int, _sentence: str) -> None:
    return None


def test_nobody_is_left_in_the_file_and_the_chain_holds(desk: Desk, case: int, tmp_path: Path):
    """Values, lists, attempts, drafts and details are emptied; the check accounts for each."""
    assert _found(desk.path) == list(PEOPLE)
    answers = desk.store.read("SELECT firm, outcome, answer, typed_at FROM survey_attempt")
    gone = erasing.erase(desk, case).value
    assert (_found(desk.path), journal.check_chain(desk.store)) == ([], [])
    assert desk.store.read("SELECT firm, outcome, answer, typed_at FROM survey_attempt") == answers
    assert kept_drafts.drafts(desk.store) == {}
    names = [row.cells["name"] for row in desk.rows(case, "firms")]
    assert (len(names), names[0]) == (42, "昆明甲乙𬭎1号精密机械有限公司")
    act = journal.entries(desk.store, 1)[0]
    assert act.act == "清除个人信息"
    assert act.detail is not None
    assert act.detail["seqs"] == list(gone.seqs)
    copy = tmp_path / "copy" / "a.review"
    copy.parent.mkdir()
    desk.store.vacuum_into(copy)
    report = check_file(
        copy, files_of(desk.path), paths.forms_dir(), paths.fonts_dir(), lambda: NOON, _say
    )
    assert report.good, report.lines


def test_a_change_of_a_person_is_emptied_with_the_case(desk: Desk, case: int):
    """Who was and who is 法定代表人 of the recognised unit: its page, and its journal."""
    unit = dynamic_keep.follow_case(desk, case).value
    dynamic_keep.save_field(desk, unit, "unit.outcome", "认定")
    for path, text in (("what", "法定代表人"), ("old", "孙八百"), ("new", "李九千")):
        if path == "what":
            dynamic_keep.add_row(desk, unit, "change")
        dynamic_keep.save_field(desk, unit, f"change.1.{path}", text)
    assert all(one.encode() in desk.path.read_bytes() for one in ("孙八百", "李九千"))
    erasing.erase(desk, case)
    assert not any(one.encode() in desk.path.read_bytes() for one in ("孙八百", "李九千"))
    texts = {path: one.text for path, one in unit_page(desk, unit).values.items()}
    found = [texts[f"change.1.{key}"] for key in ("what", "old", "new")]
    assert found == ["法定代表人", "（已清除）", "（已清除）"]
    assert journal.check_chain(desk.store) == []


def test_attempts_can_be_emptied_and_nothing_else(desk: Desk, case: int):
    """An answer, a time, another name: the file itself refuses."""
    del case
    for sql in (
        "UPDATE survey_attempt SET answer = 'x'",
        "UPDATE survey_attempt SET interviewee = '别人'",
        "UPDATE survey_attempt SET typed_by = ''",
        "DELETE FROM survey_attempt",
        "UPDATE survey_attempt SET reason = '另一个理由'",
    ):
        with (
            pytest.raises(sqlite3.IntegrityError, match="survey_attempt"),
            desk.act("试", "file"),
        ):
            desk.store.write(sql)


def test_the_applicants_files_go_and_the_check_knows_why(desk: Desk, case: int):
    """Its bytes are away; another application's stay."""
    kept = list(files_of(desk.path).glob("??/*"))
    assert len(kept) == 1
    gone = erasing.erase(desk, case).value
    assert gone.files == (kept[0].name,)
    assert list(files_of(desk.path).glob("??/*")) == []


def test_backups_that_hold_the_data_are_listed_and_made_anew(desk: Desk, case: int):
    """Once the new one is good the old ones go, with the erased attachments."""
    old = finish_backup(begin_backup(desk)).backup.path
    erasing.erase(desk, case)
    assert erasing.backups_with(desk) == (old,)
    made = erasing.finish_renewing(erasing.begin_renewing(desk)).backup
    folder = backups.folder_of(desk.path)
    assert [one.path for one in backups.backups(folder)] == [made.path]
    assert (made.reason, _found(made.path)) == ("清除后", [])
    assert list((folder / backups.ATTACHED).glob("??/*")) == []
    assert erasing.backups_with(desk) == ()


def test_what_is_older_than_the_years_that_were_set_is_due(desk: Desk, case: int):
    """Nothing before it is set; then those received before; erased ones no more."""
    assert erasing.due(desk) == ()
    erasing.keep_years(desk, 3)
    assert erasing.due(desk) == ()
    desk.clock = lambda: NOON.replace(year=2030)
    assert [one.id for one in erasing.due(desk)] == [case]
    assert erasing.reminder(erasing.due(desk)).startswith("有1件申报")
    erasing.erase(desk, case)
    assert erasing.due(desk) == ()


def test_an_old_files_attempts_can_be_erased_too(tmp_path: Path):
    """A file of the third schema is brought up to date, and refuses before it is."""
    old = Path(__file__).parent.parent / "old_files" / "schema_3.review"
    shutil.copyfile(old, tmp_path / "a.review")
    with closing(sqlite3.connect(tmp_path / "a.review")) as conn:
        with pytest.raises(sqlite3.IntegrityError):
            conn.execute("UPDATE survey_attempt SET phone = ''")
        assert conn.execute("PRAGMA user_version").fetchone() == (3,)
