"""No name, phone or code of the example is in the log, a crash report or the 诊断包."""

import logging
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop import app, log, paths
from desktop.ui.kit.office import Office, trace_of
from desktop.ui.pages.diagnostics import DiagnosticsCard
from desktop.work.desk import Desk
from desktop.work.diagnostics import without_people
from desktop.work.example import Note, example_notes, work_applicant
from desktop.work.rounds import open_round

Ask = Callable[[Callable[[Desk], object]], object]
_SHORT = 2  # a text of fewer letters than this says nothing of anybody


def _people(desk: Desk) -> set[str]:
    """Names, contacts, phones and codes of the file, however they are kept."""
    read = desk.store.read
    found = {
        str(cell)
        for row in read("SELECT name, code, contact, phone FROM roster_row")
        for cell in row
    }
    found |= {str(row[0]) for row in read("SELECT name FROM application")}
    found |= {
        str(row[0])
        for row in read(
            "SELECT text FROM value WHERE path IN ('contact', 'legal_person', 'phone', 'mobile', "
            "'email', 'credit_code', 'address', 'platform_name', 'rec.contact', 'rec.phone')"
        )
    }
    found |= {str(c) for row in read("SELECT interviewee, phone FROM survey_attempt") for c in row}
    return {one for one in found if (len(one) >= _SHORT and not one.isascii()) or len(one) > 6}


@pytest.fixture
def filled(office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Office:
    """A file with one applicant of the example, walked to its end; the machine's folders apart."""
    monkeypatch.setattr(paths, "log_dir", lambda: tmp_path / "log")
    monkeypatch.setattr(paths, "scratch_dir", lambda: tmp_path / "scratch")
    monkeypatch.setattr(paths, "settings_file", lambda: tmp_path / "settings.json")
    note = example_notes(paths.resources_dir() / "example" / "kunming-platform-2022")[0]
    office.ask(lambda desk: work_applicant(desk, _round(desk, note), note), _nothing, owner=office)
    return office


def _round(desk: Desk, note: Note) -> int:
    return int(open_round(desk, note.scheme, note.year).value)


def _nothing(_outcome: object) -> None:
    return None


def _crash(text: str) -> None:
    """A bug whose message holds what was typed."""
    raise ValueError(f"cannot read {text}")


def _everything(folder: Path, package: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        yield path.read_text("utf-8")
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            yield name
            yield archive.read(name).decode("utf-8")


def test_log_crash_report_and_package_hold_nobody(filled: Office, answer: Ask, tmp_path: Path):
    """Each name, contact, phone and code of the example is searched for, and none is found."""
    people = answer(_people)
    assert isinstance(people, set)
    assert len(people) > 300
    handler = log.start_log(tmp_path / "log")
    try:
        for text in sorted(people)[:20]:
            try:
                _crash(text)
            except ValueError as error:
                trace = trace_of(error)
                logging.getLogger("desktop").error("%s", trace)
                app._report_crash(trace)
        card = DiagnosticsCard(filled)
        card.write(tmp_path / "包.zip")
    finally:
        log.stop_log(handler)
    assert card.told.text().startswith("已导出“包.zip”，内有：版本.json、设置.json、数据文件.json")
    whole = "\n".join(_everything(tmp_path / "log", tmp_path / "包.zip"))
    assert "_crash" in whole
    assert [one for one in people if one in whole] == []


def test_what_looks_like_somebodys_is_taken_out_all_the_same():
    """A quoted name, a phone and a code in a sentence of the log; places in the code stay."""
    text = '2026-11-20 12:00:00,123 WARNING desktop “张甲.review”打不开 13900001234\n  File "a.py"'
    assert without_people(text).splitlines() == [
        "2026-11-20 12:00:00,123 WARNING desktop “…”打不开 #",
        '  File "a.py"',
    ]


def test_only_the_newest_crash_reports_are_kept(tmp_path: Path):
    """Twenty of them, readable by their owner only."""
    for second in range(25):
        log.write_crash_report(tmp_path, "trace", datetime(2026, 11, 20, 12, 0, second))
    kept = sorted(tmp_path.glob("crash-*.txt"))
    assert (len(kept), kept[0].name) == (20, "crash-20261120-120005-000000.txt")
    assert kept[0].stat().st_mode & 0o077 == 0
