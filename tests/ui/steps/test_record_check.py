"""核验抽取记录: reached from 设置 without a case, off the window's and the store's thread."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot
from survey_hand import draw_now, listed

from desktop import paths
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.pages.settings import SettingsPage
from desktop.ui.pages.steps import survey_record
from desktop.ui.pages.steps.survey_record import RecordCheck
from desktop.work.desk import Desk, open_desk
from desktop.work.record import export_record, verify_with

__all__ = ["listed"]


@pytest.fixture
def record(desk: Desk, listed: Place, tmp_path: Path) -> Path:
    """An exported record, beside the roster that it was drawn from."""
    draw_now(desk, listed, answers=True)
    path = tmp_path / "抽取记录.json"
    path.write_text(export_record(desk, listed.application_id or 0).record, "utf-8")
    return path


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Office]:
    """An office with real threads on another, empty file."""
    made = Office()
    owner = QObject()
    other = tmp_path / "别处.review"
    made.open_file(
        lambda: open_desk(other, paths.forms_dir(), paths.fonts_dir()), lambda _: None, owner=owner
    )
    yield made
    made.close()


def opened(qtbot: QtBot, office: Office, theme: Theme) -> RecordCheck:
    """The panel, opened from 设置 by its button."""
    page = SettingsPage(office, theme)
    qtbot.addWidget(page)
    page.show_for(Place("settings"))
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.check.click()
    assert page.panel is not None
    assert page.focusWidget() is page.panel.file
    return page.panel


def test_a_record_is_verified_from_the_settings(
    qtbot: QtBot, office: Office, theme: Theme, record: Path, tmp_path: Path
) -> None:
    """Against the file that knows the case, then with the roster; Esc leads back to 设置."""
    panel = opened(qtbot, office, theme)
    assert (panel.back.text(), panel.roster.isVisible()) == ("返回设置", False)
    panel.verify_file(record)
    assert panel.what.text() == "核验的是：抽取记录“抽取记录.json”，与打开的数据文件核对。"
    assert panel.outcome.text().startswith("没有发现不符")
    panel.verify_roster(next(tmp_path.glob("服务企业*.xlsx")))
    assert "和名单“服务企业" in panel.what.text()
    assert panel.outcome.text().startswith("没有发现不符")
    qtbot.keyClick(panel.checks, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_another_roster_does_not_pass(
    qtbot: QtBot, office: Office, theme: Theme, record: Path, tmp_path: Path
) -> None:
    """What is no roster of the scheme is refused in words; nothing is left to be misread."""
    panel = opened(qtbot, office, theme)
    panel.verify_file(record)
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", "utf-8")
    panel.verify_roster(other)
    assert panel.what.text().startswith("“other.csv”不是这次抽查所用的名单。")
    assert (panel.checks.isVisible(), panel.outcome.isVisible()) == (False, False)


def test_a_stranger_s_record_is_verified_off_both_threads(
    qtbot: QtBot,
    elsewhere: Office,
    theme: Theme,
    record: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file that doesn't know the case: the record alone, re-done by the slow worker."""
    panel = opened(qtbot, elsewhere, theme)
    where: list[str] = []

    def verify(*given: object) -> object:
        where.append(threading.current_thread().name)
        return verify_with(*given)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(survey_record, "verify_with", verify)
    panel.verify_file(record)
    qtbot.waitUntil(lambda: bool(panel.outcome.text()))
    assert [name.startswith("slow") for name in where] == [True]
    assert "只凭记录本身" in panel.what.text()
    assert panel.outcome.text().startswith("没有发现不符")
