"""设置: what is 本程序约定 is kept in the file and shown again."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.domain.attempt import Patience
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.pages.settings import SettingsPage
from desktop.work.desk import Desk
from desktop.work.surveydata import patience
from desktop.work.working_days import example_calendar


def test_how_often_a_firm_is_tried_is_a_convention_of_ours(
    qtbot: QtBot,
    office: Office,
    theme: Theme,
    answer: Callable[[Callable[[Desk], object]], object],
) -> None:
    """The number of calls and of days is kept at once and shown again."""
    page = SettingsPage(office, theme)
    qtbot.addWidget(page)
    page.show_for(Place("settings"))
    before = (page.attempts.currentText(), page.days.currentText())
    for choice, text in ((page.attempts, "4"), (page.days, "3")):
        choice.setCurrentText(text)
        choice.activated.emit(choice.currentIndex())
    assert (before, answer(patience)) == (("3", "2"), Patience(4, 3))
    page.reload()
    assert (page.attempts.currentText(), page.days.currentText()) == ("4", "3")


def test_a_calendar_or_a_published_list_is_dropped_on_the_page(
    qtbot: QtBot, office: Office, theme: Theme, tmp_path: Path
) -> None:
    """What it says is shown and not kept yet; a calendar is known by its ending."""
    page = SettingsPage(office, theme)
    qtbot.addWidget(page)
    page.show_for(Place("settings"))
    page.show()
    days, firms = tmp_path / "工作日历.toml", tmp_path / "专精特新.csv"
    days.write_bytes(example_calendar())
    firms.write_text("序号,企业名称\n1,昆明云岭精密制造有限公司\n", "utf-8")
    page.take_files([days])
    page.take_files([firms])
    assert page.takes_files()
    assert page.calendar.read.text().startswith("2026年：放假")
    assert page.lists.reading is not None
