"""Pages come in turns, and whoever wants one at once has it whole."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page
from desktop.ui.kit.page_stack import PageStack


@pytest.fixture
def stack(qtbot: QtBot, office: Office) -> PageStack:
    """A stack that makes plain pages."""
    made = PageStack(lambda _key: Page(office))
    qtbot.addWidget(made)
    return made


def _told(stack: PageStack) -> tuple[int, int]:
    return len(stack.made), stack.count()


@pytest.mark.parametrize("turns", [0, 1, 2])
def test_a_page_that_is_wanted_between_two_turns_is_made_once(stack: PageStack, turns: int):
    """It is made in one turn and put in in the next; the turns that are left do nothing more."""
    coming = stack.coming("todo")
    seen = [_told(stack) for _turn, _one in zip(range(turns), coming, strict=False)]
    page = stack.page("todo")
    rest = [*coming, *stack.coming("todo")]
    assert seen == [(1, 0), (1, 1)][:turns]
    assert (_told(stack), stack.page("todo") is page, stack.indexOf(page)) == ((1, 1), True, 0)
    assert len(rest) <= 1
