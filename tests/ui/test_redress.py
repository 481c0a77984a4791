"""Other colours and another text size come in turns, and reach every page in the end."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.frame import Navigation
from desktop.ui.kit.layouts import column
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page
from desktop.ui.kit.page_stack import PageStack
from desktop.ui.kit.parts import button
from desktop.ui.kit.redress import redressing
from desktop.ui.kit.theme import DARK, LIGHT, Theme, dress
from desktop.ui.main_window import ENTRIES
from desktop.ui.pages.steps.paper_row import States

KEYS = ("todo", "cases", "send")


class Plain(Page):
    """A page with a button and a word."""

    def __init__(self, office: Office) -> None:
        """Nothing is asked for."""
        super().__init__(office)
        self.print, self.word = button("打印", self.hide, "print"), QLabel("字")
        self.setLayout(column(self.print, self.word))


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    """A window with nothing in it, in the light look."""
    made = QWidget()
    dress(made)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def stack(window: QWidget, office: Office) -> PageStack:
    """Three pages of a window, the first of which is seen."""
    made = PageStack(lambda _key: Plain(office))
    window.setLayout(column(made))
    for key in KEYS:
        made.page(key)
    window.show()
    return made


def _ink(made: QPushButton) -> str:
    image = made.icon().pixmap(48).toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    full = [image.pixelColor(*at).name() for at in points if image.pixelColor(*at).alpha() == 255]
    return max(set(full), key=full.count)


def _looks(stack: PageStack) -> list[tuple[str, float]]:
    return [(_ink(page.print), page.word.font().pointSizeF()) for page in stack.made.values()]  # type: ignore[attr-defined] # Plain


def _chosen(theme: Theme, mode: str, scale: int) -> Callable[[], None]:
    changes: list[Callable[[], None]] = []
    theme.carry = changes.append
    theme.choose(mode, scale)
    [change] = changes
    return change


def test_only_the_page_that_is_seen_is_in_the_window_while_its_looks_change(
    stack: PageStack, theme: Theme
):
    """The others leave it before, a turn each, and all are there again in the new looks."""
    change, there = _chosen(theme, "dark", 150), []
    turns = list(redressing(lambda: (there.append(stack.count()), change())))  # type: ignore[func-returns-value] # both are done
    looks = _looks(stack)
    theme.apply("light", 100)
    assert (there, stack.count(), len(turns) >= 5) == ([1], 3, True)
    assert (looks, stack.currentWidget()) == ([(DARK.ink, 15.0)] * 3, stack.made["todo"])


def test_a_page_that_is_wanted_meanwhile_comes_at_once(stack: PageStack, theme: Theme):
    """Whether the looks have changed by then or not, it has those of the window."""
    for turn in range(5):
        theme.apply("light", 100)
        turns = redressing(_chosen(theme, "dark", 100))
        for _turn in range(turn + 1):
            next(turns)
        wanted = stack.page("send")
        seen = stack.indexOf(wanted) >= 0, _ink(wanted.print)  # type: ignore[attr-defined] # Plain
        shown, rest = theme.tones.ink, list(turns)
        assert seen == (True, shown)
        assert (stack.count(), {ink for ink, _size in _looks(stack)}) == (3, {DARK.ink}), rest
    theme.apply("light", 100)


def test_a_change_that_is_overtaken_by_another_leaves_no_page_out(stack: PageStack, theme: Theme):
    """What is chosen last is what all pages have."""
    first = redressing(_chosen(theme, "dark", 100))
    next(first)
    del first
    for _turn in redressing(_chosen(theme, "light", 125)):
        pass
    looks = _looks(stack)
    theme.apply("light", 100)
    assert (stack.count(), looks) == (3, [(LIGHT.ink, 12.5)] * 3)


def test_larger_text_is_there_at_once(window: QWidget, theme: Theme):
    """Words that are seen grow as the size is chosen, and what holds them grows with them."""
    word, navigation = QLabel("字"), Navigation(ENTRIES)
    states = States(window)
    window.setLayout(column(word, navigation, states))
    window.show()
    before = navigation.minimumWidth(), states.sizeHint().width()
    theme.apply("light", 150)
    size, after = word.font().pointSizeF(), (navigation.minimumWidth(), states.sizeHint().width())
    theme.apply("light", 100)
    assert (size, [now > was for was, now in zip(before, after, strict=True)]) == (15, [True, True])
    assert (navigation.minimumWidth(), states.sizeHint().width()) == before
