"""The whole program as it runs: its own threads, a file of its own, a clock that stands still."""

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from clerk_hand import Hand
from clerk_walk import Walk
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from stall_meter import Hold, StallMeter
from still_digest import StillDigest

from desktop import app, paths
from desktop.ui.kit.office import Office
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.first_start import Beginning
from desktop.ui.plain import calm_python
from desktop.work.desk import Desk, open_desk
from desktop.work.example import Note

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))
SECRET = "000102030405060708090a0b0c0d0e0f"


def open_file(path: Path) -> Desk:
    """A file with a clock that stands still and dice that are known.

    The schemes' digests are of the test's own: which firms are drawn hangs on them, and a
    comment mended in a scheme's file should not draw others here.
    """
    desk = open_desk(path, paths.forms_dir(), paths.fonts_dir(), lambda: NOON, lambda: SECRET)
    digest = StillDigest("e2" * 32)
    desk.schemes = {key: replace(one, digest=digest) for key, one in desk.schemes.items()}
    return desk


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path) -> None:
    """Columns and rounds are remembered in the test's own folder."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))


HOLDS = pytest.StashKey[list[Hold]]()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say how long each walk held the window's event loop at the longest."""
    for hold in config.stash.get(HOLDS, []):
        terminalreporter.write_line(f"longest, ms (clock, held, window's own): {hold}")


@pytest.fixture(autouse=True)
def stall_meter(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[StallMeter]:
    """Every walk is measured; the figures are printed, and nothing fails by them.

    Python runs as it does in the program: it looks for garbage, and changes threads, as there.
    """
    before, interval = gc.get_threshold(), sys.getswitchinterval()
    calm_python()
    meter = StallMeter()
    with meter.act(request.node.name[:40]):
        yield meter
    request.config.stash.setdefault(HOLDS, []).extend(meter.holds)
    meter.stop()
    gc.set_threshold(*before)
    sys.setswitchinterval(interval)


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, stall_meter: StallMeter
) -> Iterator[MainWindow]:
    """The real window over a real office with its two threads; no file is open yet."""
    theme = Theme(qapp)
    theme.apply("light", 100)
    office = Office()
    crashes: list[str] = []
    office.crashed.connect(crashes.append)
    examples, kept = paths.resources_dir() / "example", tmp_path / "示例.review"
    begin = Beginning(open_file, app.scheme_names, tmp_path, [], examples, kept)
    made = app.make_window(office, theme, lambda: begin)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    stall_meter.forget()  # the theme dressed the windows of the tests before anew
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=30_000)
    made.deleteLater()
    assert crashes == []


@pytest.fixture
def start_walk(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Note], Walk]:
    """Begins a walk with one applicant; the system's file dialog is answered by a stand-in."""
    answers: list[Path] = []

    def answer(*_args: object) -> tuple[str, str]:
        return str(answers.pop()), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return lambda note: Walk(Hand(qtbot, window), note, answers.append, tmp_path)


@pytest.fixture
def text_of() -> Callable[[Path], str]:
    """A PDF's text, laid out as it stands on the paper."""

    def read(pdf: Path) -> str:
        done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8")

    return read
