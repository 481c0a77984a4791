"""One rule for the way back: at the right end of the head, behind the title and the tools."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button
from desktop.ui.pages.steps.panel import Panel


class _Panel(Panel):
    title = "导入认定名单"


@pytest.mark.parametrize(("way_back", "look"), [("返回列表", "title"), ("返回抽查", "heading")])
def test_a_panel_has_it_where_a_page_has_it(qtbot: QtBot, way_back: str, look: str):
    """In the place of a page its title is a page's; below the title of an application it is not."""
    panel = _Panel(Office(inline=True), way_back)
    qtbot.addWidget(panel)
    head = panel.head(button("核验…", lambda: None, "tick"))
    qtbot.addWidget(head)
    head.resize(600, 40)
    with qtbot.waitExposed(head):
        head.show()
    parts = [one for one in head.children() if isinstance(one, QLabel | QPushButton)]
    there = sorted(parts, key=lambda one: one.x())
    assert [one.text() for one in there] == ["导入认定名单", "核验…", way_back]
    assert (there[0].objectName(), there[-1].geometry().right()) == (look, head.rect().right())
