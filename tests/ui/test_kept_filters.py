"""What a list was narrowed to is what it shows the next time the program is started."""

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.pages.archive import ArchivePage
from desktop.ui.pages.dynamic import Dynamic
from desktop.ui.pages.radar import Radar
from desktop.work.desk import Desk
from desktop.work.dynamic_keep import add_unit
from desktop.work.rounds import open_round
from desktop.work.search import UNIT

KUNMING, NANCHANG = "kunming-platform-2022", "nanchang-platform-2022"


def _fill(desk: Desk):
    open_round(desk, KUNMING, 2026)
    add_unit(desk, NANCHANG, "赣江平台")
    return add_unit(desk, KUNMING, "云岭平台")


@pytest.fixture
def filled(office: Office) -> Office:
    """A round, and a recognised unit of each of two schemes."""
    office.keep(_fill, owner=office)
    return office


def _shown(qtbot: QtBot, page: Page, detail: str = "") -> Page:
    qtbot.addWidget(page)
    page.show()
    page.show_for(Place(page.title, 1, detail=detail))
    return page


def _choose(combo: QComboBox, text: str) -> None:
    combo.setCurrentIndex(combo.findText(text))
    combo.activated.emit(combo.currentIndex())


def test_the_scheme_that_units_were_narrowed_to_is_kept(filled: Office, qtbot: QtBot):
    """A page that is made anew shows the same; a link of 待办事项 shows all schemes' units."""
    first = Dynamic(filled)
    _shown(qtbot, first)
    _choose(first.scheme, "昆明市示范平台")
    second, linked = Dynamic(filled), Dynamic(filled)
    _shown(qtbot, second)
    _shown(qtbot, linked, "全部")
    names = [[unit.name for unit in page.rows.rows()] for page in (first, second)]
    assert names == [["云岭平台"], ["云岭平台"]]
    assert second.scheme.currentText() == "昆明市示范平台"
    assert sorted(unit.name for unit in linked.rows.rows()) == ["云岭平台", "赣江平台"]


def test_the_scheme_that_organisations_were_narrowed_to_is_kept(filled: Office, qtbot: QtBot):
    """What the search leads to is shown whatever scheme it is of."""
    first = ArchivePage(filled)
    _shown(qtbot, first)
    _choose(first.scheme, "昆明市示范平台")
    second, sought = ArchivePage(filled), ArchivePage(filled)
    _shown(qtbot, second)
    _shown(qtbot, sought, f"{UNIT}赣江平台")
    assert [line.entry.scheme for line in second.rows.rows()] == ["昆明市示范平台"]
    assert sought.scheme.currentText() == "全部办法"


def test_the_findings_that_were_looked_at_are_kept(filled: Office, qtbot: QtBot):
    """未核 stays chosen."""
    first = Radar(filled)
    _shown(qtbot, first)
    _choose(first.only, "未核")
    second = Radar(filled)
    assert second.only.currentText() == "未核"
