"""名单 after 定稿: it looks shut, and gives everything back after 退回修改."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.table import Table
from desktop.ui.pages.steps.rosters import RostersPage


def _live(page: RostersPage) -> tuple[bool, ...]:
    """What can be pressed, opened or dropped: files, a roster's own button, a row, a cell."""
    pane, card = page.panes["firms"], page.cards["firms"]
    opens = pane.rows.table.editTriggers() != Table.EditTrigger.NoEditTriggers
    buttons = (page.files, card.bring, card.undo, pane.rows.add, pane.unknown.yes)
    return (*(one.isEnabled() for one in buttons), opens, page.takes_files())


def test_final_rosters_are_shut(qtbot: QtBot, office: Office, place: Place, folder: Path) -> None:
    """Nothing is brought in, corrected, judged or dropped; what was made later is shut too."""
    page = RostersPage(office)
    qtbot.addWidget(page)
    page.show_for(place)
    page.take_files([folder])
    page.preview.accept()
    page.choose("firms")
    assert all(_live(page))
    page.freeze(on=True)
    assert not any(_live(page))
    page.choose("staff")
    assert not page.panes["staff"].rows.add.isEnabled()
    page.freeze(on=False)
    page.choose("firms")
    assert all(_live(page))
